/** Two planners: each shape that one of them is known to answer wrongly is answered right, or refused; never wrongly. */
import { composed, type Part } from './fixtures/in-process.js';

const products: Record<string, Part> = {
  shop: {
    sdl: `type Query { products: [Product!]! } type Product @key(fields: "upc") { upc: ID! name: String price(currency: String!): Int weight: Int category: Category }
      type Category { average(currency: String!): Int }`,
    resolvers: {
      Query: {
        products: () => [
          { upc: 'p1', name: 'một', price: 10, weight: 1, category: { average: 7 } },
          { upc: 'p2', name: 'hai', price: 20, weight: 2, category: { average: 8 } },
        ],
      },
      Product: {
        price: (p: { price: number }, { currency }: { currency: string }) => (currency === 'EUR' ? 2 : 1) * p.price,
      },
      Category: {
        average: (c: { average: number }, { currency }: { currency: string }) =>
          (currency === 'EUR' ? 2 : 1) * c.average,
      },
    },
  },
  delivery: {
    sdl: `type Product @key(fields: "upc") { upc: ID! price(currency: String!): Int @external weight: Int @external category: Category @external
        ship: Int @requires(fields: "price(currency: \\"USD\\") weight") shipEur: Int @requires(fields: "price(currency: \\"EUR\\") weight")
        dear: Boolean @requires(fields: "category { average(currency: \\"USD\\") }") stars: Int }
      type Category { average(currency: String!): Int @external }`,
    resolvers: {
      Product: {
        __resolveReference: (r: object) => r,
        ship: (p: { price: number; weight: number }) => p.price * 10 + p.weight,
        shipEur: (p: { price: number; weight: number }) => p.price * 10 + p.weight,
        dear: (p: { category: { average: number } }) => p.category.average > 7,
        stars: (p: { upc: string }) => Number(p.upc.slice(1)),
      },
    },
  },
};

const keys: Record<string, Part> = {
  a: {
    sdl: `type Query { none: Int @shareable }
      type Seat @key(fields: "id", resolvable: true) @key(fields: "place { hall row }", resolvable: false) @key(fields: "id place { row number }", resolvable: false) { id: ID! place: Place! name: String! }
      type Place @shareable { hall: ID! row: ID! number: ID! }`,
    resolvers: {
      Seat: {
        __resolveReference: ({ id }: { id?: string }) => {
          if (!id) throw new Error('asked by a key that does not resolve');
          return { id, name: `ghế ${id}` };
        },
      },
    },
  },
  b: {
    sdl: `type Query { hall: Hall } type Hall @key(fields: "id") { id: ID! seats: [Seat!]! }
      type Seat @key(fields: "place { hall row }", resolvable: false) @key(fields: "id place { row number }", resolvable: true) @key(fields: "id", resolvable: false) { id: ID! place: Place! name: String! @external told: String! @requires(fields: "name") }
      type Place @shareable { hall: ID! row: ID! number: ID! }`,
    resolvers: {
      Query: { hall: () => ({ id: 'h', seats: [{ id: '1', place: { hall: 'h', row: 'r', number: 'n' } }] }) },
      Seat: {
        __resolveReference: (r: { id?: string; place?: { number?: string } }) => {
          if (!r.id || !r.place?.number) throw new Error('asked by a key that does not resolve');
          return r;
        },
        told: ({ name }: { name: string }) => `${name}!`,
      },
    },
  },
};

