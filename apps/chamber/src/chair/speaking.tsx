/** The floor on the console: who speaks and for how long, who waits, and one tap for each thing the chair does. */
import { useState } from 'preact/hooks';
import { hourMinute, minutesSeconds } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import { Digits } from '../shared/ui.js';
import type { Order } from './commands.js';
import type { ConsoleChamber, Speaker, SpeechKind } from './model.js';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from './parts/order.js';
import { tc } from './say.js';

interface FloorProps {
  readonly chamber: ConsoleChamber;
  /** The server's time; null without a connection: then no time is shown. */
  readonly now: number | null;
  readonly busy: boolean;
  readonly onOrder: (order: Order) => void;
}

/** What is left, or how much it is over; null where it cannot be known. */
export function timeOf(speaker: Speaker, now: number | null): { readonly text: string; readonly over: boolean } | null {
  if (now === null || !speaker.endsAt) return null;
  const left = Date.parse(speaker.endsAt) - now;
  return left > 0
    ? { text: minutesSeconds(Math.ceil(left / 1_000)), over: false }
    : { text: `+${minutesSeconds(Math.floor(-left / 1_000))}`, over: true };
}

export const hasFloor = ({ speaking }: ConsoleChamber): boolean =>
  Boolean(speaking && (speaking.current || speaking.queue.length > 0));

function Time({ speaker, now }: { speaker: Speaker; now: number | null }) {
  const time = timeOf(speaker, now);
  if (!time) return null;
  return (
    <span class={time.over ? 'timer over' : 'timer'} role="timer">
      <span class="sr">{tc(time.over ? 'w.over' : 'w.left')} </span>
      <Digits text={time.text} spoken={time.text} />
    </span>
  );
}

/** The current speaker with the three taps, then the list. */
export function Floor({ chamber, now, busy, onOrder }: FloorProps) {
  const { current = null, queue = [] } = chamber.speaking ?? {};
  const give = (order: Order) => () => void (busy || onOrder(order));
  const live = chamber.sittingState === 'OPEN';
  return (
    <section class="floor" aria-label={tc('floor.title')}>
      {current ? (
        <>
          <div class="hd">
            <span class="tag now">
              <Icon name="microphone" />
              {tc('w.speaking')}
            </span>
            <span class="tag mut">
              {tc('speech.minutes', {
                x: tc(`speech.${current.kind}`),
                n: Math.round(((current.limitSeconds ?? 0) + current.extendedSeconds) / 60),
              })}
            </span>
          </div>
          <div class="who">
            <div>
              <h2>{current.fullName}</h2>
              {current.groupName ? <p class="m">{current.groupName}</p> : null}
            </div>
            <Time speaker={current} now={now} />
          </div>
          <div class="rs three">
            <button type="button" class="bt" aria-disabled={busy} onClick={give({ do: 'extendSpeech' })}>
              {tc('floor.extend')}
            </button>
            <button type="button" class="bt" aria-disabled={busy} onClick={give({ do: 'stopSpeech' })}>
              <Icon name="stop" />
              {tc('floor.stop')}
            </button>
            {queue[0] ? (
              <button
                type="button"
                class="bt solid"
                aria-disabled={busy}
                onClick={give({ do: 'callSpeaker', requestId: queue[0].id })}
              >
                <Icon name="next" />
                {tc('floor.next')}
              </button>
            ) : null}
          </div>
        </>
      ) : null}
      <h2>{tc('floor.queue', { n: queue.length })}</h2>
      {queue.length === 0 ? <p class="small">{tc('b.speakNobody')}</p> : null}
      {queue.map((speaker, index) => (
        <div class="req" key={speaker.id}>
          <p>
            <b>{speaker.fullName}</b>
            <span class="small">
              {[tc(`speech.${speaker.kind}`), speaker.groupName, hourMinute(speaker.requestedAt)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
          {index > 0 ? (
            <button
              type="button"
              class="bt sm"
              aria-disabled={busy}
              aria-label={tc('floor.firstOf', { x: speaker.fullName })}
              onClick={give({ do: 'speakerFirst', requestId: speaker.id })}
            >
              {tc('floor.first')}
            </button>
          ) : null}
          <button
            type="button"
            class="bt sm"
            aria-disabled={busy}
            aria-label={tc('floor.declineOf', { x: speaker.fullName })}
            onClick={give({ do: 'declineSpeaker', requestId: speaker.id })}
          >
            {tc('floor.decline')}
          </button>
          {live ? (
            <button
              type="button"
              class="bt sm"
              aria-disabled={busy}
              aria-label={tc('floor.callOf', { x: speaker.fullName })}
              onClick={give({ do: 'callSpeaker', requestId: speaker.id })}
            >
              {tc('floor.call')}
            </button>
          ) : null}
        </div>
      ))}
    </section>
  );
}

const GUEST_KINDS: readonly SpeechKind[] = ['CONTRIBUTION', 'QUESTION', 'ANSWER'];

/** The whole list over whatever else is on the console, and who is entered at the desk. */
export function AskFloor({ chamber, now, onOrder, ...rest }: OrderProps & Omit<FloorProps, 'busy'>) {
  const [kind, setKind] = useState<SpeechKind>('CONTRIBUTION');
  const name = useField('', (value) =>
    value.trim() === '' ? tc('err.EMPTY', { x: tc('floor.name').toLowerCase() }) : null,
  );
  const office = useField('', () => null);
  return (
    <OrderDialog title={tc('floor.title')} {...rest}>
      <Floor chamber={chamber} now={now} busy={rest.busy} onOrder={onOrder} />
      <form
        class="enter"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!name.check()) return focusWrong(event.currentTarget);
          if (rest.busy) return;
          onOrder({ do: 'addSpeaker', kind, fullName: name.value.trim(), office: office.value.trim() });
          name.set('');
          office.set('');
        }}
      >
        <h3>{tc('floor.enter')}</h3>
        <div class="rs">
          <TextField id="speaker-name" label={tc('floor.name')} field={name} />
          <TextField id="speaker-office" label={tc('floor.office')} field={office} />
        </div>
        <div class="rs">
          <div class="fld">
            <label for="speaker-kind">{tc('floor.kind')}</label>
            <select
              id="speaker-kind"
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as SpeechKind)}
            >
              {GUEST_KINDS.map((each) => (
                <option key={each} value={each}>
                  {tc(`speech.${each}`)}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="bt" aria-disabled={rest.busy}>
            {tc('floor.add')}
          </button>
        </div>
      </form>
      <div class="acts">
        <button type="button" class="bt" data-first="" onClick={rest.onClose}>
          {tc('c.close')}
        </button>
      </div>
    </OrderDialog>
  );
}

/** In the right column: the floor at a glance, and the way to the whole of it. */
export function FloorGlance({
  chamber,
  now,
  onOpen,
}: {
  chamber: ConsoleChamber;
  now: number | null;
  onOpen: () => void;
}) {
  const { current = null, queue = [] } = chamber.speaking ?? {};
  const time = current ? timeOf(current, now) : null;
  return (
    <section>
      <h2>{tc('floor.title')}</h2>
      {current ? (
        <p class="ln">
          <Icon name="microphone" />
          <span>{current.fullName}</span>
          {time ? <span class="r">{time.text}</span> : null}
        </p>
      ) : null}
      <p class="small">{queue[0] ? tc('w.next', { x: queue[0].fullName }) : tc('b.speakNobody')}</p>
      <button type="button" class="bt sm" aria-haspopup="dialog" onClick={onOpen}>
        {tc('floor.list', { n: queue.length })}
      </button>
    </section>
  );
}
