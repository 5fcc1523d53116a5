/** Targets that resolutions set, and the reports on them, which are only ever added. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ResolutionTarget1700000000601 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resolution_target (
        id uuid PRIMARY KEY,
        resolution_id uuid NOT NULL REFERENCES resolution,
        council_id text NOT NULL,
        body_id text NOT NULL,
        unit_id text,
        title text NOT NULL CONSTRAINT a_target_has_a_title CHECK (length(title) BETWEEN 1 AND 1000),
        indicator text NOT NULL,
        measure text NOT NULL,
        direction text NOT NULL CONSTRAINT target_direction_is_known CHECK (direction IN ('AT_LEAST', 'AT_MOST')),
        target_value numeric NOT NULL,
        set_on date NOT NULL,
        due_on date NOT NULL,
        report_every_days int NOT NULL CONSTRAINT reports_come_in_time CHECK (report_every_days BETWEEN 1 AND 3660),
        done_on date,
        escalation text NOT NULL DEFAULT 'NONE',
        illustrative boolean NOT NULL,
        CONSTRAINT a_target_is_due_after_it_is_set CHECK (due_on >= set_on)
      );
      CREATE INDEX resolution_target_of_body ON resolution_target (body_id, due_on, id);
      CREATE INDEX resolution_target_of_resolution ON resolution_target (resolution_id, due_on, id);

      CREATE TABLE resolution_target_report (
        id uuid PRIMARY KEY,
        target_id uuid NOT NULL REFERENCES resolution_target,
        as_of date NOT NULL,
        value numeric NOT NULL,
        words text,
        reported_by text,
        reported_at timestamptz NOT NULL
      );
      CREATE INDEX resolution_target_report_of ON resolution_target_report (target_id, as_of, reported_at);
      REVOKE UPDATE, DELETE, TRUNCATE ON resolution_target_report FROM sessions;
      REVOKE UPDATE, DELETE, TRUNCATE ON resolution_target FROM sessions;
      GRANT UPDATE (done_on) ON resolution_target TO sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE resolution_target_report, resolution_target');
  }
}
