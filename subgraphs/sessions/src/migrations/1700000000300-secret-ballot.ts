/**
 * Secret polls: the council's decision, the poll's key, the roll and the box.
 *
 * While a poll is open its roll and its box are two tables of its own, made by
 * the owner; the running role cannot read them and speaks to them through the
 * owner's functions alone. The closing writes the roll (by seat) and the box
 * (shuffled) into the tables that stay, and drops the two: PostgreSQL joins rows
 * of one transaction by xmin and orders rows by ctid, whatever their columns
 * say, and a dropped table takes both along, dead rows included.
 *
 * Odd parts  No column holds a time, an order, a device or a caller. The key of
 *            a ballot is kept hashed, on the roll only. Roll and box have no key
 *            in common but the poll. `gen_random_uuid()` draws from the strong
 *            source of the server, so the shuffle is not `random()`.
 * Elsewhere  the protocol, and what remains visible: docs/SECRET-BALLOT.md
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecretBallot1700000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE secret_ballot_decision (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        enabled boolean NOT NULL,
        basis text NOT NULL CONSTRAINT a_decision_is_named CHECK (length(basis) BETWEEN 1 AND 500),
        decided_on date NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX secret_ballot_decision_of_council ON secret_ballot_decision (council_id, recorded_at);

      CREATE TABLE secret_device_key (
        person_id uuid NOT NULL,
        public_key bytea NOT NULL CONSTRAINT a_device_key_has_32_bytes CHECK (octet_length(public_key) = 32),
        registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT one_row_per_device PRIMARY KEY (person_id, public_key)
      );

      CREATE TABLE secret_poll_key (
        poll_id uuid NOT NULL REFERENCES poll (id),
        attempt int NOT NULL CHECK (attempt > 0),
        public_key bytea NOT NULL CONSTRAINT a_poll_key_has_32_bytes CHECK (octet_length(public_key) = 32),
        ballot_size int NOT NULL CHECK (ballot_size BETWEEN 64 AND 8192),
        needed int NOT NULL CONSTRAINT nobody_opens_a_box_alone CHECK (needed >= 2),
        decision_id uuid NOT NULL REFERENCES secret_ballot_decision (id),
        made_by uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT one_key_per_attempt PRIMARY KEY (poll_id, attempt)
      );

      CREATE TABLE secret_share (
        poll_id uuid NOT NULL,
        attempt int NOT NULL,
        seat_id uuid NOT NULL,
        device_key bytea NOT NULL CHECK (octet_length(device_key) = 32),
        sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 50 AND 200),
        CONSTRAINT one_share_per_member PRIMARY KEY (poll_id, attempt, seat_id),
        CONSTRAINT a_share_is_of_a_key FOREIGN KEY (poll_id, attempt) REFERENCES secret_poll_key (poll_id, attempt)
      );

      CREATE TABLE secret_turnout (
        poll_id uuid PRIMARY KEY REFERENCES poll (id),
        recorded int NOT NULL DEFAULT 0
      );
      CREATE TABLE secret_roll (
        poll_id uuid NOT NULL REFERENCES poll (id),
        seat_id uuid NOT NULL,
        key_hash bytea NOT NULL,
        CONSTRAINT one_secret_ballot_per_seat PRIMARY KEY (poll_id, seat_id)
      );
      CREATE TABLE secret_box (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL REFERENCES poll (id),
        ciphertext bytea NOT NULL
      );
      CREATE INDEX secret_box_of_poll ON secret_box (poll_id);

      CREATE TABLE secret_combiner (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL REFERENCES poll (id),
        seat_id uuid NOT NULL,
        one_time_key bytea NOT NULL UNIQUE CHECK (octet_length(one_time_key) = 32),
        offered_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX secret_combiner_of_poll ON secret_combiner (poll_id, offered_at);
      CREATE TABLE secret_reseal (
        combiner_id uuid NOT NULL REFERENCES secret_combiner (id),
        seat_id uuid NOT NULL,
        sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 50 AND 200),
        CONSTRAINT one_reseal_per_member PRIMARY KEY (combiner_id, seat_id)
      );
      CREATE TABLE secret_result (
        poll_id uuid NOT NULL REFERENCES poll (id),
        seat_id uuid NOT NULL,
        combiner_id uuid NOT NULL REFERENCES secret_combiner (id),
        contents text[] NOT NULL,
        unreadable int NOT NULL CHECK (unreadable >= 0),
        box_hash text NOT NULL,
        result_hash text NOT NULL,
        posted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT one_result_per_combiner PRIMARY KEY (combiner_id)
      );
      CREATE INDEX secret_result_of_poll ON secret_result (poll_id);
    `);

    await runner.query(`
      CREATE FUNCTION a_key_is_made_before_the_opening() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.state = 'READY' AND p.form = 'SECRET' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the key of a secret poll is made before it opens' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_key_is_made_before_the_opening';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_key_is_made_before_the_opening BEFORE INSERT ON secret_poll_key FOR EACH ROW EXECUTE FUNCTION a_key_is_made_before_the_opening();
      CREATE TRIGGER a_share_is_made_before_the_opening BEFORE INSERT ON secret_share FOR EACH ROW EXECUTE FUNCTION a_key_is_made_before_the_opening();

      CREATE FUNCTION a_box_is_opened_after_the_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.state = 'CLOSED' AND p.form = 'SECRET';
        IF NOT FOUND OR EXISTS (SELECT 1 FROM sessions.poll_ruling r WHERE r.poll_id = NEW.poll_id) THEN
          RAISE EXCEPTION 'a box is opened after the closing and before the certificate' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_box_is_opened_after_the_closing';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_box_is_opened_after_the_closing BEFORE INSERT ON secret_combiner FOR EACH ROW EXECUTE FUNCTION a_box_is_opened_after_the_closing();
      CREATE TRIGGER a_result_comes_after_the_closing BEFORE INSERT ON secret_result FOR EACH ROW EXECUTE FUNCTION a_box_is_opened_after_the_closing();

      -- No secret choice goes the way of public ones, whoever asks.
      CREATE FUNCTION secret_choices_are_not_ballots() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM added a JOIN sessions.poll p ON p.id = a.poll_id WHERE p.form = 'SECRET') THEN
          RAISE EXCEPTION 'a secret ballot goes into its own box' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'secret_choices_are_not_ballots';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER secret_choices_are_not_ballots AFTER INSERT ON ballot REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION secret_choices_are_not_ballots();
      CREATE TRIGGER secret_attempts_are_not_kept AFTER INSERT ON late_attempt REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION secret_choices_are_not_ballots();
    `);

    // The names of a poll's two tables while it is open.
    await runner.query(`
      CREATE FUNCTION secret_table(what text, poll uuid) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT format('sessions.%I', 'secret_' || what || '_' || replace(poll::text, '-', '')) $$;

      CREATE FUNCTION secret_open(poll uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = poll AND p.state = 'READY' AND p.form = 'SECRET' FOR UPDATE;
        IF NOT FOUND OR NOT EXISTS (SELECT 1 FROM sessions.secret_poll_key k WHERE k.poll_id = poll) THEN
          RAISE EXCEPTION 'a box is made for a secret poll that is ready and has its key' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_box_needs_a_key';
        END IF;
        EXECUTE format('CREATE TABLE %s (seat_id uuid PRIMARY KEY, key_hash bytea NOT NULL)', sessions.secret_table('roll', poll));
        EXECUTE format('CREATE TABLE %s (id uuid PRIMARY KEY, ciphertext bytea NOT NULL)', sessions.secret_table('box', poll));
        EXECUTE format('REVOKE ALL ON %s, %s FROM sessions', sessions.secret_table('roll', poll), sessions.secret_table('box', poll));
        INSERT INTO sessions.secret_turnout (poll_id) VALUES (poll);
      END $$;

      -- Who of these seats has voted, with the hash of the key: from the open roll, or from the one that stays.
      CREATE FUNCTION secret_known(poll uuid, seats uuid[]) RETURNS TABLE (seat uuid, hash bytea) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF to_regclass(sessions.secret_table('roll', poll)) IS NULL THEN
          RETURN QUERY SELECT r.seat_id, r.key_hash FROM sessions.secret_roll r WHERE r.poll_id = poll AND r.seat_id = ANY (seats);
        ELSE
          RETURN QUERY EXECUTE format('SELECT r.seat_id, r.key_hash FROM %s r WHERE r.seat_id = ANY ($1)', sessions.secret_table('roll', poll)) USING seats;
        END IF;
      END $$;

      -- Marks the seats and drops their ballots, both or neither. Within one batch, too, no order is kept.
      CREATE FUNCTION secret_cast(poll uuid, seats uuid[], hashes bytea[], ciphertexts bytea[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE size int;
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = poll AND p.state IN ('OPEN', 'CLOSING') AND p.form = 'SECRET' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'ballots are taken while the poll is open' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ballots_only_while_open';
        END IF;
        SELECT k.ballot_size + 49 INTO size FROM sessions.secret_poll_key k WHERE k.poll_id = poll ORDER BY k.attempt DESC LIMIT 1;
        IF cardinality(seats) <> cardinality(hashes) OR cardinality(seats) <> cardinality(ciphertexts)
          OR EXISTS (SELECT 1 FROM unnest(hashes) h WHERE octet_length(h) IS DISTINCT FROM 32)
          OR EXISTS (SELECT 1 FROM unnest(ciphertexts) c WHERE octet_length(c) IS DISTINCT FROM size) THEN
          RAISE EXCEPTION 'every secret ballot of a poll has one size' USING ERRCODE = 'check_violation', CONSTRAINT = 'all_ballots_look_alike';
        END IF;
        IF EXISTS (SELECT 1 FROM unnest(seats) s LEFT JOIN sessions.poll_roll r ON r.poll_id = poll AND r.seat_id = s
                   WHERE r.seat_id IS NULL OR r.standing <> 'IN_OFFICE' OR NOT (r.present_at_open OR r.late_at IS NOT NULL)) THEN
          RAISE EXCEPTION 'a ballot belongs to a seat of the roll' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_ballot_has_its_seat';
        END IF;
        EXECUTE format('INSERT INTO %s SELECT s, h FROM unnest($1, $2) AS t (s, h) ORDER BY s', sessions.secret_table('roll', poll)) USING seats, hashes;
        EXECUTE format('INSERT INTO %s SELECT gen_random_uuid(), c FROM unnest($1) c ORDER BY gen_random_uuid()', sessions.secret_table('box', poll)) USING ciphertexts;
      END $$;

      -- What the hall may know of the turnout moves only here: once a second, not once a ballot.
      CREATE FUNCTION secret_tick(poll uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE n int;
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = poll AND p.state IN ('OPEN', 'PAUSED', 'CLOSING') AND p.form = 'SECRET' FOR UPDATE;
        IF NOT FOUND THEN RETURN false; END IF;
        EXECUTE format('SELECT count(*) FROM %s', sessions.secret_table('roll', poll)) INTO n;
        UPDATE sessions.secret_turnout t SET recorded = n WHERE t.poll_id = poll AND t.recorded <> n;
        IF NOT FOUND THEN RETURN false; END IF;
        UPDATE sessions.poll p SET revision = p.revision + 1 WHERE p.id = poll;
        RETURN true;
      END $$;

      -- The linearization point of a secret poll, in the transaction that closes it.
      CREATE FUNCTION secret_close(poll uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE voted int; collected int;
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = poll AND p.state = 'CLOSING' AND p.form = 'SECRET' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a box is closed with its poll' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_box_closes_with_its_poll';
        END IF;
        EXECUTE format('INSERT INTO sessions.secret_roll (poll_id, seat_id, key_hash) SELECT $1, seat_id, key_hash FROM %s ORDER BY seat_id', sessions.secret_table('roll', poll)) USING poll;
        GET DIAGNOSTICS voted = ROW_COUNT;
        EXECUTE format('INSERT INTO sessions.secret_box (id, poll_id, ciphertext) SELECT gen_random_uuid(), $1, ciphertext FROM %s ORDER BY gen_random_uuid()', sessions.secret_table('box', poll)) USING poll;
        GET DIAGNOSTICS collected = ROW_COUNT;
        IF voted <> collected THEN
          RAISE EXCEPTION 'roll and box differ: % and %', voted, collected USING ERRCODE = 'restrict_violation', CONSTRAINT = 'as_many_ballots_as_voters';
        END IF;
        EXECUTE format('DROP TABLE %s, %s', sessions.secret_table('roll', poll), sessions.secret_table('box', poll));
        UPDATE sessions.secret_turnout t SET recorded = voted WHERE t.poll_id = poll;
        RETURN voted;
      END $$;

      -- A poll that is cancelled has no result: nothing of its ballots stays.
      CREATE FUNCTION secret_discard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF to_regclass(sessions.secret_table('box', NEW.id)) IS NOT NULL THEN
          EXECUTE format('DROP TABLE %s, %s', sessions.secret_table('roll', NEW.id), sessions.secret_table('box', NEW.id));
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER secret_discard AFTER UPDATE ON poll FOR EACH ROW WHEN (NEW.state = 'CANCELLED' AND NEW.form = 'SECRET') EXECUTE FUNCTION secret_discard();

      -- What opens has its box; what closes has emptied it. Nobody can leave a step out.
      CREATE FUNCTION a_secret_poll_has_its_box() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF (to_regclass(sessions.secret_table('box', NEW.id)) IS NULL) = (NEW.state = 'OPEN') AND EXISTS (SELECT 1 FROM sessions.secret_poll_key k WHERE k.poll_id = NEW.id) THEN
          RAISE EXCEPTION 'a secret poll opens with its box and closes without it' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_secret_poll_has_its_box';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER a_secret_poll_has_its_box AFTER UPDATE ON poll FOR EACH ROW
        WHEN (NEW.form = 'SECRET' AND NEW.state IN ('OPEN', 'CLOSED') AND OLD.state <> NEW.state) EXECUTE FUNCTION a_secret_poll_has_its_box();

      REVOKE ALL ON FUNCTION secret_open, secret_known, secret_cast, secret_tick, secret_close, secret_discard, a_secret_poll_has_its_box FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION secret_open, secret_known, secret_cast, secret_tick, secret_close TO sessions;
      REVOKE UPDATE, DELETE, TRUNCATE ON secret_ballot_decision, secret_device_key, secret_poll_key, secret_share, secret_combiner, secret_reseal, secret_result FROM sessions;
      REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON secret_turnout, secret_roll, secret_box FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER secret_discard ON poll;
      DROP TRIGGER a_secret_poll_has_its_box ON poll;
      DROP TRIGGER secret_choices_are_not_ballots ON ballot;
      DROP TRIGGER secret_attempts_are_not_kept ON late_attempt;
      DROP TABLE secret_result, secret_reseal, secret_combiner, secret_box, secret_roll, secret_turnout, secret_share, secret_poll_key, secret_device_key, secret_ballot_decision;
      DROP FUNCTION secret_open, secret_known, secret_cast, secret_tick, secret_close, secret_discard, a_secret_poll_has_its_box, secret_table,
        a_key_is_made_before_the_opening, a_box_is_opened_after_the_closing, secret_choices_are_not_ballots;
    `);
  }
}
