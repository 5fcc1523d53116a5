/**
 * Tally: what lies in the box of one poll, counted.
 *
 * The one function that counts, for every kind and every way of voting. The
 * closing calls it on the rows, the offline verifier on an export; every page
 * reads what was stored. Nothing is kept beside the ballots while a poll is
 * open, so nothing can drift.
 *
 *   texts of ballots ──boxOf──▶ BoxCounts ──tallyFrom──▶ Tally ──decide──▶ outcome, verdicts
 *
 * The seam: ballots in the open come from the roll (`tallyOf`), secret ones as
 * the list of their decrypted texts (`boxOf`, then `tallyFrom`), paper as the
 * counts that two persons entered (they are BoxCounts already, `tallyFrom`).
 * What does not add up is named by `violationsOf`, before anything is stored
 * and once more before anything is published.
 *
 * Promises   the same ballots give the same tally in any order;
 *            public: for + against + abstain + notRecorded = presentAtOpen + lateArrivals;
 *            every box: collected = valid + invalid, issued ≥ collected, and so for each row.
 * Elsewhere  who may vote: poll.policy · what passes: majority.rules, counted.rules
 */
import { passes, type MajorityRule } from '../poll/majority.rules.js';
import { countedMarks, isOverMarked, parseContent } from './ballot-content.rules.js';
import { hasThreeChoices, THREE_CHOICE_FORM, THREE_CHOICES, type BallotForm } from './ballot-form.rules.js';

export const BALLOT_OPTIONS = THREE_CHOICES;
export type BallotOptionName = (typeof BALLOT_OPTIONS)[number];

/** A ballot's text as one of the three choices; null of any other form. */
export const optionOf = (text: string | null): BallotOptionName | null =>
  BALLOT_OPTIONS.find((option) => option === text) ?? null;

/** One seat of the roll, with the choice that counts. */
export interface CountedSeat {
  readonly presentAtOpen: boolean;
  readonly late: boolean;
  /** null where no ballot of this seat was recorded. */
  readonly choice: string | null;
}

/** Issued (phát ra), collected (thu về), valid (hợp lệ), invalid (không hợp lệ). */
export interface BallotCounts {
  readonly issued: number;
  readonly collected: number;
  readonly valid: number;
  readonly invalid: number;
}

/** One row of the ballot: valid + invalid = collected, and the marks add up to the valid ones. */
export interface RowCount {
  readonly row: number;
  readonly valid: number;
  readonly invalid: number;
  readonly marks: Readonly<Record<string, number>>;
}

/** What was found in a box. Of CHOICE `marks` holds the choices; else `rows` holds each row. */
export interface BoxCounts extends BallotCounts {
  readonly marks: Readonly<Record<string, number>>;
  readonly rows: readonly RowCount[];
}

/** What is known of the hall and not from the ballots. */
export interface HallCounts {
  /** The denominator, frozen at the opening. */
  readonly total: number;
  readonly presentAtOpen: number;
  readonly presentAtClose: number;
  readonly lateArrivals: number;
  readonly roll?: RollCounts | undefined;
}

export interface RollCounts {
  /** Seats of the term, whoever left included. */
  readonly totalSeats: number;
  readonly inOffice: number;
  readonly suspended: number;
  /** Not present at the opening nor later, with and without a reason. */
  readonly excused: number;
  readonly unexcused: number;
}

export interface Tally extends Omit<HallCounts, 'roll'> {
  /** Ballots collected; of a public poll the seats that have one. */
  readonly voted: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Entitled and present, no ballot recorded. Kept apart from an explicit abstention (R-VOT-01). */
  readonly notRecorded: number;
  /** Absent of polls that were counted before there were other forms than three choices. */
  readonly roll?: RollCounts | undefined;
  readonly ballots?: BallotCounts | undefined;
  /** Of options: how often each was chosen. */
  readonly marks?: Readonly<Record<string, number>> | undefined;
  readonly rows?: readonly RowCount[] | undefined;
}

export type Outcome = 'ADOPTED' | 'REJECTED';

export class TallyInvariantError extends Error {}

