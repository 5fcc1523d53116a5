/**
 * Fixtures: one chamber in each state that the console may meet, for the tests
 * of the pure functions and for the gallery that is photographed. Names and
 * figures are invented.
 */
import type {
  ConsoleChamber,
  ConsolePoll,
  Item,
  Missing,
  PollState,
  Result,
  Screen,
  Share,
  Threshold,
} from './model.js';

export const NOW = Date.parse('2026-07-14T02:42:10Z');
const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

export const reason = {
  key: 'poll.resolution.threshold',
  ruleSetId: 'vn-city-2025',
  ruleSetHash: '9c1f4e7ab3d2',
  instrument: 'Luật Tổ chức chính quyền địa phương số 77/2015/QH13',
  article: 'Điều 91 khoản 2',
  confidence: 'K-hi',
  confirmed: false,
  noteVi: 'Văn bản thay thế từ 01/03/2025 chưa được đối chiếu; giá trị cũ được giữ.',
  noteEn: 'The act that replaced it from 2025-03-01 was not read; the former value is kept.',
};

export const threshold: Threshold = {
  needed: 35,
  of: 68,
  comparison: 'GREATER_THAN',
  num: 1,
  den: 2,
  baseKind: 'TOTAL_DELEGATES',
  reason,
};

const share = (count: number): Share => {
  const hundredths = Math.floor((count * 20000 + 68) / 136);
  const text = (point: string): string =>
    `${Math.floor(hundredths / 100)}${point}${String(hundredths % 100).padStart(2, '0')}`;
  return {
    count,
    percentText: `${text(',')}\u00a0%`,
    percentTextEn: `${text('.')}%`,
    baseLabelVi: 'so với tổng số đại biểu',
    baseLabelEn: 'of all delegates',
  };
};

export function result(votesFor: number, against: number, abstain: number, present = 64): Result {
  const voted = votesFor + against + abstain;
  return {
    total: share(68),
    present: share(present),
    voted: share(voted),
    for: share(votesFor),
    against: share(against),
    abstain: share(abstain),
    notRecorded: share(present - voted),
    lateArrivals: 0,
    outcome: votesFor * 2 > 68 ? 'ADOPTED' : 'REJECTED',
    threshold,
    seal: '7F3A 91C2',
  };
}

const titles: readonly [string, string | null][] = [
  ['Khai mạc, điểm danh', null],
  ['Thông qua chương trình kỳ họp', 'Chương trình kỳ họp'],
  ['Dự thảo Nghị quyết về kế hoạch đầu tư công trung hạn giai đoạn 2026–2030', 'Kế hoạch đầu tư công trung hạn'],
  ['Chất vấn Giám đốc Sở Tài chính', null],
  [
    'Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027',
    'Phân bổ dự toán ngân sách thành phố năm 2027',
  ],
  ['Dự thảo Nghị quyết về quy hoạch, kế hoạch sử dụng đất', 'Quy hoạch sử dụng đất'],
  ['Dự thảo Nghị quyết về mức hỗ trợ hoạt động của HĐND các cấp', 'Hỗ trợ hoạt động của HĐND các cấp'],
];

export const items: readonly Item[] = titles.map(([title, shortTitle], index) => ({
  id: `item-${index + 1}`,
  position: index + 1,
  title,
  shortTitle,
  kind: index === 3 ? 'QUESTIONING' : index < 2 ? 'PROCEDURE' : 'RESOLUTION',
  phase: index === 4 ? 'WHOLE' : index < 4 ? 'PUBLISH' : 'SUBMISSION',
  state: index < 4 ? 'DONE' : index === 4 ? 'CURRENT' : 'PENDING',
  documentVersion: index === 4 ? 3 : null,
  outcome: index === 1 || index === 2 ? 'ADOPTED' : null,
}));

