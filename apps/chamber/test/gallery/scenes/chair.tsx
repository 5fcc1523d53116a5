/** Every state of the chair's console. */
import '../../../src/chair/parts/desk.css';
import '../../../src/chair/chair.css';
import { Board, type Ask, type BoardProps } from '../../../src/chair/board.js';
import { chamber, items, missing, NOW, poll, result, screens } from '../../../src/chair/fixtures.js';
import type { ConsoleChamber } from '../../../src/chair/model.js';
import type { Orders } from '../../../src/chair/orders.js';
import { AskPromise } from '../../../src/chair/ask-questions.js';
import { QuestionList, type Question } from '../../../src/chair/questions.js';
import { tc } from '../../../src/chair/say.js';
import type { Scene } from '../scene.js';

const orders = (rest: Partial<Orders> = {}): Orders => ({
  busy: false,
  notice: null,
  draft: null,
  give: async () => false,
  prepare: async () => false,
  clear: () => undefined,
  bases: async () => [{ id: 'poll-9', title: 'Họp kín nội dung về nhân sự' }],
  ...rest,
});
const chair = (shown: ConsoleChamber, asked: Ask | null = null, more: Partial<BoardProps> = {}): Scene => ({
  page: 'desk',
  draw: () => (
    <Board chamber={shown} connection="ONLINE" silentMs={200} now={NOW} orders={orders()} asked={asked} {...more} />
  ),
});
const inPhase = (phase: 'DISCUSSION' | 'ITEMS' | 'WHOLE' | 'SUBMISSION'): ConsoleChamber =>
  chamber({ item: { ...items[4]!, phase } });
const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();
const speaker = (id: string, fullName: string, groupName: string, kind: 'CONTRIBUTION' | 'CONTRA') => ({
  id,
  fullName,
  groupName,
  kind,
  requestedAt: at(-1500),
  extendedSeconds: 0,
});
const floor = {
  current: {
    ...speaker('s1', 'Trần Đức Thuận', 'Tổ đại biểu số 3', 'CONTRIBUTION'),
    startedAt: at(-323),
    endsAt: at(277),
    limitSeconds: 600,
  },
  queue: [
    speaker('s2', 'Lê Thị Hồng Phượng', 'Tổ đại biểu số 5', 'CONTRA'),
    speaker('s3', 'Vũ Hữu Nghĩa', 'Tổ đại biểu số 1', 'CONTRIBUTION'),
  ],
};
const question = (id: string, title: string, rest: Partial<Question>): Question => ({
  id,
  title,
  state: 'SCHEDULED',
  askingName: 'Lê Thị Hồng Phượng',
  askedName: 'Phạm Văn Hoà',
  askedOffice: 'Giám đốc Sở Tài chính',
  dueOn: null,
  group: { id: 'g1', title: 'Đầu tư công', decidedAt: at(-3000) },
  commitments: [],
  ...rest,
});
const questions = [
  question('q1', 'Nợ đọng xây dựng cơ bản', {}),
  question('q2', 'Chậm giải ngân vốn đầu tư công', {
    state: 'ANSWERED',
    commitments: [{ id: 'c1', title: 'Giải ngân hết vốn trước 31/12', dueOn: '2026-12-31' }],
  }),
  question('q3', 'Thất thu thuế hộ kinh doanh', { state: 'AWAITING_WRITING', dueOn: '2026-08-03' }),
];
const lagging = screens.map((screen, index) =>
  index === 1 ? { ...screen, upToDate: false, revision: 39, seenAt: at(-14) } : screen,
);
const many = Array.from({ length: 23 }, (_, index) => ({
  ...missing[index % 3]!,
  seatId: `seat-x${index}`,
  fullName: `${missing[index % 3]!.fullName} ${index + 1}`,
}));
const long =
  'Dự thảo Nghị quyết quy định nguyên tắc, tiêu chí và định mức phân bổ dự toán chi thường xuyên ngân sách nhà nước năm 2027 cho các cơ quan, đơn vị thuộc thành phố và các xã, phường, đặc khu trên địa bàn thành phố Hải Phòng';

