/** Questions before an order about a poll: close while some are missing, pause, annul, cancel. */
import { useState } from 'preact/hooks';
import type { AnnulmentKind, Order } from './commands.js';
import type { ConsolePoll } from './model.js';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from './parts/order.js';
import { MissingList } from './poll-card.js';
import { tc } from './say.js';

interface AskPollProps extends OrderProps {
  readonly poll: ConsolePoll;
  readonly now: number | null;
  readonly onOrder: (order: Order) => void;
}

const required = (label: string) => (value: string) =>
  value.trim() === '' ? tc('err.EMPTY', { x: label.toLowerCase() }) : null;

/** The harmless answer has the focus: closing cannot be taken back. */
export function AskClose({ poll, now, onOrder, ...rest }: AskPollProps) {
  const count = Math.max(0, poll.turnout.present - poll.turnout.recorded);
  return (
    <OrderDialog title={count > 0 ? tc('h.missing', { n: count }) : tc('miss.none')} {...rest}>
      <MissingList missing={poll.missing ?? []} now={now} />
      <p>{count > 0 ? tc('dlg.closeBody', { n: count }) : tc('h.final')}</p>
      <div class="acts">
        <button type="button" class="bt p" data-first="" onClick={rest.onClose}>
          {tc('h.wait')}
        </button>
        <button
          type="button"
          class="bt d"
          aria-disabled={rest.busy}
          onClick={() => !rest.busy && onOrder({ do: 'closePoll', pollId: poll.id })}
        >
          {tc('dlg.closeNow')}
        </button>
      </div>
    </OrderDialog>
  );
}

/** Every name, while only some fit on the card. */
export function AskMissing({ poll, now, onClose }: Pick<AskPollProps, 'poll' | 'now' | 'onClose'>) {
  return (
    <OrderDialog
      title={tc('miss.title', { n: Math.max(0, poll.turnout.present - poll.turnout.recorded) })}
      notice={null}
      onClose={onClose}
    >
      <MissingList missing={poll.missing ?? []} now={now} />
      <div class="acts">
        <button type="button" class="bt" data-first="" onClick={onClose}>
          {tc('c.close')}
        </button>
      </div>
    </OrderDialog>
  );
}

const REASONS = ['h.reason.technical', 'h.reason.offline', 'h.reason.procedure', 'h.reason.text'] as const;

/** One tap on a reason pauses at once. */
export function AskPause({ poll, onOrder, ...rest }: AskPollProps) {
  const own = useField('', required(tc('dlg.otherReason')));
  const pause = (reason: string): void => {
    if (!rest.busy) onOrder({ do: 'pausePoll', pollId: poll.id, reason });
  };
  return (
    <OrderDialog title={tc('dlg.pause')} {...rest}>
      <p class="small">{tc('dlg.pauseBody')}</p>
      <div class="rs">
        {REASONS.map((key, index) => (
          <button
            key={key}
            type="button"
            class="bt"
            data-first={index === 0 ? '' : undefined}
            aria-disabled={rest.busy}
            onClick={() => pause(tc(key))}
          >
            {tc(key)}
          </button>
        ))}
      </div>
      <form
        style={{ display: 'grid', gap: '16px' }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (own.check()) pause(own.value.trim());
          else focusWrong(event.currentTarget);
        }}
      >
        <TextField id="reason" label={tc('dlg.otherReason')} field={own} />
        <div class="acts">
          <button type="button" class="bt" onClick={rest.onClose}>
            {tc('dlg.noPause')}
          </button>
          <button type="submit" class="bt" aria-disabled={rest.busy}>
            {tc('dlg.pauseWith')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

const KINDS = [
  ['TECHNICAL_FAULT', 'h.kind.technical'],
  ['WRONG_TEXT', 'h.kind.text'],
  ['WRONG_ROLL', 'h.kind.roll'],
  ['PROCEDURE', 'h.kind.procedure'],
] as const;

/** The result is kept unless a kind, a basis and words for the wall are given. */
export function AskAnnul({ poll, onOrder, ...rest }: AskPollProps) {
  const [kind, setKind] = useState<AnnulmentKind>('TECHNICAL_FAULT');
  const basis = useField('', required(tc('dlg.basis')));
  const wallText = useField('', required(tc('dlg.wallText')));
  return (
    <OrderDialog title={tc('dlg.annul')} danger {...rest}>
      <p>{tc('dlg.annulBody')}</p>
      <form
        style={{ display: 'grid', gap: '16px' }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const sound = [basis.check(), wallText.check()].every(Boolean);
          if (!sound) focusWrong(event.currentTarget);
          else if (!rest.busy)
            onOrder({
              do: 'annulPoll',
              pollId: poll.id,
              kind,
              basis: basis.value.trim(),
              wallText: wallText.value.trim(),
            });
        }}
      >
        <fieldset>
          <legend>{tc('dlg.reason')}</legend>
          <div class="rs">
            {KINDS.map(([value, key]) => (
              <label key={value} class="rad">
                <input type="radio" name="annulment" checked={kind === value} onChange={() => setKind(value)} />
                {tc(key)}
              </label>
            ))}
          </div>
        </fieldset>
        <TextField id="basis" label={tc('dlg.basis')} field={basis} />
        <TextField id="wall-text" label={tc('dlg.wallText')} field={wallText} />
        <div class="acts">
          <button type="button" class="bt p" data-first="" onClick={rest.onClose}>
            {tc('h.keep')}
          </button>
          <button type="submit" class="bt d" aria-disabled={rest.busy}>
            {tc('h.annul')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}

export function AskCancel({ poll, onOrder, ...rest }: AskPollProps) {
  const reason = useField('', required(tc('dlg.reason')));
  return (
    <OrderDialog title={tc('dlg.cancel')} danger {...rest}>
      <p>{tc('dlg.cancelBody')}</p>
      <form
        style={{ display: 'grid', gap: '16px' }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!reason.check()) focusWrong(event.currentTarget);
          else if (!rest.busy) onOrder({ do: 'cancelPoll', pollId: poll.id, reason: reason.value.trim() });
        }}
      >
        <TextField id="reason" label={tc('dlg.reason')} field={reason} />
        <div class="acts">
          <button type="button" class="bt p" data-first="" onClick={rest.onClose}>
            {tc('dlg.keepPoll')}
          </button>
          <button type="submit" class="bt d" aria-disabled={rest.busy}>
            {tc('dlg.cancelDo')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