export const missing: readonly Missing[] = [
  {
    seatId: 'seat-12',
    fullName: 'Phạm Văn Bình',
    groupName: 'Tổ đại biểu số 2',
    connected: false,
    lastSeenAt: at(-12),
  },
  { seatId: 'seat-31', fullName: 'Đỗ Thị Hạnh', groupName: 'Tổ đại biểu số 5', connected: false, lastSeenAt: at(-40) },
  { seatId: 'seat-44', fullName: 'Vũ Minh Quân', groupName: 'Tổ đại biểu số 7', connected: true, lastSeenAt: at(-1) },
];

export const screens: readonly Screen[] = ['Hội trường 1', 'Hội trường 2', 'Truyền hình'].map((name) => ({
  name,
  step: 42,
  revision: 61,
  seenAt: at(0),
  lagMs: 90,
  upToDate: true,
}));

export function poll(state: PollState, rest: Partial<ConsolePoll> = {}): ConsolePoll {
  const after = ['CLOSED', 'CERTIFIED', 'PUBLISHED'].includes(state);
  const during = ['OPEN', 'PAUSED', 'CLOSING'].includes(state);
  return {
    id: 'poll-1',
    agendaItemId: 'item-5',
    kind: 'RESOLUTION',
    form: 'PUBLIC',
    state,
    title: 'Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2027',
    documentVersion: 3,
    threshold,
    turnout: { recorded: during || after ? 61 : 0, present: 64, lateArrivals: 0 },
    closesAt: state === 'OPEN' ? at(23) : null,
    closingEndsAt: state === 'CLOSING' ? at(4) : null,
    publishedAt: state === 'PUBLISHED' ? at(-5) : null,
    pauseReason: state === 'PAUSED' ? 'Đại biểu mất kết nối' : null,
    annulment:
      state === 'ANNULLED'
        ? {
            kind: 'WRONG_TEXT',
            basis: 'Biên bản phiên họp, mục 5',
            wallText: 'Văn bản trình chiếu là bản 2, không phải bản 3',
          }
        : null,
    provisionalResult: after ? result(57, 1, 3) : null,
    result: state === 'PUBLISHED' ? result(57, 1, 3) : null,
    missing: during || after ? missing : null,
    conditions:
      state === 'READY'
        ? [
            {
              key: 'SITTING_NOT_OPEN',
              met: true,
              blocking: true,
              vi: 'Phiên họp đang họp',
              en: 'The sitting is in session',
            },
            {
              key: 'ANOTHER_POLL_OPEN',
              met: true,
              blocking: true,
              vi: 'Không có cuộc biểu quyết nào khác đang mở',
              en: 'No other poll is open',
            },
            {
              key: 'STORAGE_NOT_DURABLE',
              met: true,
              blocking: true,
              vi: 'Phiếu được ghi bền vững',
              en: 'Ballots are stored durably',
            },
            {
              key: 'QUORUM_NOT_MET',
              met: true,
              blocking: false,
              vi: 'Có mặt 64/68 đại biểu HĐND, đủ theo quy tắc',
              en: '64 of 68 delegates are present, as the rule asks',
            },
            {
              key: 'TOO_FEW_TO_PASS',
              met: true,
              blocking: false,
              vi: 'Có mặt 64, đủ để đạt 35/68 tán thành',
              en: '64 are present, enough for 35 of 68 in favour',
            },
          ]
        : null,
    ...rest,
  };
}

export function chamber(rest: Partial<ConsoleChamber> = {}): ConsoleChamber {
  return {
    sittingId: 'sitting-1',
    councilName: 'HĐND thành phố Hải Phòng',
    sessionName: 'Kỳ họp thứ 3',
    sittingName: 'Phiên sáng 14/07/2026',
    illustrative: true,
    startsAt: at(-6130),
    step: 42,
    revision: 61,
    serverTime: at(0),
    view: 'AGENDA_ITEM',
    visibility: 'PUBLIC',
    frozen: false,
    sittingState: 'OPEN',
    items,
    item: items[4],
    nextItem: items[5],
    attendance: {
      present: 64,
      total: 68,
      excused: 3,
      unexcused: 1,
      quorumNeeded: 46,
      quorumMet: true,
      neededToPass: 35,
    },
    poll: null,
    screens,
    connected: 62,
    ...rest,
  };
}
