/** One resolution: read whole, and every order the desk gives about it, with the revision that was seen. */
import {
  CouncilBodies,
  DraftResolution,
  EndingResolutions,
  GiveBackResolution,
  OneResolution,
  RelateResolution,
  ReportResolutionTarget,
  ResolutionDifference,
  ReviseResolution,
  SetResolutionTarget,
  SubmitResolution,
  WithdrawResolution,
  type DraftResolutionMutationVariables,
  type EndingResolutionsQuery,
  type RelateResolutionMutationVariables,
  type ReportResolutionTargetMutationVariables,
  type ResolutionDifferenceQuery,
  type ResolutionWholeFragment,
  type SetResolutionTargetMutationVariables,
  type TargetViewFragment,
} from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';
import { NONE, nodesOf, useActing, useRead, useReadAndAct, type Acting } from './acting.js';
import { tw } from './resolution-page-words.js';

export type Whole = ResolutionWholeFragment;
export type Target = TargetViewFragment;
export type Relation = Whole['saysOf'][number];
export type NewDraft = Omit<DraftResolutionMutationVariables['input'], 'councilId'>;
export type NewRelation = Omit<RelateResolutionMutationVariables['input'], 'resolutionId' | 'expectedRevision'>;
export type NewTarget = Omit<SetResolutionTargetMutationVariables['input'], 'resolutionId'>;
export type NewReport = ReportResolutionTargetMutationVariables['input'];
export type Difference = NonNullable<NonNullable<ResolutionDifferenceQuery['resolution']>['difference']>;
export type Ending = NonNullable<EndingResolutionsQuery['council']>['resolutionAlarms']['edges'][number]['node'];

export interface Body {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** One order may be given in words of the page that shows it. */
export interface OneResolutionDesk extends Omit<Acting, 'act'> {
  /** Null until it was read; undefined where it may not be seen. */
  readonly whole: Whole | null | undefined;
  difference(from: number, to: number): Promise<Difference | null>;
  revise(paragraphs: readonly string[], title: string, note: string): Promise<boolean>;
  submit(verifyingBodyId: string): Promise<boolean>;
  giveBack(reason: string): Promise<boolean>;
  withdraw(reason: string): Promise<boolean>;
  relate(relation: NewRelation): Promise<boolean>;
  setTarget(target: NewTarget): Promise<boolean>;
  report(report: NewReport): Promise<boolean>;
}

/** @param onChange called after each order: lists that show this resolution are read anew */
export function useOneResolution(graph: Graph, id: string, revision: number, onChange: () => void): OneResolutionDesk {
  const { found, act, acting } = useReadAndAct<{ readonly whole: Whole | null }>(
    async (signal) => ({ whole: (await graph.run(OneResolution, { id }, { signal })).resolution }),
    [graph, id, revision],
    { after: onChange, never: { whole: null } },
  );
  const whole = found && (found.whole ?? undefined);
  const seen = { resolutionId: id, expectedRevision: whole?.revision ?? 0 };
  const done = (key: Parameters<typeof tw>[0]) => () => tw(key);
  return {
    ...acting,
    whole,
    difference: (from, to) =>
      graph.run(ResolutionDifference, { id, from, to }).then(
        ({ resolution }) => resolution?.difference ?? null,
        () => null,
      ),
    revise: (paragraphs, title, note) =>
      act(
        async () =>
          (
            await graph.run(ReviseResolution, {
              input: { ...seen, text: paragraphs.join('\n'), title, note: note.trim() || null },
            })
          ).said,
        done('said.revised'),
      ),
    submit: (verifyingBodyId) =>
      act(
        async () => (await graph.run(SubmitResolution, { input: { ...seen, verifyingBodyId, on: null } })).said,
        done('said.submitted'),
      ),
    giveBack: (reason) =>
      act(
        async () => (await graph.run(GiveBackResolution, { input: { ...seen, reason } })).said,
        done('said.givenBack'),
      ),
    withdraw: (reason) =>
      act(
        async () => (await graph.run(WithdrawResolution, { input: { ...seen, reason } })).said,
        done('said.withdrawn'),
      ),
    relate: (relation) =>
      act(
        async () => (await graph.run(RelateResolution, { input: { ...seen, ...relation } })).said,
        done('said.related'),
      ),
    setTarget: (target) =>
      act(
        async () => (await graph.run(SetResolutionTarget, { input: { resolutionId: id, ...target } })).said,
        done('said.target'),
      ),
    report: (report) =>
      act(async () => (await graph.run(ReportResolutionTarget, { input: report })).said, done('said.reported')),
  };
}

export interface Drafting extends Omit<Acting, 'act'> {
  /** @returns the id of the draft, or null where it was not made */
  draft(given: NewDraft): Promise<string | null>;
}

export function useDrafting(graph: Graph, councilId: string, onChange: () => void): Drafting {
  const { act, ...acting } = useActing(onChange);
  return {
    ...acting,
    draft: async (given) => {
      let id: string | null = null;
      await act(
        async () => {
          const { said } = await graph.run(DraftResolution, { input: { councilId, ...given } });
          if (said.__typename === 'Resolution') id = said.id;
          return said;
        },
        () => tw('said.drafted'),
      );
      return id;
    },
  };
}

/** Bodies of the council, the departments and the People's Committees, by name. */
export function useBodies(graph: Graph, councilId: string): readonly Body[] {
  const read = async (signal: AbortSignal): Promise<Body[]> => {
    const { council, departments, peoplesCommittees } = await graph.run(CouncilBodies, { councilId }, { signal });
    const all = [council?.bodies, departments, peoplesCommittees].flatMap(nodesOf<Body>);
    return [...new Map(all.map((body) => [body.id, body])).values()];
  };
  return useRead(councilId === '' ? null : read, [graph, councilId]).found ?? NONE;
}

/** Resolutions whose end is near or past, and which nothing has replaced. */
export function useEnding(graph: Graph, councilId: string): readonly Ending[] {
  const read = async (signal: AbortSignal): Promise<Ending[]> =>
    nodesOf((await graph.run(EndingResolutions, { councilId }, { signal })).council?.resolutionAlarms);
  return useRead(councilId === '' ? null : read, [graph, councilId]).found ?? NONE;
}
