/** Everyone is cut off at once and comes back as the page does, with full jitter, while delegates vote. */
import { ms, percentile } from '../figures.js';
import { waitBefore } from '../../../client/src/retry.js';
import { evenly, now, pause } from './clock.js';
import { aim, line, MB, socketsHere, type LivePromise } from './promise.js';
import { startSystem, type System } from './system.js';
import { Viewers } from './viewers.js';

const SETTLED_MS = 2_000;
const VOTE_MS = 1_000;
const VOTES_PER_SECOND = 100;
const VOTERS = 500;

export const storm: LivePromise = async (options) => {
  const count = socketsHere(options.sockets);
  process.stdout.write(`storm: ${count} sockets cut at once, ${VOTES_PER_SECOND} votes/s meanwhile\n`);
  const system = await startSystem();
  try {
    const voters = await system.tokens(VOTERS);
    // Each phone has shown its seat before any poll: tokens are known, connections open.
    for (let i = 0; i < VOTERS; i += 50)
      await Promise.all(voters.slice(i, i + 50).map((token, j) => vote(system, token, i + j)));
    const viewers = await Viewers.come({
      port: system.port,
      tokens: await system.tokens(count),
      documentId: system.documentId('ChamberLive'),
      overMs: count,
    });
    const quiet = await votes(system, voters, 3);
    const before = await system.probe();
    const lineBefore = line();
    const cutAt = now();
    const [settledAt, during] = await Promise.all([viewers.storm(), votes(system, voters, 5)]);
    const streams = await system.source.ask<{ now: number }>('streams');
    const settled = settledAt - cutAt;
    const turnedAway = (line()?.turnedAway ?? 0) - (lineBefore?.turnedAway ?? 0);
    aim(`all ${count} have the present state again ≤ ${SETTLED_MS} ms`, ms(settled), settled <= SETTLED_MS);
    const p99 = percentile(during, 99);
    aim(
      `votes meanwhile, p99 < ${VOTE_MS} ms`,
      `p50 ${ms(percentile(during, 50))}, p99 ${ms(p99)}, of ${during.length}; before it p99 ${ms(percentile(quiet, 99))}`,
      p99 < VOTE_MS,
    );
    aim('one upstream afterwards', String(streams.now), streams.now === 1);
    const { rss, stalledMs, cpuMs } = await system.probe();
    process.stdout.write(
      `    gateway ${MB(rss)}, its loop stood still for ${ms(stalledMs)} at most; ${ms(cpuMs - before.cpuMs)} of processor for the storm and ${during.length} votes\n`,
    );
    if (lineBefore)
      process.stdout.write(
        `    the line for new connections holds ${lineBefore.holds} here (net.core.somaxconn): ${turnedAway} times somebody found no place in it and tried again a second later\n`,
      );
    await viewers.leave();
  } finally {
    await system.end();
  }
};

/** At their rate, however long answers take. */
async function votes(system: System, voters: readonly string[], seconds: number): Promise<number[]> {
  const cast: Promise<number>[] = [];
  await evenly(VOTES_PER_SECOND, VOTES_PER_SECOND * seconds, (i) =>
    cast.push(vote(system, voters[i % voters.length]!, i)),
  );
  return Promise.all(cast);
}

/** Until there is a receipt, as a phone does: what it waits counts whole. */
async function vote(system: System, token: string, i: number): Promise<number> {
  const body = JSON.stringify({
    documentId: system.documentId('Cast'),
    variables: { pollId: 'poll', choice: 'FOR', ballotKey: `key-${i}`, press: 1 },
  });
  const began = now();
  for (let tries = 0; ; tries++) {
    const answer = await system.ask(body, token);
    if (answer.includes('BallotReceipt')) return now() - began;
    await pause(waitBefore(tries));
  }
}
