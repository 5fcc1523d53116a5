/** The GraphQL door of tasks: thin; the service knows. */
import type { Context } from '@nghitruong/kit/context';
import { Access, PageArgs, pageSize } from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { AdministrativeUnitRef, CouncilRef, dueStateOf, DueState, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DxIndicator } from '../indicator/indicator.entity.js';
import { DxProgramme } from '../programme/programme.entity.js';
import type { ProgrammeService } from '../programme/programme.service.js';
import { DxTask, DxTaskStep } from './task.entity.js';
import {
  CancelDxTaskResult,
  CreateDxTaskInput,
  CreateDxTaskResult,
  DxTaskConnection,
  DxTaskFilter,
  SendBackDxTaskResult,
  StartDxTaskResult,
  SubmitDxTaskResult,
  VerifyDxTaskResult,
} from './task.inputs.js';
import type { TaskService } from './task.service.js';

@Resolver(() => DxTask)
export class TaskResolver {
  constructor(
    private readonly tasks: TaskService,
    private readonly programmes: ProgrammeService,
  ) {}

  @Query(() => DxTask, { nullable: true })
  @Access('EVERYONE')
  dxTask(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<DxTask | null> {
    return this.tasks.byId(ctx, id);
  }

  @Query(() => DxTaskConnection, { description: 'Nearest due date first.' })
  @Access('EVERYONE')
  dxTasks(
    @Arg('filter', () => DxTaskFilter, { nullable: true }) filter: DxTaskFilter | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<unknown> {
    return this.tasks.list(ctx, filter ?? {}, page);
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() task: DxTask): CouncilRef {
    return { id: task.councilId };
  }

  @FieldResolver(() => DxProgramme, { nullable: true })
  programme(@Root() task: DxTask, @Ctx() ctx: Context): Promise<DxProgramme | null> {
    return this.programmes.byId(ctx, task.programmeId);
  }

  @FieldResolver(() => DxIndicator, { nullable: true })
  async indicator(@Root() task: DxTask, @Ctx() ctx: Context): Promise<DxIndicator | null> {
    return task.indicatorCode === null ? null : this.programmes.indicator(ctx, task.indicatorCode);
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true, description: 'The body that must do it.' })
  owner(@Root() task: DxTask): PublicBodyRef {
    return { id: task.ownerId };
  }

  @FieldResolver(() => AdministrativeUnitRef, { nullable: true })
  unit(@Root() task: DxTask): AdministrativeUnitRef | null {
    return task.unitId === null ? null : { id: task.unitId };
  }

  @FieldResolver(() => DueState)
  dueState(@Root() task: DxTask, @Ctx() ctx: Context): DueState {
    return dueStateOf(task.dueOn, localDay(ctx.clock.now()), task.doneOn);
  }

  @FieldResolver(() => [DxTaskStep], { nullable: true })
  @Access('CHAIR', 'SESSION_SECRETARY')
  history(@Root() task: DxTask): Promise<DxTaskStep[]> {
    return this.tasks.history(task);
  }

  @Mutation(() => CreateDxTaskResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  createDxTask(
    @Arg('input', () => CreateDxTaskInput) input: CreateDxTaskInput,
    @Ctx() ctx: Context,
  ): Promise<typeof CreateDxTaskResult> {
    return this.tasks.create(ctx, input);
  }

  @Mutation(() => StartDxTaskResult)
  @Access('OFFICER', 'CHAIR', 'SESSION_SECRETARY')
  startDxTask(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<typeof StartDxTaskResult> {
    return this.tasks.start(ctx, id);
  }

  @Mutation(() => SubmitDxTaskResult, { description: 'Hands in the evidence: where it can be seen that it is done.' })
  @Access('OFFICER', 'CHAIR', 'SESSION_SECRETARY')
  submitDxTask(
    @Arg('id', () => ID) id: string,
    @Arg('evidence', () => String) evidence: string,
    @Ctx() ctx: Context,
  ): Promise<typeof SubmitDxTaskResult> {
    return this.tasks.submit(ctx, id, evidence);
  }

  @Mutation(() => VerifyDxTaskResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  verifyDxTask(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<typeof VerifyDxTaskResult> {
    return this.tasks.verify(ctx, id);
  }

  @Mutation(() => SendBackDxTaskResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  sendBackDxTask(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof SendBackDxTaskResult> {
    return this.tasks.sendBack(ctx, id, reason);
  }

  @Mutation(() => CancelDxTaskResult)
  @Access('CHAIR', 'SESSION_SECRETARY')
  cancelDxTask(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: Context,
  ): Promise<typeof CancelDxTaskResult> {
    return this.tasks.cancel(ctx, id, reason);
  }
}

@Resolver(() => PublicBodyRef)
export class PublicBodyTasksResolver {
  constructor(private readonly tasks: TaskService) {}

  @FieldResolver(() => [DxTask], {
    description:
      'What this body has to put into practice, nearest due date first: at most 200; all through the connection.',
  })
  @Access('EVERYONE')
  dxTasks(
    @Root() body: PublicBodyRef,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('dueState', () => DueState, { nullable: true }) dueState: DueState | null,
    @Ctx() ctx: Context,
  ): Promise<DxTask[]> {
    return this.tasks.ofBody(ctx, body.id, pageSize({ first }), dueState);
  }
}
