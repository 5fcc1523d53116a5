/** What was done before and after a session: recorded, never edited; who was late said why. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = `'CONVENING', 'DOSSIER', 'ANNOUNCEMENT', 'VERIFICATION', 'DOCUMENTS', 'SIGNING', 'SENDING_UPWARD', 'PUBLICATION'`;

export class Preparation1700000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session ADD COLUMN elected_on date,
        ADD CONSTRAINT elected_before_the_opening CHECK (elected_on <= opens_on);

      CREATE TABLE session_step (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session,
        step text NOT NULL CONSTRAINT session_step_is_known CHECK (step IN (${STEPS})),
        done_on date NOT NULL,
        evidence text NOT NULL CONSTRAINT a_step_shows_its_evidence CHECK (length(evidence) BETWEEN 1 AND 500),
        due_on date,
        late_reason text CONSTRAINT a_late_reason_says_something CHECK (length(late_reason) BETWEEN 1 AND 500),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT who_is_late_says_why CHECK (due_on IS NULL OR done_on <= due_on OR late_reason IS NOT NULL)
      );
      CREATE INDEX session_step_of_session ON session_step (session_id, position DESC);

      CREATE TABLE session_step_receipt (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session,
        step text NOT NULL CONSTRAINT receipt_of_a_known_step CHECK (step IN (${STEPS})),
        recipient text NOT NULL,
        received_on date NOT NULL,
        reference text,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX session_step_receipt_of_session ON session_step_receipt (session_id, position);
      REVOKE UPDATE, DELETE, TRUNCATE ON session_step, session_step_receipt FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_step_receipt, session_step; ALTER TABLE session DROP COLUMN elected_on;');
  }
}
