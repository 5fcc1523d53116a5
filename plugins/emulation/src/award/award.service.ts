/**
 * Awards: proposing, checking, deciding, revoking.
 *
 * Promises   one achievement of one recipient has one living award, races
 *            included: the index decides, not a look beforehand.
 */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import DataLoader from 'dataloader';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { Movement } from '../movement/movement.entity.js';
import { awardingStates } from '../movement/movement.states.js';
import { mayLead, visibleTo } from '../policy.js';
import { EmulationRefused, lengthFault, refused } from '../refused.js';
import { Award, AwardForm, AwardRecipientKind, type ProposeAwardInput } from './award.entity.js';
import { AwardAct, AwardState, nextAwardState, publicAwardStates } from './award.states.js';

type Result = Award | EmulationRefused;

export interface AwardFilter {
  readonly councilId?: string | null;
  readonly movementId?: string | null;
  readonly recipientKind?: AwardRecipientKind | null;
}

export class AwardService {
  constructor(
    private readonly source: DataSource,
    private readonly told: () => void = () => undefined,
  ) {}

  async byId(ctx: Context, id: string): Promise<Award | null> {
    const found = isUuid(id) ? await this.source.manager.findOneBy(Award, { id }) : null;
    return found && (publicAwardStates.has(found.state) || mayLead(ctx.actor, found.councilId)) ? found : null;
  }

  async list(ctx: Context, filter: AwardFilter, page: PageArgs): Promise<Page<Award>> {
    const { sql, params } = visibleTo(ctx.actor, 'a', publicAwardStates);
    const query = this.source.manager.createQueryBuilder(Award, 'a').where(sql, params);
    if (filter.councilId) query.andWhere('a.council_id = :councilId', { councilId: filter.councilId });
    if (filter.movementId)
      query.andWhere(isUuid(filter.movementId) ? 'a.movement_id = :movementId' : 'FALSE', {
        movementId: filter.movementId,
      });
    if (filter.recipientKind) query.andWhere('a.recipient_kind = :kind', { kind: filter.recipientKind });
    if (page.after != null)
      query.andWhere('a.id > CAST(:afterId AS uuid)', { afterId: decodeCursor(page.after, 1)[0] });
    const rows = await query
      .orderBy('a.id')
      .limit(pageSize(page) + 1)
      .getMany();
    return connectionFrom(rows, page, (a) => [a.id]);
  }

  /** How many were decided and stand, by kind of recipient. */
  async count(councilId: string, kind: AwardRecipientKind): Promise<number> {
    return this.source.manager.countBy(Award, { councilId, recipientKind: kind, state: AwardState.DECIDED });
  }

  async forms(): Promise<AwardForm[]> {
    return this.source.manager.find(AwardForm, { order: { code: 'ASC' } });
  }

  async form(ctx: Context, code: string): Promise<AwardForm | null> {
    const byCode = loader(ctx, 'award form', () => {
      return new DataLoader<string, AwardForm | null>(async (codes) => {
        const rows = await this.source.manager.findBy(AwardForm, { code: In([...codes]) });
        return codes.map((wanted) => rows.find((r) => r.code === wanted) ?? null);
      });
    });
    return byCode.load(code);
  }

  async propose(ctx: Context, input: ProposeAwardInput): Promise<Result> {
    const recipientName = cleanText(input.recipientName);
    const achievement = cleanText(input.achievement);
    try {
      const made = await transaction(this.source, async (manager): Promise<Result> => {
        const movement = isUuid(input.movementId) ? await manager.findOneBy(Movement, { id: input.movementId }) : null;
        if (!movement) throw fault(kitErrors, 'NOT_FOUND', { what: 'movement', id: input.movementId.slice(0, 80) });
        if (!mayLead(ctx.actor, movement.councilId))
          throw fault(kitErrors, 'FORBIDDEN', { what: 'emulationProposeAward' });
        if (!awardingStates.has(movement.state))
          return refused('EMULATION_MOVEMENT_STATE', { act: 'PROPOSE', state: movement.state });
        const wrong = lengthFault({ recipientName: [recipientName, 200], achievement: [achievement, 1_000] });
        if (wrong) return wrong;
        if (!(await manager.existsBy(AwardForm, { code: input.formCode })))
          return refused('EMULATION_FORM_UNKNOWN', { form: input.formCode.slice(0, 80) });
        const row = manager.create(Award, {
          id: ctx.ids.next(),
          councilId: movement.councilId,
          movementId: movement.id,
          formCode: input.formCode,
          recipientKind: input.recipientKind,
          recipientName,
          achievement,
          state: AwardState.PROPOSED,
          decisionNumber: null,
          decidedOn: null,
          reason: null,
          illustrative: false,
        });
        await manager.insert(Award, row);
        await this.tell(manager, ctx, row);
        return row;
      });
      this.told();
      return made;
    } catch (error) {
      if (isDriverError(error, SQLSTATE.uniqueViolation, 'one_achievement_one_award'))
        return refused('EMULATION_ONE_ACHIEVEMENT_ONE_AWARD', { recipient: recipientName });
      throw error;
    }
  }

  check(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, AwardAct.CHECK, () => ({}));
  }

  decide(ctx: Context, id: string, decisionNumber: string): Promise<Result> {
    const number = cleanText(decisionNumber);
    return this.act(
      ctx,
      id,
      AwardAct.DECIDE,
      (today) => lengthFault({ decisionNumber: [number, 100] }) ?? { decisionNumber: number, decidedOn: today },
    );
  }

  refuse(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(
      ctx,
      id,
      AwardAct.REFUSE,
      () => lengthFault({ reason: [cleanText(reason), 2_000] }) ?? { reason: cleanText(reason) },
    );
  }

  revoke(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(
      ctx,
      id,
      AwardAct.REVOKE,
      () => lengthFault({ reason: [cleanText(reason), 2_000] }) ?? { reason: cleanText(reason) },
    );
  }

  private async act(
    ctx: Context,
    id: string,
    act: AwardAct,
    change: (today: string) => Partial<Pick<Award, 'decisionNumber' | 'decidedOn' | 'reason'>> | EmulationRefused,
  ): Promise<Result> {
    const result = await transaction(this.source, async (manager): Promise<Result> => {
      const row = isUuid(id)
        ? await manager.findOne(Award, { where: { id }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!row) throw fault(kitErrors, 'NOT_FOUND', { what: 'award', id: id.slice(0, 80) });
      if (!mayLead(ctx.actor, row.councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: act });
      const state = nextAwardState(row.state, act);
      if (!state) return refused('EMULATION_AWARD_STATE', { act, state: row.state });
      const changed = change(localDay(ctx.clock.now()));
      if (changed instanceof EmulationRefused) return changed;
      await manager.update(Award, { id }, { ...changed, state });
      const after = Object.assign(row, changed, { state });
      await this.tell(manager, ctx, after);
      return after;
    });
    if (result instanceof Award) this.told();
    return result;
  }

  private tell(manager: EntityManager, ctx: Context, award: Award): Promise<void> {
    return appendEvent(manager, ctx, {
      name: 'emulation.awardMoved',
      version: 1,
      payload: { awardId: award.id, councilId: award.councilId, movementId: award.movementId, state: award.state },
    });
  }
}
