/** The shapes that federation allows beyond plain entities: each answered right through planner and executor. */
import { composed } from './fixtures/in-process.js';

test('an entity known by several keys, each subgraph by its own', async () => {
  const graph = await composed({
    units: {
      sdl: 'type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! name: String }',
      resolvers: { Query: { unit: () => ({ id: '1', name: 'An Lư' }) } },
    },
    codes: {
      sdl: 'type Unit @key(fields: "id") @key(fields: "code") { id: ID! code: String! }',
      resolvers: { Unit: { __resolveReference: (r: { id: string }) => ({ id: r.id, code: `c${r.id}` }) } },
    },
    census: {
      sdl: 'type Unit @key(fields: "code") { code: String! people: Int }',
      resolvers: {
        Unit: { __resolveReference: (r: { code: string }) => ({ ...r, people: r.code === 'c1' ? 7000 : 0 }) },
      },
    },
  });
  expect(await graph.ask('{ unit { name people } }')).toEqual({
    data: { unit: { name: 'An Lư', people: 7000 } },
    errors: [],
  });
});

test('a key with objects in it', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { seats: [Seat!]! } type Seat @key(fields: "number hall { id }") { number: Int! hall: Hall! } type Hall @shareable { id: ID! }',
      resolvers: {
        Query: {
          seats: () => [
            { number: 1, hall: { id: 'h' } },
            { number: 2, hall: { id: 'h' } },
          ],
        },
      },
    },
    b: {
      sdl: 'type Seat @key(fields: "number hall { id }") { number: Int! hall: Hall! holder: String } type Hall @shareable { id: ID! }',
      resolvers: {
        Seat: {
          __resolveReference: (r: { number: number; hall: { id: string } }) => ({
            ...r,
            holder: `${r.hall.id}${r.number}`,
          }),
        },
      },
    },
  });
  expect((await graph.ask('{ seats { holder } }')).data).toEqual({ seats: [{ holder: 'h1' }, { holder: 'h2' }] });
});

describe('@requires', () => {
  test('of nested fields and lists', async () => {
    const graph = await composed({
      a: {
        sdl: 'type Query { poll: Poll } type Poll @key(fields: "id") { id: ID! options: [Option!]! rule: Rule } type Option { votes: Int! } type Rule { num: Int! den: Int! }',
        resolvers: {
          Query: { poll: () => ({ id: 'p', options: [{ votes: 3 }, { votes: 4 }], rule: { num: 1, den: 2 } }) },
        },
      },
      b: {
        sdl: 'type Poll @key(fields: "id") { id: ID! options: [Option!]! @external rule: Rule @external outcome: String @requires(fields: "options { votes } rule { num den }") } type Option { votes: Int! @external } type Rule { num: Int! @external den: Int! @external }',
        resolvers: {
          Poll: {
            __resolveReference: (r: object) => r,
            outcome: (r: { options: { votes: number }[]; rule: { num: number; den: number } }) =>
              `${r.options.map((o) => o.votes).join('+')} of ${r.rule.num}/${r.rule.den}`,
          },
        },
      },
    });
    expect(await graph.ask('{ poll { outcome } }')).toEqual({ data: { poll: { outcome: '3+4 of 1/2' } }, errors: [] });
  });

  test('of what is null: told as null, never left out', async () => {
    const graph = await composed({
      a: {
        sdl: 'type Query { units: [Unit!]! } type Unit @key(fields: "id") { id: ID! area: Float }',
        resolvers: {
          Query: {
            units: () => [
              { id: '1', area: null },
              { id: '2', area: 2.5 },
            ],
          },
        },
      },
      b: {
        sdl: 'type Unit @key(fields: "id") { id: ID! area: Float @external said: String @requires(fields: "area") }',
        resolvers: {
          Unit: { __resolveReference: (r: object) => r, said: (r: { area?: number | null }) => JSON.stringify(r.area) },
        },
      },
    });
    expect((await graph.ask('{ units { said } }')).data).toEqual({ units: [{ said: 'null' }, { said: '2.5' }] });
  });
});

test('@provides: what came along is not fetched again', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { ballot: Ballot } type Ballot { by: Person @provides(fields: "name") } type Person @key(fields: "id") { id: ID! name: String @external }',
      resolvers: { Query: { ballot: () => ({ by: { id: '1', name: 'a' } }) } },
    },
    b: {
      sdl: 'type Person @key(fields: "id") { id: ID! name: String @shareable age: Int }',
      resolvers: { Person: { __resolveReference: (r: object) => ({ ...r, name: 'b', age: 40 }) } },
    },
  });
  expect((await graph.ask('{ ballot { by { name } } }')).data).toEqual({ ballot: { by: { name: 'a' } } });
  expect(graph.calls.map((c) => c.service)).toEqual(['a']);
  expect((await graph.ask('{ ballot { by { age } } }')).data).toEqual({ ballot: { by: { age: 40 } } });
});

