/**
 * Documents: the bytes lie here, in parts. A whole version takes no further
 * part; what was sent and opened is added and never changed.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Document1700000000403 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session,
        council_id text NOT NULL,
        agenda_item_id uuid REFERENCES agenda_item,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
        classification text NOT NULL CONSTRAINT no_state_secrets CHECK (classification IN ('PUBLIC', 'INTERNAL', 'CLOSED_SITTING')),
        created_at timestamptz NOT NULL
      );
      CREATE INDEX document_of_session ON document (session_id, id);
      CREATE INDEX document_of_item ON document (agenda_item_id) WHERE agenda_item_id IS NOT NULL;
      REVOKE UPDATE, DELETE, TRUNCATE ON document FROM sessions;
      GRANT UPDATE (title) ON document TO sessions;

      CREATE TABLE document_version (
        document_id uuid NOT NULL REFERENCES document,
        number int NOT NULL CHECK (number > 0),
        file_name text NOT NULL,
        media_type text NOT NULL,
        bytes int NOT NULL CHECK (bytes BETWEEN 1 AND 20971520),
        sha256 text NOT NULL CONSTRAINT document_digest_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        uploaded_by text NOT NULL,
        begun_at timestamptz NOT NULL,
        completed_at timestamptz,
        PRIMARY KEY (document_id, number)
      );
      CREATE TABLE document_part (
        document_id uuid NOT NULL,
        number int NOT NULL,
        index int NOT NULL CHECK (index >= 0),
        content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 131072),
        PRIMARY KEY (document_id, number, index),
        FOREIGN KEY (document_id, number) REFERENCES document_version
      );
      ALTER TABLE document_part ALTER COLUMN content SET STORAGE EXTERNAL;
      REVOKE UPDATE, DELETE, TRUNCATE ON document_version, document_part FROM sessions;
      GRANT UPDATE (completed_at) ON document_version TO sessions;
      GRANT UPDATE (content) ON document_part TO sessions;

      CREATE FUNCTION a_whole_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM sessions.document_version v WHERE v.document_id = NEW.document_id AND v.number = NEW.number AND v.completed_at IS NOT NULL) THEN
          RAISE EXCEPTION 'a whole version takes no further part' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_whole_version_is_frozen';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_whole_version_is_frozen BEFORE INSERT OR UPDATE ON document_part FOR EACH ROW EXECUTE FUNCTION a_whole_version_is_frozen();
      CREATE FUNCTION a_version_is_completed_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.completed_at IS NOT NULL THEN
          RAISE EXCEPTION 'a version is completed once' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_whole_version_is_frozen';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_version_is_completed_once BEFORE UPDATE ON document_version FOR EACH ROW EXECUTE FUNCTION a_version_is_completed_once();

      CREATE TABLE document_sending (
        document_id uuid NOT NULL,
        version int NOT NULL,
        sent_at timestamptz NOT NULL,
        sent_on date NOT NULL,
        due_on date,
        late_reason text,
        sent_by text NOT NULL,
        CONSTRAINT a_version_is_sent_once PRIMARY KEY (document_id, version),
        FOREIGN KEY (document_id, version) REFERENCES document_version,
        CONSTRAINT a_late_document_has_its_reason CHECK (due_on IS NULL OR sent_on <= due_on OR late_reason IS NOT NULL)
      );
      CREATE TABLE document_delivery (
        document_id uuid NOT NULL,
        version int NOT NULL,
        seat_id uuid NOT NULL,
        full_name text NOT NULL,
        card_number int,
        sent_at timestamptz NOT NULL,
        PRIMARY KEY (document_id, version, seat_id),
        FOREIGN KEY (document_id, version) REFERENCES document_sending
      );
      CREATE TABLE document_opening (
        document_id uuid NOT NULL,
        version int NOT NULL,
        seat_id uuid NOT NULL,
        opened_at timestamptz NOT NULL,
        PRIMARY KEY (document_id, version, seat_id),
        FOREIGN KEY (document_id, version, seat_id) REFERENCES document_delivery
      );
      REVOKE UPDATE, DELETE, TRUNCATE ON document_sending, document_delivery, document_opening FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE document_opening, document_delivery, document_sending, document_part, document_version, document;
      DROP FUNCTION a_whole_version_is_frozen, a_version_is_completed_once;
    `);
  }
}
