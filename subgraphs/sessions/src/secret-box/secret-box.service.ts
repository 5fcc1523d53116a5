/**
 * The secret ballot box: the group-commit sequencer of public ballots, for
 * ballots that nobody may join to a voter.
 *
 * Ballots that arrive while a transaction is in flight wait in memory and go
 * together into the next one: lock the poll's row, judge each press by the
 * roll, mark the seats and drop the ballots through the owner's function,
 * commit, answer all. The closing takes the same lock.
 *
 * Promises   an answer only after the commit; one ballot a seat, for good; the
 *            same key gives the same receipt; what is not known to be committed
 *            is UNAVAILABLE, so that the phone asks again with the same key.
 * Secret     no caller, no correlation id, no time, no order, no batch of a
 *            cast goes anywhere: not into a row, a log, a metric or an event.
 *            Of an error only its code is logged: its text may quote a row.
 *            Turnout moves on a tick of one second, at whole seconds.
 * Elsewhere  what a press becomes: secret-press.rules · roll, box and what the
 *            closing does to them: migration 300 · docs/SECRET-BALLOT.md
 */
import { isUuid } from '@nghitruong/kit/context';
import { fault, kitErrors, type Fault } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import pg from 'pg';
import { classify, together } from '../ballot/ballot-statements.js';
import type { PollStateName } from '../poll/poll.states.js';
import { judgeSecret, keyHashOf, type RollSeat, type SecretRefusalName } from './secret-press.rules.js';

export interface SecretCast {
  readonly pollId: string;
  readonly personId: string;
  /** base64url, as the browser encrypted it. */
  readonly ciphertext: string;
  readonly ballotKey: string;
  /** The PIN was asked again, lately. */
  readonly proved: boolean;
}

export type SecretAnswer =
  { readonly kind: 'RECEIPT' } | { readonly kind: 'REFUSED'; readonly reason: SecretRefusalName };

export interface SecretBoxOptions {
  /** PostgreSQL, as the running role. */
  readonly url: string;
  readonly schema: string;
  readonly log: Log;
  readonly connections?: number;
  /** After a tick that moved the turnout. */
  readonly changed?: (sittingId: string) => void;
  /** Ends a countdown that has run out, or pauses a poll that nobody held: called without a lock. */
  readonly settle?: (pollId: string) => Promise<void>;
  readonly leaseSeconds?: number;
  /** Milliseconds since the epoch: turnout moves at whole seconds of it. */
  readonly now: () => number;
}

const MAX_BATCH = 500;
const MAX_TRIES = 5;
const MAX_WAITING = 20_000;
/** Longer than any form's ballot. */
const MAX_CIPHERTEXT = 12_000;
const SECOND = 1_000;

interface Waiting {
  readonly request: SecretCast;
  readonly ciphertext: Buffer;
  readonly resolve: (answer: SecretAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Sequencer {
  readonly queue: Waiting[];
  running: boolean;
  tick: NodeJS.Timeout | undefined;
}

interface LockedPoll {
  readonly state: PollStateName;
  readonly form: string;
  readonly sitting_id: string;
  readonly size: number | null;
  readonly unsettled: boolean;
}

export class SecretBox {
  private readonly pool: pg.Pool;
  private readonly sequencers = new Map<string, Sequencer>();
  private readonly lockText: string;
  private closed = false;
  private inFlight = 0;
  private idle: (() => void) | undefined;

  constructor(private readonly options: SecretBoxOptions) {
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.connections ?? 2,
      application_name: `nghitruong ${options.schema} secret box`,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      pipeline: true,
      options: `-c search_path=${options.schema},public -c synchronous_commit=on -c lock_timeout=5000 -c statement_timeout=8000 -c idle_in_transaction_session_timeout=5000`,
    });
    const lost = (): void => options.log.warn({}, 'secret box: a connection was lost');
    this.pool.on('error', lost);
    this.pool.on('connect', (client) => client.on('error', lost));
    const lease = Math.max(1, Math.floor(options.leaseSeconds ?? 10));
    this.lockText = `SELECT p.state, p.form, p.sitting_id,
        (SELECT k.ballot_size + 49 FROM secret_poll_key k WHERE k.poll_id = p.id ORDER BY k.attempt DESC LIMIT 1) AS size,
        (p.state = 'CLOSING' AND clock_timestamp() >= p.closing_ends_at) OR (p.state IN ('OPEN', 'CLOSING')
          AND coalesce((SELECT l.renewed_at FROM poll_lease l WHERE l.poll_id = p.id), '-infinity') < clock_timestamp() - interval '${lease} s') AS unsettled
      FROM poll p WHERE p.id = $1 FOR UPDATE OF p`;
  }

