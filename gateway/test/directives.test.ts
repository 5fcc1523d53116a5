/**
 * Federation's directives and shapes, one promise each: interfaces, unions, requirements, provisions, keys,
 * intersections. Every question is put to both planners, and what they say must be the same.
 */
import { composed } from './fixtures/in-process.js';

const reference = { __resolveReference: (r: object) => r };

describe('abstract types over several subgraphs', () => {
  test('a union of which each subgraph knows other members', async () => {
    const graph = await composed({
      a: {
        sdl: `type Query { items: [Item!]! } union Item = Poll | Speech type Poll @key(fields: "id") { id: ID! title: String! } type Speech @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            items: () => [
              { __typename: 'Poll', id: '1', title: 'biểu quyết' },
              { __typename: 'Speech', id: '2' },
            ],
          },
        },
      },
      b: {
        sdl: `type Query { latest: Item } union Item = Speech | Pause type Speech @key(fields: "id") { id: ID! minutes: Int! } type Pause { reason: String! }`,
        resolvers: {
          Query: { latest: () => ({ __typename: 'Pause', reason: 'nghỉ' }) },
          Speech: { __resolveReference: (r: object) => ({ ...r, minutes: 7 }) },
        },
      },
    });
    const all = '__typename ... on Poll { title } ... on Speech { minutes } ... on Pause { reason }';
    expect(await graph.ask(`{ items { ${all} } latest { ${all} } }`)).toEqual({
      data: {
        items: [
          { __typename: 'Poll', title: 'biểu quyết' },
          { __typename: 'Speech', minutes: 7 },
        ],
        latest: { __typename: 'Pause', reason: 'nghỉ' },
      },
      errors: [],
    });
  });

  test('an interface whose types lie in different subgraphs, asked by the interface’s own fields', async () => {
    const graph = await composed({
      a: {
        sdl: `type Query { due: [Obligation!]! } interface Obligation { id: ID! title: String! }
          type Petition implements Obligation @key(fields: "id") { id: ID! title: String! @external }
          type Task implements Obligation @key(fields: "id") { id: ID! title: String! }`,
        resolvers: {
          Query: {
            due: () => [
              { __typename: 'Petition', id: 'p' },
              { __typename: 'Task', id: 't', title: 'nhiệm vụ' },
            ],
          },
        },
      },
      b: {
        sdl: 'type Petition @key(fields: "id") { id: ID! title: String! answer: String }',
        resolvers: { Petition: { __resolveReference: (r: object) => ({ ...r, title: 'kiến nghị', answer: 'rồi' }) } },
      },
    });
    expect((await graph.ask('{ due { id title ... on Petition { answer } } }')).data).toEqual({
      due: [
        { id: 'p', title: 'kiến nghị', answer: 'rồi' },
        { id: 't', title: 'nhiệm vụ' },
      ],
    });
  });

  test('one node by its id, whatever keeps it', async () => {
    const graph = await composed({
      nodes: {
        sdl: `type Query { node(id: ID!): Node } interface Node { id: ID! } type Unit implements Node @key(fields: "id") { id: ID! } type Person implements Node @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            node: (_: unknown, { id }: { id: string }) =>
              id === 'none' ? null : { __typename: id.startsWith('u') ? 'Unit' : 'Person', id },
          },
        },
      },
      directory: {
        sdl: 'type Unit @key(fields: "id") { id: ID! name: String } type Person @key(fields: "id") { id: ID! name: String }',
        resolvers: {
          Unit: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `đơn vị ${id}` }) },
          Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `người ${id}` }) },
        },
      },
    });
    const query =
      '{ u: node(id: "u1") { ...N } p: node(id: "p1") { ...N } none: node(id: "none") { ...N } } fragment N on Node { __typename id ... on Unit { name } ... on Person { name } }';
    expect((await graph.ask(query)).data).toEqual({
      u: { __typename: 'Unit', id: 'u1', name: 'đơn vị u1' },
      p: { __typename: 'Person', id: 'p1', name: 'người p1' },
      none: null,
    });
  });

  test('@interfaceObject with a requirement of a field that the types know', async () => {
    const graph = await composed({
      bodies: {
        sdl: `type Query { bodies: [Body!]! } interface Body @key(fields: "id") { id: ID! name: String! }
          type Council implements Body @key(fields: "id") { id: ID! name: String! } type Office implements Body @key(fields: "id") { id: ID! name: String! }`,
        resolvers: {
          Query: {
            bodies: () => [
              { __typename: 'Council', id: 'c', name: 'HĐND' },
              { __typename: 'Office', id: 'o', name: 'Sở' },
            ],
          },
          Body: {
            __resolveReference: ({ id }: { id: string }) =>
              id === 'c' ? { __typename: 'Council', id, name: 'HĐND' } : { __typename: 'Office', id, name: 'Sở' },
          },
        },
      },
      labels: {
        sdl: 'type Body @key(fields: "id") @interfaceObject { id: ID! name: String! @external label: String @requires(fields: "name") }',
        resolvers: {
          Body: {
            __resolveReference: (r: object) => ({ ...r, __typename: 'Body' }),
            label: ({ id, name }: { id: string; name: string }) => `${name} (${id})`,
          },
        },
      },
    });
    expect(await graph.ask('{ bodies { label } }')).toEqual({
      data: { bodies: [{ label: 'HĐND (c)' }, { label: 'Sở (o)' }] },
      errors: [],
    });
  });
});

