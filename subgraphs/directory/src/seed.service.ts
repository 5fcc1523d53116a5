/** What every installation loads at start: the real units, the holidays and the rule sets. Runs again without effect. */
import type { Context } from '@nghitruong/kit/context';
import type { DataSource } from 'typeorm';
import { importRuleSets } from './rule-set/rule-set-import.service.js';
import { importUnits } from './unit/unit-import.service.js';

export async function seedDirectory(dataSource: DataSource, ctx: Context): Promise<void> {
  await importUnits(dataSource, ctx);
  await importRuleSets(dataSource, ctx);
}
