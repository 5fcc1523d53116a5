/** The GraphQL door of a council's own rules: read by everybody, recorded by its desk. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Council } from '../council/council.entity.js';
import type { RuleOverride } from '../rule-set/rule-set.entity.js';
import { LocalRule } from './local-rule.entity.js';
import {
  EndLocalRuleInput,
  EndLocalRuleResult,
  RecordLocalRuleInput,
  RecordLocalRuleResult,
  type LocalRuleRefused,
} from './local-rule.inputs.js';
import type { LocalRuleService } from './local-rule.service.js';

@Resolver(() => Council)
export class LocalRuleResolver {
  constructor(private readonly localRules: LocalRuleService) {}

  @FieldResolver(() => [LocalRule], {
    name: 'localRules',
    description: 'What the council may set by its working rules, on a day (today where not given).',
  })
  @Access('EVERYONE')
  ofCouncil(
    @Root() council: Council,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<LocalRule[]> {
    return this.localRules.ofCouncil(ctx, council, asOf ?? undefined);
  }

  @Mutation(() => RecordLocalRuleResult, {
    description: 'Records a value of the council’s working rules; the one before it ends the day before.',
  })
  @Access('SESSION_SECRETARY', 'ADMIN')
  recordLocalRule(
    @Arg('input', () => RecordLocalRuleInput) input: RecordLocalRuleInput,
    @Ctx() ctx: Context,
  ): Promise<RuleOverride | LocalRuleRefused> {
    return this.localRules.record(ctx, input);
  }

  @Mutation(() => EndLocalRuleResult, {
    description: 'Ends a value with its last day; it stays readable, and what was voted under it stays as it is.',
  })
  @Access('SESSION_SECRETARY', 'ADMIN')
  endLocalRule(
    @Arg('input', () => EndLocalRuleInput) input: EndLocalRuleInput,
    @Ctx() ctx: Context,
  ): Promise<RuleOverride | LocalRuleRefused> {
    return this.localRules.end(ctx, input);
  }
}