describe('@requires', () => {
  test('with a fragment on a type of a union', async () => {
    const graph = await composed({
      a: {
        sdl: `type Query { sittings: [Sitting!]! } type Sitting @key(fields: "id") { id: ID! item: Item } union Item = Poll | Pause
          type Poll @shareable { votes: Int! } type Pause @shareable { reason: String! }`,
        resolvers: {
          Query: {
            sittings: () => [
              { id: '1', item: { __typename: 'Poll', votes: 5 } },
              { id: '2', item: { __typename: 'Pause', reason: 'nghỉ' } },
              { id: '3', item: null },
            ],
          },
        },
      },
      b: {
        sdl: `type Sitting @key(fields: "id") { id: ID! item: Item @external said: String @requires(fields: "item { ... on Poll { votes } ... on Pause { reason } }") } union Item = Poll | Pause
          type Poll @shareable { votes: Int! } type Pause @shareable { reason: String! }`,
        resolvers: {
          Sitting: {
            ...reference,
            said: ({ item }: { item: { votes?: number; reason?: string } | null }) =>
              item ? String(item.votes ?? item.reason) : 'không',
          },
        },
      },
    });
    expect((await graph.ask('{ sittings { said } }')).data).toEqual({
      sittings: [{ said: '5' }, { said: 'nghỉ' }, { said: 'không' }],
    });
  });

  test('in a chain over three subgraphs, each from the one before', async () => {
    const graph = await composed({
      a: {
        sdl: 'type Query { polls: [Poll!]! } type Poll @key(fields: "id") { id: ID! present: Int! }',
        resolvers: {
          Query: {
            polls: () => [
              { id: '1', present: 50 },
              { id: '2', present: 9 },
            ],
          },
        },
      },
      b: {
        sdl: 'type Poll @key(fields: "id") { id: ID! present: Int! @external needed: Int! @requires(fields: "present") }',
        resolvers: {
          Poll: { ...reference, needed: ({ present }: { present: number }) => Math.floor(present / 2) + 1 },
        },
      },
      c: {
        sdl: 'type Poll @key(fields: "id") { id: ID! needed: Int! @external present: Int! @external said: String! @requires(fields: "needed present") }',
        resolvers: {
          Poll: { ...reference, said: (p: { needed: number; present: number }) => `${p.needed}/${p.present}` },
        },
      },
    });
    expect((await graph.ask('{ polls { said } }')).data).toEqual({ polls: [{ said: '26/50' }, { said: '5/9' }] });
  });

  test('with arguments, and with a variable of the caller beside it', async () => {
    const graph = await composed({
      a: {
        sdl: 'type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! people(year: Int!): Int! }',
        resolvers: {
          Query: { unit: () => ({ id: '1' }) },
          Unit: { people: (_: unknown, { year }: { year: number }) => year * 10 },
        },
      },
      b: {
        sdl: 'type Unit @key(fields: "id") { id: ID! people(year: Int!): Int! @external seats(per: Int!): Int! @requires(fields: "people(year: 2026)") }',
        resolvers: {
          Unit: {
            ...reference,
            seats: ({ people }: { people: number }, { per }: { per: number }) => Math.floor(people / per),
          },
        },
      },
    });
    const query = 'query($y: Int!, $p: Int!) { unit { people(year: $y) seats(per: $p) again: people(year: 2026) } }';
    expect(await graph.ask(query, { y: 1999, p: 100 })).toEqual({
      data: { unit: { people: 19990, seats: 202, again: 20260 } },
      errors: [],
    });
  });
});

