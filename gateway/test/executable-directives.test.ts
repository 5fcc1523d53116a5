/**
 * Directives that callers write for subgraphs: valid by the API schema, handed on with the field, or refused.
 *
 * The subgraphs here say what they heard: `tên @mark{"tag":"x"}`.
 */
import { getArgumentValues, type GraphQLResolveInfo } from 'graphql';
import { silentLog } from '@nghitruong/kit/log';
import { loadSupergraph } from '../src/supergraph/planner.js';
import { composed, type Part } from './fixtures/in-process.js';
import { compose, startFederation } from './fixtures/federation.js';
import { schemas } from './fixtures/schemas.js';
import { Viewer } from './fixtures/viewer.js';

/** A value, and the directives that were heard with it, coerced by the subgraph. */
const heard =
  (value: string | ((from: never) => string)) =>
  (from: unknown, _: unknown, __: unknown, { fieldNodes, schema, variableValues }: GraphQLResolveInfo): string => {
    const said = fieldNodes
      .flatMap((node) => node.directives ?? [])
      .filter((d) => d.name.value !== 'skip' && d.name.value !== 'include')
      .map((d) => {
        const args = getArgumentValues(schema.getDirective(d.name.value)!, d, variableValues);
        return ` @${d.name.value}${Object.keys(args).length > 0 ? JSON.stringify(args) : ''}`;
      });
    return (typeof value === 'string' ? value : value(from as never)) + said.join('');
  };

const refused = (code: string) => ({ code }) as object;

const COMPOSED = '@link(url: "https://nghitruong.example/access/v1.0", import: ["@access"])';
/** Composed from one that has a default and one that has none, as composition allows. */
const access = (definition: string, sdl: string): string =>
  `extend schema ${COMPOSED} @composeDirective(name: "@access") directive @access${definition} enum Scope { PUBLIC PRIVATE } ${sdl}`;
const scoped = {
  a: {
    sdl: access(
      '(scope: Scope!) on FIELD',
      'type Query { a: String aOf(scope: Scope): String } type Unit { other: Int }',
    ),
    resolvers: { Query: { a: heard('a'), aOf: heard('aOf') } },
  },
  b: {
    sdl: access('(scope: Scope! = PUBLIC) on FIELD', 'type Query { b: String }'),
    resolvers: { Query: { b: heard('b') } },
  },
};

