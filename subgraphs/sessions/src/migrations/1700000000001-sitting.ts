/** Session, sitting, agenda, attendance, devices, commitments. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sitting1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        term_ordinal text NOT NULL,
        ordinal int NOT NULL CHECK (ordinal > 0),
        kind text NOT NULL CONSTRAINT session_kind_is_known CHECK (kind IN ('REGULAR', 'THEMATIC', 'EXTRAORDINARY')),
        name text NOT NULL,
        opens_on date NOT NULL,
        closes_on date NOT NULL,
        summary text,
        illustrative boolean NOT NULL,
        CONSTRAINT session_closes_after_it_opens CHECK (closes_on >= opens_on),
        CONSTRAINT one_session_per_number_of_a_term UNIQUE (council_id, term_ordinal, ordinal)
      );
      CREATE INDEX session_by_day ON session (council_id, opens_on DESC, id);

      CREATE TABLE sitting (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session,
        council_id text NOT NULL,
        council_name text NOT NULL,
        session_name text NOT NULL,
        kind text NOT NULL CONSTRAINT sitting_kind_is_known CHECK (kind IN ('PREPARATORY', 'PLENARY', 'GROUP_DISCUSSION', 'QUESTIONING', 'EXPLANATION')),
        name text NOT NULL,
        state text NOT NULL DEFAULT 'PLANNED' CONSTRAINT sitting_state_is_known CHECK (state IN ('PLANNED', 'OPEN', 'BREAK', 'ENDED')),
        visibility text NOT NULL DEFAULT 'PUBLIC' CONSTRAINT sitting_visibility_is_known CHECK (visibility IN ('PUBLIC', 'CLOSED')),
        view text NOT NULL DEFAULT 'HOLDING' CONSTRAINT sitting_view_is_known CHECK (view IN ('HOLDING', 'AGENDA_ITEM', 'POLL')),
        frozen boolean NOT NULL DEFAULT false,
        break_until timestamptz,
        step int NOT NULL DEFAULT 0,
        attendance_revision int NOT NULL DEFAULT 0,
        starts_at timestamptz NOT NULL,
        opened_at timestamptz,
        ended_at timestamptz,
        agenda_item_id uuid,
        illustrative boolean NOT NULL
      );
      CREATE INDEX sitting_of_session ON sitting (session_id, starts_at);
      CREATE INDEX sitting_of_council ON sitting (council_id, starts_at DESC);

      CREATE TABLE agenda_item (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        position int NOT NULL CHECK (position > 0),
        title text NOT NULL,
        short_title text,
        kind text NOT NULL CONSTRAINT agenda_item_kind_is_known CHECK (kind IN ('PROCEDURE', 'REPORT', 'RESOLUTION', 'QUESTIONING', 'PERSONNEL')),
        phase text NOT NULL DEFAULT 'SUBMISSION' CONSTRAINT agenda_phase_is_known CHECK (phase IN ('SUBMISSION', 'VERIFICATION', 'DISCUSSION', 'ITEMS', 'WHOLE', 'PUBLISH')),
        state text NOT NULL DEFAULT 'PENDING' CONSTRAINT agenda_item_state_is_known CHECK (state IN ('PENDING', 'CURRENT', 'DONE')),
        document_version int,
        CONSTRAINT one_agenda_item_per_position UNIQUE (sitting_id, position) DEFERRABLE
      );
      CREATE UNIQUE INDEX one_current_agenda_item ON agenda_item (sitting_id) WHERE state = 'CURRENT';
      ALTER TABLE sitting ADD CONSTRAINT sitting_shows_a_known_item FOREIGN KEY (agenda_item_id) REFERENCES agenda_item;

      CREATE TABLE sitting_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        step int NOT NULL,
        command text NOT NULL,
        detail jsonb NOT NULL DEFAULT '{}',
        recorded_by text,
        recorded_at timestamptz NOT NULL,
        correlation_id text NOT NULL
      );
      CREATE INDEX sitting_event_of_sitting ON sitting_event (sitting_id, position);
      REVOKE UPDATE, DELETE, TRUNCATE ON sitting_event FROM sessions;

      CREATE TABLE attendance_interval (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        seat_id uuid NOT NULL,
        arrived_at timestamptz NOT NULL,
        left_at timestamptz,
        source text NOT NULL CONSTRAINT attendance_source_is_known CHECK (source IN ('QR', 'CARD', 'CLERK')),
        recorded_by text NOT NULL,
        undone boolean NOT NULL DEFAULT false,
        CONSTRAINT leaving_follows_arriving CHECK (left_at >= arrived_at),
        CONSTRAINT a_seat_is_present_once EXCLUDE USING gist (sitting_id WITH =, seat_id WITH =, tstzrange(arrived_at, left_at, '[)') WITH &&) WHERE (NOT undone)
      );
      CREATE UNIQUE INDEX one_open_interval_per_seat ON attendance_interval (sitting_id, seat_id) WHERE left_at IS NULL AND NOT undone;
      REVOKE DELETE, TRUNCATE ON attendance_interval FROM sessions;

      CREATE TABLE absence (
        sitting_id uuid NOT NULL REFERENCES sitting,
        seat_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT absence_kind_is_known CHECK (kind IN ('EXCUSED', 'UNEXCUSED')),
        reason text NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (sitting_id, seat_id)
      );

      CREATE TABLE attendance_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        seat_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT attendance_event_kind_is_known CHECK (kind IN ('ARRIVE', 'LEAVE', 'EXCUSE', 'UNDO')),
        interval_id uuid REFERENCES attendance_interval,
        undoes bigint CONSTRAINT an_event_is_undone_once UNIQUE REFERENCES attendance_event,
        source text,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT undo_names_what_it_undoes CHECK ((kind = 'UNDO') = (undoes IS NOT NULL))
      );
      CREATE INDEX attendance_event_of_recorder ON attendance_event (sitting_id, recorded_by, position DESC);
      CREATE INDEX attendance_event_of_seat ON attendance_event (sitting_id, seat_id, position DESC);
      REVOKE UPDATE, DELETE, TRUNCATE ON attendance_event FROM sessions;

      CREATE UNLOGGED TABLE device_report (
        sitting_id uuid NOT NULL,
        device_key text NOT NULL,
        kind text NOT NULL CONSTRAINT device_kind_is_known CHECK (kind IN ('SEAT', 'DISPLAY')),
        seat_id uuid,
        name text,
        step int NOT NULL,
        revision int NOT NULL,
        lag_ms int,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (sitting_id, device_key),
        CONSTRAINT a_seat_device_has_a_seat CHECK ((kind = 'SEAT') = (seat_id IS NOT NULL))
      );

      CREATE TABLE commitment (
        id uuid PRIMARY KEY,
        sitting_id uuid REFERENCES sitting,
        council_id text NOT NULL,
        body_id text NOT NULL,
        unit_id text,
        title text NOT NULL,
        made_on date NOT NULL,
        due_on date,
        done_on date,
        escalation text NOT NULL DEFAULT 'NONE',
        illustrative boolean NOT NULL
      );
      CREATE INDEX commitment_of_body ON commitment (body_id, due_on, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sitting DROP CONSTRAINT sitting_shows_a_known_item');
    await runner.query(
      'DROP TABLE commitment, device_report, attendance_event, absence, attendance_interval, sitting_event, agenda_item, sitting, session',
    );
  }
}
