/** Streams: one question upstream for all who ask the same, never for two who may see different things. */
import type { Grant } from '@nghitruong/kit/auth';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { deferred, eventually } from '@nghitruong/kit/testing';
import { compose, startFederation, type Federation } from './fixtures/federation.js';
import { schemas } from './fixtures/schemas.js';
import { Viewer } from './fixtures/viewer.js';

const CHAMBER =
  'subscription Watch($s: ID!) { chamber(sittingId: $s) { step watching council { name members { name } } item { __typename ... on Poll { title leader { name petitions { title } } } ... on Pause { reason } } } }';
const STEP = 'subscription($s: ID!) { chamber(sittingId: $s) { step } }';

let federation: Federation;
const viewers: Viewer[] = [];
beforeEach(async () => {
  federation = await startFederation({ upstream: { deadlineMs: 5_000 } });
});
afterEach(async () => {
  for (const viewer of viewers.splice(0)) viewer.close();
  await federation.stop();
});

const open = async (grants?: Grant[], sub = 'a'): Promise<Viewer> => {
  const viewer = await Viewer.open(federation, grants ? { token: await federation.issuer.token({ sub, grants }) } : {});
  viewers.push(viewer);
  return viewer;
};
const chamber = (step: number, more: object = {}) => ({
  chamber: { __typename: 'Chamber', step, watching: 'all', council: federation.world.bodies[0], item: null, ...more },
});
const steps = async (viewer: Viewer): Promise<number> =>
  (await viewer.data<{ chamber: { step: number } }>()).chamber.step;

