/** Sessions of the council and their sittings: read, planned, moved. */
import { useEffect, useState } from 'preact/hooks';
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
import { readPatiently, useActing, type Acting } from './acting.js';
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

export function useSessions(graph: Graph, sittingId: string, year: number): Sessions {
  const [councilId, setCouncilId] = useState('');
  const [all, setAll] = useState<readonly DeskSession[] | null>(null);
  const [ofYear, setOfYear] = useState<OfYear | null>(null);
  const [end, setEnd] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const { act, ...acting } = useActing(() => setTurn((n) => n + 1));

  const read = async (after: string | null, signal: AbortSignal): Promise<void> => {
    const council = (await readPatiently(() => graph.run(DeskSessions, { sittingId, year, after }, { signal }), signal))
      ?.sitting?.council;
    if (!council || signal.aborted) return;
    setCouncilId(council.id);
    setOfYear(council.regularSessions);
    const page = council.sessions.edges.map((edge) => edge.node);
    setAll((known) => (after === null ? page : [...(known ?? []), ...page]));
    setEnd(council.sessions.pageInfo.hasNextPage ? council.sessions.pageInfo.endCursor : null);
  };
  useEffect(() => {
    const leaving = new AbortController();
    void read(null, leaving.signal);
    return () => leaving.abort();
  }, [graph, sittingId, year, turn]);

  return {
    ...acting,
    all,
    ofYear,
    hasMore: end !== null,
    more: () => void (end && read(end, new AbortController().signal)),
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
