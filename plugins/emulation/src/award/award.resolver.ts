/** The GraphQL door of awards: thin; the service knows. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs } from '@nghitruong/kit/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Movement } from '../movement/movement.entity.js';
import type { MovementService } from '../movement/movement.service.js';
import {
  Award,
  AwardConnection,
  AwardForm,
  AwardRecipientKind,
  CheckAwardResult,
  DecideAwardResult,
  ProposeAwardInput,
  ProposeAwardResult,
  RefuseAwardResult,
  RevokeAwardResult,
} from './award.entity.js';
import type { AwardService } from './award.service.js';

@Resolver(() => Award)
export class AwardResolver {
  constructor(
    private readonly awards: AwardService,
    private readonly movements: MovementService,
  ) {}

  @Query(() => Award, { nullable: true })
  @Access('EVERYONE')
  emulationAward(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Award | null> {
    return this.awards.byId(ctx, id);
  }

  @Query(() => [AwardForm], { description: 'The catalogue of forms of award.' })
  @Access('EVERYONE')
  emulationAwardForms(): Promise<AwardForm[]> {
    return this.awards.forms();
  }

  @FieldResolver(() => AwardForm, { nullable: true })
  form(@Root() award: Award, @Ctx() ctx: Context): Promise<AwardForm | null> {
    return this.awards.form(ctx, award.formCode);
  }

  @FieldResolver(() => Movement, { nullable: true })
  movement(@Root() award: Award, @Ctx() ctx: Context): Promise<Movement | null> {
    return this.movements.byId(ctx, award.movementId);
  }

  @Mutation(() => ProposeAwardResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  emulationProposeAward(
    @Arg('input', () => ProposeAwardInput) input: ProposeAwardInput,
    @Ctx() ctx: Context,
  ): Promise<typeof ProposeAwardResult> {
    return this.awards.propose(ctx, input);
  }

  @Mutation(() => CheckAwardResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  emulationCheckAward(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<typeof CheckAwardResult> {
    return this.awards.check(ctx, id);
  }

  @Mutation(() => DecideAwardResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  emulationDecideAward(
    @Arg('id', () => ID) id: string,
    @Arg('decisionNumber', () => String) decisionNumber: string,
    @Ctx() ctx: Context,
  ): Promise<typeof DecideAwardResult> {
    return this.awards.decide(ctx, id, decisionNumber);
  }

  @Mutation(() => RefuseAwardResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  emulationRefuseAward(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof RefuseAwardResult> {
    return this.awards.refuse(ctx, id, reason);
  }

  @Mutation(() => RevokeAwardResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  emulationRevokeAward(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof RevokeAwardResult> {
    return this.awards.revoke(ctx, id, reason);
  }
}

@Resolver(() => Movement)
export class MovementAwardsResolver {
  constructor(private readonly service: AwardService) {}

  @FieldResolver(() => AwardConnection)
  awards(
    @Root() movement: Movement,
    @Arg('recipientKind', () => AwardRecipientKind, { nullable: true }) recipientKind: AwardRecipientKind | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<unknown> {
    return this.service.list(ctx, { movementId: movement.id, recipientKind }, page);
  }
}
