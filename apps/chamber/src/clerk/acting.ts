/** One order of the desk at a time, and what came of the last one in words. */
import { useState } from 'preact/hooks';
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