describe('events', () => {
  it('are completed from the other subgraphs, aliases, fragments and unions included', async () => {
    const viewer = await open();
    viewer.subscribe(
      '1',
      'subscription($s: ID!) { now: chamber(sittingId: $s) { n: step ...C item { __typename ... on Poll { t: title leader { petitions { title } } } ... on Pause { reason } } } } fragment C on Chamber { council { ...M } } fragment M on Council { members { name votes(first: 1) { choice } } }',
      { s: 'x' },
    );
    await federation.chamber.subscribers(1);
    federation.chamber.emit({ now: null, ...chamber(1, { item: federation.world.polls[0] }) });
    const { now } = await viewer.data<{ now: Record<string, unknown> }>();
    expect(now).toMatchObject({
      n: 1,
      council: { members: [{ votes: [{ choice: 'FOR' }] }, {}, {}, {}] },
      item: { __typename: 'Poll', t: 'Nghị quyết số 0', leader: { petitions: [{ title: 'Kiến nghị 0.0' }] } },
    });
    federation.chamber.emit(chamber(2, { item: { __typename: 'Pause', reason: 'nghỉ' } }));
    expect((await viewer.data<{ now: object }>()).now).toMatchObject({
      n: 2,
      item: { __typename: 'Pause', reason: 'nghỉ' },
    });
  });

  it('are each a fresh execution: what one leaves empty the next one fills', async () => {
    const viewer = await open();
    viewer.subscribe('1', CHAMBER, { s: 'x' });
    await federation.chamber.subscribers(1);
    let silent = true;
    federation.subgraphs.directory.hold = () => (silent ? new Promise(() => undefined) : undefined);
    federation.chamber.emit(chamber(1));
    expect(await viewer.next()).toMatchObject({
      type: 'next',
      payload: { data: null, errors: [{ extensions: { code: 'UNAVAILABLE', params: { service: 'directory' } } }] },
    });
    silent = false;
    federation.chamber.emit(chamber(2));
    expect(await viewer.data()).toMatchObject({
      chamber: { step: 2, council: { members: [{ name: 'Đại biểu «0»' }, {}, {}, {}] } },
    });
  });

  it('carry the subgraph’s own errors with their places', async () => {
    const viewer = await open();
    viewer.subscribe(
      '1',
      'subscription { chamber(sittingId: "x") { step note secret council { members { name phone } } } }',
    );
    await federation.chamber.subscribers(1);
    federation.chamber.emit(
      chamber(1, {
        secret: () => {
          throw fault(kitErrors, 'FORBIDDEN', { what: 'Chamber.secret' });
        },
      }),
    );
    const message = await viewer.next();
    expect(message).toMatchObject({ payload: { data: { chamber: { step: 1, secret: null } } } });
    const paths = (message!.payload as unknown as { errors: { path: unknown[] }[] }).errors.map((e) =>
      e.path.join('.'),
    );
    expect(paths).toEqual(
      expect.arrayContaining(['chamber.secret', 'chamber.council.members.0.phone', 'chamber.council.members.3.phone']),
    );
  });

  it('come in their order, all of them, to whoever keeps up', async () => {
    const viewer = await open();
    viewer.subscribe('1', CHAMBER, { s: 'x' });
    await federation.chamber.subscribers(1);
    for (let i = 1; i <= 30; i++) federation.chamber.emit(chamber(i));
    const seen: number[] = [];
    while (seen.length < 30) seen.push(await steps(viewer));
    expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('of a document with conditions and two operations', async () => {
    const viewer = await open();
    viewer.send({
      id: '1',
      type: 'subscribe',
      payload: {
        operationName: 'B',
        query:
          'subscription A { ticks } subscription B($more: Boolean!) { chamber(sittingId: "x") { step council @include(if: $more) { name } } }',
        variables: { more: false },
      },
    });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    expect(await viewer.data()).toEqual({ chamber: { step: 1 } });
    expect(federation.subgraphs.directory.calls).toHaveLength(0);
  });
});

describe('sharing', () => {
  it('asks once, executes once and connects once for all who ask the same', async () => {
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, i) => open([{ role: 'DELEGATE', councilId: 'c1' }], `delegate-${i}`)),
    );
    many.forEach((viewer, i) => viewer.subscribe(`id-${i}`, CHAMBER, { s: 'x' }));
    await eventually(async () => (await gauge('gateway_viewers')) === 40);
    federation.chamber.emit(chamber(1));
    for (const [i, viewer] of many.entries())
      expect(await viewer.next()).toMatchObject({
        id: `id-${i}`,
        type: 'next',
        payload: { data: { chamber: { step: 1 } } },
      });
    expect(federation.chamber.seen).toHaveLength(1);
    expect(federation.subgraphs.directory.calls).toHaveLength(1);
    expect(federation.subgraphs.sessions.connections()).toBe(1);
    expect(await gauge('gateway_upstreams')).toBe(1);
  });

  it('keeps one stream for equal questions only', async () => {
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    viewer.subscribe('2', STEP, { s: 'x' });
    viewer.subscribe('3', STEP, { s: 'y' });
    viewer.subscribe('4', 'subscription { chamber(sittingId: "x") { step } }');
    await federation.chamber.subscribers(3);
    expect(federation.subgraphs.sessions.connections()).toBe(1);
  });

  it('takes a default for what it is, and the order of variables for nothing', async () => {
    const viewer = await open();
    const question = 'subscription($s: ID!, $n: Int = 0) { chamber(sittingId: $s, step: $n) { step } }';
    viewer.subscribe('1', question, { s: 'x' });
    viewer.subscribe('2', question, { n: 0, s: 'x' });
    await eventually(async () => (await gauge('gateway_viewers')) === 2);
    await federation.chamber.subscribers(1);
    expect(federation.chamber.seen).toHaveLength(1);
  });

  it('never mixes two who may see different things', async () => {
    const secret = { secret: 'chỉ chủ tọa thấy' };
    const [chair, delegate, other, anonymous] = await Promise.all([
      open([{ role: 'CHAIR', councilId: 'c1' }], 'chair'),
      open([{ role: 'DELEGATE', councilId: 'c1' }], 'delegate'),
      open([{ role: 'CHAIR', councilId: 'c2' }], 'stranger'),
      open(),
    ]);
    const question = 'subscription { chamber(sittingId: "x") { step secret } }';
    for (const viewer of [chair, delegate, other, anonymous]) viewer.subscribe('1', question);
    await federation.chamber.subscribers(4);
    for (let round = 1; round <= 5; round++) {
      federation.chamber.emit((actor) =>
        chamber(
          round,
          actor.grants.some((g) => g.role === 'CHAIR' && g.councilId === 'c1') ? secret : { secret: null },
        ),
      );
      expect((await chair.data<{ chamber: object }>()).chamber).toMatchObject({ step: round, ...secret });
      for (const viewer of [delegate, other, anonymous])
        expect((await viewer.data<{ chamber: object }>()).chamber).toEqual({ step: round, secret: null });
    }
    expect(federation.subgraphs.sessions.connections()).toBe(1);
  });

  it('has rights in it and no person, upstream and in what completes an event', async () => {
    const viewer = await open([{ role: 'DELEGATE', councilId: 'c1' }], 'delegate-7');
    viewer.subscribe('1', CHAMBER, { s: 'x' });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    await viewer.data();
    expect(federation.chamber.seen[0]!.actor).toEqual({
      kind: 'RIGHTS',
      grants: [{ role: 'DELEGATE', councilId: 'c1' }],
    });
    expect(federation.subgraphs.directory.calls[0]!.headers['authorization']).toBeUndefined();
  });

  it('gives who comes later the last state at once, without asking anyone', async () => {
    const first = await open();
    first.subscribe('1', CHAMBER, { s: 'x' });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    federation.chamber.emit(chamber(2));
    await steps(first);
    await steps(first);
    const calls = federation.subgraphs.directory.calls.length;
    const late = await open();
    late.subscribe('9', CHAMBER, { s: 'x' });
    expect(await steps(late)).toBe(2);
    expect([federation.chamber.seen.length, federation.subgraphs.directory.calls.length]).toEqual([1, calls]);
  });

  it('ends the stream with the last who watched, and begins it anew with the next', async () => {
    for (let round = 1; round <= 5; round++) {
      const [a, b] = await Promise.all([open(), open()]);
      a.subscribe('1', STEP, { s: 'x' });
      b.subscribe('1', STEP, { s: 'x' });
      await federation.chamber.subscribers(1);
      federation.chamber.emit(chamber(round));
      expect(await steps(a)).toBeLessThanOrEqual(round);
      if (round % 2) a.send({ id: '1', type: 'complete' });
      else a.socket.terminate();
      await eventually(async () => (await gauge('gateway_viewers')) === 1);
      expect(federation.chamber.listeners.size).toBe(1);
      b.close();
      await federation.chamber.subscribers(0);
    }
    expect(await gauge('gateway_upstreams')).toBe(0);
  });

  it('counts right when many come and go at once', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => open()));
    for (let round = 0; round < 20; round++) {
      many.forEach((viewer, i) => {
        viewer.subscribe('x', STEP, { s: `s${(i + round) % 3}` });
        if ((i + round) % 2) viewer.send({ id: 'x', type: 'complete' });
        else viewer.send({ id: 'x', type: 'complete' });
      });
    }
    many[0]!.subscribe('last', STEP, { s: 'last' });
    await eventually(
      () => federation.chamber.listeners.size === 1 && [...federation.chamber.listeners][0]!.topic === 'last',
    );
    expect(await gauge('gateway_viewers')).toBe(1);
  });
});

