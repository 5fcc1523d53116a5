/**
 * Loads the rule sets of `rulesets/`.
 *
 * Promises   a set whose content is known is not written again; changed content
 *            is added under its new hash and becomes current, and the old one
 *            stays readable for the acts that used it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import type { DataSource, EntityManager } from 'typeorm';
import { insertRows } from '../batch/batch.service.js';
import { claimSource, digestOf } from '../calendar/loaded-source.service.js';
import { contentHash, readRuleSets, type RuleSetContent } from './rule-set.rules.js';

const FOLDER = join(__dirname, '..', '..', 'rulesets');

export function ruleSetFiles(folder = FOLDER): Record<string, string> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

export async function importRuleSets(dataSource: DataSource, ctx: Context, files = ruleSetFiles()): Promise<void> {
  const sets = readRuleSets(files);
  await transaction(dataSource, async (manager) => {
    if (!(await claimSource(manager, ctx, 'rulesets', digestOf(JSON.stringify(files))))) return;
    for (const set of sets) await insertRuleSet(manager, ctx, set);
  });
}

async function insertRuleSet(manager: EntityManager, ctx: Context, set: RuleSetContent): Promise<void> {
  const hash = contentHash(set);
  const known: unknown[] = await manager.query(`SELECT 1 FROM rule_set WHERE id = $1 AND hash = $2`, [set.id, hash]);
  if (known.length === 0) {
    await manager.query(
      `INSERT INTO rule_set (id, hash, level, name_vi, name_en, valid_from, valid_to, loaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [set.id, hash, set.level, set.nameVi, set.nameEn, set.validFrom, set.validTo, ctx.clock.now()],
    );
    await insertRows(
      manager,
      'rule',
      {
        rule_set_id: 'text',
        rule_set_hash: 'text',
        rule_key: 'text',
        hash: 'text',
        value: 'jsonb',
        instrument: 'text',
        article: 'text',
        confidence: 'text',
        overridable: 'text',
        carried_forward: 'boolean',
        valid_from: 'date',
        valid_to: 'date',
        note_vi: 'text',
        note_en: 'text',
      },
      set.rules.map((r) => ({
        rule_set_id: set.id,
        rule_set_hash: hash,
        rule_key: r.key,
        hash: contentHash(r),
        value: r.value,
        instrument: r.instrument,
        article: r.article,
        confidence: r.confidence,
        overridable: r.overridable,
        carried_forward: r.carriedForward,
        valid_from: r.validFrom,
        valid_to: r.validTo,
        note_vi: r.noteVi,
        note_en: r.noteEn,
      })),
    );
  }
  await manager.query(
    `INSERT INTO rule_set_current (rule_set_id, hash) VALUES ($1, $2) ON CONFLICT (rule_set_id) DO UPDATE SET hash = EXCLUDED.hash`,
    [set.id, hash],
  );
}
