/**
 * The sweep: what has ended is deleted after a while; what the chair was shown stays.
 *
 * Any process may do it, several at once do no harm.
 */
import type { DataSource } from 'typeorm';
import type { Clock } from '@nghitruong/kit/context';
import type { Log } from '@nghitruong/kit/log';

const EVERY_MS = 10 * 60_000;
/** Long enough to answer for a sitting once its minutes are signed. */
const KEEP_MS = 30 * 24 * 3_600_000;

/** @returns rows deleted */
export async function sweep(source: DataSource, now: Date): Promise<number> {
  const ended = new Date(now.getTime() - KEEP_MS);
  let deleted = 0;
  for (const [sql, before] of [
    ['DELETE FROM openid_record WHERE expires_at < $1', now],
    ['DELETE FROM signing_key WHERE published_until < $1', ended],
    // Its refresh secrets go with it.
    ['DELETE FROM device WHERE expires_at < $1', ended],
    [
      'DELETE FROM card WHERE expires_at < $1 AND NOT EXISTS (SELECT 1 FROM device WHERE device.card_id = card.id)',
      ended,
    ],
  ] as const) {
    const [, count] = (await source.query(sql, [before])) as [unknown, number];
    deleted += count;
  }
  return deleted;
}

/** @returns stops it */
export function sweepRegularly(source: DataSource, clock: Clock, log: Log): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = sweep(source, clock.now()).catch((err: unknown) =>
      log.warn({ err }, 'could not delete what has ended, trying again later'),
    );
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
