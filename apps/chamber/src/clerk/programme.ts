/**
 * The programme of a session as the desk writes it: a list of lines, each an
 * item with its place; of lines the server makes a version.
 */
import {
  AdoptProgramme,
  DeskProgramme,
  DraftProgramme,
  type DeskProgrammeQuery,
  type DraftProgrammeMutationVariables,
} from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';
import { useReadAndAct, type Acting } from './acting.js';
import { tp } from './programme-words.js';

export type ProgrammeSession = NonNullable<DeskProgrammeQuery['session']>;
export type Version = ProgrammeSession['programmes'][number];
export type Entry = Version['items'][number];
export type SessionPoll = NonNullable<ProgrammeSession['sittings'][number]['polls']>[number];

/** One line of the text that is being written. */
export interface Line {
  /** Of an item that stands in an earlier version. */
  readonly id: string | null;
  readonly title: string;
  readonly kind: Entry['kind'];
  readonly sittingId: string | null;
  /** 0 stands by itself; deeper stands under the nearest line above it that is less deep. */
  readonly depth: number;
}

export const MAX_DEPTH = 3;

/** What an item most likely is, by its first words; whoever writes it may say otherwise. */
export const kindFor = (title: string): Entry['kind'] =>
  /^(báo cáo|thông báo)/i.test(title)
    ? 'REPORT'
    : /^chất vấn/i.test(title)
      ? 'QUESTIONING'
      : /^dự thảo nghị quyết/i.test(title)
        ? 'RESOLUTION'
        : 'PROCEDURE';

/** Lines of a version, in its order. */
export function linesOf(items: readonly Entry[]): Line[] {
  const depth = new Map<string, number>();
  return items.map((item) => {
    const mine = item.parentId === null ? 0 : (depth.get(item.parentId) ?? 0) + 1;
    depth.set(item.id, mine);
    return { id: item.id, title: item.title, kind: item.kind, sittingId: item.sittingId, depth: mine };
  });
}

/** No line is deeper than one below the line above it. */
export function settled(lines: readonly Line[]): Line[] {
  let above = -1;
  return lines.map((line) => {
    const depth = Math.max(0, Math.min(line.depth, above + 1, MAX_DEPTH));
    above = depth;
    return depth === line.depth ? line : { ...line, depth };
  });
}

type Given = DraftProgrammeMutationVariables['input']['items'];

/** What is sent: each line names the position of the line it stands under. */
export function itemsOf(lines: readonly Line[]): Given {
  const last: number[] = [];
  return settled(lines).map((line, i) => {
    last[line.depth] = i;
    return {
      id: line.id,
      parent: line.depth === 0 ? null : last[line.depth - 1]!,
      title: line.title.trim(),
      kind: line.kind,
      sittingId: line.sittingId,
    };
  });
}

/** Procedural polls of the session whose adopted result stands published, opened after the version was made and not used yet. */
export function basesOf(session: ProgrammeSession, version: Version): SessionPoll[] {
  const used = new Set(session.programmes.map((each) => each.adoptedByPollId));
  return session.sittings
    .flatMap((sitting) => sitting.polls ?? [])
    .filter(
      (poll) =>
        poll.kind === 'PROCEDURAL' &&
        poll.state === 'PUBLISHED' &&
        poll.result?.outcome === 'ADOPTED' &&
        poll.openedAt !== null &&
        poll.openedAt >= version.madeAt &&
        !used.has(poll.id),
    );
}

export interface Programme extends Omit<Acting, 'act'> {
  readonly session: ProgrammeSession | null;
  readonly template: readonly string[];
  draft(lines: readonly Line[], note: string): Promise<boolean>;
  adopt(version: Version, pollId: string): Promise<boolean>;
}

/** @param step of the sitting that is watched: a published poll moves it */
export function useProgramme(graph: Graph, sessionId: string | null, step: number): Programme {
  const { found, act, acting } = useReadAndAct(
    sessionId === null ? null : (signal) => graph.run(DeskProgramme, { sessionId }, { signal }),
    [graph, sessionId, step],
  );
  const session = found?.session?.id === sessionId ? (found?.session ?? null) : null;
  return {
    ...acting,
    session,
    template: found?.programmeTemplate ?? [],
    draft: (lines, note) =>
      act(
        async () =>
          (
            await graph.run(DraftProgramme, {
              input: {
                sessionId: sessionId!,
                seen: session?.programmes[0]?.number ?? 0,
                items: itemsOf(lines),
                note: note.trim() || null,
              },
            })
          ).said,
        () => tp('said.draft'),
      ),
    adopt: (version, pollId) =>
      act(
        async () => (await graph.run(AdoptProgramme, { sessionId: sessionId!, number: version.number, pollId })).said,
        () => tp('said.adopted', { n: version.number }),
      ),
  };
}
