/**
 * The correlation id of a request, for what is said to the database meanwhile.
 *
 * Promises   only an id that the gateway gave is told: a request that came
 *            without one (the cast of a secret ballot) leaves none. Work that
 *            outlives its answer (a beat, a lease) does not carry it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

interface Said {
  id: string | undefined;
}
const requests = new AsyncLocalStorage<Said>();

/** Runs the work of one request. */
export async function correlated<T>(id: string | undefined, work: () => T | Promise<T>): Promise<T> {
  // A request without an id hides that of whoever woke it.
  const said: Said = { id };
  try {
    return await requests.run(said, work);
  } finally {
    said.id = undefined;
  }
}

/** The statement with its request's id behind it, so that the database's own log and views can say whose it was. */
export function withCorrelation(sql: string): string {
  const id = requests.getStore()?.id;
  return id === undefined ? sql : `${sql} /* correlation=${id} */`;
}