/** An interface without objects, whose fields live behind an interface object that cannot be asked by key. */
const elsewhere: Record<string, Part> = {
  list: {
    sdl: `type Query { doc: Doc } interface Doc @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { doc: () => ({ __typename: 'Doc', id: 'd1' }) } },
  },
  archive: {
    sdl: `type Query { kept: Doc } type Doc @key(fields: "id", resolvable: false) @interfaceObject { id: ID! title: String }`,
    resolvers: { Query: { kept: () => ({ id: 'd1', title: 'Nghị quyết' }) } },
  },
};

const notInstalled = () => undefined;

test.each([
  [
    'other arguments than a requirement’s',
    '{ products { ship price(currency: "EUR") } }',
    [
      { ship: 101, price: 20 },
      { ship: 202, price: 40 },
    ],
  ],
  [
    'the same under a requirement’s nested field',
    '{ products { dear category { average(currency: "EUR") } } }',
    [
      { dear: false, category: { average: 14 } },
      { dear: true, category: { average: 16 } },
    ],
  ],
  [
    'another field under the name of a required one',
    '{ products { ship price: name } }',
    [
      { ship: 101, price: 'một' },
      { ship: 202, price: 'hai' },
    ],
  ],
  [
    'another field under the name of a key',
    '{ products { upc: name stars } }',
    [
      { upc: 'một', stars: 1 },
      { upc: 'hai', stars: 2 },
    ],
  ],
  [
    'key and field with names exchanged',
    '{ products { upc: name name: upc stars } }',
    [
      { upc: 'một', name: 'p1', stars: 1 },
      { upc: 'hai', name: 'p2', stars: 2 },
    ],
  ],
])('a caller’s name never meets a planner’s, with the second planner or without: %s', async (_, query, said) => {
  const both = await composed(products);
  expect(await both.ask(query)).toEqual({ data: { products: said }, errors: [] });
  const one = await composed(products, notInstalled);
  expect(await one.ask(query)).toEqual({ data: { products: said }, errors: [] });
});

describe('a requirement’s field that takes arguments which the requirement leaves out', () => {
  const labels: Record<string, Part> = {
    a: {
      sdl: 'type Query { units: [Unit!]! } type Unit @key(fields: "id") { id: ID! name(of: String): String }',
      resolvers: {
        Query: { units: () => [{ id: 'u' }] },
        Unit: { name: ({ id }: { id: string }, { of = 'tên' }: { of?: string }) => `${of} ${id}` },
      },
    },
    b: {
      sdl: 'type Unit @key(fields: "id") { id: ID! name(of: String): String @external label: String @requires(fields: "name") }',
      resolvers: {
        Unit: { __resolveReference: (r: object) => r, label: ({ name }: { name: string }) => `«${name}»` },
      },
    },
  };
  test.each(['auto', 'apollo', 'hive'] as const)('is the caller’s with the caller’s, by %s', async (choice) => {
    const graph = await composed(labels);
    expect(await graph.askBy(choice, '{ units { label name(of: "mã") id } }')).toEqual({
      data: { units: [{ label: '«tên u»', name: 'mã u', id: 'u' }] },
      errors: [],
    });
  });
});

test.each(['auto', 'apollo', 'hive'] as const)(
  'a field under a condition, all of whose fields another one leaves out, is there and empty, by %s',
  async (choice) => {
    const graph = await composed(products);
    const query =
      'query($yes: Boolean!) { products @include(if: $yes) { upc @skip(if: $yes) ... @skip(if: $yes) { name stars } } }';
    expect(await graph.askBy(choice, query, { yes: true })).toEqual({ data: { products: [{}, {}] }, errors: [] });
    expect(await graph.askBy(choice, query, { yes: false })).toEqual({ data: {}, errors: [] });
  },
);

describe('one name for fields of two types, under which other things are asked', () => {
  const seats: Record<string, Part> = {
    a: {
      sdl: `type Query { items: [Item!]! } union Item = Poll | Speech
        type Poll { by: Person! } type Speech { of: Person! }
        type Person @key(fields: "id") { id: ID! code: String! sign: String! }`,
      resolvers: {
        Query: {
          items: () => [
            { __typename: 'Poll', by: { id: 'p', code: 'mã', sign: 'dấu' } },
            { __typename: 'Speech', of: { id: 'p', code: 'mã', sign: 'dấu' } },
          ],
        },
      },
    },
    b: {
      sdl: 'type Person @key(fields: "id") { id: ID! name(of: String): String nick: String }',
      resolvers: {
        Person: {
          __resolveReference: (r: object) => r,
          name: ({ id }: { id: string }, { of = 'tên' }: { of?: string }) => `${of} ${id}`,
          nick: ({ id }: { id: string }) => `bí danh ${id}`,
        },
      },
    },
  };
  const query = (inPoll: string, inSpeech: string): string =>
    `{ items { ... on Poll { x: by { ${inPoll} } } ... on Speech { x: of { ${inSpeech} } } } }`;

  test.each([
    [query('n: name(of: "1")', 'n: name(of: "2")'), { n: '1 p' }, { n: '2 p' }],
    [query('n: name', 'n: nick'), { n: 'tên p' }, { n: 'bí danh p' }],
  ])('is planned by Hive’s planner, and refused without it: %s', async (asked, one, other) => {
    const both = await composed(seats);
    expect(await both.ask(asked)).toEqual({ data: { items: [{ x: one }, { x: other }] }, errors: [] });
    expect(await both.plannedBy('auto', asked)).toBe('hive');
    const alone = await composed(seats, notInstalled);
    await expect(alone.askBy('auto', asked)).rejects.toMatchObject({ code: 'PLAN_REFUSED' });
  });

  test.each([
    [query('n: name(of: "1") nick', 'n: name(of: "1")'), { n: '1 p', nick: 'bí danh p' }, { n: '1 p' }],
    [query('id', 'n: nick'), { id: 'p' }, { n: 'bí danh p' }],
    [query('n: code', 'n: sign'), { n: 'mã' }, { n: 'dấu' }],
  ])('is Apollo’s planner’s where nothing is mistaken for another: %s', async (asked, one, other) => {
    const graph = await composed(seats);
    expect(await graph.ask(asked)).toEqual({ data: { items: [{ x: one }, { x: other }] }, errors: [] });
    expect(await graph.plannedBy('auto', asked)).toBe('apollo');
  });
});

test('one name for what two types say of themselves in another subgraph is Apollo’s planner’s', async () => {
  const entity = (name: string, field: string, value: number): Part['resolvers'] => ({
    [name]: { __resolveReference: (r: object) => ({ ...r, [field]: value }) },
  });
  const graph = await composed({
    a: {
      sdl: `type Query { items: [Item!]! } union Item = Poll | Speech
        type Poll @key(fields: "id") { id: ID! } type Speech @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          items: () => [
            { __typename: 'Poll', id: '1' },
            { __typename: 'Speech', id: '2' },
          ],
        },
      },
    },
    b: {
      sdl: 'type Poll @key(fields: "id") { id: ID! score: Int } type Speech @key(fields: "id") { id: ID! minutes: Int }',
      resolvers: { ...entity('Poll', 'score', 1), ...entity('Speech', 'minutes', 2) },
    },
  });
  const query = '{ items { ... on Poll { n: score } ... on Speech { n: minutes } } }';
  expect(await graph.ask(query)).toEqual({ data: { items: [{ n: 1 }, { n: 2 }] }, errors: [] });
  expect(await graph.plannedBy('auto', query)).toBe('apollo');
});

