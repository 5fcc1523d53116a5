/** A session (kỳ họp): numbered within a term, some days long, made of sittings. */
import { Access, Connection, DateScalar, Edge } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum SessionKind {
  REGULAR = 'REGULAR',
  THEMATIC = 'THEMATIC',
  EXTRAORDINARY = 'EXTRAORDINARY',
}
registerEnumType(SessionKind, {
  name: 'SessionKind',
  description: 'Thường lệ · chuyên đề · giải quyết công việc phát sinh đột xuất (R-SES-02).',
});

@Entity('session')
@ObjectType({ description: 'Kỳ họp: a numbered session of a council.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Session {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;

  @Column('text', { name: 'term_ordinal' })
  @Field(() => String, { description: 'Khóa: the term whose numbering the session follows, such as XVI.' })
  termOrdinal!: string;

  @Column('int')
  @Field(() => Int, { description: 'Its number within the term.' })
  ordinal!: number;

  @Column('text')
  @Field(() => SessionKind)
  kind!: SessionKind;

  @Column('text')
  @Field(() => String)
  name!: string;

  @Column('date', { name: 'opens_on' })
  @Field(() => DateScalar)
  opensOn!: string;

  @Column('date', { name: 'closes_on' })
  @Field(() => DateScalar)
  closesOn!: string;

  @Column('date', { name: 'elected_on', nullable: true })
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The election day, of the first session of a term: it opens within the days that the law gives.',
  })
  electedOn!: string | null;

  /** The desk said that it rates the confidence in office holders; a poll of that kind says so, too. */
  @Column('boolean', { name: 'holds_rating', default: false })
  ratingPlanned!: boolean;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the session was about, in one sentence.' })
  summary!: string | null;

  @Column('boolean')
  @Field(() => Boolean, { description: 'Invented for the demonstration; never a real event.' })
  illustrative!: boolean;
}

@ObjectType('SessionEdge')
@Access('EVERYONE')
export class SessionEdge extends Edge(Session) {}

@ObjectType('SessionConnection')
@Access('EVERYONE')
export class SessionConnection extends Connection(SessionEdge) {}
