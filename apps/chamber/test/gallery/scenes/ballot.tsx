/** Every screen of the ballot. */
import '../../../src/shared/sign-in.css';
import '../../../src/ballot/ballot.css';
import '../../../src/ballot/panels.css';
import '../../../src/ballot/narrow.css';
import { Ballot } from '../../../src/ballot/ballot.js';
import { ballotView, type BallotInput, type Seat, type Status } from '../../../src/ballot/ballot.states.js';
import type { CastState } from '../../../src/ballot/cast.js';
import { DocumentsPicture } from '../../../src/ballot/documents.js';
import { EnterPicture, TakenOver } from '../../../src/ballot/enter.js';
import { HistoryPicture } from '../../../src/ballot/history.js';
import type { SignIn } from '../../../src/shared/sign-in.js';
import { Review } from '../../../src/ballot/rows.js';
import {
  at,
  cabinet,
  chamber,
  item,
  now,
  optionForm,
  poll,
  ratingForm,
  ratingResult,
  result,
  tied,
  titles,
  speaker,
  waiting,
} from '../fixtures.js';
import { seatAs } from '../../../src/shared/seated.js';
import { SlipsPicture } from '../../../src/ballot/slips.js';
import { SpeakPicture } from '../../../src/ballot/speak.js';
import type { Scene } from '../scene.js';

const seat: Seat = {
  seatId: 'seat-12',
  fullName: 'Nguyễn Thị Mai',
  cardNumber: 12,
  groupName: 'Tổ Hồng Bàng',
  present: true,
  since: at('07:52:00'),
  entitled: true,
  reason: null,
  checkInCode: 'AAAAAAAAAAAAAAAAAAAAAA.abc123.ZZZZZZZZZZZZZZZZZZZZZZ',
};
const outside: Seat = { ...seat, present: false, since: null, entitled: false, reason: 'NOT_PRESENT' };
const nothing: CastState = { pending: null, receipt: null, missed: false, refused: null };
const pending: CastState = {
  ...nothing,
  pending: { choice: 'FOR', key: 'k', press: 1, pressedAt: at('09:42:11'), tries: 1 },
};
const again: CastState = { ...nothing, pending: { ...pending.pending!, tries: 3 } };
const recorded: CastState = { ...nothing, receipt: { choice: 'FOR', press: 1, recordedAt: at('09:42:13') } };
const status: Status = {
  pollId: 'poll-1',
  recorded: false,
  choice: null,
  content: null,
  recordedAt: null,
  press: 0,
  onRoll: true,
  late: false,
  reason: null,
  seal: null,
};

const base: BallotInput = {
  chamber: chamber({ poll: poll() }),
  connection: 'ONLINE',
  seat,
  status,
  cast: nothing,
  changing: false,
  now,
};
const none = {
  press: () => undefined,
  change: () => undefined,
  history: () => undefined,
  documents: () => undefined,
  speak: () => undefined,
  slips: () => undefined,
};
const ballot = (over: Partial<BallotInput>): Scene => ({
  page: 'phone',
  draw: () => {
    const input = { ...base, ...over };
    seatAs(input.chamber);
    return <Ballot view={ballotView(input)} act={none} who={seat.fullName} slowAfterMs={0} />;
  },
});
const inState = (over: Parameters<typeof poll>[0], more: Partial<BallotInput> = {}): Scene =>
  ballot({ chamber: chamber({ poll: poll(over) }), ...more });
const gone = { connection: 'LATE' } as const;
const published = { state: 'PUBLISHED', result: result({ for: 57, against: 1, abstain: 3 }) } as const;
const closing = { state: 'CLOSING', closingEndsAt: at('09:42:19.600') } as const;

const signIn: SignIn = {
  step: 'PIN',
  look: { displayName: 'Nguyễn Thị Mai', needsPin: true, kind: 'PERSON' },
  why: null,
  pin: '1234',
  code: '',
  borrowed: false,
  busy: false,
  problem: null,
  setPin: () => undefined,
  setCode: () => undefined,
  setBorrowed: () => undefined,
  submit: () => Promise.resolve(),
};
const enter = (over: Partial<SignIn>): Scene => ({
  page: 'phone',
  draw: () => <EnterPicture signIn={{ ...signIn, ...over }} illustrative />,
});

const rating = poll({
  kind: 'CONFIDENCE_RATING',
  form: 'PUBLIC',
  title: 'Lấy phiếu tín nhiệm',
  closesAt: null,
  ballotForm: ratingForm,
});
const ratingBallot = (content: string | null): Partial<BallotInput> => ({
  chamber: chamber({ poll: rating }),
  ...(content && { cast: { ...nothing, receipt: { choice: content, press: 1, recordedAt: at('09:42:13') } } }),
});
const optionPoll = poll({
  kind: 'OPTION_CHOICE',
  title: 'Chọn phương án đặt tên xã mới',
  closesAt: null,
  ballotForm: optionForm,
});