test('@override: the new owner is asked', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! name: String }',
      resolvers: { Query: { unit: () => ({ id: '1', name: 'cũ' }) } },
    },
    b: {
      sdl: 'type Unit @key(fields: "id") { id: ID! name: String @override(from: "a") }',
      resolvers: { Unit: { __resolveReference: (r: object) => ({ ...r, name: 'mới' }) } },
    },
  });
  expect((await graph.ask('{ unit { name } }')).data).toEqual({ unit: { name: 'mới' } });
});

test('value types that two subgraphs fill together', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! office: Office } type Office { street: String @shareable  phone: String }',
      resolvers: { Query: { unit: () => ({ id: '1', office: { street: 's', phone: 'p' } }) } },
    },
    b: {
      sdl: 'type Unit @key(fields: "id") { id: ID! desks: Int }',
      resolvers: { Unit: { __resolveReference: (r: object) => ({ ...r, desks: 3 }) } },
    },
  });
  expect((await graph.ask('{ unit { office { street phone } desks } }')).data).toEqual({
    unit: { office: { street: 's', phone: 'p' }, desks: 3 },
  });
});

describe('@interfaceObject', () => {
  const parts = {
    bodies: {
      sdl: `type Query { bodies: [Body!]! } interface Body @key(fields: "id") { id: ID! name: String }
        type Council implements Body @key(fields: "id") { id: ID! name: String seats: Int } type Office implements Body @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: {
          bodies: () => [
            { __typename: 'Council', id: 'c', name: 'HĐND', seats: 68 },
            { __typename: 'Office', id: 'o', name: 'Sở' },
          ],
        },
        Body: {
          __resolveReference: (r: { id: string }) => ({
            ...r,
            __typename: r.id === 'c' ? 'Council' : 'Office',
            seats: 68,
          }),
        },
        Council: { __resolveReference: (r: { id: string }) => ({ ...r, name: 'HĐND', seats: 68 }) },
        Office: { __resolveReference: (r: { id: string }) => ({ ...r, name: 'Sở' }) },
      },
    },
    petitions: {
      sdl: 'type Query { latest: [Body!]! } type Body @key(fields: "id") @interfaceObject { id: ID! petitions: Int! }',
      resolvers: {
        Query: { latest: () => [{ id: 'o' }, { id: 'c' }] },
        Body: {
          __resolveReference: (r: { id: string }) => ({ __typename: 'Body', ...r }),
          petitions: (r: { id: string }) => (r.id === 'c' ? 5 : 2),
        },
      },
    },
  };

  test('adds a field to every type of an interface', async () => {
    const graph = await composed(parts);
    expect(await graph.ask('{ bodies { __typename name petitions ... on Council { seats } } }')).toEqual({
      data: {
        bodies: [
          { __typename: 'Council', name: 'HĐND', petitions: 5, seats: 68 },
          { __typename: 'Office', name: 'Sở', petitions: 2 },
        ],
      },
      errors: [],
    });
  });

  test('is told its own type by the subgraph that knows it', async () => {
    const graph = await composed(parts);
    expect(await graph.ask('{ latest { t: __typename __typename petitions ... on Council { seats } } }')).toEqual({
      data: {
        latest: [
          { t: 'Office', __typename: 'Office', petitions: 2 },
          { t: 'Council', __typename: 'Council', petitions: 5, seats: 68 },
        ],
      },
      errors: [],
    });
  });
});

test('one name of two types under a union: the planner’s aliases stay inside', async () => {
  const graph = await composed({
    a: {
      sdl: `type Query { items: [Item] } union Item = Poll | Pause
        type Poll @key(fields: "id") { id: ID! } type Pause @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          items: () => [
            { __typename: 'Poll', id: '1' },
            { __typename: 'Pause', id: '2' },
          ],
        },
      },
    },
    b: {
      sdl: 'type Poll @key(fields: "id") { id: ID! length: Int! said: [String!] } type Pause @key(fields: "id") { id: ID! length: String said: String }',
      resolvers: {
        Poll: { __resolveReference: (r: object) => ({ ...r, length: 5, said: ['a'] }) },
        Pause: {
          __resolveReference: (r: object) => ({ ...r, length: 'lâu' }),
          said: () => {
            throw new Error('no');
          },
        },
      },
    },
  });
  const { data, errors } = await graph.ask(
    '{ items { __typename ... on Poll { poll: length s: said } ... on Pause { pause: length t: said } } }',
  );
  expect(data).toEqual({
    items: [
      { __typename: 'Poll', poll: 5, s: ['a'] },
      { __typename: 'Pause', pause: 'lâu', t: null },
    ],
  });
  expect(errors).toMatchObject([{ path: ['items', 1, 't'] }]);
});

