import { Access } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import { GUEST_KINDS, type GuestKindName } from './guest.rules.js';

export const GuestKind = enumOf(GUEST_KINDS);
registerEnumType(GuestKind, {
  name: 'GuestKind',
  description: 'Khách mời có nhiệm vụ · khách mời · báo chí · công dân (R-SES-11).',
});

@Entity('sitting_guest')
@ObjectType({ description: 'Khách mời: who attends a sitting without a seat, and so without a vote.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'DELEGATE')
export class Guest {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'sitting_id' })
  sittingId!: string;
  @Column('text')
  @Field(() => GuestKind)
  kind!: GuestKindName;
  @Column('text', { name: 'full_name' })
  @Field(() => String)
  fullName!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  office!: string | null;
  @Column('text', { name: 'invited_by' })
  invitedBy!: string;
  @Column('timestamptz', { name: 'invited_at' })
  invitedAt!: Date;
  @Column('timestamptz', { name: 'arrived_at', nullable: true })
  @Field(() => Date, { nullable: true })
  arrivedAt!: Date | null;
  @Column('timestamptz', { name: 'left_at', nullable: true })
  @Field(() => Date, { nullable: true })
  leftAt!: Date | null;

  /** Of the sitting: who may see it is asked there. */
  councilId!: string;
}
