/** The same invented sitting in every state; what a test or a picture needs is said, the rest is filled in. */
import type {
  AgendaItemViewFragment,
  ChamberViewFragment,
  PollViewFragment,
  ResultViewFragment,
  ShareViewFragment,
  SpeakerViewFragment,
} from '../../src/graph/operations.js';

export const sittingDay = '2024-12-05';
export const at = (time: string): string => new Date(`${sittingDay}T${time}+07:00`).toISOString();
export const now = Date.parse(at('09:42:15'));

export const titles = {
  budget: 'Dự thảo Nghị quyết về phân bổ dự toán ngân sách thành phố năm 2025',
  long: 'Dự thảo Nghị quyết quy định nội dung, mức chi hỗ trợ các hoạt động phục vụ công tác tiếp xúc cử tri, giám sát, thẩm tra và thông qua nghị quyết của Hội đồng nhân dân các cấp trên địa bàn thành phố Hải Phòng',
  longest:
    'Dự thảo Nghị quyết quy định nội dung, mức chi hỗ trợ các hoạt động phục vụ công tác tiếp xúc cử tri, giám sát, thẩm tra, phản biện và thông qua nghị quyết của Hội đồng nhân dân các cấp trên địa bàn thành phố Hải Phòng giai đoạn 2026–2031, tầm nhìn đến năm 2035',
  short: 'Chương trình kỳ họp',
};

const percentText = (count: number, base: number, comma: string): string =>
  `${((count / base) * 100).toFixed(2).replace('.', comma)}\u00a0%`;
export const share = (count: number, base = 68): ShareViewFragment => ({
  count,
  base,
  baseLabelVi: 'so với tổng số đại biểu',
  baseLabelEn: 'of all delegates',
  percentText: percentText(count, base, ','),
  percentTextEn: percentText(count, base, '.'),
});

const threshold = (of: number): PollViewFragment['threshold'] => ({
  needed: Math.floor(of / 2) + 1,
  of,
  comparison: 'GREATER_THAN',
  num: 1,
  den: 2,
  baseKind: 'TOTAL_DELEGATES',
});

/** A meeting of the People's Committee: its members, and a tie that its chair decides. */
export const cabinet = (over: Partial<ChamberViewFragment> = {}): ChamberViewFragment =>
  chamber({
    ...{ councilName: 'Ủy ban nhân dân thành phố Hải Phòng', sessionName: 'Phiên họp thứ 7' },
    sittingName: 'Phiên 27/11/2026',
    attendance: {
      ...{ present: 26, total: 27, revision: 27, quorumNeeded: 18, quorumMet: true, neededToPass: 14 },
      boardKind: 'PEOPLES_COMMITTEE',
    },
    ...over,
  });
export const tied = (): PollViewFragment =>
  poll({
    title: titles.long,
    state: 'PUBLISHED',
    threshold: { ...threshold(27), baseKind: 'TOTAL_MEMBERS' },
    result: {
      ...result({ for: 13, against: 13, abstain: 0, present: 26, total: 27 }),
      outcome: 'ADOPTED',
      tieBreak: {
        ...{ name: 'Nguyễn Hoàng Thanh Nguyệt', adopted: true },
        reason: { instrument: '77/2015/QH13', article: '117.3' },
      },
    },
  });

export function result(votes: {
  for: number;
  against: number;
  abstain: number;
  present?: number;
  total?: number;
  late?: number;
}): ResultViewFragment {
  const total = votes.total ?? 68;
  const present = votes.present ?? 64;
  const voted = votes.for + votes.against + votes.abstain;
  const rule = threshold(total);
  return {
    total: share(total, total),
    present: share(present, total),
    voted: share(voted, total),
    for: share(votes.for, total),
    against: share(votes.against, total),
    abstain: share(votes.abstain, total),
    notRecorded: share(present - voted, total),
    lateArrivals: votes.late ?? 0,
    outcome: votes.for >= rule.needed ? 'ADOPTED' : 'REJECTED',
    tieBreak: null,
    seal: '7F3A 91C2',
    foldNotRecorded: false,
    sheetAbstain: share(votes.abstain, total),
    counts: { ballotsIssued: present, ballotsCollected: voted, ballotsValid: voted, ballotsInvalid: 0 },
    rows: [],
    threshold: rule,
  } as ResultViewFragment;
}

