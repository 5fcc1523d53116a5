/** Meetings of the council's own bodies: read, and planned. */
import { useEffect, useState } from 'preact/hooks';
import type { Graph } from '@nghitruong/client';
import { readPatiently, useActing, type Acting } from '../clerk/acting.js';
import {
  DeskBoards,
  PlanBoardMeeting,
  type DeskBoardFragment,
  type PlanBoardMeetingMutationVariables,
} from '../graph/operations.js';
import { tb } from './words.js';

export type Board = DeskBoardFragment;
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
      if (signal.aborted || !answer?.sitting) return;
      const { board, council } = answer.sitting;
      const bodies = council.bodies.edges.map(({ node }) => node);
      const executive = council.peoplesCommittee;
      // The People's Committee keeps a desk of its own; a council's has the standing body, then the committees by name.
      if (executive && board?.bodyId === executive.id) set([executive]);
      else set([...bodies.filter((b) => b.kind === 'STANDING_BODY'), ...bodies.filter((b) => b.kind === 'COMMITTEE')]);
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
