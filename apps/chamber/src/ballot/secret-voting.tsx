/** The secret ballot on the phone: choose or fill in → review → PIN → recorded. Loaded when a secret poll opens. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { SecretPoll as SecretPollQuery } from '../graph/operations.js';
import { type Graph, GraphFault, pause, type SaidInBoth } from '@nghitruong/client';
import { hasRows, rowsOfText, rowsText } from '../shared/ballot-content.js';
import { pick, t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import type { Session } from '../shared/session.js';
import type { SecretPoll } from '../shared/secret/secret-ballot.js';
import { Announce, Banner } from '../shared/ui.js';
import type { Option, Poll } from './ballot.states.js';
import { Frame } from './frame.js';
import { Choice, Facts, Options, Panel, Question, Reminder, State } from './parts.js';
import { Review, ReviewButton, RowCards, type Sheet } from './rows.js';
import { putBallot, sendBallot } from './secret-cast.js';
import { secretKept } from './secret-kept.js';
import { PinAgain } from './secret-pin.js';
import { ts } from './secret-words.js';

export type SecretStep =
  | { readonly at: 'CHOOSE' }
  | { readonly at: 'REVIEW'; readonly choice: Option }
  /** Without a choice: the ballot is made already and only waits to be sent. */
  | { readonly at: 'PIN'; readonly choice: Option | null }
  | { readonly at: 'SENDING' }
  | { readonly at: 'RECORDED'; readonly words: string | null };

export interface SecretVotingProps {
  readonly graph: Graph;
  readonly session: Pick<Session, 'stepUp'>;
  readonly poll: Poll;
  readonly account: string;
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  /** The server says that a ballot of this seat lies in the box. */
  readonly recorded: boolean;
  readonly seconds: number | null;
  /** Of a ballot of rows: what is marked so far, on this page only. */
  readonly sheet: Sheet;
}

/** What a ballot is encrypted with, asked until it is known. */
function useSecretPoll(graph: Graph, pollId: string): SecretPoll | null {
  const [known, set] = useState<SecretPoll | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const ask = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        const found = await graph.run(SecretPollQuery, { pollId }, { signal: ended.signal }).catch(() => null);
        const { frozenHash, secrecy } = found?.poll ?? {};
        if (frozenHash && secrecy)
          return set({ pollId, frozenHash, publicKey: secrecy.publicKey, size: secrecy.ballotSize });
        await pause(1_000, ended.signal);
      }
    };
    void ask();
    return () => ended.abort();
  }, [graph, pollId]);
  return known;
}

export function SecretVoting({ graph, session, account, recorded, ...shown }: SecretVotingProps) {
  const pollId = shown.poll.id;
  const key = useSecretPoll(graph, pollId);
  const kept = secretKept(account, pollId);
  const [step, set] = useState<SecretStep>(
    kept.words ? { at: 'RECORDED', words: kept.words } : kept.ciphertext ? { at: 'SENDING' } : { at: 'CHOOSE' },
  );
  const [refused, refuse] = useState<SaidInBoth | null>(null);
  const proof = useRef<string | null>(null);
  useEffect(() => {
    if (step.at !== 'SENDING') return;
    const ended = new AbortController();
    void sendBallot(graph, account, pollId, proof.current, ended.signal).then((answer) => {
      if (ended.signal.aborted || !answer) return;
      if ('words' in answer) return set({ at: 'RECORDED', words: answer.words });
      if ('pinNeeded' in answer) return set({ at: 'PIN', choice: null });
      refuse(answer.refused);
      set(answer.voted ? { at: 'RECORDED', words: null } : { at: 'CHOOSE' });
    });
    return () => ended.abort();
  }, [step.at, graph, account, pollId]);
  useEffect(() => {
    if (step.at === 'RECORDED') shown.sheet.forget();
  }, [step.at]);
  const now: SecretStep =
    recorded && step.at !== 'RECORDED' && step.at !== 'SENDING' ? { at: 'RECORDED', words: null } : step;
  if (now.at === 'PIN')
    return (
      <PinAgain
        {...shown}
        made={now.choice === null}
        onBack={() => now.choice && set({ at: 'REVIEW', choice: now.choice })}
        onPin={async (pin) => {
          if (now.choice !== null && !key) throw new GraphFault('UNAVAILABLE', null, true);
          proof.current = await session.stepUp(pin);
          if (now.choice !== null && key) putBallot(account, key, now.choice);
          set({ at: 'SENDING' });
        }}
      />
    );
  return (
    <SecretPicture
      {...shown}
      step={now}
      refused={refused}
      hasKey={key !== null}
      secure={isSecureContext}
      onChoose={(choice) => {
        refuse(null);
        set({ at: 'REVIEW', choice });
      }}
      onEdit={() => set({ at: 'CHOOSE' })}
      onPut={(choice) => set({ at: 'PIN', choice })}
    />
  );
}

