/** The agenda: which item the hall is at, and how far the item has come. */
import { isUuid, type Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { DisplayView, Visibility } from '../sitting/sitting.entity.js';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { AgendaItem } from './agenda-item.entity.js';
import { afterShowing, AgendaItemState, mayChangePhase, type AgendaPhase } from './agenda.states.js';

export class AgendaService {
  constructor(private readonly sittings: SittingService) {}

  itemsOf(manager: EntityManager, sittingId: string): Promise<AgendaItem[]> {
    return manager.find(AgendaItem, { where: { sittingId }, order: { position: 'ASC' } });
  }

  /** One item by its id; an item of a closed sitting is there only for those who sit in it. */
  async itemFor(manager: EntityManager, ctx: Context, id: string): Promise<AgendaItem | null> {
    const item = isUuid(id) ? await manager.findOneBy(AgendaItem, { id }) : null;
    if (!item) return null;
    const sitting = await this.sittings.find(manager, item.sittingId);
    return sitting.visibility === Visibility.CLOSED && !maySeeClosed(ctx.actor, sitting.councilId) ? null : item;
  }

  /** Shows an item: it becomes the current one, the one before it is done. */
  async show(ctx: Context, sittingId: string, expectedStep: number, agendaItemId: string): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'showAgendaItem',
      async (manager) => {
        const items = await this.itemsOf(manager, sittingId);
        if (!items.some((i) => i.id === agendaItemId)) throw refusal('ITEM_UNKNOWN');
        const states = afterShowing(items, agendaItemId);
        const becomesCurrent = (item: AgendaItem): boolean => states.get(item.id) === AgendaItemState.CURRENT;
        // The current one last: there is never more than one, not even between two statements.
        const changed = items
          .filter((i) => states.get(i.id) !== i.state)
          .sort((a, b) => Number(becomesCurrent(a)) - Number(becomesCurrent(b)));
        for (const item of changed) await manager.update(AgendaItem, { id: item.id }, { state: states.get(item.id)! });
        return { agendaItemId, view: DisplayView.AGENDA_ITEM };
      },
      { agendaItemId },
    );
  }

  async setPhase(
    ctx: Context,
    sittingId: string,
    expectedStep: number,
    agendaItemId: string,
    phase: AgendaPhase,
  ): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'setAgendaPhase',
      async (manager) => {
        const item = (await this.itemsOf(manager, sittingId)).find((i) => i.id === agendaItemId);
        if (!item) throw refusal('ITEM_UNKNOWN');
        if (!mayChangePhase(item.phase, phase)) throw refusal('PHASE_ORDER', { from: item.phase, to: phase });
        await manager.update(AgendaItem, { id: item.id }, { phase });
        return {};
      },
      { agendaItemId, phase },
    );
  }
}
