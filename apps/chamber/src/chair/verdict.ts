/**
 * Verdict: could those who are present and not recorded have changed the
 * outcome? Said to the chair before publishing, so that a vote lost by a
 * machine is noticed while a re-vote is still easy.
 *
 * Promises   integers only; never a guess: where the base counts the voters
 *            themselves (base moves with each ballot) both ends are computed.
 */
import type { Result, Threshold } from './model.js';

export type Effect = 'NONE_MISSING' | 'SAME' | 'COULD_CHANGE' | 'UNKNOWN';

/** Passing by the rule itself: a share is compared by cross-multiplication, never by a percentage. */
function passes(threshold: Threshold, votesFor: number, base: number): boolean {
  const left = votesFor * threshold.den;
  const right = base * threshold.num;
  return threshold.comparison === 'GREATER_THAN' ? left > right : left >= right;
}

export function effectOfMissing(result: Result): Effect {
  const missing = result.notRecorded.count;
  if (missing === 0) return 'NONE_MISSING';
  const { threshold } = result;
  const votesFor = result.for.count;
  const fixed = threshold.of;
  let base: (added: number, addedFor: number) => number;
  if (/TOTAL|PRESENT|ELIGIBLE/.test(threshold.baseKind)) base = () => fixed;
  else if (threshold.baseKind === 'FOR_PLUS_AGAINST') base = (added) => result.for.count + result.against.count + added;
  else if (/BALLOTS/.test(threshold.baseKind)) base = (added) => fixed + added;
  else return 'UNKNOWN';
  const now = passes(threshold, votesFor, base(0, 0));
  const allFor = passes(threshold, votesFor + missing, base(missing, missing));
  const allAgainst = passes(threshold, votesFor, base(missing, 0));
  return allFor === now && allAgainst === now ? 'SAME' : 'COULD_CHANGE';
}
