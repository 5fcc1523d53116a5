/** Programmes, tasks, their steps, and the catalogue of indicators that the platform can measure itself. */
import { outboxMigration } from '@nghitruong/kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Task1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxMigration.up);
    await runner.query(`
      CREATE TABLE programme (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        title text NOT NULL CONSTRAINT programme_title_length CHECK (length(title) BETWEEN 1 AND 300),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT programme_ends_after_it_starts CHECK (ends_on >= starts_on),
        CONSTRAINT programme_of_its_council UNIQUE (id, council_id)
      );
      CREATE INDEX programme_latest ON programme (council_id, starts_on DESC, id DESC);

      CREATE TABLE indicator (
        code text PRIMARY KEY CONSTRAINT indicator_code_is_screaming CHECK (code ~ '^[A-Z][A-Z0-9_]*$'),
        version int NOT NULL DEFAULT 1 CONSTRAINT indicator_version_is_positive CHECK (version > 0),
        name_vi text NOT NULL,
        name_en text NOT NULL,
        method_vi text NOT NULL,
        method_en text NOT NULL
      );
      INSERT INTO indicator (code, name_vi, name_en, method_vi, method_en) VALUES
        ('PAPERLESS_SESSION', 'Kỳ họp không giấy', 'Paperless session',
          'Tỷ lệ tài liệu của kỳ họp được gửi và mở trên hệ thống.', 'Share of a session’s documents that were sent and opened on the platform.'),
        ('DOCUMENTS_ON_TIME', 'Tài liệu gửi đúng hạn', 'Documents on time',
          'Tỷ lệ tài liệu gửi trước kỳ họp ít nhất 5 ngày.', 'Share of documents sent at least five days before the session.'),
        ('ELECTRONIC_VOTE', 'Biểu quyết điện tử', 'Electronic vote',
          'Tỷ lệ lần biểu quyết được tiến hành trên hệ thống.', 'Share of votes that were held on the platform.'),
        ('PETITIONS_ON_TIME', 'Kiến nghị trả lời đúng hạn', 'Petitions answered on time',
          'Tỷ lệ kiến nghị có ngày trả lời không sau thời hạn.', 'Share of petitions answered not later than their due date.');

      CREATE TABLE task (
        id uuid PRIMARY KEY,
        council_id text NOT NULL,
        programme_id uuid NOT NULL,
        state text NOT NULL CONSTRAINT task_state_is_known CHECK (state IN ('PLANNED','IN_PROGRESS','SUBMITTED','VERIFIED','CANCELLED')),
        title text NOT NULL CONSTRAINT task_title_length CHECK (length(title) BETWEEN 1 AND 300),
        target text NOT NULL CONSTRAINT task_target_length CHECK (length(target) BETWEEN 1 AND 2000),
        weight int NOT NULL CONSTRAINT weight_is_1_to_100 CHECK (weight BETWEEN 1 AND 100),
        owner_id text NOT NULL,
        unit_id text,
        indicator_code text REFERENCES indicator,
        due_on date NOT NULL,
        submitted_on date,
        done_on date,
        due_key date GENERATED ALWAYS AS (coalesce(due_on, DATE '9999-12-31')) STORED,
        evidence text CONSTRAINT evidence_length CHECK (length(evidence) BETWEEN 1 AND 5000),
        escalation text NOT NULL DEFAULT 'NONE',
        illustrative boolean NOT NULL DEFAULT false,
        CONSTRAINT programme_is_of_the_same_council FOREIGN KEY (programme_id, council_id) REFERENCES programme (id, council_id),
        CONSTRAINT submitted_has_evidence CHECK (state NOT IN ('SUBMITTED','VERIFIED') OR (evidence IS NOT NULL AND submitted_on IS NOT NULL)),
        CONSTRAINT done_means_verified CHECK ((state = 'VERIFIED') = (done_on IS NOT NULL))
      );
      CREATE INDEX task_of_council ON task (council_id, due_key, id);
      CREATE INDEX task_of_body ON task (owner_id, due_key, id);
      CREATE INDEX task_of_programme ON task (programme_id, due_key, id);
      CREATE INDEX task_due ON task (due_key, id);

      CREATE TABLE task_step (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY,
        task_id uuid NOT NULL REFERENCES task,
        act text NOT NULL,
        to_state text NOT NULL,
        reason text CONSTRAINT task_reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
        at timestamptz NOT NULL,
        account_id text
      );
      CREATE INDEX task_step_of_task ON task_step (task_id, position);

      REVOKE UPDATE, DELETE ON task_step FROM digital_transformation;
      REVOKE INSERT, UPDATE, DELETE ON indicator FROM digital_transformation;
      REVOKE DELETE ON task, programme FROM digital_transformation;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE task_step, task, indicator, programme;`);
    await runner.query(outboxMigration.down);
  }
}
