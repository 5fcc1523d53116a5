/**
 * An interpellation (chất vấn): one issue, one delegate who asks, one person
 * who is asked and who alone answers.
 *
 * An Obligation: a written answer is due by a day. Until then, and for an
 * answer given in the hall, there is no due date.
 */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { AdministrativeUnitRef, DueState, EscalationStep, Obligation, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import {
  INTERPELLATION_STATES,
  WRITTEN_REASONS,
  type InterpellationStateName,
  type WrittenReasonName,
} from './interpellation.states.js';

export const InterpellationState = enumOf(INTERPELLATION_STATES);
registerEnumType(InterpellationState, {
  name: 'InterpellationState',
  description:
    'Đã gửi phiếu · trong nhóm đề xuất · đã quyết định · đang hỏi · đã trả lời · chờ văn bản · đã trả lời bằng văn bản · hài lòng · chưa hài lòng · đã chất vấn lại · đã rút.',
});
export const WrittenReason = enumOf(WRITTEN_REASONS);
registerEnumType(WrittenReason, {
  name: 'WrittenReason',
  description: 'Không thuộc nhóm vấn đề · cần điều tra, xác minh · thuộc nhóm nhưng chưa được trả lời.',
});

@Entity('interpellation_group')
@ObjectType({ description: 'Nhóm vấn đề chất vấn: proposed by the standing body, decided by the council.' })
@Access('EVERYONE')
export class InterpellationGroup {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'sitting_id' })
  sittingId!: string;

  @Column('text')
  @Field(() => String)
  title!: string;

  @Column('uuid', { name: 'basis_poll_id', nullable: true })
  basisPollId!: string | null;

  @Column('timestamptz', { name: 'proposed_at' })
  @Field(() => Date)
  proposedAt!: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the council decided it; null while it is a proposal.' })
  decidedAt!: Date | null;
}

@Entity('interpellation')
@ObjectType({
  implements: Obligation,
  description: 'Chất vấn: what a delegate asks one person who answers to the council.',
})
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Interpellation extends Obligation {
  @PrimaryColumn('uuid')
  override id!: string;

  @Column('uuid', { name: 'sitting_id' })
  @Field(() => ID)
  sittingId!: string;

  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;

  /** The issue. */
  @Column('text')
  override title!: string;

  @Column('uuid', { name: 'seat_id' })
  @Field(() => ID, { description: 'The seat of the delegate who asks.' })
  seatId!: string;

  @Column('text', { name: 'asking_name' })
  @Field(() => String)
  askingName!: string;

  @Column('text', { name: 'asking_group', nullable: true })
  @Field(() => String, { nullable: true })
  askingGroup!: string | null;

  @Column('text', { name: 'asked_name' })
  @Field(() => String, { description: 'Who is asked, and alone may answer.' })
  askedName!: string;

  @Column('text', { name: 'asked_office' })
  @Field(() => String)
  askedOffice!: string;

  @Column('text', { name: 'body_id' })
  bodyId!: string;

  @Column('uuid', { name: 'group_id', nullable: true })
  groupId!: string | null;

  @Column('text')
  @Field(() => InterpellationState)
  state!: InterpellationStateName;

  @Column('timestamptz', { name: 'submitted_at' })
  @Field(() => Date)
  submittedAt!: Date;

  @Column('text', { name: 'written_reason', nullable: true })
  @Field(() => WrittenReason, { nullable: true })
  writtenReason!: WrittenReasonName | null;

  @Column('date', { name: 'due_on', nullable: true })
  override dueOn!: string | null;

  @Column('text', { name: 'written_answer', nullable: true })
  @Field(() => String, { nullable: true })
  writtenAnswer!: string | null;

  @Column('date', { name: 'written_on', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  writtenOn!: string | null;

  @Column('text')
  override escalation!: EscalationStep;

  @Column('uuid', { name: 'repeats_id', nullable: true })
  repeatsId!: string | null;

  override dueState!: DueState;
  override owner?: PublicBodyRef | null;
  override unit?: AdministrativeUnitRef | null;
}
