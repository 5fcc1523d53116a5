/**
 * A council's own rules: where they are written, who recorded and who ended
 * them. The running role may end a row once, and change nothing else of it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ONE_A_DAY = `one_override_per_council_key_and_day
  EXCLUDE USING gist (council_id WITH =, rule_key WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`;

export class LocalRule1700000000550 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE rule_override
        ADD COLUMN article text,
        ADD COLUMN adopted_on date,
        ADD COLUMN recorded_by text,
        ADD COLUMN ended_by text,
        ADD COLUMN ended_at timestamptz,
        ADD COLUMN end_decision text,
        ADD CONSTRAINT a_regulation_is_whole CHECK (num_nonnulls(article, adopted_on, recorded_by) IN (0, 3)),
        ADD CONSTRAINT an_end_is_whole CHECK (num_nonnulls(ended_by, ended_at, end_decision) IN (0, 3) AND (ended_at IS NULL OR valid_to IS NOT NULL)),
        ADD CONSTRAINT ends_no_earlier_than_the_day_before CHECK (valid_to >= valid_from - 1),
        -- What was recorded by mistake ends before it began, and is in nobody's way.
        DROP CONSTRAINT one_override_per_council_key_and_day,
        ADD CONSTRAINT ${ONE_A_DAY} WHERE (valid_to IS NULL OR valid_to >= valid_from);
      GRANT UPDATE (valid_to, ended_by, ended_at, end_decision) ON rule_override TO directory;

      CREATE FUNCTION a_rule_is_ended_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rule_override % is ended already', OLD.id USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER a_rule_is_ended_once BEFORE UPDATE ON rule_override FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION a_rule_is_ended_once();

      CREATE VIEW published_rule_override_v2 AS
      SELECT council_id, rule_key, value, reason AS words, instrument, coalesce(article, decided_by) AS article, adopted_on, valid_from, valid_to, illustrative
      FROM rule_override;
      REVOKE ALL ON published_rule_override_v2 FROM directory;
      GRANT SELECT ON published_rule_override_v2 TO PUBLIC;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP VIEW published_rule_override_v2;
      DROP TRIGGER a_rule_is_ended_once ON rule_override;
      DROP FUNCTION a_rule_is_ended_once;
      REVOKE UPDATE (valid_to, ended_by, ended_at, end_decision) ON rule_override FROM directory;
      DELETE FROM rule_override WHERE valid_to < valid_from;
      ALTER TABLE rule_override
        DROP CONSTRAINT one_override_per_council_key_and_day, DROP CONSTRAINT ends_no_earlier_than_the_day_before,
        DROP CONSTRAINT an_end_is_whole, DROP CONSTRAINT a_regulation_is_whole,
        DROP COLUMN article, DROP COLUMN adopted_on, DROP COLUMN recorded_by, DROP COLUMN ended_by, DROP COLUMN ended_at, DROP COLUMN end_decision,
        ADD CONSTRAINT ${ONE_A_DAY};
    `);
  }
}
