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