describe('a directive that `@composeDirective` keeps', () => {
  const both = (scope: string) => ({ a: `a @access{"scope":"${scope}"}`, b: `b @access{"scope":"${scope}"}` });

  test.each([
    ['its default, which one subgraph does not know', '{ a @access b @access }', {}, 'PUBLIC'],
    ['a literal', '{ a @access(scope: PRIVATE) b @access(scope: PRIVATE) }', {}, 'PRIVATE'],
    ['a variable', 'query($s: Scope!) { a @access(scope: $s) b @access(scope: $s) }', { s: 'PRIVATE' }, 'PRIVATE'],
    [
      'a variable that may be left out, and is given',
      'query($s: Scope) { a @access(scope: $s) b @access(scope: $s) }',
      { s: 'PRIVATE' },
      'PRIVATE',
    ],
    [
      'a variable that may be left out, and is',
      'query($s: Scope) { a @access(scope: $s) b @access(scope: $s) }',
      {},
      'PUBLIC',
    ],
    [
      'the default of a variable',
      'query($s: Scope = PRIVATE) { a @access(scope: $s) b @access(scope: $s) }',
      {},
      'PRIVATE',
    ],
  ])('is heard in every subgraph with %s', async (_name, query, variables, scope) => {
    const graph = await composed(scoped);
    expect(await graph.ask(query, variables)).toEqual({ data: both(scope), errors: [] });
  });

  test('a variable that means something else elsewhere when it is left out is refused', async () => {
    const graph = await composed(scoped);
    const query = 'query($s: Scope) { a @access(scope: $s) aOf(scope: $s) }';
    await expect(graph.ask(query)).rejects.toMatchObject(refused('PLAN_REFUSED'));
    const sure = 'query($s: Scope!) { a @access(scope: $s) aOf(scope: $s) }';
    expect((await graph.ask(sure, { s: 'PRIVATE' })).data).toMatchObject({ a: 'a @access{"scope":"PRIVATE"}' });
  });

  test.each([
    ['an unknown value', '{ a @access(scope: ALL) }'],
    ['no value where one is needed', '{ b @access(scope: null) }'],
    ['an argument that it has not', '{ a @access(scope: PUBLIC, to: 1) }'],
    ['itself twice', '{ a @access @access }'],
    ['a place that it is not for', '{ ... @access { a } }'],
    ['a variable of another type', 'query($s: String!) { a @access(scope: $s) }'],
  ])('is no document with %s', async (_name, query) => {
    const graph = await composed(scoped);
    await expect(graph.ask(query)).rejects.toMatchObject(refused('DOCUMENT_INVALID'));
  });

  test('a value of a variable that the schema does not know is refused', async () => {
    const graph = await composed(scoped);
    const query = 'query($s: Scope!) { a @access(scope: $s) }';
    await expect(graph.ask(query, { s: 'ALL' })).rejects.toMatchObject(refused('VARIABLES_INVALID'));
  });

  test('a subgraph that does not know it gives an error, and no data without it', async () => {
    const sdl = `extend schema @link(url: "https://nghitruong.example/noted/v1.0", import: ["@noted"]) @composeDirective(name: "@noted")
      directive @noted(as: String = "x") on FIELD type Query { a: String }`;
    const graph = await composed({
      a: { sdl, resolvers: { Query: { a: heard('a') } } },
      b: { sdl: 'type Query { b: String }', resolvers: { Query: { b: () => 'b' } } },
    });
    const { data, errors } = await graph.ask('{ a @noted b @noted }');
    expect(data).toEqual({ a: 'a @noted{"as":"x"}', b: null });
    expect(errors).toMatchObject([{ path: ['b'] }]);
  });

  test('without its places in schemas, and not at all where it has no other or its types are hidden', async () => {
    const link = (names: string) =>
      `extend schema @link(url: "https://nghitruong.example/more/v1.0", import: ["@both", "@rule", "@deep"]) ${names}`;
    const sdl = link(
      '@composeDirective(name: "@both") @composeDirective(name: "@rule") @composeDirective(name: "@deep")',
    );
    const graph = await composed({
      a: {
        sdl: `${sdl} directive @both on FIELD | FIELD_DEFINITION directive @rule on FIELD_DEFINITION
          directive @deep(of: more__Depth) on FIELD enum more__Depth { ONE }
          type Query { a: String @both @rule }`,
        resolvers: { Query: { a: heard('a') } },
      },
    });
    const places = '{ __schema { directives { name locations } } }';
    expect((await graph.ask(places)).data).toMatchObject({
      __schema: { directives: expect.arrayContaining([{ name: 'both', locations: ['FIELD'] }]) as unknown },
    });
    expect(await graph.ask('{ a @both }')).toEqual({ data: { a: 'a @both' }, errors: [] });
    for (const query of ['{ a @rule }', '{ a @deep }'])
      await expect(graph.ask(query)).rejects.toMatchObject(refused('DOCUMENT_INVALID'));
  });
});

test.each([
  '@join__field',
  '@join__type(graph: A)',
  '@link(url: "https://nghitruong.example/x")',
  '@tag(name: "x")',
  '@inaccessible',
  '@key(fields: "id")',
  '@composeDirective(name: "@mark")',
  '@cost(weight: 1)',
  '@deprecated',
  '@defer',
  '@stream',
  '@lone',
])('%s is none that a caller may write', async (directive) => {
  const everywhere = 'on FIELD | INLINE_FRAGMENT | QUERY';
  const graph = await composed({
    a: {
      sdl: `directive @lone ${everywhere} directive @stream ${everywhere} directive @defer ${everywhere}
        type Query { a: String @inaccessible b: String @tag(name: "x") @cost(weight: 2) }`,
      resolvers: {},
    },
    b: {
      sdl: `directive @stream ${everywhere} directive @defer ${everywhere} type Query { c: String }`,
      resolvers: {},
    },
  });
  for (const query of [`{ b ${directive} }`, `{ ... ${directive} { b } }`, `query ${directive} { b }`])
    await expect(graph.ask(query)).rejects.toMatchObject(refused('DOCUMENT_INVALID'));
});

