/** Reads what the alarm and the next numeral are made of; a rule that is not there decides nothing. */
import type { Context } from '@nghitruong/kit/context';
import type { DataSource } from 'typeorm';
import { today } from '../calendar/calendar.rules.js';
import { ruleOn, sourceOf } from '../rule-set/rule-reading.service.js';
import { CouncilAlarm, NextTerm } from './council-alarm.entity.js';
import { hasMonthsLeft, isBelow, leastOf, type AtLeast } from './council-alarm.rules.js';
import type { Council } from './council.entity.js';
import { roman } from './council.rules.js';
import { nextOrdinal, type EarlierTerm } from './term-ordinal.rules.js';

const THRESHOLD = 'council.byElection.threshold';
const MONTHS_LEFT = 'council.byElection.minMonthsLeft';
const ORDINAL = 'council.term.ordinal';

export class CouncilAlarmService {
  constructor(private readonly dataSource: DataSource) {}

  async alarm(ctx: Context, council: Council, asOf: string | undefined): Promise<CouncilAlarm | null> {
    const { manager } = this.dataSource;
    const day = asOf ?? today(ctx);
    const rule = await ruleOn(manager, council.id, THRESHOLD, day);
    if (!rule) return null;
    const share = rule.value as unknown as AtLeast;
    const [seats] = (await manager.query(
      `SELECT count(*)::int AS elected, count(*) FILTER (WHERE s.status IN ('IN_OFFICE', 'SUSPENDED'))::int AS remaining, max(t.end_year)::int AS "endYear", max(t.valid_to)::text AS "validTo"
       FROM council_term t JOIN delegate d ON d.term_id = t.id
       JOIN delegate_status s ON s.delegate_id = d.id AND $2::date BETWEEN s.valid_from AND coalesce(s.valid_to, 'infinity')
       WHERE t.council_id = $1 AND $2::date BETWEEN t.valid_from AND coalesce(t.valid_to, 'infinity')`,
      [council.id, day],
    )) as [{ elected: number; remaining: number; endYear: number | null; validTo: string | null }];
    if (!isBelow(seats, share)) return null;
    const months = Number((await ruleOn(manager, council.id, MONTHS_LEFT, day))?.value['value'] ?? Number.NaN);
    // Of a term under way only the year of its end is known: its last day is not before the first of that year.
    const lastDay = seats.validTo ?? (seats.endYear === null ? null : `${seats.endYear}-01-01`);
    const left = lastDay === null || Number.isNaN(months) ? null : hasMonthsLeft(day, lastDay, months);
    return Object.assign(new CouncilAlarm(), {
      code: 'COUNCIL_BELOW_TWO_THIRDS',
      elected: seats.elected,
      remaining: seats.remaining,
      needed: leastOf(seats.elected, share),
      byElection: left,
      limitedPowers: left === null ? null : !left,
      source: sourceOf(rule),
    });
  }

  async nextTerm(ctx: Context, council: Council): Promise<NextTerm> {
    const { manager } = this.dataSource;
    const [unit] = (await manager.query('SELECT id, name::text AS name, kind FROM unit WHERE id = $1', [
      council.unitId,
    ])) as [EarlierTerm['unit']];
    const [own] = (await manager.query('SELECT max(ordinal)::int AS ordinal FROM council_term WHERE council_id = $1', [
      council.id,
    ])) as [{ ordinal: number | null }];
    const earlier = (await manager.query(
      `SELECT max(t.ordinal)::int AS ordinal, jsonb_build_object('id', u.id, 'name', u.name::text, 'kind', u.kind) AS unit
       FROM unit_succession s JOIN unit u ON u.id = s.from_id JOIN council c ON c.unit_id = u.id JOIN council_term t ON t.council_id = c.id
       WHERE s.to_id = $1 GROUP BY u.id, u.name, u.kind`,
      [council.unitId],
    )) as EarlierTerm[];
    const rule = await ruleOn(manager, council.id, ORDINAL, today(ctx));
    const next = nextOrdinal(unit, own.ordinal, earlier);
    return Object.assign(new NextTerm(), next, { numeral: roman(next.ordinal), source: rule ? sourceOf(rule) : '' });
  }
}
