/** One rule of a council's level on a day, with where it is written: for what the directory itself refuses or alarms. */
import type { EntityManager } from 'typeorm';

export interface ReadRule {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly instrument: string;
  readonly article: string;
}

export async function ruleOn(
  manager: Pick<EntityManager, 'query'>,
  councilId: string,
  key: string,
  day: string,
): Promise<ReadRule | undefined> {
  const rows = (await manager.query(
    `SELECT r.rule_key AS key, r.value, r.instrument, r.article FROM published_rule_v1 r JOIN council c ON c.level = r.level
     WHERE c.id = $1 AND r.rule_key = $2 AND $3::date BETWEEN r.valid_from AND coalesce(r.valid_to, 'infinity')
     ORDER BY r.valid_from DESC LIMIT 1`,
    [councilId, key, day],
  )) as ReadRule[];
  return rows[0];
}

export const sourceOf = ({ instrument, article }: ReadRule): string => `${instrument}, ${article}`;
