/** The GraphQL door of rule sets. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeLevel } from '../unit/unit.entity.js';
import { Rule, RuleConfirmation, RuleOverride, RuleSet, RuleThreshold } from './rule-set.entity.js';
import { ConfirmRuleInput, ConfirmRuleResult, type ConfirmRuleRefused } from './rule-set.inputs.js';
import { canonical, needsConfirmation } from './rule-set.rules.js';
import type { RuleSetService } from './rule-set.service.js';

@Resolver(() => RuleSet)
export class RuleSetResolver {
  constructor(private readonly ruleSets: RuleSetService) {}

  @Query(() => RuleSet, { nullable: true, description: 'The rules of a level on a day (today where not given).' })
  @Access('EVERYONE')
  ruleSet(
    @Arg('level', () => AdministrativeLevel) level: AdministrativeLevel,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<RuleSet | null> {
    return this.ruleSets.on(ctx, level, asOf ?? undefined);
  }

  @Query(() => RuleSet, { nullable: true, description: 'The very version that an act used.' })
  @Access('EVERYONE')
  ruleSetVersion(@Arg('id', () => ID) id: string, @Arg('hash', () => String) hash: string): Promise<RuleSet | null> {
    return this.ruleSets.version(id, hash);
  }

  @Query(() => Rule, { nullable: true, description: 'Why this number: the rule of a level on a day, with its source.' })
  @Access('EVERYONE')
  rule(
    @Arg('key', () => String) key: string,
    @Arg('level', () => AdministrativeLevel) level: AdministrativeLevel,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Rule | null> {
    return this.ruleSets.rule(ctx, key, level, asOf ?? undefined);
  }

  @Query(() => [RuleOverride], { description: 'Where a council openly departs from its level’s rules.' })
  @Access('EVERYONE')
  ruleOverrides(
    @Arg('councilId', () => ID) councilId: string,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
  ): Promise<RuleOverride[]> {
    return this.ruleSets.overrides(councilId, asOf ?? undefined);
  }

  @Mutation(() => ConfirmRuleResult, { description: 'A named clerk vouches for a rule that was not read in the law.' })
  @Access('SESSION_SECRETARY', 'ADMIN')
  confirmRule(
    @Arg('input', () => ConfirmRuleInput) input: ConfirmRuleInput,
    @Ctx() ctx: Context,
  ): Promise<Rule | ConfirmRuleRefused> {
    return this.ruleSets.confirm(ctx, input);
  }

  @FieldResolver(() => Boolean, { description: 'Whether this is the version in use now.' })
  current(@Root() set: RuleSet): Promise<boolean> {
    return this.ruleSets.isCurrent(set);
  }

  @FieldResolver(() => [Rule], { description: 'By key.' })
  rules(@Root() set: RuleSet): Promise<Rule[]> {
    return this.ruleSets.rules(set);
  }
}

@Resolver(() => Rule)
export class RuleResolver {
  constructor(private readonly ruleSets: RuleSetService) {}

  @FieldResolver(() => String, { description: 'The value as JSON.' })
  valueJson(@Root() rule: Rule): string {
    return canonical(rule.value);
  }

  @FieldResolver(() => RuleThreshold, { nullable: true, description: 'Where the value is a share of a base.' })
  threshold(@Root() rule: Rule): RuleThreshold | null {
    const { kind, num, den, base } = rule.value;
    return typeof num === 'number' && typeof den === 'number'
      ? ({ kind: kind ?? null, num, den, base } as RuleThreshold)
      : null;
  }

  @FieldResolver(() => Boolean, { description: 'Own knowledge, which a named clerk must confirm and has not.' })
  async needsConfirmation(@Root() rule: Rule, @Ctx() ctx: Context): Promise<boolean> {
    return needsConfirmation(rule.confidence) && (await this.ruleSets.confirmation(ctx, rule)) === null;
  }

  @FieldResolver(() => RuleConfirmation, { nullable: true })
  confirmation(@Root() rule: Rule, @Ctx() ctx: Context): Promise<RuleConfirmation | null> {
    return this.ruleSets.confirmation(ctx, rule);
  }
}

@Resolver(() => RuleOverride)
export class RuleOverrideResolver {
  @FieldResolver(() => String, { description: 'The value as JSON.' })
  valueJson(@Root() override: RuleOverride): string {
    return canonical(override.value);
  }
}
