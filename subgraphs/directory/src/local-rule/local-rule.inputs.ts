import { Access, DateScalar, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { RuleOverride } from '../rule-set/rule-set.entity.js';

@InputType({ description: 'A value that the council set by its working rules, and where it is written.' })
export class RecordLocalRuleInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => String)
  key!: string;
  @Field(() => String, { description: 'JSON with every field of the rule, as `Council.localRules` names them.' })
  valueJson!: string;
  @Field(() => String, { description: 'The number of the regulation, at most 100 characters.' })
  regulation!: string;
  @Field(() => DateScalar, { description: 'The day on which it was adopted.' })
  adoptedOn!: string;
  @Field(() => String, { description: 'The article, at most 100 characters.' })
  article!: string;
  @Field(() => String, { description: 'What it says, in its own words, at most 500 characters.' })
  words!: string;
  @Field(() => DateScalar, { description: 'The first day on which it holds, not before the adoption.' })
  validFrom!: string;
}

@InputType()
export class EndLocalRuleInput {
  @Field(() => ID)
  overrideId!: string;
  @Field(() => DateScalar, {
    description: 'The last day on which it holds. The day before its first: it was a mistake, and never held.',
  })
  validTo!: string;
  @Field(() => String, { description: 'What ends it, at most 300 characters.' })
  decision!: string;
}

@ObjectType({ description: 'Nothing was recorded, and why.' })
@Access('EVERYONE')
export class LocalRuleRefused extends RefusedData {}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [RuleOverride, LocalRuleRefused] as const,
    resolveType: (value) => (value instanceof LocalRuleRefused ? LocalRuleRefused : RuleOverride),
  });
export const RecordLocalRuleResult = resultOf('RecordLocalRuleResult');
export const EndLocalRuleResult = resultOf('EndLocalRuleResult');
