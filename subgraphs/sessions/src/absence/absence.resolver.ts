/** The door of absences: asking, deciding, and who has been away too long. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { AbsenceRequest, UnexcusedAbsence } from './absence.entity.js';
import type { AbsenceService } from './absence.service.js';

const RequestAbsenceResult = resultType('RequestAbsenceResult', AbsenceRequest);
const WithdrawAbsenceRequestResult = resultType('WithdrawAbsenceRequestResult', AbsenceRequest);
const DecideAbsenceResult = resultType('DecideAbsenceResult', AbsenceRequest);
type Result = Promise<AbsenceRequest | Refused>;

@Resolver()
export class AbsenceResolver {
  constructor(private readonly absences: AbsenceService) {}

  @Mutation(() => RequestAbsenceResult, {
    description: 'Asks to be away from a sitting, with the reason, before it is opened (R-SES-12).',
  })
  @Access('DELEGATE')
  requestAbsence(
    @Ctx() ctx: Context,
    @Arg('sittingId', () => ID) sittingId: string,
    @Arg('reason', () => String) reason: string,
  ): Result {
    return orRefused(() => this.absences.request(ctx, sittingId, reason));
  }

  @Mutation(() => WithdrawAbsenceRequestResult, { description: 'Takes the own request back while nobody has decided.' })
  @Access('DELEGATE')
  withdrawAbsenceRequest(@Ctx() ctx: Context, @Arg('requestId', () => ID) requestId: string): Result {
    return orRefused(() => this.absences.withdraw(ctx, requestId));
  }

  @Mutation(() => DecideAbsenceResult, {
    description: 'Approves a request, which excuses the seat at once, or declines it and says why.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  decideAbsence(
    @Ctx() ctx: Context,
    @Arg('requestId', () => ID) requestId: string,
    @Arg('approve', () => Boolean) approve: boolean,
    @Arg('note', () => String, { nullable: true }) note?: string | null,
  ): Result {
    return orRefused(() => this.absences.decide(ctx, requestId, approve, note ?? null));
  }
}

@Resolver(() => Sitting)
export class SittingAbsencesResolver {
  constructor(private readonly absences: AbsenceService) {}

  @FieldResolver(() => [AbsenceRequest], { nullable: true, description: 'In the order in which they were made.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  absenceRequests(@Root() sitting: Sitting): Promise<AbsenceRequest[]> {
    return this.absences.of(sitting.id);
  }

  @FieldResolver(() => AbsenceRequest, { nullable: true, description: 'The caller’s own, the latest.' })
  @Access('DELEGATE')
  myAbsenceRequest(@Root() sitting: Sitting, @Ctx() ctx: Context): Promise<AbsenceRequest | null> {
    return this.absences.mine(ctx, sitting);
  }
}

@Resolver(() => CouncilRef)
export class CouncilAbsencesResolver {
  constructor(private readonly absences: AbsenceService) {}

  @FieldResolver(() => [UnexcusedAbsence], {
    nullable: true,
    description: 'Who has missed sessions in a row without a reason, the longest first; a year is to be reported.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  unexcusedAbsences(
    @Root() council: CouncilRef,
    @Ctx() ctx: Context,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf?: string | null,
  ): Promise<UnexcusedAbsence[]> {
    return this.absences.unexcused(ctx, council.id, asOf ?? localDay(ctx.clock.now()));
  }
}
