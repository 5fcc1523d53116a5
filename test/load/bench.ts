/**
 * The figures that the spine promises to know: a burst of 500 delegates through
 * the gateway, from the press to the last wall, a thousand displays on one
 * gateway process, and the ballot box itself.
 *
 * The system runs as processes of its own; this process is only its clients.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ask, castUntilAnswered } from '../harness/client.js';
import { root, startEdition } from '../harness/edition.js';
import { openHall, type Hall } from '../harness/hall.js';
import { startIssuer } from '../harness/issuer.js';
import { line } from './figures.js';
import { watch } from './viewers.js';

const SEATS = 500;
const COUNCIL = `hdnd-minh-hoa-${SEATS}`;

/** A sitting of the larger council: its rows are written as its clerk's import would. */
async function loadSitting(sql: Hall['sql']): Promise<string> {
  const [session, sitting, item] = [randomUUID(), randomUUID(), randomUUID()];
  const [like] = await sql<{
    session: Record<string, unknown>;
    sitting: Record<string, unknown>;
    item: Record<string, unknown>;
  }>(
    `SELECT to_jsonb(s) AS session, to_jsonb(t) AS sitting, to_jsonb(a) AS item FROM sessions.sitting t JOIN sessions.session s ON s.id = t.session_id JOIN sessions.agenda_item a ON a.sitting_id = t.id WHERE t.council_id = 'hdnd-hai-phong' AND t.state IN ('PLANNED', 'OPEN') LIMIT 1`,
  );
  const write = (table: string, row: Record<string, unknown>): Promise<unknown> =>
    sql(`INSERT INTO sessions.${table} SELECT * FROM jsonb_populate_record(NULL::sessions.${table}, $1)`, [
      JSON.stringify(row),
    ]);
  await write('session', {
    ...like!.session,
    id: session,
    council_id: COUNCIL,
    ordinal: 9_000 + Math.floor(Math.random() * 900),
  });
  await write('sitting', {
    ...like!.sitting,
    id: sitting,
    session_id: session,
    council_id: COUNCIL,
    state: 'PLANNED',
    step: 0,
    agenda_item_id: null,
    opened_at: null,
  });
  await write('agenda_item', {
    ...like!.item,
    id: item,
    sitting_id: sitting,
    ...('session_id' in like!.item && { session_id: session }),
  });
  return sitting;
}

export async function bench(options: { only: readonly string[]; rounds: number }): Promise<void> {
  process.stdout.write(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}; system and clients share this machine\n\n`,
  );
  if (options.only.includes('box')) {
    execFileSync(process.execPath, [join(root, 'test/load/box.cjs')], { stdio: 'inherit', env: { ...process.env } });
    process.stdout.write('\n');
  }
  if (!['burst', 'wall', 'displays'].some((n) => options.only.includes(n))) return;
  const issuer = await startIssuer();
  const edition = await startEdition({ args: ['--processes', '--load', String(SEATS)], env: issuer.env });
  try {
    // The gateway's own door: the front of the edition is a proxy that a hall of this size would not have.
    const graph = `${edition.processes.find((p) => p.name === 'gateway')!.url}/graphql`;
    const small = await openHall(edition, issuer, { graph, present: 0 });
    const sittingId = await loadSitting(small.sql);
    const hall = await openHall(edition, issuer, { graph, councilId: COUNCIL, sittingId });
    process.stdout.write(`${hall.seats.length} delegates checked in, one sessions process, one gateway process\n`);
    await phonesOpen(hall);
    if (options.only.includes('burst')) await burst(hall, options.rounds);
    if (options.only.includes('wall')) await wall(hall);
    if (options.only.includes('displays')) await displays(hall, 1_000);
    await hall.end();
    await small.end();
  } finally {
    await edition.end();
    await issuer.close();
  }
}

/** Each phone shows its seat before any poll opens, as a hall does when its sitting opens: a burst meets no token and no connection for the first time. */
async function phonesOpen(hall: Hall): Promise<void> {
  const took: number[] = [];
  for (let i = 0; i < hall.seats.length; i += 250) {
    await Promise.all(
      hall.seats.slice(i, i + 250).map(async ({ token }) => {
        const began = performance.now();
        const answer = await ask<{ mySeat: unknown }>(
          hall.graph,
          'query ($s: ID!) { mySeat(sittingId: $s) { seatId present entitled } }',
          { s: hall.sittingId },
          token,
        );
        if (!answer.data?.mySeat) throw new Error(JSON.stringify(answer));
        took.push(performance.now() - began);
      }),
    );
  }
  line(`${took.length} phones show their seat, 250 at once`, took);
}

async function finish(hall: Hall, pollId: string): Promise<void> {
  await hall.close(pollId);
  await hall.sql(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1 AND state = 'CLOSING'`, [
    pollId,
  ]);
  for (;;) {
    const [row] = await hall.sql<{ state: string }>('SELECT state FROM sessions.poll WHERE id = $1', [pollId]);
    if (row!.state === 'CLOSED') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function votes(
  hall: Hall,
  pollId: string,
  overMs: number,
): Promise<{ milliseconds: number; tries: number; ok: boolean }[]> {
  return Promise.all(
    hall.seats.map(async (seat, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i * overMs) / hall.seats.length));
      const { answer, milliseconds, tries } = await castUntilAnswered(
        hall.graph,
        { pollId, choice: ['FOR', 'AGAINST', 'ABSTAIN'][i % 3]! },
        seat.token,
      );
      return { milliseconds, tries, ok: answer['__typename'] === 'BallotReceipt' };
    }),
  );
}

