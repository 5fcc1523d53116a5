/**
 * Connections of the running role.
 *
 * Promises   the search path is the owner's schema; a lost connection is an
 *            error of the query that met it, never of the process; serialization
 *            failures are retried by `transaction`, everything else is thrown.
 */
import { DataSource, QueryFailedError, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { withCorrelation } from '../context/index.js';
import type { Log } from '../log/index.js';
import type { OwnerDefinition } from './owner.js';

export interface OpenOptions {
  readonly url: string;
  readonly log?: Log;
  /** Connections of the pool. */
  readonly poolSize?: number;
  readonly applicationName?: string;
}

export const SQLSTATE = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  insufficientPrivilege: '42501',
  serializationFailure: '40001',
  deadlock: '40P01',
} as const;

export async function openDatabase(definition: OwnerDefinition, options: OpenOptions): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: definition.schema,
    entities: definition.entities as never,
    synchronize: false,
    applicationName: options.applicationName ?? `nghitruong ${definition.schema}`,
    poolErrorHandler: (err: unknown) => options.log?.warn({ err }, 'a database connection was lost'),
    extra: {
      max: options.poolSize ?? 10,
      options: `-c search_path=${definition.schema},public`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    },
  });
  await source.initialize();
  sayCorrelation(source);
  return source;
}

/**
 * Every statement of a request ends with its correlation id as a comment. TypeORM
 * prepares nothing by name, so no plan is lost; the ballot boxes prepare theirs,
 * have connections of their own, and say none.
 */
function sayCorrelation(source: DataSource): void {
  const { driver } = source;
  const made = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode) => {
    const runner = made(mode);
    const query = runner.query.bind(runner) as typeof runner.query;
    runner.query = ((sql: string, ...rest: never[]) => query(withCorrelation(sql), ...rest)) as typeof runner.query;
    return runner;
  };
}

/** The PostgreSQL error inside a TypeORM error: its SQLSTATE, and the constraint that was broken where there is one. */
export function isDriverError(error: unknown, code: string, constraint?: string): boolean {
  const driver = (error instanceof QueryFailedError ? error.driverError : error) as
    { code?: string; constraint?: string } | undefined;
  return driver?.code === code && (constraint === undefined || driver.constraint === constraint);
}

const MAX_TRIES = 5;

/** One transaction, tried again on a serialization failure or a deadlock (40001, 40P01). */
export async function transaction<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await source.transaction(work);
    } catch (error) {
      const again = isDriverError(error, SQLSTATE.serializationFailure) || isDriverError(error, SQLSTATE.deadlock);
      if (!again || attempt === MAX_TRIES) throw error;
    }
  }
}

/**
 * For seeds that may run again: a row that is there already stays as it is.
 *
 * @returns whether any row was not there before
 */
export async function insertOnce<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: object | object[],
): Promise<boolean> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(rows as never)
    .orIgnore()
    .returning('*')
    .execute();
  return (result.raw as unknown[]).length > 0;
}
