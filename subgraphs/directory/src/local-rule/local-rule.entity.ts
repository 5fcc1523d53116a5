/** LocalRule: a rule that a council may set by its own working rules, the law's value and the council's beside each other. */
import { Access } from '@nghitruong/kit/federation';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Rule, RuleOverride } from '../rule-set/rule-set.entity.js';

export enum LocalRuleFieldKind {
  WHOLE = 'WHOLE',
  SHARE = 'SHARE',
  FLAG = 'FLAG',
  CHOICE = 'CHOICE',
}
registerEnumType(LocalRuleFieldKind, {
  name: 'LocalRuleFieldKind',
  description: 'A whole number · a fraction, in the fields `num` and `den` · yes or no · one of the choices.',
});

export enum LocalRuleUnit {
  DAYS = 'DAYS',
  SECONDS = 'SECONDS',
  PERSONS = 'PERSONS',
}
registerEnumType(LocalRuleUnit, { name: 'LocalRuleUnit', description: 'Of a whole number: days, seconds, persons.' });

@ObjectType({ description: 'One of the values that a field may have.' })
@Access('EVERYONE')
export class LocalRuleChoice {
  @Field(() => String)
  value!: string;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
}

@ObjectType({ description: 'What is set of a rule, and its bounds on the day that was asked for.' })
@Access('EVERYONE')
export class LocalRuleField {
  @Field(() => String, { description: 'Its name in the value; of a share these are `num` and `den`.' })
  name!: string;
  @Field(() => LocalRuleFieldKind)
  kind!: LocalRuleFieldKind;
  @Field(() => String)
  vi!: string;
  @Field(() => String)
  en!: string;
  @Field(() => LocalRuleUnit, { nullable: true })
  unit!: LocalRuleUnit | null;
  @Field(() => Int, { nullable: true, description: 'Of a whole number.' })
  minimum!: number | null;
  @Field(() => Int, { nullable: true, description: 'Of a whole number.' })
  maximum!: number | null;
  @Field(() => [LocalRuleChoice])
  choices!: LocalRuleChoice[];
  @Field(() => String, { description: 'The bounds in words.' })
  boundsVi!: string;
  @Field(() => String)
  boundsEn!: string;
}

@ObjectType({ description: 'A rule that the council may set by its own working rules (quy chế).' })
@Access('EVERYONE')
export class LocalRule {
  @Field(() => String)
  key!: string;
  @Field(() => String)
  titleVi!: string;
  @Field(() => String)
  titleEn!: string;
  @Field(() => [LocalRuleField])
  fields!: LocalRuleField[];
  @Field(() => Rule, { description: 'What holds without a rule of the council’s own.' })
  rule!: Rule;
  @Field(() => RuleOverride, { nullable: true, description: 'The council’s own value on that day.' })
  own!: RuleOverride | null;
  @Field(() => [RuleOverride], { description: 'All that was ever recorded, the latest first.' })
  history!: RuleOverride[];
}
