/** Who else asks for a vote of confidence: the Front's committee, and the result of a rating (R-VOT-15). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'STANDING_BODY', 'PEOPLES_COMMITTEE_CHAIR', 'DELEGATES', 'VOTERS'`;
const known = (requesters: string): string =>
  `ALTER TABLE session_request DROP CONSTRAINT requester_is_known, ADD CONSTRAINT requester_is_known CHECK (requested_by IN (${requesters}));`;

export class ConfidenceRequest1700000000770 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${known(`${BEFORE}, 'FRONT_COMMITTEE', 'RATING_RESULT'`)}
      ALTER TABLE session_request ADD COLUMN rating_poll_id uuid REFERENCES poll, ADD COLUMN rating_row int,
        ADD CONSTRAINT a_result_names_its_row CHECK ((requested_by = 'RATING_RESULT') = (rating_poll_id IS NOT NULL AND rating_row IS NOT NULL)),
        ADD CONSTRAINT a_result_calls_once UNIQUE (rating_poll_id, rating_row);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TEMPORARY TABLE gone ON COMMIT DROP AS SELECT id FROM session_request WHERE requested_by IN ('FRONT_COMMITTEE', 'RATING_RESULT');
      DELETE FROM request_decision WHERE request_id IN (SELECT id FROM gone);
      DELETE FROM session_request WHERE id IN (SELECT id FROM gone);
      DROP TABLE gone;
      ALTER TABLE session_request DROP CONSTRAINT a_result_calls_once, DROP CONSTRAINT a_result_names_its_row, DROP COLUMN rating_row, DROP COLUMN rating_poll_id;
      ${known(BEFORE)}
    `);
  }
}
