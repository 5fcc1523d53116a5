import { buildSchema, Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { compileCost, countListItems } from './cost.js';

const schema = buildSchema(`
  type Query { units(first: Int, ids: [ID!], filter: Filter): [Unit!]! page(first: Int): UnitConnection! unit: Unit matter: Matter }
  input Filter { ids: [ID!] nested: Filter }
  type Unit { id: ID! name: String units(first: Int): [Unit!]! parent: Unit }
  type UnitConnection { edges: [UnitEdge!]! totalCount: Int }
  type UnitEdge { node: Unit }
  union Matter = Unit
`);

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const fragments = new Map(
    document.definitions.flatMap((d) =>
      d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as [string, FragmentDefinitionNode]] : [],
    ),
  );
  return compileCost(schema, document.definitions[0] as OperationDefinitionNode, fragments)(variables);
}

test.each([
  ['leaves', '{ unit { id name } }', {}, 3],
  ['a list without a size', '{ units { id } }', {}, 11],
  ['a list with a size', '{ units(first: 3) { id name } }', {}, 7],
  ['a size in a variable', 'query($n: Int) { units(first: $n) { id } }', { n: 200 }, 201],
  ['a size that is not given', 'query($n: Int) { units(first: $n) { id } }', {}, 11],
  ['sizes within sizes', '{ units(first: 5) { units(first: 5) { id } } }', {}, 1 + 5 * (1 + 5)],
  ['the length of a list argument', '{ units(ids: ["a", "b"], first: 1) { id } }', {}, 3],
  [
    'the length of a list in a variable',
    'query($i: [ID!]) { units(ids: $i, first: 1) { id } }',
    { i: ['a', 'b', 'c'] },
    4,
  ],
  [
    'a list inside an input object',
    'query($f: Filter) { units(filter: $f, first: 1) { id } }',
    { f: { nested: { ids: ['a', 'b', 'c', 'd'] } } },
    5,
  ],
  [
    'a connection, counted once',
    '{ page(first: 4) { totalCount edges { node { id } } } }',
    {},
    1 + 4 * (1 + 1 + 1 + 1),
  ],
  ['a connection without a size', '{ page { edges { node { id } } } }', {}, 1 + 50 * 3],
  [
    'fragments',
    '{ unit { ...A ... on Unit { name } } matter { ... on Unit { id } } } fragment A on Unit { id parent { id } }',
    {},
    1 + 1 + 2 + 1 + 1 + 1,
  ],
  [
    'directives for subgraphs, wherever they stand',
    '{ units(first: 2) { id @a @b @include(if: true) ... @a { name } ...F @a } } fragment F on Unit { id }',
    {},
    1 + 2 * (1 + 2 + 1 + 1 + 1 + 1),
  ],
])('%s', (_name, text, variables, cost) => expect(costOf(text, variables)).toBe(cost));

test('elements of all lists', () => {
  expect(countListItems({ a: [1, 2, [3]], b: { c: ['x'] }, d: 'text' })).toBe(5);
});
