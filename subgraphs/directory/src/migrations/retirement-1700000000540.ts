/** Notices of retirement: recorded, withdrawn where they were a mistake, never edited; what sessions needs of them is published (R-VOT-09). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Retirement1700000000540 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE retirement_notice (
        id uuid PRIMARY KEY,
        council_id text NOT NULL REFERENCES council,
        person_id uuid NOT NULL REFERENCES person,
        received_on date NOT NULL,
        document text NOT NULL CONSTRAINT a_notice_names_its_document CHECK (char_length(document) BETWEEN 1 AND 300),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        withdrawn_by text,
        withdrawn_at timestamptz,
        withdrawal_reason text,
        CONSTRAINT a_withdrawal_is_whole CHECK (num_nonnulls(withdrawn_by, withdrawn_at, withdrawal_reason) IN (0, 3))
      );
      CREATE UNIQUE INDEX one_standing_notice_per_person ON retirement_notice (council_id, person_id) WHERE withdrawn_at IS NULL;
      REVOKE UPDATE, DELETE, TRUNCATE ON retirement_notice FROM directory;
      GRANT UPDATE (withdrawn_by, withdrawn_at, withdrawal_reason) ON retirement_notice TO directory;

      CREATE VIEW published_retirement_notice_v1 AS
      SELECT id AS notice_id, council_id, person_id, received_on, document FROM retirement_notice WHERE withdrawn_at IS NULL;
      REVOKE ALL ON published_retirement_notice_v1 FROM directory;
      GRANT SELECT ON published_retirement_notice_v1 TO PUBLIC;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW published_retirement_notice_v1; DROP TABLE retirement_notice;');
  }
}