describe('the end', () => {
  it('is told to all when the subgraph completes, after the last event, and nothing after it', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    a.subscribe('1', CHAMBER, { s: 'x' });
    b.subscribe('2', CHAMBER, { s: 'x' });
    await eventually(async () => (await gauge('gateway_viewers')) === 2);
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    federation.chamber.emit(chamber(2));
    federation.chamber.complete();
    for (const [viewer, id] of [
      [a, '1'],
      [b, '2'],
    ] as const) {
      expect([await steps(viewer), await steps(viewer)]).toEqual([1, 2]);
      expect(await viewer.next()).toEqual({ id, type: 'complete' });
      viewer.send({ type: 'ping' });
      expect(await viewer.next()).toEqual({ type: 'pong' });
    }
  });

  it('is an error when the subgraph refuses, with its code', async () => {
    federation.chamber.refuse(fault(kitErrors, 'FORBIDDEN', { what: 'Subscription.chamber' }));
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    expect(await viewer.next()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await gauge('gateway_upstreams')).toBe(0);
  });

  it('is an error without detail when the subgraph fails [hostile: inside-in-errors @ socket]', async () => {
    federation.chamber.refuse(new Error('connect 10.0.0.9 refused'));
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    const message = await viewer.next();
    expect(message).toMatchObject({ id: '1', type: 'error' });
    expect(JSON.stringify(message)).not.toContain('10.0.0.9');
  });
});

