/** The desk's pages of sessions and programmes. */
import '../../../src/chair/parts/desk.css';
import '../../../src/clerk/clerk.css';
import type { ComponentChildren } from 'preact';
import { chamber, NOW, poll } from '../../../src/chair/fixtures.js';
import { Top } from '../../../src/chair/parts/top.js';
import { ToSignPicture } from '../../../src/chair/to-sign.js';
import { ResolutionPage } from '../../../src/clerk/resolution-page.js';
import { EndingPicture } from '../../../src/clerk/resolution-tasks.js';
import type { OneResolutionDesk, Whole } from '../../../src/clerk/resolution.js';
import { ProgrammePage } from '../../../src/clerk/programme-page.js';
import type { Programme } from '../../../src/clerk/programme.js';
import { rows } from '../../../src/clerk/fixtures.js';
import { RequestsPage } from '../../../src/clerk/requests-page.js';
import type { Requests } from '../../../src/clerk/requests.js';
import { SessionsPage } from '../../../src/clerk/sessions-page.js';
import type { DeskSession, Sessions } from '../../../src/clerk/sessions.js';
import type { Scene } from '../scene.js';

/** The middle of the desk, with the head above it. */
const page = (draw: () => ComponentChildren): Scene => ({
  page: 'desk',
  draw: () => (
    <div class="c two-cols">
      <Top council={chamber({}).councilName} what="" illustrative now={NOW} />
      <nav class="c-left nv" aria-label="–" />
      <main class="c-mid">{draw()}</main>
    </div>
  ),
});
const quiet = { busy: false, last: null, clear: () => undefined };
const session: DeskSession = {
  ...{ id: 's3', name: 'Kỳ họp thứ 3', kind: 'REGULAR', termOrdinal: 'XVII', ordinal: 3 },
  ...{ opensOn: '2026-12-08', closesOn: '2026-12-10' },
  sittings: [
    {
      ...{ id: 'a', name: 'Phiên toàn thể sáng 08/12/2026', kind: 'PLENARY', state: 'PLANNED', visibility: 'PUBLIC' },
      ...{ startsAt: '2026-12-08T01:00:00Z', place: 'Trung tâm Hội nghị thành phố, hội trường 1', step: 0 },
    },
    {
      ...{ id: 'b', name: 'Phiên chất vấn chiều 08/12/2026', kind: 'QUESTIONING', state: 'OPEN', visibility: 'CLOSED' },
      ...{ startsAt: '2026-12-08T06:30:00Z', place: null, step: 4 },
    },
  ],
};
const sessions: Sessions = {
  ...quiet,
  all: [session, { ...session, id: 's2', name: 'Kỳ họp thứ 2 (chuyên đề)', kind: 'THEMATIC', sittings: [] }],
  hasMore: true,
  ofYear: {
    ...{ count: 1, needed: 2, met: false },
    reason: { instrument: '77/2015/QH13', article: '78.1', confidence: 'V1', confirmed: true },
  },
  more: () => undefined,
  preview: async () => [
    { step: 'CONVENING', dueOn: '2026-11-18', light: 'OVERDUE' },
    { step: 'ANNOUNCEMENT', dueOn: '2026-11-28', light: 'DUE_SOON' },
    { step: 'DOCUMENTS', dueOn: '2026-12-03', light: 'NOT_YET' },
  ],
  plan: async () => true,
  planSitting: async () => true,
  moveSitting: async () => true,
};
const entry = (id: string, title: string, parentId: string | null = null, sittingId: string | null = 'a') => ({
  ...{ id, title, parentId, sittingId },
  kind: 'REPORT' as const,
});
const first = [entry('1', 'Khai mạc, điểm danh đại biểu'), entry('2', 'Thông qua chương trình kỳ họp')];
const second = [
  ...first,
  entry('3', 'Các báo cáo'),
  entry('4', 'Báo cáo tổng hợp ý kiến, kiến nghị của cử tri', '3'),
  entry('5', 'Chất vấn và trả lời chất vấn', null, null),
];
const programme: Programme = {
  ...quiet,
  session: {
    ...{ id: 's3', name: 'Kỳ họp thứ 3', kind: 'REGULAR' },
    limitedPowers: {
      vi: 'Hội đồng còn 45/68 đại biểu, nhiệm kỳ còn không quá 18 tháng: chỉ quyết định kế hoạch kinh tế – xã hội và ngân sách (77/2015/QH13, 138). Nội dung khác chưa bị chặn; Thư ký kiểm tra trước khi đưa ra biểu quyết.',
      en: '45 of 68 delegates are left and no more than 18 months of the term: the council decides on the socio-economic plan and the budget only (77/2015/QH13, 138). Nothing else is barred; the clerk checks it before it is put to the vote.',
      beyond: ['4'],
    },
    programmes: [
      {
        id: 'v2',
        number: 2,
        note: 'Theo đề nghị của UBND.',
        madeAt: '2026-12-07T02:00:00Z',
        adoptedByPollId: null,
        items: second,
      },
      { id: 'v1', number: 1, note: null, madeAt: '2026-12-01T02:00:00Z', adoptedByPollId: 'p', items: first },
    ],
    programmeAmendments: [
      { change: 'ADDED', id: '4', title: 'Báo cáo tổng hợp ý kiến, kiến nghị của cử tri', before: null },
      { change: 'REWORDED', id: '2', title: 'Thông qua chương trình kỳ họp', before: 'Chương trình' },
      { change: 'REMOVED', id: '9', title: 'Bế mạc', before: 'Bế mạc' },
    ],
    sittings: [{ id: 'a', name: 'Phiên toàn thể sáng 08/12/2026', state: 'PLANNED', polls: [] }],
  },
  template: [],
  draft: async () => true,
  adopt: async () => true,
};
const body = (id: string, name: string) => ({ id, name });
const other = { id: 'r9', title: 'Nghị quyết về phân bổ dự toán năm 2026', numberText: '12/2025/NQ-HĐND' };
const self = { id: 'r1', title: 'Nghị quyết về phân bổ dự toán năm 2027', numberText: '03/2026/NQ-HĐND' };
const paragraphs = (last: string) => [
  { id: 'p1', text: 'Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027' },
  { id: 'p2', text: 'Điều 1. Thông qua phân bổ dự toán ngân sách thành phố năm 2027 theo tờ trình.' },
  { id: 'p3', text: last },
];
const whole: Whole = {
  ...{ ...self, revision: 9, state: 'SIGNED', kind: 'NORMATIVE', councilId: 'c', illustrative: true },
  ...{ citation: '/vn/hai-phong/hdnd/nq/2026/03', adoptedVersion: 2, adoptedOn: '2026-12-08' },
  ...{ signedOn: '2026-12-09', submittedOn: '2026-11-20', earliestEffect: '2026-12-18', effectiveFrom: '2026-12-18' },
  ...{ effectiveReason: null, expiresOn: null, reportDeadline: null, agendaItems: [{ id: 'i5', position: 5 }] },
  submittedBy: body('so-tai-chinh', 'Sở Tài chính'),
  verifyingBody: body('ban-kinh-te-ngan-sach', 'Ban Kinh tế – Ngân sách'),
  versions: [],
  verifications: [],
  steps: [],
  validity: { state: 'NOT_YET', until: null },
  texts: [
    { version: 1, note: null, writtenAt: '2026-11-10T02:00:00Z', paragraphs: paragraphs('Điều 2. Giao UBND.') },
    {
      ...{ version: 2, note: 'Tiếp thu ý kiến thẩm tra.', writtenAt: '2026-12-01T02:00:00Z' },
      paragraphs: paragraphs('Điều 2. Giao Ủy ban nhân dân thành phố tổ chức thực hiện.'),
    },
  ],
  reports: [
    {
      ...{ waived: false, version: 1, conclusion: 'AGREED_WITH_CHANGES', reportedOn: '2026-11-27', late: true },
      words: 'Ban nhất trí với sự cần thiết ban hành, đề nghị làm rõ nguồn lực thực hiện.',
    },
  ],
  decidedBy: {
    ...{ id: 'p', title: self.title, publishedAt: '2026-12-08T03:00:00Z' },
    result: poll('PUBLISHED').result as NonNullable<Whole['decidedBy']>['result'],
    corrections: [
      {
        ...{ id: 'c1', fullName: 'Bùi Thị Thúy', kind: 'INTENTION', recorded: 'AGAINST', meant: 'FOR' },
        ...{ words: 'Bấm nhầm nút.', statedAt: '2026-12-08T03:30:00Z' },
      },
    ],
  },
  saysOf: [{ ...{ id: 'x', kind: 'REPLACES', part: null, takesEffectOn: null, endsOn: null }, from: self, to: other }],
  isSaidOf: [],
  targets: [
    {
      ...{ id: 't1', title: 'Giải ngân vốn đầu tư công', indicator: 'Tỷ lệ giải ngân', measure: '%' },
      ...{ direction: 'AT_LEAST', targetValue: 95, dueOn: '2027-12-31', dueState: 'NOT_YET', doneOn: null },
      owner: body('so-tai-chinh', 'Sở Tài chính'),
      standing: { light: 'AMBER', stale: true, nextReportOn: '2027-06-30' },
      reports: [{ id: 'f', asOf: '2027-03-31', value: 41.5, words: null }],
    },
  ],
};
const one: OneResolutionDesk = {
  ...quiet,
  whole,
  difference: async () => [],
  revise: async () => true,
  submit: async () => true,
  giveBack: async () => true,
  withdraw: async () => true,
  relate: async () => true,
  setTarget: async () => true,
  report: async () => true,
};
const many = { bodies: [], others: [other], onBack: () => undefined };
const draft: OneResolutionDesk = {
  ...one,
  whole: {
    ...whole,
    ...{ state: 'DRAFT', numberText: null, citation: null, decidedBy: null, targets: [], saysOf: [] },
    title: 'Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027',
  },
};
const choose = { chosen: 's3', onChoose: () => undefined, year: 2026 };

