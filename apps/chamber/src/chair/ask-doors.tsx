/** The question before the doors are closed or opened again: on which poll, and what it does to whom. */
import { useEffect, useState } from 'preact/hooks';
import type { Order } from './commands.js';
import type { Basis, ConsoleChamber } from './model.js';
import { OrderDialog, type OrderProps } from './parts/order.js';
import { tc } from './say.js';

interface AskDoorsProps extends OrderProps {
  readonly chamber: ConsoleChamber;
  readonly onOrder: (order: Order) => void;
  readonly bases: () => Promise<readonly Basis[] | null>;
}

export function AskDoors({ chamber, onOrder, bases, ...rest }: AskDoorsProps) {
  const closing = chamber.visibility === 'PUBLIC';
  const planned = chamber.sittingState === 'PLANNED';
  const [found, setFound] = useState<readonly Basis[] | null | undefined>(undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    if (!planned)
      void bases().then((read) => {
        if (gone) return;
        setFound(read);
        setChosen(read?.[0]?.id ?? null);
      });
    return () => void (gone = true);
  }, [planned]);
  const ready = planned || chosen !== null;
  return (
    <OrderDialog title={tc(closing ? 'doors.close' : 'doors.open')} danger={closing} {...rest}>
      <p>{tc(closing ? 'doors.closeBody' : 'doors.openBody')}</p>
      {planned ? (
        <p class="small">{tc('doors.planned')}</p>
      ) : found === undefined ? (
        <p>{tc('c.loading')}</p>
      ) : found === null ? (
        <p>{tc('doors.unread')}</p>
      ) : found.length === 0 ? (
        <p>{tc('doors.none')}</p>
      ) : (
        <fieldset>
          <legend>{tc('doors.basis')}</legend>
          {found.map((basis) => (
            <label key={basis.id} class="rad">
              <input type="radio" name="basis" checked={chosen === basis.id} onChange={() => setChosen(basis.id)} />
              {basis.title}
            </label>
          ))}
        </fieldset>
      )}
      <div class="acts">
        <button type="button" class="bt" data-first="" onClick={rest.onClose}>
          {tc('dlg.back')}
        </button>
        {ready ? (
          <button
            type="button"
            class={closing ? 'bt d' : 'bt solid'}
            aria-disabled={rest.busy}
            onClick={() =>
              !rest.busy &&
              onOrder({
                do: 'setVisibility',
                visibility: closing ? 'CLOSED' : 'PUBLIC',
                basisPollId: planned ? null : chosen,
              })
            }
          >
            {tc(closing ? 'doors.doClose' : 'doors.doOpen')}
          </button>
        ) : null}
      </div>
    </OrderDialog>
  );
}
