/** One person's count, line by line. */
import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { CASTING_SIDES, type CastingSide } from './tally-sheet.rules.js';

export const CastingSideEnum = enumOf(CASTING_SIDES);
registerEnumType(CastingSideEnum, {
  name: 'CastingSide',
  description: 'Which side the head of a board was on; NONE: raised no hand, or was away.',
});

@InputType({ description: 'One row of the ballot: a person.' })
export class TallySheetRowInput {
  @Field(() => Int, { description: 'From 1, in the order of the ballot.' })
  row!: number;
  @Field(() => Int, { description: 'Ballots invalid in this row, those invalid as a whole among them.' })
  invalid!: number;
  @Field(() => [Int], { description: 'How often each mark was found, in the order of the ballot’s form.' })
  marks!: number[];
}

@InputType()
export class TallySheetInput {
  @Field(() => Int, { description: 'Phát ra; of hands 0.' })
  issued!: number;
  @Field(() => Int, { description: 'Không trả lại.' })
  notReturned!: number;
  @Field(() => Int, { description: 'Không hợp lệ cả phiếu.' })
  invalid!: number;
  @Field(() => [Int], { description: 'Of a question: one number a choice, in their order. Else empty.' })
  marks!: number[];
  @Field(() => [TallySheetRowInput], { description: 'Of persons: one a row. Else empty.' })
  rows!: TallySheetRowInput[];
  @Field(() => CastingSideEnum, {
    nullable: true,
    description: 'On a tie that `Poll.castingVoter` decides: the side that person was on. Else nothing.',
  })
  casting?: CastingSide | null;
}
