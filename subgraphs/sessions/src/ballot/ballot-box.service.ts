/**
 * The ballot box: a group-commit sequencer per process and poll.
 *
 * Ballots that arrive while a transaction is in flight wait in memory and go
 * together into the next one: lock the poll's row, bring the ledger up to date,
 * judge each press, insert the batch, move the pointers, extend the chain,
 * commit, answer all. There is no timer: a lone ballot goes at once. Several
 * processes may do this to one poll; the row lock is the total order.
 *
 * Promises   an answer is given only after the commit; a known key gives its
 *            receipt again; a bad row never takes its neighbours with it; what
 *            is not known to be committed is UNAVAILABLE, never a refusal, so
 *            that the phone asks again with the same key.
 * Odd parts  It speaks to PostgreSQL through pg and not through TypeORM: two
 *            prepared statements carry 500 ballots. Its connections are its own,
 *            so that a page that reads cannot keep a ballot waiting, and they
 *            insist on synchronous_commit whatever the server's default is.
 * Elsewhere  the order of refusals: ballot-ledger.rules · the protocol: docs/LIVE-VOTING.md
 */
import { createSeal } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { Fault, fault, kitErrors } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import pg from 'pg';
import type { BallotLedger, BallotRefusalName, Press, RecordedBallot } from './ballot-ledger.rules.js';
import { ballotLine, extend } from './audit-chain.js';
import { MAX_CONTENT } from './ballot-content.rules.js';
import {
  caughtUp,
  classify,
  insertBatch,
  insertLate,
  lockPoll,
  together,
  type Draft,
  type LockedPoll,
} from './ballot-statements.js';
import { noMetrics, type BallotMetrics } from './ballot.metrics.js';

export interface CastRequest extends Press {
  readonly pollId: string;
}

export interface Receipt {
  readonly kind: 'RECEIPT';
  readonly pollId: string;
  readonly choice: string;
  readonly press: number;
  /** ISO 8601 in UTC with microseconds, by the database's clock. */
  readonly recordedAt: string;
  readonly chainIndex: number;
  readonly seal: string;
}

export interface BallotRefusal {
  readonly kind: 'REFUSED';
  readonly reason: BallotRefusalName;
}

export type CastAnswer = Receipt | BallotRefusal;

export interface BallotBoxOptions {
  /** PostgreSQL, as the running role. */
  readonly url: string;
  readonly schema: string;
  readonly secret: string;
  readonly log: Log;
  readonly connections?: number;
  readonly metrics?: BallotMetrics;
  /** After a commit that recorded ballots, before they are answered. */
  readonly recorded?: (sittingId: string) => void;
  /** After a commit that changed the poll. */
  readonly changed?: (sittingId: string) => void;
  /** Ends a countdown that has run out, or pauses a poll that nobody held: called without a lock. */
  readonly settle?: (pollId: string) => Promise<void>;
  /** Seconds without a renewal after which a poll is held by nobody. */
  readonly leaseSeconds?: number;
}

export const MAX_BATCH = 500;
const MAX_TRIES = 5;
const IDLE_MS = 60_000;
/** More than any hall presses at once; beyond it something is wrong, and the phones ask again. */
const MAX_WAITING = 20_000;

interface Waiting {
  readonly request: CastRequest;
  /** Made on arrival: what can be done before the lock is ours is not done under it. */
  readonly ballotId: string;
  readonly resolve: (answer: CastAnswer) => void;
  readonly reject: (error: unknown) => void;
}

class Sequencer {
  readonly queue: Waiting[] = [];
  ledger: BallotLedger | undefined;
  running = false;
  usedAt = 0;
}

export class BallotBox {
  private readonly pool: pg.Pool;
  private readonly sequencers = new Map<string, Sequencer>();
  private readonly metrics: BallotMetrics;
  private readonly lock: (pollId: string) => pg.QueryConfig;
  private closed = false;
  private inFlight = 0;
  private idle: (() => void) | undefined;

