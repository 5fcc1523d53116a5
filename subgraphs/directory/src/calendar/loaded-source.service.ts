/**
 * Loaded sources: a file whose content was loaded is not loaded again.
 *
 * Promises   claiming and loading are one transaction: a load that fails leaves
 *            no claim, and of two processes that start at once one waits and
 *            then finds nothing to do.
 */
import { createHash } from 'node:crypto';
import type { Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';

export const digestOf = (...contents: string[]): string => {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content).update('\0');
  return hash.digest('hex');
};

/** @returns whether the content is new and must be loaded in this transaction */
export async function claimSource(
  manager: EntityManager,
  ctx: Context,
  source: string,
  digest: string,
): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    `INSERT INTO loaded_source (source, digest, loaded_at) VALUES ($1, $2, $3)
     ON CONFLICT (source) DO UPDATE SET digest = EXCLUDED.digest, loaded_at = EXCLUDED.loaded_at
     WHERE loaded_source.digest <> EXCLUDED.digest
     RETURNING source`,
    [source, digest, ctx.clock.now()],
  );
  return rows.length > 0;
}

/**
 * Many rows in one statement: the columns with their types, as in `{ id: 'text', valid_from: 'date' }`.
 * @param onConflict what follows ON CONFLICT; by default a row that is there stays as it is
 */
export async function insertRows<C extends string>(
  manager: EntityManager,
  table: string,
  columns: Readonly<Record<C, string>>,
  rows: readonly Readonly<Record<C, unknown>>[],
  onConflict = 'DO NOTHING',
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns) as C[];
  await manager.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS r(${names.map((n) => `${n} ${columns[n]}`).join(', ')})
     ON CONFLICT ${onConflict}`,
    [JSON.stringify(rows)],
  );
}
