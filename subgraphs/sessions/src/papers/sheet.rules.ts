/**
 * The model of a sheet: what stands on it, before anyone decides on what it is
 * printed. PDF, DOCX and XLSX draw this one model, so they cannot differ.
 *
 * Numbers are counted nowhere here: they come from the tally and the roster as
 * the API gives them.
 */
import { capital, COUNCIL_WORDS, type PlaceWords } from '../board/board.rules.js';
import { dateText, percentText, timeText, type Rounding } from '@nghitruong/kit/i18n';
import { VERDICT_NAME, type RowVerdictName } from '../poll/rule-snapshot.rules.js';

/** Text as it is read, with its number where it is one. */
export type Cell = string | { readonly text: string; readonly number: number };

export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly label: string; readonly width: number; readonly right?: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Sheet {
  /** File name without its ending. */
  readonly name: string;
  readonly council: string;
  readonly heading: string;
  readonly subject: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly verdict: string | null;
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly signatures: readonly string[];
  /** Printed at the foot of every page. */
  readonly foot: string;
  readonly illustrative: boolean;
  /** When what it says was settled: the date of the file, so that the same sheet is the same file. */
  readonly at: Date;
}

export const DEMONSTRATION_MARK = 'DỮ LIỆU MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ';

export const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);
export const count = (number: number): Cell => ({ text: String(number), number });

interface Place {
  readonly councilName: string;
  readonly sessionName: string;
  readonly name: string;
  readonly illustrative: boolean;
}

interface Share {
  readonly count: number;
  readonly percentText: string;
}

export interface CountedPoll {
  /** Of those who voted: delegates, or members of a board. */
  readonly of: PlaceWords;
  readonly poll: {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly form: string;
    readonly documentVersion: number | null;
    readonly openedAt: Date | null;
    readonly closedAt: Date | null;
  };
  readonly documentHash: string | null;
  readonly annulment: { readonly basis: string } | null;
  readonly result: {
    readonly total: Share & { readonly baseLabelVi: string };
    readonly present: Share;
    readonly presentAtClose: Share;
    readonly voted: Share;
    readonly for: Share;
    readonly against: Share;
    readonly abstain: Share;
    readonly notRecorded: Share;
    readonly lateArrivals: number;
    readonly lateAttempts: number;
    readonly outcome: 'ADOPTED' | 'REJECTED' | null;
    /** By the rule of the day, on paper who pressed nothing stands among the abstentions. */
    readonly foldNotRecorded: boolean;
    readonly counts: {
      readonly ballotsIssued: number;
      readonly ballotsCollected: number;
      readonly ballotsValid: number;
      readonly ballotsInvalid: number;
    };
    readonly rows: readonly {
      readonly row: { readonly row: number; readonly name: string; readonly post: string | null };
      readonly marks: readonly { readonly mark: string; readonly share: Share & { readonly baseLabelVi: string } }[];
      readonly invalid: Share;
      readonly verdict: RowVerdictName | null;
    }[];
    /** Of a board where as many were for as against: whose vote decided. */
    readonly tieBreak?: { readonly name: string | null; readonly adopted: boolean } | null;
    readonly threshold: {
      readonly needed: number;
      readonly of: number;
      readonly reason: { readonly instrument: string; readonly article: string; readonly confirmed: boolean };
    };
    readonly seal: string;
    readonly digest: string;
    readonly chainHead: string;
  };
  readonly rounding: Rounding;
  /** null where names are not told: before publishing, and of secret polls. */
  readonly votes:
    | readonly {
        readonly fullName: string;
        readonly groupName: string | null;
        readonly present: boolean;
        readonly choice: 'FOR' | 'AGAINST' | 'ABSTAIN' | null;
        readonly recordedAt: Date | null;
      }[]
    | null;
}

const CHOICE = { FOR: 'Tán thành', AGAINST: 'Không tán thành', ABSTAIN: 'Không biểu quyết' } as const;

