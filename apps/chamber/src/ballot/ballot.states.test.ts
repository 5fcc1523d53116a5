import { at, chamber, now, poll, result } from '../../test/gallery/fixtures.js';
import { announcement } from './announce.js';
import { ballotView, type BallotInput, type Seat, type Status } from './ballot.states.js';
import type { CastState } from './cast.js';

const seat: Seat = {
  seatId: 's',
  fullName: 'Nguyễn Thị Mai',
  cardNumber: 12,
  groupName: null,
  present: true,
  since: at('07:52:00'),
  entitled: true,
  reason: null,
  checkInCode: 'code',
};
const outside: Seat = { ...seat, present: false, since: null, entitled: false, reason: 'NOT_PRESENT' };
const suspended: Seat = { ...seat, entitled: false, reason: 'SUSPENDED' };
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
const recordedStatus: Status = { ...status, recorded: true, choice: 'FOR', recordedAt: at('09:42:13'), press: 1 };
const nothing: CastState = { pending: null, receipt: null, missed: false, refused: null };
const pending: CastState = {
  ...nothing,
  pending: { choice: 'AGAINST', key: 'k', press: 2, pressedAt: at('09:42:14'), tries: 1 },
};
const recorded: CastState = { ...nothing, receipt: { choice: 'FOR', press: 1, recordedAt: at('09:42:13') } };

const view = (over: Partial<BallotInput> = {}, pollOver: Parameters<typeof poll>[0] = {}) =>
  ballotView({
    chamber: chamber({ poll: poll(pollOver) }),
    connection: 'ONLINE',
    seat,
    status,
    cast: nothing,
    changing: false,
    now,
    ...over,
  });
const published = { state: 'PUBLISHED', result: result({ for: 57, against: 1, abstain: 3 }) } as const;

describe('the screen', () => {
  it.each<[string, Partial<BallotInput>, Parameters<typeof poll>[0], string]>([
    ['nothing heard yet', { chamber: null }, {}, 'LOADING'],
    ['seat not known yet', { seat: undefined }, {}, 'LOADING'],
    ['no seat in this council', { seat: null }, {}, 'NO_SEAT'],
    ['not checked in, a vote runs', { seat: outside }, {}, 'NOT_IN'],
    ['not checked in, nothing runs', { seat: outside, chamber: chamber({ view: 'AGENDA_ITEM' }) }, {}, 'NOT_IN'],
    ['not checked in, a result is shown', { seat: outside }, published, 'RESULT'],
    ['left after voting: the ballot is kept', { seat: outside, status: recordedStatus }, {}, 'RECORDED'],
    ['suspended', { seat: suspended }, {}, 'NOT_ENTITLED'],
    ['not on the frozen roll', { status: { ...status, onRoll: false } }, {}, 'NOT_ENTITLED'],
    ['nothing to vote on', { chamber: chamber({ view: 'AGENDA_ITEM' }) }, {}, 'WAITING'],
    ['prepared, not called', {}, { state: 'READY', announcedAt: null, opensAt: null }, 'WAITING'],
    ['called', {}, { state: 'READY', announcedAt: at('09:42:00') }, 'ANNOUNCED'],
    ['open', {}, {}, 'OPEN'],
    ['open before the server said what it has of us', { status: undefined }, {}, 'OPEN'],
    ['sending', { cast: pending }, {}, 'SENDING'],
    ['sending a change', { cast: { ...pending, receipt: recorded.receipt } }, {}, 'SENDING'],
    ['recorded by receipt', { cast: recorded }, {}, 'RECORDED'],
    ['recorded, after a reload', { status: recordedStatus }, {}, 'RECORDED'],
    ['changing', { cast: recorded, changing: true }, {}, 'CHANGE'],
    ['a secret ballot is not changed', { cast: recorded, changing: true }, { form: 'SECRET' }, 'RECORDED'],
    ['changing before anything is recorded', { changing: true }, {}, 'OPEN'],
    ['paused', { cast: recorded }, { state: 'PAUSED' }, 'PAUSED'],
    ['last seconds, not voted', {}, { state: 'CLOSING' }, 'OPEN'],
    ['last seconds, voted', { cast: recorded }, { state: 'CLOSING' }, 'RECORDED'],
    ['closed', { cast: recorded }, { state: 'CLOSED' }, 'CLOSED'],
    ['closed while sending', { cast: pending }, { state: 'CERTIFIED' }, 'CHECKING'],
    ['published while still sending', { cast: pending }, published, 'CHECKING'],
    ['came too late', { cast: { ...nothing, missed: true } }, { state: 'CERTIFIED' }, 'MISSED'],
    ['published', {}, published, 'RESULT'],
    ['annulled', {}, { state: 'ANNULLED' }, 'ANNULLED'],
    ['cancelled', {}, { state: 'CANCELLED' }, 'WAITING'],
    ['closed sitting', { chamber: { ...chamber({ poll: poll() }), view: 'CLOSED_SITTING' } }, {}, 'PRIVATE'],
    [
      'refused: not on the roll',
      { cast: { ...nothing, refused: { reason: 'NOT_ON_ROLL', vi: '', en: '' } } },
      {},
      'NOT_ENTITLED',
    ],
  ])('%s', (_, over, pollOver, expected) => expect(view(over, pollOver).screen.at).toBe(expected));

  it('believes the newer of receipt and server', () => {
    const newer: Status = { ...recordedStatus, choice: 'ABSTAIN', press: 3, recordedAt: at('09:42:20') };
    expect(view({ cast: recorded, status: newer }).screen).toMatchObject({ mine: { choice: 'ABSTAIN' } });
    expect(
      view({
        cast: { ...recorded, receipt: { choice: 'AGAINST', press: 4, recordedAt: at('09:42:25') } },
        status: newer,
      }).screen,
    ).toMatchObject({ mine: { choice: 'AGAINST' } });
  });

  it('says that a late arrival may vote', () =>
    expect(view({ status: { ...status, late: true } }).screen).toMatchObject({ at: 'OPEN', lateSince: seat.since }));
});

