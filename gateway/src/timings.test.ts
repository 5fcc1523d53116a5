import { Histogram, Registry } from 'prom-client';
import { Timings } from './timings.js';

it('tells what prom-client’s own histogram tells', async () => {
  const bounds = [0.001, 0.01, 0.1];
  const [theirs, ours] = [new Registry(), new Registry()];
  for (const registry of [theirs, ours]) registry.setDefaultLabels({ service: 'gateway' });
  const histogram = new Histogram({
    name: 'some_seconds',
    help: 'How long',
    labelNames: ['door', 'outcome'],
    buckets: bounds,
    registers: [theirs],
  });
  const timings = new Timings('some_seconds', 'How long', bounds, ours);
  const places = [
    { door: 'http', outcome: 'ok' },
    { door: 'a "quoted"\\n door', outcome: 'errors' },
  ].map((labels) => ({ labels, timing: timings.of(labels) }));
  for (const value of [0, 0.001, 0.0011, 0.05, 0.1, 7])
    for (const { labels, timing } of places) {
      histogram.observe(labels, value);
      timing.add(value);
    }
  const sorted = async (registry: Registry) => (await registry.metrics()).split('\n').sort();
  expect(await sorted(ours)).toEqual(await sorted(theirs));
  timings.reset();
  expect(await ours.metrics()).toMatch(/some_seconds_count\{[^}]*door="http"[^}]*\} 0/);
});
