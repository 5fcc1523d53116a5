/** Paper, hands and elections: what the server has of them, and one order at a time with what came of it. */
import { useEffect, useState } from 'preact/hooks';
import { tc } from '../chair/say.js';
import { ManualWork, type ManualWorkQuery } from '../graph/operations.js';
import { type Graph, GraphFault, type Operation, pause, waitBefore } from '@nghitruong/client';
import { pick } from '../shared/i18n.js';

export type Work = NonNullable<ManualWorkQuery['sitting']>;
export type ManualPoll = NonNullable<Work['polls']>[number];
export type CandidateList = Work['candidateLists'][number];
type Answer = { readonly __typename: string; readonly vi?: string; readonly en?: string };

export interface Manual {
  readonly work: Work | null;
  readonly busy: boolean;
  /** Why the last order came to nothing, or null. */
  readonly notice: string | null;
  /** The answer, or null where it was refused or none came. */
  give<V, A extends Answer>(operation: Operation<{ readonly said: A }, V>, variables: V): Promise<A | null>;
  clear(): void;
}

export function useManual(graph: Graph, sittingId: string, step: number): Manual {
  const [work, setWork] = useState<Work | null>(null);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [done, setDone] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void read(graph, sittingId, leaving.signal).then((found) => {
      if (found && !leaving.signal.aborted) setWork(found);
    });
    return () => leaving.abort();
  }, [graph, sittingId, step, done]);
  return {
    work,
    busy,
    notice,
    clear: () => setNotice(null),
    give: async (operation, variables) => {
      if (busy) return null;
      setBusy(true);
      setNotice(null);
      try {
        const { said } = await graph.run(operation, variables);
        setDone((n) => n + 1);
        if (said.__typename !== 'Refused') return said;
        setNotice(pick({ vi: said.vi ?? '', en: said.en ?? '' }));
      } catch (error) {
        const refused = error instanceof GraphFault && !error.retryable ? error.said : null;
        setNotice(refused ? pick(refused) : tc('err.UNKNOWN_FATE'));
      } finally {
        setBusy(false);
      }
      return null;
    },
  };
}

async function read(graph: Graph, sittingId: string, signal: AbortSignal): Promise<Work | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return (await graph.run(ManualWork, { sittingId }, { signal })).sitting ?? null;
    } catch (error) {
      if (error instanceof GraphFault && !error.retryable) return null;
      await pause(200 + waitBefore(attempt), signal);
    }
  }
  return null;
}
