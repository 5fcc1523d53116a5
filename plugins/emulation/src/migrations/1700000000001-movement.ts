/** Movements, criteria, the catalogue of award forms, and awards. One achievement is rewarded once: the table says so too. */
import { outboxMigration } from '@nghitruong/kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Movement1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxMigration.up);
    await runner.query(`
      CREATE TABLE movement (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        title text NOT NULL CONSTRAINT movement_title_length CHECK (length(title) BETWEEN 1 AND 500),
        state text NOT NULL CONSTRAINT movement_state_is_known CHECK (state IN ('DRAFT','LAUNCHED','INTERIM_REVIEW','SUM_UP','CLOSED')),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT movement_ends_after_it_starts CHECK (ends_on >= starts_on),
        CONSTRAINT movement_of_its_council UNIQUE (id, council_id)
      );
      CREATE INDEX movement_latest ON movement (council_id, starts_on DESC, id DESC);

      CREATE TABLE criterion (
        id uuid PRIMARY KEY,
        movement_id uuid NOT NULL REFERENCES movement,
        position int NOT NULL,
        name text NOT NULL CONSTRAINT criterion_name_length CHECK (length(name) BETWEEN 1 AND 300),
        weight int NOT NULL CONSTRAINT criterion_weight_is_1_to_100 CHECK (weight BETWEEN 1 AND 100),
        evidence text NOT NULL,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT one_criterion_per_position UNIQUE (movement_id, position)
      );

      CREATE TABLE award_form (
        code text PRIMARY KEY,
        name_vi text NOT NULL,
        name_en text NOT NULL
      );
      INSERT INTO award_form (code, name_vi, name_en) VALUES
        ('MERIT_CITY', 'Bằng khen của Chủ tịch Ủy ban nhân dân thành phố', 'Certificate of merit of the chair of the city People’s Committee'),
        ('COMMENDATION', 'Giấy khen', 'Commendation'),
        ('EMULATION_FLAG', 'Cờ thi đua', 'Emulation flag');

      CREATE TABLE award (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        movement_id uuid NOT NULL,
        form_code text NOT NULL REFERENCES award_form,
        recipient_kind text NOT NULL CONSTRAINT recipient_kind_is_known CHECK (recipient_kind IN ('COLLECTIVE','INDIVIDUAL')),
        recipient_name text NOT NULL CONSTRAINT recipient_name_length CHECK (length(recipient_name) BETWEEN 1 AND 200),
        achievement text NOT NULL CONSTRAINT achievement_length CHECK (length(achievement) BETWEEN 1 AND 1000),
        state text NOT NULL CONSTRAINT award_state_is_known CHECK (state IN ('PROPOSED','CHECKED','DECIDED','REFUSED','REVOKED')),
        decision_number text CONSTRAINT decision_number_length CHECK (length(decision_number) BETWEEN 1 AND 100),
        decided_on date,
        reason text CONSTRAINT award_reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT award_movement_of_the_same_council FOREIGN KEY (movement_id, council_id) REFERENCES movement (id, council_id),
        CONSTRAINT decided_has_a_decision CHECK (state NOT IN ('DECIDED','REVOKED') OR (decision_number IS NOT NULL AND decided_on IS NOT NULL)),
        CONSTRAINT refused_or_revoked_has_a_reason CHECK (state NOT IN ('REFUSED','REVOKED') OR reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX one_achievement_one_award ON award (council_id, recipient_kind, lower(recipient_name), md5(lower(achievement)))
        WHERE state NOT IN ('REFUSED','REVOKED');
      CREATE INDEX award_of_council ON award (council_id, id);
      CREATE INDEX award_of_movement ON award (movement_id, id);

      REVOKE INSERT, UPDATE, DELETE ON award_form FROM plugin_emulation;
      REVOKE DELETE ON movement, award FROM plugin_emulation;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE award, award_form, criterion, movement;');
    await runner.query(outboxMigration.down);
  }
}
