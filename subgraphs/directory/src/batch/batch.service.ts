import type { EntityManager } from 'typeorm';

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
