/**
 * Planning the sittings of a session: when, where, of what kind.
 *
 * A sitting is planned open to the public; that it is closed is a decision of
 * its own (visibility.service). Until it is opened its time and place may be
 * moved, by whoever saw its present step; its event log begins with the plan.
 *
 * Promises   two sittings of one session never begin at the same moment, unless
 *            both are discussions of delegate groups.
 * Locks      the session's row, so that two clerks who plan wait for each other.
 * Elsewhere  which days and names: sitting-plan.rules · who may: preparation.policy
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText, localDay, TIME_ZONE } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { mayPrepare } from '../preparation/preparation.policy.js';
import { refusal } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { councilNameOf } from './seat.service.js';
import { isWithinSession, mayMeetBeside, sittingName } from './sitting-plan.rules.js';
import { DisplayView, Sitting, SittingKind, Visibility } from './sitting.entity.js';
import type { ChangeSittingPlanInput, PlanSittingInput } from './sitting.inputs.js';
import type { SittingService } from './sitting.service.js';
import { SittingState } from './sitting.states.js';

const MAX_PLACE = 200;
const MAX_NAME = 120;
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export class SittingPlanService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly live: { changed(sittingId: string): void },
  ) {}

  /** @throws Refusal BOARD_MEETS_APART, SITTING_PLACE, SITTING_IN_PAST, SITTING_OUTSIDE_SESSION, SITTING_SAME_TIME; Fault FORBIDDEN, NOT_FOUND */
  async plan(ctx: Context, input: PlanSittingInput): Promise<Session> {
    return transaction(this.dataSource, async (manager) => {
      const session = await this.lockSession(manager, ctx, input.sessionId, 'planSitting');
      if (input.kind === SittingKind.BOARD_MEETING) throw refusal('BOARD_MEETS_APART');
      const place = await this.placed(manager, ctx, session, { ...input, sittingId: null });
      const name = cleanText(input.name ?? '');
      if (name.length > MAX_NAME) throw refusal('SITTING_PLACE');
      const sitting = Object.assign(new Sitting(), {
        id: ctx.ids.next(),
        sessionId: session.id,
        councilId: session.councilId,
        councilName: (await councilNameOf(manager, session.councilId)) ?? '',
        sessionName: session.name,
        kind: input.kind,
        name: name === '' ? sittingName(input.kind, localDay(input.startsAt), clock.format(input.startsAt)) : name,
        state: SittingState.PLANNED,
        visibility: Visibility.PUBLIC,
        view: DisplayView.HOLDING,
        startsAt: input.startsAt,
        place,
        illustrative: session.illustrative,
      });
      await manager.insert(Sitting, sitting);
      await record(manager, ctx, sitting.id, 0, 'planSitting', { startsAt: input.startsAt.toISOString(), place });
      return session;
    });
  }

  /** @throws Refusal STALE, SITTING_STATE and those of {@link plan}; Fault FORBIDDEN, NOT_FOUND */
  async move(ctx: Context, input: ChangeSittingPlanInput): Promise<Session> {
    const session = await transaction(this.dataSource, async (manager) => {
      const { sessionId } = await this.sittings.find(manager, input.sittingId);
      const held = await this.lockSession(manager, ctx, sessionId, 'changeSittingPlan');
      const sitting = await this.sittings.lock(manager, input.sittingId);
      if (sitting.step !== input.expectedStep) throw refusal('STALE');
      if (sitting.state !== SittingState.PLANNED)
        throw refusal('SITTING_STATE', { command: 'changeSittingPlan', state: sitting.state });
      const place = await this.placed(manager, ctx, held, { ...input, kind: sitting.kind });
      const day = (at: Date): string => sittingName(sitting.kind, localDay(at), clock.format(at));
      await manager.update(
        Sitting,
        { id: sitting.id },
        {
          startsAt: input.startsAt,
          place,
          // A name that was made from day and time follows them; one that was given stays.
          ...(sitting.name === day(sitting.startsAt) && { name: day(input.startsAt) }),
          step: sitting.step + 1,
        },
      );
      const detail = { startsAt: input.startsAt.toISOString(), place };
      await record(manager, ctx, sitting.id, sitting.step + 1, 'changeSittingPlan', detail);
      return held;
    });
    this.live.changed(input.sittingId);
    return session;
  }

  private async lockSession(manager: EntityManager, ctx: Context, id: string, what: string): Promise<Session> {
    const session = isUuid(id)
      ? await manager.findOne(Session, { where: { id }, lock: { mode: 'pessimistic_write' } })
      : null;
    if (!session) throw fault(kitErrors, 'NOT_FOUND', { what: 'session', id: id.slice(0, 64) });
    if (!mayPrepare(ctx.actor, session.councilId)) throw refusedTo(ctx, what);
    return session;
  }

  /** @returns the place in clean words, where time and place may be had */
  private async placed(
    manager: EntityManager,
    ctx: Context,
    session: Session,
    given: { sittingId: string | null; kind: SittingKind; startsAt: Date; place: string },
  ): Promise<string> {
    const place = cleanText(given.place);
    if (place === '' || place.length > MAX_PLACE) throw refusal('SITTING_PLACE');
    const day = localDay(given.startsAt);
    if (day < localDay(ctx.clock.now())) throw refusal('SITTING_IN_PAST');
    if (!isWithinSession(given.kind, day, session))
      throw refusal('SITTING_OUTSIDE_SESSION', { from: session.opensOn, to: session.closesOn });
    const others = await manager.findBy(Sitting, { sessionId: session.id, startsAt: given.startsAt });
    if (others.some((other) => other.id !== given.sittingId && !mayMeetBeside(other.kind, given.kind)))
      throw refusal('SITTING_SAME_TIME');
    return place;
  }
}

async function record(
  manager: EntityManager,
  ctx: Context,
  sittingId: string,
  step: number,
  command: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await manager.query(
    `INSERT INTO sitting_event (sitting_id, step, command, detail, recorded_by, recorded_at, correlation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [sittingId, step, command, JSON.stringify(detail), ctx.actor.accountId ?? null, ctx.clock.now(), ctx.correlationId],
  );
}
