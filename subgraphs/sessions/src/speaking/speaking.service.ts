/**
 * The floor: who asked for it, who has it, and for how long.
 *
 * Requests come from phones and raise only the revision, so that they never
 * make the chair's next command stale; calling, extending, stopping, ordering
 * and declining are commands of the sitting and raise its step.
 *
 * Promises   one speaker at a time, calling the next ends the one before;
 *            times are the server's; a break and the end of the sitting end
 *            the speech under way.
 * Elsewhere  how long: speaking.rules · which state leads where: speaking.states
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { invitedTo } from '../guest/guest.service.js';
import { refusal } from '../refused.js';
import { rulesOf, seatBy, type Seat } from '../sitting/seat.service.js';
import { DisplayView, type Sitting } from '../sitting/sitting.entity.js';
import { actsAs } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { takesAttendance } from '../sitting/sitting.states.js';
import { SpeakerRequest, Speaking } from './speaker-request.entity.js';
import { EXTENSION_SECONDS, limitOf, reordered, TIMER_KEYS } from './speaking.rules.js';
import { afterSpeakerCommand, type SpeakerCommand, type SpeechKindName } from './speaking.states.js';

export interface NewSpeaker {
  readonly kind: SpeechKindName;
  readonly seatId?: string | null;
  readonly guestId?: string | null;
  readonly fullName?: string | null;
  readonly office?: string | null;
}

/** A delegate by seat, or a guest by name and office. */
interface Entered {
  readonly kind: SpeechKindName;
  readonly seat?: Seat;
  readonly guest?: { readonly fullName: string; readonly office: string | null; readonly id?: string | null };
}

interface Presence {
  presentSeatIds(manager: EntityManager, sittingId: string): Promise<string[]>;
}

const MAX_NAME = 200;
const MAX_WAITING = 500;

/** Who has the floor and who waits, in one statement. */
export async function speakingOf(manager: EntityManager, sittingId: string): Promise<Speaking> {
  const all = await manager.find(SpeakerRequest, {
    where: [
      { sittingId, state: 'WAITING' },
      { sittingId, state: 'SPEAKING' },
    ],
    order: { position: 'ASC', id: 'ASC' },
  });
  return Object.assign(new Speaking(), {
    current: all.find((each) => each.state === 'SPEAKING') ?? null,
    queue: all.filter((each) => each.state === 'WAITING'),
  });
}

