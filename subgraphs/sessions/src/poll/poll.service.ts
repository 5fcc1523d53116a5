/**
 * Commands of a poll: each is one transaction that compares and sets the
 * sitting's step, asks the table of states, changes the poll under its row
 * lock, and leaves an event in the poll's chain.
 *
 * Promises   a refused command changes nothing; READY freezes and hashes the
 *            question and its rule; OPEN freezes roll, attendance and
 *            denominator together.
 * Locks      the sitting's row, then the poll's: in this order everywhere.
 * Elsewhere  which command leads where: poll.states · who may: poll.policy ·
 *            what time and the lease do: poll-keeper.service
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { AgendaPhase } from '../agenda/agenda.states.js';
import { ballotGenesis } from '../ballot/audit-chain.js';
import type { ElectionLink } from '../nomination/candidate-list.service.js';
import { refusal } from '../refused.js';
import { seatsOf, seatsOfTerm } from '../sitting/seat.service.js';
import { DisplayView, type Sitting } from '../sitting/sitting.entity.js';
import { SittingState, type SittingCommand } from '../sitting/sitting.states.js';
import type { Shown, SittingService } from '../sitting/sitting.service.js';
import { conditionsOf, type ConditionOptions } from './conditions.service.js';
import { Poll, type AnnulmentKindName } from './poll.entity.js';
import { appendPollEvent } from './poll.events.js';
import { itemOf, showItem, toPhase } from './polled-item.service.js';
import { closingStatement, eventNameOf, holdLease, pauseStatement } from './poll-statements.js';
import type { CreatePollInput } from './poll.inputs.js';
import { publicOnly, type AcceptForm } from './poll-form.policy.js';
import { assertMay } from './poll.policy.js';
import { LIVE, next, type PollCommand } from './poll.states.js';
import { draftOf, freezeQuestion, invalid, MAX_TITLE, words, writeQuestion } from './question.service.js';
import { freezeRoll } from './roll.service.js';
import { assertAddsUp } from './tally.service.js';

export interface PollServiceOptions extends ConditionOptions {
  readonly changed: (sittingId: string) => void;
  /** Which forms this installation can hold; without it ballots in the open only. */
  readonly acceptForm?: AcceptForm;
  /** What else must hold before a command, asked in its transaction with the poll’s row locked. */
  readonly guard?: (manager: EntityManager, poll: Poll, command: PollCommand) => Promise<void>;
  /** A poll has a deadline or a lease from now on. */
  readonly wake: () => void;
}

/** Another noun that has a say in a poll: the resolution it is on. Each is asked in the poll's own transaction. */
export interface PollGuard {
  /** The question is about to be frozen: refuses, or says what else is frozen with it. */
  freezing(manager: EntityManager, poll: Poll): Promise<Readonly<Record<string, unknown>> | void>;
  published(manager: EntityManager, ctx: Context, poll: Poll, sitting: Sitting): Promise<void>;
  annulled(manager: EntityManager, ctx: Context, poll: Poll): Promise<void>;
}

interface Presence {
  presentSeatIds(manager: EntityManager, sittingId: string): Promise<string[]>;
}

export const MAX_WORDS = 500;
const OVER_NO_OPEN_POLL: ReadonlySet<SittingCommand> = new Set([
  'breakSitting',
  'endSitting',
  'showAgendaItem',
  'setSittingVisibility',
  'callSpeaker',
  'askInterpellation',
  'answerInterpellation',
]);
type Step = { readonly detail?: Readonly<Record<string, unknown>> } | void;
type Work = (manager: EntityManager, poll: Poll, sitting: Sitting) => Promise<Step>;

