/**
 * Petitions, their steps, voter meetings, and the sealed authors.
 *
 * The running role may write an author and may never read the table: reading
 * is a function of the owner which writes who read in the same act, and which
 * opens no author of a denunciation.
 */
import { outboxMigration } from '@nghitruong/kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Petition1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxMigration.up);
    await runner.query(`
      CREATE TABLE voter_meeting (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        title text NOT NULL CONSTRAINT meeting_title_length CHECK (length(title) BETWEEN 1 AND 300),
        held_on date NOT NULL,
        place text NOT NULL CONSTRAINT meeting_place_length CHECK (length(place) BETWEEN 1 AND 300),
        attendance int CONSTRAINT attendance_is_not_negative CHECK (attendance >= 0),
        unit_id text,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT meeting_of_its_council UNIQUE (id, council_id)
      );
      CREATE INDEX voter_meeting_latest ON voter_meeting (council_id, held_on DESC, id);

      CREATE TABLE petition (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        nature text NOT NULL CONSTRAINT nature_is_known CHECK (nature IN ('OPINION','PETITION','COMPLAINT','DENUNCIATION','QUESTION')),
        state text NOT NULL CONSTRAINT state_is_known
          CHECK (state IN ('RECEIVED','RETURNED','WITHDRAWN','ACCEPTED','ASSIGNED','IN_PROGRESS','ANSWERED','CLOSED')),
        title text NOT NULL CONSTRAINT title_length CHECK (length(title) BETWEEN 1 AND 300),
        content text NOT NULL CONSTRAINT content_length CHECK (length(content) BETWEEN 1 AND 10000),
        answer_text text CONSTRAINT answer_length CHECK (length(answer_text) BETWEEN 1 AND 10000),
        outcome text,
        received_on date NOT NULL,
        due_on date,
        due_rule text,
        done_on date,
        due_key date GENERATED ALWAYS AS (coalesce(due_on, DATE '9999-12-31')) STORED,
        escalation text NOT NULL DEFAULT 'NONE',
        assignee_id text,
        joint_body_ids text[] NOT NULL DEFAULT '{}',
        unit_id text,
        meeting_id uuid,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT meeting_is_of_the_same_council FOREIGN KEY (meeting_id, council_id) REFERENCES voter_meeting (id, council_id),
        CONSTRAINT assigned_has_an_assignee CHECK (state NOT IN ('ASSIGNED','IN_PROGRESS','ANSWERED','CLOSED') OR assignee_id IS NOT NULL),
        CONSTRAINT answered_has_an_outcome CHECK (state NOT IN ('ANSWERED','CLOSED') OR (outcome IS NOT NULL AND done_on IS NOT NULL)),
        CONSTRAINT open_is_not_done CHECK (state IN ('ANSWERED','CLOSED') OR done_on IS NULL)
      );
      CREATE INDEX petition_of_council ON petition (council_id, due_key, id);
      CREATE INDEX petition_of_body ON petition (assignee_id, due_key, id);
      CREATE INDEX petition_due ON petition (due_key, id);
      CREATE INDEX petition_of_meeting ON petition (meeting_id, due_key, id);

      CREATE TABLE petition_step (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY,
        petition_id uuid NOT NULL REFERENCES petition,
        act text NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        nature text NOT NULL,
        reason text CONSTRAINT reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        account_id text
      );
      CREATE INDEX petition_step_of_petition ON petition_step (petition_id, position);

      CREATE TABLE petition_author (
        petition_id uuid PRIMARY KEY REFERENCES petition,
        full_name text NOT NULL CONSTRAINT author_name_length CHECK (length(full_name) BETWEEN 1 AND 200),
        address text CONSTRAINT author_address_length CHECK (length(address) <= 500),
        phone text CONSTRAINT author_phone_length CHECK (length(phone) <= 50),
        email text CONSTRAINT author_email_length CHECK (length(email) <= 200),
        consents_to_contact boolean NOT NULL,
        CONSTRAINT contact_only_with_consent CHECK (consents_to_contact OR (phone IS NULL AND email IS NULL))
      );
      CREATE TABLE author_reading (
        petition_id uuid NOT NULL REFERENCES petition,
        account_id text NOT NULL,
        correlation_id text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      REVOKE UPDATE, DELETE ON petition_step FROM petitions;
      REVOKE SELECT, UPDATE, DELETE ON petition_author FROM petitions;
      REVOKE INSERT, UPDATE, DELETE ON author_reading FROM petitions;
      REVOKE DELETE ON petition, voter_meeting FROM petitions;

      CREATE FUNCTION open_author(of_petition uuid, by_account text, by_correlation text)
        RETURNS TABLE (full_name text, address text, phone text, email text, consents_to_contact boolean)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = petitions, pg_temp AS $$
      BEGIN
        -- Once a denunciation, always sealed: correcting the class later must not open it.
        IF EXISTS (SELECT 1 FROM petition p WHERE p.id = of_petition AND p.nature = 'DENUNCIATION')
          OR EXISTS (SELECT 1 FROM petition_step s WHERE s.petition_id = of_petition AND s.nature = 'DENUNCIATION') THEN
          RAISE EXCEPTION 'the author of a denunciation is sealed' USING ERRCODE = 'NT001';
        END IF;
        INSERT INTO author_reading (petition_id, account_id, correlation_id) VALUES (of_petition, by_account, by_correlation);
        RETURN QUERY SELECT a.full_name, a.address, a.phone, a.email, a.consents_to_contact FROM petition_author a WHERE a.petition_id = of_petition;
      END $$;
      REVOKE ALL ON FUNCTION open_author FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION open_author TO petitions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION open_author;
      DROP TABLE author_reading, petition_author, petition_step, petition, voter_meeting;
    `);
    await runner.query(outboxMigration.down);
  }
}
