/** RetirementNotice: a council was told that somebody retires; from that day the person is not rated (R-VOT-09). */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('retirement_notice')
@ObjectType({ description: 'Thông báo nghỉ công tác chờ nghỉ hưu hoặc nghỉ hưu, as the council received it.' })
@Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
export class RetirementNotice {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;
  @Column('uuid', { name: 'person_id' })
  @Field(() => ID)
  personId!: string;
  @Column('date', { name: 'received_on' })
  @Field(() => DateScalar)
  receivedOn!: string;
  @Column('text')
  @Field(() => String, { description: 'The number of the notice.' })
  document!: string;
  @Column('text', { name: 'recorded_by' })
  recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
  @Column('text', { name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was withdrawn; then it counts no more.' })
  withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawal_reason', nullable: true })
  @Field(() => String, { nullable: true })
  withdrawalReason!: string | null;
}
