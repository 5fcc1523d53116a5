/**
 * Owners: who has which schema, and which roles.
 *
 * Provisioning needs a role that may create roles (the embedded edition's
 * superuser, a site's administrator). Migrating needs only the owner role.
 * Both may run from several processes at once: each takes a lock first, and
 * both may run again at any time.
 */
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

export interface OwnerDefinition {
  /** Also the schema's name: snake_case. */
  readonly schema: string;
  readonly entities: readonly Function[];
  /** In order; class names end in a 13-digit timestamp, as TypeORM wants. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Schemas of other owners whose published views this owner's roles may read. */
  readonly reads?: readonly string[];
  /** The same of owners that an installation may not have: an edition with another issuer has no identity. */
  readonly readsWhereThere?: readonly string[];
}

export const ownerRole = (schema: string): string => `${schema}_owner`;
export const runningRole = (schema: string): string => schema;

export interface ProvisionOptions {
  /** A connection that may create roles and extensions. */
  readonly adminUrl: string;
  /** Passwords of the two roles; without them the roles log in by the site's own means. */
  readonly ownerPassword?: string;
  readonly runningPassword?: string;
}

const quote = (name: string): string => `"${name.replace(/"/g, '""')}"`;
const literal = (value: string): string => `'${value.replace(/'/g, "''")}'`;

/** Creates, or repairs, the owner's roles and schema. Idempotent. */
export async function provisionOwner(definition: OwnerDefinition, options: ProvisionOptions): Promise<void> {
  const { schema } = definition;
  if (!/^[a-z][a-z0-9_]*$/.test(schema)) throw new Error(`schema ${schema} is not snake_case`);
  const client = new pg.Client({ connectionString: options.adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('nghitruong provision'))`);
    // Roles belong to the whole cluster and an advisory lock to one database: what holds off a database
    // that is made beside this one is the lock of the roles' own table, which only a superuser may take.
    await client.query(
      `DO $$ BEGIN
         IF current_setting('is_superuser') = 'on' THEN LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE; END IF;
       END $$`,
    );
    for (const [role, password] of [
      [ownerRole(schema), options.ownerPassword],
      [runningRole(schema), options.runningPassword],
    ] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const secret = password === undefined ? '' : ` PASSWORD ${literal(password)}`;
      await client.query(
        `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${quote(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE${secret}`,
      );
    }
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${quote(schema)} AUTHORIZATION ${quote(ownerRole(schema))}`);
    await client.query(`GRANT USAGE ON SCHEMA ${quote(schema)} TO ${quote(runningRole(schema))}`);
    await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    for (const extension of ['unaccent', 'pg_trgm', 'btree_gist', 'pgcrypto']) {
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension} WITH SCHEMA public`);
    }
    const { rows: there } = await client.query<{ nspname: string }>(
      'SELECT nspname FROM pg_namespace WHERE nspname = ANY ($1)',
      [definition.readsWhereThere ?? []],
    );
    for (const other of [...(definition.reads ?? []), ...there.map((row) => row.nspname)]) {
      await client.query(
        `GRANT USAGE ON SCHEMA ${quote(other)} TO ${quote(ownerRole(schema))}, ${quote(runningRole(schema))}`,
      );
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Runs the owner's migrations as its owner role, then grants the running role
 * plain access to the tables that the migrations did not restrict themselves.
 * @returns the names of the migrations that ran now
 */
export async function migrateOwner(definition: OwnerDefinition, ownerUrl: string): Promise<string[]> {
  const { schema } = definition;
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema,
    entities: [],
    migrations: definition.migrations as never,
    migrationsTableName: 'migration',
    synchronize: false,
    extra: { max: 2, options: `-c search_path=${schema},public` },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.connect();
    // Two migrators of one owner collide in TypeORM: one waits here for the other.
    await lock.query(`SELECT pg_advisory_lock(hashtext($1))`, [`nghitruong migrate ${schema}`]);
    // What a migration creates the running role may use; a migration that must restrict it says REVOKE afterwards.
    await lock.query(
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${quote(schema)} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${quote(runningRole(schema))}`,
    );
    await lock.query(
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${quote(schema)} GRANT USAGE, SELECT ON SEQUENCES TO ${quote(runningRole(schema))}`,
    );
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map((m) => m.name);
  } finally {
    await lock
      .query(`SELECT pg_advisory_unlock(hashtext($1))`, [`nghitruong migrate ${schema}`])
      .catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
