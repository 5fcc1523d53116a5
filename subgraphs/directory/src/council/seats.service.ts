/**
 * Seats: delegates of one term, added together.
 *
 * Promises   a term never gets more seats than its level's rule allows
 *            (R-ORG-06), unless a row says openly who let it.
 */
import type { Context } from '@nghitruong/kit/context';
import { fault } from '@nghitruong/kit/errors';
import { searchKey } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../batch/batch.service.js';
import { errors } from '../errors.js';
import { sortNameOf } from '../person/person.rules.js';

export interface NewSeat {
  readonly id: string;
  readonly personId: string;
  readonly fullName: string;
  readonly cardNumber: number;
  readonly electoralArea?: string;
  readonly fullTime?: boolean;
  readonly illustrative: boolean;
  readonly statuses: readonly {
    status: string;
    validFrom: string;
    validTo: string | null;
    reason?: string;
    instrument?: string;
  }[];
}

interface Maximum {
  readonly max: number;
  readonly source: string;
}

export async function addSeats(
  manager: EntityManager,
  _ctx: Context,
  term: { id: string; councilId: string; validFrom: string },
  seats: readonly NewSeat[],
): Promise<void> {
  const [{ count }] = (await manager.query(
    `SELECT count(*)::int AS count FROM delegate WHERE term_id = $1 AND NOT id = ANY($2::uuid[])`,
    [term.id, seats.map((s) => s.id)],
  )) as [{ count: number }];
  const maximum = await maximumOf(manager, term);
  if (maximum && count + seats.length > maximum.max) {
    throw fault(errors, 'SEATS_ABOVE_MAXIMUM', {
      council: term.councilId,
      seats: count + seats.length,
      max: maximum.max,
      source: maximum.source,
    });
  }
  await insertRows(
    manager,
    'person',
    { id: 'uuid', full_name: 'text', sort_name: 'text', search_key: 'text', illustrative: 'boolean' },
    seats.map((s) => ({
      id: s.personId,
      full_name: s.fullName,
      sort_name: sortNameOf(s.fullName),
      search_key: searchKey(s.fullName),
      illustrative: s.illustrative,
    })),
  );
  await insertRows(
    manager,
    'delegate',
    {
      id: 'uuid',
      council_id: 'text',
      term_id: 'uuid',
      person_id: 'uuid',
      card_number: 'int',
      electoral_area: 'text',
      full_time: 'boolean',
      illustrative: 'boolean',
    },
    seats.map((s) => ({
      id: s.id,
      council_id: term.councilId,
      term_id: term.id,
      person_id: s.personId,
      card_number: s.cardNumber,
      electoral_area: s.electoralArea ?? null,
      full_time: s.fullTime ?? false,
      illustrative: s.illustrative,
    })),
  );
  await insertRows(
    manager,
    'delegate_status',
    { delegate_id: 'uuid', status: 'text', valid_from: 'date', valid_to: 'date', reason: 'text', instrument: 'text' },
    seats.flatMap((s) =>
      s.statuses.map((p) => ({
        delegate_id: s.id,
        status: p.status,
        valid_from: p.validFrom,
        valid_to: p.validTo,
        reason: p.reason ?? null,
        instrument: p.instrument ?? null,
      })),
    ),
  );
}

/** The council's own override on the first day of the term, else the rule of its level that day. */
export async function maximumOf(
  manager: EntityManager,
  term: { councilId: string; validFrom: string },
): Promise<Maximum | undefined> {
  const rows = (await manager.query(
    `SELECT (value->>'value')::int AS max, instrument || ' ' || source AS source FROM (
       SELECT 1 AS place, o.value, o.instrument, coalesce(o.article, o.decided_by) AS source, o.valid_from, o.valid_to FROM rule_override o
       WHERE o.council_id = $1 AND o.rule_key = 'council.seats.max'
       UNION ALL
       SELECT 2, r.value, r.instrument, r.article, r.valid_from, r.valid_to FROM published_rule_v1 r JOIN council c ON c.level = r.level
       WHERE c.id = $1 AND r.rule_key = 'council.seats.max'
     ) said WHERE $2::date BETWEEN valid_from AND coalesce(valid_to, 'infinity') ORDER BY place LIMIT 1`,
    [term.councilId, term.validFrom],
  )) as Maximum[];
  return rows[0];
}
