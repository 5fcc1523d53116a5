/**
 * Tally sheet (phiếu nhập kết quả kiểm phiếu): what one person read off the
 * paper, or counted of the hands, and entered.
 *
 * Secret  the numbers of a sheet are its own writer's until two sheets agree:
 *         whoever enters second must not be led by the first.
 */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RowCount } from '../ballot/tally.js';
import type { CastingSide } from './tally-sheet.rules.js';

@Entity('tally_sheet')
export class TallySheet {
  @PrimaryColumn('uuid')
  id!: string;
  @Column('uuid', { name: 'poll_id' })
  pollId!: string;
  @Column('text', { name: 'account_id' })
  accountId!: string;
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;
  @Column('int')
  issued!: number;
  @Column('int', { name: 'not_returned' })
  notReturned!: number;
  @Column('int')
  collected!: number;
  @Column('int')
  valid!: number;
  @Column('int')
  invalid!: number;
  @Column('jsonb')
  marks!: Readonly<Record<string, number>>;
  @Column('jsonb', { name: 'row_counts' })
  rows!: readonly RowCount[];
  @Column('text', { nullable: true })
  casting!: CastingSide | null;
  @Column('timestamptz', { name: 'entered_at' })
  enteredAt!: Date;
}

@ObjectType({ description: 'A line on which two sheets differ, by name; never its numbers.' })
@Access('EVERYONE')
export class SheetLine {
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}

@ObjectType({ description: 'How far a manual count is: who has entered, and where two entries differ.' })
@Access('EVERYONE')
export class ManualCount {
  @Field(() => Int, { description: 'Persons who have entered a sheet; two are needed.' })
  entered!: number;
  @Field(() => Boolean, { description: 'The viewer has entered one.' })
  mine!: boolean;
  @Field(() => [SheetLine], {
    description: 'Lines on which the last two entries differ: count again. Empty otherwise.',
  })
  differences!: readonly SheetLine[];
  @Field(() => Boolean, { description: 'Two entries agree: the tally is made of them.' })
  agreed!: boolean;
}

@ObjectType({ description: 'An electronic poll that was given up for paper or hands: kept, readable, not counted.' })
@Access('EVERYONE')
export class SealedRecord {
  @Field(() => ID)
  pollId!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => Date)
  sealedAt!: Date;
  @Field(() => Int, { description: 'Seats that had a recorded ballot; none of them is counted.' })
  recorded!: number;
  @Field(() => String, { nullable: true, description: 'Where the chain of its ballots ended.' })
  chainHead!: string | null;
}
