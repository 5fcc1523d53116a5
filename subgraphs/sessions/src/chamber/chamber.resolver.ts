/**
 * The chamber's door: watching, and what devices report.
 *
 * In a closed sitting only those who sit in it see what is under way; everyone
 * else, the wall included, sees a lock (R-SES-05).
 */
import type { Context } from '@nghitruong/kit/context';
import { Access, servedByWiring } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { Poll } from '../poll/poll.entity.js';
import { DisplayView, Visibility } from '../sitting/sitting.entity.js';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import { Speaking } from '../speaking/speaker-request.entity.js';
import { Chamber, DeviceReported } from './chamber.entity.js';
import type { ChamberService } from './chamber.service.js';
import type { DeviceService } from './device.service.js';

const isHidden = (chamber: Chamber, ctx: Context): boolean =>
  chamber.visibility === Visibility.CLOSED && !maySeeClosed(ctx.actor, chamber.councilId);

@Resolver(() => Chamber)
export class ChamberResolver {
  constructor(
    private readonly chambers: ChamberService,
    private readonly devices: DeviceService,
  ) {}

  @Query(() => Chamber, {
    nullable: true,
    description: 'The present state, for those without a socket: ask every 2 s. Null where there is no such sitting.',
  })
  @Access('EVERYONE')
  chamberNow(@Arg('sittingId', () => ID) sittingId: string): Promise<Chamber | null> {
    return this.chambers.now(sittingId);
  }

  @Subscription(() => Chamber, {
    subscribe: servedByWiring,
    description: 'The present state, each later one, and a beat a second. Every message is the whole view.',
  })
  @Access('EVERYONE')
  chamber(@Arg('sittingId', () => ID) _sittingId: string, @Root() state: Chamber): Chamber {
    return state;
  }

  @Mutation(() => DeviceReported, {
    description: 'What the caller’s device shows: at each new drawing, at most once a second and at least every 5 s.',
  })
  @Access('DELEGATE', 'DISPLAY')
  async reportDevice(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('step', () => Int) step: number,
    @Arg('revision', () => Int) revision: number,
    @Arg('lagMs', () => Int, { nullable: true }) lagMs?: number | null,
    @Arg('name', () => String, { nullable: true, description: 'A display’s own name, such as “Hội trường 1”.' })
    name?: string | null,
  ): Promise<DeviceReported> {
    await this.devices.report(ctx, sittingId, { step, revision, lagMs: lagMs ?? null, name: name ?? null });
    return { ok: true, serverTime: ctx.clock.now() };
  }

  @FieldResolver(() => DisplayView)
  view(@Root() chamber: Chamber, @Ctx() ctx: Context): DisplayView {
    return isHidden(chamber, ctx) ? DisplayView.CLOSED_SITTING : chamber.shownView;
  }

  @FieldResolver(() => CouncilRef)
  async council(@Root() chamber: Chamber): Promise<CouncilRef> {
    return { id: await this.chambers.councilIdOf(chamber.councilId) };
  }

  @FieldResolver(() => [AgendaItem])
  items(@Root() chamber: Chamber, @Ctx() ctx: Context): AgendaItem[] {
    return isHidden(chamber, ctx) ? [] : chamber.allItems;
  }

  @FieldResolver(() => AgendaItem, { nullable: true, description: 'The item under way.' })
  item(@Root() chamber: Chamber, @Ctx() ctx: Context): AgendaItem | null {
    return this.items(chamber, ctx).find((i) => i.id === chamber.agendaItemId) ?? null;
  }

  @FieldResolver(() => AgendaItem, { nullable: true, description: 'The item that follows it.' })
  nextItem(@Root() chamber: Chamber, @Ctx() ctx: Context): AgendaItem | null {
    const items = this.items(chamber, ctx);
    return items[items.findIndex((i) => i.id === chamber.agendaItemId) + 1] ?? null;
  }

  @FieldResolver(() => Speaking, {
    nullable: true,
    description: 'Who has the floor and who waits for it; null of a closed sitting to those outside.',
  })
  speaking(@Root() chamber: Chamber, @Ctx() ctx: Context): Speaking | null {
    return isHidden(chamber, ctx) ? null : chamber.heardSpeaking;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where it is broadcast; null of a closed sitting.' })
  broadcastUrl(@Root() chamber: Chamber): string | null {
    return chamber.visibility === Visibility.CLOSED ? null : chamber.broadcastAt;
  }

  @FieldResolver(() => Poll, { nullable: true, description: 'The poll that the hall is at.' })
  poll(@Root() chamber: Chamber, @Ctx() ctx: Context): Poll | null {
    const poll = isHidden(chamber, ctx) ? null : chamber.shownPoll;
    return poll?.heldClosed && !maySeeClosed(ctx.actor, chamber.councilId) ? null : poll;
  }
}
