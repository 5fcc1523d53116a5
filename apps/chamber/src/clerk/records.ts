/**
 * Records: arrivals, leavings, excuses and their undoing, one after another,
 * with what came of the last one in words.
 *
 * Recording an arrival twice changes nothing, so a scan that is seen twice by
 * the camera does no harm. The list itself is read anew whenever the chamber
 * says that attendance moved, whoever moved it.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { CheckIn, CheckOut, ExcuseAbsence, Roster, UndoAttendance } from '../graph/operations.js';
import { type Graph, GraphFault } from '@nghitruong/client';
import { pick } from '../shared/i18n.js';
import { readPatiently } from './acting.js';
import { withRow, type Row, type Source } from './roster.js';
import { tk } from './words.js';

export interface Outcome {
  readonly tone: 'ok' | 'bad';
  /** Words are chosen when they are shown, so that they follow the language. */
  readonly words: () => string;
}

export interface Records {
  readonly rows: readonly Row[] | null;
  readonly busy: boolean;
  /** Seats whose record is on its way. */
  readonly pending: ReadonlySet<string>;
  readonly last: Outcome | null;
  arrive(given: { seatId: string } | { code: string }, source: Source): Promise<boolean>;
  leave(seatId: string): Promise<boolean>;
  excuse(seatId: string, reason: string): Promise<boolean>;
  undo(): Promise<boolean>;
}

type Said =
  | ({ readonly __typename: 'AttendanceRow' } & Row)
  | { readonly __typename: 'Refused'; readonly code: string; readonly vi: string; readonly en: string };

export function outcomeOf(said: Said, done: 'said.in' | 'said.out' | 'said.excused' | 'said.undone'): Outcome {
  if (said.__typename === 'Refused') return { tone: 'bad', words: () => pick(said) };
  return { tone: 'ok', words: () => tk(done, { x: said.fullName }) };
}

export function useRecords(graph: Graph, sittingId: string, revision: number | null): Records {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [last, setLast] = useState<Outcome | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (revision === null) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    void readPatiently(() => graph.run(Roster, { sittingId }, { signal }), signal).then((found) => {
      if (found?.sitting?.attendance && !signal.aborted) setRows(found.sitting.attendance);
    });
    return () => leaving.abort();
  }, [graph, sittingId, revision]);

  const record = (
    seatId: string,
    work: () => Promise<Said>,
    done: Parameters<typeof outcomeOf>[1],
  ): Promise<boolean> => {
    setWaiting((all) => [...all, seatId]);
    const turn = queue.current.then(async () => {
      try {
        const said = await work();
        setLast(outcomeOf(said, done));
        if (said.__typename === 'Refused') return false;
        setRows((now) => now && withRow(now, said));
        return true;
      } catch (error) {
        const refused = error instanceof GraphFault && !error.retryable ? error.said : null;
        setLast({ tone: 'bad', words: () => (refused ? pick(refused) : tk('said.unknown')) });
        return false;
      } finally {
        setWaiting((all) => without(all, seatId));
      }
    });
    queue.current = turn;
    return turn;
  };

  return {
    rows,
    busy: waiting.length > 0,
    pending: new Set(waiting),
    last,
    arrive: (given, source) =>
      record(
        'seatId' in given ? given.seatId : '',
        async () => (await graph.run(CheckIn, { input: { sittingId, source, ...given } })).said,
        'said.in',
      ),
    leave: (seatId) =>
      record(
        seatId,
        async () => (await graph.run(CheckOut, { input: { sittingId, seatId, source: 'CLERK' } })).said,
        'said.out',
      ),
    excuse: (seatId, reason) =>
      record(
        seatId,
        async () => (await graph.run(ExcuseAbsence, { input: { sittingId, seatId, reason } })).said,
        'said.excused',
      ),
    undo: () => record('', async () => (await graph.run(UndoAttendance, { sittingId })).said, 'said.undone'),
  };
}

/** The list with one occurrence less: a seat may be recorded twice in a row. */
const without = (all: readonly string[], one: string): readonly string[] =>
  all.filter((_, index) => index !== all.indexOf(one));