test('federation’s own stay out even where a supergraph file says that a document may hold them', async () => {
  const { a, b } = scoped;
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"]) ';
  const sdl = compose({ a: link + a.sdl, b: link + b.sdl });
  const widened = sdl.replace(/^directive @join__graph.*/m, (line) => `${line} | FIELD`);
  expect(widened).toContain('on ENUM_VALUE | FIELD');
  const { apiSchema } = await loadSupergraph(widened, silentLog);
  expect(apiSchema.getDirectives().map((d) => d.name)).toEqual(expect.arrayContaining(['access']));
  expect(apiSchema.getDirectives().filter((d) => d.name.includes('__') || d.name === 'link')).toEqual([]);
});

const MARK = `directive @mark(tag: String = "d", n: Int, of: [String!], in: MarkInput) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | QUERY | MUTATION | SUBSCRIPTION | VARIABLE_DEFINITION
  directive @bare on FIELD
  input MarkInput { kind: String depth: Int = 3 }\n`;

/** Units in three subgraphs; what the third says of them it makes of what the first says. */
const units: Record<string, Part> = {
  a: {
    sdl: `${MARK}type Query { unit: Unit units: [Unit!]! ward: Unit } type Mutation { rename(to: String!): Unit } type Subscription { renamed: Unit }
      type Unit @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: { unit: () => ({ id: 'u' }), units: () => [{ id: 'u' }, { id: 'v' }], ward: () => ({ id: 'w' }) },
      Mutation: { rename: (_: unknown, { to }: { to: string }) => ({ id: to }) },
      Unit: {
        __resolveReference: (r: object) => r,
        id: heard(({ id }: { id: string }) => id),
        name: heard(({ id }: { id: string }) => `tên ${id}`),
      },
    },
  },
  b: {
    sdl: `${MARK}type Unit @key(fields: "id") { id: ID! kind(of: String): String note: String }`,
    resolvers: {
      Unit: {
        __resolveReference: (r: object) => r,
        kind: heard(({ id }: { id: string }) => `loại ${id}`),
        note: heard('ghi chú'),
      },
    },
  },
  c: {
    sdl: `${MARK}type Unit @key(fields: "id") { id: ID! name: String @external label: String @requires(fields: "name") }`,
    resolvers: {
      Unit: {
        __resolveReference: (r: object) => r,
        label: heard(({ id, name }: { id: string; name: string }) => `${id}: ${name}`),
      },
    },
  },
};

describe('a directive that every subgraph defines', () => {
  test('goes with its field into whichever subgraph, each time it is written, in its order', async () => {
    const graph = await composed(units);
    const query =
      '{ unit @bare { n: name @mark(tag: "1") @mark(tag: "2") kind(of: "x") @bare @mark(n: 4, of: ["x"], in: { kind: "y" }) } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        unit: {
          n: 'tên u @mark{"tag":"1"} @mark{"tag":"2"}',
          kind: 'loại u @bare @mark{"tag":"d","n":4,"of":["x"],"in":{"kind":"y","depth":3}}',
        },
      },
      errors: [],
    });
    expect(graph.calls[0]!.query).toContain('unit@bare{');
  });

  test('is heard each time that its field is written, whatever it says there', async () => {
    const graph = await composed(units);
    const query =
      '{ unit { kind @mark(tag: "1") kind kind @mark(tag: "2") @bare ... on Unit { kind @mark(tag: "3") } } }';
    expect((await graph.ask(query)).data).toEqual({
      unit: { kind: 'loại u @mark{"tag":"1"} @mark{"tag":"2"} @bare @mark{"tag":"3"}' },
    });
  });

  test('twice where it is not repeatable is no document', async () => {
    const graph = await composed(units);
    await expect(graph.ask('{ unit { name @bare @bare } }')).rejects.toMatchObject(refused('DOCUMENT_INVALID'));
  });

  test('takes its variables along, to the subgraph that hears it and to no other', async () => {
    const graph = await composed(units);
    const query =
      'query($t: String, $k: String, $n: Int = 7) { unit { name @mark(tag: $t) kind @mark(in: { kind: $k }, n: $n) } }';
    expect(await graph.ask(query, { t: 'x', k: 'y' })).toEqual({
      data: {
        unit: {
          name: 'tên u @mark{"tag":"x"}',
          kind: 'loại u @mark{"tag":"d","n":7,"in":{"kind":"y","depth":3}}',
        },
      },
      errors: [],
    });
    expect(graph.calls.map(({ service, variables }) => [service, Object.keys(variables).sort()])).toEqual([
      ['a', ['t']],
      ['b', ['k', 'representations']],
    ]);
  });

  test.each([
    [{ s: true, i: true }, { name: 'tên u @mark{"tag":"d"}' }],
    [
      { s: false, i: true },
      { name: 'tên u @mark{"tag":"d"}', kind: 'loại u @mark{"tag":"k"}' },
    ],
    [{ s: false, i: false }, { kind: 'loại u @mark{"tag":"k"}' }],
    [{ s: true, i: false }, {}],
  ])('stands beside @skip and @include, %j', async (variables, unit) => {
    const graph = await composed(units);
    const query =
      'query($s: Boolean!, $i: Boolean!) { unit { name @mark @include(if: $i) kind @skip(if: $s) @mark(tag: "k") note @mark @skip(if: true) } }';
    expect(await graph.ask(query, variables)).toEqual({ data: { unit }, errors: [] });
  });

  test('of what is never asked for is told to nobody', async () => {
    const graph = await composed(units);
    const query = '{ unit { name @mark ... @include(if: false) { note @mark } kind @skip(if: true) @mark } }';
    expect((await graph.ask(query)).data).toEqual({ unit: { name: 'tên u @mark{"tag":"d"}' } });
    expect(graph.calls.map((c) => c.service)).toEqual(['a']);
  });

  test('is heard of a field that a fragment holds, and by one question only where fragments meet', async () => {
    const graph = await composed(units);
    const query =
      '{ unit { ...A ...B } } fragment A on Unit { name @mark(tag: "x") kind @bare } fragment B on Unit { name @mark(tag: "x") note }';
    expect(await graph.ask(query)).toEqual({
      data: { unit: { name: 'tên u @mark{"tag":"x"}', kind: 'loại u @bare', note: 'ghi chú' } },
      errors: [],
    });
  });

  test('changes nothing that another field is made of, nor a key', async () => {
    const graph = await composed(units);
    expect(await graph.ask('{ units { name @mark id @bare label @mark(tag: "l") kind } }')).toEqual({
      data: {
        units: ['u', 'v'].map((id) => ({
          name: `tên ${id} @mark{"tag":"d"}`,
          id: `${id} @bare`,
          label: `${id}: tên ${id} @mark{"tag":"l"}`,
          kind: `loại ${id}`,
        })),
      },
      errors: [],
    });
  });

  test('of a mutation is heard by it', async () => {
    const graph = await composed(units);
    const query = 'mutation @mark(tag: "op") { rename(to: "x") { name @bare kind @bare } }';
    expect((await graph.ask(query)).data).toEqual({ rename: { name: 'tên x @bare', kind: 'loại x @bare' } });
    expect(graph.calls.map((c) => c.query)).toEqual([
      expect.stringMatching(/^mutation\s*@mark\(tag:"op"\)/),
      expect.stringMatching(/^query[^{]*@mark\(tag:"op"\)/),
    ]);
  });

  test('of an operation is told in each of its questions, joined ones too', async () => {
    const graph = await composed(units);
    const query = 'query($t: String!) @mark(tag: $t) { unit { kind } ward { note } }';
    expect(await graph.ask(query, { t: 'x' })).toEqual({
      data: { unit: { kind: 'loại u' }, ward: { note: 'ghi chú' } },
      errors: [],
    });
    expect(graph.calls).toHaveLength(2);
    for (const { query: asked, variables } of graph.calls) {
      expect(asked).toMatch(/^query[^{]*@mark\(tag:\s?\$t\)/);
      expect(variables).toMatchObject({ t: 'x' });
    }
  });

  test('of a subscription is told to its source', async () => {
    const graph = await composed(units);
    const query = 'subscription($t: String) @mark(tag: "op") { renamed @mark(tag: $t) { name @bare kind @mark } }';
    for (const choice of ['auto', 'hive'] as const) {
      const { query: asked, variables } = await graph.question(choice, query, { t: 'x' });
      expect(asked).toMatch(/^subscription[^{]*@mark\(tag:"op"\)\{renamed@mark\(tag:\$t\)\{.*name@bare/);
      expect(JSON.parse(variables)).toEqual({ t: 'x' });
    }
  });

  test('is planned by the planner that hands it on, whichever is first', async () => {
    const graph = await composed(units);
    expect(await graph.plannedBy('hive', '{ unit { name } }')).toBe('hive');
    expect(await graph.plannedBy('hive', '{ unit { name @bare } }')).toBe('apollo');
    expect(await graph.plannedBy('hive', 'query @mark { unit { name } }')).toBe('apollo');
  });
});

describe('wherever a planner takes the field', () => {
  test('an interface whose types lie in different subgraphs, and an interface object', async () => {
    const all = 'directive @mark(n: Int = 1) repeatable on FIELD ';
    const graph = await composed({
      a: {
        sdl: `${all} type Query { bodies: [Body!]! } interface Body @key(fields: "id") { id: ID! name: String }
          type Council implements Body @key(fields: "id") { id: ID! name: String @external }
          type Office implements Body @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Query: {
            bodies: () => [
              { __typename: 'Council', id: 'c' },
              { __typename: 'Office', id: 'o' },
            ],
          },
          Office: { name: heard('Sở') },
        },
      },
      b: {
        sdl: `${all} type Council @key(fields: "id") { id: ID! name: String }`,
        resolvers: { Council: { __resolveReference: (r: object) => r, name: heard('HĐND') } },
      },
      c: {
        sdl: `${all} type Body @key(fields: "id") @interfaceObject { id: ID! label: String }`,
        resolvers: { Body: { __resolveReference: (r: object) => r, label: heard('nhãn') } },
      },
    });
    const query = '{ bodies { __typename @mark name @mark(n: 2) label @mark @mark(n: 3) ... on Office { l: label } } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        bodies: [
          { __typename: 'Council', name: 'HĐND @mark{"n":2}', label: 'nhãn @mark{"n":1} @mark{"n":3}' },
          { __typename: 'Office', name: 'Sở @mark{"n":2}', label: 'nhãn @mark{"n":1} @mark{"n":3}', l: 'nhãn' },
        ],
      },
      errors: [],
    });
  });

  test('one name for fields that a subgraph cannot tell under one', async () => {
    const mark = 'directive @mark on FIELD ';
    const graph = await composed({
      a: {
        sdl: `${mark} type Query { items: [Item!]! } union Item = Poll | Pause
          type Poll @key(fields: "id") { id: ID! title: String! @shareable } type Pause { reason: String }`,
        resolvers: {
          Query: { items: () => [{ __typename: 'Poll', id: '1' }, { __typename: 'Pause' }] },
          Poll: { title: heard('biểu quyết') },
          Pause: { reason: heard('nghỉ') },
        },
      },
      b: {
        sdl: `${mark} type Poll @key(fields: "id") { id: ID! title: String @shareable }`,
        resolvers: {},
      },
    });
    expect(await graph.ask('{ items { ... on Poll { t: title } ... on Pause { t: reason @mark } } }')).toEqual({
      data: { items: [{ t: 'biểu quyết' }, { t: 'nghỉ @mark' }] },
      errors: [],
    });
  });

  test('what the gateway answers itself, where nobody is told', async () => {
    const graph = await composed(units);
    const query = '{ __typename @bare __type(name: "Unit") @mark { name @bare } unit { __typename @mark name @bare } }';
    expect(await graph.ask(query)).toEqual({
      data: { __typename: 'Query', __type: { name: 'Unit' }, unit: { __typename: 'Unit', name: 'tên u @bare' } },
      errors: [],
    });
  });

  test('one of several operations is looked at alone', async () => {
    const graph = await composed(units);
    const refusedAlone = 'query B { unit { ... @mark { kind } } }';
    await expect(graph.ask(refusedAlone)).rejects.toMatchObject(refused('PLAN_REFUSED'));
    expect((await graph.ask('query A { unit { kind @bare } } ' + refusedAlone, {}, 'A')).data).toEqual({
      unit: { kind: 'loại u @bare' },
    });
  });
});

