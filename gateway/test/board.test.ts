/** The board of what is due: four subgraphs, one fragment, and the directory asked once for all of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '@nghitruong/kit/log';
import { Documents } from '../src/admission/documents.js';
import { defaultLimits } from '../src/admission/limits.js';
import { loadSupergraph } from '../src/supergraph/planner.js';
import { composed, type Part } from './fixtures/in-process.js';

const BOARD = `query Board { publicBody(id: "so-tai-chinh") { name
  petitions { ...Due } recommendations { ...Due } commitments { ...Due } dxTasks { ...Due } } }
  fragment Due on Obligation { id title dueOn owner { id name } unit { id name } }`;

test.each(['apollo', 'hive'] as const)(
  'six requests of the whole system’s own supergraph, planned by %s',
  async (choice) => {
    const sdl = readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8');
    const { apiSchema, subtypes, planner } = await loadSupergraph(sdl, silentLog, choice);
    const documents = new Documents({ apiSchema, subtypes, planner }, defaultLimits);
    const executable = await documents.get('board', BOARD, true).operation(undefined).prepare();
    expect(executable.plannedBy).toBe(choice);
    // The directory for the body, its four keepers side by side, the directory again for everything they named.
    expect(executable.requests).toBe(6);
  },
);

const INTERFACE = 'interface Obligation { id: ID! title: String! owner: Body unit: Unit }';
const keeper = (type: string, list: string): Part => ({
  sdl: `type Body @key(fields: "id") { id: ID! ${list}: [${type}!]! } type Unit @key(fields: "id") { id: ID! } ${INTERFACE}
    type ${type} implements Obligation @key(fields: "id") { id: ID! title: String! owner: Body unit: Unit }`,
  resolvers: {
    Body: {
      __resolveReference: (r: object) => r,
      [list]: () =>
        [1, 2, 3].map((n) => ({
          id: `${list}${n}`,
          title: `${type} ${n}`,
          owner: { id: `b${n % 2}` },
          unit: { id: `u${n}` },
        })),
    },
  },
});

test('six requests are what is sent, and each entity is told once', async () => {
  const graph = await composed({
    directory: {
      sdl: 'type Query { body(id: ID!): Body } type Body @key(fields: "id") { id: ID! name: String } type Unit @key(fields: "id") { id: ID! name: String }',
      resolvers: {
        Query: { body: (_: unknown, { id }: { id: string }) => ({ id, name: `cơ quan ${id}` }) },
        Body: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `cơ quan ${id}` }) },
        Unit: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `phường ${id}` }) },
      },
    },
    petitions: keeper('Petition', 'petitions'),
    supervision: keeper('Recommendation', 'recommendations'),
    sessions: keeper('Commitment', 'commitments'),
    transformation: keeper('Task', 'tasks'),
  });
  const query =
    '{ body(id: "b9") { name petitions { ...Due } recommendations { ...Due } commitments { ...Due } tasks { ...Due } } } fragment Due on Obligation { title owner { name } unit { name } }';
  for (const choice of ['auto', 'hive'] as const) {
    const { data, errors } = await graph.askBy(choice, query);
    expect(errors).toEqual([]);
    expect((data as { body: Record<string, unknown[]> }).body['tasks']).toEqual([
      { title: 'Task 1', owner: { name: 'cơ quan b1' }, unit: { name: 'phường u1' } },
      { title: 'Task 2', owner: { name: 'cơ quan b0' }, unit: { name: 'phường u2' } },
      { title: 'Task 3', owner: { name: 'cơ quan b1' }, unit: { name: 'phường u3' } },
    ]);
    const asked = graph.calls.map((c) => c.service);
    expect([choice, asked.length, asked.filter((s) => s === 'directory').length]).toEqual([choice, 6, 2]);
    // Twenty-four places, two bodies and three units.
    const told = Object.values(graph.calls.at(-1)!.variables).flat() as { __typename: string; id: string }[];
    expect(told.map((r) => r.id).sort()).toEqual(['b0', 'b1', 'u1', 'u2', 'u3']);
  }
});
