/**
 * Limited powers (R-ORG-08): a council of which fewer than two thirds are left,
 * with no more than so many months of its term to go, decides on the
 * socio-economic plan and the budget only.
 *
 * Whether an item is of these nobody can compute: its title names one of the
 * words of the rule set, or a person looks at it. So this warns, and never
 * refuses.
 */
import { searchKey } from '@nghitruong/kit/i18n';
import type { PollKindName } from '../poll/poll-kind.rules.js';

export interface Left {
  readonly remaining: number;
  readonly elected: number;
  /** More months of the term lie ahead than the rule asks for a by-election. */
  readonly enoughOfTerm: boolean;
}

export const isLimited = (
  { remaining, elected, enoughOfTerm }: Left,
  { num, den }: { num: number; den: number },
): boolean => elected > 0 && den * remaining < num * elected && !enoughOfTerm;

/** Whether one of the titles speaks of the plan or the budget, with or without marks. */
export const namesSubject = (titles: readonly string[], words: readonly string[]): boolean =>
  titles.some((title) => words.some((word) => searchKey(title).includes(searchKey(word))));

/** What decides something: a procedural poll, a test or an opinion does not. */
export const decides = (kind: PollKindName): boolean =>
  ['RESOLUTION', 'RESOLUTION_ITEM', 'ELECTION', 'REMOVAL', 'CONFIDENCE_RATING', 'CONFIDENCE_VOTE'].includes(kind);
