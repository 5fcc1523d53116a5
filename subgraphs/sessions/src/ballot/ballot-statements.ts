/**
 * The ballot box's words with PostgreSQL: what it locks, reads and writes, and
 * what a failure says about the batch.
 *
 * Odd part   one statement writes a whole batch: ballots, pointers and the
 *            poll's head change together or not at all, in one round trip.
 */
import { Fault } from '@nghitruong/kit/errors';
import pg from 'pg';
import type { PollStateName } from '../poll/poll.states.js';
import type { BallotForm, LayoutName } from './ballot-form.rules.js';
import { BallotLedger, type RecordedBallot, type RollSeat } from './ballot-ledger.rules.js';

const TIMESTAMP = `YYYY-MM-DD"T"HH24:MI:SS.US"Z"`;

export interface LockedPoll {
  state: PollStateName;
  sitting_id: string;
  options: string[];
  layout: LayoutName;
  row_count: number;
  pick: number | null;
  chain_length: number;
  chain_head: Buffer | null;
  roll_revision: number;
  now: string;
  unsettled: boolean;
}

const formOf = ({ layout, options, row_count, pick }: LockedPoll): BallotForm => ({
  layout,
  marks: options,
  rows: layout === 'CHOICE' ? 0 : row_count,
  max: pick,
});

export interface Draft extends RecordedBallot {
  readonly id: string;
  readonly chainHash: Buffer;
}

/** Locks the poll's row and reads what a batch needs of it (to devices a manual poll is never open); `unsettled` where time has something to do to it first. */
export function lockPoll(leaseSeconds: number): (pollId: string) => pg.QueryConfig {
  const lease = Math.max(1, Math.floor(leaseSeconds));
  const text = `SELECT CASE WHEN p.method = 'ELECTRONIC' THEN p.state ELSE 'READY' END AS state, p.sitting_id, p.options, p.layout, p.row_count, p.pick, p.chain_length, p.chain_head, p.roll_revision,
      to_char(clock_timestamp() AT TIME ZONE 'UTC', '${TIMESTAMP}') AS now,
      (p.state = 'CLOSING' AND clock_timestamp() >= p.closing_ends_at) OR (p.state IN ('OPEN', 'CLOSING')
        AND coalesce((SELECT l.renewed_at FROM poll_lease l WHERE l.poll_id = p.id), '-infinity') < clock_timestamp() - interval '${lease} s') AS unsettled
    FROM poll p WHERE p.id = $1 FOR UPDATE OF p`;
  return (pollId) => ({ name: 'lock-poll', text, values: [pollId] });
}

/** What other processes committed since; everything where this one knows nothing. */
export async function caughtUp(
  client: pg.PoolClient,
  pollId: string,
  poll: LockedPoll,
  known: BallotLedger | undefined,
): Promise<BallotLedger> {
  const ledger = known && known.length <= poll.chain_length ? known : new BallotLedger(formOf(poll));
  if (ledger.rollRevision !== poll.roll_revision) {
    const { rows } = await client.query<{ seat_id: string; person_id: string; suspended: boolean; present: boolean }>({
      name: 'read-roll',
      text: `SELECT seat_id, person_id, standing = 'SUSPENDED' AS suspended, (present_at_open OR late_at IS NOT NULL) AND left_at IS NULL AS present FROM poll_roll WHERE poll_id = $1`,
      values: [pollId],
    });
    ledger.setRoll(
      poll.roll_revision,
      rows.map((r): RollSeat => ({
        seatId: r.seat_id,
        personId: r.person_id,
        suspended: r.suspended,
        present: r.present,
      })),
    );
  }
  if (ledger.length < poll.chain_length) {
    const { rows } = await client.query<{
      chain_index: number;
      seat_id: string;
      choice: string;
      press: number;
      ballot_key: string;
      recorded_at: string;
    }>({
      name: 'read-ballots',
      text: `SELECT chain_index, seat_id, choice, press, ballot_key, to_char(recorded_at AT TIME ZONE 'UTC', '${TIMESTAMP}') AS recorded_at
          FROM ballot WHERE poll_id = $1 AND chain_index > $2 ORDER BY chain_index`,
      values: [pollId, ledger.length],
    });
    for (const r of rows)
      ledger.add({
        chainIndex: r.chain_index,
        seatId: r.seat_id,
        choice: r.choice,
        press: r.press,
        ballotKey: r.ballot_key,
        recordedAt: r.recorded_at,
      });
  }
  return ledger;
}

