/**
 * All ten kinds of poll over one engine: the rows of a ballot, its form, and the
 * counts of a box.
 *
 * The rows are frozen with the question: they are written while the poll is a
 * draft, never changed, and a poll becomes ready with all of them. A ballot is a
 * text of its poll's form; the trigger keeps out what cannot be one, whoever
 * wrote the insert. A public poll is counted by its closing; a secret one after
 * it, once, before it is certified.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PollKinds1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE poll
        ADD COLUMN layout text NOT NULL DEFAULT 'CHOICE' CHECK (layout IN ('CHOICE', 'ROWS', 'PICK')),
        ADD COLUMN row_count int NOT NULL DEFAULT 0 CONSTRAINT a_ballot_fits_on_its_paper CHECK (row_count BETWEEN 0 AND 100),
        ADD COLUMN pick int CONSTRAINT a_pick_leaves_a_choice CHECK (pick BETWEEN 1 AND row_count - 1),
        ADD COLUMN seats_to_fill int CONSTRAINT places_have_candidates CHECK (seats_to_fill BETWEEN 1 AND row_count),
        ADD COLUMN removal_of text CHECK (removal_of IN ('OFFICE_HOLDER', 'DELEGATE')),
        ADD COLUMN form_basis text CHECK (length(form_basis) BETWEEN 1 AND 1000),
        ADD COLUMN total_seats int,
        ADD CONSTRAINT a_pick_says_how_many CHECK ((layout = 'PICK') = (pick IS NOT NULL));

      CREATE TABLE poll_row (
        poll_id uuid NOT NULL REFERENCES poll (id),
        row_number int NOT NULL CHECK (row_number > 0),
        person_id uuid,
        name text NOT NULL CONSTRAINT a_row_has_a_name CHECK (length(name) BETWEEN 1 AND 300),
        post text CHECK (length(post) BETWEEN 1 AND 300),
        CONSTRAINT each_row_once PRIMARY KEY (poll_id, row_number),
        CONSTRAINT one_row_per_person UNIQUE (poll_id, person_id)
      );

      ALTER TABLE ballot DROP CONSTRAINT a_choice_of_the_law;
      ALTER TABLE ballot ADD CONSTRAINT a_ballot_is_a_short_text CHECK (choice ~ '^[A-Z0-9_=,+]+$' AND length(choice) <= 4000);

      ALTER TABLE poll_tally
        ADD COLUMN ballots_issued int, ADD COLUMN ballots_collected int, ADD COLUMN ballots_valid int, ADD COLUMN ballots_invalid int,
        ADD COLUMN total_seats int, ADD COLUMN in_office int, ADD COLUMN suspended int, ADD COLUMN excused int, ADD COLUMN unexcused int,
        ADD COLUMN marks jsonb, ADD COLUMN row_counts jsonb, ADD COLUMN verdicts jsonb,
        DROP CONSTRAINT the_lines_add_up,
        ADD CONSTRAINT the_lines_add_up CHECK (voted + not_recorded = present_at_open + late_arrivals
          AND (marks IS NOT NULL OR row_counts IS NOT NULL OR coalesce(ballots_valid, voted) = for_count + against_count + abstain_count)),
        ADD CONSTRAINT what_was_collected_is_valid_or_not CHECK (ballots_collected = ballots_valid + ballots_invalid AND ballots_issued >= ballots_collected AND ballots_collected = voted);
    `);
    await runner.query(`
      CREATE FUNCTION ballot_form_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.layout, NEW.row_count, NEW.pick, NEW.seats_to_fill, NEW.removal_of, NEW.form_basis) IS DISTINCT FROM (OLD.layout, OLD.row_count, OLD.pick, OLD.seats_to_fill, OLD.removal_of, OLD.form_basis)
          OR (OLD.roll_hash IS NOT NULL AND NEW.total_seats IS DISTINCT FROM OLD.total_seats) THEN
          RAISE EXCEPTION 'the form of a ballot does not change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_question_is_frozen';
        END IF;
        IF OLD.state = 'DRAFT' AND NEW.state = 'READY' AND NEW.row_count <> (SELECT count(*) FROM sessions.poll_row r WHERE r.poll_id = NEW.id) THEN
          RAISE EXCEPTION 'a poll becomes ready with all its rows' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_rows_are_complete';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ballot_form_stays BEFORE UPDATE ON poll FOR EACH ROW EXECUTE FUNCTION ballot_form_stays();

      CREATE FUNCTION rows_are_made_with_the_draft() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id IN (SELECT a.poll_id FROM added a) FOR UPDATE;
        IF EXISTS (SELECT 1 FROM added a LEFT JOIN sessions.poll p ON p.id = a.poll_id WHERE p.state IS DISTINCT FROM 'DRAFT' OR a.row_number > p.row_count) THEN
          RAISE EXCEPTION 'the rows of a ballot are made with its draft' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_rows_are_frozen';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER rows_are_made_with_the_draft AFTER INSERT ON poll_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION rows_are_made_with_the_draft();

      CREATE FUNCTION a_ballot_has_its_form() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM added a JOIN sessions.poll p ON p.id = a.poll_id
                   WHERE CASE p.layout WHEN 'CHOICE' THEN NOT a.choice = ANY (p.options)
                     ELSE array_length(string_to_array(a.choice, ','), 1) <> p.row_count
                       OR a.choice !~ ('^[0-9]+=((' || array_to_string(p.options, '|') || ')([+](' || array_to_string(p.options, '|') || '))*)?(,[0-9]+=((' || array_to_string(p.options, '|') || ')([+](' || array_to_string(p.options, '|') || '))*)?)*$') END) THEN
          RAISE EXCEPTION 'a ballot has the form of its poll' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_choice_of_the_poll';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER a_ballot_has_its_form AFTER INSERT ON ballot REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION a_ballot_has_its_form();

      CREATE OR REPLACE FUNCTION counted_once_at_the_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND ((p.state = 'CLOSING' AND (p.form <> 'PUBLIC' OR NEW.voted <= NEW.chain_length))
          OR (p.state = 'CLOSED' AND p.form = 'SECRET' AND NOT EXISTS (SELECT 1 FROM sessions.poll_ruling r WHERE r.poll_id = p.id))) FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a poll is counted at its closing' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'counted_once_at_the_closing';
        END IF;
        RETURN NEW;
      END $$;

      CREATE OR REPLACE FUNCTION poll_stays_as_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state IN ('CLOSED', 'CANCELLED') THEN
          RAISE EXCEPTION 'a poll that is over does not change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_poll_that_is_over_stays';
        END IF;
        IF (NEW.id, NEW.sitting_id, NEW.council_id) IS DISTINCT FROM (OLD.id, OLD.sitting_id, OLD.council_id)
          OR NEW.revision < OLD.revision OR NEW.chain_length < OLD.chain_length THEN
          RAISE EXCEPTION 'a poll keeps its place and only grows' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_poll_only_grows';
        END IF;
        IF OLD.state <> 'DRAFT' AND (NEW.agenda_item_id, NEW.kind, NEW.form, NEW.title, NEW.options, NEW.document_version, NEW.duration_seconds, NEW.revote_of, NEW.rule, NEW.frozen_hash)
          IS DISTINCT FROM (OLD.agenda_item_id, OLD.kind, OLD.form, OLD.title, OLD.options, OLD.document_version, OLD.duration_seconds, OLD.revote_of, OLD.rule, OLD.frozen_hash) THEN
          RAISE EXCEPTION 'the question was frozen when the poll became ready' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_question_is_frozen';
        END IF;
        IF OLD.roll_hash IS NOT NULL AND (NEW.roll_hash, NEW.total, NEW.in_office, NEW.suspended, NEW.present_at_open, NEW.opened_at)
          IS DISTINCT FROM (OLD.roll_hash, OLD.total, OLD.in_office, OLD.suspended, OLD.present_at_open, OLD.opened_at) THEN
          RAISE EXCEPTION 'roll and denominator were frozen at the opening' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_denominator_is_frozen';
        END IF;
        IF NEW.state = 'CLOSED' AND NEW.form = 'PUBLIC' AND NOT EXISTS (SELECT 1 FROM sessions.poll_tally t WHERE t.poll_id = NEW.id AND t.chain_length = NEW.chain_length AND t.chain_head = NEW.chain_head) THEN
          RAISE EXCEPTION 'a poll closes with the tally of its own ballots' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'closed_means_counted';
        END IF;
        RETURN NEW;
      END $$;

      CREATE FUNCTION certified_means_counted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state = 'CERTIFIED' AND NOT EXISTS (SELECT 1 FROM sessions.poll_tally t WHERE t.poll_id = NEW.poll_id) THEN
          RAISE EXCEPTION 'what was not counted is not certified' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'certified_means_counted';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER certified_means_counted BEFORE INSERT ON poll_ruling FOR EACH ROW EXECUTE FUNCTION certified_means_counted();

      REVOKE UPDATE, DELETE ON poll_row FROM sessions;
    `);
  }

  /** Back only while no poll uses what came with it: what was put to the vote is not taken away. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER certified_means_counted ON poll_ruling;
      DROP TRIGGER a_ballot_has_its_form ON ballot;
      DROP TRIGGER ballot_form_stays ON poll;
      DROP TABLE poll_row;
      DROP FUNCTION certified_means_counted, a_ballot_has_its_form, ballot_form_stays, rows_are_made_with_the_draft;
      ALTER TABLE ballot DROP CONSTRAINT a_ballot_is_a_short_text;
      ALTER TABLE ballot ADD CONSTRAINT a_choice_of_the_law CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN'));
      ALTER TABLE poll_tally DROP CONSTRAINT what_was_collected_is_valid_or_not, DROP CONSTRAINT the_lines_add_up,
        DROP COLUMN ballots_issued, DROP COLUMN ballots_collected, DROP COLUMN ballots_valid, DROP COLUMN ballots_invalid,
        DROP COLUMN total_seats, DROP COLUMN in_office, DROP COLUMN suspended, DROP COLUMN excused, DROP COLUMN unexcused,
        DROP COLUMN marks, DROP COLUMN row_counts, DROP COLUMN verdicts,
        ADD CONSTRAINT the_lines_add_up CHECK (voted = for_count + against_count + abstain_count AND voted + not_recorded = present_at_open + late_arrivals AND voted <= chain_length);
      ALTER TABLE poll DROP CONSTRAINT a_pick_says_how_many, DROP COLUMN pick, DROP COLUMN seats_to_fill, DROP COLUMN row_count, DROP COLUMN layout,
        DROP COLUMN removal_of, DROP COLUMN form_basis, DROP COLUMN total_seats;
    `);
  }
}
