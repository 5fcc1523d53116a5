/**
 * Sittings: every command is one transaction that compares and sets `step`.
 *
 * Whoever commands says which step was seen. The sitting's row is locked, the
 * step compared, the table of states asked, the change written with step + 1
 * and the event appended; then everyone who watches is told to look again.
 *
 * Promises   of two commands that saw the same step, one is done and the other
 *            is refused as STALE; a refused command changes nothing.
 * Locks      the sitting's row first, then a poll's: in this order everywhere.
 * Elsewhere  what is allowed when: sitting.states · who may: sitting.policy
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { isPresiding } from '../presiding/presiding.policy.js';
import { presidesFromOpening } from '../presiding/presiding.service.js';
import { Session } from '../session/session.entity.js';
import { councilNameOf } from './seat.service.js';
import { DisplayView, Sitting } from './sitting.entity.js';
import { mayCommand } from './sitting.policy.js';
import { afterCommand, type SittingCommand } from './sitting.states.js';

/** What a poll's command may change of what the hall is shown. */
export type Shown = Partial<Pick<Sitting, 'view' | 'agendaItemId'>>;
/** Throws a refusal where another noun forbids the command: an open poll, for one. */
export type CommandGuard = (
  manager: EntityManager,
  ctx: Context,
  sitting: Sitting,
  command: SittingCommand,
) => Promise<void>;
type Change = Partial<Omit<Sitting, 'id' | 'step' | 'state'>>;

export class SittingService {
  private readonly guards: CommandGuard[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly live: { changed(sittingId: string): void },
  ) {}

  /** Asked, in order, with the sitting's row locked, before any command of the sitting changes anything. */
  guard(guard: CommandGuard): void {
    this.guards.push(guard);
  }

  /** Throws NOT_FOUND where there is none. */
  async find(manager: EntityManager, sittingId: string): Promise<Sitting> {
    return this.found(sittingId, (id) => manager.findOneBy(Sitting, { id }));
  }

  /** The same with its row locked until the transaction ends. */
  async lock(manager: EntityManager, sittingId: string): Promise<Sitting> {
    return this.found(sittingId, (id) =>
      manager.findOne(Sitting, { where: { id }, lock: { mode: 'pessimistic_write' } }),
    );
  }

  private async found(sittingId: string, read: (id: string) => Promise<Sitting | null>): Promise<Sitting> {
    const sitting = isUuid(sittingId) ? await read(sittingId) : null;
    if (!sitting) throw fault(kitErrors, 'NOT_FOUND', { what: 'sitting', id: sittingId.slice(0, 64) });
    return sitting;
  }

  /**
   * For commands of other nouns (polls): locks, compares, raises the step, and
   * sets what the hall is shown.
   * @throws Refusal STALE, Fault NOT_FOUND
   */
  async advance(
    manager: EntityManager,
    ctx: Context,
    sittingId: string,
    expectedStep: number,
    shown: Shown = {},
  ): Promise<Sitting> {
    const sitting = await this.lockAt(manager, sittingId, expectedStep);
    assertPresiding(ctx, sitting);
    return this.set(manager, sitting, shown);
  }

  async open(ctx: Context, sittingId: string, expectedStep: number): Promise<void> {
    await this.command(ctx, sittingId, expectedStep, 'openSitting', async (manager, sitting) => {
      const session = await manager.findOneByOrFail(Session, { id: sitting.sessionId });
      const councilName = await councilNameOf(manager, sitting.councilId);
      return {
        openedAt: ctx.clock.now(),
        sessionName: session.name,
        ...(councilName !== undefined && { councilName }),
        ...(await presidesFromOpening(manager, ctx, sitting)),
      };
    });
  }

  async break(ctx: Context, sittingId: string, expectedStep: number, until?: Date | null): Promise<void> {
    if (until && until <= ctx.clock.now()) throw refusal('BREAK_IN_PAST');
    await this.command(
      ctx,
      sittingId,
      expectedStep,
      'breakSitting',
      async () => ({ breakUntil: until ?? null, view: DisplayView.HOLDING }),
      { until: until?.toISOString() ?? null },
    );
  }

