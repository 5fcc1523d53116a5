/** Orders from the page: one at a time, with what came of the last one in words. */
import { useEffect, useState } from 'preact/hooks';
import type { Graph } from '@nghitruong/client';
import { pick } from '../shared/i18n.js';
import { VisibilityBases } from '../graph/operations.js';
import { prepare, send, type NewPoll, type Order, type Said } from './commands.js';
import type { Basis, ConsoleChamber, ConsolePoll } from './model.js';
import { tc } from './say.js';

export interface Orders {
  readonly busy: boolean;
  /** Why the last order came to nothing, or null. */
  readonly notice: string | null;
  /** A poll that was created and not yet frozen. */
  readonly draft: ConsolePoll | null;
  /** True where it was done. */
  give(order: Order): Promise<boolean>;
  prepare(poll: NewPoll): Promise<boolean>;
  clear(): void;
  /** Polls on which the doors may be closed or opened again; null where no answer came. */
  bases(): Promise<readonly Basis[] | null>;
}

/** A refused order says why; one without an answer says that its fate is not known. */
export function noticeOf(said: Said | null): string | null {
  if (!said || said.outcome === 'DONE') return null;
  if (said.outcome === 'UNKNOWN') return tc('err.UNKNOWN_FATE');
  return said.code === 'STALE' ? tc('e.STALE') : pick(said);
}

/** How long to wait for the stream to show what an order did, before the next may be given. */
const ECHO_MS = 1_500;

export function useOrders(graph: Graph, chamber: ConsoleChamber | null): Orders {
  const [said, setSaid] = useState<Said | null>(null);
  const [inFlight, setInFlight] = useState(false);
  const [awaited, setAwaited] = useState<number | null>(null);
  const [draft, setDraft] = useState<ConsolePoll | null>(null);
  const step = chamber?.step ?? 0;

  useEffect(() => {
    if (awaited === null) return;
    if (step > awaited) return setAwaited(null);
    const timer = setTimeout(() => setAwaited(null), ECHO_MS);
    return () => clearTimeout(timer);
  }, [awaited, step]);

  // The step moved: what the page shows now answers what was not known.
  useEffect(() => setSaid((last) => (last?.outcome === 'UNKNOWN' ? null : last)), [step]);

  const busy = inFlight || awaited !== null;
  const finish = (came: Said): boolean => {
    setInFlight(false);
    setSaid(came);
    if (came.outcome === 'DONE') setAwaited(step);
    return came.outcome === 'DONE';
  };
  const begin = (): void => {
    setInFlight(true);
    setSaid(null);
  };

  return {
    busy,
    notice: noticeOf(said),
    draft,
    give: async (order) => {
      if (busy || !chamber) return false;
      begin();
      const done = finish(await send(graph, order, chamber.sittingId, step));
      if (done && (order.do === 'readyPoll' || order.do === 'cancelPoll')) setDraft(null);
      return done;
    },
    prepare: async (poll) => {
      if (busy || !chamber) return false;
      begin();
      const came = await prepare(graph, poll, chamber.sittingId, step);
      setDraft(came.draft);
      return finish(came.said) || came.draft !== null;
    },
    clear: () => setSaid(null),
    bases: async () => {
      if (!chamber) return [];
      try {
        return (await graph.run(VisibilityBases, { sittingId: chamber.sittingId })).sitting?.visibilityBases ?? [];
      } catch {
        return null;
      }
    },
  };
}
