/**
 * The draft of the resolution that confirms what a tally committee published
 * (R-VOT-13): ballots issued, collected, valid and invalid, and each person with
 * number and share. A draft: the council adopts it, and may word it otherwise.
 */
import { markName } from '../tally-sheet/tally-sheet.rules.js';

interface Line {
  readonly row: { readonly name: string; readonly post: string | null };
  readonly marks: readonly {
    readonly mark: string;
    readonly share: { readonly count: number; readonly percentText: string; readonly baseLabelVi: string };
  }[];
  readonly verdict: string | null;
}

export interface Confirmed {
  readonly councilName: string;
  readonly title: string;
  readonly result: {
    readonly counts: {
      readonly ballotsIssued: number;
      readonly ballotsCollected: number;
      readonly ballotsValid: number;
      readonly ballotsInvalid: number;
    };
    readonly rows: readonly Line[];
  };
}

const SUBJECT: Readonly<Record<string, string>> = {
  ELECTION: 'kết quả bầu cử',
  CONFIDENCE_RATING: 'kết quả lấy phiếu tín nhiệm',
  CONFIDENCE_VOTE: 'kết quả bỏ phiếu tín nhiệm',
};

/** Kinds of poll whose result the council confirms by a resolution. */
export const CONFIRMED_KINDS: readonly string[] = Object.keys(SUBJECT);

const VERDICT: Readonly<Record<string, string>> = {
  ELECTED: 'trúng cử',
  NOT_ELECTED: 'không trúng cử',
  RUN_OFF: 'bằng phiếu, phải bầu lại',
};

/** null for a kind whose result needs no confirming. */
export function confirmationText(kind: string, { councilName, title, result }: Confirmed): string | null {
  const subject = SUBJECT[kind];
  if (subject === undefined) return null;
  const { counts, rows } = result;
  const person = ({ row, marks, verdict }: Line, i: number): string => {
    const said = marks.map(
      ({ mark, share }) =>
        `${markName(mark).vi.toLocaleLowerCase('vi')} ${share.count} phiếu (${share.percentText} ${share.baseLabelVi})`,
    );
    const end = verdict === null || VERDICT[verdict] === undefined ? '' : `: ${VERDICT[verdict]}`;
    return `${i + 1}. ${row.name}${row.post ? `, ${row.post}` : ''}: ${said.join('; ')}${end}.`;
  };
  return [
    `${councilName}`,
    `DỰ THẢO NGHỊ QUYẾT về việc xác nhận ${subject}`,
    `Điều 1. Xác nhận ${subject} «${title}» theo biên bản của Ban kiểm phiếu: số phiếu phát ra ${counts.ballotsIssued}; thu về ${counts.ballotsCollected}; hợp lệ ${counts.ballotsValid}; không hợp lệ ${counts.ballotsInvalid}.`,
    ...rows.map(person),
    'Điều 2. Nghị quyết này có hiệu lực kể từ khi được Hội đồng nhân dân biểu quyết thông qua.',
  ].join('\n');
}