export const scenes: Record<string, Scene> = {
  'chair-manual': chair(chamber({ poll: poll('OPEN') }), { about: 'manual' }),
  'chair-counting': chair(
    chamber({
      poll: poll('CLOSED', { method: 'PAPER', manualCount: { entered: 1, agreed: false, differences: [] } }),
    }),
  ),
  'chair-planned': chair(chamber({ sittingState: 'PLANNED', item: null, view: 'HOLDING' })),
  'chair-doors-planned': chair(chamber({ sittingState: 'PLANNED', item: null, view: 'HOLDING' }), { about: 'doors' }),
  'chair-doors': chair(inPhase('DISCUSSION'), { about: 'doors' }),
  'chair-closed-doors': chair(chamber({ visibility: 'CLOSED', poll: null })),
  'chair-speaking': chair({ ...inPhase('DISCUSSION'), view: 'SPEAKER', speaking: floor }),
  'chair-speaking-over': chair({
    ...inPhase('DISCUSSION'),
    view: 'SPEAKER',
    speaking: { ...floor, current: { ...floor.current, endsAt: at(-25) } },
  }),
  'chair-floor': chair({ ...inPhase('DISCUSSION'), speaking: floor }, { about: 'floor' }),
  'chair-questions': chair(
    { ...inPhase('DISCUSSION'), item: { ...items[3]!, state: 'CURRENT', kind: 'QUESTIONING' }, speaking: floor },
    null,
    {
      questions: <QuestionList list={questions} live busy={false} onOrder={() => undefined} onAsk={() => undefined} />,
    },
  ),
  'chair-promise': {
    page: 'desk',
    draw: () => (
      <AskPromise
        question={questions[1]!}
        now={NOW}
        notice={null}
        busy={false}
        onClose={() => undefined}
        onRun={() => undefined}
      />
    ),
  },
  'chair-break': chair(chamber({ sittingState: 'BREAK', breakUntil: at(1070), view: 'HOLDING' })),
  'chair-ended': chair(chamber({ sittingState: 'ENDED' })),
  'chair-no-item': chair(chamber({ item: null, nextItem: items[0] })),
  'chair-discussion': chair(inPhase('DISCUSSION')),
  'chair-whole': chair(inPhase('WHOLE')),
  'chair-create': chair(inPhase('WHOLE'), { about: 'create', itemId: 'item-5', kind: 'RESOLUTION' }),
  'chair-draft': chair(inPhase('WHOLE'), null, {
    orders: orders({
      draft: poll('DRAFT'),
      get notice() {
        return tc('e.STALE');
      },
    }),
  }),
  'chair-ready': chair(chamber({ poll: poll('READY') })),
  'chair-ready-unmet': chair(
    chamber({
      poll: poll('READY', {
        conditions: [
          {
            key: 'SITTING_NOT_OPEN',
            met: true,
            blocking: true,
            vi: 'Phiên họp đang họp',
            en: 'The sitting is in session',
          },
          {
            key: 'ANOTHER_POLL_OPEN',
            met: false,
            blocking: true,
            vi: 'Phiên họp đang có một cuộc biểu quyết khác chưa kết thúc. Không có gì thay đổi; hãy kết thúc cuộc đó trước.',
            en: 'Another poll of this sitting has not ended. Nothing was changed; end that one first.',
          },
          {
            key: 'TOO_FEW_TO_PASS',
            met: false,
            blocking: false,
            vi: 'Chỉ có 31 đại biểu có mặt, cần 35 mới thông qua được.',
            en: 'Only 31 are present; 35 are needed for anything to pass.',
          },
        ],
      }),
    }),
  ),
  'chair-called': chair(chamber({ poll: poll('READY', { opensAt: at(32) }) })),
  'chair-open': chair(chamber({ poll: poll('OPEN') })),
  'chair-open-lagging': chair(chamber({ poll: poll('OPEN'), screens: lagging, frozen: true })),
  'chair-open-long': chair(
    chamber({
      poll: poll('OPEN', {
        title: long,
        missing: many,
        turnout: { recorded: 41, present: 64, lateArrivals: 2 },
        closesAt: null,
      }),
    }),
  ),
  'chair-missing': chair(
    chamber({ poll: poll('OPEN', { missing: many, turnout: { recorded: 41, present: 64, lateArrivals: 2 } }) }),
    { about: 'missing' },
  ),
  'chair-open-all': chair(
    chamber({ poll: poll('OPEN', { missing: [], turnout: { recorded: 64, present: 64, lateArrivals: 0 } }) }),
  ),
  'chair-open-stale': chair(chamber({ poll: poll('OPEN') }), null, {
    orders: orders({
      get notice() {
        return tc('e.STALE');
      },
    }),
  }),
  'chair-lost': chair(chamber({ poll: poll('OPEN') }), null, { connection: 'LATE', silentMs: 4300 }),
  'chair-close': chair(chamber({ poll: poll('OPEN') }), { about: 'close' }),
  'chair-pause': chair(chamber({ poll: poll('OPEN') }), { about: 'pause' }),
  'chair-paused': chair(chamber({ poll: poll('PAUSED') })),
  'chair-cancel': chair(chamber({ poll: poll('OPEN') }), { about: 'cancel' }),
  'chair-closing': chair(chamber({ poll: poll('CLOSING') })),
  'chair-closed': chair(chamber({ poll: poll('CERTIFIED') })),
  'chair-closed-could-change': chair(
    chamber({ poll: poll('CERTIFIED', { provisionalResult: { ...result(33, 25, 3), lateArrivals: 1 } }) }),
  ),
  'chair-annul': chair(chamber({ poll: poll('CERTIFIED') }), { about: 'annul' }),
  'chair-published': chair(chamber({ poll: poll('PUBLISHED') })),
  'chair-annulled': chair(chamber({ poll: poll('ANNULLED') })),
  'chair-why': chair(chamber({ poll: poll('READY') }), { about: 'why' }),
  'chair-agenda': chair(chamber({ poll: poll('OPEN') }), { about: 'agenda' }),
  'chair-item': chair(inPhase('DISCUSSION'), { about: 'item', itemId: 'item-6' }),
  'chair-break-ask': chair(inPhase('DISCUSSION'), { about: 'break' }),
  'chair-end': chair(inPhase('DISCUSSION'), { about: 'end' }),
};
