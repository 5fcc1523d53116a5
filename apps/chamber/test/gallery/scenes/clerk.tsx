/** Every state of the clerk's desk. */
import '../../../src/chair/parts/desk.css';
import '../../../src/clerk/clerk.css';
import { chamber, NOW, poll } from '../../../src/chair/fixtures.js';
import { MinutesPicture } from '../../../src/chair/minutes.js';
import type { Orders } from '../../../src/chair/orders.js';
import { Desk, type DeskProps } from '../../../src/clerk/desk.js';
import { convened } from '../../../src/clerk/convening-fixtures.js';
import type { Convening } from '../../../src/clerk/convening.js';
import { rows } from '../../../src/clerk/fixtures.js';
import type { Resolutions } from '../../../src/clerk/resolutions.js';
import type { Manual, Work } from '../../../src/clerk/manual.js';
import type { Records } from '../../../src/clerk/records.js';
import { tk } from '../../../src/clerk/words.js';
import { seatAs } from '../../../src/shared/seated.js';
import type { Scene } from '../scene.js';

const orders: Orders = {
  busy: false,
  notice: null,
  draft: null,
  give: async () => false,
  prepare: async () => false,
  clear: () => undefined,
  bases: async () => [],
};
const records = (rest: Partial<Records> = {}): Records => ({
  rows,
  busy: false,
  pending: new Set(),
  last: null,
  arrive: async () => true,
  leave: async () => true,
  excuse: async () => true,
  undo: async () => true,
  ...rest,
});
const resolutions: Resolutions = {
  rows: [
    {
      id: 'r1',
      revision: 5,
      state: 'SIGNED',
      kind: 'NORMATIVE',
      title: 'Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027',
      numberText: '01/2026/NQ-HĐND',
      adoptedOn: '2026-11-23',
      effectiveFrom: '2026-12-03',
      versions: [{ version: 3, textHash: '2f1c9ab04d' }],
      verifications: [{ waived: false, conclusion: 'AGREED_WITH_CHANGES', reportedOn: '2026-11-12', late: false }],
      reportDeadline: { dueOn: '2026-11-13', late: false },
      agendaItems: [{ id: 'item-5', position: 5 }],
      steps: [
        { kind: 'SIGN', dueOn: '2026-12-03', doneOn: '2026-11-23', late: false },
        { kind: 'SEND_UPPER', dueOn: '2026-11-26', doneOn: null, late: true },
        { kind: 'SEND_EXECUTING', dueOn: null, doneOn: null, late: false },
        { kind: 'GAZETTE', dueOn: null, doneOn: null, late: false },
        { kind: 'POST', dueOn: null, doneOn: null, late: false },
      ],
      validity: { state: 'NOT_YET', until: '2026-12-02' },
    },
    {
      id: 'r2',
      revision: 1,
      state: 'SUBMITTED',
      kind: 'NORMATIVE',
      title: 'Dự thảo Nghị quyết quy định mức hỗ trợ người hoạt động không chuyên trách ở thôn, tổ dân phố',
      numberText: null,
      adoptedOn: null,
      effectiveFrom: null,
      versions: [{ version: 1, textHash: '77aa01bc22' }],
      verifications: [],
      reportDeadline: { dueOn: '2026-11-13', late: true },
      agendaItems: [],
      steps: [],
      validity: { state: 'NOT_ENACTED', until: null },
    },
  ],
  hasMore: true,
  busy: false,
  notice: null,
  imported: {
    id: null,
    dryRun: true,
    sound: 11,
    imported: 0,
    undone: false,
    faultCount: 1,
    faults: [
      {
        row: 3,
        column: 'Số hiệu',
        value: 'số 5',
        causeVi: 'Không đọc được số hiệu.',
        cureVi: 'Viết như 03/2024/NQ-HĐND (quy phạm) hoặc 03/NQ-HĐND (cá biệt).',
        causeEn: 'This is not the number of a resolution.',
        cureEn: 'Write 03/2024/NQ-HĐND (normative) or 03/NQ-HĐND (individual).',
      },
    ],
  },
  more: () => undefined,
  again: () => undefined,
  clear: () => undefined,
  verify: async () => true,
  waive: async () => true,
  place: async () => true,
  step: async () => true,
  save: async () => undefined,
  import: async () => undefined,
  undoImport: async () => undefined,
};
const list = (name: string, withdrawn = false) => ({
  ...{ id: name, name, post: null, proposer: 'PRESIDING_OFFICER' as const },
  withdrawnAt: withdrawn ? '2026-12-08T02:00:00Z' : null,
});
const work = (differs: boolean): Work => ({
  id: 'sitting',
  tallyCommittees: [
    {
      ...{ id: 'committee', pollId: null, required: 2 },
      members: rows.slice(0, 3).map((r, i) => ({ seatId: r.seatId, fullName: r.fullName, head: i === 0 })),
    },
  ],
  candidateLists: [
    {
      ...{ id: 'list-1', office: 'Phó Chủ tịch Hội đồng nhân dân thành phố', seatsToFill: 1, closedAt: null },
      nominations: [list('Nguyễn Thị Ánh Nguyệt'), list('Phạm Quốc Khánh'), list('Vũ Hữu Nghĩa', true)],
    },
    {
      ...{ id: 'list-2', office: 'Ủy viên Ủy ban nhân dân thành phố', seatsToFill: 1 },
      closedAt: '2026-12-08T03:00:00Z',
      nominations: [list('Đặng Thị Thảo Ly'), list('Bùi Đức Hạnh')],
    },
  ],
  polls: [
    {
      ...{ id: 'paper-1', title: 'Bầu Phó Chủ tịch Hội đồng nhân dân thành phố', kind: 'ELECTION', form: 'SECRET' },
      ...{
        method: 'PAPER',
        state: 'CLOSED',
        candidateListId: 'list-0',
        castingVoter: null,
        markLabels: ['Đồng ý', 'Không đồng ý'],
      },
      ballotForm: {
        ...{ layout: 'ROWS', max: null },
        rows: [
          { row: 1, name: 'Nguyễn Thị Ánh Nguyệt', post: 'Trưởng Ban Pháp chế' },
          { row: 2, name: 'Phạm Quốc Khánh', post: null },
        ],
      },
      turnout: { present: 64 },
      certification: { signed: 0, required: 2 },
      manualCount: {
        ...{ entered: differs ? 2 : 1, agreed: false },
        differences: differs ? [{ vi: 'Dòng 2, Đồng ý', en: 'Row 2, Agree' }] : [],
      },
      ...{ provisionalResult: null, confirmationText: null, confirmedBy: null, sealed: null, runOff: null },
    },
  ],
});
const manual = (differs = false): Manual => ({
  ...{ work: work(differs), busy: false, notice: null, give: async () => null, clear: () => undefined },
});
const convening: Convening = {
  session: convened,
  busy: false,
  last: null,
  progress: null,
  complete: async () => true,
  holdRating: async () => true,
  notice: async () => true,
  withdrawNotice: async () => true,
  add: async () => true,
  replace: async () => true,
  send: async () => true,
  clear: () => undefined,
};
const clerk = (more: Partial<DeskProps> = {}, shown = chamber({ sittingState: 'PLANNED', item: null })): Scene => ({
  page: 'desk',
  draw: () => (
    <Desk
      chamber={shown}
      connection="ONLINE"
      silentMs={100}
      now={NOW - 5_700_000}
      orders={orders}
      records={records()}
      convening={convening}
      resolutions={resolutions}
      prepared={[
        { ...poll('READY'), agendaItemId: 'item-5' },
        { ...poll('DRAFT'), id: 'poll-2', agendaItemId: 'item-6', kind: 'RESOLUTION_ITEM' },
      ]}
      manual={manual()}
      {...more}
    />
  ),
});
const refused = {
  tone: 'bad',
  words: () => (tk('c.demo') ? 'Mã điểm danh đã quá hạn. Chưa ghi nhận; mời mở lại trang để lấy mã mới.' : ''),
} as const;

