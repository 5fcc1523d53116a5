/** Search text as a LIKE pattern over folded names: what the reader typed, found anywhere, never a wildcard of its own. */
import { fault } from '@nghitruong/kit/errors';
import { searchKey } from '@nghitruong/kit/i18n';
import { errors } from '../errors.js';

export const MAX_SEARCH = 100;

export function searchPattern(search: string): string {
  if (search.length > MAX_SEARCH) throw fault(errors, 'SEARCH_TOO_LONG', { max: MAX_SEARCH });
  return `%${searchKey(search).replace(/[\\%_]/g, '\\$&')}%`;
}
