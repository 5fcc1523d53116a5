/**
 * The actions: always in one place, one of them primary.
 *
 * The primary stays one button while its meaning changes, so that focus is not
 * lost; for a moment after a change it does nothing, so that a second tap never
 * gives the order that has just appeared under the finger.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shared/icons.js';
import { Dialog } from '../shared/ui.js';
import type { Action, NextStep } from './next-step.js';
import { say, tc } from './say.js';

/** How long a primary that has just changed takes no order. */
export const SETTLE_MS = 700;

export function Acts({ step, busy, onAct }: { step: NextStep; busy: boolean; onAct: (action: Action) => void }) {
  const [others, setOthers] = useState(false);
  const meaning = step.primary ? JSON.stringify(step.primary.command) : '';
  const settled = useSettled(meaning);
  const plain = step.secondary.filter((action) => !action.rare);
  const rare = step.secondary.filter((action) => action.rare);
  const primary = useRef<HTMLButtonElement>(null);
  const focused = useRef<EventTarget | null>(null);
  // An action that vanishes with its state leaves the focus to the primary, not to nowhere.
  useEffect(() => {
    const last = focused.current;
    if (last instanceof HTMLElement && !last.isConnected && document.activeElement === document.body)
      primary.current?.focus();
  });
  const act = (action: Action): void => {
    if (!busy) onAct(action);
  };
  return (
    <>
      {step.hint ? (
        <p class="nx">
          <Icon name={step.note ? 'lock' : 'next'} />
          <span>{step.note ? say(step.hint) : tc('h.next', { x: say(step.hint) })}</span>
        </p>
      ) : null}
      <div
        class="acts"
        role="group"
        aria-label={tc('chair.actions')}
        onFocusIn={(event) => (focused.current = event.target)}
      >
        <button
          type="button"
          ref={primary}
          class={step.primary ? 'bt p' : 'bt p waiting'}
          aria-disabled={busy || !step.primary}
          aria-busy={busy}
          onClick={() => step.primary && settled() && act(step.primary)}
        >
          {step.primary?.icon ? <Icon name={step.primary.icon} /> : null}
          {step.primary ? say(step.primary.label) : step.waiting ? say(step.waiting) : '…'}
        </button>
        {plain.map((action) => (
          <button
            key={action.label.key}
            type="button"
            class={`bt ${action.danger ? 'd' : ''}`}
            aria-disabled={busy}
            onClick={() => act(action)}
          >
            {action.icon ? <Icon name={action.icon} /> : null}
            {say(action.label)}
          </button>
        ))}
        {rare.length > 0 ? (
          <button
            type="button"
            class="bt ic1"
            aria-label={tc('chair.others')}
            aria-haspopup="dialog"
            onClick={() => setOthers(true)}
          >
            <Icon name="more" />
          </button>
        ) : null}
      </div>
      {others ? (
        <Dialog label={tc('chair.others')} onClose={() => setOthers(false)}>
          <h2>{tc('chair.others')}</h2>
          {rare.map((action, index) => (
            <button
              key={action.label.key}
              type="button"
              class={`bt ${action.danger ? 'd' : ''}`}
              data-first={index === 0 ? '' : undefined}
              onClick={() => {
                setOthers(false);
                act(action);
              }}
            >
              {action.icon ? <Icon name={action.icon} /> : null}
              {say(action.label)}
            </button>
          ))}
          <button type="button" class="bt" onClick={() => setOthers(false)}>
            {tc('dlg.back')}
          </button>
        </Dialog>
      ) : null}
    </>
  );
}

/** Whether this meaning has stood long enough to be meant. */
function useSettled(meaning: string): () => boolean {
  const seen = useRef({ meaning, since: Number.NEGATIVE_INFINITY });
  if (seen.current.meaning !== meaning) seen.current = { meaning, since: performance.now() };
  return () => performance.now() - seen.current.since >= SETTLE_MS;
}
