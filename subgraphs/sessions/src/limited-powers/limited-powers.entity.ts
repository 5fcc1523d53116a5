/** LimitedPowers: what a council may still decide, and which items of its programme seem to lie beyond. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RuleReason } from '../poll/poll-result.entity.js';

@ObjectType({
  description:
    'Too few delegates are left, too late for a by-election: the socio-economic plan and the budget only (R-ORG-08).',
})
@Access('EVERYONE')
export class LimitedPowers {
  @Field(() => Int)
  remaining!: number;
  @Field(() => Int)
  elected!: number;
  @Field(() => RuleReason)
  reason!: RuleReason;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
  @Field(() => [ID], {
    description: 'Items of the newest programme that decide something and whose title names neither; to be looked at.',
  })
  beyond!: string[];
}