/** 500 delegates in 200 ms, and over 2 s, each retrying until acknowledged. */
async function burst(hall: Hall, rounds: number): Promise<void> {
  for (const overMs of [200, 2_000]) {
    for (let round = overMs === 200 ? 0 : 1; round <= rounds; round++) {
      const pollId = await hall.openPoll(`Thử tải ${overMs} ms, vòng ${round}`);
      const all = await votes(hall, pollId, overMs);
      const [books] = await hall.sql<{ counted: number }>(
        'SELECT count(*)::int AS counted FROM sessions.poll_roll WHERE poll_id = $1 AND counted_index IS NOT NULL',
        [pollId],
      );
      const receipts = all.filter((a) => a.ok).length;
      // The first round meets code and pools that no ballot has used; a real hall has cast its test vote by then.
      line(
        `${round === 0 ? 'first poll: ' : ''}${SEATS} delegates in ${overMs} ms, press to receipt`,
        all.map((a) => a.milliseconds),
        `${receipts} receipts, ${books!.counted} counted, ${all.reduce((n, a) => n + a.tries - 1, 0)} retries`,
      );
      await finish(hall, pollId);
    }
  }
}

/** From the press to the last of 50 displays: each turnout that was committed, when the last wall had it or a later one. */
async function wall(hall: Hall): Promise<void> {
  const viewers = await watch(hall.graph, await hall.displays(50), hall.sittingId);
  const pollId = await hall.openPoll('Từ bấm đến màn hình');
  const newest = new Array<number>(50).fill(0);
  const seenByAll = new Map<number, number>();
  viewers.onBeat((viewer, beat, at) => {
    if (beat.pollId !== pollId || beat.recorded <= newest[viewer]!) return;
    newest[viewer] = beat.recorded;
    const slowest = Math.min(...newest);
    for (let n = slowest; n > 0 && !seenByAll.has(n); n--) seenByAll.set(n, at);
  });
  const pressed: number[] = [];
  const lags: number[] = [];
  // Lone presses, each seen on the last wall before the next: what one delegate sees.
  for (const seat of hall.seats.slice(0, 100)) {
    pressed.push(performance.now());
    await castUntilAnswered(hall.graph, { pollId, choice: 'FOR' }, seat.token);
    while (!seenByAll.has(pressed.length)) await new Promise((resolve) => setTimeout(resolve, 1));
    lags.push(seenByAll.get(pressed.length)! - pressed.at(-1)!);
  }
  line('one press to the last of 50 displays', lags);
  const starts: number[] = [];
  await Promise.all(
    hall.seats.slice(100).map(async (seat, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 5));
      starts.push(performance.now());
      await castUntilAnswered(hall.graph, { pollId, choice: 'FOR' }, seat.token);
    }),
  );
  while (!seenByAll.has(hall.seats.length)) await new Promise((resolve) => setTimeout(resolve, 1));
  // The n-th press is shown once the wall counts n of them: an upper bound, since receipts may overtake each other.
  line(
    '400 presses in 2 s, each to the last of 50 displays',
    starts.map((at, i) => Math.max(0, seenByAll.get(101 + i)! - at)),
  );
  viewers.close();
  await finish(hall, pollId);
}

/** Displays on one gateway process while 500 vote: how far behind the newest state any of them ever was. */
async function displays(hall: Hall, count: number): Promise<void> {
  const viewers = await watch(hall.graph, await hall.displays(count), hall.sittingId);
  const pollId = await hall.openPoll(`${count} màn hình`);
  const first = new Map<number, number>();
  const lags: number[] = [];
  const newest = new Array<number>(count).fill(-1);
  viewers.onBeat((viewer, beat, at) => {
    // A beat repeats what is drawn already: only what is new can be late.
    if (beat.pollId !== pollId || beat.revision <= newest[viewer]!) return;
    newest[viewer] = beat.revision;
    const began = first.get(beat.revision) ?? first.set(beat.revision, at).get(beat.revision)!;
    lags.push(at - began);
  });
  const all = await votes(hall, pollId, 2_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  line(
    `${count} displays: behind the first that had the same state`,
    lags,
    `${lags.filter((l) => l > 500).length} over 500 ms`,
  );
  line(
    `  meanwhile ${SEATS} delegates in 2000 ms, press to receipt`,
    all.map((a) => a.milliseconds),
    `${all.filter((a) => a.ok).length} receipts`,
  );
  viewers.close();
  await finish(hall, pollId);
}
