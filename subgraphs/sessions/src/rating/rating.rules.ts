/**
 * Whom a confidence rating may ask about, and who is left out (R-VOT-09).
 *
 * One row for each person, however many posts they hold. Left out are those
 * who were elected or appointed in the year of the rating, to any post of the
 * list, and those whose notice of retirement the council has received: each as
 * far as the rule of the day says so, and with that rule beside it. Without a
 * rule nobody is left out by a guess.
 *
 * Elsewhere  the list and the exclusions: rule sets of the directory · the
 *            three levels: ballot-form.rules
 */
import type { Rule } from '../sitting/seat.service.js';

export const OFFICES_KEY = 'confidenceRating.offices';
export const EXCLUDES_KEY = 'confidenceRating.excludes';

export const EXCLUSIONS = ['ELECTED_IN_YEAR', 'RETIREMENT_NOTICE'] as const;
export type ExclusionName = (typeof EXCLUSIONS)[number];

export interface HeldPost {
  readonly personId: string;
  readonly fullName: string;
  /** The post in words, as it stands on a ballot. */
  readonly post: string;
  readonly since: string;
}

export interface Notice {
  readonly personId: string;
  readonly receivedOn: string;
  readonly document: string;
}

export interface Exclusion {
  readonly why: ExclusionName;
  /** The day of the election, or of the notice. */
  readonly on: string;
  /** The post of that election. */
  readonly post: string | null;
  /** The number of the notice. */
  readonly document: string | null;
  readonly rule: Rule;
}

export interface RatedPerson {
  readonly personId: string;
  readonly fullName: string;
  readonly posts: readonly string[];
  /** Empty of who may be rated. */
  readonly exclusions: readonly Exclusion[];
}

/** @param day of the rating: its year counts, and a notice that came by then */
export function ratedPersons(
  held: readonly HeldPost[],
  notices: readonly Notice[],
  day: string,
  excludes: Rule | undefined,
): RatedPerson[] {
  const persons = new Map<string, HeldPost[]>();
  for (const post of held) persons.set(post.personId, [...(persons.get(post.personId) ?? []), post]);
  return [...persons].map(([personId, posts]) => {
    const exclusions: Exclusion[] = [];
    const recent = posts.find((p) => p.since <= day && p.since.slice(0, 4) === day.slice(0, 4));
    if (excludes?.value['electedInYear'] === true && recent)
      exclusions.push({ why: 'ELECTED_IN_YEAR', on: recent.since, post: recent.post, document: null, rule: excludes });
    const notice = notices.find((n) => n.personId === personId && n.receivedOn <= day);
    if (excludes?.value['retirementNotice'] === true && notice)
      exclusions.push({
        ...{ why: 'RETIREMENT_NOTICE' as const, on: notice.receivedOn, post: null, document: notice.document },
        rule: excludes,
      });
    return { personId, fullName: posts[0]!.fullName, posts: [...new Set(posts.map((p) => p.post))], exclusions };
  });
}

interface Row {
  readonly row: number;
  readonly personId: string | null;
  readonly name: string;
}

const folded = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('vi');

/**
 * The first row that asks about somebody who is left out. A row that was typed
 * without its person is whoever of the list bears that name: it is refused
 * where all of them are left out.
 */
export function excludedRow<R extends Row>(
  rows: readonly R[],
  persons: readonly RatedPerson[],
): { readonly row: R; readonly exclusion: Exclusion } | undefined {
  for (const row of rows) {
    const meant = persons.filter((p) =>
      row.personId === null ? folded(p.fullName) === folded(row.name) : p.personId === row.personId,
    );
    const exclusion = meant[0]?.exclusions[0];
    if (exclusion && meant.every((p) => p.exclusions.length > 0)) return { row, exclusion };
  }
  return undefined;
}
