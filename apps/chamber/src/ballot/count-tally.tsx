/**
 * A member of the tally committee enters what was counted on paper, apart from
 * whoever else does. Whoever sits on no committee sees nothing of this.
 *
 * Asked again every two seconds while a count waits: the other person's entry,
 * and the lines on which the two differ, arrive without a touch.
 */
import { type Graph, GraphFault, pause, waitBefore } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
import { EnterCount, TalliesToCount, type TalliesToCountQuery } from '../graph/operations.js';
import { CountForm } from '../shared/count-form.js';
import { tp } from '../shared/count-words.js';
import { pick } from '../shared/i18n.js';

export type Waiting = TalliesToCountQuery['talliesToCount'][number];

const EVERY_MS = 2_000;

export function CountTallies({ graph, sittingId, onCounted }: { graph: Graph; sittingId: string; onCounted(): void }) {
  const [waiting, set] = useState<readonly Waiting[]>([]);
  const [said, say] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      let before = 0;
      for (let attempt = 0; !ended.signal.aborted;) {
        try {
          const found = (await graph.run(TalliesToCount, { sittingId }, { signal: ended.signal })).talliesToCount;
          set(found);
          if (found.length < before) onCounted();
          before = found.length;
          attempt = 0;
          await pause(EVERY_MS, ended.signal);
        } catch (error) {
          if (error instanceof GraphFault && !error.retryable) return;
          await pause(300 + waitBefore(attempt++), ended.signal);
        }
      }
    })();
    return () => ended.abort();
  }, [graph, sittingId]);
  return (
    <CountTalliesPicture
      waiting={waiting}
      said={said}
      busy={busy}
      onEnter={async (pollId, sheet) => {
        setBusy(true);
        say(null);
        try {
          const answer = (await graph.run(EnterCount, { pollId, sheet })).said;
          if (answer.__typename === 'Refused') {
            say(pick(answer));
            return false;
          }
          if (answer.agreed) say(tp('agreed'));
          set((all) => all.map((poll) => (poll.id === pollId ? { ...poll, countToEnter: answer } : poll)));
          return true;
        } catch {
          say(tp('failed'));
          return false;
        } finally {
          setBusy(false);
        }
      }}
    />
  );
}

export function CountTalliesPicture({
  waiting,
  said,
  busy,
  onEnter,
}: {
  readonly waiting: readonly Waiting[];
  readonly said: string | null;
  readonly busy: boolean;
  readonly onEnter: (
    pollId: string,
    sheet: Parameters<Parameters<typeof CountForm>[0]['onEnter']>[0],
  ) => Promise<boolean>;
}) {
  return (
    <>
      <div role="status">{said ? <p class="b-hint">{said}</p> : null}</div>
      {waiting.map((poll) => (
        <section key={poll.id} class="b-count" aria-label={tp('title')}>
          <h2>{tp('title')}</h2>
          <p class="b-hint">{tp('lead')}</p>
          <CountForm
            poll={poll}
            count={poll.countToEnter}
            busy={busy}
            button="btn"
            onEnter={(sheet) => onEnter(poll.id, sheet)}
          />
        </section>
      ))}
    </>
  );
}
