/** Supervisions: planning, reading and moving them from state to state. */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import { cleanText } from '@nghitruong/kit/i18n';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { bodyFault, lengthFault, refused, SupervisionRefused } from '../refused.js';
import type { PlanSupervisionInput } from './supervision.inputs.js';
import { Supervision } from './supervision.entity.js';
import { mayConduct } from './supervision.policy.js';
import { nextSupervisionState, SupervisionAct, SupervisionState } from './supervision.states.js';

export class SupervisionService {
  constructor(
    private readonly source: DataSource,
    private readonly told: () => void = () => undefined,
  ) {}

  async byId(ctx: Context, id: string): Promise<Supervision | null> {
    if (!isUuid(id)) return null;
    const byId = loader(ctx, 'supervision', () => {
      return new DataLoader<string, Supervision | null>(async (ids) => {
        const rows = await this.source.manager.findBy(Supervision, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    return byId.load(id);
  }

  /** Latest first. */
  async list(councilId: string | null, page: PageArgs): Promise<Page<Supervision>> {
    const query = this.source.manager.createQueryBuilder(Supervision, 's').where('TRUE');
    if (councilId) query.andWhere('s.council_id = :councilId', { councilId });
    if (page.after != null) {
      const [startsOn, id] = decodeCursor(page.after, 2);
      query.andWhere('(s.starts_on, s.id) < (CAST(:startsOn AS date), CAST(:afterId AS uuid))', {
        startsOn,
        afterId: id,
      });
    }
    const rows = await query
      .orderBy('s.startsOn', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .limit(pageSize(page) + 1)
      .getMany();
    return connectionFrom(rows, page, (s) => [s.startsOn, s.id]);
  }

  /** Supervisions that looked again at this one. */
  again(supervision: Supervision): Promise<Supervision[]> {
    return this.source.manager.find(Supervision, {
      where: { reSupervisionOfId: supervision.id },
      order: { startsOn: 'ASC', id: 'ASC' },
    });
  }

  async plan(ctx: Context, input: PlanSupervisionInput): Promise<Supervision | SupervisionRefused> {
    if (!mayConduct(ctx.actor, input.councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: 'planSupervision' });
    const title = cleanText(input.title);
    const scope = cleanText(input.scope);
    const subjectIds = [...new Set(input.subjectIds)];
    const wrong =
      lengthFault({ title: [title, 300], scope: [scope, 5_000] }) ?? bodyFault([input.supervisorId, ...subjectIds]);
    if (wrong) return wrong;
    if (!subjectIds.length) return refused('SUPERVISION_WITHOUT_SUBJECT');
    if (input.endsOn < input.startsOn) return refused('SUPERVISION_DATES');
    const made = await transaction(this.source, async (manager) => {
      const former = input.reSupervisionOfId ?? null;
      if (
        former !== null &&
        !(isUuid(former) && (await manager.existsBy(Supervision, { id: former, councilId: input.councilId })))
      )
        return refused('SUPERVISION_UNKNOWN');
      const row = manager.create(Supervision, {
        id: ctx.ids.next(),
        councilId: input.councilId,
        supervisorKind: input.supervisorKind,
        supervisorId: input.supervisorId ?? null,
        form: input.form,
        state: SupervisionState.PLANNED,
        title,
        scope,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        subjectIds,
        unitId: input.unitId ?? null,
        reSupervisionOfId: former,
        illustrative: false,
      });
      await manager.insert(Supervision, row);
      await appendEvent(manager, ctx, {
        name: 'supervision.supervisionPlanned',
        version: 1,
        payload: { supervisionId: row.id, councilId: row.councilId, reSupervisionOf: former },
      });
      return row;
    });
    this.told();
    return made;
  }

  async move(ctx: Context, id: string, act: SupervisionAct): Promise<Supervision | SupervisionRefused> {
    const moved = await transaction(this.source, async (manager) => {
      const row = isUuid(id)
        ? await manager.findOne(Supervision, { where: { id }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!row) throw fault(kitErrors, 'NOT_FOUND', { what: 'supervision', id: id.slice(0, 80) });
      if (!mayConduct(ctx.actor, row.councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: act });
      const state = nextSupervisionState(row.state, act);
      if (!state) return refused('SUPERVISION_STATE', { act, state: row.state });
      await manager.update(Supervision, { id }, { state });
      await appendEvent(manager, ctx, {
        name: 'supervision.supervisionMoved',
        version: 1,
        payload: { supervisionId: id, councilId: row.councilId, from: row.state, state },
      });
      return Object.assign(row, { state });
    });
    this.told();
    return moved;
  }
}
