/**
 * Closing a sitting and opening it again: the log of it, and the mark on polls
 * that were opened behind closed doors. Neither can be rewritten.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Visibility1700000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sitting_visibility_change (
        sitting_id uuid NOT NULL REFERENCES sitting,
        step int NOT NULL,
        visibility text NOT NULL CONSTRAINT visibility_change_is_known CHECK (visibility IN ('PUBLIC', 'CLOSED')),
        basis_poll_id uuid CONSTRAINT a_poll_is_the_basis_of_one_change UNIQUE REFERENCES poll,
        changed_by text,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (sitting_id, step)
      );
      REVOKE UPDATE, DELETE, TRUNCATE ON sitting_visibility_change FROM sessions;

      ALTER TABLE poll ADD COLUMN held_closed boolean NOT NULL DEFAULT false;
      CREATE FUNCTION poll_is_held_closed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.held_closed := OLD.held_closed
          OR (NEW.state = 'OPEN' AND EXISTS (SELECT 1 FROM sessions.sitting s WHERE s.id = NEW.sitting_id AND s.visibility = 'CLOSED'));
        RETURN NEW;
      END $$;
      CREATE TRIGGER poll_is_held_closed BEFORE UPDATE OF state, held_closed ON poll FOR EACH ROW EXECUTE FUNCTION poll_is_held_closed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER poll_is_held_closed ON poll;
      DROP FUNCTION poll_is_held_closed();
      ALTER TABLE poll DROP COLUMN held_closed;
      DROP TABLE sitting_visibility_change;
    `);
  }
}
