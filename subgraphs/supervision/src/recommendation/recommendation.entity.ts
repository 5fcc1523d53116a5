/** Recommendation: what a supervision asks of one body, by when (an Obligation). */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { EscalationStep, Obligation } from '@nghitruong/kit/obligation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RecommendationAct, RecommendationState } from './recommendation.states.js';

registerEnumType(RecommendationState, { name: 'RecommendationState' });
registerEnumType(RecommendationAct, { name: 'RecommendationAct' });

@ObjectType({ implements: Obligation, description: 'What a supervision asks of one body by a day.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('recommendation')
export class Recommendation extends Obligation {
  @PrimaryColumn('uuid')
  override id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Column('uuid', { name: 'supervision_id' })
  supervisionId!: string;

  @Column('text')
  override title!: string;

  @Field(() => String)
  @Column('text')
  content!: string;

  @Field(() => RecommendationState)
  @Column('text')
  state!: RecommendationState;

  @Column('date', { name: 'due_on', nullable: true })
  override dueOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the report that was accepted.' })
  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: string | null;

  @Field(() => DateScalar, { nullable: true })
  @Column('date', { name: 'reported_on', nullable: true })
  reportedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'What the body says it has done.' })
  @Column('text', { name: 'report_text', nullable: true })
  reportText!: string | null;

  @Field(() => Int, {
    description: 'How often a report was sent back as not thorough: twice calls for re-supervision (R-SUP-15).',
  })
  @Column('int', { name: 'rejected_reports' })
  rejectedReports!: number;

  @Field(() => String, { nullable: true, description: 'Why it was published without an owner or a deadline.' })
  @Column('text', { name: 'incomplete_because', nullable: true })
  incompleteBecause!: string | null;

  @Column('text')
  override escalation!: EscalationStep;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;

  @Column('text', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  /** due_on, or the end of time: the database's own, for the keyset. */
  @Column({ type: 'date', name: 'due_key', insert: false, update: false })
  dueKey!: string;
}

@ObjectType({ description: 'One act on a recommendation. Nothing of the history is ever changed.' })
@Access('CHAIR', 'SESSION_SECRETARY')
@Entity('recommendation_step')
export class RecommendationStep {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** The order of acts: two may fall into one millisecond. */
  @Column({ type: 'bigint', insert: false, update: false })
  position!: string;

  @Column('uuid', { name: 'recommendation_id' })
  recommendationId!: string;

  @Field(() => RecommendationAct)
  @Column('text')
  act!: RecommendationAct;

  @Field(() => RecommendationState)
  @Column('text', { name: 'to_state' })
  toState!: RecommendationState;

  @Field(() => EscalationStep)
  @Column('text')
  escalation!: EscalationStep;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => Date)
  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'account_id', nullable: true })
  accountId!: string | null;
}