export class PollService {
  private readonly guards: PollGuard[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly presence: Presence,
    private readonly options: PollServiceOptions,
  ) {
    // A sitting neither breaks nor ends, nor turns to another item, nor closes its doors over an open poll.
    sittings.guard(async (manager, _ctx, sitting, command) => {
      if (!OVER_NO_OPEN_POLL.has(command)) return;
      const rows = (await manager.query(
        `SELECT 1 FROM poll WHERE sitting_id = $1 AND state IN ('OPEN', 'PAUSED', 'CLOSING')`,
        [sitting.id],
      )) as unknown[];
      if (rows.length > 0) throw refusal('POLL_UNDER_WAY');
    });
  }

  guard(guard: PollGuard): void {
    this.guards.push(guard);
  }

  /** Throws NOT_FOUND where there is none. */
  async find(manager: EntityManager, pollId: string): Promise<Poll> {
    const poll = isUuid(pollId)
      ? await manager.findOne(Poll, { where: { id: pollId }, relations: { rulings: true } })
      : null;
    if (!poll) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 64) });
    return poll;
  }

  /** A draft. `link`: the closed list of an election, without which there is none. */
  async create(ctx: Context, given: CreatePollInput, link?: ElectionLink): Promise<Poll> {
    const draft = draftOf(given);
    const id = ctx.ids.next();
    await transaction(this.dataSource, async (manager) => {
      const seen = await this.sittings.find(manager, given.sittingId);
      assertMay(ctx.actor, 'create', seen.councilId, seen.id);
      const sitting = await this.sittings.advance(manager, ctx, given.sittingId, given.expectedStep);
      if (sitting.state === SittingState.ENDED)
        throw refusal('SITTING_STATE', { command: 'createPoll', state: sitting.state });
      if (given.agendaItemId != null) await itemOf(manager, sitting.id, given.agendaItemId);
      await writeQuestion(manager, id, sitting, given, draft, this.options.acceptForm ?? publicOnly, link);
      const { title, kind } = draft;
      await appendPollEvent(manager, ctx, id, 'pollCreated', { title, kind, step: sitting.step });
    });
    this.options.changed(given.sittingId);
    return this.find(this.dataSource.manager, id);
  }

  /** Freezes the question with its rule, and hashes both. */
  ready(ctx: Context, pollId: string, expectedStep: number): Promise<Poll> {
    return this.command(ctx, pollId, expectedStep, 'ready', (manager, poll, sitting) =>
      this.frozen(manager, poll, sitting),
    );
  }

  announce(ctx: Context, pollId: string, expectedStep: number, seconds: number): Promise<Poll> {
    if (seconds < 0 || seconds > 3_600) throw invalid('seconds', '0–3600');
    return this.command(
      ctx,
      pollId,
      expectedStep,
      'announce',
      async (manager, poll, sitting) => {
        if (sitting.state !== SittingState.OPEN) throw refusal('SITTING_NOT_OPEN');
        await manager.query(
          `UPDATE poll SET announced_at = clock_timestamp(), opens_at = clock_timestamp() + make_interval(secs => $2) WHERE id = $1`,
          [poll.id, seconds],
        );
        await showItem(manager, poll);
        return { detail: { seconds } };
      },
      showPoll,
    );
  }

  /** Freezes roll, attendance and denominator in one transaction, and lets ballots in. */
  open(ctx: Context, pollId: string, expectedStep: number): Promise<Poll> {
    return this.command(
      ctx,
      pollId,
      expectedStep,
      'open',
      async (manager, poll, sitting) => {
        const blocked = (await conditionsOf(manager, poll, sitting, this.options)).find((c) => c.blocking && !c.met);
        if (blocked) throw refusal(blocked.code, blocked.params);
        const roll = await freezeRoll(
          manager,
          poll.id,
          await seatsOf(manager, sitting),
          await this.presence.presentSeatIds(manager, sitting.id),
          poll.rule!,
        );
        await manager.query(
          `UPDATE poll SET state = 'OPEN', opened_at = clock_timestamp(), closes_at = clock_timestamp() + make_interval(secs => duration_seconds),
           in_office = $2, suspended = $3, total = $4, present_at_open = $5, roll_hash = $6, roll_revision = 1, chain_head = $7, total_seats = $8 WHERE id = $1`,
          [
            poll.id,
            roll.inOffice,
            roll.suspended,
            roll.total,
            roll.presentAtOpen,
            roll.rollHash,
            ballotGenesis(poll.id, poll.frozenHash!),
            await seatsOfTerm(manager, sitting),
          ],
        );
        await holdLease(manager, poll.id);
        await showItem(manager, poll);
        const { personId } = ctx.actor;
        return { detail: { ...roll, ...(personId !== undefined && { openedBy: personId }) } };
      },
      showPoll,
    );
  }

  pause(ctx: Context, pollId: string, expectedStep: number, reason: string): Promise<Poll> {
    const why = words('reason', reason, MAX_WORDS);
    return this.command(ctx, pollId, expectedStep, 'pause', async (manager, poll) => {
      await manager.query(pauseStatement, [poll.id, why]);
      return { detail: { reason: why } };
    });
  }

  /** The time that was left goes on. */
  resume(ctx: Context, pollId: string, expectedStep: number): Promise<Poll> {
    return this.command(ctx, pollId, expectedStep, 'resume', async (manager, poll, sitting) => {
      const blocked = (await conditionsOf(manager, poll, sitting, this.options)).find(
        (c) => c.code === 'STORAGE_NOT_DURABLE' && !c.met,
      );
      if (blocked) throw refusal(blocked.code, blocked.params);
      await manager.query(
        `UPDATE poll SET state = 'OPEN', closes_at = clock_timestamp() + make_interval(secs => remaining_ms / 1000.0), remaining_ms = NULL, pause_reason = NULL WHERE id = $1`,
        [poll.id],
      );
      await holdLease(manager, poll.id);
    });
  }

  extend(ctx: Context, pollId: string, expectedStep: number, seconds: number): Promise<Poll> {
    if (seconds < 1 || seconds > 3_600) throw invalid('seconds', '1–3600');
    return this.command(ctx, pollId, expectedStep, 'extend', async (manager, poll) => {
      if (poll.closesAt === null) throw refusal('POLL_UNTIMED');
      await manager.query(
        `UPDATE poll SET closes_at = greatest(closes_at, clock_timestamp()) + make_interval(secs => $2) WHERE id = $1`,
        [poll.id, seconds],
      );
      return { detail: { seconds } };
    });
  }

  /** Begins the countdown; what ends it is the keeper's. */
  close(ctx: Context, pollId: string, expectedStep: number): Promise<Poll> {
    return this.command(ctx, pollId, expectedStep, 'close', async (manager, poll) => {
      // Whoever votes on paper or by hand has no device to warn.
      await manager.query(closingStatement, [poll.id, poll.method === 'ELECTRONIC' ? poll.rule!.closingSeconds : 0]);
      await holdLease(manager, poll.id);
    });
  }

  cancel(ctx: Context, pollId: string, expectedStep: number, reason: string): Promise<Poll> {
    const why = words('reason', reason, MAX_WORDS);
    return this.command(
      ctx,
      pollId,
      expectedStep,
      'cancel',
      async (manager, poll) => {
        await manager.query(
          `UPDATE poll SET state = 'CANCELLED', revision = revision + 1, cancel_reason = $2, closes_at = NULL, remaining_ms = NULL WHERE id = $1`,
          [poll.id, why],
        );
        return { detail: { reason: why } };
      },
      (poll, sitting) =>
        LIVE.has(poll.state) || poll.announcedAt
          ? { view: sitting.agendaItemId === null ? DisplayView.HOLDING : DisplayView.AGENDA_ITEM }
          : {},
    );
  }

  publish(ctx: Context, pollId: string, expectedStep: number): Promise<Poll> {
    return this.command(
      ctx,
      pollId,
      expectedStep,
      'publish',
      async (manager, poll, sitting) => {
        await assertAddsUp(manager, poll);
        await manager.query(`INSERT INTO poll_ruling (poll_id, state, ruled_by) VALUES ($1, 'PUBLISHED', $2)`, [
          poll.id,
          ctx.actor.accountId ?? null,
        ]);
        if (poll.kind === 'RESOLUTION') await toPhase(manager, poll, AgendaPhase.PUBLISH);
        for (const guard of this.guards) await guard.published(manager, ctx, poll, sitting);
      },
      showPoll,
    );
  }

  annul(
    ctx: Context,
    pollId: string,
    expectedStep: number,
    kind: AnnulmentKindName,
    basis: string,
    wallText: string,
  ): Promise<Poll> {
    const [why, wall] = [words('basis', basis, MAX_TITLE), words('wallText', wallText, 300)];
    return this.command(
      ctx,
      pollId,
      expectedStep,
      'annul',
      async (manager, poll) => {
        await manager.query(
          `INSERT INTO poll_ruling (poll_id, state, ruled_by, annulment_kind, basis, wall_text) VALUES ($1, 'ANNULLED', $2, $3, $4, $5)`,
          [poll.id, ctx.actor.accountId ?? null, kind, why, wall],
        );
        for (const guard of this.guards) await guard.annulled(manager, ctx, poll);
        return { detail: { kind, basis: why, wallText: wall } };
      },
      showPoll,
    );
  }

  /** One command, from the check of rights to the hint that something changed. */
  async command(
    ctx: Context,
    pollId: string,
    expectedStep: number,
    command: PollCommand,
    work: Work,
    shown: (poll: Poll, sitting: Sitting) => Shown = () => ({}),
  ): Promise<Poll> {
    const sittingId = await transaction(this.dataSource, async (manager) => {
      const seen = await this.find(manager, pollId);
      assertMay(ctx.actor, command, seen.councilId, seen.sittingId);
      const sitting = await this.sittings.lock(manager, seen.sittingId);
      if (sitting.step !== expectedStep) throw refusal('STALE');
      const poll = await this.locked(manager, pollId);
      const to = next(poll.state, command);
      if (to === undefined) throw refusal('POLL_STATE', { command, state: poll.state });
      await this.options.guard?.(manager, poll, command);
      const after = await this.sittings.advance(manager, ctx, sitting.id, expectedStep, shown(poll, sitting));
      const step = await work(manager, poll, after);
      // What is over does not change any more, its revision included: there the rulings count.
      await manager.query(
        `UPDATE poll SET revision = revision + 1 WHERE id = $1 AND state NOT IN ('CLOSED', 'CANCELLED')`,
        [poll.id],
      );
      await appendPollEvent(manager, ctx, poll.id, eventNameOf(command), {
        ...(step ? step.detail : {}),
        from: poll.state,
        to,
        step: after.step,
      });
      return sitting.id;
    });
    this.options.changed(sittingId);
    this.options.wake();
    return this.find(this.dataSource.manager, pollId);
  }

  private async locked(manager: EntityManager, pollId: string): Promise<Poll> {
    await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [pollId]);
    return this.find(manager, pollId);
  }

  /** The guards first: what they refuse is not frozen, and what they name goes into the event. */
  async frozen(
    manager: EntityManager,
    poll: Poll,
    sitting: Sitting,
  ): Promise<{ detail: Readonly<Record<string, unknown>> }> {
    let named: Readonly<Record<string, unknown>> = {};
    for (const guard of this.guards) named = { ...named, ...(await guard.freezing(manager, poll)) };
    const { detail } = await freezeQuestion(manager, poll, sitting);
    return { detail: { ...named, ...detail } };
  }
}

export const showPoll = (poll: Poll): Shown => ({
  view: DisplayView.POLL,
  ...(poll.agendaItemId !== null && { agendaItemId: poll.agendaItemId }),
});
