/**
 * Comments of citizens on drafts. What a comment says never changes; who wrote
 * it stands in a table of its own, which is never joined to what is published.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Comment1700000000760 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE comment_period (
        resolution_id uuid PRIMARY KEY REFERENCES resolution,
        opened_on date NOT NULL,
        closes_on date NOT NULL,
        short_reason text,
        CONSTRAINT a_period_ends_after_it_begins CHECK (closes_on >= opened_on)
      );
      CREATE TABLE draft_comment (
        id uuid PRIMARY KEY,
        resolution_id uuid NOT NULL REFERENCES comment_period,
        -- Given with the publication, in that order.
        number int,
        version int NOT NULL,
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
        text_key text NOT NULL,
        submitted_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'RECEIVED' CONSTRAINT comment_state_is_known CHECK (state IN ('RECEIVED', 'PUBLISHED', 'WITHHELD')),
        withheld_reason text,
        examined_by text,
        examined_at timestamptz,
        outcome text CONSTRAINT comment_outcome_is_known CHECK (outcome IN ('ANSWERED', 'ACCEPTED', 'NOT_ACCEPTED')),
        reply text,
        replied_by text,
        replied_on date,
        CONSTRAINT one_text_once_per_draft UNIQUE (resolution_id, text_key),
        CONSTRAINT one_comment_per_number UNIQUE (resolution_id, number),
        CONSTRAINT what_is_published_is_numbered CHECK (state <> 'PUBLISHED' OR number IS NOT NULL),
        CONSTRAINT what_is_withheld_says_why CHECK ((state = 'WITHHELD') = (withheld_reason IS NOT NULL)),
        CONSTRAINT a_reply_is_whole CHECK (num_nulls(outcome, reply, replied_on) IN (0, 3))
      );
      CREATE INDEX draft_comment_by_time ON draft_comment (resolution_id, submitted_at);
      CREATE TABLE draft_comment_author (
        comment_id uuid PRIMARY KEY REFERENCES draft_comment,
        full_name text,
        contact text
      );
      REVOKE DELETE, TRUNCATE ON comment_period FROM sessions;
      REVOKE UPDATE, DELETE, TRUNCATE ON draft_comment, draft_comment_author FROM sessions;
      GRANT UPDATE (number, state, withheld_reason, examined_by, examined_at, outcome, reply, replied_by, replied_on) ON draft_comment TO sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draft_comment_author, draft_comment, comment_period');
  }
}
