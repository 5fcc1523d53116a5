/** DxTask: what one body has to put into practice by a day (an Obligation). */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { EscalationStep, Obligation } from '@nghitruong/kit/obligation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DxTaskAct, DxTaskState } from './task.states.js';

registerEnumType(DxTaskState, { name: 'DxTaskState' });
registerEnumType(DxTaskAct, { name: 'DxTaskAct' });

@ObjectType({
  implements: Obligation,
  description: 'A task of digital transformation: owner, deadline, indicator, evidence.',
})
@Directive('@key(fields: "id")')
@Access('EVERYONE')
@Entity('task')
export class DxTask extends Obligation {
  @PrimaryColumn('uuid')
  override id!: string;

  @Column('text', { name: 'council_id' })
  councilId!: string;

  @Column('uuid', { name: 'programme_id' })
  programmeId!: string;

  @Column('text')
  override title!: string;

  @Field(() => String, { description: 'What must be there when it is done.' })
  @Column('text')
  target!: string;

  @Field(() => Int, { description: '1 to 100, within its programme.' })
  @Column('int')
  weight!: number;

  @Field(() => DxTaskState)
  @Column('text')
  state!: DxTaskState;

  @Column('date', { name: 'due_on' })
  override dueOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which the verified evidence was handed in.' })
  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: string | null;

  @Field(() => DateScalar, { nullable: true })
  @Column('date', { name: 'submitted_on', nullable: true })
  submittedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it can be seen that it is done.' })
  @Column('text', { nullable: true })
  evidence!: string | null;

  @Column('text')
  override escalation!: EscalationStep;

  @Field(() => Boolean, { description: 'Invented for the demonstration.' })
  @Column('boolean')
  illustrative!: boolean;

  @Column('text', { name: 'owner_id' })
  ownerId!: string;

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  @Column('text', { name: 'indicator_code', nullable: true })
  indicatorCode!: string | null;

  /** due_on again: every table of obligations has this column, for the keyset. */
  @Column({ type: 'date', name: 'due_key', insert: false, update: false })
  dueKey!: string;
}

@ObjectType({ description: 'One act on a task. Nothing of the history is ever changed.' })
@Access('CHAIR', 'SESSION_SECRETARY')
@Entity('task_step')
export class DxTaskStep {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** The order of acts: two may fall into one millisecond. */
  @Column({ type: 'bigint', insert: false, update: false })
  position!: string;

  @Column('uuid', { name: 'task_id' })
  taskId!: string;

  @Field(() => DxTaskAct)
  @Column('text')
  act!: DxTaskAct;

  @Field(() => DxTaskState)
  @Column('text', { name: 'to_state' })
  toState!: DxTaskState;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  reason!: string | null;

  @Field(() => Date)
  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'account_id', nullable: true })
  accountId!: string | null;
}
