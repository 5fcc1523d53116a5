/** Comments on one draft at the desk: the period, what was received, and the orders about them. */
import type { Graph } from '@nghitruong/client';
import {
  CommentsSheet,
  DeskComments,
  ExamineComment,
  OpenForComment,
  ReplyToComment,
  type DeskCommentsQuery,
  type DeskCommentViewFragment,
  type ReplyToCommentMutationVariables,
} from '../graph/operations.js';
import { endOf, further, NONE, nodesOf, useReadAndAct, type Acting } from './acting.js';
import { tm } from './comments-words.js';
import { saveFile, type Format } from './resolutions.js';

export type DeskComment = DeskCommentViewFragment;
export type Period = NonNullable<NonNullable<DeskCommentsQuery['resolution']>['commentPeriod']>;
export type Outcome = ReplyToCommentMutationVariables['input']['outcome'];

export interface Comments extends Omit<Acting, 'act'> {
  /** Undefined until it was read. */
  readonly period: Period | null | undefined;
  readonly all: readonly DeskComment[];
  readonly hasMore: boolean;
  more(): void;
  open(closesOn: string, reason: string): Promise<boolean>;
  examine(comment: DeskComment, publish: boolean, reason: string | null): Promise<boolean>;
  reply(comment: DeskComment, outcome: Outcome, text: string): Promise<boolean>;
  sheet(format: Format): Promise<boolean>;
}

interface Received {
  readonly period: Period | null;
  readonly all: readonly DeskComment[];
  /** The cursor of the next page. */
  readonly end: string | null;
}

export function useComments(graph: Graph, id: string, revision: number, onChange: () => void): Comments {
  const read = async (after: string | null, signal: AbortSignal): Promise<Received | null> => {
    const found = (await graph.run(DeskComments, { id, after }, { signal })).resolution;
    return (
      found && {
        period: found.commentPeriod,
        all: nodesOf(found.receivedComments),
        end: endOf(found.receivedComments),
      }
    );
  };
  const { found, set, act, acting } = useReadAndAct((signal) => read(null, signal), [graph, id, revision]);
  const end = found?.end ?? null;
  return {
    ...acting,
    period: found?.period,
    all: found?.all ?? NONE,
    hasMore: end !== null,
    more: () => void (end !== null && further((signal) => read(end, signal), set)),
    open: async (closesOn, reason) => {
      const done = await act(
        async () =>
          (
            await graph.run(OpenForComment, {
              input: { resolutionId: id, expectedRevision: revision, closesOn, reason: reason || null },
            })
          ).said,
        () => tm('said.opened'),
      );
      if (done) onChange();
      return done;
    },
    examine: ({ id: commentId }, publish, reason) =>
      act(
        async () => (await graph.run(ExamineComment, { input: { commentId, publish, reason } })).said,
        () => tm(publish ? 'said.published' : 'said.withheld'),
      ),
    reply: ({ id: commentId }, outcome, text) =>
      act(
        async () => (await graph.run(ReplyToComment, { input: { commentId, outcome, text } })).said,
        () => tm('said.replied'),
      ),
    sheet: (format) =>
      act(
        async () => {
          const file = (await graph.run(CommentsSheet, { id, format }, { timeoutMs: 60_000 })).resolution
            ?.commentsSheet;
          if (file) saveFile(file);
          return { __typename: 'SheetFile' };
        },
        () => tm('said.saved'),
      ),
  };
}