describe('@provides', () => {
  test('through two levels: asked nowhere else', async () => {
    const graph = await composed({
      a: {
        sdl: `type Query { poll: Poll @provides(fields: "council { unit { name } }") } type Poll @key(fields: "id") { id: ID! council: Council @external }
          type Council @key(fields: "id") { id: ID! unit: Unit @external } type Unit @key(fields: "id") { id: ID! name: String @external }`,
        resolvers: { Query: { poll: () => ({ id: '1', council: { id: 'c', unit: { id: 'u', name: 'An Lư' } } }) } },
      },
      b: {
        sdl: `type Poll @key(fields: "id") { id: ID! council: Council @shareable } type Council @key(fields: "id") { id: ID! unit: Unit @shareable } type Unit @key(fields: "id") { id: ID! name: String @shareable kind: String }`,
        resolvers: {
          Poll: { __resolveReference: (r: object) => ({ ...r, council: { id: 'c', unit: { id: 'u' } } }) },
          Unit: { __resolveReference: (r: object) => ({ ...r, name: 'khác', kind: 'WARD' }) },
        },
      },
    });
    expect((await graph.ask('{ poll { council { unit { name } } } }')).data).toEqual({
      poll: { council: { unit: { name: 'An Lư' } } },
    });
    expect(graph.calls.map((c) => c.service)).toEqual(['a']);
  });
});

describe('keys', () => {
  test('that are null, or lead to nobody, leave null and no error; lists keep their places', async () => {
    const graph = await composed({
      a: {
        sdl: 'type Query { seats: [Seat] } type Seat { number: Int! holder: Person } type Person @key(fields: "id") { id: ID }',
        resolvers: {
          Query: {
            seats: () => [
              { number: 1, holder: { id: 'p' } },
              null,
              { number: 2, holder: null },
              { number: 3, holder: { id: 'none' } },
            ],
          },
        },
      },
      b: {
        sdl: 'type Person @key(fields: "id") { id: ID name: String }',
        resolvers: {
          Person: {
            __resolveReference: ({ id }: { id: string }) => (id === 'none' ? null : { id, name: `người ${id}` }),
          },
        },
      },
    });
    expect(await graph.ask('{ seats { number holder { name } } }')).toEqual({
      data: {
        seats: [
          { number: 1, holder: { name: 'người p' } },
          null,
          { number: 2, holder: null },
          { number: 3, holder: { name: null } },
        ],
      },
      errors: [],
    });
  });
});

describe('an entity that is told once for two places', () => {
  const graph = () =>
    composed({
      a: {
        sdl: 'type Query { unit: Unit units: [Unit!]! } type Unit @key(fields: "id") { id: ID! }',
        resolvers: { Query: { unit: () => ({ id: 'u' }), units: () => [{ id: 'u' }, { id: 'v' }] } },
      },
      b: {
        sdl: 'type Unit @key(fields: "id") { id: ID! boss: Person staff: [[Person!]!] } type Person @key(fields: "id") { id: ID! }',
        resolvers: { Unit: { ...reference, boss: () => ({ id: 'p' }), staff: () => [[{ id: 'p' }], [{ id: 'q' }]] } },
      },
      c: {
        sdl: 'type Person @key(fields: "id") { id: ID! name(of: String!): String }',
        resolvers: {
          Person: {
            ...reference,
            name: ({ id }: { id: string }, { of }: { of: string }) => `${of} ${id}`,
          },
        },
      },
    });

  test.each([
    ['boss { n: name(of: "x") }', 'boss { n: name(of: "y") }', { boss: { n: 'x p' } }, { boss: { n: 'y p' } }],
    [
      'staff { n: name(of: "x") }',
      'staff { n: name(of: "y") }',
      { staff: [[{ n: 'x p' }], [{ n: 'x q' }]] },
      { staff: [[{ n: 'y p' }], [{ n: 'y q' }]] },
    ],
  ])('says at each of them what is asked there: %s', async (here, there, unit, one) => {
    const { ask } = await graph();
    expect(await ask(`{ unit { ${here} } units { ${there} } }`)).toEqual({
      data: { unit, units: [one, one] },
      errors: [],
    });
  });
});

