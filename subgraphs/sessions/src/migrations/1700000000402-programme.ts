/** The programme of a session: versions are added and never changed; an adoption names its poll. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Programme1700000000402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE agenda_item ADD COLUMN parent_id uuid;

      CREATE TABLE programme (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session,
        number int NOT NULL CHECK (number > 0),
        items jsonb NOT NULL CONSTRAINT a_programme_is_a_list CHECK (jsonb_typeof(items) = 'array'),
        note text,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        CONSTRAINT one_programme_per_number UNIQUE (session_id, number)
      );
      CREATE TABLE programme_adoption (
        programme_id uuid PRIMARY KEY REFERENCES programme,
        poll_id uuid NOT NULL CONSTRAINT a_poll_adopts_one_programme UNIQUE REFERENCES poll (id),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      REVOKE UPDATE, DELETE, TRUNCATE ON programme, programme_adoption FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE programme_adoption, programme; ALTER TABLE agenda_item DROP COLUMN parent_id;');
  }
}
