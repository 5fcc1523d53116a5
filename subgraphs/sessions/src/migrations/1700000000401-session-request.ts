/** Requests of those who may ask: signatures are added and never changed; who a voter is lies sealed. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SessionRequest1700000000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session_request (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        requested_by text NOT NULL CONSTRAINT requester_is_known CHECK (requested_by IN ('STANDING_BODY', 'PEOPLES_COMMITTEE_CHAIR', 'DELEGATES', 'VOTERS')),
        wants text NOT NULL CONSTRAINT requested_act_is_known CHECK (wants IN ('SPECIAL_SESSION', 'CLOSED_SITTING', 'CONFIDENCE_VOTE')),
        subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 1000),
        document text,
        voters_total int CHECK (voters_total > 0),
        representative text,
        raised_at timestamptz NOT NULL,
        met_at timestamptz,
        CONSTRAINT voters_are_counted_and_represented CHECK ((requested_by = 'VOTERS') = (voters_total IS NOT NULL AND representative IS NOT NULL))
      );
      CREATE INDEX session_request_of_council ON session_request (council_id, id DESC);
      REVOKE UPDATE, DELETE, TRUNCATE ON session_request FROM sessions;
      GRANT UPDATE (met_at) ON session_request TO sessions;

      CREATE FUNCTION a_met_request_stays_met() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.met_at IS NOT NULL AND NEW.met_at IS DISTINCT FROM OLD.met_at THEN
          RAISE EXCEPTION 'a request that was met stays met' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_met_request_stays_met';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_met_request_stays_met BEFORE UPDATE ON session_request FOR EACH ROW EXECUTE FUNCTION a_met_request_stays_met();

      CREATE TABLE request_signature (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES session_request,
        seat_id uuid NOT NULL,
        signed_at timestamptz NOT NULL,
        document text,
        recorded_by text NOT NULL
      );
      CREATE INDEX request_signature_of_request ON request_signature (request_id, seat_id);

      CREATE TABLE voter_signature (
        request_id uuid NOT NULL REFERENCES session_request,
        digest text NOT NULL,
        sealed text NOT NULL,
        verified_on date NOT NULL,
        verified_by text NOT NULL,
        CONSTRAINT a_voter_signs_once PRIMARY KEY (request_id, digest)
      );

      CREATE TABLE request_decision (
        request_id uuid PRIMARY KEY REFERENCES session_request,
        accepted boolean NOT NULL,
        note text NOT NULL CHECK (length(note) BETWEEN 1 AND 1000),
        decided_on date NOT NULL,
        decided_by text NOT NULL
      );
      REVOKE UPDATE, DELETE, TRUNCATE ON request_signature, voter_signature, request_decision FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE request_decision, voter_signature, request_signature, session_request; DROP FUNCTION a_met_request_stays_met;',
    );
  }
}
