/**
 * Minutes (biên bản) of a sitting: sentences, each with the event it came from.
 *
 * Drafted again and again until they are signed; then frozen by the database.
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum MinutesSource {
  SITTING = 'SITTING',
  ATTENDANCE = 'ATTENDANCE',
  SPEECH = 'SPEECH',
  POLL = 'POLL',
  INTERPELLATION = 'INTERPELLATION',
}
registerEnumType(MinutesSource, { name: 'MinutesSource', description: 'Which log the event of a sentence stands in.' });

@Entity('minutes_sentence')
@ObjectType({ description: 'One sentence, and the event it tells of.' })
@Access('EVERYONE')
export class MinutesSentence {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'sitting_id' })
  sittingId!: string;

  @Column('int')
  @Field(() => Int)
  position!: number;

  @Column('text')
  @Field(() => MinutesSource)
  source!: MinutesSource;

  @Column('text', { name: 'source_id' })
  @Field(() => String, { description: 'The event in that log.' })
  sourceId!: string;

  @Column('timestamptz', { name: 'happened_at' })
  @Field(() => Date)
  happenedAt!: Date;

  @Column('text')
  @Field(() => String, { description: 'As the log gives it.' })
  generated!: string;

  @Column('text', { nullable: true })
  edited!: string | null;

  @Column('text', { name: 'edited_by', nullable: true })
  editedBy!: string | null;

  @Column('timestamptz', { name: 'edited_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When a clerk put it into other words.' })
  editedAt!: Date | null;

  @Field(() => String, { description: 'What stands in the minutes: the clerk’s words where there are any.' })
  get text(): string {
    return this.edited ?? this.generated;
  }
}

@Entity('minutes')
@ObjectType({ description: 'Biên bản: the minutes of a sitting.' })
@Access('EVERYONE')
export class Minutes {
  @PrimaryColumn('uuid', { name: 'sitting_id' })
  @Field(() => ID)
  sittingId!: string;

  @Column('timestamptz', { name: 'drafted_at' })
  @Field(() => Date)
  draftedAt!: Date;

  @Column('timestamptz', { name: 'signed_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'Until then a wrong vote may be claimed.' })
  signedAt!: Date | null;

  @Column('text', { name: 'signed_by', nullable: true })
  signedBy!: string | null;

  @Column('text', { name: 'signed_hash', nullable: true })
  @Field(() => String, { nullable: true, description: 'SHA-256 of the sentences as they were signed.' })
  signedHash!: string | null;
}