export const scenes: Record<string, Scene> = {
  'clerk-preparation': clerk({ task: 'preparation' }),
  'clerk-preparation-late': clerk({ task: 'preparation', recording: 'DOCUMENTS' }),
  'clerk-documents': clerk({ task: 'documents' }),
  'clerk-documents-add': clerk({ task: 'documents', adding: true }),
  'clerk-documents-none': clerk({
    task: 'documents',
    convening: { ...convening, session: { ...convened, documents: [] } },
  }),
  'clerk-minutes': clerk({
    task: 'minutes',
    minutes: (
      <MinutesPicture
        ended
        maySign={false}
        busy={false}
        notice={null}
        minutes={{
          draftedAt: '2026-07-14T02:42:10Z',
          signedAt: null,
          signedHash: null,
          hash: 'f'.repeat(64),
          sentences: [
            {
              id: '1',
              source: 'SITTING',
              generated: 'x',
              text: 'Lúc 08:00, Chủ tọa khai mạc Phiên sáng 14/07/2026, Kỳ họp thứ 3; có mặt 64/68 đại biểu HĐND.',
              editedAt: null,
            },
            {
              id: '2',
              source: 'POLL',
              generated: 'x',
              text: 'Lúc 09:15, công bố kết quả biểu quyết công khai «Dự toán ngân sách»: tổng số 68 đại biểu HĐND, có mặt 64, tham gia biểu quyết 61; tán thành 57, không tán thành 1, không biểu quyết 3, có mặt chưa ghi nhận phiếu 3. Được thông qua (cần từ 35/68).',
              editedAt: '2026-07-14T02:40:10Z',
            },
          ],
        }}
        onDraft={() => undefined}
        onEdit={async () => false}
        onSign={() => undefined}
      />
    ),
  }),
  'clerk-sitting': clerk({ task: 'sitting' }),
  'clerk-resolutions': clerk({ task: 'resolutions' }),
  'clerk-paper': clerk({ task: 'paper', manual: manual(true) }),
  'clerk-elections': clerk({ task: 'elections' }),
  'clerk-attendance': clerk({
    task: 'attendance',
    query: 'thuy',
    records: records({ last: { tone: 'ok', words: () => tk('said.in', { x: 'Bùi Thị Thúy' }) } }),
  }),
  'clerk-attendance-board': {
    page: 'desk',
    draw: () => {
      seatAs({ attendance: { boardKind: 'PEOPLES_COMMITTEE' } as never });
      return clerk({ task: 'attendance', query: 'xyz' }).draw();
    },
  },
  'clerk-attendance-all': clerk({ task: 'attendance' }),
  'clerk-attendance-none': clerk({ task: 'attendance', query: 'xyz' }),
  'clerk-refused': clerk({ task: 'attendance', records: records({ last: refused }) }),
  'clerk-loading': clerk({ task: 'attendance', records: records({ rows: null }) }),
  'clerk-ended': clerk({ task: 'attendance' }, chamber({ sittingState: 'ENDED' })),
  'clerk-scan': clerk({
    task: 'attendance',
    scanning: true,
    records: records({ last: { tone: 'ok', words: () => tk('said.in', { x: 'Bùi Thị Thúy' }) } }),
  }),
  'clerk-scan-refused': clerk({ task: 'attendance', scanning: true, records: records({ last: refused }) }),
  'clerk-polls': clerk({ task: 'polls' }, chamber()),
  'clerk-polls-missing': clerk(
    {
      task: 'polls',
      prepared: [
        {
          ...{ ...poll('READY'), kind: 'CONFIDENCE_VOTE', form: 'SECRET', method: 'PAPER', agendaItemId: 'item-6' },
          conditions: [
            {
              ...{ key: 'TALLY_COMMITTEE', met: false, blocking: true },
              vi: 'Bỏ phiếu kín cần Ban kiểm phiếu. Không có gì thay đổi; hãy ghi nhận Ban kiểm phiếu trước.',
              en: 'A secret poll needs its tally committee. Nothing was changed; record the committee first.',
            },
            { key: 'SITTING_OPEN', met: false, blocking: true, vi: 'Phiên họp chưa khai mạc.', en: 'Not open.' },
          ],
        },
        { ...poll('DRAFT'), id: 'poll-2', agendaItemId: null, kind: 'ELECTION', form: 'SECRET', method: 'PAPER' },
      ],
    },
    chamber(),
  ),
  'clerk-prepare': clerk({ task: 'polls', preparing: 'item-6' }, chamber()),
  'clerk-prepare-board': clerk(
    { task: 'polls', preparing: 'item-6' },
    chamber({ attendance: { ...chamber().attendance, boardKind: 'PEOPLES_COMMITTEE' } }),
  ),
  'clerk-lost': clerk({ task: 'attendance', connection: 'LOST', silentMs: 12_300 }),
};