export function verdictOf(outcome: 'ADOPTED' | 'REJECTED' | null): string {
  if (outcome === null) return 'BIỂU QUYẾT THỬ, KHÔNG TÍNH VÀO KẾT QUẢ';
  return outcome === 'ADOPTED' ? 'ĐƯỢC THÔNG QUA' : 'KHÔNG ĐƯỢC THÔNG QUA';
}

/** The official lines in their order, each with its share of the total. */
export function linesOf({ of, result, rounding }: CountedPoll): (readonly [string, Share])[] {
  const total = result.total.count;
  const share = (n: number): Share => ({ count: n, percentText: percentText(n, total, 'vi', rounding) });
  const hall = [
    [`Tổng số ${of.members}`, result.total],
    ['Có mặt khi mở biểu quyết', result.present],
  ] as const;
  if (result.rows.length > 0)
    return [
      ...hall,
      ['Số phiếu phát ra', share(result.counts.ballotsIssued)],
      ['Số phiếu thu về', share(result.counts.ballotsCollected)],
      ['Số phiếu hợp lệ', share(result.counts.ballotsValid)],
      ['Số phiếu không hợp lệ', share(result.counts.ballotsInvalid)],
    ];
  return [
    ...hall,
    ['Tham gia biểu quyết', result.voted],
    ['Tán thành', result.for],
    ['Không tán thành', result.against],
    ...(result.foldNotRecorded
      ? ([['Không biểu quyết', share(result.abstain.count + result.notRecorded.count)]] as const)
      : ([
          ['Không biểu quyết', result.abstain],
          ['Có mặt, chưa ghi nhận phiếu', result.notRecorded],
        ] as const)),
  ];
}

const MARK: Readonly<Record<string, string>> = {
  AGREE: 'Đồng ý',
  DISAGREE: 'Không đồng ý',
  HIGH: 'Tín nhiệm cao',
  MEDIUM: 'Tín nhiệm',
  LOW: 'Tín nhiệm thấp',
  CONFIDENCE: 'Tín nhiệm',
  NO_CONFIDENCE: 'Không tín nhiệm',
  CHOSEN: 'Được chọn',
};

/** Persons or options, one line each: every mark with its share, the invalid ones, what follows. */
function rowTable({ result }: CountedPoll): Table[] {
  const [first] = result.rows;
  if (!first) return [];
  const verdicts = result.rows.some((r) => r.verdict !== null);
  const base = first.marks[0]?.share.baseLabelVi ?? '';
  return [
    {
      name: `Kết quả từng dòng phiếu (tỷ lệ ${base})`,
      columns: [
        { label: 'STT', width: 1.2, right: true },
        { label: 'Họ tên, phương án', width: 4 },
        ...first.marks.map(({ mark }) => ({ label: MARK[mark] ?? mark, width: 2.2, right: true })),
        { label: 'Không hợp lệ', width: 1.6, right: true },
        ...(verdicts ? [{ label: 'Kết luận', width: 2.6 }] : []),
      ],
      rows: result.rows.map(({ row, marks, invalid, verdict }) => [
        count(row.row),
        row.post === null ? row.name : `${row.name} (${row.post})`,
        ...marks.map(({ share }) => ({ text: `${share.count} (${share.percentText})`, number: share.count })),
        count(invalid.count),
        ...(verdicts ? [verdict === null ? '' : VERDICT_NAME[verdict]] : []),
      ]),
    },
  ];
}

/** Who they are, and of a council in which group: a board has none. */
const whoColumns = (of: PlaceWords, width: number): Table['columns'][number][] => [
  { label: capital(of.members), width: 4 },
  ...(of === COUNCIL_WORDS ? [{ label: 'Tổ đại biểu', width }] : []),
];
const whoCells = (of: PlaceWords, who: { readonly fullName: string; readonly groupName: string | null }): string[] => [
  who.fullName,
  ...(of === COUNCIL_WORDS ? [who.groupName ?? ''] : []),
];

