/**
 * How resolutions stand to each other, and so whether one is in force on a day.
 *
 * Promises   validity is computed from the rows each time it is asked; nothing
 *            is stored that could drift.
 * Law        a council amends and replaces its own; it repeals and suspends its
 *            own and those of the council directly below (R-RES-07). After a
 *            merger the successor stands for the councils it took over.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import type { Rule } from '../sitting/seat.service.js';
import { isDay } from './resolution-deadlines.rules.js';
import { countsFrom, validityOf, type SaidOf, type Validity } from './resolution-validity.rules.js';
import { Resolution, type ResolutionRelation } from './resolution.entity.js';
import type { RelateResolutionInput } from './resolution.inputs.js';
import type { ResolutionService } from './resolution.service.js';

export const ABOLISHED_RULE = 'resolution.abolishedCouncil.lastDay';

const COLUMNS = `r.id, r.from_id AS "fromId", r.to_id AS "toId", r.kind, r.part, r.takes_effect_on::text AS "takesEffectOn", r.ends_on::text AS "endsOn"`;

/** Why documents of a council end: it was abolished, and by which rule they stay until when. */
export interface Abolished {
  readonly lastDay: string;
  readonly rule: Rule;
}

export class ResolutionRelationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly resolutions: ResolutionService,
  ) {}

  async relate(ctx: Context, given: RelateResolutionInput): Promise<Resolution> {
    const { kind, takesEffectOn = null, endsOn = null } = given;
    const part = given.part == null || cleanText(given.part) === '' ? null : cleanText(given.part).slice(0, 500);
    for (const [field, day] of Object.entries({ takesEffectOn, endsOn }))
      if (day !== null && !isDay(day)) throw fault(kitErrors, 'INVALID_INPUT', { field, why: 'yyyy-MM-dd' });
    if (endsOn !== null && (kind !== 'SUSPENDS' || (takesEffectOn !== null && endsOn < takesEffectOn)))
      throw refusal('ENDS_BEFORE_IT_BEGINS');
    return this.resolutions.command(ctx, given, 'relate', async (manager, from) => {
      const to = isUuid(given.toId) ? await manager.findOneBy(Resolution, { id: given.toId }) : null;
      if (!to || to.adoptedOn === null || to.id === from.id) throw refusal('RELATION_TARGET_UNKNOWN');
      if (from.councilId !== to.councilId && !(await mayReach(manager, from.councilId, to.councilId, kind)))
        throw refusal('RELATION_BEYOND_POWERS');
      const rows = (await manager.query(
        `INSERT INTO resolution_relation (id, from_id, to_id, kind, part, takes_effect_on, ends_on, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
        [
          ctx.ids.next(),
          from.id,
          to.id,
          kind,
          part,
          takesEffectOn,
          endsOn,
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
        ],
      )) as unknown[];
      if (rows.length === 0) throw refusal('RELATION_KNOWN');
      return { detail: { toId: to.id, kind, part } };
    });
  }

  /** What a resolution says of others, or what others say of it; relations of drafts only with `drafts`. */
  async relationsOf(side: 'from' | 'to', resolutionId: string, drafts: boolean): Promise<ResolutionRelation[]> {
    return (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM resolution_relation r JOIN resolution f ON f.id = r.from_id
       WHERE r.${side}_id = $1 AND ($2 OR f.state IN ('ADOPTED', 'SIGNED', 'PUBLISHED')) ORDER BY r.recorded_at, r.id`,
      [resolutionId, drafts],
    )) as ResolutionRelation[];
  }

  async validity(
    resolution: Resolution,
    asOf: string,
  ): Promise<Validity & { relations: ResolutionRelation[]; rule: Rule | null }> {
    const { manager } = this.dataSource;
    const abolished = await abolishedOn(manager, resolution.councilId, asOf);
    const { said, relations } = await saidOf(manager, resolution.id, asOf);
    const validity = validityOf(
      {
        effectiveFrom: resolution.state === 'WITHDRAWN' ? null : effectiveDay(resolution),
        expiresOn: resolution.expiresOn,
        abolishedLastDay: abolished?.lastDay ?? null,
      },
      said,
      asOf,
    );
    return {
      ...validity,
      relations: relations.filter((r) => validity.because.includes(r.id)),
      rule: abolished && validity.until === abolished.lastDay ? abolished.rule : null,
    };
  }

  /** Those of the council, and of abolished councils that it stands for, whose end lies within the days or is past. */
  async alarms(
    ctx: Context,
    councilId: string,
    withinDays: number,
  ): Promise<{ resolution: Resolution; lastDay: string; daysLeft: number; abolished: Abolished | null }[]> {
    return transaction(this.dataSource, async (manager) => {
      const today = localDay(ctx.clock.now());
      const councils = [councilId, ...(await abolishedBelow(manager, councilId, today))];
      const candidates = await manager
        .createQueryBuilder(Resolution, 'r')
        .where('r.council_id IN (:...councils)', { councils })
        .andWhere(`r.effective_from IS NOT NULL AND (r.expires_on IS NOT NULL OR r.council_id <> :councilId)`, {
          councilId,
        })
        .orderBy('r.id')
        .getMany();
      const found = [];
      const abolishedBy = new Map<string, Abolished | null>();
      for (const resolution of candidates) {
        if (!abolishedBy.has(resolution.councilId))
          abolishedBy.set(resolution.councilId, await abolishedOn(manager, resolution.councilId, today));
        const abolished = abolishedBy.get(resolution.councilId) ?? null;
        const lastDay = [resolution.expiresOn, abolished?.lastDay ?? null].filter((d) => d !== null).sort()[0];
        if (lastDay === undefined) continue;
        const daysLeft = Math.round((Date.parse(lastDay) - Date.parse(today)) / 86_400_000);
        if (daysLeft > withinDays) continue;
        // Replaced or repealed before its end: nothing to be alarmed at.
        const { said } = await saidOf(manager, resolution.id, today);
        const ended = said.some(
          (s) => s.part === null && (s.kind === 'REPEALS' || s.kind === 'REPLACES') && countsFrom(s) !== null,
        );
        if (ended) continue;
        found.push({ resolution, lastDay, daysLeft, abolished: abolished?.lastDay === lastDay ? abolished : null });
      }
      return found.sort((a, b) => (a.lastDay + a.resolution.id < b.lastDay + b.resolution.id ? -1 : 1));
    });
  }
}

/** From when it binds: the day it names, else (individual ones) the day of its adoption. */
const effectiveDay = (r: Resolution): string | null =>
  r.effectiveFrom ?? (r.kind === 'INDIVIDUAL' && r.signedOn !== null ? r.adoptedOn : null);

async function saidOf(
  manager: EntityManager,
  resolutionId: string,
  asOf: string,
): Promise<{ said: SaidOf[]; relations: ResolutionRelation[] }> {
  const relations = (await manager.query(
    `SELECT ${COLUMNS}, CASE WHEN f.state IN ('ADOPTED', 'SIGNED', 'PUBLISHED') THEN f.effective_from::text END AS "fromEffectiveOn",
       (SELECT min(greatest(g.effective_from, e.takes_effect_on))::text FROM resolution_relation e JOIN resolution g ON g.id = e.from_id
        WHERE e.to_id = f.id AND e.part IS NULL AND e.kind IN ('REPEALS', 'REPLACES') AND g.state IN ('ADOPTED', 'SIGNED', 'PUBLISHED') AND g.effective_from <= $2) AS "fromEndedOn"
     FROM resolution_relation r JOIN resolution f ON f.id = r.from_id WHERE r.to_id = $1 ORDER BY r.recorded_at, r.id`,
    [resolutionId, asOf],
  )) as (ResolutionRelation & SaidOf)[];
  return { said: relations, relations };
}

/** The last day of an abolished council's documents, by the rule that is known on that day; null where it stands, or no rule is known. */
async function abolishedOn(manager: EntityManager, councilId: string, asOf: string): Promise<Abolished | null> {
  const [rule] = (await manager.query(
    `SELECT r.rule_key AS key, r.value, r.rule_set_id AS "ruleSetId", r.rule_set_hash AS "ruleSetHash", r.instrument, r.article, r.confidence,
       r.confidence = 'V1' OR r.confirmed_by IS NOT NULL AS confirmed, r.note_vi AS "noteVi", r.note_en AS "noteEn"
     FROM directory.published_rule_v1 r
     WHERE r.rule_key = $2 AND EXISTS (
       SELECT 1 FROM directory.published_council_v1 c JOIN directory.published_unit_succession_v1 s ON s.from_unit_id = c.unit_id
       WHERE c.council_id = $1 AND s.kind = 'ABOLISH_LEVEL' AND s.happened_on <= $3)
     ORDER BY r.valid_from DESC LIMIT 1`,
    [councilId, ABOLISHED_RULE, asOf],
  )) as Rule[];
  const lastDay = rule?.value['value'];
  return rule && typeof lastDay === 'string' && isDay(lastDay) ? { lastDay, rule } : null;
}

const BELOW = `
  SELECT lower.council_id FROM directory.published_council_v1 upper
  JOIN directory.published_unit_v1 u ON u.parent_id = upper.unit_id
  JOIN directory.published_council_v1 lower ON lower.unit_id = u.unit_id
  WHERE upper.council_id = $1`;
const TAKEN_OVER = `
  SELECT before.council_id FROM directory.published_council_v1 now
  JOIN directory.published_unit_succession_v1 s ON s.to_unit_id = now.unit_id AND s.kind IN ('MERGE', 'RECLASSIFY', 'RENAME', 'SPLIT')
  JOIN directory.published_council_v1 before ON before.unit_id = s.from_unit_id
  WHERE now.council_id = $1`;

async function mayReach(manager: EntityManager, councilId: string, of: string, kind: string): Promise<boolean> {
  const reach =
    kind === 'REPEALS' || kind === 'SUSPENDS' || kind === 'REPLACES' ? `${BELOW} UNION ${TAKEN_OVER}` : TAKEN_OVER;
  const rows = (await manager.query(`SELECT 1 FROM (${reach}) reach WHERE council_id = $2`, [
    councilId,
    of,
  ])) as unknown[];
  return rows.length > 0;
}

async function abolishedBelow(manager: EntityManager, councilId: string, asOf: string): Promise<string[]> {
  const rows = (await manager.query(
    `SELECT DISTINCT reach.council_id AS id FROM (${BELOW} UNION ${TAKEN_OVER}) reach JOIN directory.published_council_v1 c ON c.council_id = reach.council_id
     JOIN directory.published_unit_succession_v1 s ON s.from_unit_id = c.unit_id AND s.kind = 'ABOLISH_LEVEL' AND s.happened_on <= $2`,
    [councilId, asOf],
  )) as { id: string }[];
  return rows.map((r) => r.id);
}
