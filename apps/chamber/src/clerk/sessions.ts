/** Sessions of the council and their sittings: read, planned, moved. */
import {
  ChangeSittingPlan,
  DeskSessions,
  PlanSession,
  PlanSitting,
  SessionPlanOf,
  type DeskSessionFragment,
  type DeskSessionsQuery,
  type PlanSessionMutationVariables,
  type PlanSittingMutationVariables,
  type SessionPlanOfQuery,
} from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';
import { endOf, further, nodesOf, useReadAndAct, type Acting } from './acting.js';
import { ts } from './sessions-words.js';

export type DeskSession = DeskSessionFragment;
export type DeskSitting = DeskSession['sittings'][number];
export type NewSession = Omit<PlanSessionMutationVariables['input'], 'councilId'>;
export type NewSitting = PlanSittingMutationVariables['input'];
export type PlannedStep = SessionPlanOfQuery['sessionPlan']['steps'][number];
export type OfYear = NonNullable<DeskSessionsQuery['sitting']>['council']['regularSessions'];

export interface Sessions extends Omit<Acting, 'act'> {
  /** Null until they were read. */
  readonly all: readonly DeskSession[] | null;
  readonly hasMore: boolean;
  readonly ofYear: OfYear | null;
  more(): void;
  preview(kind: NewSession['kind'], opensOn: string, electedOn: string | null): Promise<readonly PlannedStep[] | null>;
  plan(session: NewSession): Promise<boolean>;
  planSitting(sitting: NewSitting): Promise<boolean>;
  moveSitting(sitting: DeskSitting, startsAt: string, place: string): Promise<boolean>;
}

interface Planned {
  readonly councilId: string;
  readonly ofYear: OfYear;
  readonly all: readonly DeskSession[];
  /** The cursor of the next page. */
  readonly end: string | null;
}

export function useSessions(graph: Graph, sittingId: string, year: number): Sessions {
  const read = async (after: string | null, signal: AbortSignal): Promise<Planned | null> => {
    const council = (await graph.run(DeskSessions, { sittingId, year, after }, { signal })).sitting?.council;
    return council
      ? {
          councilId: council.id,
          ofYear: council.regularSessions,
          all: nodesOf(council.sessions),
          end: endOf(council.sessions),
        }
      : null;
  };
  const { found, set, act, acting } = useReadAndAct((signal) => read(null, signal), [graph, sittingId, year]);
  const { councilId = '', end = null } = found ?? {};

  return {
    ...acting,
    all: found?.all ?? null,
    ofYear: found?.ofYear ?? null,
    hasMore: end !== null,
    more: () => void (end !== null && further((signal) => read(end, signal), set)),
    preview: (kind, opensOn, electedOn) =>
      graph.run(SessionPlanOf, { councilId, kind, opensOn, electedOn }).then(
        ({ sessionPlan }) => sessionPlan.steps,
        () => null,
      ),
    plan: (session) =>
      act(
        async () => (await graph.run(PlanSession, { input: { councilId, ...session } })).said,
        () => ts('said.session'),
      ),
    planSitting: (input) =>
      act(
        async () => (await graph.run(PlanSitting, { input })).said,
        () => ts('said.sitting'),
      ),
    moveSitting: ({ id, step }, startsAt, place) =>
      act(
        async () =>
          (await graph.run(ChangeSittingPlan, { input: { sittingId: id, expectedStep: step, startsAt, place } })).said,
        () => ts('said.moved'),
      ),
  };
}
