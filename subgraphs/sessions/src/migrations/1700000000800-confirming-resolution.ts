/** Which poll's result a resolution confirms (R-VOT-13): one draft at a time, so that pressing twice drafts once. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConfirmingResolution1700000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE resolution ADD COLUMN confirms_poll uuid REFERENCES poll (id);
      CREATE UNIQUE INDEX one_resolution_confirms_a_poll ON resolution (confirms_poll) WHERE state <> 'WITHDRAWN';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE resolution DROP COLUMN confirms_poll;`);
  }
}
