/**
 * What a member's browser found in the box, checked and counted. Pure.
 *
 * Promises   no whole ballot of several rows is kept.
 *
 * A content that is none of the poll's form is not kept: it counts as invalid
 * and its words are dropped, since they could name who wrote them.
 */
import { boxOf, type BoxCounts, type Tally } from '../ballot/tally.js';
import type { BallotForm } from '../ballot/ballot-form.rules.js';
import { contentText, isOverMarked, parseContent } from '../ballot/ballot-content.rules.js';
import { canonical, sha256, sha256Hex } from '../ballot/audit-chain.js';

export interface FoundInBox {
  readonly contents: readonly string[];
  /** Ballots that did not open, or say nothing of this form. */
  readonly unreadable: number;
}

const FRAME = 2;
const STEP = 64;

/** How long every plaintext of a poll of this form is: room for its longest text. */
export function ballotSizeOf(form: BallotForm): number {
  const longest =
    form.layout === 'CHOICE'
      ? Math.max(...form.marks.map((m) => Buffer.byteLength(m)))
      : Buffer.byteLength(
          contentText(
            form,
            Array.from({ length: form.rows }, () => form.marks),
          ),
        );
  return Math.ceil((FRAME + longest) / STEP) * STEP;
}

/** SHA-256 over the box in an order of its own: which box was opened. */
export const boxHashOf = (pollId: string, ciphertexts: readonly Buffer[]): string =>
  sha256Hex(
    `nghitruong box|${pollId}|${ciphertexts
      .map((c) => sha256(c).toString('hex'))
      .sort()
      .join('\n')}`,
  );

/** Only what the form knows, its rows taken apart, sorted. */
export function soundContents(form: BallotForm, found: FoundInBox): FoundInBox {
  const contents = takenApart(
    form,
    found.contents.filter((text) => parseContent(form, text) !== undefined),
  ).sort();
  return { contents, unreadable: found.unreadable + found.contents.length - contents.length };
}

/**
 * Ballots of which each row has the marks that it had, and which marks lay on
 * one ballot is gone: many rows can be marked in a pattern agreed beforehand,
 * so that a whole ballot would say whose it is. The counts, and why ballots and
 * rows are invalid, stay. A browser of the committee does the same before it
 * posts (apps/chamber, shared/secret/opened-box): no whole ballot leaves it.
 */
function takenApart(form: BallotForm, contents: readonly string[]): string[] {
  if (form.layout === 'CHOICE') return [...contents];
  const all = contents.map((text) => parseContent(form, text) as readonly (readonly string[])[]);
  const whole = all.filter((rows) => !isOverMarked(form, rows));
  const apart = whole.map(() => Array.from({ length: form.rows }, (): readonly string[] => []));
  // Dealt in turn: no ballot gets two of one row, nor more than it may have.
  let next = 0;
  for (let row = 0; row < form.rows; row++) {
    const marks = whole.map((rows) => rows[row]!).filter((m) => m.length > 0);
    for (const each of marks.sort((a, b) => (a.join('+') < b.join('+') ? -1 : 1)))
      apart[next++ % apart.length]![row] = each;
  }
  const tooMany = contentText(
    form,
    Array.from({ length: form.rows }, () => form.marks),
  );
  return [...apart.map((rows) => contentText(form, rows)), ...all.slice(whole.length).map(() => tooMany)];
}

export const resultHashOf = (boxHash: string, found: FoundInBox): string => sha256Hex(canonical({ boxHash, ...found }));

/** Counted by the one function; what could not be read is an invalid ballot. */
export const countsOf = (form: BallotForm, found: FoundInBox, issued: number): BoxCounts =>
  boxOf(form, [...found.contents, ...Array.from({ length: found.unreadable }, () => '')], issued);

export const INVALID_REASONS = ['UNREADABLE', 'TOO_MANY', 'BLANK', 'SEVERAL'] as const;
export type InvalidReasonName = (typeof INVALID_REASONS)[number];

export interface InvalidBallots {
  /** null where the whole ballot is invalid. */
  readonly row: number | null;
  readonly reason: InvalidReasonName;
  readonly ballots: number;
}

/** Why ballots, or single rows of them, were counted as invalid: for the minutes of the committee. */
export function invalidOf(form: BallotForm, found: FoundInBox): InvalidBallots[] {
  const counts = new Map<string, InvalidBallots>();
  const add = (row: number | null, reason: InvalidReasonName, ballots = 1): void => {
    const key = `${row} ${reason}`;
    counts.set(key, { row, reason, ballots: (counts.get(key)?.ballots ?? 0) + ballots });
  };
  if (found.unreadable > 0) add(null, 'UNREADABLE', found.unreadable);
  for (const text of found.contents) {
    const content = parseContent(form, text);
    if (content === undefined || typeof content === 'string') continue;
    if (isOverMarked(form, content)) add(null, 'TOO_MANY');
    else if (form.layout === 'ROWS')
      for (const [i, marks] of content.entries())
        if (marks.length !== 1) add(i + 1, marks.length === 0 ? 'BLANK' : 'SEVERAL');
  }
  return [...counts.values()].sort(
    (a, b) => (a.row ?? 0) - (b.row ?? 0) || INVALID_REASONS.indexOf(a.reason) - INVALID_REASONS.indexOf(b.reason),
  );
}

const FEW = 5;

/** Whether the numbers alone tell how somebody voted: few ballots, or all alike (in any row). */
export function warningOf(tally: Tally): 'FEW_BALLOTS' | 'UNANIMOUS' | undefined {
  if (tally.voted === 0) return undefined;
  if (tally.voted < FEW) return 'FEW_BALLOTS';
  const all = tally.rows?.map((r) => r.marks) ?? [
    tally.marks ?? { for: tally.for, against: tally.against, abstain: tally.abstain },
  ];
  // That nobody marked a row tells of everybody, as that everybody did.
  const alike = (marks: Readonly<Record<string, number>>): boolean =>
    Object.values(marks).includes(tally.voted) || Object.values(marks).every((n) => n === 0);
  return all.some(alike) ? 'UNANIMOUS' : undefined;
}
