/**
 * Nominations (giới thiệu, ứng cử) and the list of candidates of one election.
 *
 * Who may propose whom is the law's (R-VOT-07); the proposer stands beside each
 * name. The list is closed by a procedural poll, and does not change afterwards.
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { enumOf } from '../enum-of.js';

export const PROPOSERS = [
  'PRESIDING_OFFICER',
  'STANDING_BODY',
  'COUNCIL_CHAIR',
  'COMMITTEE_CHAIR',
  'DELEGATE',
  'SELF',
] as const;
export type ProposerName = (typeof PROPOSERS)[number];
export const Proposer = enumOf(PROPOSERS);
registerEnumType(Proposer, {
  name: 'Proposer',
  description:
    'Chủ tọa · Thường trực HĐND · Chủ tịch HĐND · Chủ tịch UBND · đại biểu giới thiệu thêm · tự ứng cử (R-VOT-07).',
});

@Entity('nomination')
@ObjectType({ description: 'One person put forward for an office.' })
@Access('EVERYONE')
export class Nomination {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'list_id' })
  listId!: string;
  @Column('uuid', { name: 'person_id', nullable: true })
  @Field(() => ID, { nullable: true })
  personId!: string | null;
  @Column('text')
  @Field(() => String)
  name!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The post held now.' })
  post!: string | null;
  @Column('text')
  @Field(() => Proposer)
  proposer!: ProposerName;
  @Column('text', { name: 'proposed_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who proposed, by name.' })
  proposedBy!: string | null;
  @Column('timestamptz', { name: 'proposed_at' })
  @Field(() => Date)
  proposedAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  @Field(() => Date, { nullable: true })
  withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawal_reason', nullable: true })
  @Field(() => String, { nullable: true })
  withdrawalReason!: string | null;
  @ManyToOne(() => CandidateList, (list) => list.nominations)
  @JoinColumn({ name: 'list_id' })
  list!: Relation<CandidateList>;
}

@Entity('candidate_list')
@ObjectType({ description: 'Danh sách bầu cử: who stands for one office.' })
@Access('EVERYONE')
export class CandidateList {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'sitting_id' })
  @Field(() => ID)
  sittingId!: string;
  @Column('text', { name: 'council_id' })
  councilId!: string;
  @Column('uuid', { name: 'agenda_item_id', nullable: true })
  @Field(() => ID, { nullable: true })
  agendaItemId!: string | null;
  @Column('text')
  @Field(() => String, { description: 'The office that is filled.' })
  office!: string;
  @Column('int', { name: 'seats_to_fill' })
  @Field(() => Int)
  seatsToFill!: number;
  @Column('text', { name: 'created_by', nullable: true })
  createdBy!: string | null;
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
  @Column('uuid', { name: 'closed_by_poll', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The procedural poll by which the council closed it.' })
  closedByPollId!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;
  @OneToMany(() => Nomination, (nomination) => nomination.list)
  @Field(() => [Nomination], { description: 'In the order of proposing; withdrawn ones too.' })
  nominations!: Relation<Nomination[]>;
}