  /** Takes a ballot, or says why not. Rejects with a fault where the outcome is not known. */
  cast(request: SecretCast): Promise<SecretAnswer> {
    const wrong = badInput(request);
    if (wrong) return Promise.reject(wrong);
    const pollId = request.pollId.toLowerCase();
    let sequencer = this.sequencers.get(pollId);
    if (!sequencer) this.sequencers.set(pollId, (sequencer = { queue: [], running: false, tick: undefined }));
    if (this.closed || sequencer.queue.length >= MAX_WAITING) return Promise.reject(unavailable());
    const own = sequencer;
    return new Promise((resolve, reject) => {
      const ciphertext = Buffer.from(request.ciphertext, 'base64url');
      own.queue.push({ request: { ...request, pollId }, ciphertext, resolve, reject });
      if (own.running) return;
      own.running = true;
      this.inFlight++;
      setImmediate(() => void this.run(pollId, own));
    });
  }

  /** Answers what is waiting, tells the last turnout, then lets go of the database. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    for (const [pollId, { tick }] of this.sequencers) {
      if (tick === undefined) continue;
      clearTimeout(tick);
      await this.tick(pollId);
    }
    await this.pool.end();
  }

  private async run(pollId: string, sequencer: Sequencer): Promise<void> {
    try {
      while (sequencer.queue.length > 0)
        await this.commitOrFallBack(pollId, sequencer, sequencer.queue.splice(0, MAX_BATCH));
    } finally {
      sequencer.running = false;
      if (sequencer.tick === undefined) this.sequencers.delete(pollId);
      if (--this.inFlight === 0) this.idle?.();
    }
  }

  private async commitOrFallBack(pollId: string, sequencer: Sequencer, batch: readonly Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.commit(pollId, sequencer, batch);
        return;
      } catch (error) {
        const verdict = classify(error);
        if (verdict === 'AGAIN' && attempt < MAX_TRIES) continue;
        if (verdict === 'DATA' && batch.length > 1) {
          for (const one of batch) await this.commitOrFallBack(pollId, sequencer, [one]);
          return;
        }
        if (verdict !== 'FAULT')
          this.options.log.error(
            { code: (error as { code?: string }).code ?? 'LOST' },
            'secret box: not committed, or not known to be',
          );
        const answer = verdict === 'FAULT' ? error : unavailable();
        for (const { reject } of batch) reject(answer);
        return;
      }
    }
  }

  private async commit(pollId: string, sequencer: Sequencer, batch: readonly Waiting[]): Promise<void> {
    for (let settled = false; ; settled = true) {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        const [, locked] = await together(
          client.query('BEGIN'),
          client.query<LockedPoll>({ name: 'lock-secret', text: this.lockText, values: [pollId] }),
        );
        const poll = locked.rows[0];
        if (!poll || poll.form !== 'SECRET') throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId });
        if (poll.unsettled && this.options.settle && !settled) {
          await client.query('ROLLBACK');
        } else {
          const { answers, drafts } = await this.judge(client, pollId, poll, batch);
          const { command } = await this.write(client, pollId, drafts);
          if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
          for (const [i, answer] of answers.entries()) {
            if (answer instanceof Error) batch[i]!.reject(answer);
            else batch[i]!.resolve(answer);
          }
          if (drafts.length > 0) this.tickSoon(pollId, poll.sitting_id, sequencer);
          return;
        }
      } catch (error) {
        broken = error as Error;
        if (classify(error) !== 'LOST')
          await client
            .query('ROLLBACK')
            .then(() => (broken = undefined))
            .catch(() => undefined);
        throw error;
      } finally {
        client.release(broken);
      }
      await this.options.settle!(pollId);
    }
  }

  private async judge(client: pg.PoolClient, pollId: string, poll: LockedPoll, batch: readonly Waiting[]) {
    const { rows } = await client.query<RollSeat & { personId: string; hash: Buffer | null }>({
      name: 'secret-roll',
      text: `WITH r AS (SELECT seat_id, person_id, standing = 'SUSPENDED' AS suspended, (present_at_open OR late_at IS NOT NULL) AND left_at IS NULL AS present
               FROM poll_roll WHERE poll_id = $1 AND person_id = ANY ($2::uuid[]))
             SELECT r.seat_id AS "seatId", r.person_id AS "personId", r.suspended, r.present, k.hash
             FROM r LEFT JOIN secret_known($1, (SELECT coalesce(array_agg(seat_id), '{}') FROM r)) k ON k.seat = r.seat_id`,
      values: [pollId, batch.map((w) => w.request.personId)],
    });
    const seats = new Map(rows.map((r) => [r.personId, r]));
    const known = new Map(rows.filter((r) => r.hash !== null).map((r) => [r.seatId, r.hash!]));
    const drafts: { seatId: string; keyHash: Buffer; ciphertext: Buffer }[] = [];
    const answers = batch.map(({ request, ciphertext }): SecretAnswer | Fault => {
      const seat = seats.get(request.personId.toLowerCase());
      const keyHash = seat && keyHashOf(pollId, seat.seatId, request.ballotKey);
      const verdict = judgeSecret(poll.state, seat, seat && known.get(seat.seatId), keyHash, request.proved);
      if (verdict === 'KNOWN') return { kind: 'RECEIPT' };
      if (verdict !== 'RECORD') return { kind: 'REFUSED', reason: verdict };
      if (ciphertext.length !== poll.size) return invalid('ciphertext', 'sai độ dài / wrong length');
      known.set(seat!.seatId, keyHash!);
      drafts.push({ seatId: seat!.seatId, keyHash: keyHash!, ciphertext });
      return { kind: 'RECEIPT' };
    });
    return { answers, drafts };
  }

  private async write(
    client: pg.PoolClient,
    pollId: string,
    drafts: readonly { seatId: string; keyHash: Buffer; ciphertext: Buffer }[],
  ): Promise<{ command: string }> {
    if (drafts.length === 0) return client.query('COMMIT');
    const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
    const [, ended] = await together(
      client.query('SELECT secret_cast($1, $2::uuid[], $3::bytea[], $4::bytea[])', [
        pollId,
        drafts.map((d) => d.seatId),
        drafts.map((d) => hex(d.keyHash)),
        drafts.map((d) => hex(d.ciphertext)),
      ]),
      client.query('COMMIT'),
    );
    return ended;
  }

  /** At the next whole second, whenever within it a ballot came. */
  private tickSoon(pollId: string, sittingId: string, sequencer: Sequencer): void {
    if (sequencer.tick !== undefined) return;
    sequencer.tick = setTimeout(
      () => {
        sequencer.tick = undefined;
        if (!sequencer.running) this.sequencers.delete(pollId);
        this.inFlight++;
        void this.tick(pollId, sittingId).finally(() => {
          if (--this.inFlight === 0) this.idle?.();
        });
      },
      SECOND - (this.options.now() % SECOND),
    );
  }

  private async tick(pollId: string, sittingId?: string): Promise<void> {
    try {
      const { rows } = await this.pool.query<{ moved: boolean }>('SELECT secret_tick($1) AS moved', [pollId]);
      if (rows[0]?.moved && sittingId !== undefined) this.options.changed?.(sittingId);
    } catch (error) {
      // The next ballot, or the closing, tells the turnout.
      this.options.log.warn(
        { code: (error as { code?: string }).code ?? 'LOST' },
        'secret box: the turnout was not told',
      );
    }
  }
}

const invalid = (field: string, why: string): Fault => fault(kitErrors, 'INVALID_INPUT', { field, why });

function badInput({ pollId, ballotKey, ciphertext }: SecretCast): Fault | undefined {
  if (!isUuid(pollId)) return fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 40) });
  if (!isUuid(ballotKey)) return invalid('ballotKey', 'phải là UUID / must be a UUID');
  if (ciphertext.length > MAX_CIPHERTEXT || !/^[A-Za-z0-9_-]+$/.test(ciphertext))
    return invalid('ciphertext', 'không phải base64url / not base64url');
  return undefined;
}

const unavailable = (): Fault => fault(kitErrors, 'UNAVAILABLE', { service: 'sessions' });
