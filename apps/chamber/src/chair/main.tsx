/** The chair's console: sign in, find the sitting, watch it, give orders. */
import { useEffect, useState } from 'preact/hooks';
import { ConsoleLive, ConsoleNow } from '../graph/operations.js';
import { useLive, useMade, useServerNow, useSession } from '../shared/hooks.js';
import { useLanguage } from '../shared/i18n.js';
import { Live } from '../shared/live.js';
import { startPage, type Page } from '../shared/page.js';
import type { Account } from '../shared/session.js';
import '../shared/sign-in.css';
import { SignInForm } from '../shared/sign-in.js';
import { findSitting } from '../shared/sitting.js';
import '../shared/tokens.css';
import { Board } from './board.js';
import './chair.css';
import { useOrders } from './orders.js';
import './parts/desk.css';
import { Standing } from './parts/standing.js';
import { tc } from './say.js';

function ChairPage({ page }: { page: Page }) {
  useLanguage();
  const state = useSession(page.session);
  useEffect(() => void (document.title = tc('chair.page')));
  if (state.at !== 'SIGNED_IN') return <SignInForm session={page.session} title={tc('chair.page')} />;
  return <Found page={page} account={state.account} key={state.account.id} />;
}

function Found({ page, account }: { page: Page; account: Account }) {
  const [sittingId, setSittingId] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    void findSitting(page.graph, account, leaving.signal).then((found) => !leaving.signal.aborted && setSittingId(found));
    return () => leaving.abort();
  }, [page, account]);
  if (sittingId === undefined) return <Standing text={tc('c.loading')} />;
  if (sittingId === null) return <Standing text={tc('err.noSitting')} wrong onLeave={() => void page.session.signOut()} />;
  return <Console page={page} sittingId={sittingId} />;
}

function Console({ page, sittingId }: { page: Page; sittingId: string }) {
  const live = useMade(
    () =>
      new Live({
        graph: page.graph,
        tokens: page.session,
        sittingId,
        live: ConsoleLive,
        now: ConsoleNow,
        ofLive: (data) => data.chamber,
        ofNow: (data) => data.chamberNow,
      }),
    [page, sittingId],
  );
  const { view, connection, silentMs, denied } = useLive(live);
  const now = useServerNow(live.clock);
  const orders = useOrders(page.graph, view);
  if (denied) return <Standing text={tc('err.noRight')} wrong onLeave={() => void page.session.signOut()} />;
  if (!view) return <Standing text={tc('c.loading')} />;
  return <Board chamber={view} connection={connection} silentMs={silentMs} now={now} orders={orders} />;
}

startPage((page) => <ChairPage page={page} />);
