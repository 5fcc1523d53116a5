/** Accounts and what each is granted. Secrets are not here: an account only says who may be given which rights. */
import { outboxMigration } from '@nghitruong/kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Account1700000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        login text NOT NULL CONSTRAINT one_account_per_login UNIQUE,
        display_name text NOT NULL,
        person_id uuid REFERENCES person,
        disabled_at timestamptz,
        illustrative boolean NOT NULL,
        CONSTRAINT login_is_plain CHECK (login ~ '^[a-z0-9][a-z0-9.-]{1,62}$')
      );
      CREATE INDEX account_person ON account (person_id);
      CREATE TABLE account_grant (
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        role text NOT NULL CONSTRAINT grant_role_is_known CHECK (role IN (
          'DELEGATE', 'CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE', 'OFFICER', 'DISPLAY', 'DEVELOPER', 'ADMIN')),
        council_id text REFERENCES council,
        body_id text REFERENCES public_body,
        CONSTRAINT a_grant_is_given_once UNIQUE NULLS NOT DISTINCT (account_id, role, council_id, body_id),
        CONSTRAINT an_officer_answers_for_a_body CHECK (role <> 'OFFICER' OR body_id IS NOT NULL)
      );
      ${outboxMigration.up}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`${outboxMigration.down} DROP TABLE account_grant, account;`);
  }
}
