/**
 * After a secret vote: that this phone's ballot lies in the box. The words that
 * the phone kept are looked up in the published list; the list, and so the
 * proof, says nothing of any choice.
 */
import { type Graph, pause, waitBefore } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
import { SecretTrackers } from '../graph/operations.js';
import { t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { secretKept } from './secret-kept.js';

export function Inclusion({ graph, account, pollId }: { graph: Graph; account: string; pollId: string }) {
  const [list, set] = useState<readonly string[]>([]);
  const { words } = secretKept(account, pollId);
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
        try {
          set((await graph.run(SecretTrackers, { pollId }, { signal: ended.signal })).poll?.trackers ?? []);
          return;
        } catch {
          await pause(300 + waitBefore(attempt), ended.signal);
        }
      }
    })();
    return () => ended.abort();
  }, [graph, pollId]);
  // While the box is open there is no list.
  return list.length === 0 ? null : <InclusionPicture words={words ?? null} list={list} />;
}

export function InclusionPicture({ words, list }: { words: string | null; list: readonly string[] }) {
  const found = words !== null && list.includes(words);
  return (
    <div>
      {words === null ? null : (
        <p class="b-vote">
          <Icon name={found ? 'check' : 'warning'} />
          <span>{t(found ? 'b.included' : 'b.notIncluded', { w: words })}</span>
        </p>
      )}
      <details>
        <summary>{t('b.trackers', { n: list.length })}</summary>
        <p class="b-hint">{list.join(' · ')}</p>
      </details>
    </div>
  );
}
