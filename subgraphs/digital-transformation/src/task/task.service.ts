/**
 * Tasks: setting them, handing in evidence, verifying it.
 *
 * Promises   every act takes the task's row first; each leaves a step and an
 *            event in the same transaction; a refusal has written nothing.
 * Elsewhere  who may: task.policy · which state follows: task.states
 */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { Page, PageArgs } from '@nghitruong/kit/federation';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import { dueStateCondition, EscalationStep, pageByDue, type DueState } from '@nghitruong/kit/obligation';
import DataLoader from 'dataloader';
import { In, type DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { DxIndicator } from '../indicator/indicator.entity.js';
import { DxProgramme } from '../programme/programme.entity.js';
import { DxRefused, lengthFault, refused } from '../refused.js';
import { DxTask, DxTaskStep } from './task.entity.js';
import type { CreateDxTaskInput, DxTaskFilter } from './task.inputs.js';
import { mayDirect, mayDo } from './task.policy.js';
import { DxTaskAct, DxTaskState, nextDxTaskState } from './task.states.js';

type Result = DxTask | DxRefused;
type Change = Partial<Pick<DxTask, 'evidence' | 'submittedOn' | 'doneOn'>>;
const BODY_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class TaskService {
  constructor(
    private readonly source: DataSource,
    private readonly told: () => void = () => undefined,
  ) {}

  async byId(ctx: Context, id: string): Promise<DxTask | null> {
    if (!isUuid(id)) return null;
    const byId = loader(ctx, 'task', () => {
      return new DataLoader<string, DxTask | null>(async (ids) => {
        const rows = await this.source.manager.findBy(DxTask, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    return byId.load(id);
  }

  async list(ctx: Context, filter: DxTaskFilter, page: PageArgs): Promise<Page<DxTask>> {
    const query = this.query(ctx, filter.dueState);
    if (filter.councilId) query.andWhere('t.council_id = :councilId', { councilId: filter.councilId });
    if (filter.programmeId)
      query.andWhere(isUuid(filter.programmeId) ? 't.programme_id = :programmeId' : 'FALSE', {
        programmeId: filter.programmeId,
      });
    if (filter.unitId) query.andWhere('t.unit_id = :unitId', { unitId: filter.unitId });
    if (filter.states?.length) query.andWhere('t.state IN (:...states)', { states: filter.states });
    return pageByDue(query, page);
  }

  /** What one body owes, nearest due date first; many bodies of one request are read in one statement. */
  ofBody(ctx: Context, bodyId: string, first: number, dueState?: DueState | null): Promise<DxTask[]> {
    const ofBodies = loader(ctx, `tasks of bodies ${first} ${dueState ?? ''}`, () => {
      return new DataLoader<string, DxTask[]>(async (ids) => {
        const ranked = this.query(ctx, dueState)
          .select('t.id', 'id')
          .addSelect('row_number() OVER (PARTITION BY t.owner_id ORDER BY t.due_key, t.id)', 'place')
          .andWhere('t.owner_id = ANY(:ids)', { ids });
        const rows = await this.source.manager
          .createQueryBuilder(DxTask, 'chosen')
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

  history(task: DxTask): Promise<DxTaskStep[]> {
    return this.source.manager.find(DxTaskStep, { where: { taskId: task.id }, order: { position: 'ASC' } });
  }

  async create(ctx: Context, input: CreateDxTaskInput): Promise<Result> {
    const title = cleanText(input.title);
    const target = cleanText(input.target);
    const made = await transaction(this.source, async (manager): Promise<Result> => {
      const programme = isUuid(input.programmeId)
        ? await manager.findOneBy(DxProgramme, { id: input.programmeId })
        : null;
      if (!programme) throw fault(kitErrors, 'NOT_FOUND', { what: 'programme', id: input.programmeId.slice(0, 80) });
      if (!mayDirect(ctx.actor, programme.councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: 'createDxTask' });
      const wrong = lengthFault({ title: [title, 300], target: [target, 2_000] });
      if (wrong) return wrong;
      if (!BODY_ID.test(input.ownerId)) return refused('DX_BODY_UNKNOWN', { bodyId: input.ownerId.slice(0, 80) });
      if (input.weight < 1 || input.weight > 100) return refused('DX_WEIGHT');
      const { startsOn, endsOn } = programme;
      if (input.dueOn < startsOn || input.dueOn > endsOn)
        return refused('DX_DUE_OUTSIDE_PROGRAMME', { dueOn: input.dueOn, startsOn, endsOn });
      if (input.indicatorCode && !(await manager.existsBy(DxIndicator, { code: input.indicatorCode }))) {
        return refused('DX_INDICATOR_UNKNOWN', { code: input.indicatorCode.slice(0, 80) });
      }
      const row = manager.create(DxTask, {
        id: ctx.ids.next(),
        councilId: programme.councilId,
        programmeId: programme.id,
        state: DxTaskState.PLANNED,
        title,
        target,
        weight: input.weight,
        ownerId: input.ownerId,
        unitId: input.unitId ?? null,
        indicatorCode: input.indicatorCode ?? null,
        dueOn: input.dueOn,
        escalation: EscalationStep.NONE,
        illustrative: false,
      });
      await manager.insert(DxTask, row);
      await this.tell(manager, ctx, row, 'dxTaskCreated');
      return manager.findOneByOrFail(DxTask, { id: row.id });
    });
    this.told();
    return made;
  }

  start(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, DxTaskAct.START, undefined, () => ({}));
  }

  submit(ctx: Context, id: string, evidence: string): Promise<Result> {
    const shown = cleanText(evidence);
    return this.act(ctx, id, DxTaskAct.SUBMIT, undefined, (_task, today) => {
      return lengthFault({ evidence: [shown, 5_000] }) ?? { evidence: shown, submittedOn: today };
    });
  }

  /** Done on the day on which the evidence was handed in, not on the day on which somebody looked at it. */
  verify(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, DxTaskAct.VERIFY, undefined, (task) => ({ doneOn: task.submittedOn }));
  }

  sendBack(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, DxTaskAct.SEND_BACK, reason, () => ({ submittedOn: null }));
  }

  cancel(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, DxTaskAct.CANCEL, reason, () => ({}));
  }

  private async act(
    ctx: Context,
    id: string,
    act: DxTaskAct,
    given: string | undefined,
    change: (task: DxTask, today: string) => Change | DxRefused,
  ): Promise<Result> {
    const reason = given === undefined ? null : cleanText(given);
    const result = await transaction(this.source, async (manager): Promise<Result> => {
      const task = isUuid(id)
        ? await manager.findOne(DxTask, { where: { id }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!task) throw fault(kitErrors, 'NOT_FOUND', { what: 'task', id: id.slice(0, 80) });
      if (!mayDo(ctx.actor, act, task)) throw fault(kitErrors, 'FORBIDDEN', { what: act });
      const state = nextDxTaskState(task.state, act);
      if (!state) return refused('DX_TASK_STATE', { act, state: task.state });
      if (reason === '') return refused('DX_REASON_MISSING');
      const wrong = reason === null ? undefined : lengthFault({ reason: [reason, 2_000] });
      if (wrong) return wrong;
      const changed = change(task, localDay(ctx.clock.now()));
      if (changed instanceof DxRefused) return changed;
      await manager.update(DxTask, { id }, { ...changed, state });
      const after = await manager.findOneByOrFail(DxTask, { id });
      await manager.insert(DxTaskStep, {
        id: ctx.ids.next(),
        taskId: id,
        act,
        toState: state,
        reason,
        at: ctx.clock.now(),
        accountId: ctx.actor.accountId ?? null,
      });
      await this.tell(manager, ctx, after, EVENTS[act]);
      return after;
    });
    if (result instanceof DxTask) this.told();
    return result;
  }

  private tell(manager: EntityManager, ctx: Context, task: DxTask, name: string): Promise<void> {
    return appendEvent(manager, ctx, {
      name: `digital-transformation.${name}`,
      version: 1,
      payload: {
        taskId: task.id,
        councilId: task.councilId,
        ownerId: task.ownerId,
        dueOn: task.dueOn,
        state: task.state,
      },
    });
  }

  private query(ctx: Context, dueState?: DueState | null): SelectQueryBuilder<DxTask> {
    const query = this.source.manager.createQueryBuilder(DxTask, 't').where('TRUE');
    if (dueState) query.andWhere(dueStateCondition(dueState, 't'), { today: localDay(ctx.clock.now()) });
    return query;
  }
}

const EVENTS: Readonly<Record<DxTaskAct, string>> = {
  START: 'dxTaskStarted',
  SUBMIT: 'dxTaskSubmitted',
  VERIFY: 'dxTaskVerified',
  SEND_BACK: 'dxTaskSentBack',
  CANCEL: 'dxTaskCancelled',
};
