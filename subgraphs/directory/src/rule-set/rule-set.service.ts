/**
 * Rules by level and day: "why this number?".
 *
 * Promises   a day has at most one value of a rule; a version that some act used
 *            can always be read again by its hash; a confirmation is added once,
 *            by a named account, for exactly the rule that was shown.
 */
import { loader, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE } from '@nghitruong/kit/database';
import { fault, kitErrors, message } from '@nghitruong/kit/errors';
import DataLoader from 'dataloader';
import { In, type DataSource } from 'typeorm';
import { manyByKey } from '../batch/batch.rules.js';
import { covers, today } from '../calendar/calendar.rules.js';
import { errors } from '../errors.js';
import { Rule, RuleConfirmation, RuleOverride, RuleSet } from './rule-set.entity.js';
import { ConfirmRuleRefused, type ConfirmRuleInput } from './rule-set.inputs.js';
import { mayConfirmRules } from './rule-set.policy.js';
import { needsConfirmation } from './rule-set.rules.js';

const MAX_NOTE = 500;

export class RuleSetService {
  constructor(private readonly dataSource: DataSource) {}

  /** The current version of the set that holds for a level on a day. */
  async on(ctx: Context, level: string, asOf: string | undefined): Promise<RuleSet | null> {
    return this.dataSource
      .getRepository(RuleSet)
      .createQueryBuilder('s')
      .innerJoin('rule_set_current', 'now', 'now.rule_set_id = s.id AND now.hash = s.hash')
      .where('s.level = :level AND s.validFrom <= :day AND (s.validTo IS NULL OR s.validTo >= :day)', {
        level,
        day: asOf ?? today(ctx),
      })
      .getOne();
  }

  version(id: string, hash: string): Promise<RuleSet | null> {
    return this.dataSource.getRepository(RuleSet).findOneBy({ id, hash });
  }

  async isCurrent(set: RuleSet): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `SELECT 1 FROM rule_set_current WHERE rule_set_id = $1 AND hash = $2`,
      [set.id, set.hash],
    );
    return rows.length > 0;
  }

  rules(set: RuleSet): Promise<Rule[]> {
    return this.dataSource
      .getRepository(Rule)
      .find({ where: { ruleSetId: set.id, ruleSetHash: set.hash }, order: { key: 'ASC', validFrom: 'ASC' } });
  }

  async rule(ctx: Context, key: string, level: string, asOf: string | undefined): Promise<Rule | null> {
    const day = asOf ?? today(ctx);
    const set = await this.on(ctx, level, day);
    if (!set) return null;
    const found = await this.dataSource.getRepository(Rule).findBy({ ruleSetId: set.id, ruleSetHash: set.hash, key });
    return found.find((r) => covers(r, day)) ?? null;
  }

  confirmation(ctx: Context, rule: Rule): Promise<RuleConfirmation | null> {
    return loader(
      ctx,
      'ruleConfirmation',
      () =>
        new DataLoader<string, RuleConfirmation | null>(async (hashes) => {
          const rows = await this.dataSource
            .getRepository(RuleConfirmation)
            .findBy({ ruleHash: In(hashes.map((h) => h.split('|')[2]!)) });
          return manyByKey(hashes, rows, (c) => `${c.ruleSetId}|${c.ruleKey}|${c.ruleHash}`).map(
            ([first]) => first ?? null,
          );
        }),
    ).load(`${rule.ruleSetId}|${rule.key}|${rule.hash}`);
  }

  overrides(councilId: string, asOf: string | undefined): Promise<RuleOverride[]> {
    return this.dataSource
      .getRepository(RuleOverride)
      .find({ where: { councilId }, order: { key: 'ASC', validFrom: 'ASC' } })
      .then((all) => (asOf === undefined ? all : all.filter((o) => covers(o, asOf))));
  }

  async confirm(ctx: Context, input: ConfirmRuleInput): Promise<Rule | ConfirmRuleRefused> {
    const ruled = (await this.dataSource.query(
      `SELECT c.id FROM council c JOIN rule_set s ON s.level = c.level WHERE s.id = $1 GROUP BY c.id`,
      [input.ruleSetId],
    )) as { id: string }[];
    if (!mayConfirmRules(ctx.actor, new Set(ruled.map((c) => c.id))))
      throw fault(kitErrors, 'FORBIDDEN', { what: 'confirmRule' });
    const note = input.note?.normalize('NFC').trim() || null;
    if (note && note.length > MAX_NOTE)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'note', why: `≤ ${MAX_NOTE}` });
    const rule = await this.dataSource
      .getRepository(Rule)
      .createQueryBuilder('r')
      .innerJoin('rule_set_current', 'now', 'now.rule_set_id = r.rule_set_id AND now.hash = r.rule_set_hash')
      .where('r.ruleSetId = :set AND r.key = :key AND r.hash = :hash', {
        set: input.ruleSetId,
        key: input.key,
        hash: input.hash,
      })
      .getOne();
    if (!rule) return this.#refused('RULE_CHANGED', { ruleSet: input.ruleSetId.slice(0, 80) });
    if (!needsConfirmation(rule.confidence))
      return this.#refused('RULE_NEEDS_NO_CONFIRMATION', {
        key: rule.key,
        source: `${rule.instrument} ${rule.article}`,
      });
    const by = await this.#nameOf(ctx.actor.accountId!);
    try {
      await this.dataSource.query(
        `INSERT INTO rule_confirmation (id, rule_set_id, rule_key, rule_hash, account_id, confirmed_by, note, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [ctx.ids.next(), rule.ruleSetId, rule.key, rule.hash, ctx.actor.accountId, by, note, ctx.clock.now()],
      );
    } catch (error) {
      if (!isDriverError(error, SQLSTATE.uniqueViolation, 'a_rule_is_confirmed_once')) throw error;
      const [known] = (await this.dataSource.query(
        `SELECT confirmed_by FROM rule_confirmation WHERE rule_set_id = $1 AND rule_key = $2 AND rule_hash = $3`,
        [rule.ruleSetId, rule.key, rule.hash],
      )) as [{ confirmed_by: string }];
      return this.#refused('RULE_ALREADY_CONFIRMED', { key: rule.key, by: known.confirmed_by });
    }
    return rule;
  }

  #refused(code: keyof typeof errors & string, params: Record<string, string>): ConfirmRuleRefused {
    return ConfirmRuleRefused.because(message(errors, code, params));
  }

  /** A confirmation names a person: an account that the directory does not know cannot give one. */
  async #nameOf(accountId: string): Promise<string> {
    const [account] = (await this.dataSource.query(
      `SELECT display_name FROM account WHERE id::text = $1 AND disabled_at IS NULL`,
      [accountId],
    )) as { display_name: string }[];
    if (!account) throw fault(kitErrors, 'FORBIDDEN', { what: 'confirmRule' });
    return account.display_name;
  }
}
