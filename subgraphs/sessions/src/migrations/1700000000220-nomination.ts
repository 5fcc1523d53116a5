/**
 * Candidates of an election: who was nominated by whom, who withdrew, and the
 * procedural poll that closed the list. What is closed does not change, and no
 * election opens without it (R-VOT-07).
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Nomination1700000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE candidate_list (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting (id),
        council_id text NOT NULL,
        agenda_item_id uuid REFERENCES agenda_item (id),
        office text NOT NULL CHECK (length(office) BETWEEN 1 AND 300),
        seats_to_fill int NOT NULL CHECK (seats_to_fill BETWEEN 1 AND 100),
        created_by text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        closed_by_poll uuid REFERENCES poll (id),
        closed_at timestamptz,
        CONSTRAINT closed_by_a_poll CHECK ((closed_by_poll IS NULL) = (closed_at IS NULL))
      );
      CREATE INDEX candidate_list_of_sitting ON candidate_list (sitting_id, created_at);

      CREATE TABLE nomination (
        id uuid PRIMARY KEY,
        list_id uuid NOT NULL REFERENCES candidate_list (id),
        person_id uuid,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
        post text CHECK (length(post) BETWEEN 1 AND 300),
        proposer text NOT NULL CONSTRAINT a_proposer_of_the_law CHECK (proposer IN ('PRESIDING_OFFICER', 'STANDING_BODY', 'COUNCIL_CHAIR', 'COMMITTEE_CHAIR', 'DELEGATE', 'SELF')),
        proposed_by text,
        proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        withdrawn_at timestamptz,
        withdrawal_reason text,
        CONSTRAINT a_withdrawal_says_why CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
      );
      CREATE UNIQUE INDEX one_standing_nomination_per_person ON nomination (list_id, coalesce(person_id::text, lower(name))) WHERE withdrawn_at IS NULL;

      ALTER TABLE poll ADD COLUMN candidate_list_id uuid REFERENCES candidate_list (id);

      CREATE FUNCTION a_closed_list_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NEW.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'a list of candidates begins open' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_list_begins_open';
          END IF;
          RETURN NEW;
        END IF;
        IF OLD.closed_at IS NOT NULL THEN
          RAISE EXCEPTION 'a closed list of candidates does not change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_closed_list_stays';
        END IF;
        IF NEW.closed_by_poll IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM sessions.poll p JOIN sessions.poll_tally t ON t.poll_id = p.id JOIN sessions.poll_ruling r ON r.poll_id = p.id AND r.state = 'PUBLISHED'
          WHERE p.id = NEW.closed_by_poll AND p.sitting_id = NEW.sitting_id AND p.kind = 'PROCEDURAL' AND t.outcome = 'ADOPTED'
            AND NOT EXISTS (SELECT 1 FROM sessions.poll_ruling a WHERE a.poll_id = p.id AND a.state = 'ANNULLED')) THEN
          RAISE EXCEPTION 'a list is closed by an adopted procedural poll of its sitting' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'closed_by_the_council';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_closed_list_stays BEFORE INSERT OR UPDATE ON candidate_list FOR EACH ROW EXECUTE FUNCTION a_closed_list_stays();

      CREATE FUNCTION nominations_while_the_list_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.candidate_list l WHERE l.id = NEW.list_id AND l.closed_at IS NULL FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the list of candidates is closed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_closed_list_stays';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER nominations_while_the_list_is_open BEFORE INSERT OR UPDATE ON nomination FOR EACH ROW EXECUTE FUNCTION nominations_while_the_list_is_open();

      CREATE FUNCTION an_election_has_a_closed_list() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'DRAFT' AND NEW.candidate_list_id IS DISTINCT FROM OLD.candidate_list_id THEN
          RAISE EXCEPTION 'the list was frozen with the question' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_question_is_frozen';
        END IF;
        IF OLD.state <> 'OPEN' AND NEW.state = 'OPEN' AND NEW.kind = 'ELECTION' AND OLD.opened_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM sessions.candidate_list l WHERE l.id = NEW.candidate_list_id AND l.closed_at IS NOT NULL) THEN
          RAISE EXCEPTION 'an election opens on a closed list' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'an_election_has_a_closed_list';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER an_election_has_a_closed_list BEFORE UPDATE ON poll FOR EACH ROW EXECUTE FUNCTION an_election_has_a_closed_list();

      REVOKE UPDATE, DELETE, TRUNCATE ON candidate_list, nomination FROM sessions;
      GRANT UPDATE (closed_by_poll, closed_at) ON candidate_list TO sessions;
      GRANT UPDATE (withdrawn_at, withdrawal_reason) ON nomination TO sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER an_election_has_a_closed_list ON poll;
      ALTER TABLE poll DROP COLUMN candidate_list_id;
      DROP TABLE nomination, candidate_list;
      DROP FUNCTION an_election_has_a_closed_list, nominations_while_the_list_is_open, a_closed_list_stays;
    `);
  }
}
