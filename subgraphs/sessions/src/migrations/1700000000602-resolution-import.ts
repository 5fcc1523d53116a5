/** Imports of old resolutions: what file, by whom, and when it was taken back. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ResolutionImport1700000000602 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resolution_import (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        filename text NOT NULL,
        sha256 text NOT NULL,
        row_count int NOT NULL,
        imported_by text,
        imported_at timestamptz NOT NULL,
        undone_by text,
        undone_at timestamptz
      );
      CREATE TABLE resolution_imported (
        resolution_id uuid PRIMARY KEY REFERENCES resolution ON DELETE CASCADE,
        import_id uuid NOT NULL REFERENCES resolution_import
      );
      CREATE INDEX resolution_imported_by ON resolution_imported (import_id);
      REVOKE UPDATE, DELETE, TRUNCATE ON resolution_import FROM sessions;
      GRANT UPDATE (undone_by, undone_at) ON resolution_import TO sessions;
      REVOKE UPDATE, TRUNCATE ON resolution_imported FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE resolution_imported, resolution_import');
  }
}
