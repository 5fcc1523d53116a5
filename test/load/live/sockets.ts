/** As many sockets as one gateway process is made for, beside a bare broadcast of the same bytes to as many in the same run. */
import { ms, percentile } from '../figures.js';
import { Child } from './child.js';
import { aim, MB, socketsHere, type LivePromise } from './promise.js';
import { startSystem, type Emitted } from './system.js';
import { Viewers, type Received } from './viewers.js';

const PER_SECOND = 2;
const WARM = 6;
const EVENTS = 150;
const TO_LAST_MS = 150;
const RATIO = 1.3;

export const sockets: LivePromise = async (options) => {
  const count = socketsHere(options.sockets);
  process.stdout.write(`sockets: ${count} on one process, ${EVENTS} events\n`);
  const system = await startSystem();
  const bare = Child.start('bare');
  try {
    const coming = { tokens: await system.tokens(count), documentId: system.documentId('ChamberLive'), overMs: count };
    const began = performance.now();
    const ours = await Viewers.come({ ...coming, port: system.port });
    process.stdout.write(`    there after ${ms(performance.now() - began)}\n`);
    const before = await system.probe();
    const gateway = await measure(ours, system.source);
    const { rss, cpuMs } = await system.probe();
    const port = await bare.ask<number>('serve', { sample: await ours.sample() });
    await ours.leave();
    const theirs = await Viewers.come({ ...coming, port });
    const broadcast = await measure(theirs, bare);
    await theirs.leave();
    tell('gateway', gateway);
    tell('bare ws', broadcast);
    const all = count * EVENTS;
    const { missing, disordered } = gateway;
    aim(
      'all delivered, once and in order',
      `${all - missing} of ${all}, ${disordered} disordered`,
      missing + disordered === 0,
    );
    const [last, bareLast] = [percentile(gateway.toLast, 99), percentile(broadcast.toLast, 99)];
    aim(`upstream event to the last socket, p99 ≤ ${TO_LAST_MS} ms`, ms(last), last <= TO_LAST_MS);
    aim(
      `≤ ${RATIO} × a bare broadcast (${ms(bareLast)})`,
      `${(last / bareLast).toFixed(2)} ×`,
      last <= RATIO * bareLast,
    );
    const perFrame = ((cpuMs - before.cpuMs) * 1_000) / (count * (WARM + EVENTS));
    process.stdout.write(`    gateway ${MB(rss)}, ${perFrame.toFixed(1)} µs of processor for one viewer's event\n`);
  } finally {
    await bare.end();
    await system.end();
  }
};

async function measure(viewers: Viewers, source: Child): Promise<Received> {
  await source.ask('emit', { perSecond: PER_SECOND, count: WARM });
  await viewers.record();
  return viewers.received(await source.ask<Emitted>('emit', { perSecond: PER_SECOND, count: EVENTS }));
}

function tell(name: string, { latencies, toLast }: Received): void {
  process.stdout.write(
    `    ${name}: every socket p50 ${ms(percentile(latencies, 50))}, p99 ${ms(percentile(latencies, 99))}; last socket of each event p50 ${ms(percentile(toLast, 50))}, p99 ${ms(percentile(toLast, 99))}\n`,
  );
}