/** Counts texts; one that is no ballot of this form, or marks more than it may, is invalid as a whole. */
export function boxOf(form: BallotForm, texts: Iterable<string>, issued?: number): BoxCounts {
  const marks: Record<string, number> =
    form.layout === 'CHOICE' ? Object.fromEntries(form.marks.map((m) => [m, 0])) : {};
  const rows = Array.from({ length: form.rows }, (_, i) => ({
    row: i + 1,
    valid: 0,
    invalid: 0,
    marks: Object.fromEntries(form.marks.map((m) => [m, 0])) as Record<string, number>,
  }));
  let collected = 0;
  let invalid = 0;
  for (const text of texts) {
    collected++;
    const content = parseContent(form, text);
    if (content === undefined || isOverMarked(form, content)) {
      invalid++;
      for (const row of rows) row.invalid++;
    } else if (typeof content === 'string') marks[content]!++;
    else
      for (const [i, mark] of countedMarks(content).entries()) {
        const row = rows[i]!;
        if (mark !== undefined) row.marks[mark]!++;
        // Not to mark a row is an answer where at most n are marked; elsewhere it is a row without one.
        if (mark !== undefined || form.layout === 'PICK') row.valid++;
        else row.invalid++;
      }
  }
  return { issued: issued ?? collected, collected, valid: collected - invalid, invalid, marks, rows };
}

/** Joins box and hall; throws where a number cannot be (`violationsOf` names it). */
export function tallyFrom(form: BallotForm, box: BoxCounts, hall: HallCounts): Tally {
  const { roll, ...rest } = hall;
  const { issued, collected, valid, invalid } = box;
  const choice = (mark: BallotOptionName): number => (form.layout === 'CHOICE' ? (box.marks[mark] ?? 0) : 0);
  const tally: Tally = {
    ...rest,
    voted: collected,
    for: choice('FOR'),
    against: choice('AGAINST'),
    abstain: choice('ABSTAIN'),
    notRecorded: hall.presentAtOpen + hall.lateArrivals - collected,
    // A record that was made before these were kept is counted again as it was.
    ...(roll && { roll, ballots: { issued, collected, valid, invalid } }),
    ...(form.layout === 'CHOICE' && !hasThreeChoices(form) && { marks: box.marks }),
    ...(form.layout !== 'CHOICE' && { rows: box.rows }),
  };
  const [wrong] = violationsOf(form, tally);
  if (wrong) throw new TallyInvariantError(wrong.en);
  return tally;
}

/** Of ballots in the open: the roll says who may have one, and each seat has at most one that counts. */
export function tallyOf(
  seats: Iterable<CountedSeat>,
  frozen: { total: number; presentAtClose: number; roll?: RollCounts | undefined },
  form: BallotForm = THREE_CHOICE_FORM,
): Tally {
  let presentAtOpen = 0;
  let lateArrivals = 0;
  const texts: string[] = [];
  for (const { presentAtOpen: present, late, choice } of seats) {
    if (present) presentAtOpen++;
    else if (late) lateArrivals++;
    if (choice === null) continue;
    if (!present && !late) throw new TallyInvariantError('a ballot of a seat that was not present');
    if (parseContent(form, choice) === undefined)
      throw new TallyInvariantError('a ballot with a choice that the poll does not have');
    texts.push(choice);
  }
  return tallyFrom(form, boxOf(form, texts, presentAtOpen + lateArrivals), { ...frozen, presentAtOpen, lateArrivals });
}

/** What does not add up, with its numbers: it blocks the publication. */
export interface Violation {
  readonly vi: string;
  readonly en: string;
}

