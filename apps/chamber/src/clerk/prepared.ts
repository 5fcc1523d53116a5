/** What was prepared so far: the polls of the sitting, read anew with each of its commands. */
import { useEffect, useState } from 'preact/hooks';
import { PreparedPolls } from '../graph/operations.js';
import type { ConsolePoll } from '../chair/model.js';
import { type Graph, GraphFault, pause, waitBefore } from '@nghitruong/client';

export function usePrepared(graph: Graph, sittingId: string, step: number): readonly ConsolePoll[] {
  const [polls, setPolls] = useState<readonly ConsolePoll[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    void read(graph, sittingId, leaving.signal).then((found) => {
      if (found && !leaving.signal.aborted) setPolls(found);
    });
    return () => leaving.abort();
  }, [graph, sittingId, step]);
  return polls;
}

async function read(graph: Graph, sittingId: string, signal: AbortSignal): Promise<readonly ConsolePoll[] | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return (await graph.run(PreparedPolls, { sittingId }, { signal })).sitting?.polls ?? null;
    } catch (error) {
      if (error instanceof GraphFault && !error.retryable) return null;
      await pause(200 + waitBefore(attempt), signal);
    }
  }
  return null;
}
