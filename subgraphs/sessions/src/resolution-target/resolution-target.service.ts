/**
 * Targets: set by the desk under an enacted resolution, reported on by the body
 * that answers for them.
 *
 * Promises   a report is never changed; whether a target is reached follows
 *            from its reports, so a figure that falls back opens it again.
 */
import { hasRole } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { isDay } from '../resolution/resolution-deadlines.rules.js';
import { lockResolution } from '../resolution/resolution.service.js';
import { ENACTED } from '../resolution/resolution.states.js';
import { rulesOf } from '../sitting/seat.service.js';
import { ResolutionTarget, type ResolutionTargetReport } from './resolution-target.entity.js';
import type { ReportResolutionTargetInput, SetResolutionTargetInput } from './resolution-target.inputs.js';
import { reachedOn } from './resolution-target.rules.js';

export const REPORT_RULE = 'resolution.target.reportEveryDays';
const DESK = ['CHAIR', 'SESSION_SECRETARY'] as const;
const MAX_LISTED = 200;

export class ResolutionTargetService {
  constructor(private readonly dataSource: DataSource) {}

  async set(ctx: Context, given: SetResolutionTargetInput): Promise<ResolutionTarget> {
    const id = ctx.ids.next();
    const today = localDay(ctx.clock.now());
    const [title, indicator, measure] = [
      words('title', given.title),
      words('indicator', given.indicator),
      words('measure', given.measure),
    ];
    if (!isDay(given.dueOn) || given.dueOn < today) throw invalid('dueOn', `≥ ${today}`);
    if (!Number.isFinite(given.targetValue)) throw invalid('targetValue', 'số / a number');
    await transaction(this.dataSource, async (manager) => {
      const resolution = await lockResolution(manager, given.resolutionId);
      if (!DESK.some((role) => ctx.actor.kind === 'PERSON' && hasRole(ctx.actor, role, resolution.councilId)))
        throw fault(kitErrors, 'FORBIDDEN', { what: 'setResolutionTarget' });
      if (!ENACTED.has(resolution.state))
        throw refusal('RESOLUTION_STATE', { command: 'setTarget', state: resolution.state });
      const rules = await rulesOf(manager, { councilId: resolution.councilId, startsAt: ctx.clock.now() }, [
        REPORT_RULE,
      ]);
      const every = given.reportEveryDays ?? Number(rules.get(REPORT_RULE)?.value['value']);
      if (!Number.isInteger(every) || every < 1 || every > 3_660) throw refusal('REPORT_RHYTHM_MISSING');
      await manager.query(
        `INSERT INTO resolution_target (id, resolution_id, council_id, body_id, unit_id, title, indicator, measure, direction, target_value, set_on, due_on, report_every_days, illustrative) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [
          id,
          resolution.id,
          resolution.councilId,
          words('bodyId', given.bodyId),
          given.unitId ?? null,
          title,
          indicator,
          measure,
          given.direction,
          given.targetValue,
          today,
          given.dueOn,
          every,
          resolution.illustrative,
        ],
      );
    });
    return this.find(this.dataSource.manager, id);
  }

  async report(ctx: Context, given: ReportResolutionTargetInput): Promise<ResolutionTarget> {
    const today = localDay(ctx.clock.now());
    if (!isDay(given.asOf) || given.asOf > today) throw invalid('asOf', `≤ ${today}`);
    if (!Number.isFinite(given.value)) throw invalid('value', 'số / a number');
    await transaction(this.dataSource, async (manager) => {
      const target = await this.find(manager, given.targetId);
      const { actor } = ctx;
      const may =
        actor.kind === 'PERSON' &&
        (DESK.some((role) => hasRole(actor, role, target.councilId)) ||
          actor.grants.some((g) => g.role === 'OFFICER' && g.bodyId === target.bodyId));
      if (!may) throw fault(kitErrors, 'FORBIDDEN', { what: 'reportResolutionTarget' });
      if (given.asOf < target.setOn) throw invalid('asOf', `≥ ${target.setOn}`);
      // One after another: whether it is reached is decided by all reports together.
      await manager.query('SELECT 1 FROM resolution WHERE id = $1 FOR UPDATE', [target.resolutionId]);
      await manager.query(
        `INSERT INTO resolution_target_report (id, target_id, as_of, value, words, reported_by, reported_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ctx.ids.next(),
          target.id,
          given.asOf,
          given.value,
          given.words == null || cleanText(given.words) === '' ? null : words('words', given.words),
          actor.accountId ?? null,
          ctx.clock.now(),
        ],
      );
      const reached = reachedOn(target.direction, target.targetValue, await reportsOf(manager, target.id));
      await manager.query('UPDATE resolution_target SET done_on = $2 WHERE id = $1', [target.id, reached]);
    });
    return this.find(this.dataSource.manager, given.targetId);
  }

  reports(targetId: string): Promise<ResolutionTargetReport[]> {
    return reportsOf(this.dataSource.manager, targetId);
  }

  listed(where: { bodyId: string } | { resolutionId: string }, take = MAX_LISTED): Promise<ResolutionTarget[]> {
    return this.dataSource.manager.find(ResolutionTarget, { where, order: { dueOn: 'ASC', id: 'ASC' }, take });
  }

  private async find(manager: EntityManager, id: string): Promise<ResolutionTarget> {
    const found = isUuid(id) ? await manager.findOneBy(ResolutionTarget, { id }) : null;
    if (!found) throw fault(kitErrors, 'NOT_FOUND', { what: 'resolution target', id: id.slice(0, 64) });
    return found;
  }
}

async function reportsOf(manager: EntityManager, targetId: string): Promise<ResolutionTargetReport[]> {
  const rows = (await manager.query(
    `SELECT id, as_of::text AS "asOf", value::float8 AS value, words FROM resolution_target_report WHERE target_id = $1 ORDER BY as_of, reported_at, id`,
    [targetId],
  )) as ResolutionTargetReport[];
  return rows;
}

const invalid = (field: string, why: string) => fault(kitErrors, 'INVALID_INPUT', { field, why });

function words(field: string, given: string): string {
  const text = cleanText(given);
  if (text.length === 0 || text.length > 1_000) throw invalid(field, '1–1000 ký tự / characters');
  return text;
}
