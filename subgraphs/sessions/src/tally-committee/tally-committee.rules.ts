/**
 * How large a tally committee is and how many of it must sign.
 *
 * A share of its members, from the rule set, and never fewer than two: nobody
 * certifies alone. Where the day's set says nothing, the default of the system
 * stands (two thirds of at least three members), and is as unconfirmed as that.
 */
export interface CommitteeRule {
  readonly num: number;
  readonly den: number;
  readonly minMembers: number;
}

export const SIGNATURES_KEY = 'tallyCommittee.signatures';
const DEFAULT: CommitteeRule = { num: 2, den: 3, minMembers: 3 };

const natural = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n > 0;

/** Throws where a rule from the data is not one. */
export function committeeRuleOf(value: Readonly<Record<string, unknown>> | undefined): CommitteeRule {
  if (value === undefined) return DEFAULT;
  const { num, den, minMembers } = value;
  if (!natural(num) || !natural(den) || !natural(minMembers) || num > den || minMembers < 2)
    throw new Error(`not a rule for tally committees: ${JSON.stringify(value)}`);
  return { num, den, minMembers };
}

export const signaturesNeeded = (rule: CommitteeRule, members: number): number =>
  Math.max(2, Math.ceil((rule.num * members) / rule.den));
