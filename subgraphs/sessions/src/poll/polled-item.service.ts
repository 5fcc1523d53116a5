/** The agenda item that a poll is on: the hall is at it when it is called or opened, and its phase goes with the poll. */
import { isUuid } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { afterShowing, AgendaPhase, mayChangePhase } from '../agenda/agenda.states.js';
import { refusal } from '../refused.js';
import type { Poll } from './poll.entity.js';

/** @throws Refusal ITEM_UNKNOWN */
export async function itemOf(manager: EntityManager, sittingId: string, agendaItemId: string): Promise<AgendaItem> {
  const item = isUuid(agendaItemId) ? await manager.findOneBy(AgendaItem, { id: agendaItemId, sittingId }) : null;
  if (!item) throw refusal('ITEM_UNKNOWN');
  return item;
}

/** It becomes the current one; the one before it is done. */
export async function showItem(manager: EntityManager, poll: Poll): Promise<void> {
  if (poll.agendaItemId === null) return;
  const items = await manager.find(AgendaItem, { where: { sittingId: poll.sittingId } });
  const states = afterShowing(items, poll.agendaItemId);
  // The current one last: there is never more than one, not even between two statements.
  const changed = items
    .filter((i) => states.get(i.id) !== i.state)
    .sort((a, b) => Number(a.id === poll.agendaItemId) - Number(b.id === poll.agendaItemId));
  for (const item of changed) await manager.update(AgendaItem, { id: item.id }, { state: states.get(item.id)! });
  if (poll.kind === 'RESOLUTION') await toPhase(manager, poll, AgendaPhase.WHOLE);
  if (poll.kind === 'RESOLUTION_ITEM') await toPhase(manager, poll, AgendaPhase.ITEMS);
}

/** Where the order of the law allows it; otherwise the item stays where it is. */
export async function toPhase(manager: EntityManager, poll: Poll, phase: AgendaPhase): Promise<void> {
  if (poll.agendaItemId === null) return;
  const item = await manager.findOneBy(AgendaItem, { id: poll.agendaItemId });
  if (item && mayChangePhase(item.phase, phase)) await manager.update(AgendaItem, { id: item.id }, { phase });
}
