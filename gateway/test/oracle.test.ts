/**
 * The gateway against one execution over the same objects.
 *
 * Whatever is asked of three subgraphs through planner and executor must equal
 * what graphql-js answers over the whole, data and places of errors alike.
 */
import fc from 'fast-check';
import {
  execute,
  getNamedType,
  GraphQLObjectType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  parse,
  specifiedRules,
  validate,
  type ExecutionResult,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { loadSupergraph } from '../src/supergraph/planner.js';
import { silentLog } from '@nghitruong/kit/log';
import { startFederation, type Federation } from './fixtures/federation.js';

/** Planned by Apollo's planner, and once more all by Hive's. */
let federation: Federation;
let byHive: Federation;
let schema: GraphQLSchema;

beforeAll(async () => {
  const limits = {
    perAccount: 1e6,
    anonymous: 1e6,
    depth: 30,
    selections: 1e5,
    aliases: 1e4,
    rootFields: 1e3,
    repeats: 1e3,
    cost: 1e9,
    directives: 1e3,
  };
  federation = await startFederation({ limits });
  byHive = await startFederation({ limits, planner: 'hive' });
  ({ apiSchema: schema } = await loadSupergraph(federation.sdl, silentLog));
});
afterAll(() => Promise.all([federation.stop(), byHive.stop()]));

const MOST_TOLD = 100;

async function compare(query: string, variables: Record<string, unknown> = {}): Promise<void> {
  const expected = JSON.parse(
    JSON.stringify(
      (await execute({
        schema,
        document: parse(query),
        rootValue: federation.world.query,
        variableValues: variables,
      })) as ExecutionResult,
    ),
  ) as ExecutionResult;
  for (const [planner, asked] of [
    ['auto', federation],
    ['hive', byHive],
  ] as const) {
    const { data, errors } = await asked.ask(query, variables);
    // Compared as text first: a difference of whole trees is unreadable.
    if (JSON.stringify(sorted(data)) !== JSON.stringify(sorted(expected.data)))
      throw new Error(`${planner}: not the same data for ${query}\n${JSON.stringify(errors)}`);
    const told = emptied(data, errors);
    const all = emptied(expected.data, expected.errors);
    // The gateway tells the first hundred: the rest would be a load, not news.
    if (errors?.length === MOST_TOLD) expect(all).toEqual(expect.arrayContaining(told));
    else expect(told).toEqual(all);
  }
}

const sorted = (value: unknown): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : Array.isArray(value)
      ? value.map(sorted)
      : Object.fromEntries(
          Object.entries(value)
            .sort()
            .map(([k, v]) => [k, sorted(v)]),
        );

/**
 * The nulls that errors explain. Under a null that has risen from elsewhere the
 * specification leaves open what else is told, so each error counts as the
 * first null on its way.
 */
function emptied(data: unknown, errors: readonly { path?: readonly (string | number)[] }[] | undefined): string[] {
  const nulls = (errors ?? []).map(({ path = [] }) => {
    let value = data;
    const at = path.findIndex((key) => {
      if (value === null || value === undefined) return true;
      value = (value as Record<string | number, unknown>)[key];
      return false;
    });
    return (at < 0 ? path : path.slice(0, at)).join('.');
  });
  return [...new Set(nulls)].sort();
}

describe('the same as one execution', () => {
  test.each([
    ['scalars, nested lists and a custom scalar', '{ grid blob units { id name weight area } }'],
    [
      'aliases at every level',
      '{ a: unit(id: "u0") { x: name p: parent { n: name } } b: unit(id: "u1") { x: weight } }',
    ],
    ['one entity over three subgraphs', '{ person(id: "p0") { name votes { choice } petitions { title } } }'],
    [
      'entities inside lists inside entities',
      '{ bodies { id ... on Council { members { name petitions { title author { name votes(first: 1) { choice poll { title } } } } } } } }',
    ],
    ['what one subgraph computes from another', '{ units { share label parent { share } } }'],
    [
      'an interface with fields of its types',
      '{ bodies { __typename name unit { name } ... on Council { seats } ... on Office { budget head { name } } } }',
    ],
    [
      'a union over several subgraphs',
      '{ things { __typename ... on Unit { name petitions { id } } ... on Person { name votes { choice } } ... on Council { currentPoll { title } } ... on Office { petitions { title } } } }',
    ],
    [
      'a union of stubs',
      '{ petitions(first: 6) { about { __typename ... on Council { name seats currentPoll { turnout } } ... on Office { budget } } } }',
    ],
    [
      'named fragments in fragments',
      'query Q { bodies { ...B } } fragment B on Body { id ...C } fragment C on Council { members { ...P } } fragment P on Person { name ...V } fragment V on Person { votes(first: 1) { choice } }',
    ],
    [
      'one field asked for twice, merged',
      '{ unit(id: "u0") { parent { id } parent { name ... on Unit { petitions { id } } } ...P } } fragment P on Unit { parent { petitions { title } } }',
    ],
    ['a key that the caller did not ask for', '{ poll(id: "q0") { council { name } leader { name } } }'],
    ['nothing there', '{ unit(id: "none") { name petitions { title } } poll(id: "none") { title } }'],
    [
      'a null on the way',
      '{ bodies { ... on Office { unit { name petitions { id } } } } polls { leader { name petitions { id } } } }',
    ],
    ['nulls inside a list', '{ persons(ids: ["p0", "none", "p2"]) { name petitions { title } } }'],
    ['an error below a nullable field', '{ person(id: "p0") { name phone } }'],
    [
      'an error in an entity fetch, in every place',
      '{ bodies { ... on Council { members { id votes { strict } } } } }',
    ],
    ['an error that rises to the root', '{ must unit(id: "u0") { name } }'],
    [
      '__typename everywhere',
      '{ __typename a: __typename unit(id: "u0") { __typename t: __typename petitions { __typename about { __typename t: __typename } } } }',
    ],
    [
      'names that planners use for themselves',
      '{ units { id: name name: id weight: area share label petitions { id: title author { id: name name: id votes(first: 1) { choice } } } } }',
    ],
    ['objects that are no entities', '{ hall { title rows { seat person { name votes(first: 1) { choice } } } } }'],
    [
      'a literal condition',
      '{ unit(id: "u0") { name @skip(if: true) weight @include(if: true) parent @include(if: false) { name } } }',
    ],
  ])('%s', (_name, query) => compare(query));

  const CONDITIONS =
    'query($yes: Boolean!, $no: Boolean = false) { units { id name @include(if: $yes) petitions @include(if: $no) { title } ... @skip(if: $yes) { weight share } ...F @include(if: $yes) } } fragment F on Unit { parent { label @skip(if: $no) } }';
  test.each([[{ yes: true }], [{ yes: false }], [{ yes: true, no: true }], [{ yes: false, no: true }]])(
    'conditions %j',
    (variables) => compare(CONDITIONS, variables),
  );

  const DOUBLE =
    'query($a: Boolean!, $b: Boolean!) { unit(id: "u0") { parent @include(if: $a) { name } parent @skip(if: $b) { id petitions { title } } } }';
  test.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('one field under two conditions, %s and %s', (a, b) => compare(DOUBLE, { a, b }));

  test.each([[{}], [{ n: 1 }], [{ n: null }]])('a variable with a default, given %j', (variables) =>
    compare('query($n: Int = 2) { person(id: "p1") { votes(first: $n) { choice } } }', variables),
  );

  test('introspection beside data', () =>
    compare(
      'query($t: String!) { __schema { queryType { name } types { name fields { name } } } t: __type(name: $t) { kind possibleTypes { name } enumValues { name } } unit(id: "u0") { name } }',
      { t: 'Body' },
    ));
});

test('a field under its own name as an alias, where a requirement elsewhere asks for the same field', () =>
  compare('{ units { parent { name: name label } a6: label } }'));

test('random questions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 30 }), async (seed) => {
      const query = randomQuery(schema, seed);
      const document = parse(query);
      fc.pre(validate(schema, document, specifiedRules).length === 0);
      await compare(query);
    }),
    // The same questions on every machine; `npm run faults` asks new ones.
    // A question of which one part spreads a fragment and another part does not.
    {
      numRuns: process.env['FAULTS'] === 'long' ? 2_000 : 150,
      examples: [[283067009]],
      ...(process.env['FAULTS'] !== 'long' && { seed: 20261126 }),
    },
  );
}, 600_000);

