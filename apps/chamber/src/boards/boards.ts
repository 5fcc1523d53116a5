/** Meetings of the council's own bodies: read, and planned. */
import { useEffect, useState } from 'preact/hooks';
import type { Graph } from '@nghitruong/client';
import { readPatiently, useActing, type Acting } from '../clerk/acting.js';
import {
  DeskBoards,
  PlanBoardMeeting,
  type DeskBoardsQuery,
  type PlanBoardMeetingMutationVariables,
} from '../graph/operations.js';
import { tb } from './words.js';

type Body = NonNullable<DeskBoardsQuery['sitting']>['council']['bodies']['edges'][number]['node'];
export type Board = Body;
export type NewMeeting = PlanBoardMeetingMutationVariables['input'];

export interface Boards extends Omit<Acting, 'act'> {
  /** null until they were read. */
  readonly all: readonly Board[] | null;
  plan(meeting: NewMeeting): Promise<boolean>;
}

export function useBoards(graph: Graph, sittingId: string, year: number): Boards {
  const [all, set] = useState<readonly Board[] | null>(null);
  const [turn, setTurn] = useState(0);
  const { act, ...acting } = useActing(() => setTurn((n) => n + 1));
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    void readPatiently(() => graph.run(DeskBoards, { sittingId, year }, { signal }), signal).then((answer) => {
      const bodies = answer?.sitting?.council.bodies.edges.map(({ node }) => node);
      // The standing body first, then the committees by name as they come.
      if (!signal.aborted && bodies)
        set([...bodies.filter((b) => b.kind === 'STANDING_BODY'), ...bodies.filter((b) => b.kind === 'COMMITTEE')]);
    });
    return () => leaving.abort();
  }, [graph, sittingId, year, turn]);
  return {
    ...acting,
    all,
    plan: (input) =>
      act(
        async () => (await graph.run(PlanBoardMeeting, { input })).said,
        () => tb('planned'),
      ),
  };
}
