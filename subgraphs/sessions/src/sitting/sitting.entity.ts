/**
 * A sitting (phiên họp): where delegates are present, and where polls are held.
 *
 * `step` orders everything that commands change; `attendance_revision` what
 * attendance changes. The names of council and session are copied here, so
 * that what the wall shows never waits for another subgraph.
 */
import { Access } from '@nghitruong/kit/federation';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PresidingAsName } from '../presiding/presiding.rules.js';
import { SittingState } from './sitting.states.js';

registerEnumType(SittingState, {
  name: 'SittingState',
  description: 'Chưa khai mạc · đang họp · nghỉ giải lao · đã kết thúc.',
});

export enum SittingKind {
  PREPARATORY = 'PREPARATORY',
  PLENARY = 'PLENARY',
  GROUP_DISCUSSION = 'GROUP_DISCUSSION',
  QUESTIONING = 'QUESTIONING',
  EXPLANATION = 'EXPLANATION',
  BOARD_MEETING = 'BOARD_MEETING',
}
registerEnumType(SittingKind, { name: 'SittingKind' });

export enum Visibility {
  PUBLIC = 'PUBLIC',
  CLOSED = 'CLOSED',
}
registerEnumType(Visibility, { name: 'Visibility', description: 'Công khai · họp kín (R-SES-05).' });

export enum DisplayView {
  HOLDING = 'HOLDING',
  AGENDA_ITEM = 'AGENDA_ITEM',
  POLL = 'POLL',
  SPEAKER = 'SPEAKER',
  CLOSED_SITTING = 'CLOSED_SITTING',
}
registerEnumType(DisplayView, { name: 'DisplayView', description: 'What the wall shows.' });

@Entity('sitting')
@ObjectType({ description: 'Phiên họp: one sitting of a session.' })
@Directive('@key(fields: "id")')
@Access('EVERYONE')
export class Sitting {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  /** The place: a council, or the board whose meeting it is. Rights, roll and numbers are of this place. */
  @Column('text', { name: 'council_id' })
  @Field(() => ID, { description: 'The council that sits, or the body whose meeting it is.' })
  councilId!: string;

  @Column('text', { name: 'council_name' })
  @Field(() => String)
  councilName!: string;

  @Column('text', { name: 'session_name' })
  @Field(() => String)
  sessionName!: string;

  @Column('text')
  @Field(() => SittingKind)
  kind!: SittingKind;

  @Column('text')
  @Field(() => String)
  name!: string;

  @Column('text')
  @Field(() => SittingState)
  state!: SittingState;

  @Column('text')
  @Field(() => Visibility)
  visibility!: Visibility;

  /** What the wall was told to show; a closed sitting shows CLOSED_SITTING whatever stands here. */
  @Column('text')
  view!: DisplayView;

  @Column('boolean')
  frozen!: boolean;

  @Column('timestamptz', { name: 'break_until', nullable: true })
  @Field(() => Date, { nullable: true })
  breakUntil!: Date | null;

  @Column('int')
  @Field(() => Int, { description: 'Raised by every command; a command says which step it saw.' })
  step!: number;

  @Column('int', { name: 'attendance_revision' })
  attendanceRevision!: number;

  /** What requests to speak change, without a command of the chair. */
  @Column('int', { name: 'speaking_revision' })
  speakingRevision!: number;

  @Column('timestamptz', { name: 'starts_at' })
  @Field(() => Date)
  startsAt!: Date;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Hall and address, where the plan names them.' })
  place!: string | null;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  @Field(() => Date, { nullable: true })
  openedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { name: 'presiding_person_id', nullable: true })
  presidingPersonId!: string | null;

  @Column('text', { name: 'presiding_name', nullable: true })
  presidingName!: string | null;

  @Column('text', { name: 'presiding_as', nullable: true })
  presidingAs!: PresidingAsName | null;

  @Column('timestamptz', { name: 'presiding_since', nullable: true })
  presidingSince!: Date | null;

  /** Where the public may watch it; what the law asks of it: broadcast.service. */
  @Column('text', { name: 'broadcast_url', nullable: true })
  broadcastUrl!: string | null;

  /** The item that the chair shows, or showed last. */
  @Column('uuid', { name: 'agenda_item_id', nullable: true })
  agendaItemId!: string | null;

  @Column('boolean')
  @Field(() => Boolean, { description: 'Invented for the demonstration; never a real event.' })
  illustrative!: boolean;
}
