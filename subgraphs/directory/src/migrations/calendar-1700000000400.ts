/**
 * Days worked instead of a holiday, and the calendar that other owners read.
 *
 * A day of the calendar is off or on: off is a holiday, on is a Saturday or
 * Sunday that is worked. Every other day is what its weekday says.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Calendar1700000000400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE make_up_day (
        day date PRIMARY KEY CONSTRAINT a_make_up_day_is_no_weekday CHECK (extract(isodow FROM day) IN (6, 7)),
        in_lieu_of date NOT NULL CONSTRAINT in_lieu_of_a_weekday CHECK (extract(isodow FROM in_lieu_of) < 6),
        source text NOT NULL,
        confidence text NOT NULL
      );
      CREATE VIEW published_calendar_v1 AS
        SELECT day, 'OFF' AS kind, name_vi, name_en, source, confidence FROM holiday
        UNION ALL
        SELECT day, 'ON', 'Ngày làm bù', 'Working day in lieu', source, confidence FROM make_up_day;
      REVOKE ALL ON published_calendar_v1 FROM directory;
      GRANT SELECT ON published_calendar_v1 TO PUBLIC;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW published_calendar_v1; DROP TABLE make_up_day;');
  }
}
