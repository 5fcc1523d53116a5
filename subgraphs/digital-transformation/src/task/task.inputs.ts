/** What the mutations on tasks take and give back. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { DueState } from '@nghitruong/kit/obligation';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DxRefused } from '../refused.js';
import { DxTask } from './task.entity.js';
import { DxTaskState } from './task.states.js';

@InputType()
export class CreateDxTaskInput {
  @Field(() => ID)
  programmeId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String)
  target!: string;
  @Field(() => Int)
  weight!: number;
  @Field(() => ID)
  ownerId!: string;
  @Field(() => DateScalar)
  dueOn!: string;
  @Field(() => ID, { nullable: true })
  unitId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The indicator that it is to move.' })
  indicatorCode?: string | null;
}

@InputType()
export class DxTaskFilter {
  @Field(() => ID, { nullable: true })
  councilId?: string | null;
  @Field(() => ID, { nullable: true })
  programmeId?: string | null;
  @Field(() => ID, { nullable: true })
  unitId?: string | null;
  @Field(() => [DxTaskState], { nullable: true })
  states?: DxTaskState[] | null;
  @Field(() => DueState, { nullable: true })
  dueState?: DueState | null;
}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [DxTask, DxRefused] as const,
    resolveType: (value) => (value instanceof DxRefused ? DxRefused : DxTask),
  });

export const CreateDxTaskResult = resultOf('CreateDxTaskResult');
export const StartDxTaskResult = resultOf('StartDxTaskResult');
export const SubmitDxTaskResult = resultOf('SubmitDxTaskResult');
export const VerifyDxTaskResult = resultOf('VerifyDxTaskResult');
export const SendBackDxTaskResult = resultOf('SendBackDxTaskResult');
export const CancelDxTaskResult = resultOf('CancelDxTaskResult');

@ObjectType('DxTaskEdge')
@Access('EVERYONE')
export class DxTaskEdge extends Edge(DxTask) {}
@ObjectType('DxTaskConnection')
@Access('EVERYONE')
export class DxTaskConnection extends Connection(DxTaskEdge) {}
