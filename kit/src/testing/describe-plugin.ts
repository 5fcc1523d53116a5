/**
 * The contract suite of plug-ins: `describePlugin(landClearance)` in a test file.
 *
 * Checks what the loader checks at start, and what only a running plug-in can
 * show: it owns its own schema and nothing else, leaves nothing behind when it
 * is taken out, and answers for objects that it does not know.
 */
import {
  getNullableType,
  isLeafType,
  isObjectType,
  getNamedType,
  isNonNullType,
  type GraphQLObjectType,
} from 'graphql';
import { DataSource } from 'typeorm';
import { migrateOwner, ownerRole, provisionOwner, type OwnerDefinition } from '../database/index.js';
import { checkPlugin, loadPlugins, type Plugin } from '../plugin/index.js';
import { createTestDatabase, testCluster, type TestDatabase } from './test-database.js';
import { startTestSubgraph, type TestSubgraph } from './test-subgraph.js';

/** The test runner's own words: the built kit needs no types of it. */
interface Runner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void> | void): void;
  beforeAll(work: () => Promise<void>): void;
  afterAll(work: () => Promise<void>): void;
  expect(value: unknown): {
    toEqual(expected: unknown): void;
    rejects: { toMatchObject(expected: object): Promise<void> };
  };
}

const neighbour: OwnerDefinition = {
  schema: 'neighbour',
  entities: [],
  migrations: [
    class Neighbour1700000000001 {
      name = 'Neighbour1700000000001';
      up = (runner: { query(sql: string): Promise<unknown> }): Promise<void> =>
        runner.query('CREATE TABLE secret (id int)') as Promise<void>;
      down = (runner: { query(sql: string): Promise<unknown> }): Promise<void> =>
        runner.query('DROP TABLE secret') as Promise<void>;
    },
  ],
};

export interface DescribePluginOptions {
  readonly kitVersion?: string;
  /** Settings that have no default. */
  readonly env?: Record<string, string>;
}

export function describePlugin(plugin: Plugin, options: DescribePluginOptions = {}): void {
  const { describe, it, beforeAll, afterAll, expect } = globalThis as unknown as Runner;
  const kitVersion = options.kitVersion ?? '1.0.0';
  const subgraph = plugin.subgraph!;

  describe(`plug-in ${plugin.name}`, () => {
    let database: TestDatabase;
    let running: TestSubgraph;
    beforeAll(async () => {
      database = await createTestDatabase([neighbour, subgraph.owner]);
      running = await startTestSubgraph(subgraph, database, { ...(options.env && { env: options.env }) });
    });
    afterAll(async () => {
      await running.stop();
      await database.drop();
    });

    it('keeps every clause that is checked at start', () => {
      checkPlugin(plugin, plugin.name, kitVersion);
    });

    it('is loaded where it is named, and only there', async () => {
      const importPlugin = async (): Promise<unknown> => ({ plugin: { ...plugin, needs: [] } });
      const loaded = await loadPlugins([plugin.name], { kitVersion, importPlugin });
      expect(loaded.map((p) => p.name)).toEqual([plugin.name]);
      expect(await loadPlugins([], { kitVersion, importPlugin })).toEqual([]);
    });

    it('owns what lies in its own schema, and nothing elsewhere', async () => {
      const rows = await database.admin(
        `SELECT DISTINCT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE pg_get_userbyid(c.relowner) IN ($1, $2) AND n.nspname !~ '^pg_toast'`,
        [ownerRole(subgraph.owner.schema), subgraph.owner.schema],
      );
      expect(rows).toEqual([{ schema: subgraph.owner.schema }]);
    });

    it('cannot read another owner’s tables', async () => {
      const source = await database.open(subgraph.owner);
      await expect(source.query('SELECT * FROM neighbour.secret')).rejects.toMatchObject({
        driverError: { code: '42501' },
      });
    });

    it('leaves nothing behind when its migrations are undone, and comes back', async () => {
      const own = await createTestDatabase([neighbour]);
      try {
        await provisionOwner(subgraph.owner, {
          adminUrl: testCluster().url(own.name),
          ownerPassword: 'test',
          runningPassword: 'test',
        });
        for (let round = 0; round < 2; round++) {
          await migrateOwner(subgraph.owner, own.ownerUrl(subgraph.owner));
          await undoAll(subgraph.owner, own.ownerUrl(subgraph.owner));
          const left = await own.admin(
            `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind <> 'i' AND c.relname !~ '^migration'
             UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1`,
            [subgraph.owner.schema],
          );
          expect(left).toEqual([]);
        }
      } finally {
        await own.drop();
      }
    });

    it('answers for an object of a host that it does not know, without an error', async () => {
      for (const [host, field] of hostFields(running, plugin)) {
        const selection = isLeafType(getNamedType(field.type)) ? field.name : `${field.name} { __typename }`;
        const { errors } = await running.ask(
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${host} { ${selection} } } }`,
          {
            r: [{ __typename: host, id: 'khong-co-that' }],
          },
        );
        expect(errors).toEqual(undefined);
      }
    });

    it('lets a refused field be null, so that a refusal takes nothing else away', () => {
      const strict = objectTypes(running).flatMap((type) => {
        if (['Query', 'Mutation', 'Subscription'].includes(type.name)) return [];
        return Object.values(type.getFields())
          .filter((f) => isNonNullType(f.type) && (f.astNode?.directives ?? []).some((d) => d.name.value === 'access'))
          .filter((f) => !JSON.stringify(f.astNode!.directives).includes('"EVERYONE"'))
          .map((f) => `${type.name}.${f.name}`);
      });
      expect(strict).toEqual([]);
    });
  });
}

const objectTypes = (running: TestSubgraph): GraphQLObjectType[] =>
  Object.values(running.running.schema.getTypeMap()).filter(
    (t): t is GraphQLObjectType => isObjectType(t) && !t.name.startsWith('_'),
  );

/** The fields that the plug-in adds to types of its hosts. */
function hostFields(
  running: TestSubgraph,
  plugin: Plugin,
): [string, ReturnType<GraphQLObjectType['getFields']>[string]][] {
  const camel = plugin.name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
  return objectTypes(running)
    .filter(
      (t) =>
        !['Query', 'Mutation', 'Subscription'].includes(t.name) &&
        t.getFields()[camel] &&
        !isNonNullType(getNullableType(t.getFields()[camel]!.type)),
    )
    .map((t) => [t.name, t.getFields()[camel]!]);
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
