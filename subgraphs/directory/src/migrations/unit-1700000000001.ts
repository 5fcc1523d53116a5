/**
 * Units: nodes, what they bore when, and who followed whom.
 *
 * A node is one life of one name and kind; code and parent are attributes with
 * validity, because the state re-uses codes and moves units. Edges are only
 * what an instrument or a named source says.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Unit1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Names sort as a Vietnamese reader expects, whatever the database's own locale is.
      CREATE COLLATION vietnamese (provider = icu, locale = 'vi');

      CREATE TABLE unit_level (
        id text PRIMARY KEY CHECK (id IN ('CITY', 'DISTRICT', 'COMMUNE')),
        rank int NOT NULL UNIQUE,
        name_vi text NOT NULL,
        name_en text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        instrument text
      );
      CREATE TABLE unit_kind (
        id text PRIMARY KEY,
        level_id text NOT NULL REFERENCES unit_level,
        name_vi text NOT NULL,
        name_en text NOT NULL
      );
      CREATE TABLE unit (
        id text PRIMARY KEY CONSTRAINT unit_id_is_a_slug CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        kind text NOT NULL REFERENCES unit_kind,
        name text COLLATE vietnamese NOT NULL,
        name_en text,
        search_key text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        CONSTRAINT unit_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to >= valid_from)
      );
      CREATE INDEX unit_search ON unit USING gin (search_key gin_trgm_ops);
      CREATE INDEX unit_order ON unit (name, id);

      CREATE TABLE unit_attribute (
        unit_id text NOT NULL REFERENCES unit ON DELETE CASCADE,
        code text NOT NULL,
        parent_id text REFERENCES unit,
        valid_from date NOT NULL,
        valid_to date,
        PRIMARY KEY (unit_id, valid_from),
        CONSTRAINT one_code_and_parent_per_unit_and_day
          EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&),
        CONSTRAINT one_unit_per_code_and_day
          EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );
      CREATE INDEX unit_attribute_parent ON unit_attribute (parent_id);

      CREATE TABLE unit_succession (
        id uuid PRIMARY KEY,
        happened_on date NOT NULL,
        kind text NOT NULL CONSTRAINT succession_kind_is_known CHECK (kind IN (
          'MERGE', 'SPLIT', 'ESTABLISH', 'DISSOLVE', 'RENAME', 'BOUNDARY_CHANGE', 'RECLASSIFY', 'TRANSFER', 'ABOLISH_LEVEL')),
        from_id text NOT NULL REFERENCES unit,
        to_id text REFERENCES unit,
        instrument text NOT NULL,
        confidence text NOT NULL CHECK (confidence IN ('VERIFIED', 'SECONDARY', 'DERIVED')),
        CONSTRAINT a_succession_is_recorded_once UNIQUE NULLS NOT DISTINCT (happened_on, kind, from_id, to_id),
        CONSTRAINT no_unit_follows_itself CHECK (from_id <> to_id)
      );
      CREATE INDEX unit_succession_from ON unit_succession (from_id);
      CREATE INDEX unit_succession_to ON unit_succession (to_id);

      CREATE TABLE holiday (
        day date PRIMARY KEY,
        name_vi text NOT NULL,
        name_en text NOT NULL,
        source text NOT NULL,
        confidence text NOT NULL
      );

      -- What was loaded from which file, so that a start with the same files writes nothing.
      CREATE TABLE loaded_source (
        source text PRIMARY KEY,
        digest text NOT NULL,
        loaded_at timestamptz NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE loaded_source, holiday, unit_succession, unit_attribute, unit, unit_kind, unit_level;
      DROP COLLATION vietnamese;
    `);
  }
}
