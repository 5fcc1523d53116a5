/**
 * Tally committee (ban kiểm phiếu): the delegates who count and certify.
 *
 * Appointed for one poll, or for every poll of a sitting that has none of its
 * own. It is never changed: another appointment stands beside it, and a poll
 * that was opened keeps the committee it was opened with.
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';

@Entity('tally_committee_member')
@ObjectType({ description: 'A delegate who sits on a tally committee.' })
@Access('EVERYONE')
export class TallyCommitteeMember {
  @PrimaryColumn('uuid', { name: 'committee_id' })
  committeeId!: string;
  @PrimaryColumn('uuid', { name: 'person_id' })
  @Field(() => ID)
  personId!: string;
  @Column('uuid', { name: 'seat_id' })
  @Field(() => ID)
  seatId!: string;
  @Column('text', { name: 'full_name' })
  @Field(() => String)
  fullName!: string;
  @Column('int')
  position!: number;
  @Column('boolean')
  @Field(() => Boolean, { description: 'Trưởng ban kiểm phiếu.' })
  head!: boolean;
  @ManyToOne(() => TallyCommittee, (committee) => committee.members)
  @JoinColumn({ name: 'committee_id' })
  committee!: Relation<TallyCommittee>;
}

@Entity('tally_committee')
@ObjectType({ description: 'Ban kiểm phiếu: who counts and certifies.' })
@Access('EVERYONE')
export class TallyCommittee {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'sitting_id' })
  @Field(() => ID)
  sittingId!: string;
  @Column('text', { name: 'council_id' })
  councilId!: string;
  @Column('uuid', { name: 'poll_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'null where it serves every poll of the sitting.' })
  pollId!: string | null;
  @Column('int')
  @Field(() => Int, { description: 'How many of the members must sign; never fewer than two.' })
  required!: number;
  @Column('text', { name: 'rule_set_id', nullable: true })
  ruleSetId!: string | null;
  @Column('text', { name: 'rule_set_hash', nullable: true })
  ruleSetHash!: string | null;
  @Column('text', { name: 'appointed_by', nullable: true })
  appointedBy!: string | null;
  @Column('timestamptz', { name: 'appointed_at' })
  @Field(() => Date)
  appointedAt!: Date;
  @OneToMany(() => TallyCommitteeMember, (member) => member.committee)
  @Field(() => [TallyCommitteeMember], { description: 'The head first.' })
  members!: Relation<TallyCommitteeMember[]>;
}

@ObjectType({ description: 'A member’s signature under the digest of a tally.' })
@Access('EVERYONE')
export class TallySignature {
  @Field(() => ID)
  personId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => Boolean)
  head!: boolean;
  @Field(() => Date)
  signedAt!: Date;
}

@ObjectType({ description: 'Ban kiểm phiếu xác nhận {signed}/{required}.' })
@Access('EVERYONE')
export class TallyCertification {
  @Field(() => TallyCommittee)
  committee!: TallyCommittee;
  @Field(() => Int)
  signed!: number;
  @Field(() => Int)
  required!: number;
  @Field(() => [TallySignature])
  signatures!: TallySignature[];
}
