/**
 * One sheet by itself, and two beside each other.
 *
 * A sheet reconciles or is not taken: issued = collected + not returned,
 * collected = valid + invalid, and the marks add up to the valid ballots (of a
 * ballot with rows, row by row, since an invalid row spoils no other, R-VOT-12).
 * Of hands nothing was issued: what was raised is what was collected.
 *
 * Two sheets agree in every line, or the lines that differ are named, without
 * their numbers: whoever counts again must not know what to arrive at.
 */
import type { BallotForm } from '../ballot/ballot-form.rules.js';
import { rowOfOption } from '../ballot/ballot-form.rules.js';
import { isTied, type BoxCounts, type RowCount } from '../ballot/tally.js';
import type { PollMethodName } from '../poll/poll-method.policy.js';

export interface EnteredRow {
  readonly row: number;
  readonly invalid: number;
  readonly marks: readonly number[];
}

/** As a person enters it: the marks in the order of the ballot's form. */
export interface EnteredSheet {
  readonly issued: number;
  readonly notReturned: number;
  readonly invalid: number;
  /** Of CHOICE: one number a choice. */
  readonly marks: readonly number[];
  readonly rows: readonly EnteredRow[];
  /** On a tie that the head of a board decides: which side the head was on. */
  readonly casting?: CastingSide | null;
}

export interface Sheet extends BoxCounts {
  readonly notReturned: number;
  /** Said of a tie only. */
  readonly casting?: CastingSide | null;
}

/** NONE: raised no hand, or was away. */
export const CASTING_SIDES = ['FOR', 'AGAINST', 'ABSTAIN', 'NONE'] as const;
export type CastingSide = (typeof CASTING_SIDES)[number];

export interface LineName {
  readonly vi: string;
  readonly en: string;
}

export interface SheetProblem extends LineName {
  readonly left: number;
  readonly right: number;
}

const MARKS: Readonly<Record<string, LineName>> = {
  FOR: { vi: 'Tán thành', en: 'For' },
  AGAINST: { vi: 'Không tán thành', en: 'Against' },
  ABSTAIN: { vi: 'Không biểu quyết', en: 'Abstain' },
  AGREE: { vi: 'Đồng ý', en: 'Agree' },
  DISAGREE: { vi: 'Không đồng ý', en: 'Disagree' },
  HIGH: { vi: 'Tín nhiệm cao', en: 'High confidence' },
  MEDIUM: { vi: 'Tín nhiệm', en: 'Confidence' },
  LOW: { vi: 'Tín nhiệm thấp', en: 'Low confidence' },
  CONFIDENCE: { vi: 'Tín nhiệm', en: 'Confidence' },
  NO_CONFIDENCE: { vi: 'Không tín nhiệm', en: 'No confidence' },
  CHOSEN: { vi: 'Được chọn', en: 'Chosen' },
};

