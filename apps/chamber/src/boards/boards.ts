/** Meetings of the council's own bodies: read, and planned. */
import type { Graph } from '@nghitruong/client';
import { nodesOf, useReadAndAct, type Acting } from '../clerk/acting.js';
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
  const { found, act, acting } = useReadAndAct<readonly Board[]>(
    async (signal) => {
      const { sitting } = await graph.run(DeskBoards, { sittingId, year }, { signal });
      if (!sitting) return null;
      const bodies = nodesOf(sitting.council.bodies);
      const executive = sitting.council.peoplesCommittee;
      // The People's Committee keeps a desk of its own; a council's has the standing body, then the committees by name.
      if (executive && sitting.board?.bodyId === executive.id) return [executive];
      return [...bodies.filter((b) => b.kind === 'STANDING_BODY'), ...bodies.filter((b) => b.kind === 'COMMITTEE')];
    },
    [graph, sittingId, year],
  );
  return {
    ...acting,
    all: found,
    plan: (input) =>
      act(
        async () => (await graph.run(PlanBoardMeeting, { input })).said,
        () => tb('planned'),
      ),
  };
}
