/** An open poll made of rows alone, for the ballot box by itself: no door, no keeper, no time. */
import { randomUUID } from 'node:crypto';
import { ballotGenesis } from '../src/ballot/audit-chain.js';

export interface BoxSeat {
  readonly seatId: string;
  readonly personId: string;
}

export interface OpenPoll {
  readonly pollId: string;
  readonly sittingId: string;
  readonly genesis: Buffer;
  readonly seats: readonly BoxSeat[];
}

type Sql = (sql: string, params?: unknown[]) => Promise<unknown>;

/** A session with one sitting that is open; as the owner or the superuser. */
export async function makeSitting(sql: Sql): Promise<string> {
  const [sessionId, sittingId] = [randomUUID(), randomUUID()];
  await sql(
    `INSERT INTO sessions.session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, illustrative) VALUES ($1, 'c', $2, 1, 'REGULAR', 'Kỳ họp', '2026-11-23', '2026-11-23', true)`,
    [sessionId, sessionId],
  );
  await sql(
    `INSERT INTO sessions.sitting (id, session_id, council_id, council_name, session_name, kind, name, state, starts_at, illustrative) VALUES ($1, $2, 'c', 'HĐND', 'Kỳ họp', 'PLENARY', 'Phiên', 'OPEN', now(), true)`,
    [sittingId, sessionId],
  );
  return sittingId;
}

/** A poll with that many seats, of which the last `absent` are not checked in and the last `suspended` are suspended. */
export async function makeOpenPoll(
  sql: Sql,
  options: { seats: number; absent?: number; suspended?: number },
): Promise<OpenPoll> {
  const { seats: count, absent = 0, suspended = 0 } = options;
  const sittingId = await makeSitting(sql);
  const pollId = randomUUID();
  const frozenHash = 'a'.repeat(64);
  const rule = {
    threshold: { kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_DELEGATES', source: {} },
    rounding: 'HALF_UP',
    closingSeconds: 0,
    lateArrivals: 'ALLOW_UNTIL_CLOSE',
    informative: false,
    excludesSuspended: true,
  };
  await sql(
    `INSERT INTO sessions.poll (id, sitting_id, council_id, kind, form, title, options) VALUES ($1, $2, 'c', 'RESOLUTION', 'PUBLIC', 'Câu hỏi', '{FOR,AGAINST,ABSTAIN}')`,
    [pollId, sittingId],
  );
  await sql(`UPDATE sessions.poll SET state = 'READY', rule = $2, frozen_hash = $3 WHERE id = $1`, [
    pollId,
    JSON.stringify(rule),
    frozenHash,
  ]);
  const seats = Array.from({ length: count }, () => ({ seatId: randomUUID(), personId: randomUUID() }));
  const outOfOffice = (i: number): boolean => i >= count - suspended;
  await sql(
    `INSERT INTO sessions.poll_roll (poll_id, seat_id, person_id, full_name, sort_name, standing, present_at_open)
     SELECT $1, s, p, 'Đại biểu ' || n, 'Đại biểu ' || n, CASE WHEN susp THEN 'SUSPENDED' ELSE 'IN_OFFICE' END, here FROM unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::boolean[]) WITH ORDINALITY AS t (s, p, susp, here, n)`,
    [
      pollId,
      seats.map((s) => s.seatId),
      seats.map((s) => s.personId),
      seats.map((_, i) => outOfOffice(i)),
      seats.map((_, i) => !outOfOffice(i) && i < count - suspended - absent),
    ],
  );
  // Held for ever: what time does to a poll is the keeper's, and tested there.
  await sql(`INSERT INTO sessions.poll_lease (poll_id, renewed_at) VALUES ($1, 'infinity')`, [pollId]);
  const genesis = ballotGenesis(pollId, frozenHash);
  await sql(
    `UPDATE sessions.poll SET state = 'OPEN', opened_at = now(), in_office = $2, suspended = $3, total = $2, present_at_open = $4, roll_hash = 'r', roll_revision = 1, chain_head = $5 WHERE id = $1`,
    [pollId, count - suspended, suspended, count - suspended - absent, genesis],
  );
  return { pollId, sittingId, genesis, seats };
}

/** Moves the countdown of a closing to a state of the poll's row; the tally is made of nothing but what the triggers ask for. */
export async function setState(
  sql: Sql,
  pollId: string,
  state: 'PAUSED' | 'OPEN' | 'CLOSING' | 'CANCELLED',
): Promise<void> {
  await sql(
    `UPDATE sessions.poll SET state = $2, revision = revision + 1, closing_ends_at = CASE WHEN $2 = 'CLOSING' THEN now() + interval '1 hour' END WHERE id = $1`,
    [pollId, state],
  );
}