export class SpeakingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly presence: Presence,
    private readonly changed: (sittingId: string) => void,
  ) {
    sittings.guard(async (manager, ctx, sitting, command) => {
      if (command === 'breakSitting' || command === 'endSitting') await this.endCurrent(manager, ctx, sitting.id);
    });
  }

  /** A delegate's own request, in person and present. */
  async request(ctx: Context, sittingId: string, kind: SpeechKindName): Promise<SpeakerRequest> {
    return this.own(ctx, sittingId, async (manager, sitting, seat) => {
      if (kind === 'ANSWER') throw refusal('SPEAK_KIND');
      if (seat.status === 'SUSPENDED') throw refusal('SEAT_SUSPENDED');
      const present = await this.presence.presentSeatIds(manager, sitting.id);
      if (!present.includes(seat.seatId)) throw refusal('SPEAK_NOT_PRESENT');
      const { queue } = await speakingOf(manager, sitting.id);
      if (queue.some((each) => each.seatId === seat.seatId && each.kind === kind)) throw refusal('SPEAK_ALREADY');
      return this.enqueue(manager, ctx, sitting, queue, { kind, seat });
    });
  }

  async withdraw(ctx: Context, sittingId: string, requestId: string): Promise<SpeakerRequest> {
    return this.own(ctx, sittingId, async (manager, sitting, seat) => {
      const request = await this.found(manager, sitting.id, requestId);
      if (request.seatId !== seat.seatId) throw fault(kitErrors, 'FORBIDDEN', { what: 'withdrawSpeakerRequest' });
      return this.move(manager, request, 'withdraw');
    });
  }

  /** Chair or secretary enter a delegate who raised a hand, or a guest with name and office. */
  async add(ctx: Context, sittingId: string, expectedStep: number, given: NewSpeaker): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'addSpeaker',
      async (manager, sitting) => {
        const { queue } = await speakingOf(manager, sittingId);
        const seat =
          given.seatId != null && isUuid(given.seatId)
            ? await seatBy(manager, sitting, { seatId: given.seatId })
            : null;
        if (given.seatId != null && !seat) throw refusal('SEAT_UNKNOWN');
        if (seat && queue.some((each) => each.seatId === seat.seatId && each.kind === given.kind))
          throw refusal('SPEAK_ALREADY');
        const invited = given.guestId == null || seat ? null : await invitedTo(manager, sittingId, given.guestId);
        const fullName = invited?.fullName ?? cleanText(given.fullName ?? '');
        const office = invited?.office ?? cleanText(given.office ?? '');
        if (!seat && (fullName === '' || fullName.length > MAX_NAME || office.length > MAX_NAME))
          throw refusal('SPEAK_NAME_MISSING');
        await this.enqueue(manager, ctx, sitting, queue, {
          kind: given.kind,
          ...(seat ? { seat } : { guest: { fullName, office: office || null, id: invited?.id ?? null } }),
        });
        return {};
      },
      { kind: given.kind, seatId: given.seatId ?? null, fullName: given.fullName ?? null },
    );
  }

  /** Gives the floor; whoever had it ends with that. */
  async call(ctx: Context, sittingId: string, expectedStep: number, requestId: string): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'callSpeaker',
      async (manager, sitting) => {
        const request = await this.found(manager, sittingId, requestId);
        await this.endCurrent(manager, ctx, sittingId);
        await this.begin(manager, ctx, sitting, request);
        return { view: DisplayView.SPEAKER };
      },
      { requestId },
    );
  }

  async extend(ctx: Context, sittingId: string, expectedStep: number): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'extendSpeech',
      async (manager) => {
        const current = await this.currentOf(manager, sittingId);
        await this.move(manager, current, 'extend', {
          extendedSeconds: current.extendedSeconds + EXTENSION_SECONDS,
        });
        return {};
      },
      { seconds: EXTENSION_SECONDS },
    );
  }

  async stop(ctx: Context, sittingId: string, expectedStep: number): Promise<void> {
    await this.sittings.command(ctx, sittingId, expectedStep, 'stopSpeech', async (manager, sitting) => {
      await this.currentOf(manager, sittingId);
      await this.endCurrent(manager, ctx, sittingId);
      if (sitting.view !== DisplayView.SPEAKER) return {};
      return { view: sitting.agendaItemId === null ? DisplayView.HOLDING : DisplayView.AGENDA_ITEM };
    });
  }

  async order(ctx: Context, sittingId: string, expectedStep: number, first: readonly string[]): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'orderSpeakers',
      async (manager) => {
        const { queue } = await speakingOf(manager, sittingId);
        if (first.some((id) => !queue.some((each) => each.id === id))) throw refusal('SPEAKER_STATE');
        for (const [index, request] of reordered(queue, first).entries())
          if (request.position !== index) await manager.update(SpeakerRequest, { id: request.id }, { position: index });
        return {};
      },
      { first },
    );
  }

  async decline(ctx: Context, sittingId: string, expectedStep: number, requestId: string): Promise<void> {
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'declineSpeaker',
      async (manager) => {
        await this.move(manager, await this.found(manager, sittingId, requestId), 'decline');
        return {};
      },
      { requestId },
    );
  }

  /** For nouns that give the floor themselves (a question, its answer): enters the speaker and calls at once. */
  async beginAt(
    manager: EntityManager,
    ctx: Context,
    sitting: Sitting,
    speaker: Entered & { readonly interpellationId: string },
  ): Promise<SpeakerRequest> {
    await this.endCurrent(manager, ctx, sitting.id);
    const { queue } = await speakingOf(manager, sitting.id);
    const request = await this.enqueue(manager, ctx, sitting, queue, speaker);
    return this.begin(manager, ctx, sitting, request);
  }

  private async begin(
    manager: EntityManager,
    ctx: Context,
    sitting: Sitting,
    request: SpeakerRequest,
  ): Promise<SpeakerRequest> {
    const limit = limitOf(request.kind, await rulesOf(manager, sitting, TIMER_KEYS));
    if (!limit) throw refusal('TIMER_RULE_MISSING', { kind: request.kind });
    return this.move(manager, request, 'call', {
      startedAt: ctx.clock.now(),
      limitSeconds: limit.seconds,
      limitRule: limit.source,
      agendaItemId: sitting.agendaItemId,
    });
  }

  private async endCurrent(manager: EntityManager, ctx: Context, sittingId: string): Promise<void> {
    const { current } = await speakingOf(manager, sittingId);
    if (current) await this.move(manager, current, 'stop', { endedAt: ctx.clock.now() });
  }

  private async currentOf(manager: EntityManager, sittingId: string): Promise<SpeakerRequest> {
    const { current } = await speakingOf(manager, sittingId);
    if (!current) throw refusal('NOBODY_SPEAKS');
    return current;
  }

  private async move(
    manager: EntityManager,
    request: SpeakerRequest,
    command: SpeakerCommand,
    change: Partial<SpeakerRequest> = {},
  ): Promise<SpeakerRequest> {
    const state = afterSpeakerCommand(request.state, command);
    if (state === undefined) throw refusal('SPEAKER_STATE');
    await manager.update(SpeakerRequest, { id: request.id }, { ...change, state } as never);
    return Object.assign(request, change, { state });
  }

  private async found(manager: EntityManager, sittingId: string, id: string): Promise<SpeakerRequest> {
    const request = isUuid(id) ? await manager.findOneBy(SpeakerRequest, { id, sittingId }) : null;
    if (!request) throw fault(kitErrors, 'NOT_FOUND', { what: 'speakerRequest', id: id.slice(0, 64) });
    return request;
  }

  private async enqueue(
    manager: EntityManager,
    ctx: Context,
    sitting: Sitting,
    queue: readonly SpeakerRequest[],
    { kind, seat, guest, interpellationId = null }: Entered & { readonly interpellationId?: string | null },
  ): Promise<SpeakerRequest> {
    if (queue.length >= MAX_WAITING) throw refusal('SPEAK_QUEUE_FULL');
    const request = Object.assign(new SpeakerRequest(), {
      id: ctx.ids.next(),
      sittingId: sitting.id,
      agendaItemId: sitting.agendaItemId,
      interpellationId,
      seatId: seat?.seatId ?? null,
      fullName: seat?.fullName ?? guest!.fullName,
      groupName: seat ? seat.groupName : guest!.office,
      guestId: guest?.id ?? null,
      kind,
      state: 'WAITING',
      position: (queue.at(-1)?.position ?? -1) + 1,
      requestedAt: ctx.clock.now(),
      requestedBy: ctx.actor.accountId ?? null,
      extendedSeconds: 0,
      startedAt: null,
      limitSeconds: null,
      limitRule: null,
      endedAt: null,
    } satisfies Partial<SpeakerRequest>);
    await manager.insert(SpeakerRequest, request as never);
    return request;
  }

  /** What a delegate does for the own seat: the sitting's row is locked, the revision rises, everyone is told. */
  private async own(
    ctx: Context,
    sittingId: string,
    work: (manager: EntityManager, sitting: Sitting, seat: Seat) => Promise<SpeakerRequest>,
  ): Promise<SpeakerRequest> {
    const done = await transaction(this.dataSource, async (manager) => {
      const sitting = await this.sittings.lock(manager, sittingId);
      const { personId } = ctx.actor;
      if (!actsAs(ctx.actor, sitting, ['DELEGATE']) || personId === undefined) throw refusedTo(ctx, 'requestToSpeak');
      const seat = await seatBy(manager, sitting, { personId });
      if (!seat) throw refusal('SEAT_UNKNOWN');
      if (!takesAttendance(sitting.state)) throw refusal('SITTING_ENDED');
      const request = await work(manager, sitting, seat);
      await manager.query('UPDATE sitting SET speaking_revision = speaking_revision + 1 WHERE id = $1', [sitting.id]);
      return request;
    });
    this.changed(sittingId);
    return done;
  }
}
