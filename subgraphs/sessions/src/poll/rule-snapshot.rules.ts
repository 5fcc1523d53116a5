/**
 * The rules of one poll, as they stood when it became ready.
 *
 * A poll keeps what it used: the majority, where it is written and how sure
 * that is, with the id and hash of its rule set. Nothing is looked up again
 * afterwards, so a rule set that changes tomorrow changes no vote of today.
 */
import type { Rounding } from '@nghitruong/kit/i18n';
import type { Rule } from '../sitting/seat.service.js';
import { assertMajorityRule, type MajorityRule } from './majority.rules.js';
import type { PollKindName } from './poll.entity.js';

export type RuleSource = Omit<Rule, 'value'>;

export interface RuleSnapshot {
  readonly threshold: MajorityRule & { readonly source: RuleSource };
  readonly excludesSuspended: boolean;
  readonly rounding: Rounding;
  readonly closingSeconds: number;
  readonly lateArrivals: 'ALLOW_UNTIL_CLOSE' | 'FROZEN_AT_OPEN';
  /** A test vote ends without a verdict. */
  readonly informative: boolean;
}

export const THRESHOLD_KEY: Readonly<Record<PollKindName, string>> = {
  RESOLUTION: 'poll.resolution.threshold',
  RESOLUTION_ITEM: 'poll.resolution.threshold',
  PROCEDURAL: 'poll.procedural.threshold',
  REMOVAL: 'poll.dismissal.threshold',
  TEST: 'poll.procedural.threshold',
};

export const RULE_KEYS: readonly string[] = [
  ...new Set(Object.values(THRESHOLD_KEY)),
  'total.excludesSuspended',
  'poll.rounding',
  'poll.closing.seconds',
  'poll.lateArrivals',
];

const CLOSING_SECONDS = 5;
const MAX_CLOSING_SECONDS = 30;

/** The snapshot for a kind, or undefined where the set has no majority for it: then nothing may be put to the vote. */
export function snapshotOf(kind: PollKindName, rules: ReadonlyMap<string, Rule>): RuleSnapshot | undefined {
  const threshold = rules.get(THRESHOLD_KEY[kind]);
  if (!threshold) return undefined;
  const { value, ...source } = threshold;
  const rule: unknown = value;
  assertMajorityRule(rule);
  const setting = (key: string): unknown => rules.get(key)?.value['value'];
  const seconds = Number(setting('poll.closing.seconds') ?? CLOSING_SECONDS);
  return {
    threshold: { kind: rule.kind, num: rule.num, den: rule.den, base: rule.base, source },
    excludesSuspended: setting('total.excludesSuspended') !== false,
    rounding: setting('poll.rounding') === 'TRUNCATE' ? 'TRUNCATE' : 'HALF_UP',
    closingSeconds:
      Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_CLOSING_SECONDS ? seconds : CLOSING_SECONDS,
    lateArrivals: setting('poll.lateArrivals') === 'FROZEN_AT_OPEN' ? 'FROZEN_AT_OPEN' : 'ALLOW_UNTIL_CLOSE',
    informative: kind === 'TEST',
  };
}
