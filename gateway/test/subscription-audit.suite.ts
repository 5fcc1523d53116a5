/**
 * The audit of federated subscriptions: what any gateway owes to who watches.
 *
 * Runs over `graphql-transport-ws` against an address, with controls over the
 * subgraphs behind it (fixtures/schemas.ts and fixtures/world.ts say what they
 * know). Nothing here knows the gateway: another one is audited by giving its
 * address and the same controls.
 */
import type { Actor, Grant } from '@nghitruong/kit/auth';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { eventually } from '@nghitruong/kit/testing';
import { Viewer, type Message } from './fixtures/viewer.js';
import type { schemas } from './fixtures/schemas.js';
import type { World } from './fixtures/world.js';

type Name = keyof typeof schemas;
type Event = Record<string, unknown>;

export interface AuditTarget {
  /** Of the gateway: `http://…/graphql`. */
  readonly url: string;
  readonly world: World;
  /** The payload of `connection_init` for somebody with these grants; `seconds` is how long their token lasts. */
  greeting(grants: readonly Grant[], seconds?: number): Promise<Record<string, unknown>>;
  /** One event for all who are subscribed at the source, and the present state for who comes later. */
  emit(event: Event | ((actor: Actor) => Event)): void;
  complete(): void;
  /** Refuses whoever subscribes from now on; without an error takes them again. */
  refuse(error?: Error): void;
  /** Resolves once so many are subscribed at the source. */
  subscribers(count: number): Promise<void>;
  stop(name: Name): Promise<void>;
  start(name: Name): Promise<void>;
  /** Another supergraph, of these schemas; resolves when it has taken over. */
  swap(change: (known: typeof schemas) => Partial<Record<Name, string>>): Promise<void>;
  /** Back to how it was before any of this: no state, no refusal, the first supergraph. */
  reset(): Promise<void>;
}

interface Payload {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions?: { code?: string };
  }[];
}
const WATCH = 'subscription { chamber(sittingId: "x") { step } }';

