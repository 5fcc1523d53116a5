/** What a tracer is told of a channel: each event once, whoever watches; nothing of it says who, of what, or of a secret. */
import { systemIds } from '@nghitruong/kit/context';
import { createLog } from '@nghitruong/kit/log';
import { eventually } from '@nghitruong/kit/testing';
import type { Tracer } from '@nghitruong/kit/traces';
import { listen } from './fixtures/event-stream.js';
import { startFederation, type Federation } from './fixtures/federation.js';
import { Viewer } from './fixtures/viewer.js';

const WATCH =
  'subscription Watch($s: ID!) { chamber(sittingId: $s) { step council { name members { name petitions { title } } } } }';

interface Begun {
  readonly name: string;
  readonly kind: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: string | undefined;
  readonly traceparent: string;
  failed?: boolean;
}
const begun: Begun[] = [];
const tracer: Tracer = {
  start(name, kind, attributes, parent) {
    const id = String(begun.length + 1);
    const span: Begun = {
      name,
      kind,
      attributes,
      parent,
      traceparent: `00-${id.padStart(32, 'a')}-${id.padStart(16, 'b')}-01`,
    };
    begun.push(span);
    return { traceparent: span.traceparent, end: (failed = false) => void (span.failed ??= failed) };
  },
  continue: () => undefined,
  close: () => Promise.resolve(),
};

/** Every id that the gateway made: what it gave to nobody else is not among them. */
const made = new Set<string>();
const system = systemIds();
const ids = {
  ...system,
  next: () => {
    const id = system.next();
    made.add(id);
    return id;
  },
};
const lines: string[] = [];

let federation: Federation;
const viewers: Viewer[] = [];
const start = async (confidentialFields: readonly string[] = []): Promise<void> => {
  const log = createLog('gateway', 'debug', { write: (line) => void lines.push(line) });
  federation = await startFederation({ tracer, ids, confidentialFields, log });
};
afterEach(async () => {
  for (const viewer of viewers.splice(0)) viewer.close();
  await federation.stop();
  begun.length = lines.length = 0;
  made.clear();
});

const watch = async (sub: string): Promise<Viewer> => {
  const token = await federation.issuer.token({ sub, grants: [{ role: 'DELEGATE', councilId: 'c1' }] });
  const viewer = await Viewer.open(federation, { token });
  viewers.push(viewer);
  viewer.subscribe('1', WATCH, { s: 'phiên-17' });
  return viewer;
};
const watching = async (): Promise<number> =>
  Number(/^gateway_viewers(?:\{[^}]*\})? (\d+)/m.exec(await federation.metrics.metrics())?.[1]);
const chamber = (step: number) => ({
  chamber: { __typename: 'Chamber', step, watching: 'all', council: federation.world.bodies[0] },
});
const events = (): Begun[] => begun.filter((s) => s.kind === 'CONSUMER');
const below = ({ traceparent }: Begun): Begun[] => begun.filter((s) => s.parent === traceparent);

it('an event is one trace whoever watches, with the calls that complete it below', async () => {
  await start();
  const all = await Promise.all(['delegate-7', 'delegate-8', 'delegate-9'].map(watch));
  await eventually(async () => (await watching()) === 3);
  await federation.chamber.subscribers(1);
  for (const step of [1, 2]) {
    federation.chamber.emit(chamber(step));
    for (const viewer of all) expect(await viewer.data()).toMatchObject({ chamber: { step } });
  }
  await eventually(() => events().every((e) => e.failed === false));
  expect(events()).toHaveLength(2);
  const { directory, petitions } = federation.subgraphs;
  for (const [i, event] of events().entries()) {
    expect([event.name, event.parent]).toEqual(['subscription Watch', undefined]);
    expect(event.attributes).toEqual({
      'graphql.operation.type': 'subscription',
      'graphql.operation.name': 'Watch',
      'nghitruong.subgraph': 'sessions',
      'nghitruong.correlation': federation.chamber.seen[0]!.correlationId,
    });
    expect(below(event).map((s) => [s.name, s.kind, s.failed])).toEqual([
      ['directory', 'CLIENT', false],
      ['petitions', 'CLIENT', false],
    ]);
    expect([directory, petitions].map((s) => s.calls[i]!.headers['traceparent'])).toEqual(
      below(event).map((s) => s.traceparent),
    );
  }
  expect(begun).toHaveLength(6);
});

it('an event that could not be completed is told as failed', async () => {
  await start();
  const viewer = await watch('a');
  await federation.chamber.subscribers(1);
  await federation.subgraphs.directory.stop();
  federation.chamber.emit(chamber(1));
  expect(await viewer.next()).toMatchObject({ payload: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] } });
  const [event] = events();
  expect([event!.failed, below(event!).map((s) => [s.name, s.failed])]).toEqual([true, [['directory', true]]]);
});

it('no person, variable or value is in it', async () => {
  await start();
  const viewer = await watch('delegate-7');
  await federation.chamber.subscribers(1);
  federation.chamber.emit(chamber(1));
  await viewer.data();
  const told = JSON.stringify(begun);
  for (const secret of ['phiên-17', 'delegate-7', 'DELEGATE', federation.world.bodies[0]!.name])
    expect(told).not.toContain(secret);
});

it('an event of a confidential field is not traced, and no correlation id of who asked goes upstream or into a log', async () => {
  await start(['chamber']);
  const viewer = await watch('a');
  await federation.chamber.subscribers(1);
  federation.chamber.emit(chamber(1));
  await viewer.data();
  const [call] = federation.subgraphs.directory.calls;
  expect([call!.headers['traceparent'], call!.headers['x-nt-correlation']]).toEqual([undefined, undefined]);
  expect(made).not.toContain(federation.chamber.seen[0]!.correlationId);
  await federation.subgraphs.directory.stop();
  federation.chamber.emit(chamber(2));
  expect(await viewer.next()).toMatchObject({ payload: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] } });
  expect(lines.join()).toContain('a subgraph did not answer');
  expect(lines.join()).not.toMatch(/correlation/i);
  expect(begun).toEqual([]);
});

it('of a query on a socket or an event stream, as of one over HTTP', async () => {
  await start();
  const viewer = await Viewer.open(federation);
  viewers.push(viewer);
  viewer.subscribe('1', 'query Unit { unit(id: "u0") { name } }');
  await viewer.data();
  await listen(`${federation.host.url}/graphql`, JSON.stringify({ query: 'query Unit { unit(id: "u0") { name } }' }));
  expect(begun.map((s) => [s.name, s.kind, s.attributes['nghitruong.door']])).toEqual([
    ['query Unit', 'SERVER', 'socket'],
    ['directory', 'CLIENT', undefined],
    ['query Unit', 'SERVER', 'events'],
    ['directory', 'CLIENT', undefined],
  ]);
});
