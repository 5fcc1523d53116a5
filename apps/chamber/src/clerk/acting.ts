/**
 * How a page of the desk reads and acts: what it shows is read when it comes
 * and anew after each order; one order at a time, and what came of the last
 * one in words.
 */
import { useEffect, useState } from 'preact/hooks';
import { GraphFault, pause, waitBefore } from '@nghitruong/client';
import { pick } from '../shared/i18n.js';
import { tc } from './convening-words.js';
import type { Outcome } from './records.js';

interface Refused {
  readonly vi: string;
  readonly en: string;
}
/** Each owner of an order has a refusal of its own name. */
const refusalOf = (said: { readonly __typename: string }): Refused | null =>
  said.__typename.endsWith('Refused') ? (said as never as Refused) : null;

export interface Acting {
  readonly busy: boolean;
  readonly last: Outcome | null;
  /** @param done chosen when it is shown, so that it follows the language @returns whether it was done */
  act<T extends { readonly __typename: string }>(work: () => Promise<T>, done: () => string): Promise<boolean>;
  clear(): void;
}

/** @param after called when an order was answered, whatever the answer: what was read is read anew */
export function useActing(after: () => void): Acting {
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<Outcome | null>(null);
  return {
    busy,
    last,
    clear: () => setLast(null),
    async act(work, done) {
      if (busy) return false;
      setBusy(true);
      setLast(null);
      try {
        const said = await work();
        const refused = refusalOf(said);
        setLast(refused ? { tone: 'bad', words: () => pick(refused) } : { tone: 'ok', words: done });
        return !refused;
      } catch (error) {
        const said = error instanceof GraphFault && !error.retryable ? error.said : null;
        setLast({ tone: 'bad', words: () => (said ? pick(said) : tc('said.unknown')) });
        return false;
      } finally {
        setBusy(false);
        after();
      }
    },
  };
}

/** Reads until there is an answer; null where it will never come, or nobody waits any more. */
export async function readPatiently<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (error instanceof GraphFault && !error.retryable) return null;
      await pause(200 + waitBefore(attempt), signal);
    }
  }
  return null;
}

/** Given the signal of whoever waits; null is no answer. */
type Reader<T> = (signal: AbortSignal) => Promise<T | null>;

export interface Read<T> {
  /** The last answer, null until there is one; it stays in sight while another is waited for, and where none comes. */
  readonly found: T | null;
  again(): void;
  /** Further pages of a list are put to what was read. */
  set(change: (known: T | null) => T | null): void;
}

/**
 * @param read null while there is nothing to ask for
 * @param of what the answer is of: it is read anew where one of them is another
 * @param never what stands where no answer will ever come
 */
export function useRead<T>(read: Reader<T> | null, of: readonly unknown[], never: T | null = null): Read<T> {
  const [found, set] = useState<T | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!read) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    void readPatiently(() => read(signal), signal).then((answer) => {
      const last = answer ?? never;
      if (last !== null && !signal.aborted) set(() => last);
    });
    return () => leaving.abort();
  }, [...of, turn]);
  return { found, set, again: () => setTurn((n) => n + 1) };
}

export interface ReadAndAct<T> extends Read<T>, Pick<Acting, 'act'> {
  /** For the page to show. */
  readonly acting: Omit<Acting, 'act'>;
}

/** @param after called after each order, beside reading anew */
export function useReadAndAct<T>(
  read: Reader<T> | null,
  of: readonly unknown[],
  { after, never }: { readonly after?: () => void; readonly never?: T } = {},
): ReadAndAct<T> {
  const reading = useRead(read, of, never);
  const { act, ...acting } = useActing(() => {
    reading.again();
    after?.();
  });
  return { ...reading, act, acting };
}

/** What a list has before it was read: one and the same each time. */
export const NONE: readonly never[] = [];

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
export const nodesOf = <Node>(page: Page<Node> | null | undefined): Node[] => page?.edges.map(({ node }) => node) ?? [];
/** The cursor of the page after this one, null where it is the last. */
export const endOf = (page: Page<unknown> | null | undefined): string | null =>
  page?.pageInfo?.hasNextPage ? page.pageInfo.endCursor : null;

/** Reads one more page, and puts it behind the ones before. */
export async function further<T extends { readonly all: readonly unknown[] }>(
  read: Reader<T>,
  set: Read<T>['set'],
): Promise<void> {
  const { signal } = new AbortController();
  const next = await readPatiently(() => read(signal), signal);
  if (next) set((known) => ({ ...next, all: [...(known?.all ?? NONE), ...next.all] }));
}