describe('a lost subgraph', () => {
  it('that cannot answer yet after its restart is asked again', async () => {
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    expect(await steps(viewer)).toBe(1);
    const port = Number(new URL(federation.subgraphs.sessions.url).port);
    await federation.subgraphs.sessions.stop();
    federation.chamber.refuse(new Error('the database is still starting'));
    await federation.start('sessions', { port });
    await eventually(() => federation.chamber.refused > 0);
    federation.chamber.refuse(undefined);
    federation.chamber.emit(chamber(2));
    expect(await steps(viewer)).toBe(2);
  });

  it('is waited for; who watches stays, and hears the present state first', async () => {
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    expect(await steps(viewer)).toBe(1);
    const port = Number(new URL(federation.subgraphs.sessions.url).port);
    await federation.subgraphs.sessions.stop();
    await federation.chamber.subscribers(0);
    federation.chamber.emit(chamber(5));
    const late = await open();
    late.subscribe('late', STEP, { s: 'x' });
    await federation.start('sessions', { port });
    await federation.chamber.subscribers(1);
    expect([await steps(viewer), await steps(late)]).toEqual([5, 5]);
    expect(viewer.closed).toBeUndefined();
  });

  it('is replaced by another of its processes', async () => {
    const second = await federation.start('sessions');
    federation.gateway.useSubgraphs({ sessions: [federation.subgraphs.sessions.url, second.url] });
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    viewer.subscribe('2', STEP, { s: 'y' });
    await federation.chamber.subscribers(2);
    expect([federation.subgraphs.sessions.connections(), second.connections()]).toEqual([1, 1]);
    await second.stop();
    await federation.chamber.subscribers(2);
    federation.chamber.emit(chamber(3));
    expect([await steps(viewer), await steps(viewer)]).toEqual([3, 3]);
  });

  it('does not hurt those of its streams that go on elsewhere when it is taken from the list', async () => {
    const second = await federation.start('sessions');
    const viewer = await open();
    viewer.subscribe('1', STEP, { s: 'x' });
    await federation.chamber.subscribers(1);
    federation.gateway.useSubgraphs({ sessions: [second.url] });
    await eventually(() => second.connections() === 1 && federation.chamber.listeners.size === 1);
    federation.chamber.emit(chamber(4));
    expect(await steps(viewer)).toBe(4);
  });
});

describe('a slow viewer', () => {
  it('is spared states, never the latest, and keeps nobody waiting', async () => {
    const [slow, quick] = await Promise.all([open(), open()]);
    const question = 'subscription { chamber(sittingId: "x") { step note } }';
    slow.subscribe('1', question);
    quick.subscribe('1', question);
    await federation.chamber.subscribers(1);
    await eventually(async () => (await gauge('gateway_viewers')) === 2);
    const tcp = (slow.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket;
    tcp.pause();
    const last = 300;
    for (let i = 1; i <= last; i++) {
      federation.chamber.emit(chamber(i, { note: 'x'.repeat(100_000) }));
      expect(await steps(quick)).toBe(i);
    }
    expect(await gauge('gateway_states_skipped_total')).toBeGreaterThan(100);
    tcp.resume();
    const seen: number[] = [];
    while (seen.at(-1) !== last) seen.push(await steps(slow));
    expect(seen.length).toBeLessThan(last);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe('another supergraph', () => {
  const changed = (sessions: string): string =>
    compose(
      { ...schemas, sessions },
      Object.fromEntries(Object.values(federation.subgraphs).map((s) => [s.name, s.url])),
    );

  it('takes over under who watches: the stream goes on', async () => {
    const viewer = await open();
    viewer.subscribe('1', CHAMBER, { s: 'x' });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(1));
    expect(await steps(viewer)).toBe(1);
    expect(
      await federation.gateway.useSupergraph(
        changed(schemas.sessions.replace('step: Int! note: String', 'step: Int! note: String added: String')),
      ),
    ).toBe(true);
    federation.chamber.emit(chamber(2));
    expect(await steps(viewer)).toBe(2);
    expect(federation.chamber.seen).toHaveLength(1);
    viewer.subscribe('2', 'subscription { chamber(sittingId: "x") { step added } }');
    expect(await viewer.next()).toMatchObject({ id: '2', type: 'error' });
  });

  it('ends what it no longer knows, and only that', async () => {
    const viewer = await open();
    viewer.subscribe('gone', 'subscription { chamber(sittingId: "x") { step note } }');
    viewer.subscribe('stays', STEP, { s: 'x' });
    await federation.chamber.subscribers(2);
    await federation.gateway.useSupergraph(changed(schemas.sessions.replace('note: String ', '')));
    expect(await viewer.next()).toMatchObject({
      id: 'gone',
      type: 'error',
      payload: [{ extensions: { code: 'DOCUMENT_INVALID' } }],
    });
    await federation.chamber.subscribers(1);
    federation.chamber.emit(chamber(2));
    expect(await viewer.next()).toMatchObject({ id: 'stays', type: 'next' });
  });

  it('can come while an event is being completed', async () => {
    const viewer = await open();
    viewer.subscribe('1', CHAMBER, { s: 'x' });
    await federation.chamber.subscribers(1);
    const held = deferred();
    const asked = deferred();
    federation.subgraphs.directory.hold = () => {
      asked.resolve();
      return held.promise;
    };
    federation.chamber.emit(chamber(1));
    await asked.promise;
    await federation.gateway.useSupergraph(changed(`${schemas.sessions} type Extra @key(fields: "id") { id: ID! }`));
    held.resolve();
    expect(await steps(viewer)).toBe(1);
  });
});

async function gauge(name: string): Promise<number> {
  const text = await federation.metrics.metrics();
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, 'm').exec(text)?.[1]);
}
