/** Whether a sitting is broadcast, and whether the law asks for it. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { RuleReason } from '../poll/poll-result.entity.js';

@ObjectType({ description: 'Truyền hình, phát thanh trực tiếp (R-SES-17).' })
@Access('EVERYONE')
export class Broadcast {
  @Field(() => Boolean, { description: 'The law asks for it, and the council has not decided otherwise.' })
  required!: boolean;
  @Field(() => String, { nullable: true, description: 'Where it can be watched.' })
  url!: string | null;
  @Field(() => Boolean, { description: 'Asked for, and no address is known: an alarm for desk and chair.' })
  missing!: boolean;
  @Field(() => RuleReason, { nullable: true })
  reason!: RuleReason | null;
  @Field(() => ID, { nullable: true, description: 'The council’s decision not to broadcast.' })
  stoppedByPollId!: string | null;
}
