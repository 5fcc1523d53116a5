/** The GraphQL door of supervisions: thin; the service knows. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs } from '@nghitruong/kit/federation';
import { AdministrativeUnitRef, CouncilRef, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Supervision } from './supervision.entity.js';
import {
  MoveSupervisionResult,
  PlanSupervisionInput,
  PlanSupervisionResult,
  SupervisionConnection,
} from './supervision.inputs.js';
import type { SupervisionService } from './supervision.service.js';
import { SupervisionAct } from './supervision.states.js';

@Resolver(() => Supervision)
export class SupervisionResolver {
  constructor(private readonly supervisions: SupervisionService) {}

  @Query(() => Supervision, { nullable: true })
  @Access('EVERYONE')
  supervision(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Supervision | null> {
    return this.supervisions.byId(ctx, id);
  }

  @Query(() => SupervisionConnection, { name: 'supervisions', description: 'Latest first.' })
  @Access('EVERYONE')
  list(
    @Arg('councilId', () => ID, { nullable: true }) councilId: string | null,
    @Args() page: PageArgs,
  ): Promise<unknown> {
    return this.supervisions.list(councilId, page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() supervision: Supervision): CouncilRef {
    return { id: supervision.councilId };
  }

  @FieldResolver(() => PublicBodyRef, {
    nullable: true,
    description: 'The body that supervises; null where it is the council itself.',
  })
  supervisor(@Root() supervision: Supervision): PublicBodyRef | null {
    return supervision.supervisorId === null ? null : { id: supervision.supervisorId };
  }

  @FieldResolver(() => [PublicBodyRef], { description: 'The supervised bodies.' })
  subjects(@Root() supervision: Supervision): PublicBodyRef[] {
    return supervision.subjectIds.map((id) => ({ id }));
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() supervision: Supervision): AdministrativeUnitRef | null {
    return supervision.unitId === null ? null : { id: supervision.unitId };
  }

  @FieldResolver(() => Supervision, { nullable: true, description: 'The former supervision of the same matter.' })
  async reSupervisionOf(@Root() supervision: Supervision, @Ctx() ctx: Context): Promise<Supervision | null> {
    return supervision.reSupervisionOfId === null ? null : this.supervisions.byId(ctx, supervision.reSupervisionOfId);
  }

  @FieldResolver(() => [Supervision], { description: 'Later supervisions of the same matter.' })
  reSupervisions(@Root() supervision: Supervision): Promise<Supervision[]> {
    return this.supervisions.again(supervision);
  }

  @Mutation(() => PlanSupervisionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  planSupervision(
    @Arg('input', () => PlanSupervisionInput) input: PlanSupervisionInput,
    @Ctx() ctx: Context,
  ): Promise<typeof PlanSupervisionResult> {
    return this.supervisions.plan(ctx, input);
  }

  @Mutation(() => MoveSupervisionResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  moveSupervision(
    @Arg('id', () => ID) id: string,
    @Arg('act', () => SupervisionAct) act: SupervisionAct,
    @Ctx() ctx: Context,
  ): Promise<typeof MoveSupervisionResult> {
    return this.supervisions.move(ctx, id, act);
  }
}
