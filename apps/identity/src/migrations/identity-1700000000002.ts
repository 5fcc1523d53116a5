/** Wrong PINs of a device that asks again before a secret ballot; no time is kept of them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = `'TAKEN_OVER', 'REUSED', 'SIGNED_OUT', 'DISABLED', 'EXPIRED', 'REVOKED'`;

export class Identity1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE device ADD COLUMN pin_tries smallint NOT NULL DEFAULT 0;
      ALTER TABLE device DROP CONSTRAINT device_end_reason_check;
      ALTER TABLE device ADD CONSTRAINT device_end_reason_check CHECK (end_reason IN (${REASONS}, 'PIN_TRIES'));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE device SET end_reason = 'REVOKED' WHERE end_reason = 'PIN_TRIES';
      ALTER TABLE device DROP CONSTRAINT device_end_reason_check;
      ALTER TABLE device ADD CONSTRAINT device_end_reason_check CHECK (end_reason IN (${REASONS}));
      ALTER TABLE device DROP COLUMN pin_tries;
    `);
  }
}
