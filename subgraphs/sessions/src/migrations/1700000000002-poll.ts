/**
 * Polls, rolls, ballots and tallies, and what the running role may not do to them.
 *
 * What is frozen is kept frozen here and not by good manners: the running role
 * has no right to update or delete a ballot, a tally, a ruling or an event; the
 * roll's frozen columns cannot be updated; triggers that belong to the owner
 * refuse whatever comes after the poll is over. A trigger names its tables with
 * their schema, so that no temporary table of that name can stand in for them.
 *
 * Odd parts  The states after CLOSED are rows of their own (poll_ruling), since
 *            the poll's row no longer changes. Triggers work on whole statements:
 *            a batch of 500 ballots is checked by one join, not by 500 calls.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Poll1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE poll (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting (id),
        council_id text NOT NULL,
        agenda_item_id uuid REFERENCES agenda_item (id),
        kind text NOT NULL,
        form text NOT NULL,
        title text NOT NULL CONSTRAINT a_title_is_short CHECK (length(title) BETWEEN 1 AND 1000),
        options text[] NOT NULL,
        document_version int,
        duration_seconds int CONSTRAINT a_duration_is_reasonable CHECK (duration_seconds BETWEEN 5 AND 86400),
        revote_of uuid CONSTRAINT one_revote_per_annulled_poll UNIQUE REFERENCES poll (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        state text NOT NULL DEFAULT 'DRAFT'
          CONSTRAINT later_states_are_rulings CHECK (state IN ('DRAFT', 'READY', 'OPEN', 'PAUSED', 'CLOSING', 'CLOSED', 'CANCELLED')),
        revision int NOT NULL DEFAULT 0,
        rule jsonb,
        frozen_hash text,
        ready_at timestamptz,
        announced_at timestamptz,
        opens_at timestamptz,
        opened_at timestamptz,
        closes_at timestamptz,
        remaining_ms int,
        pause_reason text,
        closing_ends_at timestamptz,
        closed_at timestamptz,
        cancel_reason text,
        in_office int,
        suspended int,
        total int,
        present_at_open int,
        roll_hash text,
        roll_revision int NOT NULL DEFAULT 0,
        late_arrivals int NOT NULL DEFAULT 0,
        chain_length int NOT NULL DEFAULT 0,
        chain_head bytea,
        CONSTRAINT frozen_from_ready_on CHECK (state IN ('DRAFT', 'CANCELLED') OR (frozen_hash IS NOT NULL AND rule IS NOT NULL)),
        CONSTRAINT counted_from_a_roll CHECK (state NOT IN ('OPEN', 'PAUSED', 'CLOSING', 'CLOSED') OR (roll_hash IS NOT NULL AND total IS NOT NULL AND chain_head IS NOT NULL))
      ) WITH (fillfactor = 50);
      CREATE UNIQUE INDEX one_open_poll_per_sitting ON poll (sitting_id) WHERE state IN ('OPEN', 'PAUSED', 'CLOSING');
      CREATE INDEX poll_by_sitting ON poll (sitting_id, created_at);
      CREATE INDEX poll_under_way ON poll (id) WHERE state IN ('OPEN', 'CLOSING');

      CREATE TABLE poll_roll (
        poll_id uuid NOT NULL REFERENCES poll (id),
        seat_id uuid NOT NULL,
        person_id uuid NOT NULL,
        full_name text NOT NULL,
        sort_name text NOT NULL,
        group_name text,
        card_number int,
        standing text NOT NULL CHECK (standing IN ('IN_OFFICE', 'SUSPENDED')),
        present_at_open boolean NOT NULL,
        late_at timestamptz,
        left_at timestamptz,
        counted_index int,
        press int NOT NULL DEFAULT 0,
        CONSTRAINT one_counted_ballot_per_seat PRIMARY KEY (poll_id, seat_id),
        CONSTRAINT one_seat_per_person UNIQUE (poll_id, person_id),
        CONSTRAINT who_was_present_is_not_late CHECK (NOT present_at_open OR late_at IS NULL),
        CONSTRAINT suspended_seats_take_no_part CHECK (standing = 'IN_OFFICE' OR (NOT present_at_open AND late_at IS NULL AND counted_index IS NULL)),
        CONSTRAINT only_who_was_present_counts CHECK (counted_index IS NULL OR present_at_open OR late_at IS NOT NULL)
      ) WITH (fillfactor = 40);

      CREATE TABLE ballot (
        poll_id uuid NOT NULL,
        chain_index int NOT NULL CHECK (chain_index > 0),
        id uuid NOT NULL,
        seat_id uuid NOT NULL,
        choice text NOT NULL CONSTRAINT a_choice_of_the_law CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        press int NOT NULL CHECK (press > 0),
        ballot_key uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        chain_hash bytea NOT NULL CHECK (octet_length(chain_hash) = 32),
        CONSTRAINT one_ballot_per_link PRIMARY KEY (poll_id, chain_index),
        CONSTRAINT one_ballot_per_key UNIQUE (poll_id, ballot_key)
      );

      CREATE TABLE late_attempt (
        poll_id uuid NOT NULL REFERENCES poll (id),
        seat_id uuid NOT NULL,
        ballot_key uuid NOT NULL,
        attempted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT one_late_attempt_per_key PRIMARY KEY (poll_id, ballot_key)
      );

      CREATE TABLE poll_tally (
        poll_id uuid PRIMARY KEY REFERENCES poll (id),
        total int NOT NULL,
        present_at_open int NOT NULL,
        present_at_close int NOT NULL,
        late_arrivals int NOT NULL,
        voted int NOT NULL,
        for_count int NOT NULL,
        against_count int NOT NULL,
        abstain_count int NOT NULL,
        not_recorded int NOT NULL,
        needed int NOT NULL,
        outcome text CHECK (outcome IN ('ADOPTED', 'REJECTED')),
        roll_hash text NOT NULL,
        chain_length int NOT NULL,
        chain_head bytea NOT NULL,
        digest text NOT NULL,
        counted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT the_lines_add_up CHECK (
          voted = for_count + against_count + abstain_count AND voted + not_recorded = present_at_open + late_arrivals AND voted <= chain_length
        )
      );

      CREATE TABLE poll_ruling (
        poll_id uuid NOT NULL REFERENCES poll (id),
        state text NOT NULL CHECK (state IN ('CERTIFIED', 'PUBLISHED', 'ANNULLED')),
        ruled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ruled_by text,
        annulment_kind text CHECK (annulment_kind IN ('TECHNICAL_FAULT', 'WRONG_TEXT', 'WRONG_ROLL', 'PROCEDURE')),
        basis text,
        wall_text text,
        CONSTRAINT each_state_once PRIMARY KEY (poll_id, state),
        CONSTRAINT an_annulment_says_why CHECK ((state = 'ANNULLED') = (annulment_kind IS NOT NULL AND basis IS NOT NULL AND wall_text IS NOT NULL))
      );

      CREATE TABLE poll_event (
        poll_id uuid NOT NULL REFERENCES poll (id),
        event_index int NOT NULL CHECK (event_index > 0),
        name text NOT NULL,
        account_id text,
        occurred_at timestamptz NOT NULL,
        detail jsonb NOT NULL,
        chain_hash bytea NOT NULL,
        CONSTRAINT one_event_per_link PRIMARY KEY (poll_id, event_index)
      );

      CREATE TABLE poll_lease (
        poll_id uuid PRIMARY KEY REFERENCES poll (id),
        renewed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);

    await runner.query(`
      CREATE FUNCTION poll_stays_as_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
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
        IF NEW.state = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM sessions.poll_tally t WHERE t.poll_id = NEW.id AND t.chain_length = NEW.chain_length AND t.chain_head = NEW.chain_head) THEN
          RAISE EXCEPTION 'a poll closes with the tally of its own ballots' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'closed_means_counted';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER poll_stays_as_it_was BEFORE UPDATE ON poll FOR EACH ROW EXECUTE FUNCTION poll_stays_as_it_was();

      CREATE FUNCTION poll_begins_as_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state <> 'DRAFT' OR NEW.revision <> 0 OR NEW.roll_hash IS NOT NULL OR NEW.chain_length <> 0 THEN
          RAISE EXCEPTION 'a poll begins as a draft' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_poll_begins_as_a_draft';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER poll_begins_as_a_draft BEFORE INSERT ON poll FOR EACH ROW EXECUTE FUNCTION poll_begins_as_a_draft();

      CREATE FUNCTION ballots_only_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id IN (SELECT a.poll_id FROM added a) FOR UPDATE;
        IF EXISTS (SELECT 1 FROM (SELECT DISTINCT a.poll_id FROM added a) a LEFT JOIN sessions.poll p ON p.id = a.poll_id WHERE p.state IS NULL OR p.state NOT IN ('OPEN', 'CLOSING')) THEN
          RAISE EXCEPTION 'ballots are taken while the poll is open' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ballots_only_while_open';
        END IF;
        IF EXISTS (SELECT 1 FROM added a LEFT JOIN sessions.poll_roll r ON r.poll_id = a.poll_id AND r.seat_id = a.seat_id
                   WHERE r.seat_id IS NULL OR NOT (r.present_at_open OR r.late_at IS NOT NULL)) THEN
          RAISE EXCEPTION 'a ballot belongs to a seat of the roll' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_ballot_has_its_seat';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER ballots_only_while_open AFTER INSERT ON ballot REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ballots_only_while_open();

      CREATE FUNCTION roll_is_made_before_the_opening() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id IN (SELECT a.poll_id FROM added a) FOR UPDATE;
        IF EXISTS (SELECT 1 FROM (SELECT DISTINCT a.poll_id FROM added a) a LEFT JOIN sessions.poll p ON p.id = a.poll_id WHERE p.state IS DISTINCT FROM 'READY') THEN
          RAISE EXCEPTION 'the roll is made at the opening' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_roll_is_frozen';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER roll_is_made_before_the_opening AFTER INSERT ON poll_roll REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION roll_is_made_before_the_opening();

      CREATE FUNCTION roll_moves_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id IN (SELECT a.poll_id FROM added a) FOR UPDATE;
        IF EXISTS (SELECT 1 FROM (SELECT DISTINCT a.poll_id FROM added a) a LEFT JOIN sessions.poll p ON p.id = a.poll_id WHERE p.state IS NULL OR p.state NOT IN ('OPEN', 'PAUSED', 'CLOSING')) THEN
          RAISE EXCEPTION 'the roll of a poll that is not open does not change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_roll_is_frozen';
        END IF;
        IF EXISTS (SELECT 1 FROM added a LEFT JOIN sessions.ballot b ON b.poll_id = a.poll_id AND b.chain_index = a.counted_index
                   WHERE a.counted_index IS NOT NULL AND (b.seat_id IS DISTINCT FROM a.seat_id OR b.press <> a.press)) THEN
          RAISE EXCEPTION 'a seat points to a ballot of its own' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_seat_counts_its_own_ballot';
        END IF;
        IF EXISTS (SELECT 1 FROM before b JOIN added a ON a.poll_id = b.poll_id AND a.seat_id = b.seat_id
                   WHERE a.press < b.press OR coalesce(a.counted_index, 0) < coalesce(b.counted_index, 0) OR (a.counted_index IS NULL AND a.press > 0) OR (b.late_at IS NOT NULL AND a.late_at IS NULL)) THEN
          RAISE EXCEPTION 'what was recorded of a seat is only ever replaced by what came later' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_recorded_ballot_stays';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER roll_moves_while_open AFTER UPDATE ON poll_roll REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION roll_moves_while_open();

      CREATE FUNCTION counted_once_at_the_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.state = 'CLOSING' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a poll is counted at its closing' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'counted_once_at_the_closing';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER counted_once_at_the_closing BEFORE INSERT ON poll_tally FOR EACH ROW EXECUTE FUNCTION counted_once_at_the_closing();

      CREATE FUNCTION ruled_after_the_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE known text[];
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.state = 'CLOSED' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'only a closed poll is ruled upon' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ruled_after_the_closing';
        END IF;
        SELECT coalesce(array_agg(r.state), '{}') INTO known FROM sessions.poll_ruling r WHERE r.poll_id = NEW.poll_id;
        IF 'ANNULLED' = ANY (known) OR (NEW.state = 'PUBLISHED' AND NOT 'CERTIFIED' = ANY (known)) OR (NEW.state = 'CERTIFIED' AND 'PUBLISHED' = ANY (known)) THEN
          RAISE EXCEPTION 'certified, then published; annulled is the end' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rulings_in_their_order';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ruled_after_the_closing BEFORE INSERT ON poll_ruling FOR EACH ROW EXECUTE FUNCTION ruled_after_the_closing();
    `);

    await runner.query(`
      REVOKE DELETE ON poll FROM sessions;
      REVOKE UPDATE, DELETE ON ballot, poll_tally, poll_ruling, poll_event, late_attempt FROM sessions;
      REVOKE UPDATE, DELETE ON poll_roll FROM sessions;
      GRANT UPDATE (late_at, left_at, counted_index, press) ON poll_roll TO sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE poll_lease, poll_event, poll_ruling, poll_tally, late_attempt, ballot, poll_roll, poll;
      DROP FUNCTION poll_stays_as_it_was, poll_begins_as_a_draft, ballots_only_while_open, roll_is_made_before_the_opening, roll_moves_while_open, counted_once_at_the_closing, ruled_after_the_closing;
    `);
  }
}
