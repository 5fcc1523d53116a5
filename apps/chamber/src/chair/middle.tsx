/** The middle column: the steps of law, then what is at hand: the sitting itself, an item, or its poll. */
import type { ComponentChildren } from 'preact';
import { hourMinute } from '../shared/format.js';
import { Icon, type IconName } from '../shared/icons.js';
import type { ConsoleChamber, ConsolePoll, Item, Phase } from './model.js';
import { PHASES } from './model.js';
import { isResolution, stepMarks, type ChairKey } from './next-step.js';
import { PollCard } from './poll-card.js';
import { tc } from './say.js';

export function StepsOfLaw({ item, poll }: { item: Item; poll: ConsolePoll | null | undefined }) {
  const marks = stepMarks(item, poll?.agendaItemId === item.id ? poll : null);
  return (
    <ol class="steps" aria-label={tc('chair.steps')}>
      {PHASES.map((phase: Phase, index) => (
        <li key={phase} class={marks[index]} aria-current={marks[index] === 'now' ? 'step' : undefined}>
          {marks[index] === 'done' ? <Icon name="check" /> : null} {tc(`h.step.${phase}`)}
        </li>
      ))}
    </ol>
  );
}

export function AtHand({
  chamber,
  poll,
  now,
  onWhy,
  onMissing,
  floor,
  minutes,
}: {
  chamber: ConsoleChamber;
  poll: ConsolePoll | null;
  now: number | null;
  onWhy: () => void;
  onMissing: () => void;
  /** The speakers' list, where there is one and no poll stands in its place. */
  floor: ComponentChildren;
  /** To be read and signed once the sitting has ended. */
  minutes: ComponentChildren;
}): ComponentChildren {
  const { sittingState, item } = chamber;
  const sitting = (
    icon: IconName,
    key: ChairKey,
    params: Record<string, string>,
    text: string | null,
    tone = 'mut',
  ) => (
    <>
      <div class="hd">
        <span class={`tag ${tone}`}>
          <Icon name={icon} />
          {tc(key, params)}
        </span>
      </div>
      <h1>{chamber.sittingName}</h1>
      <p class="m">{chamber.sessionName}</p>
      {text ? <p>{text}</p> : null}
    </>
  );
  if (sittingState === 'PLANNED')
    return sitting('clock', 'chair.planned', {}, tc('chair.startsAt', { t: hourMinute(chamber.startsAt) }));
  if (sittingState === 'ENDED')
    return (
      <>
        {sitting('check', 'chair.ended', {}, null)}
        {minutes}
      </>
    );
  if (sittingState === 'BREAK')
    return chamber.breakUntil
      ? sitting('hourglass', 'chair.breakUntil', { t: hourMinute(chamber.breakUntil) }, null, 'warn')
      : sitting('hourglass', 'chair.break', {}, null, 'warn');
  if (poll) return <PollCard chamber={chamber} poll={poll} now={now} onWhy={onWhy} onMissing={onMissing} />;
  if (item)
    return (
      <>
        <ItemCard item={item} of={chamber.items.length} />
        {floor}
      </>
    );
  return (
    <>
      {sitting('list', 'chair.noItem', {}, tc(chamber.items.length > 0 ? 'chair.noItemDo' : 'chair.noAgenda'))}
      {floor}
    </>
  );
}

function ItemCard({ item, of }: { item: Item; of: number }) {
  return (
    <>
      <div class="hd">
        <span class="tag now">{tc('w.item', { i: item.position, n: of })}</span>
        {isResolution(item) ? <span class="tag mut">{tc(`phase.${item.phase}`)}</span> : null}
        {item.documentVersion ? <span class="tag mut">{tc('c.draft', { v: item.documentVersion })}</span> : null}
      </div>
      <h1>{item.title}</h1>
    </>
  );
}
