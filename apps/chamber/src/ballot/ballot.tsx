/** The ballot's page from its view: frame, screen, what is said aloud. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../shared/i18n.js';
import { Announce } from '../shared/ui.js';
import { announcement } from './announce.js';
import type { BallotView } from './ballot.states.js';
import { Frame } from './frame.js';
import type { Act } from './drawn.js';
import { useSheet } from './rows.js';
import { drawBanner, drawScreen } from './screens.js';

/** A ballot that is answered within `slowMs` needs no "sending": it would only flicker. */
function useSlow(pressedAt: string | null, slowMs: number): boolean {
  const [slow, set] = useState<string | null>(slowMs === 0 ? pressedAt : null);
  useEffect(() => {
    if (pressedAt === null) return;
    const timer = setTimeout(() => set(pressedAt), slowMs);
    return () => clearTimeout(timer);
  }, [pressedAt, slowMs]);
  return slow !== null && slow === pressedAt;
}

export function Ballot({
  view,
  act,
  who,
  onSignOut,
  slowAfterMs = 300,
}: {
  view: BallotView;
  act: Act;
  who: string;
  onSignOut?: () => void;
  slowAfterMs?: number;
}) {
  const { screen } = view;
  const before = useRef(screen.at);
  const byPress = screen.at === 'RECORDED' && before.current === 'SENDING';
  const recordedAt = screen.at === 'RECORDED' ? screen.mine.recordedAt : null;
  useEffect(() => {
    before.current = screen.at;
  });
  useEffect(() => {
    // A short tremor with the receipt of the own press.
    if (byPress && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(60);
  }, [recordedAt]);
  useEffect(() => {
    document.title = `${screen.at === 'OPEN' ? `${t('w.open')} – ` : screen.at === 'RECORDED' ? `${t('b.rec')} – ` : ''}${t('b.page')}`;
  });
  const justPressed = !useSlow(screen.at === 'SENDING' ? screen.pressedAt : null, slowAfterMs);
  const poll = 'poll' in screen ? screen.poll : null;
  const sheet = useSheet(
    `${poll?.id ?? ''}${screen.at === 'CHANGE' ? screen.mine.recordedAt : ''}`,
    poll?.ballotForm ?? null,
    screen.at === 'CHANGE' ? screen.mine.choice : null,
  );
  const drawn = drawScreen(view, act, { byPress, justPressed, who, sheet });
  const said = announcement(view);
  return (
    <>
      <Announce polite={said.polite} assertive={said.assertive} />
      <Frame
        who={who}
        online={view.online}
        illustrative={view.illustrative}
        banner={drawBanner(view)}
        actions={drawn.actions}
        {...(onSignOut ? { onSignOut } : {})}
      >
        {drawn.main}
      </Frame>
    </>
  );
}
