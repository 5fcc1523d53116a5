/**
 * The seats of a sitting and the rules of its day, as the directory publishes
 * them: read through its views, in the caller's own transaction.
 *
 * A seat counts by its status on the sitting's day. Those in office and those
 * suspended are listed; who has left is not. Of a board the seats are its
 * members of that day: a delegate sits with the seat of the council, another
 * member with the membership.
 */
import { localDay } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { BOARD_KINDS, type BoardKind } from '../board/board.rules.js';

export interface Seat {
  readonly seatId: string;
  readonly personId: string;
  readonly fullName: string;
  readonly sortName: string;
  readonly groupName: string | null;
  readonly cardNumber: number | null;
  readonly status: 'IN_OFFICE' | 'SUSPENDED';
}

export interface Rule {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly ruleSetId: string;
  readonly ruleSetHash: string;
  readonly instrument: string;
  readonly article: string;
  readonly confidence: string;
  /** Read in the law itself, or confirmed by a named clerk. */
  readonly confirmed: boolean;
  readonly noteVi: string | null;
  readonly noteEn: string | null;
}

interface DatedPlace {
  /** The council that sits, or the board. */
  readonly councilId: string;
  readonly startsAt: Date;
}

/** The day whose law and whose seats a sitting has. */
export const dayOf = (sitting: DatedPlace): string => localDay(sitting.startsAt);

/**
 * A table expression `seat` of the council or board $1 on the day $2, for the queries that join it.
 *
 * @param of a condition on `seat_id` or `person_id`, which a seat never changes: put before anything is joined, so
 *           that one phone's question does not read the whole hall
 */
export const seatTable = (of = 'true'): string => `seat AS (
  SELECT * FROM (
    SELECT DISTINCT ON (seat_id) seat_id, person_id, full_name, sort_name, group_name, card_number, status
    FROM (
      SELECT seat_id, person_id, full_name, sort_name, group_name, card_number, status, valid_from, valid_to
      FROM directory.published_seat_v1 WHERE council_id = $1
      UNION ALL
      SELECT seat_id, person_id, full_name, sort_name, NULL, card_number, status, valid_from, valid_to
      FROM directory.published_membership_v1 WHERE body_id = $1
    ) of_place
    WHERE ${of} AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
    ORDER BY seat_id, valid_from DESC
  ) latest WHERE status IN ('IN_OFFICE', 'SUSPENDED'))`;

export const SEATS = seatTable();

/** The council whose level's law holds in the place $1: itself, or the one behind a board. */
const COUNCIL_BEHIND = `coalesce(
  (SELECT coalesce(b.council_id, (SELECT u.council_id FROM directory.published_council_v1 u WHERE u.unit_id = b.unit_id ORDER BY u.council_id LIMIT 1))
   FROM directory.published_public_body_v1 b WHERE b.body_id = $1), $1)`;

const COLUMNS = `seat_id AS "seatId", person_id AS "personId", full_name AS "fullName", sort_name AS "sortName", group_name AS "groupName", card_number AS "cardNumber", status`;

export async function seatsOf(manager: EntityManager, sitting: DatedPlace): Promise<Seat[]> {
  return (await manager.query(`WITH ${SEATS} SELECT ${COLUMNS} FROM seat ORDER BY card_number, seat_id`, [
    sitting.councilId,
    dayOf(sitting),
  ])) as Seat[];
}

/** Seats of the council's term on that day, of those too who have left it since; of a board its members. */
export async function seatsOfTerm(manager: EntityManager, sitting: DatedPlace): Promise<number> {
  if (await boardOf(manager, sitting.councilId)) return (await seatsOf(manager, sitting)).length;
  const [row] = (await manager.query(
    `SELECT count(DISTINCT seat_id)::int AS n FROM directory.published_seat_v1 WHERE council_id = $1 AND valid_from <= $2
       AND term_id IN (SELECT term_id FROM directory.published_seat_v1 WHERE council_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2))`,
    [sitting.councilId, dayOf(sitting)],
  )) as [{ n: number }];
  return row.n;
}

