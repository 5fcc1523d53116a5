/**
 * A database per test file, cloned from a migrated template in some 30 ms.
 *
 * The template's name holds a digest of the migrations, so a changed migration
 * makes a new template and an unchanged one is shared by all files of a run.
 * Promises   every file starts empty and leaves nothing behind.
 */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  migrateOwner,
  openDatabase,
  ownerRole,
  provisionOwner,
  runningRole,
  type OwnerDefinition,
} from '../database/index.js';

export interface TestCluster {
  url(database?: string): string;
  roleUrl(role: string, database: string): string;
}

const PASSWORD = 'test';

/** The cluster of this run: started by jest's global set-up, named by TEST_POSTGRES_URL. */
export function testCluster(): TestCluster {
  const base = process.env['TEST_POSTGRES_URL'];
  if (!base) throw new Error('TEST_POSTGRES_URL is not set: run the tests through jest with the project’s preset');
  const at = (database: string, user?: string): string => {
    const u = new URL(base);
    u.pathname = `/${database}`;
    if (user) {
      u.username = user;
      u.password = PASSWORD;
    }
    return u.toString();
  };
  return { url: (database = 'postgres') => at(database), roleUrl: (role, database) => at(database, role) };
}

export interface TestDatabase {
  readonly name: string;
  /** Superuser, for looking behind the curtain. */
  readonly adminUrl: string;
  /** The running role's URL of one owner. */
  url(definition: OwnerDefinition): string;
  ownerUrl(definition: OwnerDefinition): string;
  open(definition: OwnerDefinition): Promise<DataSource>;
  /** A query as superuser. */
  admin(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A fresh database with these owners' schemas, in the order given (an owner after those whose views it reads). */
export async function createTestDatabase(definitions: readonly OwnerDefinition[]): Promise<TestDatabase> {
  const cluster = testCluster();
  const template = await migratedTemplate(cluster, definitions);
  const name = `t_${randomBytes(6).toString('hex')}`;
  await withClient(cluster.url(), (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log`),
  );
  const opened: DataSource[] = [];
  const administrators = new pg.Pool({ connectionString: cluster.url(name) });
  administrators.on('error', () => undefined);
  return {
    name,
    adminUrl: cluster.url(name),
    url: (definition) => cluster.roleUrl(runningRole(definition.schema), name),
    ownerUrl: (definition) => cluster.roleUrl(ownerRole(definition.schema), name),
    async open(definition) {
      const source = await openDatabase(definition, {
        url: cluster.roleUrl(runningRole(definition.schema), name),
        poolSize: 5,
      });
      opened.push(source);
      return source;
    },
    async admin(sql, params) {
      const client = await administrators.connect();
      let failed: unknown;
      try {
        return (await client.query(sql, params as unknown[])).rows as Record<string, unknown>[];
      } finally {
        // The next query finds it as new: signing in again would take longer than most queries.
        await client.query('DISCARD ALL').catch((error: unknown) => (failed = error));
        client.release(failed !== undefined);
      }
    },
    async drop() {
      await Promise.all(opened.map((s) => s.isInitialized && s.destroy()));
      await administrators.end();
      await withClient(cluster.url(), (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function migratedTemplate(cluster: TestCluster, definitions: readonly OwnerDefinition[]): Promise<string> {
  const digest = createHash('sha256');
  for (const d of definitions) {
    digest.update(d.schema + JSON.stringify([d.reads ?? [], d.readsWhereThere ?? []]));
    for (const m of d.migrations) digest.update(m.name + m.toString());
  }
  const name = `template_${digest.digest('hex').slice(0, 16)}`;
  await withClient(cluster.url(), async (client) => {
    // One worker makes it, the others wait for it here.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    try {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount) return;
      const making = `making_${randomBytes(6).toString('hex')}`;
      await client.query(`CREATE DATABASE ${making}`);
      for (const d of definitions) {
        await provisionOwner(d, { adminUrl: cluster.url(making), ownerPassword: PASSWORD, runningPassword: PASSWORD });
        await migrateOwner(d, cluster.roleUrl(ownerRole(d.schema), making));
      }
      await client.query(`ALTER DATABASE ${making} RENAME TO ${name}`);
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtext($1))', [name]);
    }
  });
  return name;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