/** A question of some thirty fields: aliases, fragments on every abstract type, arguments as literals. */
function randomQuery(of: GraphQLSchema, seed: number): string {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  let budget = 40;
  let aliases = 0;
  const ids = ['u0', 'u2', 'p0', 'p3', 'c1', 'o1', 'q1', 'none'];
  const fieldText = (field: GraphQLField<unknown, unknown>, depth: number): string | undefined => {
    const type = getNamedType(field.type);
    const args = field.args.map((a) =>
      a.name === 'ids'
        ? `ids: ["p1", "p3", "none"]`
        : a.name === 'id'
          ? `id: "${ids[random(ids.length)]!}"`
          : `first: ${random(4)}`,
    );
    // Now and then a name that a planner uses for itself.
    const taken = random(12) === 0 ? ['id', 'name', 'weight'][random(3)]! : undefined;
    const alias = taken ? `${taken}: ` : field.args.length > 0 || random(5) === 0 ? `a${aliases++}: ` : '';
    const call = `${alias}${field.name}${args.length ? `(${args.join(', ')})` : ''}`;
    if (isLeafType(type)) return call;
    if (depth > 7 || budget <= 0 || !isCompositeType(type)) return undefined;
    return `${call} ${selection(type, depth + 1)}`;
  };
  const selection = (type: GraphQLCompositeType, depth: number): string => {
    const parts: string[] = [random(3) === 0 ? '__typename' : `t${aliases++}: __typename`];
    if (isInterfaceType(type) || isObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (random(3) === 0 || budget-- <= 0) continue;
        const text = fieldText(field, depth);
        if (text) parts.push(text);
      }
    }
    if (isAbstractType(type))
      for (const possible of of.getPossibleTypes(type))
        if (random(3) > 0) parts.push(`... on ${possible.name} ${selection(possible, depth + 1)}`);
    if (isObjectType(type))
      for (const i of type.getInterfaces())
        if (random(4) === 0) parts.push(`... on ${i.name} ${selection(i, depth + 1)}`);
    if (isUnionType(type) && random(2)) parts.push(`... on Body { id }`);
    return `{ ${parts.join(' ')} }`;
  };
  return `query R ${selection(of.getQueryType() as GraphQLObjectType, 0)}`;
}
