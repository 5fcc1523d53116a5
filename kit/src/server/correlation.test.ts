/** One id from the door into the database: the statements of a request say whose they are, and those of a secret one say nothing. */
import { Arg, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { transaction, type OwnerDefinition } from '../database/index.js';
import { Access } from '../federation/index.js';
import { deferred } from '../testing/deferred.js';
import { createTestDatabase, startTestSubgraph, type TestDatabase, type TestSubgraph } from '../testing/index.js';
import type { SubgraphDefinition } from './index.js';

type Rows = { sql: string }[];
/** PostgreSQL's own word for what it is just being asked. */
const SQL = 'SELECT current_query() AS sql';

let answered = deferred<void>();
let later: Promise<Rows> | undefined;

@Resolver()
class Said {
  constructor(private readonly source: DataSource) {}

  @Query(() => [String])
  @Access('EVERYONE')
  async said(@Arg('key', () => String) key: string): Promise<string[]> {
    const alone = (await this.source.query(SQL)) as Rows;
    const within = await transaction(this.source, (manager) => manager.query(`${SQL} WHERE $1 <> ''`, [key]));
    later = answered.promise.then(() => this.source.query(SQL) as Promise<Rows>);
    return [...alone, ...(within as Rows)].map((row) => row.sql);
  }
}

const owner: OwnerDefinition = { schema: 'kit_said', entities: [], migrations: [] };
const definition: SubgraphDefinition = {
  name: 'said',
  owner,
  source: { resolvers: [Said] },
  settings: {},
  errors: {},
  wire: ({ dataSource }) => ({ instances: [new Said(dataSource)] }),
};

let database: TestDatabase;
let subgraph: TestSubgraph;
beforeAll(async () => {
  database = await createTestDatabase([owner]);
  subgraph = await startTestSubgraph(definition, database);
});
beforeEach(() => {
  answered = deferred<void>();
});
afterAll(async () => {
  await subgraph.stop();
  await database.drop();
});

async function said(correlation?: string): Promise<string[]> {
  const body = JSON.stringify({ query: '{ said(key: "quiet") }' });
  const response = await fetch(subgraph.running.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-nt-gateway': subgraph.signer.sign('said', body),
      ...(correlation !== undefined && { 'x-nt-correlation': correlation }),
    },
    body,
  });
  return ((await response.json()) as { data: { said: string[] } }).data.said;
}

it('a statement carries the id of its request, alone and in a transaction, and no variable', async () => {
  const id = '0190a1b2-0000-7000-8000-000000000001';
  const statements = await said(id);
  expect(statements).toEqual([`${SQL} /* correlation=${id} */`, `${SQL} WHERE $1 <> '' /* correlation=${id} */`]);
  expect(statements.join()).not.toContain('quiet');
});

it('what the gateway sent without an id, as it sends a secret ballot, leaves none', async () => {
  expect(await said()).toEqual([SQL, `${SQL} WHERE $1 <> ''`]);
});

it.each(['x */ DROP TABLE ballot; --', "1' OR '1'='1", 'a'.repeat(65)])(
  'an id of another shape is nobody’s: %s',
  async (id) => {
    expect(await said(id)).toEqual([SQL, `${SQL} WHERE $1 <> ''`]);
  },
);

it('two requests at once are never mixed', async () => {
  const ids = Array.from({ length: 20 }, (_, i) => `request-${i}`);
  const all = await Promise.all(ids.map((id) => said(id)));
  for (const [i, statements] of all.entries())
    expect(statements.every((sql) => sql.endsWith(`/* correlation=${ids[i]} */`))).toBe(true);
});

it('work that outlives its answer does not carry the id on', async () => {
  await said('gone');
  answered.resolve();
  expect(await later).toEqual([{ sql: SQL }]);
});
