/** What the mutations on petitions take and give back. */
import { Access, Connection, DateScalar, Edge, RefusedData } from '@nghitruong/kit/federation';
import { DueState } from '@nghitruong/kit/obligation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { PetitionAuthorInput } from '../author/author.entity.js';
import { Petition } from './petition.entity.js';
import { PetitionNature, PetitionOutcome } from './petition.rules.js';
import { PetitionState } from './petition.states.js';

@InputType()
export class SubmitPetitionInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => PetitionNature)
  nature!: PetitionNature;
  @Field(() => String)
  title!: string;
  @Field(() => String)
  content!: string;
  @Field(() => ID, { nullable: true, description: 'The administrative unit that it concerns.' })
  unitId?: string | null;
  @Field(() => ID, { nullable: true })
  meetingId?: string | null;
  @Field(() => PetitionAuthorInput, { nullable: true })
  author?: PetitionAuthorInput | null;
}

@InputType()
export class AssignPetitionInput {
  @Field(() => ID)
  id!: string;
  @Field(() => ID, { description: 'The body that leads and answers.' })
  bodyId!: string;
  @Field(() => [ID], { nullable: true, description: 'Bodies that take part: with any, the longer deadline holds.' })
  jointBodyIds?: string[] | null;
}

@InputType()
export class AnswerPetitionInput {
  @Field(() => ID)
  id!: string;
  @Field(() => PetitionOutcome)
  outcome!: PetitionOutcome;
  @Field(() => String)
  text!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'IN_PROGRESS_WITH_ROADMAP: the day on which it will be done; it becomes the due date.',
  })
  roadmapOn?: string | null;
}

@InputType()
export class PetitionFilter {
  @Field(() => ID, { nullable: true })
  councilId?: string | null;
  @Field(() => ID, { nullable: true })
  unitId?: string | null;
  @Field(() => [PetitionState], { nullable: true })
  states?: PetitionState[] | null;
  @Field(() => [PetitionNature], { nullable: true })
  natures?: PetitionNature[] | null;
  @Field(() => DueState, { nullable: true })
  dueState?: DueState | null;
}

@ObjectType({ description: 'Nothing was changed, and why: a code and a sentence in both languages.' })
@Access('EVERYONE')
export class PetitionRefused extends RefusedData {}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Petition, PetitionRefused] as const,
    resolveType: (value) => (value instanceof PetitionRefused ? PetitionRefused : Petition),
  });

export const SubmitPetitionResult = resultOf('SubmitPetitionResult');
export const ClassifyPetitionResult = resultOf('ClassifyPetitionResult');
export const AcceptPetitionResult = resultOf('AcceptPetitionResult');
export const ReturnPetitionResult = resultOf('ReturnPetitionResult');
export const WithdrawPetitionResult = resultOf('WithdrawPetitionResult');
export const AssignPetitionResult = resultOf('AssignPetitionResult');
export const AnswerPetitionResult = resultOf('AnswerPetitionResult');
export const ClosePetitionResult = resultOf('ClosePetitionResult');
export const ReopenPetitionResult = resultOf('ReopenPetitionResult');

@ObjectType('PetitionEdge')
@Access('EVERYONE')
export class PetitionEdge extends Edge(Petition) {}
@ObjectType('PetitionConnection')
@Access('EVERYONE')
export class PetitionConnection extends Connection(PetitionEdge) {}
