/**
 * How every page begins: language, theme, session, graph; then the page's own
 * component takes the root.
 */
import { render, type ComponentChildren } from 'preact';
import { Graph, pause, waitBefore } from '@nghitruong/client';
import { startLanguage } from './i18n.js';
import { Session } from './session.js';
import { followSystemTheme } from './theme.js';

export interface Page {
  readonly session: Session;
  readonly graph: Graph;
}

export interface PageOptions {
  /** A card without a PIN is exchanged without asking: displays. */
  readonly enter?: boolean;
  /** The page chooses light or dark by itself. */
  readonly ownTheme?: boolean;
}

export function startPage(draw: (page: Page) => ComponentChildren, options: PageOptions = {}): Page {
  startLanguage();
  if (!options.ownTheme) followSystemTheme();
  const session = new Session(location.pathname.split('/')[1]!.replace('.html', ''));
  const page: Page = { session, graph: new Graph(session) };
  render(draw(page), document.getElementById('app')!);
  void begin(session, options);
  // A card scanned into a page that is already open changes the fragment only.
  addEventListener('hashchange', () => {
    if (location.hash.includes('card=')) void begin(session, options);
  });
  return page;
}

/** The server may still be starting: the sign-in is tried until it answers. */
async function begin(session: Session, options: PageOptions): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await session.start({ enter: options.enter ?? false });
      return;
    } catch {
      await pause(300 + waitBefore(attempt));
    }
  }
}
