/**
 * The rules of one poll, as they stood when it became ready.
 *
 * A poll keeps what it used: the majority, what follows from a row, where each
 * is written and how sure that is, with the id and hash of its rule set.
 * Nothing is looked up again afterwards, so a rule set that changes tomorrow
 * changes no vote of today.
 */
import type { Rounding } from '@nghitruong/kit/i18n';
import { BOARD_THRESHOLD_KEYS, ruleKeysOf, type BoardKind } from '../board/board.rules.js';
import type { Rule } from '../sitting/seat.service.js';
import { assertMajorityRule, DENOMINATORS, type Denominator, type MajorityRule } from './majority.rules.js';
import type { PollKindName, RemovalName } from './poll-kind.rules.js';

export type RuleSource = Omit<Rule, 'value'>;

/** What a row comes to by its counts. */
export const ROW_VERDICTS = [
  'ELECTED',
  'NOT_ELECTED',
  'RUN_OFF',
  'NO_CONSEQUENCE',
  'MAY_RESIGN',
  'CONFIDENCE_VOTE_DUE',
  'DISMISSAL_DUE',
  'RESIGN_OR_DISMISSAL',
] as const;
export type RowVerdictName = (typeof ROW_VERDICTS)[number];

/** As papers of the council say it. */
export const VERDICT_NAME: Readonly<Record<RowVerdictName, string>> = {
  ELECTED: 'Trúng cử',
  NOT_ELECTED: 'Không trúng cử',
  RUN_OFF: 'Bằng phiếu, phải bầu lại',
  NO_CONSEQUENCE: 'Không có hệ quả',
  MAY_RESIGN: 'Có thể xin từ chức',
  CONFIDENCE_VOTE_DUE: 'Đưa ra bỏ phiếu tín nhiệm',
  DISMISSAL_DUE: 'Tiến hành miễn nhiệm',
  RESIGN_OR_DISMISSAL: 'Xin từ chức hoặc trình miễn nhiệm',
};

/** So many of that mark in a row, and this follows. */
export interface Consequence extends MajorityRule {
  readonly mark: string;
  readonly verdict: RowVerdictName;
  readonly source: RuleSource;
}

/** Whose vote decides where as many are for as against (R-VOT-16): frozen with the question, so that no later change of office moves it. */
export interface TieRule {
  readonly rule: 'CHAIR_CASTING';
  /** null where nobody heads the board: then nothing is decided on a tie. */
  readonly seatId: string | null;
  readonly name: string | null;
}

/** A board whose rules take the place of the plenary's. */
export interface BoardRules {
  readonly kind: BoardKind;
  readonly head: { readonly seatId: string; readonly fullName: string } | null;
}

export interface RuleSnapshot {
  readonly threshold: MajorityRule & { readonly source: RuleSource };
  readonly excludesSuspended: boolean;
  readonly rounding: Rounding;
  readonly closingSeconds: number;
  readonly lateArrivals: 'ALLOW_UNTIL_CLOSE' | 'FROZEN_AT_OPEN';
  /** Ends without a verdict on the question. */
  readonly informative: boolean;
  /** Of a rating or a vote of confidence, the gravest first. Absent of every other poll. */
  readonly consequences?: readonly Consequence[];
  /** What the shares of a row are shares of, where that is a rule of its own. */
  readonly rowBase?: { readonly base: Denominator; readonly source: RuleSource };
  readonly tie?: TieRule;
  /** On the printed sheet, and nowhere else, not recorded stands among the abstentions (R-VOT-01). */
  readonly foldNotRecorded?: true;
}

const THRESHOLD_KEY: Readonly<Record<PollKindName, string>> = {
  RESOLUTION: 'poll.resolution.threshold',
  RESOLUTION_ITEM: 'poll.resolution.threshold',
  PROCEDURAL: 'poll.procedural.threshold',
  REMOVAL: 'poll.dismissal.threshold',
  TEST: 'poll.procedural.threshold',
  OPTION_CHOICE: 'poll.procedural.threshold',
  CONSULTATION: 'poll.procedural.threshold',
  ELECTION: 'poll.election.threshold',
  CONFIDENCE_RATING: 'poll.confidenceRating.mayResign',
  CONFIDENCE_VOTE: 'poll.confidenceVote.threshold',
};
const OFFICE_HOLDER_KEY = 'poll.removal.officeHolder.threshold';

