/** What both consoles are before they differ: sign in, find the sitting, watch it with the rights of chair or clerk. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ConsoleLive, ConsoleNow } from '../../graph/operations.js';
import { type Connection, type Graph, Live } from '@nghitruong/client';
import { seatAs } from '../../shared/seated.js';
import { useLive, useMade, useServerNow, useSession } from '../../shared/hooks.js';
import { useLanguage } from '../../shared/i18n.js';
import type { Page } from '../../shared/page.js';
import type { Account } from '../../shared/session.js';
import '../../shared/sign-in.css';
import { SignInForm } from '../../shared/sign-in.js';
import { findSitting } from '../../shared/sitting.js';
import '../../shared/tokens.css';
import type { ConsoleChamber } from '../model.js';
import { freshest } from '../watch.js';
import { tc } from '../say.js';
import './desk.css';
import { Standing } from './standing.js';

export interface Watched {
  readonly graph: Graph;
  readonly chamber: ConsoleChamber;
  readonly connection: Connection;
  readonly silentMs: number;
  /** The server's time, in milliseconds. */
  readonly now: number;
}

interface ConsoleProps {
  readonly page: Page;
  /** In the language of the moment. */
  readonly title: () => string;
  /** A component: it may use hooks. */
  readonly Draw: (watched: Watched) => ComponentChildren;
}

export function ConsolePage({ page, title, Draw }: ConsoleProps) {
  useLanguage();
  const state = useSession(page.session);
  useEffect(() => void (document.title = title()));
  if (state.at !== 'SIGNED_IN') return <SignInForm session={page.session} title={title()} />;
  return <Found key={state.account.id} page={page} account={state.account} Draw={Draw} />;
}

function Found({ page, account, Draw }: Omit<ConsoleProps, 'title'> & { account: Account }) {
  const [sittingId, setSittingId] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    void findSitting(page.graph, account, leaving.signal).then(
      (found) => !leaving.signal.aborted && setSittingId(found),
    );
    return () => leaving.abort();
  }, [page, account]);
  if (sittingId === undefined) return <Standing text={tc('c.loading')} />;
  if (sittingId === null)
    return <Standing text={tc('err.noSitting')} wrong onLeave={() => void page.session.signOut()} />;
  return <Watching page={page} sittingId={sittingId} Draw={Draw} />;
}

function Watching({ page, sittingId, Draw }: Omit<ConsoleProps, 'title'> & { sittingId: string }) {
  const { live, heard } = useMade(() => watch(page, sittingId), [page, sittingId]);
  const { view, connection, silentMs, denied } = useLive(live);
  const now = useServerNow(live.clock);
  if (denied) return <Standing text={tc('err.noRight')} wrong onLeave={() => void page.session.signOut()} />;
  if (!view) return <Standing text={tc('c.loading')} />;
  return (
    <Draw
      graph={page.graph}
      chamber={freshest(view, heard.last)}
      connection={connection}
      silentMs={silentMs}
      now={now}
    />
  );
}

interface Heard {
  last: ConsoleChamber | null;
}

/** The stream, and beside it the last message as it came: beats too. */
function watch(page: Page, sittingId: string) {
  const heard: Heard = { last: null };
  const live = new Live({
    graph: page.graph,
    tokens: page.session,
    sittingId,
    live: ConsoleLive,
    now: ConsoleNow,
    ofLive: (data) => (heard.last = seatAs(data.chamber)),
    ofNow: (data) => (heard.last = seatAs(data.chamberNow)),
  });
  return { live, heard };
}
