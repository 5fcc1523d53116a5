/**
 * Paper and show of hands: how a poll is held, what two persons entered of it,
 * and that nothing else becomes its tally.
 *
 * A manual poll takes no ballot of a device. It is counted after its closing,
 * from two sheets that say the same and were entered by two accounts; the
 * running role cannot change a sheet, nor store a count that no two sheets bear.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STAYS = (counted: string): string => `
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
        IF NEW.state = 'CLOSED' AND ${counted} AND NOT EXISTS (SELECT 1 FROM sessions.poll_tally t WHERE t.poll_id = NEW.id AND t.chain_length = NEW.chain_length AND t.chain_head = NEW.chain_head) THEN
          RAISE EXCEPTION 'a poll closes with the tally of its own ballots' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'closed_means_counted';
        END IF;
        RETURN NEW;
      END $$;`;

const COUNTED = (atClosing: string, afterwards: string): string => `
      CREATE OR REPLACE FUNCTION counted_once_at_the_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND ((p.state = 'CLOSING' AND ${atClosing})
          OR (p.state = 'CLOSED' AND ${afterwards} AND NOT EXISTS (SELECT 1 FROM sessions.poll_ruling r WHERE r.poll_id = p.id))) FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a poll is counted at its closing' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'counted_once_at_the_closing';
        END IF;
        RETURN NEW;
      END $$;`;

export class ManualPoll1700000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE poll
        ADD COLUMN method text NOT NULL DEFAULT 'ELECTRONIC' CONSTRAINT a_method_is_known CHECK (method IN ('ELECTRONIC', 'PAPER', 'HANDS')),
        ADD COLUMN continues uuid CONSTRAINT a_sealed_poll_goes_on_once UNIQUE REFERENCES poll (id),
        ADD COLUMN run_off_of uuid REFERENCES poll (id),
        ADD CONSTRAINT a_show_of_hands_is_public CHECK (method <> 'HANDS' OR form = 'PUBLIC');

      CREATE TABLE tally_sheet (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL REFERENCES poll (id),
        account_id text NOT NULL,
        person_id uuid,
        issued int NOT NULL CHECK (issued >= 0),
        not_returned int NOT NULL,
        collected int NOT NULL,
        valid int NOT NULL,
        invalid int NOT NULL,
        marks jsonb NOT NULL,
        row_counts jsonb NOT NULL,
        entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT issued_is_collected_and_not_returned CHECK (issued = collected + not_returned AND not_returned >= 0),
        CONSTRAINT collected_is_valid_and_invalid CHECK (collected = valid + invalid AND valid >= 0 AND invalid >= 0)
      );
      CREATE INDEX tally_sheet_of_poll ON tally_sheet (poll_id, entered_at);

      CREATE FUNCTION the_way_of_voting_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'DRAFT' AND (NEW.method, NEW.continues, NEW.run_off_of) IS DISTINCT FROM (OLD.method, OLD.continues, OLD.run_off_of) THEN
          RAISE EXCEPTION 'the way of voting was frozen with the question' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'the_question_is_frozen';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER the_way_of_voting_is_frozen BEFORE UPDATE ON poll FOR EACH ROW EXECUTE FUNCTION the_way_of_voting_is_frozen();

      CREATE FUNCTION manual_polls_take_no_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM added a JOIN sessions.poll p ON p.id = a.poll_id WHERE p.method <> 'ELECTRONIC') THEN
          RAISE EXCEPTION 'a poll on paper or by hands takes no ballot of a device' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'manual_polls_take_no_ballot';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER manual_polls_take_no_ballot AFTER INSERT ON ballot REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION manual_polls_take_no_ballot();

      CREATE FUNCTION sheets_come_after_the_closing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.state = 'CLOSED' AND p.method <> 'ELECTRONIC'
          AND NOT EXISTS (SELECT 1 FROM sessions.poll_tally t WHERE t.poll_id = p.id) FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a sheet is of a closed manual poll that is not counted yet' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'sheets_come_after_the_closing';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER sheets_come_after_the_closing BEFORE INSERT ON tally_sheet FOR EACH ROW EXECUTE FUNCTION sheets_come_after_the_closing();

      CREATE FUNCTION manual_counts_are_entered_twice() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.method <> 'ELECTRONIC') AND NOT EXISTS (
          SELECT 1 FROM sessions.tally_sheet a JOIN sessions.tally_sheet b ON b.poll_id = a.poll_id AND b.account_id <> a.account_id
            AND (a.person_id IS NULL OR b.person_id IS NULL OR a.person_id <> b.person_id)
            AND (b.issued, b.collected, b.valid, b.marks, b.row_counts) = (a.issued, a.collected, a.valid, a.marks, a.row_counts)
          WHERE a.poll_id = NEW.poll_id AND a.issued = NEW.ballots_issued AND a.collected = NEW.ballots_collected AND a.valid = NEW.ballots_valid) THEN
          RAISE EXCEPTION 'a manual count is what two persons entered apart' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'manual_counts_are_entered_twice';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER manual_counts_are_entered_twice BEFORE INSERT ON poll_tally FOR EACH ROW EXECUTE FUNCTION manual_counts_are_entered_twice();

      REVOKE UPDATE, DELETE, TRUNCATE ON tally_sheet FROM sessions;
    `);
    await runner.query(STAYS(`NEW.form = 'PUBLIC' AND NEW.method = 'ELECTRONIC'`));
    await runner.query(
      COUNTED(
        `p.method = 'ELECTRONIC' AND (p.form <> 'PUBLIC' OR NEW.voted <= NEW.chain_length)`,
        `(p.form = 'SECRET' OR p.method <> 'ELECTRONIC')`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(STAYS(`NEW.form = 'PUBLIC'`));
    await runner.query(COUNTED(`(p.form <> 'PUBLIC' OR NEW.voted <= NEW.chain_length)`, `p.form = 'SECRET'`));
    await runner.query(`
      DROP TRIGGER manual_counts_are_entered_twice ON poll_tally;
      DROP TRIGGER manual_polls_take_no_ballot ON ballot;
      DROP TRIGGER the_way_of_voting_is_frozen ON poll;
      DROP TABLE tally_sheet;
      DROP FUNCTION manual_counts_are_entered_twice, manual_polls_take_no_ballot, the_way_of_voting_is_frozen, sheets_come_after_the_closing;
      ALTER TABLE poll DROP CONSTRAINT a_show_of_hands_is_public, DROP COLUMN run_off_of, DROP COLUMN continues, DROP COLUMN method;
    `);
  }
}
