/**
 * The tally committee (ban kiểm phiếu) and its signatures.
 *
 * Both only grow: a committee that is replaced stays readable, a signature is
 * given once and never taken back. What asks for a committee's signatures is
 * not certified without them, whoever writes the ruling.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TallyCommittee1700000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tally_committee (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting (id),
        council_id text NOT NULL,
        poll_id uuid REFERENCES poll (id),
        required int NOT NULL,
        rule_set_id text,
        rule_set_hash text,
        appointed_by text,
        appointed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT nobody_certifies_alone CHECK (required >= 2)
      );
      CREATE INDEX tally_committee_of_sitting ON tally_committee (sitting_id, appointed_at);

      CREATE TABLE tally_committee_member (
        committee_id uuid NOT NULL REFERENCES tally_committee (id),
        person_id uuid NOT NULL,
        seat_id uuid NOT NULL,
        full_name text NOT NULL,
        position int NOT NULL CHECK (position > 0),
        head boolean NOT NULL,
        CONSTRAINT a_person_sits_once_on_a_committee PRIMARY KEY (committee_id, person_id)
      );
      CREATE UNIQUE INDEX one_head_per_committee ON tally_committee_member (committee_id) WHERE head;

      CREATE TABLE tally_signature (
        poll_id uuid NOT NULL REFERENCES poll (id),
        person_id uuid NOT NULL,
        committee_id uuid NOT NULL,
        account_id text,
        digest text NOT NULL,
        signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT a_member_signs_once PRIMARY KEY (poll_id, person_id),
        CONSTRAINT only_members_sign FOREIGN KEY (committee_id, person_id) REFERENCES tally_committee_member (committee_id, person_id)
      );

      CREATE FUNCTION signed_is_what_was_counted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM sessions.poll_tally t WHERE t.poll_id = NEW.poll_id AND t.digest = NEW.digest) THEN
          RAISE EXCEPTION 'a signature is under the digest of the tally' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'signed_is_what_was_counted';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER signed_is_what_was_counted BEFORE INSERT ON tally_signature FOR EACH ROW EXECUTE FUNCTION signed_is_what_was_counted();

      CREATE FUNCTION certified_by_its_committee() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state = 'CERTIFIED' AND EXISTS (SELECT 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.form = 'SECRET')
          AND NOT EXISTS (
            SELECT 1 FROM sessions.tally_committee c JOIN sessions.tally_signature s ON s.committee_id = c.id AND s.poll_id = NEW.poll_id
            GROUP BY c.id, c.required HAVING count(*) >= c.required) THEN
          RAISE EXCEPTION 'a secret poll is certified by the signatures of its committee' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'certified_by_its_committee';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER certified_by_its_committee BEFORE INSERT ON poll_ruling FOR EACH ROW EXECUTE FUNCTION certified_by_its_committee();

      REVOKE UPDATE, DELETE, TRUNCATE ON tally_committee, tally_committee_member, tally_signature FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER certified_by_its_committee ON poll_ruling;
      DROP TABLE tally_signature, tally_committee_member, tally_committee;
      DROP FUNCTION certified_by_its_committee, signed_is_what_was_counted;
    `);
  }
}
