/** A commitment (nội dung hứa, cam kết): what a public body promised in the chamber, by a day. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { AdministrativeUnitRef, DueState, EscalationStep, Obligation, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('commitment')
@ObjectType({
  implements: Obligation,
  description: 'Nội dung hứa, cam kết: what a public body promised in the chamber.',
})
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Commitment extends Obligation {
  @PrimaryColumn('uuid')
  override id!: string;

  @Column('text')
  override title!: string;

  @Column('date', { name: 'due_on', nullable: true })
  override dueOn!: string | null;

  @Column('text')
  override escalation!: EscalationStep;

  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;

  @Column('text', { name: 'body_id' })
  bodyId!: string;

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  @Column('uuid', { name: 'sitting_id', nullable: true })
  sittingId!: string | null;

  @Column('uuid', { name: 'interpellation_id', nullable: true })
  interpellationId!: string | null;

  @Column('uuid', { name: 'speech_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The speech in which it was captured.' })
  speechId!: string | null;

  @Column('date', { name: 'made_on' })
  @Field(() => DateScalar, { description: 'The day it was promised.' })
  madeOn!: string;

  @Column('date', { name: 'done_on', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'The day it was kept.' })
  doneOn!: string | null;

  @Column('boolean')
  @Field(() => Boolean, { description: 'Invented for the demonstration; never a real event.' })
  illustrative!: boolean;

  override dueState!: DueState;
  override owner?: PublicBodyRef | null;
  override unit?: AdministrativeUnitRef | null;
}
