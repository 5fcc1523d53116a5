/**
 * Seats and persons that something of sessions rests on, for the directory:
 * it takes a list of delegates back only while nothing does.
 *
 * Odd part   sessions is made after the directory, which so cannot be given its
 *            reading when it is made: it is given here. Usage of a schema opens
 *            what is published in it and nothing else.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InUse1700000000780 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW published_person_in_use_v1 AS
        SELECT seat_id, NULL::uuid AS person_id FROM attendance_event
        UNION ALL SELECT seat_id, NULL FROM absence
        UNION ALL SELECT seat_id, NULL FROM absence_request
        UNION ALL SELECT seat_id, NULL FROM poll_roll
        UNION ALL SELECT seat_id, NULL FROM document_delivery
        UNION ALL SELECT seat_id, NULL FROM request_signature
        UNION ALL SELECT seat_id, NULL FROM speaker_request WHERE seat_id IS NOT NULL
        UNION ALL SELECT seat_id, NULL FROM interpellation
        UNION ALL SELECT seat_id, person_id FROM tally_committee_member
        UNION ALL SELECT NULL, person_id FROM nomination WHERE person_id IS NOT NULL;
      REVOKE ALL ON published_person_in_use_v1 FROM sessions;
      GRANT SELECT ON published_person_in_use_v1 TO PUBLIC;
      GRANT USAGE ON SCHEMA sessions TO directory;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE USAGE ON SCHEMA sessions FROM directory; DROP VIEW published_person_in_use_v1;`);
  }
}
