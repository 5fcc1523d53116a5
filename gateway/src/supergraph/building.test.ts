import { buildSchema, lexicographicSortSchema, printSchema, validate, parse } from 'graphql';
import { buildInTurns } from './building.js';

const definitions = [
  'schema { query: Root mutation: Change subscription: Live }',
  '"""Who may."""\ndirective @may(role: Role = CLERK) repeatable on FIELD_DEFINITION | OBJECT',
  'type Root implements Named & Thing { id: ID! name: String things(of: Filter = { size: 3 }): [Thing!]! either: Either }',
  'type Change { rename(name: String!): Root @deprecated(reason: "twice") }',
  'type Live { named: Named }',
  'interface Thing { id: ID! }',
  'interface Named implements Thing { id: ID! name: String }',
  'type Other implements Thing { id: ID! }',
  'union Either = Root | Other',
  'enum Role { CLERK CHAIR @deprecated(reason: "two of them") }',
  'input Filter { size: Int! = 1 and: [Filter!] }',
  'scalar Date @specifiedBy(url: "https://example.org/date")',
];

it.each([
  ['with roots that are named', definitions],
  ['with roots of the usual names', definitions.slice(1).map((d) => d.replace(/\bRoot\b/g, 'Query'))],
])('builds what graphql-js builds in one go: %s', async (_name, texts) => {
  const inTurns = await buildInTurns(texts);
  const atOnce = buildSchema(texts.join('\n\n'));
  expect(printSchema(lexicographicSortSchema(inTurns))).toBe(printSchema(lexicographicSortSchema(atOnce)));
  expect(inTurns.getDirectives().map((d) => d.name)).toEqual(atOnce.getDirectives().map((d) => d.name));
  for (const name of ['Thing', 'Named', 'Either'] as const) {
    const of = (schema: typeof atOnce) => schema.getPossibleTypes(schema.getType(name) as never).map((t) => t.name);
    expect(of(inTurns)).toEqual(of(atOnce));
  }
});

it('lets others have their turns', async () => {
  const many = Array.from(
    { length: 400 },
    (_, i) => `type T${i} { ${Array.from({ length: 40 }, (_, j) => `f${j}: T${(i + j) % 400}`).join(' ')} }`,
  );
  let turns = 0;
  const other = (): void => {
    turns++;
    next = setImmediate(other);
  };
  let next = setImmediate(other);
  const schema = await buildInTurns(['type Query { t: T0 }', ...many]);
  clearImmediate(next);
  expect(turns).toBeGreaterThan(1);
  expect(validate(schema, parse('{ t { f1 { f2 { f3 { __typename } } } } }'))).toEqual([]);
});
