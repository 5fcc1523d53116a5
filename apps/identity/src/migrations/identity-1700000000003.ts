/**
 * Accounts to which a card or a PIN was given, for the directory: it takes an
 * account back only while nobody can have signed in with it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1700000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE VIEW published_account_in_use_v1 AS
        SELECT account_id FROM account_pin
        UNION ALL SELECT subject_id FROM card WHERE kind = 'PERSON'
        UNION ALL SELECT subject_id FROM device WHERE kind = 'PERSON';
      REVOKE ALL ON published_account_in_use_v1 FROM identity;
      GRANT SELECT ON published_account_in_use_v1 TO PUBLIC;
      -- It is made after the directory, which so cannot be given its reading when it is made.
      GRANT USAGE ON SCHEMA identity TO directory;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`REVOKE USAGE ON SCHEMA identity FROM directory; DROP VIEW published_account_in_use_v1;`);
  }
}