const at = (instant: Date | null): string => (instant ? `${timeText(instant)} ${dateText(instant)}` : '–');

/** Biên bản kết quả biểu quyết of one poll. */
export function resultSheet(place: Place, counted: CountedPoll): Sheet {
  const { of, poll, result, votes } = counted;
  const { reason } = result.threshold;
  return {
    name: `ket-qua-bieu-quyet-${poll.id.slice(0, 8)}`,
    council: place.councilName,
    heading: poll.form === 'SECRET' ? 'KẾT QUẢ BỎ PHIẾU KÍN' : 'KẾT QUẢ BIỂU QUYẾT CÔNG KHAI',
    subject: poll.title,
    facts: [
      ['Kỳ họp, phiên họp', `${place.sessionName}, ${place.name}`],
      ['Mở biểu quyết', at(poll.openedAt)],
      ['Kết thúc biểu quyết', at(poll.closedAt)],
      ...(poll.documentVersion === null
        ? []
        : ([['Văn bản biểu quyết', `Dự thảo, phiên bản ${poll.documentVersion}`]] as const)),
      ...(counted.documentHash === null ? [] : ([['Mã băm văn bản (SHA-256)', counted.documentHash]] as const)),
    ],
    verdict: counted.annulment
      ? 'KẾT QUẢ ĐÃ BỊ HỦY'
      : result.rows.length > 0 && result.outcome === null
        ? null
        : verdictOf(result.outcome),
    notes: [
      ...(counted.annulment ? [`Căn cứ hủy kết quả: ${counted.annulment.basis}.`] : []),
      ...(result.rows.length > 0
        ? []
        : [
            `${result.for.count} ${of.member} tán thành, cần từ ${result.threshold.needed}/${result.threshold.of} ${of.member}. Căn cứ: ${reason.instrument}, ${/^\d/.test(reason.article) ? 'Điều ' : ''}${reason.article}${reason.confirmed ? '' : ' (quy tắc chưa được xác nhận)'}.`,
          ]),
      ...(result.tieBreak
        ? [
            `Số tán thành và không tán thành ngang nhau: theo bên có biểu quyết của ${result.tieBreak.name ?? 'người đứng đầu (chưa có)'}, ${result.tieBreak.adopted ? 'tán thành' : 'không tán thành hoặc chưa biểu quyết tán thành'}. Thư ký kiểm tra lại quy tắc nêu trên.`,
          ]
        : []),
      ...(result.foldNotRecorded && result.rows.length === 0
        ? [`Trong «không biểu quyết» có ${result.notRecorded.count} ${of.member} có mặt, chưa ghi nhận phiếu.`]
        : []),
      `Điểm danh thêm sau khi mở: ${result.lateArrivals}. Có mặt khi kết thúc: ${result.presentAtClose.count}. Phiếu đến sau khi kết thúc, không được ghi nhận: ${result.lateAttempts}.`,
    ],
    tables: [
      {
        name: 'Kết quả',
        columns: [
          { label: 'Nội dung', width: 5 },
          { label: 'Số lượng', width: 2, right: true },
          { label: `Tỷ lệ ${result.total.baseLabelVi}`, width: 3, right: true },
        ],
        rows: linesOf(counted).map(([label, share]) => [label, count(share.count), share.percentText]),
      },
      ...rowTable(counted),
      ...(votes === null
        ? []
        : [
            {
              name: `Biểu quyết của từng ${of.member}`,
              columns: [
                { label: 'STT', width: 1.2, right: true },
                ...whoColumns(of, 3),
                { label: 'Biểu quyết', width: 3 },
                { label: 'Ghi nhận lúc', width: 2 },
              ],
              rows: votes.map((vote, i) => [
                count(i + 1),
                ...whoCells(of, vote),
                vote.choice ? CHOICE[vote.choice] : vote.present ? 'Chưa ghi nhận phiếu' : 'Vắng',
                vote.recordedAt ? timeText(vote.recordedAt) : '',
              ]),
            },
          ]),
    ],
    signatures: ['THƯ KÝ KỲ HỌP', 'CHỦ TỌA'],
    foot: `Mã niêm phong ${result.seal}`,
    illustrative: place.illustrative,
    at: poll.closedAt ?? poll.openedAt ?? new Date(0),
  };
}

