/** What the mutations on recommendations take and give back. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { DueState } from '@nghitruong/kit/obligation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { SupervisionRefused } from '../refused.js';
import { Recommendation } from './recommendation.entity.js';
import { RecommendationState } from './recommendation.states.js';

@InputType()
export class DraftRecommendationInput {
  @Field(() => ID)
  supervisionId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String)
  content!: string;
  @Field(() => ID, { nullable: true, description: 'The responsible body: demanded when it is published.' })
  ownerId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The deadline: demanded when it is published.' })
  dueOn?: string | null;
  @Field(() => ID, { nullable: true })
  unitId?: string | null;
}

@InputType()
export class AmendRecommendationInput {
  @Field(() => ID)
  id!: string;
  @Field(() => ID, { nullable: true })
  ownerId?: string | null;
  @Field(() => DateScalar, { nullable: true })
  dueOn?: string | null;
}

@InputType()
export class RecommendationFilter {
  @Field(() => ID, { nullable: true })
  councilId?: string | null;
  @Field(() => ID, { nullable: true })
  supervisionId?: string | null;
  @Field(() => [RecommendationState], { nullable: true })
  states?: RecommendationState[] | null;
  @Field(() => DueState, { nullable: true })
  dueState?: DueState | null;
}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Recommendation, SupervisionRefused] as const,
    resolveType: (value) => (value instanceof SupervisionRefused ? SupervisionRefused : Recommendation),
  });

export const DraftRecommendationResult = resultOf('DraftRecommendationResult');
export const AmendRecommendationResult = resultOf('AmendRecommendationResult');
export const PublishRecommendationResult = resultOf('PublishRecommendationResult');
export const ReportRecommendationResult = resultOf('ReportRecommendationResult');
export const AcceptRecommendationReportResult = resultOf('AcceptRecommendationReportResult');
export const RejectRecommendationReportResult = resultOf('RejectRecommendationReportResult');
export const EscalateRecommendationResult = resultOf('EscalateRecommendationResult');
export const WithdrawRecommendationResult = resultOf('WithdrawRecommendationResult');

@ObjectType('RecommendationEdge')
@Access('EVERYONE')
export class RecommendationEdge extends Edge(Recommendation) {}
@ObjectType('RecommendationConnection')
@Access('EVERYONE')
export class RecommendationConnection extends Connection(RecommendationEdge) {}
