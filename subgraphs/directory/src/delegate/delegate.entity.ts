/** Delegate: a seat of one term, held by one person, with a status for every day. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum DelegateStatus {
  IN_OFFICE = 'IN_OFFICE',
  SUSPENDED = 'SUSPENDED',
  RESIGNED = 'RESIGNED',
  FORFEITED = 'FORFEITED',
  DISMISSED = 'DISMISSED',
  DECEASED = 'DECEASED',
}
registerEnumType(DelegateStatus, {
  name: 'DelegateStatus',
  description: 'đương nhiệm · tạm đình chỉ · thôi làm nhiệm vụ · mất quyền · bãi nhiệm · từ trần',
});

/** Who still holds the seat: a suspended delegate does, and is only not counted. */
export const HOLDING: readonly DelegateStatus[] = [DelegateStatus.IN_OFFICE, DelegateStatus.SUSPENDED];

@Entity('delegate')
@ObjectType()
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Delegate {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The seat’s id.' })
  id!: string;
  @Column('text', { name: 'council_id' })
  councilId!: string;
  @Column('uuid', { name: 'term_id' })
  termId!: string;
  @Column('uuid', { name: 'person_id' })
  personId!: string;
  @Column('int', { name: 'card_number', nullable: true })
  @Field(() => Int, { nullable: true })
  cardNumber!: number | null;
  @Column('text', { name: 'electoral_area', nullable: true })
  @Field(() => String, { nullable: true })
  electoralArea!: string | null;
  @Column('boolean', { name: 'full_time' })
  @Field(() => Boolean, { description: 'Đại biểu chuyên trách.' })
  fullTime!: boolean;
  @Column('boolean')
  @Field(() => Boolean)
  illustrative!: boolean;
}

@Entity('delegate_status')
@ObjectType()
@Access('EVERYONE')
export class DelegateStatusPeriod {
  @PrimaryColumn('uuid', { name: 'delegate_id' })
  delegateId!: string;
  @Column('text')
  @Field(() => DelegateStatus)
  status!: DelegateStatus;
  @PrimaryColumn('date', { name: 'valid_from' })
  @Field(() => DateScalar)
  validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DateScalar, { nullable: true })
  validTo!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  instrument!: string | null;
}