  constructor(private readonly options: BallotBoxOptions) {
    this.metrics = options.metrics ?? noMetrics;
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.connections ?? 4,
      application_name: `nghitruong ${options.schema} ballot box`,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      // Begin and lock go out together, and so do insert and commit: two round trips for a batch.
      pipeline: true,
      // A process that stops in the middle of a batch must not keep the poll locked.
      options: `-c search_path=${options.schema},public -c synchronous_commit=on -c lock_timeout=5000 -c statement_timeout=8000 -c idle_in_transaction_session_timeout=5000`,
    });
    // A lost connection is an error of the batch that met it, never of the process.
    const lost = (err: unknown): void => options.log.warn({ err }, 'ballot box: a connection was lost');
    this.pool.on('error', lost);
    this.pool.on('connect', (client) => client.on('error', lost));
    this.lock = lockPoll(options.leaseSeconds ?? 10);
  }

  /** Records a press, or says why not. Rejects with a fault where the outcome is not known. */
  cast(ctx: Context, request: CastRequest): Promise<CastAnswer> {
    const wrong = badInput(request);
    if (wrong) return Promise.reject(wrong);
    if (this.closed) return Promise.reject(unavailable());
    const pollId = request.pollId.toLowerCase();
    let sequencer = this.sequencers.get(pollId);
    if (!sequencer) this.sequencers.set(pollId, (sequencer = new Sequencer()));
    if (sequencer.queue.length >= MAX_WAITING) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      sequencer.queue.push({
        request: { ...request, pollId, ballotKey: request.ballotKey.toLowerCase() },
        ballotId: ctx.ids.next(),
        resolve,
        reject,
      });
      if (!sequencer.running) {
        sequencer.running = true;
        this.inFlight++;
        // Whatever the sockets deliver in this very turn goes along; a lone ballot waits for nobody.
        setImmediate(() => void this.run(pollId, sequencer));
      }
    });
  }

  /** Answers what is waiting, then lets go of the database. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    await this.pool.end();
  }

  private async run(pollId: string, sequencer: Sequencer): Promise<void> {
    try {
      while (sequencer.queue.length > 0)
        await this.commitOrFallBack(pollId, sequencer, sequencer.queue.splice(0, MAX_BATCH));
    } finally {
      sequencer.running = false;
      sequencer.usedAt = performance.now();
      this.forgetIdle();
      if (--this.inFlight === 0) this.idle?.();
    }
  }

  private async commitOrFallBack(pollId: string, sequencer: Sequencer, batch: Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.commit(pollId, sequencer, batch);
        return;
      } catch (error) {
        sequencer.ledger = undefined;
        const verdict = classify(error);
        if (verdict === 'AGAIN' && attempt < MAX_TRIES) continue;
        if (verdict === 'DATA' && batch.length > 1) {
          this.options.log.warn(
            { err: error, pollId, ballots: batch.length },
            'ballot box: a batch failed, trying its ballots one by one',
          );
          for (const one of batch) await this.commitOrFallBack(pollId, sequencer, [one]);
          return;
        }
        if (verdict !== 'FAULT')
          this.options.log.error(
            { err: error, pollId, ballots: batch.length },
            'ballot box: not committed, or not known to be',
          );
        const answer = verdict === 'FAULT' || verdict === 'DATA' ? error : unavailable();
        for (const { reject } of batch) reject(answer);
        return;
      }
    }
  }

  /** One transaction for the whole batch. Throws unless it is known to be committed. */
  private async commit(pollId: string, sequencer: Sequencer, batch: Waiting[]): Promise<void> {
    for (let settled = false; ; settled = true) {
      const started = performance.now();
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        const [, locked] = await together(client.query('BEGIN'), client.query<LockedPoll>(this.lock(pollId)));
        const poll = locked.rows[0];
        if (!poll) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId });
        if (poll.unsettled && this.options.settle && !settled) {
          // Nobody held this poll, or its countdown has run out: that is put right first, by its own transaction.
          await client.query('ROLLBACK');
        } else {
          const ledger = (sequencer.ledger = await caughtUp(client, pollId, poll, sequencer.ledger));
          const { drafts, late, verdicts } = judge(poll, ledger, batch);
          const written = [
            ...(late.length > 0 ? [client.query(insertLate(pollId, late))] : []),
            ...(drafts.length > 0 ? [client.query(insertBatch(pollId, poll, drafts))] : []),
          ];
          const committed = together(client.query('COMMIT'), ...written);
          // Sealed while the database writes; handed out only when it has.
          const answers = verdicts.map((v) => this.answerOf(pollId, v));
          const [{ command }] = await committed;
          if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
          if (drafts.length > 0) this.options.recorded?.(poll.sitting_id);
          this.metrics.committed(drafts.length, (performance.now() - started) / 1000);
          for (const [i, answer] of answers.entries()) {
            this.metrics.answered(answer.kind === 'REFUSED' ? answer.reason : 'RECORDED');
            batch[i]!.resolve(answer);
          }
          if (drafts.length > 0 || late.length > 0) this.options.changed?.(poll.sitting_id);
          return;
        }
      } catch (error) {
        broken = error as Error;
        // Where the connection still lives, the lock is given back at once.
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

  private answerOf(pollId: string, judged: Judged): CastAnswer {
    if (typeof judged === 'string') return { kind: 'REFUSED', reason: judged };
    const { choice, press, recordedAt, chainIndex } = judged;
    return {
      kind: 'RECEIPT',
      pollId,
      choice,
      press,
      recordedAt,
      chainIndex,
      seal: createSeal(this.options.secret, sealedText(pollId, judged)),
    };
  }

  /** A poll that nobody asks about any more leaves no memory behind. */
  private forgetIdle(): void {
    const before = performance.now() - IDLE_MS;
    for (const [id, s] of this.sequencers) if (!s.running && s.usedAt < before) this.sequencers.delete(id);
  }
}

