/**
 * Events of a poll: every command and every act of the system, hash-chained.
 *
 * Written in the transaction that did it, with the poll's row locked, so the
 * chain has one order. The running role can neither change nor delete them.
 */
import type { Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { canonical, eventGenesis, extend } from '../ballot/audit-chain.js';

export interface ChainedEvent {
  readonly pollId: string;
  readonly eventIndex: number;
  /** Past tense: pollOpened, pollClosed. */
  readonly name: string;
  /** null for what time or the lease did. */
  readonly accountId: string | null;
  /** ISO 8601 in UTC with microseconds, by the database's clock. */
  readonly occurredAt: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export const ISO_MICROSECONDS = `YYYY-MM-DD"T"HH24:MI:SS.US"Z"`;

export const eventLine = (event: ChainedEvent): string => canonical(event);

export async function appendPollEvent(
  manager: EntityManager,
  ctx: Context,
  pollId: string,
  name: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const [last] = (await manager.query(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', '${ISO_MICROSECONDS}') AS now, e.event_index, e.chain_hash
     FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT event_index, chain_hash FROM poll_event WHERE poll_id = $1 ORDER BY event_index DESC LIMIT 1) e ON true`,
    [pollId],
  )) as [{ now: string; event_index: number | null; chain_hash: Buffer | null }];
  const event: ChainedEvent = {
    pollId,
    eventIndex: (last.event_index ?? 0) + 1,
    name,
    accountId: ctx.actor.accountId ?? null,
    occurredAt: last.now,
    detail,
  };
  const hash = extend(last.chain_hash ?? eventGenesis(pollId), eventLine(event));
  await manager.query(
    `INSERT INTO poll_event (poll_id, event_index, name, account_id, occurred_at, detail, chain_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [pollId, event.eventIndex, name, event.accountId, event.occurredAt, JSON.stringify(detail), hash],
  );
}
