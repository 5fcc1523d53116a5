/** Correction statements: annexed to a result, never changed, and never changing it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Correction1700000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE poll_correction (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL REFERENCES poll (id),
        seat_id uuid NOT NULL,
        full_name text NOT NULL,
        kind text NOT NULL CONSTRAINT a_correction_is_one_of_two CHECK (kind IN ('INTENTION', 'MISMATCH')),
        recorded text,
        meant text NOT NULL,
        words text CHECK (length(words) BETWEEN 1 AND 500),
        account_id text,
        stated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT a_seat_corrects_itself_once UNIQUE (poll_id, seat_id),
        CONSTRAINT only_the_roll_corrects FOREIGN KEY (poll_id, seat_id) REFERENCES poll_roll (poll_id, seat_id)
      );

      CREATE FUNCTION corrected_after_the_result() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM sessions.poll p JOIN sessions.poll_ruling r ON r.poll_id = p.id AND r.state = 'PUBLISHED' WHERE p.id = NEW.poll_id AND p.form = 'PUBLIC' AND p.method = 'ELECTRONIC') THEN
          RAISE EXCEPTION 'a correction is annexed to the published result of a vote with names' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'corrected_after_the_result';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER corrected_after_the_result BEFORE INSERT ON poll_correction FOR EACH ROW EXECUTE FUNCTION corrected_after_the_result();

      REVOKE UPDATE, DELETE, TRUNCATE ON poll_correction FROM sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE poll_correction');
    await runner.query('DROP FUNCTION corrected_after_the_result');
  }
}
