/**
 * Whether a resolution is in force on a day: computed from its own days and
 * from what other resolutions say of it, never stored (R-RES-07, R-RES-08).
 *
 * A relation counts from the day the resolution that says it takes effect, or
 * from its own later day. One that concerns a part only leaves the whole in
 * force. A suspension ends on its day, or when the resolution that suspends is
 * itself repealed or replaced.
 */
import { addDays } from './resolution-deadlines.rules.js';

export const RELATION_KINDS = ['AMENDS', 'REPLACES', 'REPEALS', 'SUSPENDS'] as const;
export type RelationKindName = (typeof RELATION_KINDS)[number];

export const VALIDITY_STATES = [
  'NOT_ENACTED',
  'NOT_YET',
  'IN_FORCE',
  'SUSPENDED',
  'REPLACED',
  'REPEALED',
  'EXPIRED',
] as const;
export type ValidityStateName = (typeof VALIDITY_STATES)[number];

export interface SaidOf {
  readonly id: string;
  readonly kind: RelationKindName;
  /** Điều, khoản; null for the whole. */
  readonly part: string | null;
  readonly takesEffectOn: string | null;
  readonly endsOn: string | null;
  /** Of the resolution that says it; null while it is not enacted. */
  readonly fromEffectiveOn: string | null;
  /** When the resolution that says it was itself repealed or replaced as a whole. */
  readonly fromEndedOn: string | null;
}

export interface OwnDays {
  readonly effectiveFrom: string | null;
  readonly expiresOn: string | null;
  /** The last day that documents of an abolished council may have (R-RES-08). */
  readonly abolishedLastDay: string | null;
}

export interface Validity {
  readonly state: ValidityStateName;
  /** The first day of this state, where one is known. */
  readonly since: string | null;
  /** The last day that is known now; null for no end in sight. */
  readonly until: string | null;
  /** In force, with parts amended, replaced, repealed or suspended. */
  readonly partly: boolean;
  /** The relations that the answer rests on. */
  readonly because: readonly string[];
}

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a);
const earliest = (...days: (string | null)[]): string | null => days.filter((d) => d !== null).sort()[0] ?? null;

/** The first day on which a relation counts; null where it does not (yet). */
export const countsFrom = (said: SaidOf): string | null =>
  said.fromEffectiveOn === null ? null : later(said.fromEffectiveOn, said.takesEffectOn);

export function validityOf(own: OwnDays, said: readonly SaidOf[], asOf: string): Validity {
  if (own.effectiveFrom === null) return { state: 'NOT_ENACTED', since: null, until: null, partly: false, because: [] };
  const counting = said.flatMap((s) => {
    const from = countsFrom(s);
    return from === null ? [] : [{ ...s, from }];
  });
  const ends = counting
    .filter((s) => s.part === null && (s.kind === 'REPEALS' || s.kind === 'REPLACES'))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const end = ends[0];
  const lastDay = earliest(own.expiresOn, own.abolishedLastDay, end ? addDays(end.from, -1) : null);
  if (asOf < own.effectiveFrom)
    return { state: 'NOT_YET', since: null, until: addDays(own.effectiveFrom, -1), partly: false, because: [] };
  if (end && end.from <= asOf && (lastDay === null || lastDay >= addDays(end.from, -1)))
    return {
      state: end.kind === 'REPEALS' ? 'REPEALED' : 'REPLACED',
      since: end.from,
      until: null,
      partly: false,
      because: [end.id],
    };
  if (lastDay !== null && asOf > lastDay)
    return { state: 'EXPIRED', since: addDays(lastDay, 1), until: null, partly: false, because: [] };
  const suspension = counting
    .map((s) => ({ ...s, until: earliest(s.endsOn, s.fromEndedOn === null ? null : addDays(s.fromEndedOn, -1)) }))
    .find((s) => s.part === null && s.kind === 'SUSPENDS' && s.from <= asOf && (s.until === null || asOf <= s.until));
  if (suspension)
    return {
      state: 'SUSPENDED',
      since: suspension.from,
      until: earliest(suspension.until, lastDay),
      partly: false,
      because: [suspension.id],
    };
  const parts = counting.filter(
    (s) =>
      s.from <= asOf &&
      (s.part !== null || s.kind === 'AMENDS') &&
      (s.kind !== 'SUSPENDS' || s.endsOn === null || asOf <= s.endsOn),
  );
  return {
    state: 'IN_FORCE',
    since: own.effectiveFrom,
    until: lastDay,
    partly: parts.length > 0,
    because: parts.map((s) => s.id),
  };
}
