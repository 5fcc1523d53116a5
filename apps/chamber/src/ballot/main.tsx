/**
 * The ballot: a phone, one delegate, one sitting. Everything that must be in
 * the first view is here; the QR picture and nothing else is loaded later.
 */
import '../shared/tokens.css';
import '../shared/sign-in.css';
import './ballot.css';
import './panels.css';
import './narrow.css';
import { useEffect, useState } from 'preact/hooks';
import { useServerNow, useSession } from '../shared/hooks.js';
import { t, useLanguage } from '../shared/i18n.js';
import { startPage, type Page } from '../shared/page.js';
import type { Account } from '../shared/session.js';
import { findSitting } from '../shared/sitting.js';
import { keepAwake } from '../shared/wake.js';
import { Absence } from './absence.js';
import { Ballot } from './ballot.js';
import { useBallot } from './ballot.live.js';
import { ballotView } from './ballot.states.js';
import { Documents } from './documents.js';
import { Enter } from './enter.js';
import { Frame, startTextSize } from './frame.js';
import { History } from './history.js';
import { Requests } from './requests.js';
import { Slips } from './slips.js';
import { useSheet } from './rows.js';
import { secretScreen, useSecret } from './secret.js';
import { Speak } from './speak.js';

function Voting({ page, account, sittingId }: { page: Page; account: Account; sittingId: string }) {
  const store = useBallot(page, sittingId, account.id);
  const [aside, show] = useState<
    'HISTORY' | 'DOCUMENTS' | 'SPEAK' | 'SLIPS' | 'ABSENCE' | 'REQUESTS' | 'COMMITTEE' | null
  >(null);
  useServerNow(store.stream.clock);
  const input = store.input();
  const view = ballotView(input);
  const chamber = store.stream.state.view;
  const secret = useSecret(page.graph, chamber?.poll ?? null);
  // Above the booth: a vote that pauses, or a look at a document, leaves the marks where they were.
  const secretPoll = chamber?.poll?.form === 'SECRET' ? chamber.poll : null;
  const sheet = useSheet(secretPoll?.id ?? '', secretPoll?.ballotForm ?? null);
  const who = store.seat?.fullName ?? account.displayName;
  // A vote that opens is more than a list of old ones.
  const opened = view.screen.at === 'OPEN' || view.screen.at === 'ANNOUNCED';
  useEffect(() => {
    if (opened) show(null);
  }, [opened]);
  const shown = { graph: page.graph, account: account.id, who, online: view.online, illustrative: view.illustrative };
  if (aside === 'COMMITTEE' && chamber?.poll && secret.Committee)
    return <secret.Committee {...shown} poll={chamber.poll} onBack={() => show(null)} />;
  const booth = aside === null ? secretScreen(view.screen, input.status?.recorded === true) : null;
  if (booth && secret.Voting)
    return <secret.Voting {...shown} {...booth} sheet={sheet} session={page.session} key={booth.poll.id} />;
  if (booth)
    return (
      <Frame who={who} online={view.online} illustrative={view.illustrative}>
        <p role="status">{t('c.loading')}</p>
      </Frame>
    );
  if (aside === 'SPEAK' && chamber?.speaking) {
    return (
      <Speak
        graph={page.graph}
        who={who}
        online={view.online}
        chamber={chamber}
        seatId={store.seat?.seatId ?? null}
        onBack={() => show(null)}
        onSlips={() => show('SLIPS')}
      />
    );
  }
  if (aside === 'SLIPS' && chamber) {
    return (
      <Slips
        graph={page.graph}
        sittingId={sittingId}
        councilId={chamber.councilId}
        step={chamber.step}
        who={who}
        online={view.online}
        illustrative={view.illustrative}
        onBack={() => show(null)}
        onRequests={() => show('REQUESTS')}
      />
    );
  }
  if (aside === 'REQUESTS' && chamber) {
    return (
      <Requests
        graph={page.graph}
        councilId={chamber.councilId}
        step={chamber.step}
        who={who}
        online={view.online}
        illustrative={view.illustrative}
        onBack={() => show(null)}
      />
    );
  }
  if (aside === 'ABSENCE' && chamber) {
    return (
      <Absence
        graph={page.graph}
        sittingId={sittingId}
        revision={chamber.revision}
        who={who}
        online={view.online}
        illustrative={view.illustrative}
        onBack={() => show(null)}
      />
    );
  }
  if (aside === 'DOCUMENTS') {
    return (
      <Documents
        graph={page.graph}
        sittingId={sittingId}
        who={who}
        online={view.online}
        illustrative={view.illustrative}
        onBack={() => show(null)}
      />
    );
  }
  if (aside === 'HISTORY' && chamber) {
    return (
      <History
        graph={page.graph}
        account={account.id}
        sittingId={sittingId}
        who={who}
        online={view.online}
        illustrative={view.illustrative}
        sitting={chamber.sittingName}
        onBack={() => show(null)}
      />
    );
  }
  return (
    <Ballot
      view={view}
      who={who}
      act={{
        press: (option) => store.press(option),
        change: (changing) => store.change(changing),
        history: () => show('HISTORY'),
        documents: () => show('DOCUMENTS'),
        speak: () => show('SPEAK'),
        slips: () => show('SLIPS'),
        ...(chamber?.sittingState === 'PLANNED' && { absence: () => show('ABSENCE') }),
        ...(secret.Committee && { committee: () => show('COMMITTEE') }),
      }}
      onSignOut={() => void page.session.signOut()}
    />
  );
}

function Delegate({ page, account }: { page: Page; account: Account }) {
  const [sittingId, set] = useState<string | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    void findSitting(page.graph, account, ended.signal).then(set);
    return () => ended.abort();
  }, [page, account.id, account.sittingId]);
  if (sittingId) return <Voting page={page} account={account} sittingId={sittingId} />;
  return (
    <Frame who={account.displayName} online illustrative={false}>
      <p role="status">{t('c.loading')}</p>
    </Frame>
  );
}

function BallotPage({ page }: { page: Page }) {
  useLanguage();
  const state = useSession(page.session);
  // Once signed in, the title says what is open.
  useEffect(() => {
    if (state.at !== 'SIGNED_IN') document.title = t('b.page');
  });
  return state.at === 'SIGNED_IN' ? <Delegate page={page} account={state.account} /> : <Enter session={page.session} />;
}

startTextSize();
keepAwake();
startPage((page) => <BallotPage page={page} />);