describe('intersections', () => {
  test('an enum and an input take what every subgraph takes', async () => {
    const graph = await composed({
      a: {
        sdl: 'type Query { a(of: Kind, in: Filter): String } enum Kind { WARD CITY } input Filter { name: String since: Int }',
        resolvers: { Query: { a: (_: unknown, args: object) => JSON.stringify(args) } },
      },
      b: {
        sdl: 'type Query { b(of: Kind, in: Filter): String } enum Kind { WARD CITY DISTRICT } input Filter { name: String until: Int }',
        resolvers: { Query: { b: (_: unknown, args: object) => JSON.stringify(args) } },
      },
    });
    expect((await graph.ask('{ a(of: WARD, in: { name: "x" }) b(of: CITY, in: {}) }')).data).toEqual({
      a: '{"of":"WARD","in":{"name":"x"}}',
      b: '{"of":"CITY","in":{}}',
    });
    for (const query of ['{ b(of: DISTRICT) }', '{ a(in: { since: 1 }) }', '{ b(in: { until: 1 }) }'])
      await expect(graph.ask(query)).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' });
  });

  test('a root field that two subgraphs share is asked of one', async () => {
    const part = (name: string) => ({
      sdl: `type Query { unit: Unit @shareable } type Unit @key(fields: "id") { id: ID! ${name}: String }`,
      resolvers: {
        Query: { unit: () => ({ id: '1', [name]: name }) },
        Unit: { __resolveReference: (r: object) => ({ ...r, [name]: name }) },
      },
    });
    const graph = await composed({ a: part('a'), b: part('b') });
    expect((await graph.ask('{ unit { id a b } }')).data).toEqual({ unit: { id: '1', a: 'a', b: 'b' } });
    expect((await graph.ask('{ unit { b } }')).data).toEqual({ unit: { b: 'b' } });
    expect(graph.calls).toHaveLength(1);
  });
});

describe('null, skipped, and named otherwise', () => {
  const parts = {
    a: {
      sdl: 'type Query { hall: Hall } type Hall { rows: [[Seat!]!] } type Seat @key(fields: "id") { id: ID! }',
      resolvers: { Query: { hall: () => ({ rows: [[{ id: '1' }], [{ id: '2' }, { id: 'bad' }]] }) } },
    },
    b: {
      sdl: 'type Seat @key(fields: "id") { id: ID! name: String! nick: String tags(first: Int): [String!]! }',
      resolvers: {
        Seat: {
          ...reference,
          name: ({ id }: { id: string }) => {
            if (id === 'bad') throw new Error('no');
            return `ghế ${id}`;
          },
          nick: ({ id }: { id: string }) => {
            if (id === '2') throw new Error('no');
            return `n${id}`;
          },
          tags: (_: unknown, { first = 1 }: { first?: number }) => ['x', 'y'].slice(0, first),
        },
      },
    },
  };

  test('a null that is not allowed rises to the nearest place that allows it, with one error at its place', async () => {
    const graph = await composed(parts);
    const { data, errors } = await graph.ask('{ hall { rows { name } } }');
    expect(data).toEqual({ hall: { rows: null } });
    expect(errors).toMatchObject([{ path: ['hall', 'rows', 1, 1, 'name'] }]);
  });

  test('an error under an alias lies under the alias, in lists of lists too', async () => {
    const graph = await composed(parts);
    const { data, errors } = await graph.ask('{ h: hall { r: rows { id: nick } } }');
    expect(data).toEqual({ h: { r: [[{ id: 'n1' }], [{ id: null }, { id: 'nbad' }]] } });
    expect(errors).toMatchObject([{ path: ['h', 'r', 1, 0, 'id'] }]);
    expect(errors).toHaveLength(1);
  });

  test.each([
    [{ s: true, i: true }, [[{ t: ['x', 'y'] }]]],
    [{ s: false, i: false }, [[{ name: 'ghế 1' }]]],
    [{ s: false, i: true }, [[{ name: 'ghế 1', t: ['x', 'y'] }]]],
    [{ s: true, i: false }, [[{}]]],
  ])('@skip and @include on fields of another subgraph, %j', async (variables, rows) => {
    const graph = await composed({
      ...parts,
      a: { ...parts.a, resolvers: { Query: { hall: () => ({ rows: [[{ id: '1' }]] }) } } },
    });
    const query =
      'query($s: Boolean!, $i: Boolean!) { hall { rows { name @skip(if: $s) ...T @include(if: $i) } } } fragment T on Seat { t: tags(first: 2) }';
    expect(await graph.ask(query, variables)).toEqual({ data: { hall: { rows } }, errors: [] });
  });

  test('fragments that meet in one field are one; one name with two meanings is refused', async () => {
    const graph = await composed(parts);
    const one =
      '{ hall { ...A ...B } } fragment A on Hall { rows { tags(first: 1) } } fragment B on Hall { rows { tags(first: 1) nick } }';
    expect((await graph.ask(one)).data).toMatchObject({ hall: { rows: [[{ tags: ['x'], nick: 'n1' }], [{}, {}]] } });
    await expect(graph.ask('{ hall { rows { tags(first: 1) tags(first: 2) } } }')).rejects.toMatchObject({
      code: 'DOCUMENT_INVALID',
    });
  });
});

