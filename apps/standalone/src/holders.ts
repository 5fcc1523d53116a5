/** Holders: whose accounts have a role in one place, as cards are made for them. */
import { identityOwner } from '@nghitruong/identity';
import { openDatabase, runningRole } from '@nghitruong/kit/database';

export interface Holder {
  readonly login: string;
  /** Null for an account that stands for no person. */
  readonly personId: string | null;
}

/** A role in a body is none in its council. */
const HOLDERS = `SELECT DISTINCT a.login, a.person_id AS "personId" FROM directory.published_account_v1 a, jsonb_array_elements(a.grants) AS held
  WHERE NOT a.disabled AND held->>'role' = ANY ($2) AND coalesce(held->>'bodyId', held->>'councilId') = $1 AND ($3 OR a.login LIKE 'delegate-%') ORDER BY a.login`;

/** Delegates are those with a delegate's login: whoever presides or keeps the desk is one, too, and has that card. */
export async function holdersOf(
  url: (role: string) => string,
  placeId: string,
): Promise<{ readonly delegates: readonly Holder[]; readonly desk: readonly Holder[] }> {
  const source = await openDatabase(identityOwner, { url: url(runningRole(identityOwner.schema)), poolSize: 1 });
  const holders = (roles: readonly string[], anyLogin: boolean): Promise<Holder[]> =>
    source.query(HOLDERS, [placeId, roles, anyLogin]);
  try {
    const delegates = await holders(['DELEGATE'], false);
    const logins = new Set(delegates.map(({ login }) => login));
    const desk = await holders(['CHAIR', 'SESSION_SECRETARY'], true);
    return { delegates, desk: desk.filter(({ login }) => !logins.has(login)) };
  } finally {
    await source.destroy();
  }
}
