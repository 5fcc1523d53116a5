/**
 * A member of the tally committee signs: what was counted, line by line, and
 * one button under it. Whoever sits on no committee sees nothing of this.
 */
import { useEffect, useState } from 'preact/hooks';
import { SignTally, TalliesToSign, type TalliesToSignQuery } from '../graph/operations.js';
import { type Graph, GraphFault, pause, waitBefore } from '@nghitruong/client';
import { pick, t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { CountedLines } from './counted-lines.js';

type Waiting = TalliesToSignQuery['talliesToSign'][number];

export function SignTallies({ graph, sittingId }: { graph: Graph; sittingId: string }) {
  const [waiting, set] = useState<readonly Waiting[]>([]);
  const [said, say] = useState<string | null>(null);
  const [round, again] = useState(0);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
        try {
          set((await graph.run(TalliesToSign, { sittingId }, { signal: ended.signal })).talliesToSign);
          return;
        } catch (error) {
          if (error instanceof GraphFault && !error.retryable) return;
          await pause(300 + waitBefore(attempt), ended.signal);
        }
      }
    })();
    return () => ended.abort();
  }, [graph, sittingId, round]);
  const sign = async (pollId: string, digest: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      const answer = (await graph.run(SignTally, { pollId, digest })).said;
      say(answer.__typename === 'Refused' ? pick(answer) : t('tc.signed'));
    } catch {
      say(t('tc.unknown'));
    } finally {
      setBusy(false);
      again((n) => n + 1);
    }
  };
  return (
    <>
      <div role="status">{said ? <p class="b-hint">{said}</p> : null}</div>
      {waiting.map((poll) => {
        const result = poll.resultToSign;
        if (!result) return null;
        return (
          <section key={poll.id} class="b-sign" aria-label={poll.title}>
            <h2>{t('tc.toSign')}</h2>
            <p>
              <b>{poll.title}</b>
            </p>
            <CountedLines result={result} mayAbstain={poll.ballotForm.mayAbstain} />
            <p class="b-hint">{t('r.seal', { h: result.seal })}</p>
            <button type="button" class="btn" aria-disabled={busy} onClick={() => void sign(poll.id, result.digest)}>
              <Icon name="check" />
              {t('tc.sign')}
            </button>
          </section>
        );
      })}
    </>
  );
}