const requests: Requests = {
  ...quiet,
  all: [
    {
      ...{ id: 'q1', requestedBy: 'DELEGATES', wants: 'SPECIAL_SESSION', document: 'ĐN 02/2026' },
      subject: 'Họp chuyên đề về bảng giá đất',
      ...{ raisedAt: '2026-11-20T02:00:00Z', metAt: null, decision: null },
      progress: {
        ...{ count: 15, needed: 23, of: 68, since: '2026-07-14T01:00:00Z' },
        reason: { instrument: '77/2015/QH13', article: '78.2', confidence: 'V1', confirmed: true },
      },
    },
    {
      ...{ id: 'q2', requestedBy: 'STANDING_BODY', wants: 'CLOSED_SITTING', document: null },
      subject: 'Họp kín nội dung quốc phòng',
      ...{ raisedAt: '2026-11-20T02:00:00Z', metAt: '2026-11-20T02:00:00Z' },
      progress: { count: 1, needed: null, of: null, since: null, reason: null },
      decision: { accepted: true, note: 'QĐ 05/QĐ-HĐND', decidedOn: '2026-11-22' },
    },
  ],
  raise: async () => true,
  sign: async () => true,
  verify: async () => true,
};

export const scenes: Record<string, Scene> = {
  'papers-requests': page(() => <RequestsPage requests={requests} rows={rows} />),
  'papers-request-raise': page(() => <RequestsPage requests={requests} rows={rows} asked={{ what: 'raise' }} />),
  'papers-request-sign': page(() => (
    <RequestsPage requests={requests} rows={rows} asked={{ what: 'sign', request: requests.all![0]! }} />
  )),
  'papers-resolution': page(() => <ResolutionPage desk={one} {...many} />),
  'papers-resolution-draft': page(() => <ResolutionPage desk={draft} {...many} />),
  'papers-resolution-revise': page(() => <ResolutionPage desk={draft} {...many} asked="revise" />),
  'papers-resolution-relate': page(() => <ResolutionPage desk={one} {...many} asked="relate" />),
  'papers-ending': page(() => (
    <>
      <h1>Nghị quyết</h1>
      <EndingPicture
        ending={[
          { resolution: other, daysLeft: 34, lastDay: '2027-01-11', abolishedCouncil: false },
          { resolution: { ...other, id: 'r8' }, daysLeft: -3, lastDay: '2026-12-05', abolishedCouncil: true },
        ]}
      />
    </>
  )),
  'papers-sign': page(() => (
    <>
      <h1>Phiên họp</h1>
      <ToSignPicture
        rows={[{ ...self, revision: 7, kind: 'NORMATIVE', adoptedOn: '2026-12-08', earliestEffect: '2026-12-18' }]}
        busy={false}
        said={null}
        notice={null}
        today="2026-12-09"
        onAsk={() => undefined}
        onSign={async () => true}
      />
    </>
  )),
  'papers-sessions': page(() => <SessionsPage sessions={sessions} {...choose} />),
  'papers-session-plan': page(() => <SessionsPage sessions={sessions} {...choose} asked={{ what: 'session' }} />),
  'papers-sitting-plan': page(() => (
    <SessionsPage sessions={sessions} {...choose} asked={{ what: 'sitting', session, sitting: null }} />
  )),
  'papers-programme': page(() => <ProgrammePage programme={programme} />),
  'papers-programme-write': page(() => <ProgrammePage programme={programme} editing />),
};
