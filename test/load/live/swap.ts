/** The supergraph's file is replaced again and again while people ask and watch: nothing is lost, and nobody waits for it. */
import { ms, percentile } from '../figures.js';
import { now, pause } from './clock.js';
import { aim, MB, type LivePromise } from './promise.js';
import { startSystem, SUPERGRAPH, type Emitted, type System } from './system.js';
import { Viewers } from './viewers.js';

const VIEWERS = 500;
const PER_SECOND = 10;
const ASKING = 4;
const STALL_MS = 50;
/** To write out all metrics is work of the gateway's own: asked for without a pause, that would be the stall. */
const LOOK_MS = 200;

/** The whole system's supergraph with one field more, another one each time. */
const another = (i: number): string =>
  SUPERGRAPH.replace(/^type Query\n?([^{]*)\{/m, `type Query$1{\n  swap${i}: String @join__field(graph: SESSIONS)`);

export const swap: LivePromise = async ({ swaps }) => {
  // Four people who never stop are one account here: what is measured is the swap, not their limit.
  const system = await startSystem({ RATE_PER_ACCOUNT: '1000000000' });
  try {
    const viewers = await Viewers.come({
      port: system.port,
      tokens: await system.tokens(VIEWERS),
      documentId: system.documentId('ChamberLive'),
      overMs: VIEWERS,
    });
    const [token] = await system.tokens(1);
    const asking = { now: true, quiet: [] as number[], during: [] as number[], into: [] as number[], wrong: 0 };
    asking.into = asking.quiet;
    const people = Promise.all(Array.from({ length: ASKING }, () => ask(system, token!, asking)));
    await pause(2_000);
    await viewers.record();
    await system.probe();
    await pause(1_000);
    const { stalledMs: stalledBefore } = await system.probe();
    asking.into = asking.during;
    let emitting = true;
    const emitted = (async () => {
      const all: Emitted[] = [];
      while (emitting) all.push(await system.source.ask<Emitted>('emit', { perSecond: PER_SECOND, count: PER_SECOND }));
      return { first: all[0]!.first, last: all.at(-1)!.last };
    })();
    const began = now();
    const took: number[] = [];
    const stalls: number[] = [];
    for (let i = 1; i <= swaps; i++) {
      const wanted = (await taken(system)) + 1;
      const from = now();
      system.writeSupergraph(another(i));
      while ((await taken(system)) < wanted) await pause(LOOK_MS);
      took.push(now() - from);
      stalls.push((await system.probe()).stalledMs);
    }
    const seconds = (now() - began) / 1_000;
    emitting = false;
    const { missing, disordered, latencies } = await viewers.received(await emitted);
    asking.now = false;
    await people;
    const { most } = await system.source.ask<{ most: number }>('streams');
    process.stdout.write(
      `swap: ${swaps} supergraphs of ${(SUPERGRAPH.length / 1_000).toFixed(0)} kB one after the other in ${seconds.toFixed(0)} s, ${VIEWERS} viewers × ${PER_SECOND} events/s, ${ASKING} people who never stop asking\n`,
    );
    const { quiet, during } = asking;
    aim(
      'no request lost',
      `${asking.wrong} of ${during.length}; p99 ${ms(percentile(during, 99))}, worst ${ms(percentile(during, 100))}, before p99 ${ms(percentile(quiet, 99))}`,
      asking.wrong === 0,
    );
    aim(
      'no event lost',
      `${missing} of ${latencies.length + missing}, ${disordered} disordered; p99 ${ms(percentile(latencies, 99))}`,
      missing + disordered === 0,
    );
    aim('the upstream stays', `${most} at most`, most === 1);
    const worst = percentile(stalls, 100);
    aim(
      `the loop never stands still > ${STALL_MS} ms`,
      `p50 of the swaps' longest ${ms(percentile(stalls, 50))}, worst ${ms(worst)}; ${ms(stalledBefore)} without a swap`,
      worst <= STALL_MS,
    );
    const { rss } = await system.probe();
    process.stdout.write(`    file written to taken over: p50 ${ms(percentile(took, 50))}; gateway ${MB(rss)}\n`);
    await viewers.leave();
  } finally {
    await system.end();
  }
};

const taken = (system: System): Promise<number> => system.counted('gateway_supergraph_total', 'result="taken"');

async function ask(
  system: System,
  token: string,
  asking: { now: boolean; into: number[]; wrong: number },
): Promise<void> {
  const body = JSON.stringify({ documentId: system.documentId('ChamberNow'), variables: { sittingId: 'sitting' } });
  while (asking.now) {
    const began = now();
    const answer = await system.ask(body, token).catch((error: Error) => error.message);
    if (!answer.includes('"sittingId":"sitting"') || answer.includes('"errors"')) asking.wrong++;
    asking.into.push(now() - began);
    // A person's pause: what is measured is the swap, not how much the gateway can take.
    await pause(5);
  }
}
