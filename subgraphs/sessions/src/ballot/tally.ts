/**
 * Tally: how many ballots lie on each side of one poll.
 *
 * The one function that counts. The closing calls it on the rows, the offline
 * verifier on an export; every page reads what the closing stored. Nothing is
 * kept beside the ballots while a poll is open, so nothing can drift.
 *
 * Promises   the same counted ballots give the same tally in any order;
 *            for + against + abstain + notRecorded = presentAtOpen + lateArrivals.
 * Elsewhere  who may vote: poll.policy · what passes: majority.rules
 */
import { passes, type MajorityRule } from '../poll/majority.rules.js';

export const BALLOT_OPTIONS = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
export type BallotOptionName = (typeof BALLOT_OPTIONS)[number];

/** One seat of the roll, with the choice that counts. */
export interface CountedSeat {
  readonly presentAtOpen: boolean;
  readonly late: boolean;
  /** null where no ballot of this seat was recorded. */
  readonly choice: string | null;
}

export interface Tally {
  /** The denominator, frozen at the opening. */
  readonly total: number;
  readonly presentAtOpen: number;
  readonly presentAtClose: number;
  readonly lateArrivals: number;
  readonly voted: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Entitled and present, no ballot recorded. Kept apart from an explicit abstention (R-VOT-01). */
  readonly notRecorded: number;
}

export type Outcome = 'ADOPTED' | 'REJECTED';

export class TallyInvariantError extends Error {}

export function tallyOf(seats: Iterable<CountedSeat>, frozen: { total: number; presentAtClose: number }): Tally {
  const by: Record<BallotOptionName, number> = { FOR: 0, AGAINST: 0, ABSTAIN: 0 };
  let presentAtOpen = 0;
  let lateArrivals = 0;
  let voted = 0;
  for (const { presentAtOpen: present, late, choice } of seats) {
    if (present) presentAtOpen++;
    else if (late) lateArrivals++;
    if (choice === null) continue;
    if (!present && !late) throw new TallyInvariantError('a ballot of a seat that was not present');
    if (!(choice in by)) throw new TallyInvariantError('a ballot with a choice that the poll does not have');
    by[choice as BallotOptionName]++;
    voted++;
  }
  const tally: Tally = {
    total: frozen.total,
    presentAtOpen,
    presentAtClose: frozen.presentAtClose,
    lateArrivals,
    voted,
    for: by.FOR,
    against: by.AGAINST,
    abstain: by.ABSTAIN,
    notRecorded: presentAtOpen + lateArrivals - voted,
  };
  if (tally.notRecorded < 0 || voted !== tally.for + tally.against + tally.abstain)
    throw new TallyInvariantError('the counts do not add up');
  return tally;
}

/** The count of a rule's base; only bases that a public poll has. */
export function baseOf(tally: Tally, rule: Pick<MajorityRule, 'base'>): number {
  switch (rule.base) {
    case 'PRESENT_AT_OPEN':
      return tally.presentAtOpen;
    case 'PRESENT_AT_CLOSE':
      return tally.presentAtClose;
    case 'ELIGIBLE':
      return tally.presentAtOpen + tally.lateArrivals;
    case 'BALLOTS_COLLECTED':
    case 'BALLOTS_VALID':
      return tally.voted;
    case 'FOR_PLUS_AGAINST':
      return tally.for + tally.against;
    case 'TOTAL_DELEGATES':
      return tally.total;
    default:
      throw new TallyInvariantError(`a public poll has no base ${rule.base}`);
  }
}

export const outcomeOf = (tally: Tally, rule: MajorityRule): Outcome =>
  passes(rule, tally.for, baseOf(tally, rule)) ? 'ADOPTED' : 'REJECTED';
