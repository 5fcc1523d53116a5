/** The GraphQL door of movements: thin; the service knows. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Criterion, MoveMovementResult, Movement, MovementConnection } from './movement.entity.js';
import type { MovementService } from './movement.service.js';
import { MovementAct } from './movement.states.js';

@Resolver(() => Movement)
export class MovementResolver {
  constructor(private readonly movements: MovementService) {}

  @Query(() => Movement, { nullable: true })
  @Access('EVERYONE')
  emulationMovement(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Movement | null> {
    return this.movements.byId(ctx, id);
  }

  @Query(() => MovementConnection, { description: 'Latest first.' })
  @Access('EVERYONE')
  emulationMovements(
    @Arg('councilId', () => ID, { nullable: true }) councilId: string | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<unknown> {
    return this.movements.list(ctx, councilId, page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() movement: Movement): CouncilRef {
    return { id: movement.councilId };
  }

  @FieldResolver(() => [Criterion], { description: 'In their order.' })
  criteria(@Root() movement: Movement, @Ctx() ctx: Context): Promise<Criterion[]> {
    return this.movements.criteria(ctx, movement.id);
  }

  @Mutation(() => MoveMovementResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  emulationMoveMovement(
    @Arg('id', () => ID) id: string,
    @Arg('act', () => MovementAct) act: MovementAct,
    @Ctx() ctx: Context,
  ): Promise<typeof MoveMovementResult> {
    return this.movements.move(ctx, id, act);
  }
}