test('one name of two types, needed only inside: nothing is lost, not even zero', async () => {
  const graph = await composed({
    a: {
      sdl: `type Query { items: [Item] } union Item = Poll | Pause
        type Poll @key(fields: "id") { id: ID! length: Int } type Pause @key(fields: "id") { id: ID! length: String! }`,
      resolvers: {
        Query: {
          items: () => [
            { __typename: 'Poll', id: '1', length: 0 },
            { __typename: 'Pause', id: '2', length: '' },
            { __typename: 'Poll', id: '3', length: null },
          ],
        },
      },
    },
    b: {
      sdl: `type Poll @key(fields: "id") { id: ID! length: Int @external said: String @requires(fields: "length") }
        type Pause @key(fields: "id") { id: ID! length: String! @external said: String @requires(fields: "length") }`,
      resolvers: Object.fromEntries(
        ['Poll', 'Pause'].map((type) => [
          type,
          {
            __resolveReference: (r: object) => r,
            said: (r: { length?: unknown }) => `${type} ${JSON.stringify(r.length)}`,
          },
        ]),
      ),
    },
  });
  expect(await graph.ask('{ items { ... on Poll { said } ... on Pause { said } } }')).toEqual({
    data: { items: [{ said: 'Poll 0' }, { said: 'Pause ""' }, { said: 'Poll null' }] },
    errors: [],
  });
});

test('an error of what only the plan needed is told without its name', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! budget: Int @inaccessible }',
      resolvers: {
        Query: { unit: () => ({ id: '1' }) },
        Unit: {
          budget: () => {
            throw new Error('no');
          },
        },
      },
    },
    b: {
      sdl: 'type Unit @key(fields: "id") { id: ID! budget: Int @external share: String @requires(fields: "budget") }',
      resolvers: { Unit: { __resolveReference: (r: object) => r, share: () => 'x' } },
    },
  });
  const { data, errors } = await graph.ask('{ unit { share } }');
  expect(data).toEqual({ unit: { share: 'x' } });
  expect(errors).toMatchObject([{ path: ['unit'] }]);
  expect(JSON.stringify(errors)).not.toContain('budget');
});

test('values that only some subgraphs know', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { kinds: [Kind] asked(in: In): String } enum Kind { OLD NEW HIDDEN @inaccessible } input In { a: Int b: Int @inaccessible }',
      resolvers: {
        Query: {
          kinds: () => ['OLD', 'HIDDEN', 'NEW', null],
          asked: (_: unknown, args: object) => JSON.stringify(args),
        },
      },
    },
  });
  const { data, errors } = await graph.ask('{ kinds }');
  expect(data).toEqual({ kinds: ['OLD', null, 'NEW', null] });
  expect(errors).toMatchObject([{ path: ['kinds', 1] }]);
  expect((await graph.ask('query($a: Int) { asked(in: { a: $a }) }', { a: 3 })).data).toEqual({
    asked: '{"in":{"a":3}}',
  });
  await expect(graph.ask('{ asked(in: { b: 1 }) }')).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' });
});

test('an entity that one field’s error took away is explained by that error alone', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { persons: [Person] } type Person @key(fields: "id") { id: ID! }',
      resolvers: { Query: { persons: () => [{ id: '1' }, { id: '2' }] } },
    },
    b: {
      sdl: 'type Person @key(fields: "id") { id: ID! first: String! second: String! }',
      resolvers: {
        Person: {
          __resolveReference: (r: object) => ({ ...r, first: 'a' }),
          second: (r: { id: string }) => {
            if (r.id === '1') throw new Error('no');
            return 'b';
          },
        },
      },
    },
  });
  const { data, errors } = await graph.ask('{ persons { first second } }');
  expect(data).toEqual({ persons: [null, { first: 'a', second: 'b' }] });
  expect(errors).toMatchObject([{ path: ['persons', 0, 'second'] }]);
  expect(errors).toHaveLength(1);
});

test('names that every object inherits', async () => {
  const graph = await composed({
    a: {
      sdl: 'type Query { constructor: String toString: Thing valueOf: Int } type Thing { hasOwnProperty: String isPrototypeOf: String }',
      resolvers: {
        Query: {
          constructor: () => null,
          toString: () => ({ hasOwnProperty: null, isPrototypeOf: 'x' }),
          valueOf: () => 3,
        },
      },
    },
  });
  expect(await graph.ask('{ constructor toString { hasOwnProperty isPrototypeOf } valueOf }')).toEqual({
    data: { constructor: null, toString: { hasOwnProperty: null, isPrototypeOf: 'x' }, valueOf: 3 },
    errors: [],
  });
});

test('text of every kind is written as JSON says', async () => {
  const said = 'Hội đồng "nhân dân" \\ \n\t\u2028 \u0000 😀 \ud800';
  const graph = await composed({
    a: {
      sdl: 'scalar Any type Query { said: String id: ID any: Any big: Float bad: Int flag: Boolean }',
      resolvers: {
        Query: {
          said: () => said,
          id: () => 7,
          any: () => ({ a: [1, null, { b: said }] }),
          big: () => 1e21,
          flag: () => false,
        },
      },
    },
  });
  expect((await graph.ask('{ said id any big bad flag }')).data).toEqual({
    said: JSON.parse(JSON.stringify(said)),
    id: '7',
    any: { a: [1, null, { b: JSON.parse(JSON.stringify(said)) }] },
    big: 1e21,
    bad: null,
    flag: false,
  });
});