export function violationsOf(form: BallotForm, tally: Tally): Violation[] {
  const found: Violation[] = [];
  const must = (holds: boolean, vi: string, en: string): void => void (holds || found.push({ vi, en }));
  const eligible = tally.presentAtOpen + tally.lateArrivals;
  const { issued, collected, valid, invalid } = tally.ballots ?? {
    issued: eligible,
    collected: tally.voted,
    valid: tally.voted,
    invalid: 0,
  };
  const where = (row?: RowCount): [string, string] => (row ? [`dòng ${row.row}: `, `row ${row.row}: `] : ['', '']);
  const numbers = [tally.total, tally.presentAtClose, eligible, issued, collected, valid, invalid];
  const marked = [...Object.values(tally.marks ?? {}), ...(tally.rows ?? []).flatMap((r) => Object.values(r.marks))];
  must(
    [...numbers, ...marked].every((n) => Number.isSafeInteger(n) && n >= 0),
    'có số âm hoặc không phải số nguyên',
    'a count is negative or no whole number',
  );
  must(
    collected === valid + invalid,
    `phiếu thu về ${collected} ≠ hợp lệ ${valid} + không hợp lệ ${invalid}`,
    `collected ${collected} ≠ valid ${valid} + invalid ${invalid}`,
  );
  must(
    issued >= collected,
    `phiếu phát ra ${issued} < thu về ${collected}`,
    `issued ${issued} < collected ${collected}`,
  );
  must(
    tally.voted === collected && collected + tally.notRecorded === eligible && tally.notRecorded >= 0,
    `phiếu ${collected} + chưa ghi nhận ${tally.notRecorded} ≠ có mặt được biểu quyết ${eligible}`,
    `ballots ${collected} + not recorded ${tally.notRecorded} ≠ present and entitled ${eligible}`,
  );
  if (form.layout === 'CHOICE') {
    const counts = hasThreeChoices(form)
      ? [tally.for, tally.against, tally.abstain]
      : form.marks.map((m) => tally.marks?.[m] ?? 0);
    const sum = counts.reduce((a, b) => a + b, 0);
    must(
      sum === valid,
      `${counts.join(' + ')} = ${sum} ≠ phiếu hợp lệ ${valid}`,
      `${counts.join(' + ')} = ${sum} ≠ valid ballots ${valid}`,
    );
    return found;
  }
  must(
    tally.rows?.length === form.rows,
    `có ${tally.rows?.length ?? 0} dòng, cần ${form.rows}`,
    `${tally.rows?.length ?? 0} rows, ${form.rows} needed`,
  );
  for (const row of tally.rows ?? []) {
    const [vi, en] = where(row);
    must(
      row.valid + row.invalid === collected,
      `${vi}hợp lệ ${row.valid} + không hợp lệ ${row.invalid} ≠ thu về ${collected}`,
      `${en}valid ${row.valid} + invalid ${row.invalid} ≠ collected ${collected}`,
    );
    const counts = form.marks.map((m) => row.marks[m] ?? 0);
    const sum = counts.reduce((a, b) => a + b, 0);
    const adds = form.layout === 'PICK' ? sum <= row.valid : sum === row.valid;
    must(
      adds,
      `${vi}${counts.join(' + ')} = ${sum} ≠ hợp lệ ${row.valid}`,
      `${en}${counts.join(' + ')} = ${sum} ≠ valid ${row.valid}`,
    );
  }
  return found;
}

/** The count of a rule's base; of a row, valid ballots are that row's. */
export function baseOf(tally: Tally, rule: Pick<MajorityRule, 'base'>, row?: RowCount): number {
  switch (rule.base) {
    case 'PRESENT_AT_OPEN':
      return tally.presentAtOpen;
    case 'PRESENT_AT_CLOSE':
      return tally.presentAtClose;
    case 'ELIGIBLE':
      return tally.presentAtOpen + tally.lateArrivals;
    case 'BALLOTS_ISSUED':
      return tally.ballots?.issued ?? tally.presentAtOpen + tally.lateArrivals;
    case 'BALLOTS_COLLECTED':
      return tally.ballots?.collected ?? tally.voted;
    case 'BALLOTS_VALID':
      return row?.valid ?? tally.ballots?.valid ?? tally.voted;
    case 'FOR_PLUS_AGAINST':
      return row?.valid ?? tally.for + tally.against;
    case 'TOTAL_INCLUDING_SUSPENDED':
      if (!tally.roll) throw new TallyInvariantError('this poll was counted without its suspended seats');
      return tally.roll.inOffice + tally.roll.suspended;
    case 'TOTAL_DELEGATES':
    case 'TOTAL_MEMBERS':
      return tally.total;
  }
}

/** As many for as against, and some of each: where the law gives the chair a casting vote, it decides now. */
export const isTied = (tally: Pick<Tally, 'for' | 'against'>): boolean => tally.for > 0 && tally.for === tally.against;

export const outcomeOf = (tally: Tally, rule: MajorityRule): Outcome =>
  passes(rule, tally.for, baseOf(tally, rule)) ? 'ADOPTED' : 'REJECTED';