describe('at a fragment', () => {
  test.each([
    ['in line', '{ unit { ... @mark(tag: "x") { __typename name } } }', '...@mark(tag:"x")'],
    ['spread', '{ unit { ...F @mark(tag: "x") } } fragment F on Unit { name }', '...on Unit@mark(tag:"x")'],
    ['defined', '{ unit { ...F } } fragment F on Unit @mark(tag: "x") { name }', '...on Unit@mark(tag:"x")'],
  ])('it is told with the fragment: %s', async (_name, query, asked) => {
    const graph = await composed(units);
    expect((await graph.ask(query)).data).toMatchObject({ unit: { name: 'tên u' } });
    expect(graph.calls.map((c) => c.query)).toEqual([expect.stringContaining(asked)]);
  });

  test.each([
    ['goes on in another subgraph', '{ unit { ... @mark { name kind } } }'],
    ['is spread into one', '{ unit { ...F @mark } } fragment F on Unit { kind }'],
    ['is defined for one', '{ unit { ...F } } fragment F on Unit @mark { kind }'],
    ['asks for what is asked for without it', '{ unit { ... @mark { name } name } }'],
  ])('that %s it is refused: no planner hands it on', async (_name, query) => {
    const graph = await composed(units);
    for (const choice of ['auto', 'apollo', 'hive'] as const)
      await expect(graph.askBy(choice, query)).rejects.toMatchObject(refused('PLAN_REFUSED'));
  });
});

