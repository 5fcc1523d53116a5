/**
 * Petition: what a voter asked of the council, and which body owes an answer by when.
 *
 * Its author's personal data are not here: see author/.
 */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { EscalationStep, Obligation } from '@nghitruong/kit/obligation';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PetitionNature, PetitionOutcome } from './petition.rules.js';
import { PetitionAct, PetitionState } from './petition.states.js';

registerEnumType(PetitionNature, {
  name: 'PetitionNature',
  description:
    'Opinion · petition · complaint · denunciation · question. Only a petition is supervised; the council passes complaints and denunciations on.',
});
registerEnumType(PetitionState, { name: 'PetitionState' });
registerEnumType(PetitionAct, { name: 'PetitionAct' });
registerEnumType(PetitionOutcome, { name: 'PetitionOutcome' });

@ObjectType({ implements: Obligation, description: 'What voters asked of their council.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('petition')
export class Petition extends Obligation {
  @PrimaryColumn('uuid')
  override id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Column('text')
  override title!: string;

  @Field(() => String)
  @Column('text')
  content!: string;

  @Field(() => PetitionNature)
  @Column('text')
  nature!: PetitionNature;

  @Field(() => PetitionState)
  @Column('text')
  state!: PetitionState;

  @Field(() => PetitionOutcome, { nullable: true, description: 'What the body answered; null until it has.' })
  @Column('text', { nullable: true })
  outcome!: PetitionOutcome | null;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'answer_text', nullable: true })
  answerText!: string | null;

  @Field(() => DateScalar, { description: 'The day on which it was received.' })
  @Column('date', { name: 'received_on' })
  receivedOn!: string;

  @Column('date', { name: 'due_on', nullable: true })
  override dueOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the final answer.' })
  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: string | null;

  @Column('text')
  override escalation!: EscalationStep;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;

  @Column('text', { name: 'assignee_id', nullable: true })
  assigneeId!: string | null;

  @Column('text', { name: 'joint_body_ids', array: true })
  jointBodyIds!: string[];

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  @Column('uuid', { name: 'meeting_id', nullable: true })
  meetingId!: string | null;

  /** Which rule gave the due date; null where a roadmap or nothing did. */
  @Column('text', { name: 'due_rule', nullable: true })
  dueRule!: string | null;

  /** due_on, or the end of time: the database's own, for the keyset. */
  @Column({ type: 'date', name: 'due_key', insert: false, update: false })
  dueKey!: string;
}

@ObjectType({ description: 'One act on a petition. Nothing of the history is ever changed.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'OFFICER')
@Entity('petition_step')
export class PetitionStep {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** The order of acts: two may fall into one millisecond. */
  @Column({ type: 'bigint', insert: false, update: false })
  position!: string;

  @Column('uuid', { name: 'petition_id' })
  petitionId!: string;

  @Field(() => PetitionAct)
  @Column('text')
  act!: PetitionAct;

  @Field(() => PetitionState)
  @Column('text', { name: 'from_state' })
  fromState!: PetitionState;

  @Field(() => PetitionState)
  @Column('text', { name: 'to_state' })
  toState!: PetitionState;

  @Field(() => PetitionNature, { description: 'The nature after the act: a wrong class can be corrected.' })
  @Column('text')
  nature!: PetitionNature;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => Date)
  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'account_id', nullable: true })
  accountId!: string | null;
}
