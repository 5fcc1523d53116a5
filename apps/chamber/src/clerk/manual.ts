/** Paper, hands and elections: what the server has of them, and one order at a time with what came of it. */
import { useState } from 'preact/hooks';
import { tc } from '../chair/say.js';
import { ManualWork, type ManualWorkQuery } from '../graph/operations.js';
import { type Graph, GraphFault, type Operation } from '@nghitruong/client';
import { pick } from '../shared/i18n.js';
import { useRead } from './acting.js';

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
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const { found: work, again } = useRead(
    async (signal) => (await graph.run(ManualWork, { sittingId }, { signal })).sitting,
    [graph, sittingId, step],
  );
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
        again();
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
