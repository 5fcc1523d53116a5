/** What a body’s meetings come to, month by month. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { BOARD_KINDS, type BoardKind } from './board.rules.js';

export const BoardKindEnum = enumOf(BOARD_KINDS);
registerEnumType(BoardKindEnum, { name: 'BoardKind', description: 'Thường trực · Ban · UBND.' });

@ObjectType({ description: 'A body that meets by itself, with rules of its own.' })
@Access('EVERYONE')
export class BoardOf {
  @Field(() => ID)
  bodyId!: string;
  @Field(() => BoardKindEnum)
  kind!: BoardKind;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  shortName!: string;
}

@ObjectType({ description: 'One month of a body that meets monthly (R-SES-20).' })
@Access('SIGNED_IN')
export class BoardMonth {
  @Field(() => Int)
  month!: number;
  @Field(() => [Sitting])
  meetings!: Sitting[];
  @Field(() => Boolean, { description: 'The month is over and fewer meetings took place than the rule asks for.' })
  missed!: boolean;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
}
