/** The GraphQL door of recommendations: thin; the service knows. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs, pageSize } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import {
  AdministrativeUnitRef,
  CouncilRef,
  dueStateOf,
  DueState,
  EscalationStep,
  PublicBodyRef,
} from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Supervision } from '../supervision/supervision.entity.js';
import type { SupervisionService } from '../supervision/supervision.service.js';
import { Recommendation, RecommendationStep } from './recommendation.entity.js';
import {
  AcceptRecommendationReportResult,
  AmendRecommendationInput,
  AmendRecommendationResult,
  DraftRecommendationInput,
  DraftRecommendationResult,
  EscalateRecommendationResult,
  PublishRecommendationResult,
  RecommendationConnection,
  RecommendationFilter,
  RejectRecommendationReportResult,
  ReportRecommendationResult,
  WithdrawRecommendationResult,
} from './recommendation.inputs.js';
import type { RecommendationService } from './recommendation.service.js';
import { nextEscalation } from './recommendation.states.js';

@Resolver(() => Recommendation)
export class RecommendationResolver {
  constructor(
    private readonly recommendations: RecommendationService,
    private readonly supervisions: SupervisionService,
  ) {}

  @Query(() => Recommendation, { nullable: true })
  @Access('EVERYONE')
  recommendation(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Recommendation | null> {
    return this.recommendations.byId(ctx, id);
  }

  @Query(() => RecommendationConnection, { name: 'recommendations', description: 'Nearest due date first.' })
  @Access('EVERYONE')
  list(
    @Arg('filter', () => RecommendationFilter, { nullable: true }) filter: RecommendationFilter | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<unknown> {
    return this.recommendations.list(ctx, filter ?? {}, page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() row: Recommendation): CouncilRef {
    return { id: row.councilId };
  }

  @FieldResolver(() => Supervision, { nullable: true })
  supervision(@Root() row: Recommendation, @Ctx() ctx: Context): Promise<Supervision | null> {
    return this.supervisions.byId(ctx, row.supervisionId);
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true, description: 'The responsible body.' })
  owner(@Root() row: Recommendation): PublicBodyRef | null {
    return row.ownerId === null ? null : { id: row.ownerId };
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() row: Recommendation): AdministrativeUnitRef | null {
    return row.unitId === null ? null : { id: row.unitId };
  }

  @FieldResolver(() => DueState)
  dueState(@Root() row: Recommendation, @Ctx() ctx: Context): DueState {
    return dueStateOf(row.dueOn, localDay(ctx.clock.now()), row.doneOn);
  }

  @FieldResolver(() => EscalationStep, {
    nullable: true,
    description: 'The step that may be taken now: only while it is overdue.',
  })
  nextEscalation(@Root() row: Recommendation, @Ctx() ctx: Context): EscalationStep | null {
    return this.dueState(row, ctx) === DueState.OVERDUE ? (nextEscalation(row.escalation) ?? null) : null;
  }

  @FieldResolver(() => [RecommendationStep], { nullable: true })
  @Access('CHAIR', 'SESSION_SECRETARY')
  history(@Root() row: Recommendation): Promise<RecommendationStep[]> {
    return this.recommendations.history(row);
  }

  @Mutation(() => DraftRecommendationResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  draftRecommendation(
    @Arg('input', () => DraftRecommendationInput) input: DraftRecommendationInput,
    @Ctx() ctx: Context,
  ): Promise<typeof DraftRecommendationResult> {
    return this.recommendations.draft(ctx, input);
  }

  @Mutation(() => AmendRecommendationResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  amendRecommendation(
    @Arg('input', () => AmendRecommendationInput) input: AmendRecommendationInput,
    @Ctx() ctx: Context,
  ): Promise<typeof AmendRecommendationResult> {
    return this.recommendations.amend(ctx, input);
  }

  @Mutation(() => PublishRecommendationResult, {
    description: 'Refused without a responsible body and a deadline, unless the reason for the exception is given.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  publishRecommendation(
    @Arg('id', () => ID) id: string,
    @Arg('exception', () => String, { nullable: true }) exception: string | null,
    @Ctx() ctx: Context,
  ): Promise<typeof PublishRecommendationResult> {
    return this.recommendations.publish(ctx, id, exception ?? null);
  }

  @Mutation(() => ReportRecommendationResult, {
    description: 'By an officer of the responsible body, or by the council’s side for a report on paper.',
  })
  @Access('OFFICER', 'CHAIR', 'SESSION_SECRETARY')
  reportRecommendation(
    @Arg('id', () => ID) id: string,
    @Arg('text', () => String) text: string,
    @Ctx() ctx: Context,
  ): Promise<typeof ReportRecommendationResult> {
    return this.recommendations.report(ctx, id, text);
  }

  @Mutation(() => AcceptRecommendationReportResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  acceptRecommendationReport(
    @Arg('id', () => ID) id: string,
    @Ctx() ctx: Context,
  ): Promise<typeof AcceptRecommendationReportResult> {
    return this.recommendations.acceptReport(ctx, id);
  }

  @Mutation(() => RejectRecommendationReportResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  rejectRecommendationReport(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof RejectRecommendationReportResult> {
    return this.recommendations.rejectReport(ctx, id, reason);
  }

  @Mutation(() => EscalateRecommendationResult, {
    description: 'One step up the ladder of R-SUP-14: only while it is overdue.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  escalateRecommendation(
    @Arg('id', () => ID) id: string,
    @Ctx() ctx: Context,
  ): Promise<typeof EscalateRecommendationResult> {
    return this.recommendations.escalate(ctx, id);
  }

  @Mutation(() => WithdrawRecommendationResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  withdrawRecommendation(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof WithdrawRecommendationResult> {
    return this.recommendations.withdraw(ctx, id, reason);
  }
}

@Resolver(() => Supervision)
export class SupervisionRecommendationsResolver {
  constructor(private readonly service: RecommendationService) {}

  @FieldResolver(() => RecommendationConnection)
  recommendations(@Root() supervision: Supervision, @Args() page: PageArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.service.list(ctx, { supervisionId: supervision.id }, page);
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyRecommendationsResolver {
  constructor(private readonly service: RecommendationService) {}

  @FieldResolver(() => [Recommendation], {
    description:
      'What this body owes from supervisions, nearest due date first: at most 200; all through the connection.',
  })
  @Access('EVERYONE')
  recommendations(
    @Root() body: PublicBodyRef,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('dueState', () => DueState, { nullable: true }) dueState: DueState | null,
    @Ctx() ctx: Context,
  ): Promise<Recommendation[]> {
    return this.service.ofBody(ctx, body.id, pageSize({ first }), dueState);
  }
}
