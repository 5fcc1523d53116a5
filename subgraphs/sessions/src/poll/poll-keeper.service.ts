/**
 * The keeper: what time does to polls, in whatever process is alive.
 *
 * Every process looks about once a second and sets a timer for the next
 * deadline. It renews the lease of each open poll; a timed poll whose time is
 * up goes to CLOSING; a countdown that has run out is CLOSED and counted. A
 * poll that nobody renewed for ten seconds was left alone by everybody: it is
 * PAUSED with the reason SERVER_RESTART, and its ballots are kept.
 *
 * Promises   each happens once, whoever sees it first: all is decided again
 *            under the poll's lock, by the database's clock; closing takes the
 *            same lock as a batch of ballots, counts once from the rows and
 *            stores tally and digest in the same transaction.
 * Elsewhere  commands of people: poll.service
 */
import type { Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import type { Log } from '@nghitruong/kit/log';
import type { DataSource, EntityManager } from 'typeorm';
import type { BallotForm } from '../ballot/ballot-form.rules.js';
import { tallyOf } from '../ballot/tally.js';
import { decide } from './counted.rules.js';
import type { RuleSnapshot } from './rule-snapshot.rules.js';
import { appendPollEvent } from './poll.events.js';
import { closingStatement, eventNameOf, pauseStatement } from './poll-statements.js';
import type { PollMethodName } from './poll-method.policy.js';
import { next, type PollStateName } from './poll.states.js';
import { rollCountsOf, storeTally } from './tally.service.js';

export const LEASE_SECONDS = 10;
const RENEW_SECONDS = 2;
const LOOK_MS = 1_000;
/** A deadline further away is found by a later look. */
const TIMER_MS = 2_000;

export interface KeeperOptions {
  readonly dataSource: DataSource;
  readonly log: Log;
  readonly systemContext: () => Context;
  readonly presentSeatIds: (manager: EntityManager, sittingId: string) => Promise<string[]>;
  readonly changed: (sittingId: string) => void;
}

interface Held {
  readonly id: string;
  readonly sitting_id: string;
  readonly state: PollStateName;
  readonly rule: RuleSnapshot;
  readonly total: number;
  readonly roll_hash: string;
  readonly frozen_hash: string;
  readonly form: 'PUBLIC' | 'SECRET';
  readonly method: PollMethodName;
  readonly layout: BallotForm['layout'];
  readonly options: string[];
  readonly row_count: number;
  readonly pick: number | null;
  readonly seats_to_fill: number | null;
  readonly chain_length: number;
  readonly chain_head: Buffer;
  readonly abandoned: boolean;
  readonly due: boolean;
}

// Whoever votes on paper or by hand needs no server meanwhile: a manual poll is left alone by nobody.
const ABANDONED = `p.method = 'ELECTRONIC' AND coalesce((SELECT l.renewed_at FROM poll_lease l WHERE l.poll_id = p.id), '-infinity') < clock_timestamp() - interval '${LEASE_SECONDS} s'`;
const DUE = `coalesce(CASE p.state WHEN 'CLOSING' THEN p.closing_ends_at ELSE p.closes_at END <= clock_timestamp(), false)`;

export class PollKeeper {
  private running = false;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;

  constructor(private readonly options: KeeperOptions) {}

  /** Looks once before anything is served, then goes on by itself. */
  async start(): Promise<void> {
    await this.look();
    this.running = true;
    this.schedule(LOOK_MS);
  }

  /** Something has a deadline from now on: look at once. */
  wake(): void {
    if (!this.running) return;
    if (this.looking) this.again = true;
    else this.schedule(0);
  }

  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.looking;
  }

  private schedule(ms: number): void {
    if (!this.running) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.round(), ms).unref();
  }

  private async round(): Promise<void> {
    if (this.looking) return;
    let wait = LOOK_MS;
    this.again = false;
    this.looking = this.look().then(
      (ms) => void (wait = ms),
      (err: unknown) => this.options.log.warn({ err }, 'poll keeper: could not look, trying again'),
    );
    await this.looking;
    this.looking = undefined;
    this.schedule(this.again ? 0 : wait);
  }

  /** Does what is due and renews what is held. @returns milliseconds until it should look again */
  async look(): Promise<number> {
    const { manager } = this.options.dataSource;
    const rows = (await manager.query(
      `SELECT p.id, ${ABANDONED} AS abandoned, ${DUE} AS due,
         extract(epoch FROM CASE p.state WHEN 'CLOSING' THEN p.closing_ends_at ELSE p.closes_at END - clock_timestamp())::float8 * 1000 AS ms
       FROM poll p WHERE p.state IN ('OPEN', 'CLOSING')`,
    )) as { id: string; abandoned: boolean; due: boolean; ms: number | null }[];
    let wait = LOOK_MS;
    for (const { id, abandoned, due, ms } of rows) {
      if (abandoned || due) {
        await this.settle(id);
        wait = 0;
      } else {
        if (ms !== null && ms < TIMER_MS) wait = Math.min(wait, Math.max(1, Math.ceil(ms)));
        await this.renew(id);
      }
    }
    return wait;
  }

  /** Only a lease that has not run out is renewed: what was left alone is for `settle`. */
  private async renew(pollId: string): Promise<void> {
    await transaction(this.options.dataSource, async (manager) => {
      // Losing a renewal in a power cut costs nothing: the poll is paused then, as it should be.
      await manager.query('SET LOCAL synchronous_commit = off');
      await manager.query(
        `UPDATE poll_lease SET renewed_at = clock_timestamp()
         WHERE poll_id = $1 AND renewed_at < clock_timestamp() - interval '${RENEW_SECONDS - 1} s' AND renewed_at >= clock_timestamp() - interval '${LEASE_SECONDS} s'`,
        [pollId],
      );
    });
  }

  /** Brings one poll to where time has put it. Does nothing where another process was first. */
  async settle(pollId: string): Promise<void> {
    const sittingId = await transaction(this.options.dataSource, async (manager) => {
      const rows = (await manager.query(
        `SELECT p.id, p.sitting_id, p.state, p.rule, p.total, p.roll_hash, p.frozen_hash, p.form, p.method, p.layout, p.options, p.row_count, p.pick, p.seats_to_fill, p.chain_length, p.chain_head FROM poll p WHERE p.id = $1 FOR UPDATE`,
        [pollId],
      )) as Held[];
      // Asked after the lock is ours: whoever held it may have changed the answer.
      const [asked] = (await manager.query(
        `SELECT ${ABANDONED} AS abandoned, ${DUE} AS due FROM poll p WHERE p.id = $1`,
        [pollId],
      )) as [{ abandoned: boolean; due: boolean } | undefined];
      const poll = rows[0] && asked ? { ...rows[0], ...asked } : undefined;
      const command = poll && commandOf(poll);
      if (!poll || !command) return undefined;
      const ctx = this.options.systemContext();
      if (command === 'abandon') await manager.query(pauseStatement, [poll.id, 'SERVER_RESTART']);
      if (command === 'lapse') await manager.query(closingStatement, [poll.id, poll.rule.closingSeconds]);
      if (command === 'finish') await this.finish(manager, ctx, poll);
      else {
        await manager.query('UPDATE poll SET revision = revision + 1 WHERE id = $1', [poll.id]);
        await appendPollEvent(manager, ctx, poll.id, eventNameOf(command), {
          from: poll.state,
          to: next(poll.state, command),
        });
      }
      return poll.sitting_id;
    });
    if (sittingId === undefined) return;
    this.options.changed(sittingId);
    this.wake();
  }

  /** The linearization point: after this commit no ballot enters. Counts once, from the rows. */
  private async finish(manager: EntityManager, ctx: Context, poll: Held): Promise<void> {
    if (poll.method !== 'ELECTRONIC') return this.finishManual(manager, ctx, poll);
    if (poll.form === 'SECRET') return this.finishSecret(manager, ctx, poll);
    const seats = (await manager.query(
      `SELECT r.seat_id, r.present_at_open, r.late_at IS NOT NULL AS late, b.choice FROM poll_roll r
       LEFT JOIN ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index WHERE r.poll_id = $1`,
      [poll.id],
    )) as { seat_id: string; present_at_open: boolean; late: boolean; choice: string | null }[];
    const form: BallotForm = {
      layout: poll.layout,
      marks: poll.options,
      rows: poll.layout === 'CHOICE' ? 0 : poll.row_count,
      max: poll.pick,
    };
    const here = new Set(await this.options.presentSeatIds(manager, poll.sitting_id));
    const presentAtClose = seats.filter((s) => here.has(s.seat_id)).length;
    const tally = tallyOf(
      seats.map((s) => ({ presentAtOpen: s.present_at_open, late: s.late, choice: s.choice })),
      { total: poll.total, presentAtClose, roll: await rollCountsOf(manager, poll.id) },
      form,
    );
    const counted = decide({
      pollId: poll.id,
      frozenHash: poll.frozen_hash,
      rollHash: poll.roll_hash,
      chainLength: poll.chain_length,
      chainHead: poll.chain_head.toString('hex'),
      rule: poll.rule,
      tally,
      form,
      seatsToFill: poll.seats_to_fill,
      castingChoice: seats.find((s) => s.seat_id === poll.rule.tie?.seatId)?.choice,
    });
    await storeTally(manager, poll.id, tally, counted, {
      rollHash: poll.roll_hash,
      chainLength: poll.chain_length,
      chainHead: poll.chain_head,
    });
    await manager.query(
      `UPDATE poll SET state = 'CLOSED', closed_at = clock_timestamp(), closes_at = NULL, remaining_ms = NULL, revision = revision + 1 WHERE id = $1`,
      [poll.id],
    );
    await appendPollEvent(manager, ctx, poll.id, eventNameOf('finish'), {
      from: poll.state,
      to: 'CLOSED',
      digest: counted.digest,
      chainLength: poll.chain_length,
    });
    if (poll.form === 'PUBLIC') {
      await manager.query(`INSERT INTO poll_ruling (poll_id, state) VALUES ($1, 'CERTIFIED')`, [poll.id]);
      await appendPollEvent(manager, ctx, poll.id, eventNameOf('certify'), { from: 'CLOSED', to: 'CERTIFIED' });
    }
  }

  /** Paper and hands are counted after the closing, by two persons; who is present is known now. */
  private async finishManual(manager: EntityManager, ctx: Context, poll: Held): Promise<void> {
    const here = await this.options.presentSeatIds(manager, poll.sitting_id);
    const [{ n }] = (await manager.query(
      'SELECT count(*)::int AS n FROM poll_roll WHERE poll_id = $1 AND seat_id = ANY ($2::uuid[])',
      [poll.id, here],
    )) as [{ n: number }];
    await manager.query(
      `UPDATE poll SET state = 'CLOSED', closed_at = clock_timestamp(), revision = revision + 1 WHERE id = $1`,
      [poll.id],
    );
    const detail = { from: poll.state, to: 'CLOSED', presentAtClose: n };
    await appendPollEvent(manager, ctx, poll.id, eventNameOf('finish'), detail);
  }

  /** Roll and box part for good; what lies in the box is counted by its committee. Who is present is known now. */
  private async finishSecret(manager: EntityManager, ctx: Context, poll: Held): Promise<void> {
    const here = await this.options.presentSeatIds(manager, poll.sitting_id);
    const [{ voted, n }] = (await manager.query(
      'SELECT secret_close($1) AS voted, (SELECT count(*)::int FROM poll_roll WHERE poll_id = $1 AND seat_id = ANY ($2::uuid[])) AS n',
      [poll.id, here],
    )) as [{ voted: number; n: number }];
    await manager.query(
      `UPDATE poll SET state = 'CLOSED', closed_at = clock_timestamp(), closes_at = NULL, remaining_ms = NULL, revision = revision + 1 WHERE id = $1`,
      [poll.id],
    );
    const detail = { from: poll.state, to: 'CLOSED', presentAtClose: n, voted };
    await appendPollEvent(manager, ctx, poll.id, eventNameOf('finish'), detail);
  }
}

const commandOf = (poll: Held): 'abandon' | 'lapse' | 'finish' | undefined =>
  (['abandon', 'lapse', 'finish'] as const).find(
    (command) => next(poll.state, command) !== undefined && (command === 'abandon' ? poll.abandoned : poll.due),
  );