export function describeFederatedSubscriptions(name: string, at: () => AuditTarget): void {
  const viewers: Viewer[] = [];
  afterEach(async () => {
    for (const viewer of viewers.splice(0)) viewer.socket.terminate();
    await at().subscribers(0);
    await at().reset();
  });

  const open = async (grants: readonly Grant[] = [], seconds?: number): Promise<Viewer> => {
    const viewer = await Viewer.open(at().url, { greeting: await at().greeting(grants, seconds) });
    viewers.push(viewer);
    return viewer;
  };
  const council = () => at().world.bodies[0]!;
  const state = (step: number, more: object = {}): Event => ({
    chamber: { __typename: 'Chamber', step, watching: 'all', council: council(), item: null, poll: null, ...more },
  });
  const payload = (message: Message | undefined): Payload => {
    if (message?.type !== 'next') throw new Error(`not an event: ${JSON.stringify(message)}`);
    return message.payload as unknown as Payload;
  };
  const stepOf = async (viewer: Viewer): Promise<number> =>
    (payload(await viewer.next()).data as { chamber: { step: number } }).chamber.step;
  const paths = ({ errors = [] }: Payload): string[] => errors.map((e) => (e.path ?? []).join('.')).sort();
  /** One viewer, one event, what is told of it. */
  const told = async (query: string, event: Event, variables?: Record<string, unknown>, operationName?: string) => {
    const viewer = await open();
    viewer.send({
      id: '1',
      type: 'subscribe',
      payload: { query, ...(variables && { variables }), ...(operationName && { operationName }) },
    });
    await at().subscribers(1);
    at().emit(event);
    return payload(await viewer.next());
  };
  const sub = (fields: string, head = ''): string => `subscription${head} { chamber(sittingId: "x") { ${fields} } }`;
  const poll = (i: number) => at().world.polls[i];

  describe(`${name}: an event is completed`, () => {
    const P0 = { title: 'Nghị quyết số 0' };
    const cases: [string, string, () => object, unknown, Record<string, unknown>?][] = [
      ['by its own subgraph alone', 'step watching', () => ({}), { step: 7, watching: 'all' }],
      ['under an alias', 's: step w: watching', () => ({}), { s: 7, w: 'all' }],
      ['with what was not said as null', 'step note', () => ({}), { step: 7, note: null }],
      ['from a second subgraph', 'council { name }', () => ({}), { council: { name: 'HĐND "thành phố"' } }],
      ['without the key that it needed', 'council { seats }', () => ({}), { council: { seats: 68 } }],
      [
        'with the key where it is asked for, under an alias',
        'council { k: id seats }',
        () => ({}),
        { council: { k: 'c1', seats: 68 } },
      ],
      [
        'from a third subgraph through the second',
        'council { unit { petitions { title } } }',
        () => ({}),
        { council: { unit: { petitions: [{ title: 'Kiến nghị 0.0' }, { title: 'Kiến nghị 0.1' }] } } },
      ],
      [
        'by @requires over three subgraphs',
        'council { unit { share } }',
        () => ({}),
        { council: { unit: { share: 0.4 } } },
      ],
      [
        'by two @requires at once',
        'council { unit { share label name } }',
        () => ({}),
        { council: { unit: { share: 0.4, label: 'Hải Phòng (hai-phong)', name: 'Hải Phòng' } } },
      ],
      [
        'by @requires of what was not asked for',
        'council { unit { label } }',
        () => ({}),
        { council: { unit: { label: 'Hải Phòng (hai-phong)' } } },
      ],
      [
        'in a list of entities',
        'council { members { name } }',
        () => ({}),
        { council: { members: [0, 1, 2, 3].map((i) => ({ name: `Đại biểu «${i}»` })) } },
      ],
      [
        'in an empty list',
        'council { members { name votes { choice } } }',
        () => ({ council: at().world.bodies[1] }),
        { council: { members: [] } },
      ],
      [
        'in lists within lists',
        'council { polls { council { polls { title } } } }',
        () => ({}),
        { council: { polls: [0, 1].map(() => ({ council: { polls: [P0, { title: 'Nghị quyết số 1' }] } })) } },
      ],
      [
        'by an entity that three subgraphs know',
        'poll { leader { name votes(first: 1) { choice } petitions { title } } }',
        () => ({ poll: poll(0) }),
        {
          poll: {
            leader: { name: 'Đại biểu «0»', votes: [{ choice: 'FOR' }], petitions: [{ title: 'Kiến nghị 0.0' }] },
          },
        },
      ],
      [
        'where an entity is null',
        'poll { title leader { name petitions { title } } }',
        () => ({ poll: poll(1) }),
        { poll: { title: 'Nghị quyết số 1', leader: null } },
      ],
      ['where the whole object is null', 'step poll { leader { name } }', () => ({}), { step: 7, poll: null }],
      [
        'where one entity stands twice',
        'a: council { name } b: council { seats unit { name } }',
        () => ({}),
        { a: { name: 'HĐND "thành phố"' }, b: { seats: 68, unit: { name: 'Hải Phòng' } } },
      ],
      [
        'where one field is asked for twice',
        'council { unit { name } } council { unit { weight } }',
        () => ({}),
        { council: { unit: { name: 'Hải Phòng', weight: 40 } } },
      ],
      [
        'where aliases trade the names of fields',
        'council { name: seats seats: name }',
        () => ({}),
        { council: { name: 68, seats: 'HĐND "thành phố"' } },
      ],
      [
        'in a fragment without a type',
        'step ... { council { ... { name } } }',
        () => ({}),
        { step: 7, council: { name: 'HĐND "thành phố"' } },
      ],
      [
        'in a fragment of an interface',
        'council { ... on Body { name unit { name } } }',
        () => ({}),
        { council: { name: 'HĐND "thành phố"', unit: { name: 'Hải Phòng' } } },
      ],
      [
        'in a member of a union',
        'item { __typename ... on Poll { title } ... on Pause { reason } }',
        () => ({ item: poll(0) }),
        { item: { __typename: 'Poll', ...P0 } },
      ],
      [
        'in the other member of a union',
        'item { __typename ... on Poll { title } ... on Pause { reason } }',
        () => ({ item: { __typename: 'Pause', reason: 'nghỉ' } }),
        { item: { __typename: 'Pause', reason: 'nghỉ' } },
      ],
      [
        'in an entity within a union',
        'item { ... on Poll { leader { name petitions { title } } } }',
        () => ({ item: poll(0) }),
        { item: { leader: { name: 'Đại biểu «0»', petitions: [{ title: 'Kiến nghị 0.0' }] } } },
      ],
      [
        'in a member that was not asked for',
        'item { ... on Poll { title } }',
        () => ({ item: { __typename: 'Pause', reason: 'nghỉ' } }),
        { item: {} },
      ],
      ['in a null union', 'step item { __typename }', () => ({}), { step: 7, item: null }],
      [
        'in a union of another subgraph',
        'council { unit { petitions { about { __typename ... on Council { name } ... on Office { budget } } } } }',
        () => ({}),
        {
          council: {
            unit: {
              petitions: [
                { about: { __typename: 'Council', name: 'HĐND "thành phố"' } },
                { about: { __typename: 'Office', budget: 12.5 } },
              ],
            },
          },
        },
      ],
      [
        'with its types’ names',
        '__typename council { __typename unit { __typename } }',
        () => ({}),
        { __typename: 'Chamber', council: { __typename: 'Council', unit: { __typename: 'Unit' } } },
      ],
      [
        'with an argument in what completes it',
        'poll { leader { votes(first: 1) { choice } } }',
        () => ({ poll: poll(0) }),
        { poll: { leader: { votes: [{ choice: 'FOR' }] } } },
      ],
      [
        'with an argument’s default',
        'poll { leader { votes { choice } } }',
        () => ({ poll: poll(0) }),
        { poll: { leader: { votes: [{ choice: 'FOR' }, { choice: 'AGAINST' }] } } },
      ],
      [
        'with letters and quotes whole',
        'note council { unit { name } }',
        () => ({ note: '«Ư» "\\\n\u2028 😀' }),
        { note: '«Ư» "\\\n\u2028 😀', council: { unit: { name: 'Hải Phòng' } } },
      ],
    ];
    test.each(cases)('%s', async (_, fields, more, expected) => {
      expect(await told(sub(fields), state(7, more()))).toEqual({ data: { chamber: expected } });
    });

    test('under an alias of its root', async () => {
      const { data } = await told('subscription { now: chamber(sittingId: "x") { step council { seats } } }', {
        now: null,
        ...state(1),
      });
      expect(data).toEqual({ now: { step: 1, council: { seats: 68 } } });
    });
    test('by fragments of fragments, over subgraphs', async () => {
      const query =
        'subscription { ...R } fragment R on Subscription { chamber(sittingId: "x") { ...C } } fragment C on Chamber { council { ...M } } fragment M on Council { unit { ...U } } fragment U on Unit { name share }';
      expect((await told(query, state(1))).data).toEqual({
        chamber: { council: { unit: { name: 'Hải Phòng', share: 0.4 } } },
      });
    });
    test('by the operation that is named, of two', async () => {
      const query = `subscription A { ticks } subscription B { chamber(sittingId: "x") { step } }`;
      expect((await told(query, state(3), undefined, 'B')).data).toEqual({ chamber: { step: 3 } });
    });
    test.each([
      [true, { step: 1, council: { name: 'HĐND "thành phố"' } }],
      [false, { step: 1 }],
    ])('by @include of a variable that is %s', async (yes, expected) => {
      const query = sub('step council @include(if: $yes) { name }', '($yes: Boolean!)');
      expect((await told(query, state(1), { yes })).data).toEqual({ chamber: expected });
    });
    test.each([
      [true, { step: 1 }],
      [false, { step: 1, council: { unit: { share: 0.4 } } }],
    ])('by @skip on a fragment, of a variable that is %s', async (no, expected) => {
      const query = `${sub('step ...F @skip(if: $no)', '($no: Boolean!)')} fragment F on Chamber { council { unit { share } } }`;
      expect((await told(query, state(1), { no })).data).toEqual({ chamber: expected });
    });
    test('by a condition within what completes it', async () => {
      const query = sub(
        'council { name seats @include(if: $a) unit @skip(if: $b) { name } }',
        '($a: Boolean!, $b: Boolean = true)',
      );
      expect((await told(query, state(1), { a: true })).data).toEqual({
        chamber: { council: { name: 'HĐND "thành phố"', seats: 68 } },
      });
    });
    test('by a variable that only what completes it uses', async () => {
      const query = sub('poll { leader { votes(first: $n) { choice } } }', '($n: Int)');
      expect((await told(query, state(1, { poll: poll(0) }), { n: 1 })).data).toEqual({
        chamber: { poll: { leader: { votes: [{ choice: 'FOR' }] } } },
      });
    });
    test('by a variable of the root, with its default', async () => {
      const query = 'subscription($s: ID!, $n: Int = 4) { chamber(sittingId: $s, step: $n) { step } }';
      expect((await told(query, state(4), { s: 'x' })).data).toEqual({ chamber: { step: 4 } });
    });
  });

  describe(`${name}: an error`, () => {
    const refused = (what: string) => () => {
      throw fault(kitErrors, 'FORBIDDEN', { what });
    };
    test('of the event’s own subgraph stands at its place, and the rest is there', async () => {
      const said = await told(sub('step secret council { seats }'), state(1, { secret: refused('secret') }));
      expect([said.data, paths(said), said.errors![0]!.extensions!.code]).toEqual([
        { chamber: { step: 1, secret: null, council: { seats: 68 } } },
        ['chamber.secret'],
        'FORBIDDEN',
      ]);
    });
    test('of another subgraph stands at each place in a list', async () => {
      const said = await told(sub('council { members { name phone } }'), state(1));
      expect(paths(said)).toEqual([0, 1, 2, 3].map((i) => `chamber.council.members.${i}.phone`));
    });
    test('is told under the caller’s own names', async () => {
      const said = await told(
        'subscription { now: chamber(sittingId: "x") { c: council { m: members { p: phone } } } }',
        { now: null, ...state(1) },
      );
      expect(paths(said)).toEqual([0, 1, 2, 3].map((i) => `now.c.m.${i}.p`));
    });
    test('in a required field empties the nearest place that may be empty', async () => {
      const said = await told(sub('council { members { name votes(first: 1) { strict } } }'), state(1));
      const { members } = (said.data as { chamber: { council: { members: { votes: unknown }[] } } }).chamber.council;
      expect(members.map((m) => m.votes !== null)).toEqual([true, true, true, false]);
      expect(paths(said)).toEqual(['chamber.council.members.3.votes.0.strict']);
    });
    test('of a required entity that is not found empties everything, and the stream goes on', async () => {
      const viewer = await open();
      viewer.subscribe('1', sub('step council { name }'));
      await at().subscribers(1);
      at().emit(state(1, { council: { __typename: 'Council', id: 'nobody' } }));
      const first = payload(await viewer.next());
      expect([first.data, first.errors?.length]).toEqual([null, 1]);
      expect(paths(first)[0]).toMatch(/^chamber\.council/);
      at().emit(state(2));
      expect(payload(await viewer.next())).toEqual({
        data: { chamber: { step: 2, council: { name: 'HĐND "thành phố"' } } },
      });
    });
    test('of a subgraph that is away leaves its part empty, and is over when it is back', async () => {
      const viewer = await open();
      viewer.subscribe('1', sub('step poll { title leader { nick } }'));
      await at().subscribers(1);
      await at().stop('directory');
      at().emit(state(1, { poll: poll(0) }));
      const first = payload(await viewer.next());
      await at().start('directory');
      expect(first.data).toEqual({ chamber: { step: 1, poll: { title: 'Nghị quyết số 0', leader: { nick: null } } } });
      // Whether at the entity or at its field is a gateway's choice.
      expect(paths(first)).toEqual([expect.stringMatching(/^chamber\.poll\.leader(\.nick)?$/)]);
      let step = 1;
      await eventually(async () => {
        at().emit(state(++step, { poll: poll(0) }));
        return payload(await viewer.next()).errors === undefined;
      });
    });
    test('at the beginning is the end, with its code and nothing after it', async () => {
      at().refuse(fault(kitErrors, 'FORBIDDEN', { what: 'Subscription.chamber' }));
      const viewer = await open();
      viewer.subscribe('1', WATCH);
      expect(await viewer.next()).toMatchObject({
        id: '1',
        type: 'error',
        payload: [{ extensions: { code: 'FORBIDDEN' } }],
      });
      viewer.send({ type: 'ping' });
      expect((await viewer.next())?.type).toBe('pong');
    });
    test.each([
      ['an unknown field', 'subscription { chamber(sittingId: "x") { nope } }'],
      ['two roots', 'subscription { ticks chamber(sittingId: "x") { step } }'],
      ['two operations without a name', 'subscription A { ticks } subscription B { ticks }'],
      ['a missing variable', 'subscription($s: ID!) { chamber(sittingId: $s) { step } }'],
      ['a condition at the root', 'subscription($y: Boolean!) { ticks @include(if: $y) }'],
    ])('of a document with %s is one, and the socket goes on', async (_, query) => {
      const viewer = await open();
      viewer.subscribe('1', query);
      expect(await viewer.next()).toMatchObject({ id: '1', type: 'error' });
      viewer.subscribe('1', WATCH);
      await at().subscribers(1);
      at().emit(state(1));
      expect(await stepOf(viewer)).toBe(1);
    });
  });

  describe(`${name}: who watches`, () => {
    test('hears events in their order', async () => {
      const viewer = await open();
      viewer.subscribe('1', sub('step council { seats }'));
      await at().subscribers(1);
      for (let i = 1; i <= 50; i++) at().emit(state(i));
      const seen: number[] = [];
      while (seen.length < 50) seen.push(await stepOf(viewer));
      expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });
    test('and comes late gets the present state first', async () => {
      const [first, late] = [await open(), await open()];
      first.subscribe('1', WATCH);
      await at().subscribers(1);
      at().emit(state(1));
      at().emit(state(2));
      expect([await stepOf(first), await stepOf(first)]).toEqual([1, 2]);
      late.subscribe('1', WATCH);
      expect(await stepOf(late)).toBe(2);
    });
    test('on one socket by several ids hears each by its own', async () => {
      const viewer = await open();
      viewer.subscribe('a', WATCH);
      viewer.subscribe('b', 'subscription { chamber(sittingId: "y") { watching } }');
      await at().subscribers(2);
      at().emit(state(1));
      const both = [await viewer.next(), await viewer.next()].sort((m, n) => (m!.id! < n!.id! ? -1 : 1));
      expect(both.map((m) => [m!.id, payload(m).data])).toEqual([
        ['a', { chamber: { step: 1 } }],
        ['b', { chamber: { watching: 'all' } }],
      ]);
    });
    test('and leaves hears nothing more; the id may be used again', async () => {
      const viewer = await open();
      viewer.subscribe('1', WATCH);
      await at().subscribers(1);
      viewer.send({ id: '1', type: 'complete' });
      await at().subscribers(0);
      at().emit(state(1));
      viewer.subscribe('1', WATCH);
      await at().subscribers(1);
      expect(await stepOf(viewer)).toBe(1);
      at().emit(state(2));
      expect(await stepOf(viewer)).toBe(2);
    });
    test('is told the end after the last event, and nothing after it', async () => {
      const viewer = await open();
      viewer.subscribe('1', sub('step council { seats }'));
      await at().subscribers(1);
      for (const i of [1, 2, 3]) at().emit(state(i));
      at().complete();
      expect([await stepOf(viewer), await stepOf(viewer), await stepOf(viewer)]).toEqual([1, 2, 3]);
      expect(await viewer.next()).toEqual({ id: '1', type: 'complete' });
      viewer.send({ type: 'ping' });
      expect((await viewer.next())?.type).toBe('pong');
    });
    test('is counted right while many come and go', async () => {
      const many = await Promise.all(Array.from({ length: 8 }, () => open()));
      for (let round = 0; round < 15; round++)
        for (const [i, viewer] of many.entries()) {
          viewer.subscribe('x', `subscription { chamber(sittingId: "s${(i + round) % 3}") { step } }`);
          viewer.send({ id: 'x', type: 'complete' });
        }
      many[0]!.subscribe('last', WATCH);
      await at().subscribers(1);
      at().emit(state(9));
      expect(await stepOf(many[0]!)).toBe(9);
    });
    test('sees what their rights allow, never what another’s do', async () => {
      const [chair, delegate, other, nobody] = await Promise.all([
        open([{ role: 'CHAIR', councilId: 'c1' }]),
        open([{ role: 'DELEGATE', councilId: 'c1' }]),
        open([{ role: 'CHAIR', councilId: 'c2' }]),
        open(),
      ]);
      const all = [chair, delegate, other, nobody];
      for (const viewer of all) viewer.subscribe('1', sub('step secret'));
      await at().subscribers(4);
      for (let round = 1; round <= 5; round++) {
        at().emit((actor) =>
          state(round, { secret: actor.grants.some((g) => g.role === 'CHAIR' && g.councilId === 'c1') ? 'x' : null }),
        );
        const seen = await Promise.all(all.map(async (v) => payload(await v.next()).data));
        expect(seen).toEqual(['x', null, null, null].map((secret) => ({ chamber: { step: round, secret } })));
      }
    });
    test('slowly is spared states, never the latest, and keeps nobody waiting', async () => {
      const [slow, quick] = [await open(), await open()];
      for (const viewer of [slow, quick]) viewer.subscribe('1', sub('step note'));
      await at().subscribers(1);
      at().emit(state(1));
      expect([await stepOf(slow), await stepOf(quick)]).toEqual([1, 1]);
      const tcp = (slow.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket;
      tcp.pause();
      const last = 250;
      for (let i = 2; i <= last; i++) {
        at().emit(state(i, { note: 'x'.repeat(100_000) }));
        expect(await stepOf(quick)).toBe(i);
      }
      tcp.resume();
      const seen: number[] = [];
      while (seen.at(-1) !== last) seen.push(await stepOf(slow));
      expect(seen.length).toBeLessThan(last - 1);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
    });
    test('loses the socket with the token', async () => {
      const viewer = await open([{ role: 'DELEGATE', councilId: 'c1' }], 2);
      viewer.subscribe('1', WATCH);
      await at().subscribers(1);
      expect((await viewer.ended()).code).toBe(4403);
      await at().subscribers(0);
    });
  });

  describe(`${name}: behind the door`, () => {
    test('a subgraph that is killed and comes back is heard again, the present state first', async () => {
      const viewer = await open();
      viewer.subscribe('1', WATCH);
      await at().subscribers(1);
      at().emit(state(1));
      expect(await stepOf(viewer)).toBe(1);
      await at().stop('sessions');
      await at().subscribers(0);
      at().emit(state(5));
      await at().start('sessions');
      await at().subscribers(1);
      expect(await stepOf(viewer)).toBe(5);
      expect(viewer.closed).toBeUndefined();
    });
    test('a supergraph with another field takes over under who watches', async () => {
      const viewer = await open();
      viewer.subscribe('1', sub('step council { seats }'));
      await at().subscribers(1);
      at().emit(state(1));
      expect(await stepOf(viewer)).toBe(1);
      await at().swap((s) => ({ directory: s.directory.replace('seats: Int!', 'seats: Int! motto: String') }));
      at().emit(state(2));
      expect(await stepOf(viewer)).toBe(2);
      viewer.subscribe('2', sub('council { motto }'));
      const said = await viewer.next();
      expect([said!.id, said!.type]).toEqual(['2', 'next']);
    });
    test('a supergraph without a field ends who asked for it, and nobody else', async () => {
      const viewer = await open();
      viewer.subscribe('gone', sub('step note'));
      viewer.subscribe('stays', WATCH);
      await at().subscribers(2);
      await at().swap((s) => ({ sessions: s.sessions.replace('note: String ', '') }));
      expect(await viewer.next()).toMatchObject({ id: 'gone', type: 'error' });
      await at().subscribers(1);
      at().emit(state(2));
      expect(await viewer.next()).toMatchObject({ id: 'stays', type: 'next' });
    });
  });
}
