/** Meetings of boards: a kind of sitting of their own. What place a sitting is of says its council_id, which names the body then. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Board1700000000720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sitting DROP CONSTRAINT sitting_kind_is_known,
        ADD CONSTRAINT sitting_kind_is_known CHECK (kind IN ('PREPARATORY', 'PLENARY', 'GROUP_DISCUSSION', 'QUESTIONING', 'EXPLANATION', 'BOARD_MEETING'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sitting DROP CONSTRAINT sitting_kind_is_known,
        ADD CONSTRAINT sitting_kind_is_known CHECK (kind IN ('PREPARATORY', 'PLENARY', 'GROUP_DISCUSSION', 'QUESTIONING', 'EXPLANATION'));
    `);
  }
}
