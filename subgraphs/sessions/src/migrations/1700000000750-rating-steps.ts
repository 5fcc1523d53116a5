/** The steps of a confidence rating, and which sessions hold one (R-VOT-14). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'CONVENING', 'DOSSIER', 'ANNOUNCEMENT', 'VERIFICATION', 'DOCUMENTS', 'SIGNING', 'SENDING_UPWARD', 'PUBLICATION'`;
const NOW = `${BEFORE}, 'RATING_REPORT', 'RATING_MATERIAL', 'RATING_VERIFICATION', 'RATING_QUESTIONS'`;

const known = (steps: string): string => `
  ALTER TABLE session_step DROP CONSTRAINT session_step_is_known, ADD CONSTRAINT session_step_is_known CHECK (step IN (${steps}));
  ALTER TABLE session_step_receipt DROP CONSTRAINT receipt_of_a_known_step, ADD CONSTRAINT receipt_of_a_known_step CHECK (step IN (${steps}));
`;

export class RatingSteps1700000000750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE session ADD COLUMN holds_rating boolean NOT NULL DEFAULT false; ${known(NOW)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const gone = NOW.slice(BEFORE.length + 2);
    await runner.query(`
      DELETE FROM session_step_receipt WHERE step IN (${gone});
      DELETE FROM session_step WHERE step IN (${gone});
      ${known(BEFORE)} ALTER TABLE session DROP COLUMN holds_rating;
    `);
  }
}
