/** Movements: reading them, and moving them from state to state. */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { mayLead, visibleTo } from '../policy.js';
import { EmulationRefused, refused } from '../refused.js';
import { Criterion, Movement } from './movement.entity.js';
import { MovementAct, MovementState, nextMovementState } from './movement.states.js';

const LAUNCHED = Object.values(MovementState).filter((s) => s !== MovementState.DRAFT);

export class MovementService {
  constructor(
    private readonly source: DataSource,
    private readonly told: () => void = () => undefined,
  ) {}

  async byId(ctx: Context, id: string): Promise<Movement | null> {
    if (!isUuid(id)) return null;
    const byId = loader(ctx, 'movement', () => {
      return new DataLoader<string, Movement | null>(async (ids) => {
        const rows = await this.source.manager.findBy(Movement, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    const found = await byId.load(id);
    return found && (found.state !== MovementState.DRAFT || mayLead(ctx.actor, found.councilId)) ? found : null;
  }

  /** Latest first. */
  async list(ctx: Context, councilId: string | null, page: PageArgs): Promise<Page<Movement>> {
    const { sql, params } = visibleTo(ctx.actor, 'm', LAUNCHED);
    const query = this.source.manager.createQueryBuilder(Movement, 'm').where(sql, params);
    if (councilId) query.andWhere('m.council_id = :councilId', { councilId });
    if (page.after != null) {
      const [startsOn, id] = decodeCursor(page.after, 2);
      query.andWhere('(m.starts_on, m.id) < (CAST(:startsOn AS date), CAST(:afterId AS uuid))', {
        startsOn,
        afterId: id,
      });
    }
    const rows = await query
      .orderBy('m.startsOn', 'DESC')
      .addOrderBy('m.id', 'DESC')
      .limit(pageSize(page) + 1)
      .getMany();
    return connectionFrom(rows, page, (m) => [m.startsOn, m.id]);
  }

  criteria(ctx: Context, movementId: string): Promise<Criterion[]> {
    const ofMovement = loader(ctx, 'criteria', () => {
      return new DataLoader<string, Criterion[]>(async (ids) => {
        const rows = await this.source.manager.find(Criterion, {
          where: { movementId: In([...ids]) },
          order: { position: 'ASC' },
        });
        return ids.map((wanted) => rows.filter((r) => r.movementId === wanted));
      });
    });
    return ofMovement.load(movementId);
  }

  /** Whether this council has any movement at all: without one, the council has no emulation. */
  async knows(ctx: Context, councilId: string): Promise<boolean> {
    const known = loader(ctx, 'councils with movements', () => {
      return new DataLoader<string, boolean>(async (ids) => {
        const rows = await this.source.manager
          .createQueryBuilder(Movement, 'm')
          .select('DISTINCT m.council_id', 'id')
          .where('m.council_id = ANY(:ids)', { ids })
          .getRawMany<{ id: string }>();
        return ids.map((wanted) => rows.some((r) => r.id === wanted));
      });
    });
    return known.load(councilId);
  }

  async move(ctx: Context, id: string, act: MovementAct): Promise<Movement | EmulationRefused> {
    const moved = await transaction(this.source, async (manager) => {
      const row = isUuid(id)
        ? await manager.findOne(Movement, { where: { id }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!row) throw fault(kitErrors, 'NOT_FOUND', { what: 'movement', id: id.slice(0, 80) });
      if (!mayLead(ctx.actor, row.councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: act });
      const state = nextMovementState(row.state, act);
      if (!state) return refused('EMULATION_MOVEMENT_STATE', { act, state: row.state });
      if (act === MovementAct.LAUNCH) {
        const sum = (await manager.sum(Criterion, 'weight', { movementId: id })) ?? 0;
        if (sum !== 100) return refused('EMULATION_WEIGHTS', { sum });
      }
      await manager.update(Movement, { id }, { state });
      await appendEvent(manager, ctx, {
        name: 'emulation.movementMoved',
        version: 1,
        payload: { movementId: id, councilId: row.councilId, from: row.state, state },
      });
      return Object.assign(row, { state });
    });
    this.told();
    return moved;
  }
}
