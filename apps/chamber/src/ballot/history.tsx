/** "Phiếu của tôi": what the server has of this delegate, poll by poll. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { MyVotes, type MyVotesQuery } from '../graph/operations.js';
import { hourMinuteSecond } from '../shared/format.js';
import { type Graph, pause, waitBefore } from '@nghitruong/client';
import { plainWords } from '../shared/ballot-content.js';
import { t } from '../shared/i18n.js';
import { Icon, OptionIcon } from '../shared/icons.js';
import { Frame } from './frame.js';
import { Inclusion } from './inclusion.js';
import { CountTallies } from './count-tally.js';
import { Statement } from './statement.js';
import { SignTallies } from './sign-tally.js';

type MyVote = MyVotesQuery['myVotes'][number];

export interface HistoryProps {
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly sitting: string;
  readonly onBack: () => void;
}

export function History({
  graph,
  account,
  sittingId,
  ...shown
}: HistoryProps & { graph: Graph; account: string; sittingId: string }) {
  const [votes, set] = useState<readonly MyVote[] | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    void (async () => {
      for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
        try {
          set((await graph.run(MyVotes, { sittingId }, { signal: ended.signal })).myVotes);
          return;
        } catch {
          await pause(300 + waitBefore(attempt), ended.signal);
        }
      }
    })();
    return () => ended.abort();
  }, [graph, sittingId]);
  const [counted, again] = useState(0);
  return (
    <HistoryPicture
      votes={votes}
      {...shown}
      inclusion={(vote) =>
        vote.recorded && vote.content === null ? (
          <Inclusion graph={graph} account={account} pollId={vote.pollId} />
        ) : null
      }
      statement={(vote) =>
        vote.state === 'PUBLISHED' && vote.method === 'ELECTRONIC' && (vote.choice !== null || !vote.recorded) ? (
          <Statement graph={graph} sittingId={sittingId} vote={vote} />
        ) : null
      }
      tallies={
        <>
          <CountTallies graph={graph} sittingId={sittingId} onCounted={() => again((n) => n + 1)} />
          <SignTallies key={counted} graph={graph} sittingId={sittingId} />
        </>
      }
    />
  );
}

export function HistoryPicture({
  votes,
  who,
  online,
  illustrative,
  sitting,
  onBack,
  tallies,
  inclusion,
  statement,
}: HistoryProps & {
  votes: readonly MyVote[] | null;
  tallies?: ComponentChildren;
  /** Of a secret ballot: that it lies in the box. */
  inclusion?: (vote: MyVote) => ComponentChildren;
  /** Of a published one: what its delegate says of it afterwards. */
  statement?: (vote: MyVote) => ComponentChildren;
}) {
  return (
    <Frame
      who={who}
      online={online}
      illustrative={illustrative}
      actions={
        <button type="button" class="btn" onClick={onBack}>
          {t('c.back')}
        </button>
      }
    >
      <h1 class="b-q">{t('b.mine')}</h1>
      <p class="b-hint">
        {sitting}. {t('b.mineOnly')}
      </p>
      {votes === null ? <p role="status">{t('c.loading')}</p> : null}
      {votes?.length === 0 ? <p>{t('b.none')}</p> : null}
      {tallies}
      <ul class="rows">
        {votes?.map((vote) => (
          <li key={vote.pollId} class="card">
            <p class="b-strong">{vote.title}</p>
            <p class="b-vote">
              {vote.choice ? (
                <OptionIcon option={vote.choice} />
              ) : (
                <Icon name={vote.content ? 'check' : vote.recorded ? 'lock' : 'info'} />
              )}
              <span>
                {vote.choice
                  ? t(`o.${vote.choice}`)
                  : vote.content
                    ? plainWords(vote.content)
                    : vote.recorded
                      ? t('b.cast')
                      : t(vote.method === 'ELECTRONIC' ? 'b.mineNone' : 'b.mineManual')}
                {vote.recordedAt && vote.content ? `, ${hourMinuteSecond(vote.recordedAt)}` : ''}
              </span>
            </p>
            {inclusion?.(vote) ?? null}
            {statement?.(vote) ?? null}
            {vote.state === 'ANNULLED' ? <p class="b-hint">{t('b.annulled')}</p> : null}
          </li>
        ))}
      </ul>
    </Frame>
  );
}