test('at fragments on two types, of which one goes on elsewhere, it is refused', async () => {
  const graph = await composed({
    a: {
      sdl: `${MARK} type Query { items: [Item!]! } union Item = Poll | Pause
        type Poll @key(fields: "id") { id: ID! } type Pause { title: String }`,
      resolvers: {},
    },
    b: { sdl: `${MARK} type Poll @key(fields: "id") { id: ID! title: String }`, resolvers: {} },
  });
  const query = '{ items { ... on Poll @mark { title } ... on Pause @mark { title } } }';
  for (const choice of ['auto', 'hive'] as const)
    await expect(graph.askBy(choice, query)).rejects.toMatchObject(refused('PLAN_REFUSED'));
});

test('under one name for fields of two types, for one of which it is meant, it is refused', async () => {
  const graph = await composed({
    a: {
      sdl: `${MARK} type Query { items: [Item!]! } union Item = Poll | Speech
        type Poll { by: Unit! } type Speech { of: Unit! } type Unit @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          items: () => [
            { __typename: 'Poll', by: { id: 'u' } },
            { __typename: 'Speech', of: { id: 'u' } },
          ],
        },
      },
    },
    b: units['b']!,
  });
  const query = (mark: string): string =>
    `{ items { ... on Poll { x: by { kind @bare } } ... on Speech { x: of { kind ${mark} } } } }`;
  await expect(graph.ask(query(''))).rejects.toMatchObject(refused('PLAN_REFUSED'));
  expect((await graph.ask(query('@bare'))).data).toEqual({
    items: [{ x: { kind: 'loại u @bare' } }, { x: { kind: 'loại u @bare' } }],
  });
});

test('at a variable it is refused: no planner hands it on', async () => {
  const graph = await composed(units);
  const query = 'query($k: String @mark) { unit { kind(of: $k) } }';
  for (const choice of ['auto', 'hive'] as const)
    await expect(graph.askBy(choice, query)).rejects.toMatchObject(refused('PLAN_REFUSED'));
});

describe('a flood', () => {
  const flood = (times: number): string => '@mark '.repeat(times);
  const places = (marks: string): [string, string][] => [
    ['a field', `{ unit { name ${marks} } }`],
    ['a fragment in line', `{ unit { ... ${marks} { name } } }`],
    ['a spread', `{ unit { ...F ${marks} } } fragment F on Unit { name }`],
    ['a fragment', `{ unit { ...F } } fragment F on Unit ${marks} { name }`],
    ['a query', `query ${marks} { unit { name } }`],
    ['a variable', `query($k: String ${marks}) { unit { kind(of: $k) } }`],
  ];

  test.each(places(flood(10_000)))('of ten thousand at %s is refused before it is read', async (_place, query) => {
    const graph = await composed(units);
    await expect(graph.ask(query)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', params: { limit: 'tokens' } });
  });

  // Known or not: what is refused for their number was never held against the schema.
  test.each([...places(flood(61)), ...places('@unknown '.repeat(61))])(
    'of sixty-one at %s is refused before it is validated',
    async (_place, query) => {
      const graph = await composed(units);
      await expect(graph.ask(query)).rejects.toMatchObject({
        code: 'LIMIT_EXCEEDED',
        params: { limit: 'directives', got: 61, most: 60 },
      });
    },
  );

  test('over a fragment that is spread again and again counts each time', async () => {
    const graph = await composed(units);
    const query = `{ ${Array.from({ length: 7 }, (_, i) => `u${i}: unit { ...F }`).join(' ')} } fragment F on Unit ${flood(5)} { name ${flood(4)} }`;
    await expect(graph.ask(query)).rejects.toMatchObject({ params: { limit: 'directives', got: 63 } });
  });

  test('of sixty is heard', async () => {
    const graph = await composed(units);
    const { data } = await graph.ask(`{ unit { name ${flood(60)} } }`);
    expect(data).toEqual({ unit: { name: `tên u${' @mark{"tag":"d"}'.repeat(60)}` } });
  });
});

describe('at the door', () => {
  test('the schema names it, a socket takes it, and an event is completed with it', async () => {
    const federation = await startFederation();
    try {
      const told =
        'directive @told(by: Scope! = PUBLIC) repeatable on FIELD | FIELD_DEFINITION enum Scope { PUBLIC PRIVATE }\n';
      const link =
        'extend schema @link(url: "https://nghitruong.example/told/v1.0", import: ["@told"]) @composeDirective(name: "@told")\n';
      const sdls = Object.fromEntries(
        Object.entries(schemas).map(([name, sdl]) => [
          name,
          sdl.replace('"@inaccessible"]', '"@inaccessible", "@composeDirective"]') + link + told,
        ]),
      ) as typeof schemas;
      const names = Object.keys(sdls) as (keyof typeof schemas)[];
      const running = await Promise.all(names.map((name) => federation.start(name, { sdl: sdls[name] })));
      const urls = Object.fromEntries(running.map((s) => [s.name, s.url]));
      await federation.gateway.useSupergraph(compose(sdls, urls));

      const asked = await federation.ask(
        '{ __schema { directives { name isRepeatable locations args { name defaultValue type { ofType { name } } } } } }',
      );
      const { directives } = asked.data!['__schema'] as { directives: { name: string }[] };
      expect(directives.map((d) => d.name).sort()).toEqual(
        ['deprecated', 'include', 'oneOf', 'skip', 'specifiedBy', 'told'].sort(),
      );
      expect(directives.find((d) => d.name === 'told')).toEqual({
        name: 'told',
        isRepeatable: true,
        locations: ['FIELD'],
        args: [{ name: 'by', defaultValue: 'PUBLIC', type: { ofType: { name: 'Scope' } } }],
      });

      const viewer = await Viewer.open(federation);
      viewer.subscribe(
        's',
        'subscription($by: Scope!) { chamber(sittingId: "x") { step @told council @told { name @told(by: $by) @told } } }',
        { by: 'PRIVATE' },
      );
      await federation.chamber.subscribers(1);
      federation.chamber.emit({
        chamber: { __typename: 'Chamber', step: 1, watching: 'all', council: federation.world.bodies[0]! },
      });
      expect((await viewer.next())!.payload).toEqual({
        data: { chamber: { step: 1, council: { name: federation.world.bodies[0]!.name } } },
      });
      const directory = running.find((s) => s.name === 'directory')!;
      expect(directory.calls.map((c) => [c.query, c.variables['by']])).toEqual([
        [expect.stringContaining('@told(by:$by)@told(by:PUBLIC)'), 'PRIVATE'],
      ]);
      viewer.close();
      await federation.chamber.subscribers(0);
    } finally {
      await federation.stop();
    }
  });
});