export const insertLate = (pollId: string, late: readonly { seatId: string; ballotKey: string }[]): pg.QueryConfig => ({
  text: `INSERT INTO late_attempt (poll_id, seat_id, ballot_key) SELECT $1, s, k FROM unnest($2::uuid[], $3::uuid[]) AS t (s, k) ON CONFLICT DO NOTHING`,
  values: [pollId, late.map((l) => l.seatId), late.map((l) => l.ballotKey)],
});

/** One statement: the ballots, the pointer of each seat to its last one, the poll's new head and revision. */
export function insertBatch(pollId: string, poll: LockedPoll, drafts: readonly Draft[]): pg.QueryConfig {
  const last = new Map(drafts.map((d) => [d.seatId, d]));
  // Array literals written by hand: uuids, integers and hex need no quoting, and a ballot's text has neither quotes nor backslashes.
  const list = <T>(items: Iterable<T>, text: (item: T) => string | number): string =>
    `{${Array.from(items, text).join(',')}}`;
  return {
    name: 'insert-batch',
    text: `WITH added AS (
        INSERT INTO ballot (poll_id, chain_index, id, seat_id, choice, press, ballot_key, recorded_at, chain_hash)
        SELECT $1, $2::int + t.n, t.id, t.seat, t.choice, t.press, t.key, $3::timestamptz, decode(t.hash, 'hex')
        FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::uuid[], $9::text[]) WITH ORDINALITY AS t (id, seat, choice, press, key, hash, n)
      ), moved AS (
        UPDATE poll_roll r SET counted_index = t.i, press = t.press
        FROM unnest($10::uuid[], $11::int[], $12::int[]) AS t (seat, i, press) WHERE r.poll_id = $1 AND r.seat_id = t.seat
      )
      UPDATE poll SET revision = revision + 1, chain_length = $13, chain_head = $14 WHERE id = $1`,
    values: [
      pollId,
      poll.chain_length,
      poll.now,
      list(drafts, (d) => d.id),
      list(drafts, (d) => d.seatId),
      list(drafts, (d) => `"${d.choice}"`),
      list(drafts, (d) => d.press),
      list(drafts, (d) => d.ballotKey),
      list(drafts, (d) => d.chainHash.toString('hex')),
      list(last.keys(), (s) => s),
      list(last.values(), (d) => d.chainIndex),
      list(last.values(), (d) => d.press),
      poll.chain_length + drafts.length,
      drafts.at(-1)!.chainHash,
    ],
  };
}

/** Sent one behind the other without waiting; all have ended, well or not, when this does. */
export async function together<T extends readonly unknown[]>(
  ...queries: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  const ended = await Promise.allSettled(queries);
  // What comes after a failure fails because of it: PostgreSQL's own word goes before that of a lost connection.
  const failed = ended
    .filter((e): e is PromiseRejectedResult => e.status === 'rejected')
    .map((e) => e.reason as unknown);
  if (failed.length > 0) throw failed.find((e) => e instanceof pg.DatabaseError) ?? failed[0];
  return ended.map((e) => (e as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** What a failure says about the batch: try it again, a row is bad, nothing is known, or an answer of ours. */
export function classify(error: unknown): 'AGAIN' | 'DATA' | 'LOST' | 'BUSY' | 'FAULT' {
  if (error instanceof Fault) return 'FAULT';
  if (!(error instanceof pg.DatabaseError)) return 'LOST';
  const code = error.code ?? '';
  if (code === '40001' || code === '40P01') return 'AGAIN';
  // Shut down, terminated, timed out, out of connections or of disk: what the server did with us, not what we sent.
  if (code.startsWith('08') || code.startsWith('57P') || code === '25P03') return 'LOST';
  if (code.startsWith('53') || code.startsWith('57') || code.startsWith('58') || code === '55P03') return 'BUSY';
  return 'DATA';
}