export async function seatBy(
  manager: EntityManager,
  sitting: DatedPlace,
  by: { seatId: string } | { personId: string } | { cardNumber: number },
): Promise<Seat | undefined> {
  const [from, value] =
    'seatId' in by
      ? [`WITH ${seatTable('seat_id = $3')} SELECT ${COLUMNS} FROM seat`, by.seatId]
      : 'personId' in by
        ? [`WITH ${seatTable('person_id = $3')} SELECT ${COLUMNS} FROM seat`, by.personId]
        : [`WITH ${SEATS} SELECT ${COLUMNS} FROM seat WHERE card_number = $3`, by.cardNumber];
  const rows = (await manager.query(from, [sitting.councilId, dayOf(sitting), value])) as Seat[];
  return rows[0];
}

/**
 * The rules in force for the level of a council, or of the one behind a board, on a day, by key; a key without a rule is absent.
 * What the council decided for itself takes the place of its level's rule, where the set lets it.
 */
export async function rulesOf(
  manager: EntityManager,
  sitting: DatedPlace,
  keys: readonly string[],
): Promise<Map<string, Rule>> {
  const rows = (await manager.query(
    `SELECT DISTINCT ON (r.rule_key) r.rule_key AS key, coalesce(o.value, r.value) AS value, r.rule_set_id AS "ruleSetId", r.rule_set_hash AS "ruleSetHash",
            coalesce(o.instrument, r.instrument) AS instrument, coalesce(o.article, r.article) AS article, r.confidence,
            o.value IS NOT NULL OR r.confidence = 'V1' OR r.confirmed_by IS NOT NULL AS confirmed, coalesce(o.words, r.note_vi) AS "noteVi", coalesce(o.words, r.note_en) AS "noteEn"
     FROM directory.published_rule_v1 r JOIN directory.published_council_v1 c ON c.level = r.level
     LEFT JOIN directory.published_rule_override_v2 o ON o.council_id = c.council_id AND o.rule_key = r.rule_key AND r.overridable <> 'NEVER'
       AND o.valid_from <= $2 AND (o.valid_to IS NULL OR o.valid_to >= $2)
     WHERE c.council_id = ${COUNCIL_BEHIND} AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to >= $2) AND r.rule_key = ANY($3)
     ORDER BY r.rule_key, r.valid_from DESC`,
    [sitting.councilId, dayOf(sitting), keys],
  )) as Rule[];
  return new Map(rows.map((rule) => [rule.key, rule]));
}

/** The name of a council or board as the directory publishes it today; undefined where the directory does not know it. */
export async function councilNameOf(manager: EntityManager, councilId: string): Promise<string | undefined> {
  const rows = (await manager.query(
    `SELECT name FROM directory.published_council_v1 WHERE council_id = $1
     UNION ALL SELECT name FROM directory.published_public_body_v1 WHERE body_id = $1`,
    [councilId],
  )) as { name: string }[];
  return rows[0]?.name;
}

/** A body that meets by itself. */
export interface Board {
  readonly bodyId: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly shortName: string;
  /** The council whose body it is; null of a People’s Committee. */
  readonly ofCouncilId: string | null;
  /** The council of its unit, for the law of its level; null where the directory knows none. */
  readonly behindId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The board that a place is; undefined of a council. */
export async function boardOf(manager: EntityManager, placeId: string): Promise<Board | undefined> {
  const rows = (await manager.query(
    `SELECT body_id AS "bodyId", kind, name, short_name AS "shortName", council_id AS "ofCouncilId", valid_from::text AS "validFrom", valid_to::text AS "validTo",
       (SELECT c.council_id FROM directory.published_council_v1 c WHERE c.council_id = ${COUNCIL_BEHIND}) AS "behindId"
     FROM directory.published_public_body_v1 WHERE body_id = $1 AND kind = ANY ($2)`,
    [placeId, BOARD_KINDS],
  )) as Board[];
  return rows[0];
}

/** The council that a place is of: itself, or the one behind a board. */
export async function councilIdOf(manager: EntityManager, placeId: string): Promise<string> {
  const rows = (await manager.query(`SELECT ${COUNCIL_BEHIND} AS id`, [placeId])) as [{ id: string }];
  return rows[0].id;
}

/** Who heads a board on the sitting's day. */
export async function headOf(
  manager: EntityManager,
  sitting: DatedPlace,
): Promise<{ seatId: string; fullName: string } | undefined> {
  const rows = (await manager.query(
    `SELECT seat_id AS "seatId", full_name AS "fullName" FROM directory.published_membership_v1
     WHERE body_id = $1 AND role = 'HEAD' AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2) AND status = 'IN_OFFICE'`,
    [sitting.councilId, dayOf(sitting)],
  )) as { seatId: string; fullName: string }[];
  return rows[0];
}
