/** Supervisions, recommendations and their steps. What the law demands of a published recommendation the table demands too. */
import { outboxMigration } from '@nghitruong/kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Supervision1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxMigration.up);
    await runner.query(`
      CREATE TABLE supervision (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        supervisor_kind text NOT NULL,
        supervisor_id text,
        form text NOT NULL,
        state text NOT NULL CONSTRAINT supervision_state_is_known CHECK (state IN ('PLANNED','ESTABLISHED','UNDER_WAY','REPORTED','CONCLUDED','CANCELLED')),
        title text NOT NULL CONSTRAINT supervision_title_length CHECK (length(title) BETWEEN 1 AND 300),
        scope text NOT NULL CONSTRAINT supervision_scope_length CHECK (length(scope) BETWEEN 1 AND 5000),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        subject_ids text[] NOT NULL CONSTRAINT supervision_has_a_subject CHECK (cardinality(subject_ids) > 0),
        unit_id text,
        re_supervision_of uuid,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT supervision_ends_after_it_starts CHECK (ends_on >= starts_on),
        CONSTRAINT supervision_of_its_council UNIQUE (id, council_id),
        CONSTRAINT former_supervision_of_the_same_council FOREIGN KEY (re_supervision_of, council_id) REFERENCES supervision (id, council_id),
        CONSTRAINT not_a_re_supervision_of_itself CHECK (re_supervision_of <> id)
      );
      CREATE INDEX supervision_latest ON supervision (council_id, starts_on DESC, id DESC);
      CREATE INDEX supervision_again ON supervision (re_supervision_of) WHERE re_supervision_of IS NOT NULL;

      CREATE TABLE recommendation (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        supervision_id uuid NOT NULL,
        state text NOT NULL CONSTRAINT recommendation_state_is_known CHECK (state IN ('DRAFT','PUBLISHED','REPORTED','DONE','WITHDRAWN')),
        title text NOT NULL CONSTRAINT recommendation_title_length CHECK (length(title) BETWEEN 1 AND 300),
        content text NOT NULL CONSTRAINT recommendation_content_length CHECK (length(content) BETWEEN 1 AND 10000),
        owner_id text,
        due_on date,
        done_on date,
        reported_on date,
        due_key date GENERATED ALWAYS AS (coalesce(due_on, DATE '9999-12-31')) STORED,
        report_text text CONSTRAINT report_length CHECK (length(report_text) BETWEEN 1 AND 10000),
        rejected_reports int NOT NULL DEFAULT 0,
        incomplete_because text CONSTRAINT incomplete_reason_length CHECK (length(incomplete_because) BETWEEN 1 AND 2000),
        escalation text NOT NULL DEFAULT 'NONE',
        unit_id text,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT recommendation_of_the_same_council FOREIGN KEY (supervision_id, council_id) REFERENCES supervision (id, council_id),
        CONSTRAINT published_has_owner_and_deadline_or_a_reason
          CHECK (state IN ('DRAFT','WITHDRAWN') OR (owner_id IS NOT NULL AND due_on IS NOT NULL) OR incomplete_because IS NOT NULL),
        CONSTRAINT done_means_accepted CHECK ((state = 'DONE') = (done_on IS NOT NULL))
      );
      CREATE INDEX recommendation_of_council ON recommendation (council_id, due_key, id);
      CREATE INDEX recommendation_of_body ON recommendation (owner_id, due_key, id);
      CREATE INDEX recommendation_of_supervision ON recommendation (supervision_id, due_key, id);
      CREATE INDEX recommendation_due ON recommendation (due_key, id);

      CREATE TABLE recommendation_step (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY,
        recommendation_id uuid NOT NULL REFERENCES recommendation,
        act text NOT NULL,
        to_state text NOT NULL,
        escalation text NOT NULL,
        reason text CONSTRAINT step_reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
        at timestamptz NOT NULL,
        account_id text
      );
      CREATE INDEX recommendation_step_of_recommendation ON recommendation_step (recommendation_id, position);

      REVOKE UPDATE, DELETE ON recommendation_step FROM supervision;
      REVOKE DELETE ON supervision, recommendation FROM supervision;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE recommendation_step, recommendation, supervision;`);
    await runner.query(outboxMigration.down);
  }
}
