/**
 * The PIN, asked again in the booth: an unlocked phone that is left lying casts
 * no secret ballot. The ballot is not encrypted, and nothing is sent, before the
 * PIN was right.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { GraphFault } from '@nghitruong/client';
import { pick, t } from '../shared/i18n.js';
import { Icon } from '../shared/icons.js';
import { IdentityRefusal } from '../shared/session.js';
import type { Poll } from './ballot.states.js';
import { Frame } from './frame.js';
import { Reminder, State } from './parts.js';
import { ts } from './secret-words.js';

export interface PinProps {
  readonly poll: Poll;
  readonly who: string;
  readonly online: boolean;
  readonly illustrative: boolean;
  readonly seconds: number | null;
  /** The ballot is made already and only waits to be sent. */
  readonly made: boolean;
  /** Proves the PIN and goes on. */
  readonly onPin: (pin: string) => Promise<void>;
  readonly onBack: () => void;
}

const said = (error: unknown): string => {
  if (error instanceof IdentityRefusal) return pick(error.said);
  return error instanceof GraphFault ? ts('pinNetwork') : t('e.unknown');
};

export function PinAgain({ poll, who, online, illustrative, seconds, made, onPin, onBack }: PinProps) {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [problem]);
  const submit = async (): Promise<void> => {
    if (busy) return;
    if (!/^\d{6}$/.test(pin)) return setProblem(t('e.pinShort'));
    setBusy(true);
    setProblem(null);
    try {
      await onPin(pin);
    } catch (error) {
      setPin('');
      setProblem(said(error));
      setBusy(false);
    }
  };
  return (
    <form
      class="enter"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Frame
        who={who}
        online={online}
        illustrative={illustrative}
        banner={null}
        actions={
          <>
            <button class="btn" aria-disabled={busy}>
              <Icon name="ballot" />
              {t('b.put')}
            </button>
            {made ? null : (
              <button type="button" class="btn sec" onClick={onBack}>
                {ts('edit')}
              </button>
            )}
          </>
        }
      >
        <State icon="lock" seconds={seconds}>
          {ts('title')}
        </State>
        <h1 class="b-q">{ts('pinTitle')}</h1>
        <p>
          <b>{ts('uncast')}</b> {ts('pinWhy')}
        </p>
        <p class="fld">
          <label for="pin-again">{t('b.pin')}</label>
          <input
            ref={input}
            id="pin-again"
            class="pin"
            type="password"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={6}
            value={pin}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'pin-problem'}
            onInput={(event) => setPin(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
          />
        </p>
        <p id="pin-problem" class="problem" role="alert">
          {problem}
        </p>
        <Reminder text={poll.title} />
      </Frame>
    </form>
  );
}
