/**
 * Correction statement: what a delegate says of their own vote after the
 * result. It is annexed and does not change the result: INTENTION, the press
 * was a mistake; MISMATCH, the record is not what was pressed (`b.dispute`).
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BallotOptionName } from '../ballot/tally.js';
import { BallotOption } from '../poll/poll.entity.js';

export const CorrectionKind = { INTENTION: 'INTENTION', MISMATCH: 'MISMATCH' } as const;
export type CorrectionKindName = keyof typeof CorrectionKind;
registerEnumType(CorrectionKind, {
  name: 'CorrectionKind',
  description: 'Bấm nhầm, ý định khác · báo phiếu ghi nhận không đúng phiếu đã bấm.',
});

@Entity('poll_correction')
@ObjectType({
  description: 'A delegate’s statement on their own vote: annexed to the result, which it does not change.',
})
@Access('EVERYONE')
export class Correction {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;
  @Column('uuid', { name: 'poll_id' })
  @Field(() => ID)
  pollId!: string;
  @Column('uuid', { name: 'seat_id' })
  @Field(() => ID)
  seatId!: string;
  @Column('text', { name: 'full_name' })
  @Field(() => String)
  fullName!: string;
  @Column('text')
  @Field(() => CorrectionKind)
  kind!: CorrectionKindName;
  @Column('text', { nullable: true })
  @Field(() => BallotOption, { nullable: true, description: 'What was counted; null where nothing was recorded.' })
  recorded!: BallotOptionName | null;
  @Column('text')
  @Field(() => BallotOption, { description: 'What the delegate says they meant, or pressed.' })
  meant!: BallotOptionName;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  words!: string | null;
  @Column('text', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('timestamptz', { name: 'stated_at' })
  @Field(() => Date)
  statedAt!: Date;
}