export function SecretPicture({
  poll,
  who,
  online,
  illustrative,
  seconds,
  sheet,
  step,
  refused,
  hasKey,
  secure,
  onChoose,
  onEdit,
  onPut,
}: Omit<SecretVotingProps, 'graph' | 'session' | 'account' | 'recorded'> & {
  readonly step: Exclude<SecretStep, { at: 'PIN' }>;
  readonly refused: SaidInBoth | null;
  readonly hasKey: boolean;
  readonly secure: boolean;
  readonly onChoose: (choice: Option) => void;
  readonly onEdit: () => void;
  readonly onPut: (choice: Option) => void;
}) {
  const rows = hasRows(poll.ballotForm);
  const frame = { who, online, illustrative, banner: null };
  const said = <Announce polite={step.at === 'RECORDED' ? `${t('b.rec')}. ${t('b.sealed')}` : ''} assertive="" />;
  const told = refused ? (
    <Banner tone="q" icon="warning" title={t('b.refusedNot')}>
      {pick(refused)}
    </Banner>
  ) : null;
  if (!secure)
    return (
      <Frame {...frame}>
        <Panel tone="bad" icon="lock" title={ts('title')}>
          <p>{ts('insecure')}</p>
        </Panel>
        <Reminder text={poll.title} />
      </Frame>
    );
  if (step.at === 'RECORDED')
    return (
      <>
        {said}
        <Frame {...frame}>
          <Panel icon="recorded" title={t('b.rec')} focus>
            <p>{t('b.sealed')}.</p>
            {step.words ? <p class="b-strong">{t('b.words', { w: step.words })}</p> : null}
          </Panel>
          {step.words ? <p class="b-hint">{ts('wordsWhy')}</p> : null}
          <Reminder text={poll.title} />
        </Frame>
      </>
    );
  if (step.at === 'SENDING')
    return (
      <>
        {said}
        <Frame {...frame}>
          <Panel tone="busy" icon="clock" title={t('b.sendingName')} focus>
            <p>{ts('sending')}.</p>
          </Panel>
          <Reminder text={poll.title} />
        </Frame>
      </>
    );
  if (step.at === 'REVIEW')
    return (
      <>
        {said}
        <Frame
          {...frame}
          actions={
            <>
              {hasKey ? null : <p class="b-hint">{ts('noKey')}</p>}
              <button type="button" class="btn" aria-disabled={!hasKey} onClick={() => hasKey && onPut(step.choice)}>
                <Icon name="check" />
                {ts('next')}
              </button>
              <button type="button" class="btn sec" onClick={onEdit}>
                {ts('edit')}
              </button>
            </>
          }
        >
          <State icon="lock" seconds={seconds}>
            {ts('reviewTitle')}
          </State>
          <Question text={poll.title} />
          {rows ? null : (
            <section class="panel calm">
              <p>{ts('chosen')}</p>
              <Choice form={poll.ballotForm} option={step.choice} />
            </section>
          )}
          <p>
            <b>{ts('uncast')}</b> {ts('final')}
          </p>
          {rows ? <Review form={poll.ballotForm} marks={rowsOfText(poll.ballotForm, step.choice)} /> : null}
        </Frame>
      </>
    );
  return (
    <>
      {said}
      <Frame
        {...frame}
        actions={
          <>
            <p class="b-hint">{ts('choose')}</p>
            {rows ? (
              <ReviewButton form={poll.ballotForm} sheet={sheet} onPress={() => onChoose(rowsText(sheet.marks))} />
            ) : (
              <Options form={poll.ballotForm} onPress={onChoose} />
            )}
          </>
        }
      >
        {told}
        <State icon="lock" seconds={seconds}>
          {ts('title')}
        </State>
        <Question text={poll.title} />
        <p class="b-hint">{ts('how')}</p>
        {rows ? <RowCards form={poll.ballotForm} sheet={sheet} /> : <Facts poll={poll} />}
      </Frame>
    </>
  );
}
