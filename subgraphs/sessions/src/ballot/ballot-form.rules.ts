/**
 * Ballot forms: what can be marked on the ballot of each kind of poll.
 *
 * Ten kinds, one engine: a kind differs from another by its form, by the rule
 * that decides it and by nothing else. There are three layouts:
 *
 *   CHOICE  one mark for the whole ballot: FOR, AGAINST, ABSTAIN, or one of k options and ABSTAIN
 *   ROWS    one mark a row, a row being a person: AGREE or DISAGREE, HIGH, MEDIUM or LOW, …
 *   PICK    rows too, but at most `max` of them marked, with the one mark CHOSEN
 *
 * Elsewhere  a ballot as text: ballot-content.rules · counting: tally
 */
import type { PollKindName } from '../poll/poll-kind.rules.js';

export const THREE_CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;

/** What a row may be marked with; of an option that was chosen, CHOSEN too. */
export const ROW_MARKS = [
  'AGREE',
  'DISAGREE',
  'HIGH',
  'MEDIUM',
  'LOW',
  'CONFIDENCE',
  'NO_CONFIDENCE',
  'CHOSEN',
] as const;
export type RowMarkName = (typeof ROW_MARKS)[number];

export const LAYOUTS = ['CHOICE', 'ROWS', 'PICK'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

export interface BallotForm {
  readonly layout: LayoutName;
  /** Of CHOICE the choices, else what a row may be marked with. */
  readonly marks: readonly string[];
  /** How many rows; of CHOICE 0. */
  readonly rows: number;
  /** Of PICK: the most rows that may be marked. */
  readonly max: number | null;
}

export const MAX_ROWS = 100;

interface KindOfBallot {
  /** What stands in the poll's rows; NONE where the question has the law's three choices. */
  readonly rows: 'NONE' | 'OPTIONS' | 'OPTIONS_OR_NONE' | 'PERSONS';
  readonly marks?: readonly RowMarkName[];
}

/** The table: one line a kind. */
export const BALLOT_OF_KIND: Readonly<Record<PollKindName, KindOfBallot>> = {
  RESOLUTION: { rows: 'NONE' },
  RESOLUTION_ITEM: { rows: 'NONE' },
  PROCEDURAL: { rows: 'NONE' },
  REMOVAL: { rows: 'NONE' },
  TEST: { rows: 'NONE' },
  OPTION_CHOICE: { rows: 'OPTIONS' },
  CONSULTATION: { rows: 'OPTIONS_OR_NONE' },
  ELECTION: { rows: 'PERSONS', marks: ['AGREE', 'DISAGREE'] },
  CONFIDENCE_RATING: { rows: 'PERSONS', marks: ['HIGH', 'MEDIUM', 'LOW'] },
  CONFIDENCE_VOTE: { rows: 'PERSONS', marks: ['CONFIDENCE', 'NO_CONFIDENCE'] },
};

export interface FormOptions {
  readonly rows: number;
  /** Only of an election: on the ballot at most so many are marked, instead of AGREE or DISAGREE in each row. */
  readonly pick?: number | null;
}

/** The form of a kind, or what is wrong with its rows. */
export function ballotFormOf(
  kind: PollKindName,
  { rows, pick = null }: FormOptions,
): BallotForm | 'ROWS_MISSING' | 'ROWS_UNWANTED' | 'TOO_MANY_ROWS' | 'PICK_UNWANTED' | 'PICK_RANGE' {
  const known = BALLOT_OF_KIND[kind];
  if (rows > MAX_ROWS) return 'TOO_MANY_ROWS';
  if (pick !== null && kind !== 'ELECTION') return 'PICK_UNWANTED';
  if (known.rows === 'PERSONS') {
    if (rows < 1) return 'ROWS_MISSING';
    if (pick === null) return { layout: 'ROWS', marks: known.marks!, rows, max: null };
    return pick >= 1 && pick < rows ? { layout: 'PICK', marks: ['CHOSEN'], rows, max: pick } : 'PICK_RANGE';
  }
  if (rows === 0)
    return known.rows === 'OPTIONS' ? 'ROWS_MISSING' : { layout: 'CHOICE', marks: THREE_CHOICES, rows: 0, max: null };
  if (known.rows === 'NONE') return 'ROWS_UNWANTED';
  if (rows < 2) return 'ROWS_MISSING';
  return { layout: 'CHOICE', marks: [...optionsOf(rows), 'ABSTAIN'], rows: 0, max: null };
}

const optionsOf = (k: number): string[] => Array.from({ length: k }, (_, i) => `OPTION_${i + 1}`);

/** The row behind OPTION_3; undefined of any other choice. */
export const rowOfOption = (choice: string): number | undefined => {
  const found = /^OPTION_([1-9]\d*)$/.exec(choice);
  return found ? Number(found[1]) : undefined;
};

export const hasThreeChoices = (form: BallotForm): boolean => form.marks.includes('FOR');
export const THREE_CHOICE_FORM: BallotForm = { layout: 'CHOICE', marks: THREE_CHOICES, rows: 0, max: null };