const persons = [
  ['Nguyễn Thị Ánh Nguyệt', 'Phó Chủ tịch HĐND thành phố'],
  ['Phạm Quốc Khánh', 'Trưởng Ban Kinh tế – Ngân sách'],
  ['Trần Đức Thuận', 'Trưởng Ban Pháp chế'],
  ['Lê Thị Hồng Phượng', 'Trưởng Ban Văn hóa – Xã hội'],
  ['Vũ Hữu Nghĩa', 'Phó Chủ tịch UBND thành phố'],
  ['Đỗ Mạnh Hiến', 'Giám đốc Sở Tài chính'],
  ['Bùi Đức Quang', 'Chánh Thanh tra thành phố'],
].map(([name, post], i) => ({ row: i + 1, name: name!, post: post! }));
export const ratingForm: PollViewFragment['ballotForm'] = {
  ...{ layout: 'ROWS', max: null, mayAbstain: false, rows: persons },
  marks: ['HIGH', 'MEDIUM', 'LOW'],
};
export const optionForm: PollViewFragment['ballotForm'] = {
  ...{ layout: 'CHOICE', max: null, mayAbstain: true, marks: ['CHOSEN'] },
  rows: ['Xã Thủy Nguyên', 'Xã Bạch Đằng', 'Giữ nguyên tên hiện nay, xem xét lại sau khi lấy ý kiến cử tri'].map(
    (name, i) => ({ row: i + 1, name, post: null }),
  ),
};
type RowResult = ResultViewFragment['rows'][number];
const rowsResult = (
  form: PollViewFragment['ballotForm'],
  counts: readonly (readonly number[])[],
  of: number,
  verdicts: readonly RowResult['verdict'][],
): ResultViewFragment => ({
  ...result({ for: 0, against: 0, abstain: 0 }),
  outcome: null,
  counts: { ballotsIssued: 64, ballotsCollected: 62, ballotsValid: 62, ballotsInvalid: 0 },
  notRecorded: share(2, 68),
  rows: form.rows.map((row, i) => ({
    row,
    marks: form.marks.map((mark, m) => ({
      mark,
      share: {
        ...share(counts[i]![m]!, of),
        ...(of === 62 && { baseLabelVi: 'so với số phiếu thu về', baseLabelEn: 'of the ballots collected' }),
      },
    })),
    valid: { count: 62 },
    invalid: { count: i === 2 ? 1 : 0 },
    verdict: verdicts[i] ?? null,
  })),
});
export const ratingResult = (verdicts: readonly RowResult['verdict'][] = []): ResultViewFragment =>
  rowsResult(
    ratingForm,
    [
      [54, 5, 3],
      [48, 6, 8],
      [51, 8, 2],
      [57, 4, 1],
      [10, 12, 40],
      [10, 20, 32],
      [60, 1, 1],
    ],
    62,
    ratingForm.rows.map((_, i) => verdicts[i] ?? 'NO_CONSEQUENCE'),
  );
export const electionForm: PollViewFragment['ballotForm'] = {
  ...ratingForm,
  marks: ['AGREE', 'DISAGREE'],
  rows: persons.slice(0, 4),
};
export const electionResult = (): ResultViewFragment =>
  rowsResult(
    electionForm,
    [
      [55, 7],
      [40, 22],
      [40, 22],
      [20, 42],
    ],
    68,
    ['ELECTED', 'RUN_OFF', 'RUN_OFF', 'NOT_ELECTED'],
  );
export const optionResult = (): ResultViewFragment => rowsResult(optionForm, [[30], [22], [7]], 68, []);

export const item = (over: Partial<AgendaItemViewFragment> = {}): AgendaItemViewFragment => ({
  id: 'item-7',
  position: 7,
  title: titles.budget,
  shortTitle: null,
  phase: 'DISCUSSION',
  state: 'CURRENT',
  documentVersion: 3,
  ...over,
});

export const poll = (over: Partial<PollViewFragment> = {}): PollViewFragment => ({
  id: 'poll-1',
  agendaItemId: 'item-7',
  kind: 'RESOLUTION' as PollViewFragment['kind'],
  form: 'PUBLIC',
  method: 'ELECTRONIC',
  certification: null,
  state: 'OPEN',
  title: titles.budget,
  documentVersion: 3,
  revision: 42,
  threshold: threshold(68),
  seatsToFill: null,
  ballotForm: { layout: 'CHOICE', marks: [], max: null, mayAbstain: true, rows: [] },
  turnout: { recorded: 61, present: 64, lateArrivals: 0 },
  announcedAt: null,
  opensAt: null,
  openedAt: at('09:40:02'),
  closesAt: at('09:42:38'),
  closingEndsAt: null,
  closedAt: null,
  publishedAt: null,
  pauseReason: null,
  annulment: null,
  result: null,
  ...over,
});

export const speaker = (over: Partial<SpeakerViewFragment> = {}): SpeakerViewFragment => ({
  id: 'speaker-1',
  seatId: 'seat-3',
  fullName: 'Trần Đức Thuận',
  groupName: 'Tổ đại biểu số 3',
  kind: 'CONTRIBUTION',
  requestedAt: at('09:30:00'),
  startedAt: at('09:36:52'),
  endsAt: at('09:46:52'),
  limitSeconds: 600,
  extendedSeconds: 0,
  ...over,
});
export const waiting = speaker({
  id: 'speaker-2',
  seatId: 'seat-5',
  fullName: 'Lê Thị Hồng Phượng',
  groupName: 'Tổ đại biểu số 5',
  kind: 'CONTRA',
  startedAt: null,
  endsAt: null,
  limitSeconds: null,
});

export const chamber = (over: Partial<ChamberViewFragment> = {}): ChamberViewFragment => ({
  sittingId: 'sitting-1',
  councilId: 'hdnd-hai-phong',
  step: 12,
  revision: 42,
  serverTime: at('09:42:15'),
  view: 'POLL',
  frozen: false,
  councilName: 'Hội đồng nhân dân thành phố Hải Phòng',
  sessionName: 'Kỳ họp thứ 20',
  sittingName: 'Phiên sáng 05/12/2024',
  sittingState: 'OPEN',
  startsAt: at('08:00:00'),
  breakUntil: null,
  illustrative: true,
  item: item(),
  speaking: { current: null, queue: [] },
  nextItem: item({ id: 'item-8', position: 8, title: 'Quy hoạch sử dụng đất', phase: 'SUBMISSION', state: 'PENDING' }),
  items: Array.from({ length: 12 }, (_, i) => ({ id: `item-${i + 1}` })),
  attendance: {
    ...{ present: 64, total: 68, revision: 70, quorumNeeded: 46, quorumMet: true, neededToPass: 35 },
    boardKind: null,
  },
  poll: null,
  ...over,
});
