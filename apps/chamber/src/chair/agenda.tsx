/** The agenda: each item with its sign and word. Pressing one asks before the wall moves. */
import { Icon } from '../shared/icons.js';
import type { ConsoleChamber, Item } from './model.js';
import { shortTitle } from './next-step.js';
import { say, tc } from './say.js';
import { itemSign } from './watch.js';

export function AgendaList({ chamber, onChoose }: { chamber: ConsoleChamber; onChoose: (item: Item) => void }) {
  if (chamber.items.length === 0) return <p style={{ padding: '0 20px' }}>{tc('chair.noAgenda')}</p>;
  return (
    <ol class="ag">
      {chamber.items.map((item) => {
        const sign = itemSign(item, chamber.poll);
        const shown = chamber.item?.id === item.id;
        return (
          <li key={item.id} class={shown ? 'on' : ''}>
            <button type="button" aria-current={shown ? 'step' : undefined} onClick={() => onChoose(item)}>
              <span class="no">{item.position}</span>
              <span>
                {shortTitle(item)}
                <small>
                  <Icon name={sign.icon} />
                  {say(sign.word)}
                </small>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
