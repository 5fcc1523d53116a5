/**
 * A council's own rules: recorded with the regulation they rest on, ended, never
 * changed and never deleted.
 *
 * Promises   a value fits its rule and the bounds of the law of its first day; a
 *            new one ends the one before it the day before, in one transaction
 *            with the event that tells it.
 * Kept       what was frozen into a poll before stays in it: sessions copies the
 *            rule when a question becomes ready.
 * Elsewhere  what may be set: local-rule.rules · one value a day: the constraint
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { appendEvent, isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, message, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { covers, dayBefore, today } from '../calendar/calendar.rules.js';
import type { Council } from '../council/council.entity.js';
import { errors } from '../errors.js';
import { Rule, RuleOverridable, RuleOverride } from '../rule-set/rule-set.entity.js';
import { needsConfirmation } from '../rule-set/rule-set.rules.js';
import type { RuleSetService } from '../rule-set/rule-set.service.js';
import { LocalRule, LocalRuleField } from './local-rule.entity.js';
import { LocalRuleRefused, type EndLocalRuleInput, type RecordLocalRuleInput } from './local-rule.inputs.js';
import { mayRecordLocalRules } from './local-rule.policy.js';
import { boundsOf, leastOf, LOCAL_KEYS, valueOf, type LawOfTheDay, type LocalKey } from './local-rule.rules.js';

const MAX = { regulation: 100, article: 100, words: 500, decision: 300 };

const refused = (code: keyof typeof errors & string, params: Record<string, string | number> = {}): LocalRuleRefused =>
  LocalRuleRefused.because(message(errors, code, params));

export class LocalRuleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ruleSets: RuleSetService,
    /** Events wait to be told. */
    private readonly tell: () => void,
  ) {}

  async ofCouncil(ctx: Context, council: Council, asOf: string | undefined): Promise<LocalRule[]> {
    const day = asOf ?? today(ctx);
    const set = await this.ruleSets.on(ctx, council.level, day);
    const rules = set ? (await this.ruleSets.rules(set)).filter((rule) => covers(rule, day)) : [];
    const all = await this.ruleSets.overrides(council.id, undefined);
    const found: LocalRule[] = [];
    for (const known of LOCAL_KEYS.values()) {
      const rule = rules.find(
        ({ key, overridable }) => key === known.key && overridable === RuleOverridable.LOCAL_RULES,
      );
      if (!rule) continue;
      const history = all.filter(({ key }) => key === known.key).reverse();
      const law = await this.lawOf(ctx, rule);
      found.push(
        Object.assign(new LocalRule(), {
          ...{ key: known.key, titleVi: known.vi, titleEn: known.en, rule, history },
          own: history.find((each) => covers(each, day)) ?? null,
          fields: known.fields.map((field) => fieldOf(field, law)),
        }),
      );
    }
    return found;
  }

  async record(ctx: Context, input: RecordLocalRuleInput): Promise<RuleOverride | LocalRuleRefused> {
    this.admit(ctx, input.councilId, 'recordLocalRule');
    const council = await this.councilOf(input.councilId);
    const [regulation, article, words] = [input.regulation, input.article, input.words].map(cleanText) as [
      string,
      string,
      string,
    ];
    const whole = fits(regulation, MAX.regulation) && fits(article, MAX.article) && fits(words, MAX.words);
    if (!whole) return refused('LOCAL_RULE_REGULATION');
    if (input.adoptedOn > today(ctx) || input.validFrom < input.adoptedOn)
      return refused('LOCAL_RULE_DAYS', { day: input.adoptedOn });
    const known = LOCAL_KEYS.get(input.key);
    const rule = known && (await this.ruleSets.rule(ctx, input.key, council.level, input.validFrom));
    if (!known || !rule || rule.overridable !== RuleOverridable.LOCAL_RULES)
      return refused('LOCAL_RULE_OF_THE_LAW', { key: input.key.slice(0, 80), day: input.validFrom });
    const law = await this.lawOf(ctx, rule);
    const said = valueOf(known, law, input.valueJson);
    if (said === null) return refused('LOCAL_RULE_SHAPE', titles(known));
    if ('wrong' in said) {
      const bounds = boundsOf(said.wrong, law);
      return refused('LOCAL_RULE_VALUE', {
        ...titles(known),
        ...{ fieldVi: said.wrong.vi, fieldEn: said.wrong.en, boundsVi: bounds.vi, boundsEn: bounds.en },
        source: `${rule.instrument}, ${rule.article}`,
      });
    }
    const made = Object.assign(new RuleOverride(), {
      ...{ id: ctx.ids.next(), councilId: council.id, key: known.key, value: said.value },
      ...{ reason: words, instrument: regulation, article, adoptedOn: input.adoptedOn, decidedBy: council.name },
      ...{ validFrom: input.validFrom, validTo: null, illustrative: council.illustrative },
      ...{ recordedAt: ctx.clock.now(), recordedBy: ctx.actor.accountId ?? '' },
      ...{ endedBy: null, endedAt: null, endDecision: null },
    });
    try {
      await transaction(this.dataSource, async (manager) => {
        await manager.query(
          `UPDATE rule_override SET valid_to = $4, ended_by = $5, ended_at = $6, end_decision = $7
           WHERE council_id = $1 AND rule_key = $2 AND valid_from < $3 AND coalesce(valid_to, 'infinity') >= $3 AND ended_at IS NULL`,
          [
            ...[council.id, known.key, input.validFrom, dayBefore(input.validFrom)],
            ...[ctx.actor.accountId ?? '', ctx.clock.now(), regulation],
          ],
        );
        await manager.query(
          `INSERT INTO rule_override (id, council_id, rule_key, value, reason, instrument, article, adopted_on, decided_by, valid_from, illustrative, recorded_at, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
          [
            ...[made.id, made.councilId, made.key, JSON.stringify(made.value), words, regulation, article],
            ...[made.adoptedOn, made.decidedBy, made.validFrom, made.illustrative, made.recordedAt, made.recordedBy],
          ],
        );
        await this.event(manager, ctx, 'directory.localRuleRecorded', made);
      });
    } catch (error) {
      if (isDriverError(error, SQLSTATE.exclusionViolation))
        return refused('LOCAL_RULE_STANDS', { ...titles(known), day: input.validFrom });
      throw error;
    }
    this.tell();
    return made;
  }

  async end(ctx: Context, input: EndLocalRuleInput): Promise<RuleOverride | LocalRuleRefused> {
    const decision = cleanText(input.decision);
    const ended = await transaction(this.dataSource, async (manager) => {
      const found = isUuid(input.overrideId)
        ? await manager.findOne(RuleOverride, { where: { id: input.overrideId }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!found) throw fault(kitErrors, 'NOT_FOUND', { what: 'ruleOverride', id: input.overrideId.slice(0, 64) });
      this.admit(ctx, found.councilId, 'endLocalRule');
      if (!fits(decision, MAX.decision)) return refused('DECISION_MISSING');
      if (found.endedAt !== null) return refused('LOCAL_RULE_ENDED', { day: found.validTo! });
      if (input.validTo < dayBefore(found.validFrom) || (found.validTo !== null && input.validTo > found.validTo))
        return refused('LOCAL_RULE_END_DAY', { day: found.validFrom });
      const end = {
        ...{ validTo: input.validTo, endedBy: ctx.actor.accountId ?? '' },
        ...{ endedAt: ctx.clock.now(), endDecision: decision },
      };
      await manager.update(RuleOverride, { id: found.id }, end);
      const now = Object.assign(found, end);
      await this.event(manager, ctx, 'directory.localRuleEnded', now);
      return now;
    });
    this.tell();
    return ended;
  }

  private async lawOf(ctx: Context, rule: Rule): Promise<LawOfTheDay> {
    const binding = !needsConfirmation(rule.confidence) || (await this.ruleSets.confirmation(ctx, rule)) !== null;
    return { value: rule.value, binding };
  }

  private async councilOf(id: string): Promise<Pick<Council, 'id' | 'level' | 'name' | 'illustrative'>> {
    const rows = (await this.dataSource.query(
      'SELECT id, level, name::text AS name, illustrative FROM council WHERE id = $1',
      [id],
    )) as Pick<Council, 'id' | 'level' | 'name' | 'illustrative'>[];
    if (!rows[0]) throw fault(kitErrors, 'NOT_FOUND', { what: 'council', id: id.slice(0, 64) });
    return rows[0];
  }

  private event(manager: EntityManager, ctx: Context, name: string, own: RuleOverride): Promise<void> {
    const { id, councilId, key, validFrom, validTo } = own;
    const payload = { overrideId: id, councilId, key, validFrom, validTo, by: ctx.actor.accountId ?? null };
    return appendEvent(manager, ctx, { name, version: 1, payload });
  }

  private admit(ctx: Context, councilId: string, what: string): void {
    if (!mayRecordLocalRules(ctx.actor, councilId)) throw refusedTo(ctx, what);
  }
}

const fits = (text: string, most: number): boolean => text !== '' && text.length <= most;
const titles = ({ vi, en }: LocalKey) => ({ titleVi: vi, titleEn: en });

function fieldOf(field: LocalKey['fields'][number], law: LawOfTheDay): LocalRuleField {
  const bounds = boundsOf(field, law);
  return Object.assign(new LocalRuleField(), {
    ...{ name: field.name, kind: field.kind, vi: field.vi, en: field.en, unit: field.unit ?? null },
    minimum: field.kind === 'WHOLE' ? leastOf(field, law) : null,
    maximum: field.maximum ?? null,
    choices: [...(field.choices ?? [])],
    ...{ boundsVi: bounds.vi, boundsEn: bounds.en },
  });
}