type Judged = RecordedBallot | BallotRefusalName;

/** Judges the batch in its order; accepted presses enter the ledger at once, so that later ones of the same batch see them. */
function judge(poll: LockedPoll, ledger: BallotLedger, batch: readonly Waiting[]) {
  const drafts: Draft[] = [];
  const late: { seatId: string; ballotKey: string }[] = [];
  let head = poll.chain_head!;
  const verdicts = batch.map(({ request, ballotId }): Judged => {
    const verdict = ledger.judge(poll.state, request);
    if (verdict.kind === 'REFUSE') {
      if (verdict.reason === 'POLL_CLOSED' && verdict.seatId)
        late.push({ seatId: verdict.seatId, ballotKey: request.ballotKey });
      return verdict.reason;
    }
    if (verdict.kind === 'KNOWN') return verdict.ballot;
    const ballot: RecordedBallot = {
      chainIndex: poll.chain_length + drafts.length + 1,
      seatId: verdict.seatId,
      choice: request.choice,
      press: request.press,
      ballotKey: request.ballotKey,
      recordedAt: poll.now,
    };
    head = extend(head, ballotLine({ ...ballot, ballotId }));
    drafts.push({ ...ballot, id: ballotId, chainHash: head });
    ledger.add(ballot);
    return ballot;
  });
  return { drafts, late, verdicts };
}

export const sealedText = (pollId: string, b: RecordedBallot): string =>
  `${pollId}|${b.chainIndex}|${b.seatId}|${b.choice}|${b.press}|${b.ballotKey}|${b.recordedAt}`;

function badInput({ pollId, ballotKey, press, choice }: CastRequest): Fault | undefined {
  const invalid = (field: string, why: string): Fault => fault(kitErrors, 'INVALID_INPUT', { field, why });
  if (!isUuid(pollId)) return fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 40) });
  if (!isUuid(ballotKey)) return invalid('ballotKey', 'phải là UUID / must be a UUID');
  if (!Number.isInteger(press) || press < 1 || press > 2_147_483_647) return invalid('press', '≥ 1');
  if (choice.length > MAX_CONTENT) return invalid('choice', 'quá dài / too long');
  return undefined;
}

const unavailable = (): Fault => fault(kitErrors, 'UNAVAILABLE', { service: 'sessions' });
