/**
 * Outbox: what happened, written in the same transaction, told after the commit.
 *
 * Promises   an event of a rolled-back transaction is never told; an event of a
 *            committed one is told at least once, in the order of its row.
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { Bus } from '../bus/index.js';
import type { Context } from '../context/index.js';
import type { Log } from '../log/index.js';

export interface DomainEvent {
  /** Past tense, owner first: `petitions.petitionAccepted`. */
  readonly name: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The table, for the owner's first migration. */
export const outboxMigration = {
  up: `CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    name text NOT NULL,
    version int NOT NULL,
    payload jsonb NOT NULL,
    correlation_id text NOT NULL,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    told_at timestamptz
  );
  CREATE INDEX outbox_untold ON outbox (position) WHERE told_at IS NULL;`,
  down: `DROP TABLE outbox;`,
} as const;

export async function appendEvent(manager: EntityManager, ctx: Context, event: DomainEvent): Promise<void> {
  await manager.query(`INSERT INTO outbox (id, name, version, payload, correlation_id) VALUES ($1, $2, $3, $4, $5)`, [
    ctx.ids.next(),
    event.name,
    event.version,
    JSON.stringify(event.payload),
    ctx.correlationId,
  ]);
}

export interface OutboxRelay {
  /** A commit has just happened: look now rather than at the next tick. */
  wake(): void;
  stop(): Promise<void>;
}

/** Tells untold events on the bus under their name. Several relays may run; a row is told by one at a time. */
export function createOutboxRelay(source: DataSource, bus: Bus, log: Log, everyMs = 1_000): OutboxRelay {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  let running: Promise<void> | undefined;

  async function tellOnce(): Promise<number> {
    return source.transaction(async (manager) => {
      const rows: { position: string; id: string; name: string; version: number; payload: unknown }[] =
        await manager.query(
          `SELECT position, id, name, version, payload FROM outbox WHERE told_at IS NULL ORDER BY position LIMIT 100 FOR UPDATE`,
        );
      for (const { id, name, version, payload } of rows)
        await bus.publish(name, JSON.stringify({ id, version, payload }));
      if (rows.length) {
        await manager.query(`UPDATE outbox SET told_at = clock_timestamp() WHERE position = ANY($1::bigint[])`, [
          rows.map((r) => r.position),
        ]);
      }
      return rows.length;
    });
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        while (!stopped && (await tellOnce()) === 100);
      } catch (err) {
        if (!stopped) log.warn({ err }, 'outbox: could not tell events, trying again');
      }
    } while (again && !stopped);
  }
  function start(): void {
    if (stopped) return;
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = run().finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(start, everyMs).unref();
    });
  }
  start();
  return {
    wake: start,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
