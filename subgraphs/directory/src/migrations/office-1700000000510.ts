/** Offices, as others may read them: who chairs a council on which day. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Office1700000000510 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE VIEW published_office_v1 AS
      SELECT o.id AS office_id, o.kind, o.council_id, o.body_id, o.person_id, p.full_name, o.valid_from, o.valid_to, o.approval_state
      FROM office_holding o JOIN person p ON p.id = o.person_id;
      REVOKE ALL ON published_office_v1 FROM directory;
      GRANT SELECT ON published_office_v1 TO PUBLIC;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW published_office_v1');
  }
}
