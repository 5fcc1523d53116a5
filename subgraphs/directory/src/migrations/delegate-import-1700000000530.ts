/** Imports of delegates: what file, by whom, what each row made, and when it was taken back. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DelegateImport1700000000530 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE delegate_import (
        id uuid PRIMARY KEY,
        council_id text NOT NULL REFERENCES council,
        term_id uuid NOT NULL REFERENCES council_term,
        filename text NOT NULL,
        sha256 text NOT NULL,
        row_count int NOT NULL,
        imported_by text,
        imported_at timestamptz NOT NULL,
        undone_by text,
        undone_at timestamptz
      );
      CREATE TABLE delegate_imported (
        delegate_id uuid PRIMARY KEY REFERENCES delegate ON DELETE CASCADE,
        import_id uuid NOT NULL REFERENCES delegate_import,
        -- What the row made beside the seat; null where it was there already.
        person_id uuid,
        account_id uuid,
        membership_id uuid
      );
      CREATE INDEX delegate_imported_by ON delegate_imported (import_id);
      REVOKE UPDATE, DELETE, TRUNCATE ON delegate_import FROM directory;
      GRANT UPDATE (undone_by, undone_at) ON delegate_import TO directory;
      REVOKE UPDATE, TRUNCATE ON delegate_imported FROM directory;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE delegate_imported, delegate_import');
  }
}
