/** Reads whether a council's powers are limited on a day; a rule that is not there limits nothing. */
import type { EntityManager } from 'typeorm';
import { dayOf, rulesOf, type Rule } from '../sitting/seat.service.js';
import { isLimited, type Left } from './limited-powers.rules.js';

const THRESHOLD = 'council.byElection.threshold';
const MONTHS_LEFT = 'council.byElection.minMonthsLeft';
const SUBJECTS = 'council.limitedPowers.subjects';

export interface Limits extends Left {
  readonly months: number;
  readonly words: readonly string[];
  readonly rule: Rule;
}

/** null of a council with all its powers, and of a board. */
export async function limitsOf(
  manager: EntityManager,
  place: { readonly councilId: string; readonly startsAt: Date },
): Promise<Limits | null> {
  const rules = await rulesOf(manager, place, [THRESHOLD, MONTHS_LEFT, SUBJECTS]);
  const rule = rules.get(THRESHOLD);
  const months = rules.get(MONTHS_LEFT)?.value['value'];
  const words = rules.get(SUBJECTS)?.value['words'];
  if (!rule || typeof months !== 'number' || !Array.isArray(words)) return null;
  // Of a term under way only the year of its end is known: its last day is not before the first of that year.
  const [left] = (await manager.query(
    `SELECT count(*)::int AS elected, count(*) FILTER (WHERE s.status IN ('IN_OFFICE', 'SUSPENDED'))::int AS remaining,
       coalesce($2::date + make_interval(months => $3::int) < coalesce(max(t.valid_to), make_date(max(t.end_year), 1, 1)), true) AS "enoughOfTerm"
     FROM directory.published_council_term_v1 t JOIN directory.published_seat_v1 s ON s.term_id = t.term_id AND s.council_id = t.council_id
     WHERE t.council_id = $1 AND $2::date BETWEEN t.valid_from AND coalesce(t.valid_to, 'infinity') AND $2::date BETWEEN s.valid_from AND coalesce(s.valid_to, 'infinity')`,
    [place.councilId, dayOf(place), months],
  )) as [Left];
  const share = rule.value as unknown as { num: number; den: number };
  return isLimited(left, share) ? { ...left, months, words: words as string[], rule } : null;
}

/** The numbers and the article, as the sentences name them. */
export const wordsOf = ({ remaining, elected, months, rule }: Limits): Record<string, string | number> => ({
  ...{ remaining, elected, months, source: `${rule.instrument}, ${rule.article}` },
});
