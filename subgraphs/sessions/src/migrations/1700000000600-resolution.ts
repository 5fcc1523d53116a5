/**
 * Resolutions: drafts with their versions, the verification that lets them to
 * the vote, the number they get, what is done with them, and how they stand to
 * each other.
 *
 * What the running role cannot do: change or delete a version, a verification,
 * a number, an event, a step that was done; adopt without a published poll of
 * that very version; change the name of what was adopted.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Resolution1700000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resolution (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        kind text NOT NULL CONSTRAINT resolution_kind_is_known CHECK (kind IN ('NORMATIVE', 'INDIVIDUAL')),
        title text NOT NULL CONSTRAINT a_resolution_has_a_title CHECK (length(title) BETWEEN 1 AND 1000),
        submitted_by text,
        verifying_body text,
        session_id uuid REFERENCES session,
        state text NOT NULL DEFAULT 'DRAFT' CONSTRAINT resolution_state_is_known
          CHECK (state IN ('DRAFT', 'SUBMITTED', 'ADMITTED', 'REJECTED', 'WITHDRAWN', 'ADOPTED', 'SIGNED', 'PUBLISHED')),
        origin text NOT NULL DEFAULT 'DRAFTED' CONSTRAINT resolution_origin_is_known CHECK (origin IN ('DRAFTED', 'IMPORTED')),
        revision int NOT NULL DEFAULT 0,
        next_paragraph int NOT NULL DEFAULT 1,
        drafted_on date NOT NULL,
        submitted_on date,
        number int,
        number_year int,
        number_text text,
        citation text CONSTRAINT one_resolution_per_citation UNIQUE,
        poll_id uuid REFERENCES poll (id),
        adopted_version int,
        adopted_on date,
        closes_on date,
        signed_on date,
        effective_from date,
        effective_reason text,
        expires_on date,
        rules jsonb NOT NULL DEFAULT '{}',
        listed_on date GENERATED ALWAYS AS (coalesce(adopted_on, drafted_on)) STORED,
        illustrative boolean NOT NULL,
        CONSTRAINT what_was_adopted_has_a_number CHECK (state NOT IN ('ADOPTED', 'SIGNED', 'PUBLISHED')
          OR (number IS NOT NULL AND number_year IS NOT NULL AND number_text IS NOT NULL AND citation IS NOT NULL AND adopted_on IS NOT NULL)),
        CONSTRAINT it_takes_effect_after_its_adoption CHECK (effective_from >= adopted_on),
        CONSTRAINT it_ends_after_it_begins CHECK (expires_on >= effective_from)
      );
      CREATE INDEX resolution_by_day ON resolution (council_id, listed_on DESC, id DESC);

      CREATE TABLE resolution_version (
        resolution_id uuid NOT NULL REFERENCES resolution,
        version int NOT NULL CHECK (version > 0),
        text_hash text NOT NULL CHECK (text_hash ~ '^[0-9a-f]{64}$'),
        paragraphs jsonb NOT NULL,
        note text,
        written_by text,
        written_at timestamptz NOT NULL,
        CONSTRAINT one_text_per_version PRIMARY KEY (resolution_id, version)
      );

      CREATE TABLE resolution_verification (
        id uuid PRIMARY KEY,
        resolution_id uuid NOT NULL REFERENCES resolution,
        kind text NOT NULL CHECK (kind IN ('REPORT', 'WAIVER')),
        body_id text,
        version int,
        conclusion text CONSTRAINT verification_conclusion_is_known CHECK (conclusion IN ('AGREED', 'AGREED_WITH_CHANGES', 'NOT_AGREED')),
        words text NOT NULL,
        reported_on date NOT NULL,
        recorded_by text,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT a_report_is_a_bodys_on_a_version CHECK ((kind = 'REPORT') = (body_id IS NOT NULL AND version IS NOT NULL AND conclusion IS NOT NULL))
      );
      CREATE INDEX resolution_verification_of ON resolution_verification (resolution_id, recorded_at);

      CREATE TABLE resolution_on_agenda (
        agenda_item_id uuid CONSTRAINT one_draft_per_agenda_item PRIMARY KEY REFERENCES agenda_item,
        resolution_id uuid NOT NULL REFERENCES resolution
      );
      CREATE INDEX agenda_of_resolution ON resolution_on_agenda (resolution_id);

      CREATE TABLE poll_document (
        poll_id uuid CONSTRAINT one_document_per_poll PRIMARY KEY REFERENCES poll (id),
        resolution_id uuid NOT NULL,
        version int NOT NULL,
        text_hash text NOT NULL,
        FOREIGN KEY (resolution_id, version) REFERENCES resolution_version (resolution_id, version)
      );
      CREATE INDEX poll_document_of_resolution ON poll_document (resolution_id);

      CREATE TABLE resolution_series (
        council_id text NOT NULL,
        kind text NOT NULL,
        year int NOT NULL,
        last int NOT NULL DEFAULT 0,
        CONSTRAINT one_series_per_body_kind_and_year PRIMARY KEY (council_id, kind, year)
      );

      CREATE TABLE resolution_number (
        council_id text NOT NULL,
        kind text NOT NULL,
        year int NOT NULL,
        number int NOT NULL CHECK (number > 0),
        resolution_id uuid NOT NULL CONSTRAINT one_number_per_resolution UNIQUE REFERENCES resolution,
        origin text NOT NULL CHECK (origin IN ('ISSUED', 'IMPORTED')),
        CONSTRAINT a_number_is_given_once PRIMARY KEY (council_id, kind, year, number)
      );

      CREATE TABLE resolution_step (
        resolution_id uuid NOT NULL REFERENCES resolution,
        kind text NOT NULL CONSTRAINT resolution_step_is_known CHECK (kind IN ('SIGN', 'SEND_UPPER', 'SEND_EXECUTING', 'GAZETTE', 'POST')),
        done_on date NOT NULL,
        note text,
        recorded_by text,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT each_step_once PRIMARY KEY (resolution_id, kind)
      );

      CREATE TABLE resolution_relation (
        id uuid PRIMARY KEY,
        from_id uuid NOT NULL REFERENCES resolution,
        to_id uuid NOT NULL REFERENCES resolution,
        kind text NOT NULL CONSTRAINT relation_kind_is_known CHECK (kind IN ('AMENDS', 'REPLACES', 'REPEALS', 'SUSPENDS')),
        part text,
        takes_effect_on date,
        ends_on date,
        recorded_by text,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT no_resolution_relates_to_itself CHECK (from_id <> to_id),
        CONSTRAINT only_a_suspension_ends CHECK (ends_on IS NULL OR kind = 'SUSPENDS'),
        CONSTRAINT a_relation_is_recorded_once UNIQUE NULLS NOT DISTINCT (from_id, to_id, kind, part)
      );
      CREATE INDEX resolution_relation_to ON resolution_relation (to_id);

      CREATE TABLE resolution_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        resolution_id uuid NOT NULL,
        command text NOT NULL,
        detail jsonb NOT NULL,
        recorded_by text,
        recorded_at timestamptz NOT NULL,
        correlation_id text NOT NULL
      );
      CREATE INDEX resolution_event_of ON resolution_event (resolution_id, position);
    `);

    await runner.query(`
      CREATE FUNCTION resolution_keeps_its_name() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.id, NEW.council_id, NEW.origin) IS DISTINCT FROM (OLD.id, OLD.council_id, OLD.origin) THEN
          RAISE EXCEPTION 'a resolution stays its council’s' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_resolution_stays_its_councils';
        END IF;
        IF NEW.origin = 'DRAFTED' AND NEW.state = 'ADOPTED' AND OLD.state <> 'ADOPTED' AND NOT EXISTS (
          SELECT 1 FROM sessions.poll_document d
          JOIN sessions.poll p ON p.id = d.poll_id AND p.kind = 'RESOLUTION'
          JOIN sessions.poll_tally t ON t.poll_id = p.id AND t.outcome = 'ADOPTED'
          JOIN sessions.poll_ruling r ON r.poll_id = p.id AND r.state = 'PUBLISHED'
          WHERE d.poll_id = NEW.poll_id AND d.resolution_id = NEW.id AND d.version = NEW.adopted_version
            AND NOT EXISTS (SELECT 1 FROM sessions.poll_ruling a WHERE a.poll_id = p.id AND a.state = 'ANNULLED')) THEN
          RAISE EXCEPTION 'only a published poll of that version adopts a resolution' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'adopted_by_a_published_poll';
        END IF;
        IF NEW.state IN ('SIGNED', 'PUBLISHED') AND OLD.state NOT IN ('ADOPTED', 'SIGNED', 'PUBLISHED') THEN
          RAISE EXCEPTION 'what was not adopted is neither signed nor published' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'adopted_before_it_is_signed';
        END IF;
        IF OLD.state IN ('ADOPTED', 'SIGNED', 'PUBLISHED') THEN
          IF (NEW.kind, NEW.title, NEW.number, NEW.number_year, NEW.number_text, NEW.citation)
            IS DISTINCT FROM (OLD.kind, OLD.title, OLD.number, OLD.number_year, OLD.number_text, OLD.citation) THEN
            RAISE EXCEPTION 'what was adopted keeps its name and number' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'what_was_adopted_keeps_its_name';
          END IF;
          IF NEW.state NOT IN ('ADOPTED', 'SIGNED', 'PUBLISHED') AND NOT (OLD.state = 'ADOPTED' AND EXISTS (
            SELECT 1 FROM sessions.poll_ruling a WHERE a.poll_id = OLD.poll_id AND a.state = 'ANNULLED')) THEN
            RAISE EXCEPTION 'only an annulled poll takes an adoption back' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'an_adoption_stays';
          END IF;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER resolution_keeps_its_name BEFORE UPDATE ON resolution FOR EACH ROW EXECUTE FUNCTION resolution_keeps_its_name();

      CREATE FUNCTION resolution_begins_as_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.origin = 'DRAFTED' AND (NEW.state <> 'DRAFT' OR NEW.number IS NOT NULL) THEN
          RAISE EXCEPTION 'a resolution begins as a draft' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_resolution_begins_as_a_draft';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER resolution_begins_as_a_draft BEFORE INSERT ON resolution FOR EACH ROW EXECUTE FUNCTION resolution_begins_as_a_draft();

      CREATE FUNCTION only_the_imported_is_taken_out() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.origin <> 'IMPORTED' THEN
          RAISE EXCEPTION 'what was not imported stays' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'only_the_imported_is_taken_out';
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER only_the_imported_is_taken_out BEFORE DELETE ON resolution FOR EACH ROW EXECUTE FUNCTION only_the_imported_is_taken_out();
      CREATE TRIGGER only_an_imported_number_is_taken_out BEFORE DELETE ON resolution_number FOR EACH ROW EXECUTE FUNCTION only_the_imported_is_taken_out();

      CREATE FUNCTION numbers_have_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.origin = 'ISSUED' AND NEW.number <> 1 + coalesce((SELECT max(n.number) FROM sessions.resolution_number n
          WHERE n.council_id = NEW.council_id AND n.kind = NEW.kind AND n.year = NEW.year), 0) THEN
          RAISE EXCEPTION 'a number follows the last one' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'numbers_have_no_gap';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER numbers_have_no_gap BEFORE INSERT ON resolution_number FOR EACH ROW EXECUTE FUNCTION numbers_have_no_gap();
    `);

    await runner.query(`
      REVOKE UPDATE, DELETE, TRUNCATE ON resolution_version, resolution_verification, poll_document, resolution_step, resolution_event FROM sessions;
      REVOKE UPDATE, TRUNCATE ON resolution_number, resolution_relation FROM sessions;
      REVOKE TRUNCATE ON resolution FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE resolution_event, resolution_relation, resolution_step, resolution_number, resolution_series, poll_document,
        resolution_on_agenda, resolution_verification, resolution_version, resolution;
      DROP FUNCTION resolution_keeps_its_name, resolution_begins_as_a_draft, only_the_imported_is_taken_out, numbers_have_no_gap;
    `);
  }
}
