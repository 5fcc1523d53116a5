/** Interpellations, the groups they are decided in, their log, and the promises that come of them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Interpellation1700000000502 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE interpellation_group (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        title text NOT NULL,
        basis_poll_id uuid REFERENCES poll,
        proposed_at timestamptz NOT NULL,
        decided_at timestamptz,
        CONSTRAINT a_decision_has_its_poll CHECK ((decided_at IS NULL) = (basis_poll_id IS NULL))
      );
      CREATE INDEX interpellation_group_of_sitting ON interpellation_group (sitting_id, proposed_at, id);

      CREATE TABLE interpellation (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        council_id text NOT NULL,
        title text NOT NULL CONSTRAINT an_issue_is_short CHECK (length(title) BETWEEN 1 AND 1000),
        seat_id uuid NOT NULL,
        asking_name text NOT NULL,
        asking_group text,
        asked_name text NOT NULL,
        asked_office text NOT NULL,
        body_id text NOT NULL,
        group_id uuid REFERENCES interpellation_group,
        state text NOT NULL CONSTRAINT interpellation_state_is_known CHECK (state IN ('SUBMITTED', 'GROUPED', 'SCHEDULED', 'ASKED', 'ANSWERED', 'AWAITING_WRITING', 'ANSWERED_IN_WRITING', 'SATISFIED', 'NOT_SATISFIED', 'RE_ASKED', 'WITHDRAWN')),
        submitted_at timestamptz NOT NULL,
        written_reason text CONSTRAINT written_reason_is_known CHECK (written_reason IN ('NOT_IN_GROUPS', 'NEEDS_INVESTIGATION', 'NOT_REACHED')),
        due_on date,
        written_answer text,
        written_on date,
        escalation text NOT NULL DEFAULT 'NONE',
        repeats_id uuid CONSTRAINT one_repetition_per_interpellation UNIQUE REFERENCES interpellation,
        CONSTRAINT a_written_answer_is_due CHECK ((written_reason IS NULL) = (due_on IS NULL) AND (written_answer IS NULL OR due_on IS NOT NULL) AND (written_answer IS NULL) = (written_on IS NULL))
      );
      CREATE INDEX interpellation_of_sitting ON interpellation (sitting_id, submitted_at, id);
      CREATE INDEX interpellation_of_seat ON interpellation (seat_id, submitted_at, id);
      CREATE INDEX interpellation_of_body ON interpellation (body_id, due_on, id);
      REVOKE DELETE, TRUNCATE ON interpellation FROM sessions;

      CREATE FUNCTION a_slip_stays_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.id, NEW.sitting_id, NEW.title, NEW.seat_id, NEW.asking_name, NEW.asked_name, NEW.asked_office, NEW.body_id, NEW.submitted_at, NEW.repeats_id)
          IS DISTINCT FROM (OLD.id, OLD.sitting_id, OLD.title, OLD.seat_id, OLD.asking_name, OLD.asked_name, OLD.asked_office, OLD.body_id, OLD.submitted_at, OLD.repeats_id)
          OR (OLD.written_answer IS NOT NULL AND NEW.written_answer IS DISTINCT FROM OLD.written_answer) THEN
          RAISE EXCEPTION 'a slip and its written answer stay as they were handed in' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_slip_stays_as_written';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_slip_stays_as_written BEFORE UPDATE ON interpellation FOR EACH ROW EXECUTE FUNCTION a_slip_stays_as_written();

      CREATE TABLE interpellation_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        interpellation_id uuid NOT NULL REFERENCES interpellation,
        sitting_id uuid NOT NULL REFERENCES sitting,
        command text NOT NULL,
        detail jsonb NOT NULL DEFAULT '{}',
        recorded_by text,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX interpellation_event_of_sitting ON interpellation_event (sitting_id, position);
      REVOKE UPDATE, DELETE, TRUNCATE ON interpellation_event FROM sessions;

      ALTER TABLE speaker_request ADD COLUMN interpellation_id uuid REFERENCES interpellation;
      CREATE INDEX speech_of_interpellation ON speaker_request (interpellation_id, started_at) WHERE interpellation_id IS NOT NULL;
      ALTER TABLE commitment ADD COLUMN interpellation_id uuid REFERENCES interpellation;
      ALTER TABLE commitment ADD COLUMN speech_id uuid REFERENCES speaker_request;
      CREATE INDEX commitment_of_interpellation ON commitment (interpellation_id, made_on, id) WHERE interpellation_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE commitment DROP COLUMN speech_id;
      ALTER TABLE commitment DROP COLUMN interpellation_id;
      ALTER TABLE speaker_request DROP COLUMN interpellation_id;
      DROP TABLE interpellation_event, interpellation, interpellation_group;
      DROP FUNCTION a_slip_stays_as_written();
    `);
  }
}
