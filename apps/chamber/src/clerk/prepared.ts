/** What was prepared so far: the polls of the sitting, read anew with each of its commands. */
import type { Graph } from '@nghitruong/client';
import type { ConsolePoll } from '../chair/model.js';
import { PreparedPolls } from '../graph/operations.js';
import { NONE, useRead } from './acting.js';

export function usePrepared(graph: Graph, sittingId: string, step: number): readonly ConsolePoll[] {
  const read = async (signal: AbortSignal): Promise<readonly ConsolePoll[] | null> =>
    (await graph.run(PreparedPolls, { sittingId }, { signal })).sitting?.polls ?? null;
  return useRead(read, [graph, sittingId, step]).found ?? NONE;
}
