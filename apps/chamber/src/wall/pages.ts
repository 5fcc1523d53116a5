/** Which page of a long result the hall is on. */
import type { ResultViewFragment } from '../graph/operations.js';

type Result = Pick<ResultViewFragment, 'rows'>;

export const ROWS_A_PAGE = 5;
const PAGE_MS = 15_000;

export const pagesOf = (result: Result): number => Math.max(1, Math.ceil(result.rows.length / ROWS_A_PAGE));

/** From the server's time and nothing else: screens that were switched on at different times turn together. */
export function pageAt(result: Result, publishedAt: string | null | undefined, now: number): number {
  const since = publishedAt ? Math.max(0, now - Date.parse(publishedAt)) : 0;
  return Math.floor(since / PAGE_MS) % pagesOf(result);
}
