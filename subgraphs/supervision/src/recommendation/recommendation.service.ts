/**
 * Recommendations: drafting, publishing, reporting, and climbing the ladder.
 *
 * Promises   every act takes the row first, so two acts on one recommendation
 *            follow each other; each leaves a step and an event in the same
 *            transaction; a refusal has written nothing.
 * Elsewhere  which state follows, and the ladder: recommendation.states
 */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { Page, PageArgs } from '@nghitruong/kit/federation';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import { dueStateCondition, dueStateOf, DueState, EscalationStep, pageByDue } from '@nghitruong/kit/obligation';
import DataLoader from 'dataloader';
import { In, type DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { bodyFault, lengthFault, refused, SupervisionRefused } from '../refused.js';
import { Supervision } from '../supervision/supervision.entity.js';
import { answersFor, mayConduct, maySeeRecommendation, visibleTo } from '../supervision/supervision.policy.js';
import { recommendingStates } from '../supervision/supervision.states.js';
import { Recommendation, RecommendationStep } from './recommendation.entity.js';
import type {
  AmendRecommendationInput,
  DraftRecommendationInput,
  RecommendationFilter,
} from './recommendation.inputs.js';
import {
  nextEscalation,
  nextRecommendationState,
  RecommendationAct,
  RecommendationState,
} from './recommendation.states.js';

type Result = Recommendation | SupervisionRefused;
type Change = Partial<
  Pick<
    Recommendation,
    | 'ownerId'
    | 'dueOn'
    | 'doneOn'
    | 'reportedOn'
    | 'reportText'
    | 'rejectedReports'
    | 'incompleteBecause'
    | 'escalation'
  >
>;

export class RecommendationService {
  constructor(
    private readonly source: DataSource,
    private readonly told: () => void = () => undefined,
  ) {}

  async byId(ctx: Context, id: string): Promise<Recommendation | null> {
    const byId = loader(ctx, 'recommendation', () => {
      return new DataLoader<string, Recommendation | null>(async (ids) => {
        const rows = await this.source.manager.findBy(Recommendation, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    const found = isUuid(id) ? await byId.load(id) : null;
    return found && maySeeRecommendation(ctx.actor, found) ? found : null;
  }

  list(ctx: Context, filter: RecommendationFilter, page: PageArgs): Promise<Page<Recommendation>> {
    const query = this.visible(ctx, filter.dueState);
    if (filter.councilId) query.andWhere('r.council_id = :councilId', { councilId: filter.councilId });
    if (filter.supervisionId)
      query.andWhere(isUuid(filter.supervisionId) ? 'r.supervision_id = :supervisionId' : 'FALSE', {
        supervisionId: filter.supervisionId,
      });
    if (filter.states?.length) query.andWhere('r.state IN (:...states)', { states: filter.states });
    return pageByDue(query, page);
  }

  /** What one body owes, nearest due date first; many bodies of one request are read in one statement. */
  ofBody(ctx: Context, bodyId: string, first: number, dueState?: DueState | null): Promise<Recommendation[]> {
    const ofBodies = loader(ctx, `recommendations of bodies ${first} ${dueState ?? ''}`, () => {
      return new DataLoader<string, Recommendation[]>(async (ids) => {
        const ranked = this.visible(ctx, dueState)
          .select('r.id', 'id')
          .addSelect('row_number() OVER (PARTITION BY r.owner_id ORDER BY r.due_key, r.id)', 'place')
          .andWhere('r.owner_id = ANY(:ids)', { ids });
        const rows = await this.source.manager
          .createQueryBuilder(Recommendation, 'chosen')
          .innerJoin(`(${ranked.getQuery()})`, 'ranked', 'ranked.id = chosen.id AND ranked.place <= :first')
          .setParameters({ ...ranked.getParameters(), first })
          .orderBy('chosen.dueKey')
          .addOrderBy('chosen.id')
          .getMany();
        return ids.map((id) => rows.filter((r) => r.ownerId === id));
      });
    });
    return ofBodies.load(bodyId);
  }

  history(recommendation: Recommendation): Promise<RecommendationStep[]> {
    return this.source.manager.find(RecommendationStep, {
      where: { recommendationId: recommendation.id },
      order: { position: 'ASC' },
    });
  }

  async draft(ctx: Context, input: DraftRecommendationInput): Promise<Result> {
    const title = cleanText(input.title);
    const content = cleanText(input.content);
    const made = await transaction(this.source, async (manager): Promise<Result> => {
      const supervision = isUuid(input.supervisionId)
        ? await manager.findOneBy(Supervision, { id: input.supervisionId })
        : null;
      if (!supervision)
        throw fault(kitErrors, 'NOT_FOUND', { what: 'supervision', id: input.supervisionId.slice(0, 80) });
      if (!mayConduct(ctx.actor, supervision.councilId))
        throw fault(kitErrors, 'FORBIDDEN', { what: 'draftRecommendation' });
      if (!recommendingStates.has(supervision.state))
        return refused('SUPERVISION_STATE', { act: 'RECOMMEND', state: supervision.state });
      const wrong = lengthFault({ title: [title, 300], content: [content, 10_000] }) ?? bodyFault([input.ownerId]);
      if (wrong) return wrong;
      const row = manager.create(Recommendation, {
        id: ctx.ids.next(),
        councilId: supervision.councilId,
        supervisionId: supervision.id,
        state: RecommendationState.DRAFT,
        title,
        content,
        ownerId: input.ownerId ?? null,
        dueOn: input.dueOn ?? null,
        unitId: input.unitId ?? supervision.unitId,
        rejectedReports: 0,
        escalation: EscalationStep.NONE,
        illustrative: false,
      });
      await manager.insert(Recommendation, row);
      return manager.findOneByOrFail(Recommendation, { id: row.id });
    });
    return made;
  }

  amend(ctx: Context, input: AmendRecommendationInput): Promise<Result> {
    return this.act(ctx, input.id, RecommendationAct.AMEND, {}, () => {
      return (
        bodyFault([input.ownerId]) ?? {
          ...(input.ownerId !== undefined && { ownerId: input.ownerId }),
          ...(input.dueOn !== undefined && { dueOn: input.dueOn }),
        }
      );
    });
  }

  publish(ctx: Context, id: string, exception: string | null): Promise<Result> {
    return this.act(ctx, id, RecommendationAct.PUBLISH, { ...(exception !== null && { reason: exception }) }, (row) => {
      const missing = [row.ownerId === null && 'owner', row.dueOn === null && 'dueOn'].filter(Boolean).join(', ');
      if (!missing) return {};
      const because = exception === null ? '' : cleanText(exception);
      return because ? { incompleteBecause: because } : refused('RECOMMENDATION_INCOMPLETE', { missing });
    });
  }

  report(ctx: Context, id: string, text: string): Promise<Result> {
    return this.act(ctx, id, RecommendationAct.REPORT, { reporting: true }, (_row, today) => {
      const said = cleanText(text);
      return lengthFault({ text: [said, 10_000] }) ?? { reportText: said, reportedOn: today };
    });
  }

  /** Done on the day on which the body reported it, not on the day on which the council read it. */
  acceptReport(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, RecommendationAct.ACCEPT_REPORT, {}, (row) => ({ doneOn: row.reportedOn }));
  }

  rejectReport(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, RecommendationAct.REJECT_REPORT, { reason, mustGiveReason: true }, (row) => ({
      reportedOn: null,
      rejectedReports: row.rejectedReports + 1,
    }));
  }

  escalate(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, RecommendationAct.ESCALATE, {}, (row, today) => {
      if (dueStateOf(row.dueOn, today, row.doneOn) !== DueState.OVERDUE)
        return refused('RECOMMENDATION_NOT_OVERDUE', { dueOn: row.dueOn ?? '–' });
      const escalation = nextEscalation(row.escalation);
      return escalation ? { escalation } : refused('ESCALATION_AT_ITS_END');
    });
  }

  withdraw(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, RecommendationAct.WITHDRAW, { reason, mustGiveReason: true }, () => ({}));
  }

  private async act(
    ctx: Context,
    id: string,
    act: RecommendationAct,
    how: { reason?: string; mustGiveReason?: boolean; reporting?: boolean },
    change: (row: Recommendation, today: string) => Change | SupervisionRefused,
  ): Promise<Result> {
    const reason = how.reason === undefined ? null : cleanText(how.reason) || null;
    const result = await transaction(this.source, async (manager): Promise<Result> => {
      const row = isUuid(id)
        ? await manager.findOne(Recommendation, { where: { id }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!row || !maySeeRecommendation(ctx.actor, row))
        throw fault(kitErrors, 'NOT_FOUND', { what: 'recommendation', id: id.slice(0, 80) });
      const may =
        mayConduct(ctx.actor, row.councilId) || (how.reporting === true && answersFor(ctx.actor, row.ownerId));
      if (!may) throw fault(kitErrors, 'FORBIDDEN', { what: act });
      const state = nextRecommendationState(row.state, act);
      if (!state) return refused('RECOMMENDATION_STATE', { act, state: row.state });
      if (how.mustGiveReason && !reason) return refused('SUPERVISION_REASON_MISSING');
      if (reason !== null) {
        const wrong = lengthFault({ reason: [reason, 2_000] });
        if (wrong) return wrong;
      }
      const changed = change(row, localDay(ctx.clock.now()));
      if (changed instanceof SupervisionRefused) return changed;
      await manager.update(Recommendation, { id }, { ...changed, state });
      const after = await manager.findOneByOrFail(Recommendation, { id });
      await this.record(manager, ctx, after, act, reason);
      return after;
    });
    if (result instanceof Recommendation) this.told();
    return result;
  }

  private async record(
    manager: EntityManager,
    ctx: Context,
    row: Recommendation,
    act: RecommendationAct,
    reason: string | null,
  ): Promise<void> {
    await manager.insert(RecommendationStep, {
      id: ctx.ids.next(),
      recommendationId: row.id,
      act,
      toState: row.state,
      escalation: row.escalation,
      reason,
      at: ctx.clock.now(),
      accountId: ctx.actor.accountId ?? null,
    });
    await appendEvent(manager, ctx, {
      name: `supervision.${EVENTS[act]}`,
      version: 1,
      payload: {
        recommendationId: row.id,
        councilId: row.councilId,
        ownerId: row.ownerId,
        dueOn: row.dueOn,
        state: row.state,
        escalation: row.escalation,
      },
    });
  }

  private visible(ctx: Context, dueState?: DueState | null): SelectQueryBuilder<Recommendation> {
    const { sql, params } = visibleTo(ctx.actor, 'r');
    const query = this.source.manager.createQueryBuilder(Recommendation, 'r').where(sql, params);
    if (dueState) query.andWhere(dueStateCondition(dueState, 'r'), { today: localDay(ctx.clock.now()) });
    return query;
  }
}

const EVENTS: Readonly<Record<RecommendationAct, string>> = {
  AMEND: 'recommendationAmended',
  PUBLISH: 'recommendationPublished',
  REPORT: 'recommendationReported',
  ACCEPT_REPORT: 'recommendationDone',
  REJECT_REPORT: 'recommendationReportRejected',
  ESCALATE: 'recommendationEscalated',
  WITHDRAW: 'recommendationWithdrawn',
};
