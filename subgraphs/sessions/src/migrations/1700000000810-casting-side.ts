/** A tie on paper or by hands: the side of whoever has the casting vote is on the sheet, and both sheets say the same (R-VOT-16). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENTERED_TWICE = (same: string): string => `
      CREATE OR REPLACE FUNCTION manual_counts_are_entered_twice() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM sessions.poll p WHERE p.id = NEW.poll_id AND p.method <> 'ELECTRONIC') AND NOT EXISTS (
          SELECT 1 FROM sessions.tally_sheet a JOIN sessions.tally_sheet b ON b.poll_id = a.poll_id AND b.account_id <> a.account_id
            AND (a.person_id IS NULL OR b.person_id IS NULL OR a.person_id <> b.person_id)
            AND (b.issued, b.collected, b.valid, b.marks, b.row_counts) = (a.issued, a.collected, a.valid, a.marks, a.row_counts)${same}
          WHERE a.poll_id = NEW.poll_id AND a.issued = NEW.ballots_issued AND a.collected = NEW.ballots_collected AND a.valid = NEW.ballots_valid) THEN
          RAISE EXCEPTION 'a manual count is what two persons entered apart' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'manual_counts_are_entered_twice';
        END IF;
        RETURN NEW;
      END $$;`;

export class CastingSide1700000000810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE tally_sheet ADD COLUMN casting text CONSTRAINT a_side_is_known CHECK (casting IN ('FOR', 'AGAINST', 'ABSTAIN', 'NONE'))`,
    );
    await runner.query(ENTERED_TWICE(' AND b.casting IS NOT DISTINCT FROM a.casting'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(ENTERED_TWICE(''));
    await runner.query('ALTER TABLE tally_sheet DROP COLUMN casting');
  }
}
