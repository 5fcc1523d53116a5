/** One upstream, one execution and one text for everyone who asks the same: a thousand viewers ten times a second, four thousand five times. */
import { ms, percentile } from '../figures.js';
import { aim, MB, type LivePromise } from './promise.js';
import { startSystem } from './system.js';
import { Viewers } from './viewers.js';
import type { Emitted } from './system.js';

const SECONDS = 10;

export const fanout: LivePromise = async () => {
  await of(1_000, 10, 50, 200e6);
  await of(4_000, 5, 120);
};

async function of(count: number, perSecond: number, p99: number, rss?: number): Promise<void> {
  const system = await startSystem();
  try {
    const viewers = await Viewers.come({
      port: system.port,
      tokens: await system.tokens(count),
      documentId: system.documentId('ChamberLive'),
      overMs: count,
    });
    await system.source.ask('emit', { perSecond, count: perSecond });
    await system.source.ask('streams');
    await viewers.record();
    const before = await system.probe();
    const emitted = await system.source.ask<Emitted>('emit', { perSecond, count: perSecond * SECONDS });
    const { latencies, missing, disordered, toLast } = await viewers.received(emitted);
    const after = await system.probe();
    const { most } = await system.source.ask<{ most: number }>('streams');
    const sample = await viewers.sample();
    const all = count * perSecond * SECONDS;
    process.stdout.write(
      `fanout: ${count} viewers × ${perSecond} events/s, ${sample.length} bytes each, ${SECONDS} s\n`,
    );
    aim(
      'all delivered, once and in order',
      `${all - missing} of ${all}, ${disordered} disordered`,
      missing + disordered === 0,
    );
    const seen = percentile(latencies, 99);
    aim(
      `upstream event to viewer, p99 ≤ ${p99} ms`,
      `p50 ${ms(percentile(latencies, 50))}, p99 ${ms(seen)}, last viewer's p99 ${ms(percentile(toLast, 99))}`,
      seen <= p99,
    );
    aim('one upstream', String(most), most === 1);
    const used = ((after.cpuMs - before.cpuMs) / (SECONDS * 1_000)) * 100;
    if (rss !== undefined)
      aim(
        `gateway ≤ ${MB(rss)}`,
        `${MB(after.rss)} (heap ${MB(after.heapUsed)}), ${used.toFixed(0)} % of a core`,
        after.rss <= rss,
      );
    else process.stdout.write(`    gateway ${MB(after.rss)}, ${used.toFixed(0)} % of a core\n`);
    await viewers.leave();
  } finally {
    await system.end();
  }
}
