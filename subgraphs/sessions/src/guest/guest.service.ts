/**
 * Guests: invited by the desk, and there or not.
 *
 * Promises   a guest is never a seat: no record here changes a count of the
 *            hall; who spoke or came stays on the list.
 * Elsewhere  who may be heard: guest.rules · the floor: speaking.service
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { Visibility, type Sitting } from '../sitting/sitting.entity.js';
import { actsAs } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { takesAttendance } from '../sitting/sitting.states.js';
import { Guest } from './guest.entity.js';
import type { InviteGuestInput } from './guest.inputs.js';
import { mayAttendClosed, mayBeHeard } from './guest.rules.js';

const MAX_WORDS = 200;

/** The guest of that sitting who is given the floor. @throws Refusal GUEST_MAY_NOT_SPEAK; Fault NOT_FOUND */
export async function invitedTo(manager: EntityManager, sittingId: string, guestId: string): Promise<Guest> {
  const guest = isUuid(guestId) ? await manager.findOneBy(Guest, { id: guestId, sittingId }) : null;
  if (!guest) throw fault(kitErrors, 'NOT_FOUND', { what: 'guest', id: guestId.slice(0, 64) });
  if (!mayBeHeard(guest.kind)) throw refusal('GUEST_MAY_NOT_SPEAK', { name: guest.fullName });
  return guest;
}

export class GuestService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
  ) {}

  async of(sitting: Sitting): Promise<Guest[]> {
    const guests = await this.dataSource.manager.find(Guest, {
      where: { sittingId: sitting.id },
      order: { kind: 'ASC', fullName: 'ASC', id: 'ASC' },
    });
    return guests.map((guest) => Object.assign(guest, { councilId: sitting.councilId }));
  }

  /** @throws Refusal SITTING_ENDED, GUEST_NAME_MISSING, GUEST_KNOWN, GUEST_NOT_IN_CLOSED */
  invite(ctx: Context, input: InviteGuestInput): Promise<Guest> {
    return this.change(ctx, input.sittingId, async (manager, sitting) => {
      const [fullName, office] = [cleanText(input.fullName), cleanText(input.office ?? '')];
      if (fullName === '' || fullName.length > MAX_WORDS || office.length > MAX_WORDS)
        throw refusal('GUEST_NAME_MISSING');
      if (sitting.visibility === Visibility.CLOSED && !mayAttendClosed(input.kind))
        throw refusal('GUEST_NOT_IN_CLOSED');
      const id = ctx.ids.next();
      try {
        await manager.query(
          `INSERT INTO sitting_guest (id, sitting_id, kind, full_name, office, invited_by, invited_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, sitting.id, input.kind, fullName, office || null, ctx.actor.accountId ?? '', ctx.clock.now()],
        );
      } catch (error) {
        if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('GUEST_KNOWN', { name: fullName });
        throw error;
      }
      return id;
    });
  }

  /** Came, or left. Saying what is so already changes nothing. */
  record(ctx: Context, guestId: string, present: boolean): Promise<Guest> {
    return this.one(ctx, guestId, async (manager, sitting, guest) => {
      if (present && sitting.visibility === Visibility.CLOSED && !mayAttendClosed(guest.kind))
        throw refusal('GUEST_NOT_IN_CLOSED');
      if (!present && guest.arrivedAt === null) throw refusal('NOT_PRESENT');
      await manager.query(
        present
          ? `UPDATE sitting_guest SET arrived_at = coalesce(arrived_at, $2), left_at = NULL WHERE id = $1`
          : `UPDATE sitting_guest SET left_at = greatest(arrived_at, $2) WHERE id = $1 AND left_at IS NULL`,
        [guest.id, ctx.clock.now()],
      );
    });
  }

  /** An invitation that was never taken up is taken back. @throws Refusal GUEST_WAS_HERE */
  async withdraw(ctx: Context, guestId: string): Promise<Guest> {
    let gone: Guest | undefined;
    await this.one(ctx, guestId, async (manager, _sitting, guest) => {
      const spoke = (await manager.query('SELECT 1 FROM speaker_request WHERE guest_id = $1', [guest.id])) as unknown[];
      if (guest.arrivedAt !== null || spoke.length > 0) throw refusal('GUEST_WAS_HERE');
      await manager.query('DELETE FROM sitting_guest WHERE id = $1', [guest.id]);
      gone = guest;
    });
    return gone!;
  }

  private async one(
    ctx: Context,
    guestId: string,
    work: (manager: EntityManager, sitting: Sitting, guest: Guest) => Promise<void>,
  ): Promise<Guest> {
    const known = isUuid(guestId) ? await this.dataSource.manager.findOneBy(Guest, { id: guestId }) : null;
    if (!known) throw fault(kitErrors, 'NOT_FOUND', { what: 'guest', id: guestId.slice(0, 64) });
    return this.change(ctx, known.sittingId, async (manager, sitting) => {
      const guest = await manager.findOneBy(Guest, { id: known.id });
      if (!guest) throw fault(kitErrors, 'NOT_FOUND', { what: 'guest', id: guestId.slice(0, 64) });
      await work(manager, sitting, guest);
      return guest.id;
    });
  }

  private async change(
    ctx: Context,
    sittingId: string,
    work: (manager: EntityManager, sitting: Sitting) => Promise<string>,
  ): Promise<Guest> {
    return transaction(this.dataSource, async (manager) => {
      const seen = await this.sittings.find(manager, sittingId);
      if (!actsAs(ctx.actor, seen, ['SESSION_SECRETARY', 'CHAIR'])) throw refusedTo(ctx, 'guest');
      const sitting = await this.sittings.lock(manager, sittingId);
      if (!takesAttendance(sitting.state)) throw refusal('SITTING_ENDED');
      const guest = await manager.findOneBy(Guest, { id: await work(manager, sitting) });
      return Object.assign(guest ?? new Guest(), { councilId: sitting.councilId });
    });
  }
}
