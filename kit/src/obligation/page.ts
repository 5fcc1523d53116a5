/**
 * Lists of obligations, nearest due date first, those without one last.
 *
 * A table of obligations has the columns `due_on date`, `done_on date` and
 * `due_key date GENERATED ALWAYS AS (coalesce(due_on, DATE '9999-12-31')) STORED`,
 * and its entity the property `dueKey`; (due_key, id) is the keyset.
 */
import type { SelectQueryBuilder } from 'typeorm';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '../federation/connection.js';
import { DUE_SOON_DAYS, DueState } from './due.js';

/** The condition that says in SQL what `dueStateOf` says of one row; binds `:today`. */
export function dueStateCondition(state: DueState, alias: string): string {
  const due = `${alias}.due_on`;
  const done = `${alias}.done_on`;
  const today = 'CAST(:today AS date)';
  switch (state) {
    case DueState.ON_TIME:
      return `(${done} IS NOT NULL AND (${due} IS NULL OR ${done} <= ${due}))`;
    case DueState.DONE_LATE:
      return `(${done} > ${due})`;
    case DueState.OVERDUE:
      return `(${done} IS NULL AND ${due} < ${today})`;
    case DueState.DUE_SOON:
      return `(${done} IS NULL AND ${due} BETWEEN ${today} AND ${today} + ${DUE_SOON_DAYS})`;
    case DueState.NOT_YET:
      return `(${done} IS NULL AND (${due} IS NULL OR ${due} > ${today} + ${DUE_SOON_DAYS}))`;
  }
}

interface Due {
  id: string;
  dueKey: string;
}

/** Orders and limits the query, reads one row more than asked, and makes the page. */
export async function pageByDue<T extends Due>(query: SelectQueryBuilder<T>, args: PageArgs): Promise<Page<T>> {
  const { alias } = query;
  if (args.after != null) {
    const [afterDue, afterId] = decodeCursor(args.after, 2);
    query.andWhere(`(${alias}.due_key, ${alias}.id) > (CAST(:afterDue AS date), CAST(:afterId AS uuid))`, {
      afterDue,
      afterId,
    });
  }
  const rows = await query
    .orderBy(`${alias}.dueKey`)
    .addOrderBy(`${alias}.id`)
    .limit(pageSize(args) + 1)
    .getMany();
  return connectionFrom(rows, args, (row) => [row.dueKey, row.id]);
}
