/** The law of membership and office that the database itself keeps: one vote weighs one, and each group membership names its decision. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation1700000000520 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE rule ADD CONSTRAINT every_ballot_weighs_one CHECK (rule_key <> 'vote.weight' OR value = '{"value": 1}');
      ALTER TABLE rule_override ADD CONSTRAINT no_council_weighs_ballots CHECK (rule_key <> 'vote.weight');

      ALTER TABLE office_holding DROP CONSTRAINT office_kind_is_known,
        ADD CONSTRAINT office_kind_is_known CHECK (kind IN ('COUNCIL_CHAIR', 'COUNCIL_VICE_CHAIR', 'COMMITTEE_HEAD', 'COMMITTEE_DEPUTY', 'PEOPLES_COMMITTEE_CHAIR', 'PEOPLES_COMMITTEE_VICE_CHAIR')),
        ADD COLUMN file_due_on date,
        ADD COLUMN file_sent_on date,
        ADD COLUMN approval_decision text,
        ADD CONSTRAINT who_is_refused_is_told_by_what CHECK (approval_state <> 'REFUSED' OR approval_decision IS NOT NULL),
        ADD CONSTRAINT one_peoples_committee_chair_per_day
          EXCLUDE USING gist (council_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (kind = 'PEOPLES_COMMITTEE_CHAIR');
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM office_holding WHERE kind IN ('PEOPLES_COMMITTEE_CHAIR', 'PEOPLES_COMMITTEE_VICE_CHAIR');
      ALTER TABLE office_holding DROP CONSTRAINT one_peoples_committee_chair_per_day, DROP CONSTRAINT who_is_refused_is_told_by_what,
        DROP COLUMN approval_decision, DROP COLUMN file_sent_on, DROP COLUMN file_due_on, DROP CONSTRAINT office_kind_is_known,
        ADD CONSTRAINT office_kind_is_known CHECK (kind IN ('COUNCIL_CHAIR', 'COUNCIL_VICE_CHAIR', 'COMMITTEE_HEAD', 'COMMITTEE_DEPUTY'));
      ALTER TABLE rule_override DROP CONSTRAINT no_council_weighs_ballots;
      ALTER TABLE rule DROP CONSTRAINT every_ballot_weighs_one;
    `);
  }
}
