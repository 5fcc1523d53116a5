/** Where a sitting is held. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SittingPlace1700000000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE sitting ADD COLUMN place text CONSTRAINT sitting_place_is_short CHECK (char_length(place) BETWEEN 1 AND 200)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sitting DROP COLUMN place');
  }
}
