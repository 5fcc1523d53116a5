import { Access, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Rule } from './rule-set.entity.js';

@InputType({
  description: 'The clerk names the version that was read: a rule that has changed since is not confirmed.',
})
export class ConfirmRuleInput {
  @Field(() => ID)
  ruleSetId!: string;
  @Field(() => String)
  key!: string;
  @Field(() => String, { description: 'The rule’s own hash, as it was shown.' })
  hash!: string;
  @Field(() => String, { nullable: true, description: 'What was read, and where. Up to 500 characters.' })
  note?: string;
}

@ObjectType({ description: 'Why a confirmation was not recorded.' })
@Access('EVERYONE')
export class ConfirmRuleRefused extends RefusedData {}

export const ConfirmRuleResult = createUnionType({
  name: 'ConfirmRuleResult',
  types: () => [Rule, ConfirmRuleRefused] as const,
  resolveType: (value) => (value instanceof ConfirmRuleRefused ? ConfirmRuleRefused : Rule),
});
