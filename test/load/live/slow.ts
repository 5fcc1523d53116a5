/** Viewers who never read: what they are owed is one state each, not a queue, and in the end they are sent away. */
import { ms, percentile } from '../figures.js';
import { now } from './clock.js';
import { aim, MB, type LivePromise } from './promise.js';
import { startSystem, type Emitted } from './system.js';
import { Viewers } from './viewers.js';

const SLOW = 50;
const GOOD = 10;
const PER_SECOND = 10;
const SECONDS = 26;
/** Agenda items: about 100 kB for one state. */
const MORE = 2_300;
/** What the gateway may hold for one who does not read: above it no more is written. */
const MOST_EACH = 700_000;
const CLOSED_MS = 25_000;

export const slow: LivePromise = async () => {
  const system = await startSystem();
  try {
    const at = { port: system.port, documentId: system.documentId('ChamberLive'), overMs: 200 };
    const good = await Viewers.come({ ...at, tokens: await system.tokens(GOOD) }, 1);
    const bad = await Viewers.come({ ...at, tokens: await system.tokens(SLOW) }, 1);
    await system.source.ask('emit', { perSecond: PER_SECOND, count: PER_SECOND, more: MORE });
    const before = await system.probe({ collect: true });
    await Promise.all([good.record(), bad.record()]);
    await bad.stopReading();
    const stopped = now();
    const emitting = system.source.ask<Emitted>('emit', {
      perSecond: PER_SECOND,
      count: PER_SECOND * SECONDS,
      more: MORE,
    });
    let most = 0;
    const watching = setInterval(
      () => void system.probe({ collect: true }).then((p) => (most = Math.max(most, p.external))),
      2_000,
    );
    const emitted = await emitting;
    clearInterval(watching);
    const { latencies, missing } = await good.received(emitted);
    const bytes = (await good.sample()).length;
    process.stdout.write(
      `slow: ${SLOW} of ${SLOW + GOOD} viewers stop reading, ${PER_SECOND} states/s of ${MB(bytes * 1_000).replace(
        ' MB',
        ' kB',
      )} for ${SECONDS} s\n`,
    );
    const owed = (most - before.external) / SLOW;
    aim(
      `held for each of them ≤ ${MOST_EACH / 1_000} kB, of ${MB(bytes * PER_SECOND * SECONDS)} that they were sent`,
      `${(owed / 1_000).toFixed(0)} kB, ${await system.counted('gateway_states_skipped_total')} states skipped`,
      owed <= MOST_EACH,
    );
    const closed = await system.counted('gateway_sockets');
    aim(
      `closed ≤ ${CLOSED_MS / 1_000} s after they stopped`,
      `${GOOD + SLOW - closed} of ${SLOW} after ${ms(now() - stopped)}`,
      closed === GOOD,
    );
    aim('the others have everything', `${missing} missing, p99 ${ms(percentile(latencies, 99))}`, missing === 0);
    await Promise.all([good.leave(), bad.leave()]);
  } finally {
    await system.end();
  }
};
