/** The door of guests. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting, Visibility } from '../sitting/sitting.entity.js';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import { Guest } from './guest.entity.js';
import { InviteGuestInput } from './guest.inputs.js';
import type { GuestService } from './guest.service.js';

const InviteGuestResult = resultType('InviteGuestResult', Guest);
const RecordGuestPresenceResult = resultType('RecordGuestPresenceResult', Guest);
const WithdrawGuestResult = resultType('WithdrawGuestResult', Guest);
type Result = Promise<Guest | Refused>;

@Resolver()
export class GuestResolver {
  constructor(private readonly guests: GuestService) {}

  @Mutation(() => InviteGuestResult, { description: 'Invites a guest, who attends and has no vote (R-SES-11).' })
  @Access('SESSION_SECRETARY', 'CHAIR')
  inviteGuest(@Ctx() ctx: Context, @Arg('input', () => InviteGuestInput) input: InviteGuestInput): Result {
    return orRefused(() => this.guests.invite(ctx, input));
  }

  @Mutation(() => RecordGuestPresenceResult, { description: 'Records that a guest has come, or has left.' })
  @Access('SESSION_SECRETARY', 'CHAIR')
  recordGuestPresence(
    @Ctx() ctx: Context,
    @Arg('guestId', () => ID) guestId: string,
    @Arg('present', () => Boolean) present: boolean,
  ): Result {
    return orRefused(() => this.guests.record(ctx, guestId, present));
  }

  @Mutation(() => WithdrawGuestResult, {
    description: 'Takes back an invitation; who came or spoke stays on the list.',
  })
  @Access('SESSION_SECRETARY', 'CHAIR')
  withdrawGuest(@Ctx() ctx: Context, @Arg('guestId', () => ID) guestId: string): Result {
    return orRefused(() => this.guests.withdraw(ctx, guestId));
  }
}

@Resolver(() => Sitting)
export class SittingGuestsResolver {
  constructor(private readonly service: GuestService) {}

  @FieldResolver(() => [Guest], { nullable: true, description: 'Who attends without a seat.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'DELEGATE')
  async guests(@Root() sitting: Sitting, @Ctx() ctx: Context): Promise<Guest[]> {
    if (sitting.visibility === Visibility.CLOSED && !maySeeClosed(ctx.actor, sitting.councilId)) return [];
    return this.service.of(sitting);
  }
}
