/** A document of a session: its versions, when it was sent, who has opened it. */
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import { CLASSIFICATIONS, type ClassificationName } from './document.rules.js';

export const Classification = enumOf(CLASSIFICATIONS);
registerEnumType(Classification, {
  name: 'Classification',
  description:
    'Công khai · nội bộ (đại biểu HĐND) · họp kín. State secrets have no place here and are refused (R-PDP-04).',
});

@ObjectType({ description: 'One version of a document, whole and frozen.' })
@Access('EVERYONE')
export class DocumentVersion {
  @Field(() => Int)
  number!: number;
  @Field(() => String)
  fileName!: string;
  @Field(() => String)
  mediaType!: string;
  @Field(() => Int)
  bytes!: number;
  @Field(() => String, { description: 'SHA-256 of the file, in hexadecimal.' })
  sha256!: string;
  @Field(() => Int, { description: 'In how many parts it is read.' })
  parts!: number;
  @Field(() => Date)
  uploadedAt!: Date;
}

@ObjectType({ description: 'That a version was sent to one delegate, and opened.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class DocumentDelivery {
  councilId!: string;
  @Field(() => ID)
  seatId!: string;
  @Field(() => String)
  fullName!: string;
  @Field(() => Date)
  sentAt!: Date;
  @Field(() => Date, { nullable: true })
  openedAt!: Date | null;
}

@ObjectType({ description: 'What was sent to the caller, and whether they have opened it.' })
@Access('SIGNED_IN')
export class MyDelivery {
  @Field(() => Int)
  version!: number;
  @Field(() => Date)
  sentAt!: Date;
  @Field(() => Date, { nullable: true })
  openedAt!: Date | null;
}

@ObjectType({ description: 'The sending of the version that was sent last, held against the last legal day.' })
@Access('EVERYONE')
export class DocumentSending {
  @Field(() => Int)
  version!: number;
  @Field(() => Date)
  sentAt!: Date;
  @Field(() => DateScalar, { nullable: true })
  dueOn!: string | null;
  @Field(() => Boolean, { description: 'Sent after the last legal day (R-SES-08).' })
  late!: boolean;
  @Field(() => String, { nullable: true })
  lateReason!: string | null;
  @Field(() => Int)
  delegates!: number;
  @Field(() => Int)
  opened!: number;
}

@Entity('document')
@ObjectType({ description: 'A document for the delegates of a session.' })
@Access('EVERYONE')
export class SessionDocument {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @Column('text', { name: 'council_id' })
  @Field(() => ID)
  councilId!: string;

  @Column('uuid', { name: 'agenda_item_id', nullable: true })
  @Field(() => ID, { nullable: true })
  agendaItemId!: string | null;

  @Column('text')
  @Field(() => String)
  title!: string;

  @Column('text')
  @Field(() => Classification)
  classification!: ClassificationName;

  @Column('timestamptz', { name: 'created_at' })
  @Field(() => Date)
  createdAt!: Date;
}
