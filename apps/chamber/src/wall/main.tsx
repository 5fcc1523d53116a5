/**
 * The hall display: pairs with a device card, then shows one sitting for as
 * long as it has power. It keeps itself awake, comes back by itself, and
 * acknowledges what it shows.
 */
import '../shared/tokens.css';
import '../shared/sign-in.css';
import './wall.css';
import './result.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { acknowledge } from '../shared/acknowledge.js';
import { chamberStream, type ChamberStream } from '../shared/chamber.js';
import { useLive, useMade, useServerNow, useSession } from '../shared/hooks.js';
import { pick, t, useLanguage } from '../shared/i18n.js';
import { startPage, type Page } from '../shared/page.js';
import type { Account } from '../shared/session.js';
import { SignInForm } from '../shared/sign-in.js';
import { findSitting } from '../shared/sitting.js';
import { startWallTheme } from '../shared/theme.js';
import { keepAwake } from '../shared/wake.js';
import { Wall } from './wall.js';
import { held, wallView, type Chamber } from './wall.states.js';

function Waiting({ words }: { words: string }) {
  return (
    <div class="wall">
      <main class="w-body w-wait">
        <h1 class="w-hero">{t('w.hall')}</h1>
        <p class="w-lead" role="status">
          {words}
        </p>
      </main>
    </div>
  );
}

/** Keeps the picture that was drawn when the chair froze the displays. */
function useHeld(next: Chamber | null): Chamber | null {
  const kept = useRef<Chamber | null>(null);
  if (next && next !== kept.current) kept.current = held(kept.current, next);
  return kept.current;
}

function Display({ page, stream, screen }: { page: Page; stream: ChamberStream; screen: string }) {
  const state = useLive(stream);
  const now = useServerNow(stream.clock);
  const chamber = useHeld(state.view);
  useEffect(() => acknowledge(page.graph, stream), [page, stream]);
  if (!chamber) return <Waiting words={state.denied?.said ? pick(state.denied.said) : t('c.connecting')} />;
  const frozen = state.view?.frozen ?? false;
  return (
    <Wall
      view={wallView({
        chamber,
        connection: state.connection,
        silentMs: state.silentMs,
        heardAt: state.heardAt,
        now,
        frozen,
      })}
      screen={screen}
      now={now}
    />
  );
}

function Paired({ page, account }: { page: Page; account: Account }) {
  const [sittingId, set] = useState<string | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    void findSitting(page.graph, account, ended.signal).then(set);
    return () => ended.abort();
  }, [page, account.id, account.sittingId]);
  const stream = useMade(() => (sittingId ? chamberStream(page, sittingId) : null), [page, sittingId]);
  return stream ? (
    <Display page={page} stream={stream} screen={account.displayName} />
  ) : (
    <Waiting words={t('w.finding')} />
  );
}

function WallPage({ page }: { page: Page }) {
  useLanguage();
  useEffect(() => void (document.title = t('w.hall')));
  const state = useSession(page.session);
  if (state.at === 'STARTING') return <Waiting words={t('c.connecting')} />;
  if (state.at !== 'SIGNED_IN') return <SignInForm session={page.session} title={t('w.pairTitle')} />;
  return <Paired page={page} account={state.account} />;
}

startWallTheme();
keepAwake();
startPage((page) => <WallPage page={page} />, { enter: true, ownTheme: true });
