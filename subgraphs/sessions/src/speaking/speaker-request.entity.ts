/**
 * A request to speak (đăng ký phát biểu), and the speech that comes of it.
 *
 * A delegate asks from the phone; chair or secretary also enter guests, who
 * have a name and an office and no seat. What is over does not change.
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { enumOf } from '../enum-of.js';
import type { Rule } from '../sitting/seat.service.js';
import { SPEAKER_STATES, SPEECH_KINDS, type SpeakerStateName, type SpeechKindName } from './speaking.states.js';

export const SpeechKind = enumOf(SPEECH_KINDS);
registerEnumType(SpeechKind, {
  name: 'SpeechKind',
  description: 'Thảo luận · tán thành · tranh luận · ý kiến về thủ tục · chất vấn · trả lời chất vấn.',
});
export const SpeakerState = enumOf(SPEAKER_STATES);
registerEnumType(SpeakerState, {
  name: 'SpeakerState',
  description: 'Chờ mời · đang phát biểu · đã phát biểu · đã rút · không mời.',
});

@Entity('speaker_request')
@ObjectType({ description: 'Đăng ký phát biểu: who asked to speak, and how the speech went.' })
@Access('EVERYONE')
export class SpeakerRequest {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'sitting_id' })
  sittingId!: string;

  @Column('uuid', { name: 'agenda_item_id', nullable: true })
  @Field(() => ID, { nullable: true })
  agendaItemId!: string | null;

  @Column('uuid', { name: 'interpellation_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The interpellation that this question or answer belongs to.' })
  interpellationId!: string | null;

  @Column('uuid', { name: 'seat_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The delegate’s seat; null for a guest.' })
  seatId!: string | null;

  @Column('text', { name: 'full_name' })
  @Field(() => String)
  fullName!: string;

  /** A guest of the sitting's list. */
  @Column('uuid', { name: 'guest_id', nullable: true })
  guestId!: string | null;

  @Column('text', { name: 'group_name', nullable: true })
  @Field(() => String, { nullable: true, description: 'The delegate’s group, or the guest’s office.' })
  groupName!: string | null;

  @Column('text')
  @Field(() => SpeechKind)
  kind!: SpeechKindName;

  @Column('text')
  @Field(() => SpeakerState)
  state!: SpeakerStateName;

  /** The place in the queue; gaps mean nothing. */
  @Column('int')
  position!: number;

  @Column('timestamptz', { name: 'requested_at' })
  @Field(() => Date)
  requestedAt!: Date;

  @Column('text', { name: 'requested_by', nullable: true })
  requestedBy!: string | null;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  @Field(() => Date, { nullable: true })
  startedAt!: Date | null;

  @Column('int', { name: 'limit_seconds', nullable: true })
  @Field(() => Int, { nullable: true, description: 'What the rule set gives for this kind, from the call on.' })
  limitSeconds!: number | null;

  @Column('jsonb', { name: 'limit_rule', nullable: true })
  limitRule!: Omit<Rule, 'value'> | null;

  @Column('int', { name: 'extended_seconds' })
  @Field(() => Int, { description: 'What the chair added.' })
  extendedSeconds!: number;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType({ description: 'Who has the floor, and who waits for it.' })
@Access('EVERYONE')
export class Speaking {
  @Field(() => SpeakerRequest, { nullable: true })
  current!: SpeakerRequest | null;

  @Field(() => [SpeakerRequest], { description: 'In the order in which they will be called.' })
  queue!: SpeakerRequest[];
}