/** The name of a mark, as it stands on the sheet. */
export function markName(mark: string): LineName {
  const option = rowOfOption(mark);
  if (option !== undefined) return { vi: `Phương án ${option}`, en: `Option ${option}` };
  return MARKS[mark] ?? { vi: mark, en: mark };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const whole = (n: number): boolean => Number.isSafeInteger(n) && n >= 0 && n <= 100_000;

/** The sheet as counts of a box; or the line that does not add up. `voters` is who could have voted. */
export function sheetFrom(
  form: BallotForm,
  method: PollMethodName,
  voters: number,
  given: EnteredSheet,
): Sheet | SheetProblem {
  const problem = (vi: string, en: string, left: number, right: number): SheetProblem => ({ vi, en, left, right });
  const numbers = [
    given.issued,
    given.notReturned,
    given.invalid,
    ...given.marks,
    ...given.rows.flatMap((r) => [r.invalid, ...r.marks]),
  ];
  const odd = numbers.find((n) => !whole(n));
  if (odd !== undefined)
    return problem('Mọi ô phải là số nguyên không âm', 'Every field is a whole number, not negative', odd, 0);
  const marksNeeded = form.layout === 'CHOICE' ? form.marks.length : 0;
  if (given.marks.length !== marksNeeded)
    return problem('Số dòng lựa chọn', 'Number of choices', given.marks.length, marksNeeded);
  if (given.rows.length !== form.rows)
    return problem('Số dòng người được bầu', 'Number of rows', given.rows.length, form.rows);
  const hands = method === 'HANDS';
  const raised = sum(given.marks);
  const issued = hands ? raised : given.issued;
  const notReturned = hands ? 0 : given.notReturned;
  const invalid = hands ? 0 : given.invalid;
  const collected = issued - notReturned;
  if (collected < 0)
    return problem('Phát ra = thu về + không trả lại', 'Issued = collected + not returned', issued, notReturned);
  const valid = collected - invalid;
  if (valid < 0) return problem('Thu về = hợp lệ + không hợp lệ', 'Collected = valid + invalid', collected, invalid);
  if (issued > voters)
    return problem(
      hands ? 'Số giơ tay không quá số có mặt' : 'Phát ra không quá số có mặt',
      hands ? 'No more hands than are present' : 'No more issued than are present',
      issued,
      voters,
    );
  if (form.layout === 'CHOICE' && raised !== valid)
    return problem('Hợp lệ = tổng các lựa chọn', 'Valid = all choices together', valid, raised);
  const rows: RowCount[] = [];
  for (const [i, entered] of given.rows.entries()) {
    const marks = sum(entered.marks);
    if (entered.row !== i + 1 || entered.marks.length !== form.marks.length)
      return problem(
        `Dòng ${i + 1}: đủ các ô theo thứ tự`,
        `Row ${i + 1}: all fields in their order`,
        entered.row,
        i + 1,
      );
    // What is invalid as a whole is invalid in every row; a row may be spoilt besides.
    if (entered.invalid < invalid)
      return problem(
        `Dòng ${i + 1}: không hợp lệ ít nhất bằng phiếu không hợp lệ`,
        `Row ${i + 1}: invalid at least as many as invalid ballots`,
        entered.invalid,
        invalid,
      );
    const rowValid = collected - entered.invalid;
    if (form.layout === 'PICK' ? marks > rowValid : marks !== rowValid)
      return problem(
        `Dòng ${i + 1}: thu về = các mức + không hợp lệ`,
        `Row ${i + 1}: collected = marks + invalid`,
        collected,
        marks + entered.invalid,
      );
    rows.push({
      row: i + 1,
      valid: rowValid,
      invalid: entered.invalid,
      marks: Object.fromEntries(form.marks.map((m, k) => [m, entered.marks[k]!])),
    });
  }
  if (form.max !== null && sum(rows.map((r) => r.marks['CHOSEN'] ?? 0)) > valid * form.max)
    return problem(
      'Tổng số chọn không quá số được bầu mỗi phiếu',
      'No more marks than each ballot may carry',
      sum(rows.map((r) => r.marks['CHOSEN'] ?? 0)),
      valid * form.max,
    );
  const marks = form.layout === 'CHOICE' ? Object.fromEntries(form.marks.map((m, k) => [m, given.marks[k]!])) : {};
  return { issued, notReturned, collected, valid, invalid, marks, rows };
}

export const isProblem = (sheet: Sheet | SheetProblem): sheet is SheetProblem => 'left' in sheet;

/**
 * The sheet with the side of whoever has the casting vote (R-VOT-16), where it
 * matters and can be seen: a tie of a vote in the open. Undefined where it
 * matters and was not said, or was said of a side that nobody was on.
 */
export function withCasting(sheet: Sheet, decides: boolean, said: CastingSide | null | undefined): Sheet | undefined {
  const { FOR = 0, AGAINST = 0 } = sheet.marks;
  if (!decides || !isTied({ for: FOR, against: AGAINST })) return sheet;
  if (said == null || (said !== 'NONE' && (sheet.marks[said] ?? 0) === 0)) return undefined;
  return { ...sheet, casting: said };
}

/** What the one who has the casting vote chose, as the count takes it. */
export const castingChoiceOf = ({ casting }: Pick<Sheet, 'casting'>): string | null =>
  casting == null || casting === 'NONE' ? null : casting;

/** In the order of the ballot: a stored sheet keeps its marks in none. */
const ORDER = Object.keys(MARKS);
const ordered = (marks: Readonly<Record<string, number>>): string[] =>
  Object.keys(marks).sort((x, y) => ORDER.indexOf(x) - ORDER.indexOf(y));

/** The lines on which two sheets differ; none where they agree. */
export function differences(a: Sheet, b: Sheet): LineName[] {
  const found: LineName[] = [];
  const line = (x: number, y: number, vi: string, en: string): void => void (x === y || found.push({ vi, en }));
  line(a.issued, b.issued, 'Phát ra', 'Issued');
  line(a.collected, b.collected, 'Thu về', 'Collected');
  line(a.valid, b.valid, 'Hợp lệ', 'Valid');
  line(a.invalid, b.invalid, 'Không hợp lệ', 'Invalid');
  for (const mark of ordered(a.marks)) {
    const { vi, en } = markName(mark);
    line(a.marks[mark] ?? 0, b.marks[mark] ?? 0, vi, en);
  }
  if ((a.casting ?? null) !== (b.casting ?? null))
    found.push({ vi: 'Bên của người có quyền quyết định khi ngang phiếu', en: 'The side of the casting vote' });
  for (const row of a.rows) {
    const other = b.rows.find((r) => r.row === row.row);
    for (const mark of ordered(row.marks)) {
      const { vi, en } = markName(mark);
      line(row.marks[mark] ?? 0, other?.marks[mark] ?? -1, `Dòng ${row.row}, ${vi}`, `Row ${row.row}, ${en}`);
    }
    line(row.invalid, other?.invalid ?? -1, `Dòng ${row.row}, Không hợp lệ`, `Row ${row.row}, Invalid`);
  }
  return found;
}
