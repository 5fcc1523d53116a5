/** The speakers' list: one has the floor at a time, and what is over does not change. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Speaking1700000000501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sitting ADD COLUMN speaking_revision int NOT NULL DEFAULT 0;
      ALTER TABLE sitting DROP CONSTRAINT sitting_view_is_known;
      ALTER TABLE sitting ADD CONSTRAINT sitting_view_is_known CHECK (view IN ('HOLDING', 'AGENDA_ITEM', 'POLL', 'SPEAKER'));

      CREATE TABLE speaker_request (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        agenda_item_id uuid REFERENCES agenda_item,
        seat_id uuid,
        full_name text NOT NULL,
        group_name text,
        kind text NOT NULL CONSTRAINT speech_kind_is_known CHECK (kind IN ('CONTRIBUTION', 'PRO', 'CONTRA', 'POINT_OF_ORDER', 'QUESTION', 'ANSWER')),
        state text NOT NULL DEFAULT 'WAITING' CONSTRAINT speaker_state_is_known CHECK (state IN ('WAITING', 'SPEAKING', 'DONE', 'WITHDRAWN', 'DECLINED')),
        position int NOT NULL,
        requested_at timestamptz NOT NULL,
        requested_by text,
        started_at timestamptz,
        limit_seconds int CONSTRAINT a_limit_is_reasonable CHECK (limit_seconds BETWEEN 1 AND 3600),
        limit_rule jsonb,
        extended_seconds int NOT NULL DEFAULT 0 CONSTRAINT an_extension_adds CHECK (extended_seconds >= 0),
        ended_at timestamptz,
        CONSTRAINT a_speech_was_called CHECK (state NOT IN ('SPEAKING', 'DONE') OR (started_at IS NOT NULL AND limit_seconds IS NOT NULL AND limit_rule IS NOT NULL)),
        CONSTRAINT a_speech_ends_once CHECK ((state = 'DONE') = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX one_speaker_has_the_floor ON speaker_request (sitting_id) WHERE state = 'SPEAKING';
      CREATE UNIQUE INDEX one_waiting_request_per_seat_and_kind ON speaker_request (sitting_id, seat_id, kind) WHERE state = 'WAITING';
      CREATE INDEX speaker_request_in_order ON speaker_request (sitting_id, position, id);
      REVOKE DELETE, TRUNCATE ON speaker_request FROM sessions;

      CREATE FUNCTION a_speech_that_is_over_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state NOT IN ('WAITING', 'SPEAKING') OR (NEW.id, NEW.sitting_id, NEW.seat_id, NEW.full_name, NEW.kind, NEW.requested_at) IS DISTINCT FROM (OLD.id, OLD.sitting_id, OLD.seat_id, OLD.full_name, OLD.kind, OLD.requested_at)
          OR (OLD.started_at IS NOT NULL AND (NEW.started_at, NEW.limit_seconds, NEW.limit_rule) IS DISTINCT FROM (OLD.started_at, OLD.limit_seconds, OLD.limit_rule)) THEN
          RAISE EXCEPTION 'a speech that is over, or its beginning, does not change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_speech_that_is_over_stays';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_speech_that_is_over_stays BEFORE UPDATE ON speaker_request FOR EACH ROW EXECUTE FUNCTION a_speech_that_is_over_stays();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE speaker_request;
      DROP FUNCTION a_speech_that_is_over_stays();
      UPDATE sitting SET view = 'AGENDA_ITEM' WHERE view = 'SPEAKER';
      ALTER TABLE sitting DROP CONSTRAINT sitting_view_is_known;
      ALTER TABLE sitting ADD CONSTRAINT sitting_view_is_known CHECK (view IN ('HOLDING', 'AGENDA_ITEM', 'POLL'));
      ALTER TABLE sitting DROP COLUMN speaking_revision;
    `);
  }
}
