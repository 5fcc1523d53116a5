/** Supervision: who looks at whom, in which form, from when to when. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SupervisionAct, SupervisionState } from './supervision.states.js';

export enum SupervisorKind {
  COUNCIL = 'COUNCIL',
  STANDING_BODY = 'STANDING_BODY',
  COMMITTEE = 'COMMITTEE',
  DELEGATE_GROUP = 'DELEGATE_GROUP',
  DELEGATE = 'DELEGATE',
}

export enum SupervisionForm {
  REPORT_REVIEW = 'REPORT_REVIEW',
  QUESTIONING = 'QUESTIONING',
  DOCUMENT_REVIEW = 'DOCUMENT_REVIEW',
  THEMATIC = 'THEMATIC',
  EXPLANATION = 'EXPLANATION',
  PETITION_FOLLOW_UP = 'PETITION_FOLLOW_UP',
}

registerEnumType(SupervisionState, { name: 'SupervisionState' });
registerEnumType(SupervisionAct, { name: 'SupervisionAct' });
registerEnumType(SupervisorKind, {
  name: 'SupervisorKind',
  description: 'The five subjects of the right to supervise (R-SUP-01).',
});
registerEnumType(SupervisionForm, { name: 'SupervisionForm', description: 'How it is done (R-SUP-02).' });

@ObjectType({ description: 'One supervision: public by law, its results included (R-SUP-13).' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('supervision')
export class Supervision {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Field(() => SupervisorKind)
  @Column('text', { name: 'supervisor_kind' })
  supervisorKind!: SupervisorKind;

  @Field(() => SupervisionForm)
  @Column('text')
  form!: SupervisionForm;

  @Field(() => SupervisionState)
  @Column('text')
  state!: SupervisionState;

  @Field(() => String)
  @Column('text')
  title!: string;

  @Field(() => String, { description: 'What is looked at, and since when.' })
  @Column('text')
  scope!: string;

  @Field(() => DateScalar)
  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  @Field(() => DateScalar)
  @Column('date', { name: 'ends_on' })
  endsOn!: string;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;

  @Column('text', { name: 'supervisor_id', nullable: true })
  supervisorId!: string | null;

  @Column('text', { name: 'subject_ids', array: true })
  subjectIds!: string[];

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  @Column('uuid', { name: 're_supervision_of', nullable: true })
  reSupervisionOfId!: string | null;
}