export const scenes: Record<string, Scene> = {
  'ballot-documents': {
    page: 'phone',
    draw: () => (
      <DocumentsPicture
        who="Nguyễn Thị Mai"
        online
        illustrative
        documents={[
          {
            id: 'd1',
            title: 'Tờ trình của Ủy ban nhân dân thành phố về phân bổ dự toán ngân sách',
            sending: { late: false },
            mine: { version: 1, openedAt: '2026-07-10T01:00:00.000Z' },
            versions: [],
          },
          {
            id: 'd2',
            title: 'Báo cáo thẩm tra của Ban Kinh tế – Ngân sách',
            sending: { late: true },
            mine: { version: 2, openedAt: null },
            versions: [],
          },
          {
            id: 'd3',
            title: 'Dự thảo Nghị quyết',
            sending: { late: false },
            mine: { version: 1, openedAt: null },
            versions: [],
          },
        ]}
        fetched={{
          d2: { at: 'FETCHING', done: 3, of: 8 },
          d1: { at: 'READY', url: 'about:blank', fileName: 'to-trinh.pdf' },
        }}
        onFetch={() => undefined}
        onBack={() => undefined}
      />
    ),
  },
  'ballot-rows': ballot(ratingBallot(null)),
  'ballot-rows-change': ballot({ ...ratingBallot('1=HIGH,2=MEDIUM,3=,4=,5=,6=,7='), changing: true }),
  'ballot-rows-recorded': ballot(ratingBallot('1=HIGH,2=MEDIUM,3=,4=,5=,6=,7=')),
  'ballot-rows-review': {
    page: 'phone',
    draw: () => (
      <main class="b-main">
        <h1 class="b-q">Xem lại phiếu</h1>
        <Review form={ratingForm} marks={['HIGH', 'MEDIUM', null, 'LOW', 'HIGH', 'HIGH', 'HIGH']} />
      </main>
    ),
  },
  'ballot-options': ballot({ chamber: chamber({ poll: optionPoll }) }),
  'ballot-rows-result': ballot({
    chamber: chamber({ poll: { ...rating, state: 'PUBLISHED', result: ratingResult() } }),
  }),
  'ballot-paper': inState({ method: 'PAPER', form: 'SECRET' }),
  'ballot-signin': enter({}),
  'ballot-signin-wrong': enter({
    pin: '',
    problem: 'Mã PIN không đúng. Chưa đăng nhập. Còn 4 lần thử trước khi thẻ bị khóa.',
  }),
  'ballot-signin-code': enter({ step: 'CODE', look: null, why: 'none', code: 'BCFG-2345' }),
  'ballot-notin': ballot({ chamber: chamber({ view: 'AGENDA_ITEM' }), seat: outside }),
  'ballot-waiting': ballot({ chamber: chamber({ view: 'AGENDA_ITEM' }) }),
  'ballot-waiting-longest': ballot({
    chamber: chamber({ view: 'AGENDA_ITEM', item: item({ title: titles.longest }) }),
  }),
  'ballot-speak': {
    page: 'phone',
    draw: () => (
      <SpeakPicture
        who="Nguyễn Văn Hùng"
        online
        chamber={chamber({
          view: 'SPEAKER',
          poll: null,
          speaking: { current: speaker(), queue: [waiting, speaker({ id: 'mine', seatId: 'mine', kind: 'QUESTION' })] },
        })}
        seatId="mine"
        busy={false}
        said={null}
        onAsk={() => undefined}
        onWithdraw={() => undefined}
        onBack={() => undefined}
        onSlips={() => undefined}
      />
    ),
  },
  'ballot-slips': {
    page: 'phone',
    draw: () => (
      <SlipsPicture
        who="Nguyễn Văn Hùng"
        online
        illustrative
        mine={[
          {
            id: 'q1',
            title: 'Chậm giải ngân vốn đầu tư công tại các dự án hạ tầng giao thông',
            state: 'ANSWERED',
            askedName: 'Phạm Văn Hoà',
            askedOffice: 'Giám đốc Sở Tài chính',
            dueOn: null,
            writtenAnswer: null,
            commitments: [{ id: 'c1', title: 'Giải ngân hết vốn trước 31/12', dueOn: '2024-12-31' }],
          },
        ]}
        bodies={[{ id: 'so-tai-chinh', name: 'Sở Tài chính' }]}
        busy={false}
        said={null}
        onAct={async () => false}
        onBack={() => undefined}
      />
    ),
  },
  'ballot-ended': ballot({ chamber: chamber({ view: 'HOLDING', sittingState: 'ENDED' }) }),
  'ballot-announced': inState({
    state: 'READY',
    openedAt: null,
    closesAt: null,
    announcedAt: at('09:42:10'),
    opensAt: at('09:43:00'),
  }),
  'ballot-open': ballot({}),
  'ballot-open-long': inState({ title: titles.long }),
  'ballot-open-longest': inState({ title: titles.longest }),
  'ballot-refused': ballot({
    cast: {
      ...nothing,
      refused: {
        reason: 'FAULT',
        vi: 'Máy chủ gặp lỗi (mã 7c1). Dữ liệu đã ghi vẫn được giữ; hãy thử lại.',
        en: 'The server met an error (id 7c1). What was recorded is kept; try again.',
      },
    },
  }),
  'ballot-sending': ballot({ cast: pending }),
  'ballot-recorded': ballot({ cast: recorded }),
  'ballot-change': ballot({ cast: recorded, changing: true }),
  'ballot-offline-none': ballot(gone),
  'ballot-offline-unknown': ballot({ ...gone, cast: again }),
  'ballot-offline-recorded': ballot({ ...gone, cast: recorded }),
  'ballot-offline-waiting': ballot({ ...gone, chamber: chamber({ view: 'AGENDA_ITEM' }) }),
  'ballot-paused': inState({ state: 'PAUSED', pauseReason: 'SERVER_RESTART' }, { cast: recorded }),
  'ballot-paused-pending': inState({ state: 'PAUSED', pauseReason: 'Có ý kiến về thủ tục' }, { cast: pending }),
  'ballot-closing': inState(closing),
  'ballot-closing-recorded': inState(closing, { cast: recorded }),
  'ballot-checking': inState({ state: 'CERTIFIED', closedAt: at('09:42:30') }, { cast: again }),
  'ballot-closed': inState({ state: 'CERTIFIED', closedAt: at('09:42:30') }, { cast: recorded }),
  'ballot-closed-none': inState({ state: 'CERTIFIED', closedAt: at('09:42:30') }),
  'ballot-missed': inState({ state: 'CERTIFIED', closedAt: at('09:42:30') }, { cast: { ...nothing, missed: true } }),
  'ballot-result': inState(published, { cast: recorded }),
  'ballot-result-rejected': inState({
    title: titles.long,
    state: 'PUBLISHED',
    result: result({ for: 34, against: 21, abstain: 6, late: 1 }),
  }),
  'ballot-board-tie': ballot({ chamber: cabinet({ poll: tied() }), cast: recorded }),
  'ballot-annulled': inState(
    {
      state: 'ANNULLED',
      annulment: { kind: 'WRONG_TEXT', wallText: 'sai văn bản đưa ra biểu quyết', at: at('09:48:00') },
    },
    { cast: recorded },
  ),
  'ballot-notentitled': ballot({ status: { ...status, onRoll: false, reason: 'SUSPENDED' } }),
  'ballot-late': ballot({ status: { ...status, late: true }, seat: { ...seat, since: at('09:41:00') } }),
  'ballot-test': inState({ kind: 'TEST', title: 'Kiểm tra thiết bị: mời đại biểu bấm một trong ba nút' }),
  'ballot-private': ballot({ chamber: chamber({ view: 'CLOSED_SITTING' }) }),
  'ballot-noseat': ballot({ seat: null }),
  'ballot-takeover': { page: 'phone', draw: () => <TakenOver onBack={() => undefined} illustrative /> },
  'ballot-history': {
    page: 'phone',
    draw: () => (
      <HistoryPicture
        who={seat.fullName}
        online
        illustrative
        sitting="Phiên sáng 05/12/2024"
        onBack={() => undefined}
        votes={[
          {
            pollId: '1',
            title: 'Phân bổ dự toán ngân sách thành phố năm 2025',
            choice: 'FOR',
            recorded: true,
            content: 'FOR',
            recordedAt: at('09:42:13'),
            outcome: 'ADOPTED',
            state: 'PUBLISHED',
            method: 'ELECTRONIC',
          },
          {
            pollId: '2',
            title: 'Chương trình kỳ họp',
            choice: 'AGAINST',
            recorded: true,
            content: 'AGAINST',
            recordedAt: at('08:15:02'),
            outcome: 'ADOPTED',
            state: 'PUBLISHED',
            method: 'ELECTRONIC',
          },
          {
            pollId: '3',
            title: 'Kế hoạch đầu tư công trung hạn',
            choice: 'ABSTAIN',
            recorded: true,
            content: 'ABSTAIN',
            recordedAt: at('08:58:40'),
            outcome: 'REJECTED',
            state: 'ANNULLED',
            method: 'ELECTRONIC',
          },
          {
            pollId: '4',
            title: 'Quy hoạch sử dụng đất',
            choice: null,
            content: null,
            recorded: false,
            recordedAt: null,
            outcome: null,
            state: 'PUBLISHED',
            method: 'ELECTRONIC',
          },
        ]}
      />
    ),
  },
};
