/** The promises of the live side, in turn: each starts its own gateway and leaves nothing behind. */
import { loadavg } from 'node:os';
import { fanout } from './fanout.js';
import { memory } from './memory.js';
import { plans } from './plans.js';
import type { LivePromise, Options } from './promise.js';
import { slow } from './slow.js';
import { sockets } from './sockets.js';
import { storm } from './storm.js';
import { swap } from './swap.js';

const promises: Readonly<Record<string, LivePromise>> = { fanout, sockets, storm, slow, swap, memory, plans };

export const LIVE = Object.keys(promises);

export async function live(only: readonly string[], options: Options): Promise<void> {
  for (const name of LIVE) {
    if (!only.includes(name)) continue;
    const began = performance.now();
    const load = loadavg()[0]!.toFixed(1);
    await promises[name]!(options);
    process.stdout.write(
      `    (${((performance.now() - began) / 1_000).toFixed(0)} s; load average ${load} before, ${loadavg()[0]!.toFixed(1)} after)\n\n`,
    );
  }
}
