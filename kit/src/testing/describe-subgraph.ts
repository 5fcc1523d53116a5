/**
 * The contract suite of subgraphs: `describeSubgraph(petitions)` in a test file.
 *
 * What every subgraph promises whatever its nouns are: its tables are what its
 * entities say, its migrations can be undone and run again, it reads no other
 * owner's tables, it answers the gateway only, and an id that nobody has is
 * answered with null, never with a fault.
 */
import { isNonNullType, isObjectType, type GraphQLObjectType } from 'graphql';
import { DataSource } from 'typeorm';
import { migrateOwner, ownerRole, provisionOwner, runningRole, type OwnerDefinition } from '../database/index.js';
import type { SubgraphDefinition } from '../server/index.js';
import type { SettingsTable } from '../settings/index.js';
import { createTestDatabase, testCluster, type TestDatabase } from './test-database.js';
import { startTestSubgraph, type TestSubgraph } from './test-subgraph.js';
import { runner } from './runner.js';

export interface DescribeSubgraphOptions {
  /** Owners whose published views it reads, or stand-ins for them. */
  readonly owners?: readonly OwnerDefinition[];
  /** Settings that have no default. */
  readonly env?: Record<string, string>;
}

type Query = { query(sql: string): Promise<unknown> };
const neighbour: OwnerDefinition = {
  schema: 'neighbour',
  entities: [],
  migrations: [
    class Neighbour1700000000001 {
      async up(q: Query): Promise<void> {
        await q.query('CREATE TABLE secret (id int)');
      }
      async down(q: Query): Promise<void> {
        await q.query('DROP TABLE secret');
      }
    },
  ],
};

/** Ids of nothing: a UUID, a slug, an empty one, and one that a careless query would run. */
const NOBODY = ['00000000-0000-8000-8000-000000000000', 'khong-co-that', '', "' OR 1=1 --"];

export function describeSubgraph<S extends SettingsTable>(
  definition: SubgraphDefinition<S>,
  options: DescribeSubgraphOptions = {},
): void {
  const { describe, it, beforeAll, afterAll, expect } = runner();
  const { owner } = definition;
  const others = options.owners ?? [];

  describe(`subgraph ${definition.name}`, () => {
    let database: TestDatabase;
    let running: TestSubgraph;
    beforeAll(async () => {
      database = await createTestDatabase([neighbour, ...others, owner]);
      running = await startTestSubgraph(definition, database, { ...(options.env && { env: options.env }) });
    });
    afterAll(async () => {
      await running?.stop();
      await database?.drop();
    });

    it('has the tables that its entities describe', async () => {
      const differences: string[] = [];
      const source = await database.open(owner);
      for (const entity of source.entityMetadatas.filter((e) => e.tableType === 'regular')) {
        const columns = await database.admin(
          `SELECT column_name AS name, is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2`,
          [owner.schema, entity.tableName],
        );
        const inTable = new Map(columns.map((c) => [c['name'] as string, c['nullable'] as boolean]));
        const inEntity = new Map(entity.columns.map((c) => [c.databaseName, c.isNullable]));
        for (const name of new Set([...inTable.keys(), ...inEntity.keys()])) {
          const generated = entity.columns.find((c) => c.databaseName === name)?.isInsert === false;
          if (inTable.get(name) === inEntity.get(name) || (generated && inTable.has(name))) continue;
          const said = (nullable: boolean | undefined): string =>
            nullable === undefined ? 'missing' : nullable ? 'nullable' : 'not null';
          differences.push(
            `${entity.tableName}.${name}: table ${said(inTable.get(name))}, entity ${said(inEntity.get(name))}`,
          );
        }
      }
      expect(differences).toEqual([]);
    });

    it('leaves nothing behind when its migrations are undone, and comes back', async () => {
      const own = await createTestDatabase([neighbour, ...others]);
      try {
        await provisionOwner(owner, {
          adminUrl: testCluster().url(own.name),
          ownerPassword: 'test',
          runningPassword: 'test',
        });
        for (let round = 0; round < 2; round++) {
          await migrateOwner(owner, own.ownerUrl(owner));
          await undoAll(owner, own.ownerUrl(owner));
          const left = await own.admin(
            `SELECT c.relname AS left FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = $1 AND c.relkind <> 'i' AND c.relname !~ '^migration'
             UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1`,
            [owner.schema],
          );
          expect(left).toEqual([]);
        }
      } finally {
        await own.drop();
      }
    });

    it('owns what lies in its own schema, and nothing elsewhere', async () => {
      const rows = await database.admin(
        `SELECT DISTINCT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE pg_get_userbyid(c.relowner) IN ($1, $2) AND n.nspname !~ '^pg_toast'`,
        [ownerRole(owner.schema), runningRole(owner.schema)],
      );
      expect(rows).toEqual([{ schema: owner.schema }]);
    });

    it('cannot read another owner’s tables, nor change the structure of its own', async () => {
      const source = await database.open(owner);
      await expect(source.query('SELECT * FROM neighbour.secret')).rejects.toMatchObject({
        driverError: { code: '42501' },
      });
      await expect(source.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({
        driverError: { code: '42501' },
      });
    });

    it('answers nobody but the gateway', async () => {
      const response = await fetch(running.running.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GATEWAY_ONLY' } }] });
    });

    it('answers an id that nobody has with null or with the bare reference, never with a fault', async () => {
      const faults: string[] = [];
      for (const [type, key] of keysOf(running)) {
        for (const id of NOBODY) {
          const { errors } = await running.ask(
            `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${key} } } }`,
            { r: [{ __typename: type, [key]: id }] },
          );
          for (const error of errors ?? []) {
            const code = String(error.extensions?.['code']);
            // A field that the public may not see is refused, whatever the id.
            if (code !== 'UNAUTHENTICATED' && code !== 'FORBIDDEN')
              faults.push(`${type} ${JSON.stringify(id)}: ${code} ${error.message}`);
          }
        }
      }
      expect(faults).toEqual([]);
    });

    it('lets a refused field be null, so that a refusal takes nothing else away', () => {
      const strict = objectTypes(running).flatMap((type) =>
        Object.values(type.getFields())
          .filter((f) => isNonNullType(f.type))
          .filter((f) =>
            (f.astNode?.directives ?? []).some(
              (d) => d.name.value === 'access' && !JSON.stringify(d).includes('"EVERYONE"'),
            ),
          )
          .map((f) => `${type.name}.${f.name}`),
      );
      expect(strict).toEqual([]);
    });
  });
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];

function objectTypes(running: TestSubgraph): GraphQLObjectType[] {
  const types = Object.values(running.running.schema.getTypeMap());
  return types.filter(
    (t): t is GraphQLObjectType => isObjectType(t) && !t.name.startsWith('_') && !ROOTS.includes(t.name),
  );
}

/** Entity type → its key, where the key is one field. */
function keysOf(running: TestSubgraph): [string, string][] {
  return objectTypes(running).flatMap((type) => {
    const key = type.astNode?.directives?.find((d) => d.name.value === 'key');
    const fields = key?.arguments?.find((a) => a.name.value === 'fields')?.value;
    return fields?.kind === 'StringValue' && /^\w+$/.test(fields.value)
      ? [[type.name, fields.value] as [string, string]]
      : [];
  });
}

async function undoAll(owner: OwnerDefinition, url: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: owner.schema,
    migrations: owner.migrations as never,
    migrationsTableName: 'migration',
    extra: { max: 1, options: `-c search_path=${owner.schema},public` },
  });
  await source.initialize();
  try {
    for (const _ of owner.migrations) await source.undoLastMigration({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}