  async resume(ctx: Context, sittingId: string, expectedStep: number): Promise<void> {
    await this.command(ctx, sittingId, expectedStep, 'resumeSitting', async (_manager, sitting) => ({
      breakUntil: null,
      view: sitting.agendaItemId === null ? DisplayView.HOLDING : DisplayView.AGENDA_ITEM,
    }));
  }

  /** Ends it: whoever is present leaves with the end, and the item under way is done. */
  async end(ctx: Context, sittingId: string, expectedStep: number): Promise<void> {
    await this.command(ctx, sittingId, expectedStep, 'endSitting', async (manager) => {
      const endedAt = ctx.clock.now();
      await manager.query(
        'UPDATE attendance_interval SET left_at = greatest(arrived_at, $2) WHERE sitting_id = $1 AND left_at IS NULL AND NOT undone',
        [sittingId, endedAt],
      );
      await manager.query(`UPDATE agenda_item SET state = 'DONE' WHERE sitting_id = $1 AND state = 'CURRENT'`, [
        sittingId,
      ]);
      return { endedAt, breakUntil: null, frozen: false, view: DisplayView.HOLDING };
    });
  }

  async showHolding(ctx: Context, sittingId: string, expectedStep: number): Promise<void> {
    await this.command(ctx, sittingId, expectedStep, 'showHolding', async () => ({ view: DisplayView.HOLDING }));
  }

  async freeze(ctx: Context, sittingId: string, expectedStep: number, frozen: boolean): Promise<void> {
    await this.command(ctx, sittingId, expectedStep, 'freezeDisplays', async () => ({ frozen }), { frozen });
  }

  /** One command of the sitting, from the check of rights to the hint that it changed. */
  async command(
    ctx: Context,
    sittingId: string,
    expectedStep: number,
    command: SittingCommand,
    work: (manager: EntityManager, sitting: Sitting) => Promise<Change>,
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await transaction(this.dataSource, async (manager) => {
      const seen = await this.find(manager, sittingId);
      if (!mayCommand(ctx.actor, seen, command)) throw refusedTo(ctx, command);
      const sitting = await this.lockAt(manager, sittingId, expectedStep);
      assertPresiding(ctx, sitting);
      const state = afterCommand(sitting.state, command);
      if (state === undefined) throw refusal('SITTING_STATE', { command, state: sitting.state });
      for (const guard of this.guards) await guard(manager, ctx, sitting, command);
      const change = await work(manager, sitting);
      const after = await this.set(manager, sitting, { ...change, state });
      await manager.query(
        `INSERT INTO sitting_event (sitting_id, step, command, detail, recorded_by, recorded_at, correlation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          sittingId,
          after.step,
          command,
          JSON.stringify(detail),
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
          ctx.correlationId,
        ],
      );
    });
    this.live.changed(sittingId);
  }

  private async lockAt(manager: EntityManager, sittingId: string, expectedStep: number): Promise<Sitting> {
    const sitting = await this.lock(manager, sittingId);
    if (sitting.step !== expectedStep) throw refusal('STALE');
    return sitting;
  }

  private async set(
    manager: EntityManager,
    sitting: Sitting,
    change: Change & Partial<Pick<Sitting, 'state'>>,
  ): Promise<Sitting> {
    const set = { ...change, step: sitting.step + 1 };
    await manager.update(Sitting, { id: sitting.id }, set);
    return Object.assign(sitting, set);
  }
}

/** A chair who does not preside gives no order here. @throws Refusal NOT_PRESIDING */
function assertPresiding(ctx: Context, sitting: Sitting): void {
  if (!isPresiding(ctx.actor, sitting)) throw refusal('NOT_PRESIDING', { name: sitting.presidingName ?? '' });
}
