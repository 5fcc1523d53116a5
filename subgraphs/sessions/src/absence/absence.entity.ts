import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';

export const ABSENCE_STATES = ['PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN'] as const;
export type AbsenceStateName = (typeof ABSENCE_STATES)[number];
export const AbsenceRequestState = enumOf(ABSENCE_STATES);
registerEnumType(AbsenceRequestState, {
  name: 'AbsenceRequestState',
  description: 'Chờ quyết định · được chấp thuận · không được chấp thuận · đã rút.',
});

@Entity('absence_request')
@ObjectType({ description: 'Đơn xin vắng mặt: made to the chair before the sitting (R-SES-12).' })
@Access('CHAIR', 'SESSION_SECRETARY', 'OWNER')
export class AbsenceRequest {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'sitting_id' })
  sittingId!: string;
  @Column('uuid', { name: 'seat_id' })
  @Field(() => ID)
  seatId!: string;
  @Column('text', { name: 'full_name' })
  @Field(() => String)
  fullName!: string;
  @Column('text', { name: 'group_name', nullable: true })
  @Field(() => String, { nullable: true })
  groupName!: string | null;
  @Column('text')
  @Field(() => String)
  reason!: string;
  @Column('text')
  @Field(() => AbsenceRequestState)
  state!: AbsenceStateName;
  @Column('timestamptz', { name: 'requested_at' })
  @Field(() => Date)
  requestedAt!: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true })
  @Field(() => Date, { nullable: true })
  decidedAt!: Date | null;
  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;
  @Column('text', { name: 'decision_note', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was declined, or what was added to the consent.' })
  decisionNote!: string | null;
}

@ObjectType({ description: 'Away from sessions without a reason, in a row up to that day (R-SES-12).' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class UnexcusedAbsence {
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => String, { nullable: true })
  groupName!: string | null;
  @Field(() => Int)
  sessions!: number;
  @Field(() => DateScalar)
  since!: string;
  @Field(() => Int, { description: 'Whole months since the first session missed.' })
  months!: number;
  @Field(() => Boolean, { description: 'As long as the rule says: to be reported, for dismissal to be considered.' })
  due!: boolean;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}
