/** Which sitting a page is about: the card says it; `?sitting=` and then the demonstration's own stand in. */
import { FindDemonstration } from '../graph/operations.js';
import { type Graph, pause, waitBefore } from '@nghitruong/client';
import type { Account } from './session.js';

export async function findSitting(graph: Graph, account: Account, signal: AbortSignal): Promise<string | null> {
  const asked = new URLSearchParams(location.search).get('sitting');
  if (asked) return asked;
  if (account.sittingId) return account.sittingId;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return (await graph.run(FindDemonstration, {}, { signal })).demonstration?.sittingId ?? null;
    } catch {
      await pause(200 + waitBefore(attempt), signal);
    }
  }
  return null;
}
