/** Loaded into the gateway's process before it: answers what it holds, and how long its event loop stood still. */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', ({ probe, collect }) => {
  if (probe === undefined) return;
  // Twice: what the first finds only weakly held goes with the second.
  if (collect) for (let i = 0; i < 2; i++) globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send({ probe, rss, heapUsed, external, cpuMs: (user + system) / 1_000, stalledMs: delay.max / 1e6 });
  delay.reset();
});
