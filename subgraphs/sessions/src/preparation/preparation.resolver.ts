/** The clerk's door to a session's preparation. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { orRefused, type Refused, resultType } from '../refused.js';
import { Session, SessionKind } from '../session/session.entity.js';
import { RegularSessionsOfYear, SessionPreparation } from './preparation.entity.js';
import { CompleteStepInput, HoldRatingInput, PlanSessionInput, RecordReceiptInput } from './preparation.inputs.js';
import type { PreparationService } from './preparation.service.js';

const PlanSessionResult = resultType('PlanSessionResult', Session);
const CompletePreparationStepResult = resultType('CompletePreparationStepResult', Session);
const RecordStepReceiptResult = resultType('RecordStepReceiptResult', Session);
const HoldConfidenceRatingResult = resultType('HoldConfidenceRatingResult', Session);
type Result = Promise<Session | Refused>;

@Resolver(() => Session)
export class PreparationResolver {
  constructor(private readonly service: PreparationService) {}

  @FieldResolver(() => SessionPreparation, {
    nullable: true,
    description: 'What the law asks before and after the session, by which day, and what was done.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  preparation(@Root() session: Session, @Ctx() ctx: Context): Promise<SessionPreparation> {
    return this.service.read(ctx, session);
  }

  @Query(() => SessionPreparation, { description: 'The last legal days of a session that would open on that day.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  sessionPlan(
    @Ctx() ctx: Context,
    @Arg('councilId', () => ID) councilId: string,
    @Arg('kind', () => SessionKind) kind: SessionKind,
    @Arg('opensOn', () => DateScalar) opensOn: string,
    @Arg('electedOn', () => DateScalar, { nullable: true }) electedOn?: string | null,
  ): Promise<SessionPreparation> {
    return this.service.preview(ctx, councilId, { kind, opensOn, closesOn: opensOn, electedOn: electedOn ?? null });
  }

  @Mutation(() => PlanSessionResult, {
    description: 'Plans a session; its steps and their last legal days follow from its day.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  planSession(@Ctx() ctx: Context, @Arg('input', () => PlanSessionInput) input: PlanSessionInput): Result {
    return orRefused(() => this.service.plan(ctx, input));
  }

  @Mutation(() => CompletePreparationStepResult, {
    description:
      'Records that a step was done, with what shows it; after its last legal day with the reason, which stays in the report.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  completePreparationStep(
    @Ctx() ctx: Context,
    @Arg('input', () => CompleteStepInput) input: CompleteStepInput,
  ): Result {
    return orRefused(() => this.service.complete(ctx, input));
  }

  @Mutation(() => RecordStepReceiptResult, { description: 'Records that a recipient has what was sent.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  recordStepReceipt(@Ctx() ctx: Context, @Arg('input', () => RecordReceiptInput) input: RecordReceiptInput): Result {
    return orRefused(() => this.service.receive(ctx, input));
  }

  @Mutation(() => HoldConfidenceRatingResult, {
    description: 'Says that a session rates the confidence in office holders, or that it does not after all.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  holdConfidenceRating(@Ctx() ctx: Context, @Arg('input', () => HoldRatingInput) input: HoldRatingInput): Result {
    return orRefused(() => this.service.holdRating(ctx, input));
  }
}

@Resolver(() => CouncilRef)
export class CouncilPreparationResolver {
  constructor(private readonly service: PreparationService) {}

  @FieldResolver(() => RegularSessionsOfYear, {
    description: 'Whether the year has as many ordinary sessions as the law asks.',
  })
  @Access('EVERYONE')
  regularSessions(@Root() council: CouncilRef, @Arg('year', () => Int) year: number): Promise<RegularSessionsOfYear> {
    return this.service.regularSessions(council.id, year);
  }
}