test('a variable’s arguments beside a requirement’s', async () => {
  const graph = await composed(products);
  expect(await graph.ask('query($c: String!) { products { price(currency: $c) ship } }', { c: 'EUR' })).toMatchObject({
    data: { products: [{ price: 20, ship: 101 }, {}] },
    errors: [],
  });
});

test('two requirements that contradict each other are planned by the second planner', async () => {
  const graph = await composed(products);
  expect(await graph.ask('{ products { ship shipEur } }')).toEqual({
    data: {
      products: [
        { ship: 101, shipEur: 201 },
        { ship: 202, shipEur: 402 },
      ],
    },
    errors: [],
  });
  expect(await graph.plannedBy('auto', '{ products { ship shipEur } }')).toBe('hive');
  expect(await graph.plannedBy('auto', '{ products { ship dear stars } }')).toBe('apollo');
  expect(await graph.plannedBy('hive', '{ products { ship dear stars } }')).toBe('hive');
});

test('a key that does not resolve is not used to continue', async () => {
  const graph = await composed(keys);
  const query = '{ hall { seats { id name told } } }';
  expect(await graph.ask(query)).toEqual({
    data: { hall: { seats: [{ id: '1', name: 'ghế 1', told: 'ghế 1!' }] } },
    errors: [],
  });
  expect(await graph.plannedBy('auto', query)).toBe('hive');
  expect(await graph.plannedBy('auto', '{ hall { seats { id name } } }')).toBe('apollo');
});

test('a field of an interface that nothing implements is refused where nobody can be asked, never silently null', async () => {
  const graph = await composed(elsewhere);
  for (const query of [
    '{ doc { title } }',
    '{ doc { id title } kept { title } }',
    '{ doc { ...T } } fragment T on Doc { title }',
  ])
    for (const planner of ['auto', 'apollo', 'hive'] as const)
      await expect(graph.askBy(planner, query)).rejects.toMatchObject({ code: 'PLAN_REFUSED' });
  const { data } = await graph.askBy('auto', '{ kept { id title } }');
  expect(data).toEqual({ kept: { id: 'd1', title: 'Nghị quyết' } });
});

test.each([
  ['not installed', notInstalled],
  [
    'not able to load the supergraph',
    () => {
      throw new Error('no');
    },
  ],
  [
    'not able to plan it',
    () => () => {
      throw new Error('no');
    },
  ],
])('where the second planner is %s, what only it plans right is refused and the rest goes on', async (_, find) => {
  for (const [parts, wrong, right] of [
    [products, '{ products { ship shipEur } }', '{ products { ship } }'],
    [keys, '{ hall { seats { told } } }', '{ hall { seats { name } } }'],
  ] as const) {
    const graph = await composed(parts, find as never);
    await expect(graph.askBy('auto', wrong)).rejects.toMatchObject({ code: 'PLAN_REFUSED' });
    expect((await graph.askBy('auto', right)).errors).toEqual([]);
  }
});

test('one planner alone refuses what it would answer wrongly', async () => {
  const graph = await composed(products);
  await expect(graph.askBy('apollo', '{ products { ship shipEur } }')).rejects.toMatchObject({ code: 'PLAN_REFUSED' });
  expect((await graph.askBy('apollo', '{ products { ship } }')).errors).toEqual([]);
});

test('both planners answer the schema’s own questions, alone and beside data', async () => {
  const graph = await composed(products);
  await graph.ask('{ __typename t: __typename }');
  await graph.ask('{ __schema { queryType { name } } }');
  const { data } = await graph.ask(
    'query A { ...Q products { upc } } fragment Q on Query { a: __typename __type(name: "Product") { kind } }',
  );
  expect(data).toEqual({ a: 'Query', __type: { kind: 'OBJECT' }, products: [{ upc: 'p1' }, { upc: 'p2' }] });
});
