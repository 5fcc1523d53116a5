/** From devices to hands or paper: what is said to the record, then one of two buttons. */
import type { Order } from './commands.js';
import type { ConsolePoll } from './model.js';
import { focusWrong, OrderDialog, TextField, useField, type OrderProps } from './parts/order.js';
import { tc } from './say.js';

export function AskManual({
  poll,
  onOrder,
  ...rest
}: OrderProps & { poll: ConsolePoll; onOrder: (order: Order) => void }) {
  const reason = useField('', (value) =>
    value.trim() === '' ? tc('err.EMPTY', { x: tc('dlg.manualReason').toLowerCase() }) : null,
  );
  const go = (form: HTMLFormElement | null, method: 'PAPER' | 'HANDS'): void => {
    if (rest.busy) return;
    if (reason.check()) onOrder({ do: 'goManual', pollId: poll.id, method, reason: reason.value.trim() });
    else if (form) focusWrong(form);
  };
  return (
    <OrderDialog title={tc('h.manual')} {...rest}>
      <p class="small">{tc('dlg.manualBody')}</p>
      <form style={{ display: 'grid', gap: '16px' }} noValidate onSubmit={(event) => event.preventDefault()}>
        <TextField id="manual-reason" label={tc('dlg.manualReason')} field={reason} first />
        <div class="acts">
          {poll.form === 'PUBLIC' ? (
            <button type="button" class="bt" onClick={(event) => go(event.currentTarget.form, 'HANDS')}>
              {tc('dlg.hands')}
            </button>
          ) : null}
          <button type="button" class="bt" onClick={(event) => go(event.currentTarget.form, 'PAPER')}>
            {tc('dlg.paper')}
          </button>
          <button type="button" class="bt" onClick={rest.onClose}>
            {tc('dlg.back')}
          </button>
        </div>
      </form>
    </OrderDialog>
  );
}
