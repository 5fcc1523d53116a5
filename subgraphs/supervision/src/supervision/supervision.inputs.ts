/** What the mutations on supervisions take and give back. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { SupervisionRefused } from '../refused.js';
import { Supervision, SupervisionForm, SupervisorKind } from './supervision.entity.js';

@InputType()
export class PlanSupervisionInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => SupervisorKind)
  supervisorKind!: SupervisorKind;
  @Field(() => ID, { nullable: true, description: 'The body that supervises, where it is not the council itself.' })
  supervisorId?: string | null;
  @Field(() => SupervisionForm)
  form!: SupervisionForm;
  @Field(() => String)
  title!: string;
  @Field(() => String)
  scope!: string;
  @Field(() => DateScalar)
  startsOn!: string;
  @Field(() => DateScalar)
  endsOn!: string;
  @Field(() => [ID], { description: 'The supervised bodies: at least one.' })
  subjectIds!: string[];
  @Field(() => ID, { nullable: true })
  unitId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The supervision whose matter is looked at again.' })
  reSupervisionOfId?: string | null;
}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Supervision, SupervisionRefused] as const,
    resolveType: (value) => (value instanceof SupervisionRefused ? SupervisionRefused : Supervision),
  });

export const PlanSupervisionResult = resultOf('PlanSupervisionResult');
export const MoveSupervisionResult = resultOf('MoveSupervisionResult');

@ObjectType('SupervisionEdge')
@Access('EVERYONE')
export class SupervisionEdge extends Edge(Supervision) {}
@ObjectType('SupervisionConnection')
@Access('EVERYONE')
export class SupervisionConnection extends Connection(SupervisionEdge) {}