export interface RosterRow {
  readonly fullName: string;
  readonly groupName: string | null;
  readonly cardNumber: number | null;
  readonly suspended: boolean;
  readonly present: boolean;
  readonly status: string;
  readonly arrivedAt: Date | null;
  readonly leftAt: Date | null;
  readonly reason: string | null;
}

/** Of one seat, in one word: whoever was in the hall took part, also if they left before the end. */
export function attendanceWord(row: RosterRow): 'Có mặt' | 'Vắng có lý do' | 'Vắng không lý do' | 'Tạm đình chỉ' {
  if (row.suspended) return 'Tạm đình chỉ';
  if (row.arrivedAt) return 'Có mặt';
  return row.status === 'EXCUSED' ? 'Vắng có lý do' : 'Vắng không lý do';
}

/** Danh sách điểm danh of a sitting. */
export function attendanceSheet(
  place: Place & { readonly id: string; readonly startsAt: Date; readonly endedAt: Date | null },
  roster: readonly RosterRow[],
  total: number,
  of: PlaceWords,
): Sheet {
  const words = roster.map(attendanceWord);
  const many = (word: ReturnType<typeof attendanceWord>): number => words.filter((w) => w === word).length;
  const line = (label: string, n: number): readonly Cell[] => [label, count(n), percentText(n, total)];
  return {
    name: `diem-danh-${place.id.slice(0, 8)}`,
    council: place.councilName,
    heading: `DANH SÁCH ĐIỂM DANH ${of.member.toUpperCase()}`,
    subject: `${place.sessionName}, ${place.name}`,
    facts: [
      ['Khai mạc dự kiến', at(place.startsAt)],
      ['Kết thúc', at(place.endedAt)],
    ],
    verdict: null,
    notes: [],
    tables: [
      {
        name: 'Tổng hợp',
        columns: [
          { label: 'Nội dung', width: 5 },
          { label: 'Số lượng', width: 2, right: true },
          { label: `Tỷ lệ so với tổng số ${of.member}`, width: 3, right: true },
        ],
        rows: [
          line(`Tổng số ${of.members}`, total),
          line('Có mặt', many('Có mặt')),
          line('Vắng có lý do', many('Vắng có lý do')),
          line('Vắng không lý do', many('Vắng không lý do')),
        ],
      },
      {
        name: 'Điểm danh',
        columns: [
          { label: 'STT', width: 1.4, right: true },
          { label: 'Thẻ', width: 1.3, right: true },
          ...whoColumns(of, 2.5),
          { label: 'Điểm danh', width: 2.5 },
          { label: 'Đến', width: 1.5 },
          { label: 'Về', width: 1.5 },
          { label: 'Lý do', width: 3 },
        ],
        rows: roster.map((row, i) => [
          count(i + 1),
          row.cardNumber === null ? '' : count(row.cardNumber),
          ...whoCells(of, row),
          words[i]!,
          row.arrivedAt ? timeText(row.arrivedAt).slice(0, 5) : '',
          row.leftAt ? timeText(row.leftAt).slice(0, 5) : '',
          row.arrivedAt ? '' : (row.reason ?? ''),
        ]),
      },
    ],
    signatures: ['THƯ KÝ KỲ HỌP', 'CHỦ TỌA'],
    foot: place.name,
    illustrative: place.illustrative,
    at: place.endedAt ?? place.startsAt,
  };
}