describe('without a connection', () => {
  const late = { connection: 'LATE' } as const;
  it.each<[string, Partial<BallotInput>, Parameters<typeof poll>[0], string]>([
    ['not pressed', {}, {}, 'OFF0'],
    ['pressed, no receipt', { cast: pending }, {}, 'OFF1'],
    ['a change without a receipt', { cast: { ...pending, receipt: recorded.receipt } }, {}, 'OFF1'],
    ['recorded', { cast: recorded }, {}, 'OFF2'],
    ['paused and recorded', { cast: recorded }, { state: 'PAUSED' }, 'OFF2'],
    ['closed with a press on its way', { cast: pending }, { state: 'CLOSED' }, 'OFF1'],
    ['nothing to vote on', { chamber: chamber({ view: 'AGENDA_ITEM' }) }, {}, 'OFF'],
    ['a result', {}, published, 'OFF'],
  ])('%s', (_, over, pollOver, expected) => expect(view({ ...late, ...over }, pollOver).banner).toBe(expected));

  it('shows no countdown', () => expect(view(late).screen).toMatchObject({ at: 'OPEN', seconds: null }));
  it('says nothing while the line is good or only beginning', () => {
    expect(view().banner).toBeNull();
    expect(view({ connection: 'CONNECTING' }).banner).toBeNull();
  });
});

describe('what is said aloud', () => {
  it.each<
    [string, Partial<BallotInput>, Parameters<typeof poll>[0], { polite?: string | null; assertive?: string | null }]
  >([
    [
      'the opening',
      {},
      { closesAt: null },
      {
        polite:
          'Mở biểu quyết: Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2025. Ba lựa chọn ở cuối trang',
        assertive: null,
      },
    ],
    ['thirty seconds', {}, { closesAt: at('09:42:40') }, { polite: 'Còn 30 giây' }],
    ['ten seconds', {}, { closesAt: at('09:42:24') }, { polite: 'Còn 10 giây' }],
    ['the receipt', { cast: recorded }, {}, { polite: 'Đã ghi nhận: Tán thành, lúc 09:42:13', assertive: null }],
    [
      'closing',
      {},
      { state: 'CLOSING', closingEndsAt: at('09:42:19') },
      { assertive: 'Sắp kết thúc biểu quyết. Đại biểu chưa biểu quyết xin bấm ngay' },
    ],
    ['paused', {}, { state: 'PAUSED' }, { assertive: 'Tạm dừng biểu quyết' }],
    ['the outcome', {}, published, { polite: 'Kết quả: ĐƯỢC THÔNG QUA' }],
    [
      'offline, not voted',
      { connection: 'LATE' },
      {},
      { assertive: 'Mất kết nối. Đại biểu CHƯA biểu quyết. Nếu hết giờ, giơ tay báo Thư ký' },
    ],
    [
      'offline, recorded',
      { connection: 'LATE', cast: recorded },
      {},
      { assertive: 'Mất kết nối. Phiếu ĐÃ GHI NHẬN lúc 09:42:13' },
    ],
    [
      'missed',
      { cast: { ...nothing, missed: true } },
      { state: 'CERTIFIED' },
      { assertive: 'KHÔNG ĐƯỢC GHI NHẬN. Phiếu tới sau khi kết thúc' },
    ],
  ])('%s', (_, over, pollOver, expected) => expect(announcement(view(over, pollOver))).toMatchObject(expected));
});
