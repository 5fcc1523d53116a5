/** The GraphQL door of programmes and indicators. */
import type { Context } from '@nghitruong/kit/context';
import { Access, Connection, Edge, PageArgs } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { DxIndicator } from '../indicator/indicator.entity.js';
import { DxTaskConnection } from '../task/task.inputs.js';
import type { TaskService } from '../task/task.service.js';
import { DxProgramme } from './programme.entity.js';
import type { ProgrammeService } from './programme.service.js';

@ObjectType('DxProgrammeEdge')
@Access('EVERYONE')
class DxProgrammeEdge extends Edge(DxProgramme) {}
@ObjectType('DxProgrammeConnection')
@Access('EVERYONE')
class DxProgrammeConnection extends Connection(DxProgrammeEdge) {}
@ObjectType('DxIndicatorEdge')
@Access('EVERYONE')
class DxIndicatorEdge extends Edge(DxIndicator) {}
@ObjectType('DxIndicatorConnection')
@Access('EVERYONE')
class DxIndicatorConnection extends Connection(DxIndicatorEdge) {}

@Resolver(() => DxProgramme)
export class ProgrammeResolver {
  constructor(
    private readonly programmes: ProgrammeService,
    private readonly tasksOf: TaskService,
  ) {}

  @Query(() => DxProgramme, { nullable: true })
  @Access('EVERYONE')
  dxProgramme(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<DxProgramme | null> {
    return this.programmes.byId(ctx, id);
  }

  @Query(() => DxProgrammeConnection, { description: 'Latest first.' })
  @Access('EVERYONE')
  dxProgrammes(
    @Arg('councilId', () => ID, { nullable: true }) councilId: string | null,
    @Args() page: PageArgs,
  ): Promise<unknown> {
    return this.programmes.list(councilId, page);
  }

  @Query(() => DxIndicatorConnection)
  @Access('EVERYONE')
  dxIndicators(@Args() page: PageArgs): Promise<unknown> {
    return this.programmes.indicators(page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() programme: DxProgramme): CouncilRef {
    return { id: programme.councilId };
  }

  @FieldResolver(() => DxTaskConnection)
  tasks(@Root() programme: DxProgramme, @Args() page: PageArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.tasksOf.list(ctx, { programmeId: programme.id }, page);
  }
}
