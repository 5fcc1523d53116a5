/** Comments on one draft at the desk: the period, what was received, and the orders about them. */
import type { Graph } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
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
import { readPatiently, useActing, type Acting } from './acting.js';
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

export function useComments(graph: Graph, id: string, revision: number, onChange: () => void): Comments {
  const [period, setPeriod] = useState<Period | null | undefined>(undefined);
  const [all, setAll] = useState<readonly DeskComment[]>([]);
  const [end, setEnd] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const { act, ...acting } = useActing(() => setTurn((n) => n + 1));
  const read = async (after: string | null, signal: AbortSignal): Promise<void> => {
    const found = (await readPatiently(() => graph.run(DeskComments, { id, after }, { signal }), signal))?.resolution;
    if (signal.aborted || !found) return;
    setPeriod(found.commentPeriod);
    const page = found.receivedComments?.edges.map((edge) => edge.node) ?? [];
    setAll((known) => (after === null ? page : [...known, ...page]));
    const info = found.receivedComments?.pageInfo;
    setEnd(info?.hasNextPage ? info.endCursor : null);
  };
  useEffect(() => {
    const leaving = new AbortController();
    void read(null, leaving.signal);
    return () => leaving.abort();
  }, [graph, id, turn, revision]);
  return {
    ...acting,
    period,
    all,
    hasMore: end !== null,
    more: () => void (end !== null && read(end, new AbortController().signal)),
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
