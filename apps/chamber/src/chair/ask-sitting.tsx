/** Questions before an order about the sitting: which item, a break, the end. */
import { hourMinute } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import type { Order } from './commands.js';
import type { ConsoleChamber, Item } from './model.js';
import { OrderDialog, type OrderProps } from './parts/order.js';
import { say, tc } from './say.js';
import { itemSign } from './watch.js';

interface AskSittingProps extends OrderProps {
  readonly chamber: ConsoleChamber;
  readonly onOrder: (order: Order) => void;
}

export function AskItem({ chamber, item, onOrder, ...rest }: AskSittingProps & { item: Item }) {
  const sign = itemSign(item, chamber.poll);
  return (
    <OrderDialog title={tc('w.item', { i: item.position, n: chamber.items.length })} {...rest}>
      <p>
        <b>{item.title}</b>
      </p>
      <p class="ln">
        <Icon name={sign.icon} />
        <span>{say(sign.word)}</span>
      </p>
      <div class="acts">
        <button type="button" class="bt" data-first="" onClick={rest.onClose}>
          {tc('dlg.back')}
        </button>
        {chamber.sittingState === 'OPEN' ? (
          <button
            type="button"
            class="bt solid"
            aria-disabled={rest.busy}
            onClick={() => !rest.busy && onOrder({ do: 'showItem', itemId: item.id })}
          >
            {tc('chair.showThis')}
          </button>
        ) : null}
      </div>
    </OrderDialog>
  );
}

const MINUTES = [10, 15, 20, 30] as const;

export function AskBreak({ now, onOrder, ...rest }: Omit<AskSittingProps, 'chamber'> & { now: number }) {
  const until = (minutes: number): string =>
    new Date(Math.ceil(now / 60_000) * 60_000 + minutes * 60_000).toISOString();
  const pause = (at: string | null): void => {
    if (!rest.busy) onOrder({ do: 'breakSitting', until: at });
  };
  return (
    <OrderDialog title={tc('dlg.break')} {...rest}>
      <p class="small">{tc('dlg.breakBody')}</p>
      <div class="rs">
        {MINUTES.map((minutes, index) => (
          <button
            key={minutes}
            type="button"
            class="bt"
            data-first={index === 0 ? '' : undefined}
            aria-disabled={rest.busy}
            onClick={() => pause(until(minutes))}
          >
            {tc('dlg.breakMin', { n: minutes, t: hourMinute(until(minutes)) })}
          </button>
        ))}
        <button type="button" class="bt" aria-disabled={rest.busy} onClick={() => pause(null)}>
          {tc('dlg.breakOpen')}
        </button>
      </div>
      <div class="acts">
        <button type="button" class="bt" onClick={rest.onClose}>
          {tc('dlg.noBreak')}
        </button>
      </div>
    </OrderDialog>
  );
}

export function AskEnd({ chamber, onOrder, ...rest }: AskSittingProps) {
  const left = chamber.items.filter((item) => item.state === 'PENDING').length;
  return (
    <OrderDialog title={tc('dlg.end')} danger {...rest}>
      <p>{tc('dlg.endBody')}</p>
      {left > 0 ? (
        <p class="ln">
          <span class="warn-i">
            <Icon name="warning" />
          </span>
          <span>{tc('dlg.endLeft', { n: left })}</span>
        </p>
      ) : null}
      <div class="acts">
        <button type="button" class="bt p" data-first="" onClick={rest.onClose}>
          {tc('dlg.endNo')}
        </button>
        <button
          type="button"
          class="bt d"
          aria-disabled={rest.busy}
          onClick={() => !rest.busy && onOrder({ do: 'endSitting' })}
        >
          {tc('do.endSitting')}
        </button>
      </div>
    </OrderDialog>
  );
}