/** The mark that has consequences, and the rules that say which, the gravest first. */
const CONSEQUENCES: Partial<Record<PollKindName, { mark: string; keys: readonly string[] }>> = {
  CONFIDENCE_RATING: { mark: 'LOW', keys: ['poll.confidenceRating.twoThirdsLow', 'poll.confidenceRating.mayResign'] },
  CONFIDENCE_VOTE: { mark: 'NO_CONFIDENCE', keys: ['poll.confidenceVote.threshold'] },
};
const ROW_BASE_KEY: Partial<Record<PollKindName, string>> = { CONFIDENCE_RATING: 'poll.confidenceRating.base' };

const INFORMATIVE: ReadonlySet<PollKindName> = new Set<PollKindName>([
  'TEST',
  'OPTION_CHOICE',
  'CONSULTATION',
  'CONFIDENCE_RATING',
]);

export const RULE_KEYS: readonly string[] = [
  ...new Set([
    ...Object.values(THRESHOLD_KEY),
    OFFICE_HOLDER_KEY,
    ...Object.values(CONSEQUENCES).flatMap((c) => c.keys),
    ...Object.values(ROW_BASE_KEY),
    ...BOARD_THRESHOLD_KEYS,
  ]),
  'total.excludesSuspended',
  'poll.rounding',
  'poll.closing.seconds',
  'poll.lateArrivals',
  'report.foldNotRecordedIntoAbstain',
];

const CLOSING_SECONDS = 5;
const MAX_CLOSING_SECONDS = 30;

export const thresholdKeyOf = (kind: PollKindName, removalOf: RemovalName | null): string =>
  kind === 'REMOVAL' && removalOf === 'OFFICE_HOLDER' ? OFFICE_HOLDER_KEY : THRESHOLD_KEY[kind];

/** The snapshot for a kind, or undefined where the set lacks a rule for it: then nothing may be put to the vote. */
export function snapshotOf(
  kind: PollKindName,
  rules: ReadonlyMap<string, Rule>,
  removalOf: RemovalName | null = null,
  board?: BoardRules,
): RuleSnapshot | undefined {
  const thresholdKey = board ? ruleKeysOf(board.kind).threshold : thresholdKeyOf(kind, removalOf);
  const threshold = majorityOf(rules.get(thresholdKey));
  if (!threshold) return undefined;
  const casting = rules.get(thresholdKey)?.value['tie'] === 'CHAIR_CASTING' && !INFORMATIVE.has(kind);
  const { mark, keys } = CONSEQUENCES[kind] ?? { mark: '', keys: [] };
  const consequences: Consequence[] = [];
  for (const key of keys) {
    const rule = majorityOf(rules.get(key));
    const verdict = rules.get(key)?.value['consequence'] as RowVerdictName;
    if (!rule || !ROW_VERDICTS.includes(verdict)) return undefined;
    consequences.push({ ...rule, mark, verdict });
  }
  const rowBase = rowBaseOf(rules.get(ROW_BASE_KEY[kind] ?? ''));
  if (ROW_BASE_KEY[kind] !== undefined && !rowBase) return undefined;
  const setting = (key: string): unknown => rules.get(key)?.value['value'];
  const seconds = Number(setting('poll.closing.seconds') ?? CLOSING_SECONDS);
  return {
    threshold,
    excludesSuspended: setting('total.excludesSuspended') !== false,
    rounding: setting('poll.rounding') === 'TRUNCATE' ? 'TRUNCATE' : 'HALF_UP',
    closingSeconds:
      Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_CLOSING_SECONDS ? seconds : CLOSING_SECONDS,
    lateArrivals: setting('poll.lateArrivals') === 'FROZEN_AT_OPEN' ? 'FROZEN_AT_OPEN' : 'ALLOW_UNTIL_CLOSE',
    informative: INFORMATIVE.has(kind),
    ...(consequences.length > 0 && { consequences }),
    ...(rowBase && { rowBase }),
    ...(casting && {
      tie: { rule: 'CHAIR_CASTING' as const, seatId: board?.head?.seatId ?? null, name: board?.head?.fullName ?? null },
    }),
    ...(setting('report.foldNotRecordedIntoAbstain') === true && { foldNotRecorded: true as const }),
  };
}

function majorityOf(rule: Rule | undefined): (MajorityRule & { source: RuleSource }) | undefined {
  if (!rule) return undefined;
  const { value, ...source } = rule;
  const said: unknown = value;
  assertMajorityRule(said);
  return { kind: said.kind, num: said.num, den: said.den, base: said.base, source };
}

function rowBaseOf(rule: Rule | undefined): { base: Denominator; source: RuleSource } | undefined {
  if (!rule) return undefined;
  const { value, ...source } = rule;
  const base = value['base'] as Denominator;
  if (!DENOMINATORS.includes(base)) throw new Error(`not a denominator: ${JSON.stringify(value)}`);
  return { base, source };
}
