/**
 * Secret polls on the phone: what is loaded only when there is one, since its
 * cryptography is heavier than all the rest of the page, and who is asked for
 * the committee's page.
 */
import { useEffect, useState } from 'preact/hooks';
import { SecretCommittee } from '../graph/operations.js';
import { type Graph, pause, waitBefore } from '@nghitruong/client';
import type { Poll, Screen } from './ballot.states.js';

interface Loaded {
  readonly Voting: (typeof import('./secret-voting.js'))['SecretVoting'] | null;
  readonly Committee: (typeof import('./committee.js'))['Committee'] | null;
}
const nothing: Loaded = { Voting: null, Committee: null };

/** The parts that this poll needs: the booth for everyone, the committee's page for its members. */
export function useSecret(graph: Graph, poll: Poll | null): Loaded {
  const id = poll?.form === 'SECRET' ? poll.id : null;
  const [loaded, set] = useState<Loaded>(nothing);
  useEffect(() => {
    set(nothing);
    if (id === null) return;
    const ended = new AbortController();
    const { signal } = ended;
    const until = async <T>(work: () => Promise<T>): Promise<T | null> => {
      for (let attempt = 0; !signal.aborted; attempt += 1) {
        try {
          return await work();
        } catch {
          await pause(200 + waitBefore(attempt), signal);
        }
      }
      return null;
    };
    void until(() => import('./secret-voting.js')).then((parts) => {
      if (parts && !signal.aborted) set((was) => ({ ...was, Voting: parts.SecretVoting }));
    });
    void until(() => graph.run(SecretCommittee, { pollId: id }, { signal })).then(async (answer) => {
      if (!answer?.secretCommittee) return;
      const parts = await until(() => import('./committee.js'));
      if (parts && !signal.aborted) set((was) => ({ ...was, Committee: parts.Committee }));
    });
    return () => ended.abort();
  }, [graph, id]);
  return loaded;
}

/** Whether the delegate stands in the booth: an open secret poll in which a press could count, or has counted. */
export function secretScreen(
  screen: Screen,
  recorded: boolean,
): { readonly poll: Poll; readonly recorded: boolean; readonly seconds: number | null } | null {
  if (screen.at !== 'OPEN' && screen.at !== 'RECORDED') return null;
  return screen.poll.form === 'SECRET' ? { poll: screen.poll, recorded, seconds: screen.seconds } : null;
}
