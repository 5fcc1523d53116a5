/**
 * Rule sets: what was loaded is kept for ever under its hash.
 *
 * An act names the set and hash it used, so the running role may add rows here
 * and never change or remove one; which hash is current is a row of its own.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RuleSet1700000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE rule_set (
        id text NOT NULL,
        hash text NOT NULL CONSTRAINT rule_set_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$'),
        level text NOT NULL REFERENCES unit_level,
        name_vi text NOT NULL,
        name_en text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        loaded_at timestamptz NOT NULL,
        PRIMARY KEY (id, hash)
      );
      CREATE TABLE rule (
        rule_set_id text NOT NULL,
        rule_set_hash text NOT NULL,
        rule_key text NOT NULL,
        hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
        value jsonb NOT NULL,
        instrument text NOT NULL,
        article text NOT NULL,
        confidence text NOT NULL CONSTRAINT confidence_is_known CHECK (confidence IN ('V1', 'V2', 'V2-weak', 'K-hi', 'K-med', 'K-lo')),
        overridable text NOT NULL CHECK (overridable IN ('NEVER', 'LOCAL_RULES', 'CHAIR')),
        carried_forward boolean NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        note_vi text,
        note_en text,
        PRIMARY KEY (rule_set_id, rule_set_hash, rule_key, valid_from),
        FOREIGN KEY (rule_set_id, rule_set_hash) REFERENCES rule_set (id, hash)
      );
      CREATE TABLE rule_set_current (
        rule_set_id text PRIMARY KEY,
        hash text NOT NULL,
        FOREIGN KEY (rule_set_id, hash) REFERENCES rule_set (id, hash)
      );
      CREATE TABLE rule_confirmation (
        id uuid PRIMARY KEY,
        rule_set_id text NOT NULL,
        rule_key text NOT NULL,
        -- Of the rule itself: another value or source needs another confirmation.
        rule_hash text NOT NULL,
        account_id text NOT NULL,
        confirmed_by text NOT NULL,
        note text,
        confirmed_at timestamptz NOT NULL,
        CONSTRAINT a_rule_is_confirmed_once UNIQUE (rule_set_id, rule_key, rule_hash)
      );
      CREATE TABLE rule_override (
        id uuid PRIMARY KEY,
        council_id text NOT NULL REFERENCES council,
        rule_key text NOT NULL,
        value jsonb NOT NULL,
        reason text NOT NULL,
        instrument text NOT NULL,
        decided_by text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        illustrative boolean NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT one_override_per_council_key_and_day
          EXCLUDE USING gist (council_id WITH =, rule_key WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );
      REVOKE UPDATE, DELETE ON rule_set, rule, rule_confirmation, rule_override FROM directory;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE rule_override, rule_confirmation, rule_set_current, rule, rule_set;`);
  }
}
