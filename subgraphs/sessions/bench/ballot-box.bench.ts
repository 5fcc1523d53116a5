/**
 * The ballot box alone, on an embedded PostgreSQL with everything durable:
 * 500 ballots at once, ballots a second when 500 voters never stop, and one
 * voter alone. With ballot keys, presses, pointers and hash chain.
 *
 * Run     npm run bench -- --only box
 * Aims    500 at once in ≤ 30 ms; ≥ 20,000 ballots a second
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ANONYMOUS } from '@nghitruong/kit/auth';
import { systemClock, systemIds, type Context } from '@nghitruong/kit/context';
import { migrateOwner, ownerRole, provisionOwner, runningRole } from '@nghitruong/kit/database';
import { silentLog } from '@nghitruong/kit/log';
import { startEmbeddedPostgres } from '@nghitruong/kit/postgres';
import { BallotBox } from '../src/ballot/ballot-box.service.js';
import { sessions } from '../src/index.js';
import { makeOpenPoll, type BoxSeat, type OpenPoll } from '../test/ballot-box.fixture.js';
import { directoryFixture } from '../test/fixtures/directory.fixture.js';

/** Shows that it runs, and nothing of how fast. */
const SHORT = process.argv.includes('--short');
const VOTERS = 500;
const ROUNDS = SHORT ? 1 : 15;
const SUSTAINED_MS = SHORT ? 100 : 5_000;
const PRESSES_ALONE = SHORT ? 5 : 500;
const CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;

const ids = systemIds();
const ctx: Context = {
  actor: ANONYMOUS,
  clock: systemClock,
  ids,
  log: silentLog,
  lang: 'vi',
  correlationId: 'bench',
  loaders: new Map(),
};
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;
const ms = (n: number): string => `${n.toFixed(1)} ms`;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nghitruong-bench-'));
  const postgres = await startEmbeddedPostgres({ folder });
  const admin = new pg.Client({ connectionString: postgres.url('bench') });
  const boxes: BallotBox[] = [];
  try {
    await postgres.createDatabase('bench');
    const passwords = { ownerPassword: 'bench', runningPassword: 'bench' };
    // The tables as they are in use: with all that has been added to them since.
    for (const owner of [directoryFixture, sessions.owner]) {
      await provisionOwner(owner, { adminUrl: postgres.url('bench'), ...passwords });
      await migrateOwner(owner, postgres.roleUrl(ownerRole(owner.schema), 'bench', 'bench'));
    }
    await admin.connect();
    const sql = async (text: string, params?: unknown[]): Promise<unknown> => (await admin.query(text, params)).rows;
    const open = (): BallotBox => {
      const box = new BallotBox({
        url: postgres.roleUrl(runningRole('sessions'), 'bench', 'bench'),
        schema: 'sessions',
        secret: 'bench',
        log: silentLog,
      });
      boxes.push(box);
      return box;
    };
    const [box, peer] = [open(), open()];
    const cast = (by: BallotBox, { pollId }: OpenPoll, seat: BoxSeat, press: number) =>
      by.cast(ctx, { pollId, personId: seat.personId, choice: CHOICES[press % 3]!, ballotKey: randomUUID(), press });

    // Warm: prepared statements, compiled code, caches.
    const warm = await makeOpenPoll(sql, { seats: VOTERS });
    for (let i = 1; i <= 5; i++) await Promise.all(warm.seats.map((s) => cast(box, warm, s, i)));

    const lasts: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const poll = await makeOpenPoll(sql, { seats: VOTERS });
      await cast(box, poll, poll.seats[0]!, 1);
      const since = performance.now();
      await Promise.all(poll.seats.map((s) => cast(box, poll, s, 2)));
      lasts.push(performance.now() - since);
    }
    lasts.sort((a, b) => a - b);
    console.log(
      `${VOTERS} at once, all acknowledged: p50 ${ms(quantile(lasts, 0.5))}, worst of ${ROUNDS} ${ms(lasts.at(-1)!)} (aim ≤ 30 ms)`,
    );

    const sustained = async (title: string, by: readonly BallotBox[]): Promise<void> => {
      const poll = await makeOpenPoll(sql, { seats: VOTERS });
      const until = performance.now() + SUSTAINED_MS;
      const waits: number[] = [];
      const since = performance.now();
      await Promise.all(
        poll.seats.map(async (seat, i) => {
          for (let press = 1; performance.now() < until; press++) {
            const at = performance.now();
            const answer = await cast(by[i % by.length]!, poll, seat, press);
            if (answer.kind !== 'RECEIPT') throw new Error(`refused: ${answer.reason}`);
            waits.push(performance.now() - at);
          }
        }),
      );
      const rate = waits.length / ((performance.now() - since) / 1000);
      waits.sort((a, b) => a - b);
      console.log(
        `${title}: ${Math.round(rate).toLocaleString('en')} ballots/s, p50 ${ms(quantile(waits, 0.5))}, p99 ${ms(quantile(waits, 0.99))}`,
      );
    };
    await sustained(`${VOTERS} voters who never stop, one box (aim ≥ 20,000/s)`, [box]);
    await sustained(`${VOTERS} voters who never stop, two boxes on one poll`, [box, peer]);

    const poll = await makeOpenPoll(sql, { seats: 1 });
    const alone: number[] = [];
    for (let press = 1; press <= PRESSES_ALONE; press++) {
      const at = performance.now();
      await cast(box, poll, poll.seats[0]!, press);
      alone.push(performance.now() - at);
    }
    alone.sort((a, b) => a - b);
    console.log(`one voter alone: p50 ${ms(quantile(alone, 0.5))}, p99 ${ms(quantile(alone, 0.99))}`);
  } finally {
    await Promise.all(boxes.map((b) => b.close()));
    await admin.end().catch(() => undefined);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
