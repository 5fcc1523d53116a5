/**
 * Whom a rating of a council on a day may ask about: its office holders, the
 * members of the People's Committee of its unit, and the notices of retirement
 * that it received, as the directory publishes them, read in the caller's own
 * transaction.
 */
import type { EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { dayOf, rulesOf } from '../sitting/seat.service.js';
import {
  EXCLUDES_KEY,
  excludedRow,
  OFFICES_KEY,
  ratedPersons,
  type HeldPost,
  type Notice,
  type RatedPerson,
} from './rating.rules.js';

interface Place {
  readonly councilId: string;
  readonly startsAt: Date;
}

/** In the order of the offices: the council before the People's Committee. */
const POSTS = `(VALUES (1, 'COUNCIL_CHAIR', 'Chủ tịch HĐND'), (2, 'COUNCIL_VICE_CHAIR', 'Phó Chủ tịch HĐND'), (3, 'COMMITTEE_HEAD', 'Trưởng'), (4, 'COMMITTEE_DEPUTY', 'Phó Trưởng'),
  (5, 'PEOPLES_COMMITTEE_CHAIR', 'Chủ tịch UBND'), (6, 'PEOPLES_COMMITTEE_VICE_CHAIR', 'Phó Chủ tịch UBND'),
  (5, 'HEAD', 'Chủ tịch UBND'), (6, 'DEPUTY', 'Phó Chủ tịch UBND'), (7, 'MEMBER', 'Ủy viên UBND')) AS w (place, kind, words)`;

export async function ratedOn(manager: EntityManager, place: Place): Promise<RatedPerson[]> {
  const rules = await rulesOf(manager, place, [OFFICES_KEY, EXCLUDES_KEY]);
  const listed = rules.get(OFFICES_KEY)?.value;
  if (!listed) return [];
  const day = dayOf(place);
  const held = (await manager.query(
    `SELECT person_id AS "personId", full_name AS "fullName", CASE WHEN short_name IS NULL THEN words ELSE words || ' ' || short_name END AS post, valid_from::text AS since
     FROM (
       SELECT o.person_id, o.full_name, o.kind, b.short_name, o.valid_from FROM directory.published_office_v1 o
       LEFT JOIN directory.published_public_body_v1 b ON b.body_id = o.body_id
       WHERE o.council_id = $1 AND o.kind = ANY ($3) AND o.approval_state <> 'REFUSED' AND o.valid_from <= $2 AND (o.valid_to IS NULL OR o.valid_to >= $2)
       UNION ALL
       SELECT m.person_id, m.full_name, m.role, NULL, m.valid_from FROM directory.published_membership_v1 m
       JOIN directory.published_public_body_v1 b ON b.body_id = m.body_id AND b.kind = 'PEOPLES_COMMITTEE'
       JOIN directory.published_council_v1 c ON c.unit_id = b.unit_id
       WHERE $4 AND c.council_id = $1 AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to >= $2)
     ) post JOIN ${POSTS} USING (kind)
     ORDER BY place, full_name, person_id, since`,
    [place.councilId, day, listed['offices'] ?? [], listed['peoplesCommitteeMembers'] === true],
  )) as HeldPost[];
  const notices = (await manager.query(
    `SELECT person_id AS "personId", received_on::text AS "receivedOn", document FROM directory.published_retirement_notice_v1 WHERE council_id = $1`,
    [place.councilId],
  )) as Notice[];
  return ratedPersons(held, notices, day, rules.get(EXCLUDES_KEY));
}

/** @throws Refusal RATED_ELECTED_IN_YEAR, RATED_RETIRING */
export async function assertMayBeRated(
  manager: EntityManager,
  place: Place,
  rows: readonly { readonly row: number; readonly personId: string | null; readonly name: string }[],
): Promise<void> {
  const found = excludedRow(rows, await ratedOn(manager, place));
  if (!found) return;
  const { row, exclusion } = found;
  const said = {
    ...{ row: row.row, name: row.name, day: exclusion.on },
    source: `${exclusion.rule.instrument}, ${exclusion.rule.article}`,
  };
  throw exclusion.why === 'ELECTED_IN_YEAR'
    ? refusal('RATED_ELECTED_IN_YEAR', { ...said, post: exclusion.post ?? '' })
    : refusal('RATED_RETIRING', { ...said, document: exclusion.document ?? '' });
}
