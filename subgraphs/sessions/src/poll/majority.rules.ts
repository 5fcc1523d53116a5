/**
 * Majorities: what passes, in integers only.
 *
 * A rule is a fraction of a named base with a comparison: more than 1/2 of the
 * total delegates, at least 2/3 of them. Both sides are multiplied across, so
 * no rounding is ever near the outcome. Percentages are for reading, and every
 * one carries its base (R-VOT-18, R-VOT-19).
 */
import { percentText, type Rounding } from '@nghitruong/kit/i18n';

export const DENOMINATORS = [
  'TOTAL_DELEGATES',
  'TOTAL_INCLUDING_SUSPENDED',
  'PRESENT_AT_OPEN',
  'PRESENT_AT_CLOSE',
  'ELIGIBLE',
  'BALLOTS_ISSUED',
  'BALLOTS_COLLECTED',
  'BALLOTS_VALID',
  'FOR_PLUS_AGAINST',
  'TOTAL_MEMBERS',
] as const;
export type Denominator = (typeof DENOMINATORS)[number];

export interface MajorityRule {
  readonly kind: 'GREATER_THAN' | 'AT_LEAST';
  readonly num: number;
  readonly den: number;
  readonly base: Denominator;
}

/** Of a board the members are counted, of a council the delegates: the same frozen total under its own name. */
export const totalBaseOf = (base: Denominator): 'TOTAL_MEMBERS' | 'TOTAL_DELEGATES' =>
  base === 'TOTAL_MEMBERS' ? 'TOTAL_MEMBERS' : 'TOTAL_DELEGATES';

const natural = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** Throws where a rule from the data is not one: a vote must not be decided by a typing error. */
export function assertMajorityRule(rule: unknown): asserts rule is MajorityRule {
  const r = rule as Partial<MajorityRule> | null;
  const sound =
    !!r &&
    (r.kind === 'GREATER_THAN' || r.kind === 'AT_LEAST') &&
    natural(r.num ?? -1) &&
    natural(r.den ?? -1) &&
    r.den! > 0 &&
    r.num! <= r.den! &&
    !(r.kind === 'GREATER_THAN' && r.num === r.den) &&
    DENOMINATORS.includes(r.base as Denominator);
  if (!sound) throw new Error(`not a majority rule: ${JSON.stringify(rule)}`);
}

/** Do that many of the base pass? Of nobody, nothing passes. */
export function passes(rule: MajorityRule, count: number, base: number): boolean {
  if (base <= 0) return false;
  return rule.kind === 'GREATER_THAN' ? rule.den * count > rule.num * base : rule.den * count >= rule.num * base;
}

/** The smallest count that passes: 35 of 68 for more than half, 46 of 69 for two thirds. */
export function needed(rule: MajorityRule, base: number): number {
  const product = rule.num * base;
  return rule.kind === 'GREATER_THAN' ? Math.floor(product / rule.den) + 1 : Math.max(1, Math.ceil(product / rule.den));
}

/** How many delegates there are, each count under the name of its base. */
export interface Seats {
  /** In office at the opening; suspended ones are not in it. */
  readonly inOffice: number;
  readonly suspended: number;
}

/** The denominator "total delegates" (R-VOT-06): suspended ones count only where the rule says so. */
export const totalDelegates = (seats: Seats, excludesSuspended: boolean): number =>
  seats.inOffice + (excludesSuspended ? 0 : seats.suspended);

const LABELS: Readonly<Record<Denominator, { vi: string; en: string }>> = {
  TOTAL_DELEGATES: { vi: 'so với tổng số đại biểu', en: 'of all delegates' },
  TOTAL_INCLUDING_SUSPENDED: {
    vi: 'so với tổng số đại biểu, kể cả người bị tạm đình chỉ',
    en: 'of all delegates, suspended ones included',
  },
  PRESENT_AT_OPEN: { vi: 'so với số có mặt khi mở biểu quyết', en: 'of those present at the opening' },
  PRESENT_AT_CLOSE: { vi: 'so với số có mặt khi kết thúc', en: 'of those present at the close' },
  ELIGIBLE: { vi: 'so với số được biểu quyết', en: 'of those entitled to vote' },
  BALLOTS_ISSUED: { vi: 'so với số phiếu phát ra', en: 'of the ballots issued' },
  BALLOTS_COLLECTED: { vi: 'so với số phiếu thu về', en: 'of the ballots collected' },
  BALLOTS_VALID: { vi: 'so với số phiếu hợp lệ', en: 'of the valid ballots' },
  FOR_PLUS_AGAINST: { vi: 'so với số tán thành và không tán thành', en: 'of those for and against' },
  TOTAL_MEMBERS: { vi: 'so với tổng số thành viên', en: 'of all members' },
};

/** A count with its base: there is no percentage without one. */
export interface ShareOf {
  readonly count: number;
  readonly base: number;
  readonly baseKind: Denominator;
  readonly baseLabelVi: string;
  readonly baseLabelEn: string;
  readonly percentText: string;
  readonly percentTextEn: string;
}

export function shareOf(count: number, base: number, baseKind: Denominator, rounding: Rounding = 'HALF_UP'): ShareOf {
  return {
    count,
    base,
    baseKind,
    baseLabelVi: LABELS[baseKind].vi,
    baseLabelEn: LABELS[baseKind].en,
    percentText: percentText(count, base, 'vi', rounding),
    percentTextEn: percentText(count, base, 'en', rounding),
  };
}