test('mutations run one after the other, whichever subgraphs they are of, and complete their entities', async () => {
  const log: string[] = [];
  const part = (name: string) => ({
    sdl: `type Query { ${name}: Int } type Mutation { ${name}(text: String!): Entry! } type Entry @key(fields: "id") { id: ID! by${name}: String }`,
    resolvers: {
      Mutation: {
        [name]: (_: unknown, { text }: { text: string }) => {
          log.push(`${name} ${text}`);
          return { id: text, [`by${name}`]: name };
        },
      },
      Entry: { __resolveReference: ({ id }: { id: string }) => ({ id, [`by${name}`]: `${name} của ${id}` }) },
    },
  });
  const graph = await composed({ a: part('a'), b: part('b') });
  const query =
    'mutation { x: a(text: "1") { id bya byb } y: b(text: "2") { bya } z: a(text: "3") { id } w: b(text: "4") { id } }';
  for (const choice of ['auto', 'hive'] as const) {
    log.length = 0;
    expect(await graph.askBy(choice, query)).toEqual({
      data: { x: { id: '1', bya: 'a', byb: 'b của 1' }, y: { bya: 'a của 2' }, z: { id: '3' }, w: { id: '4' } },
      errors: [],
    });
    expect([choice, log]).toEqual([choice, ['a 1', 'b 2', 'a 3', 'b 4']]);
  }
});

describe('a field that is moving to another subgraph, `@override(label:)`', () => {
  const moving = (label: string) =>
    composed({
      a: {
        sdl: 'type Query { units: [Unit!]! } type Unit @key(fields: "id") { id: ID! name: String }',
        resolvers: {
          Query: { units: () => ['u', 'v'].map((id) => ({ id, name: 'a' })) },
          Unit: { __resolveReference: (r: object) => ({ ...r, name: 'a' }) },
        },
      },
      b: {
        sdl: `type Unit @key(fields: "id") { id: ID! name: String @override(from: "a", label: "${label}") }`,
        resolvers: { Unit: { __resolveReference: (r: object) => ({ ...r, name: 'b' }) } },
      },
    });
  const named = (name: string) => ({
    units: [
      { name, again: name },
      { name, again: name },
    ],
  });
  const QUERY = '{ units { name again: name } }';

  test.each(['percent(0)', 'some-flag'])('has not moved under %s, which nobody switched on', async (label) => {
    const graph = await moving(label);
    expect(await graph.ask(QUERY)).toEqual({ data: named('a'), errors: [] });
  });

  test.each(['percent(1)', 'percent(50)', 'percent(100)'])(
    'is asked of one of its two owners under %s, for the whole operation and each time the same',
    async (label) => {
      const graph = await moving(label);
      for (const planner of ['auto', 'apollo', 'hive'] as const) {
        const first = await graph.askBy(planner, QUERY);
        expect(first.errors).toEqual([]);
        expect([named('a'), named('b')]).toContainEqual(first.data);
        expect(await graph.askBy(planner, QUERY)).toEqual(first);
      }
    },
  );
});

test('a supergraph with `@context` is refused as a whole: nothing of it is served without the values it asks for', async () => {
  const graph = composed({
    a: {
      sdl: `type Query { unit: Unit }
        type Unit @key(fields: "id") @context(name: "unit") { id: ID! lang: String! sign: Sign! }
        type Sign @key(fields: "id") { id: ID! greeting(lang: String @fromContext(field: "$unit { lang }")): String! }`,
      resolvers: {},
    },
    b: { sdl: 'type Sign @key(fields: "id") { id: ID! colour: String }', resolvers: {} },
  });
  await expect(graph).rejects.toThrow(/context.*unsupported/);
});
