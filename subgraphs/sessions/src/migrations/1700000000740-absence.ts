/** Asking to be away, before the sitting, with a reason; and what was decided. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Absence1700000000740 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE absence_request (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        seat_id uuid NOT NULL,
        full_name text NOT NULL,
        group_name text,
        reason text NOT NULL CONSTRAINT an_absence_has_a_reason CHECK (char_length(reason) BETWEEN 1 AND 500),
        state text NOT NULL DEFAULT 'PENDING' CONSTRAINT absence_request_state_is_known CHECK (state IN ('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
        requested_at timestamptz NOT NULL,
        decided_at timestamptz,
        decided_by text,
        decision_note text,
        CONSTRAINT a_decision_is_whole CHECK ((state IN ('APPROVED', 'DECLINED')) = (decided_at IS NOT NULL)),
        CONSTRAINT who_is_declined_is_told_why CHECK (state <> 'DECLINED' OR decision_note IS NOT NULL)
      );
      CREATE UNIQUE INDEX one_standing_request_per_seat ON absence_request (sitting_id, seat_id) WHERE state IN ('PENDING', 'APPROVED');
      CREATE FUNCTION absence_request_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'PENDING' OR (NEW.id, NEW.sitting_id, NEW.seat_id, NEW.reason, NEW.requested_at) IS DISTINCT FROM (OLD.id, OLD.sitting_id, OLD.seat_id, OLD.reason, OLD.requested_at) THEN
          RAISE EXCEPTION 'a request is decided once, as it was made';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER absence_request_is_decided_once BEFORE UPDATE ON absence_request FOR EACH ROW EXECUTE FUNCTION absence_request_is_decided_once();
      REVOKE DELETE, TRUNCATE ON absence_request FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE absence_request; DROP FUNCTION absence_request_is_decided_once();');
  }
}
