/**
 * Boards: who sits in a body, delegate or not, as others may read it.
 *
 * A member of a People's Committee need not be a delegate: then the membership
 * itself is the seat. Who sits in a board has its rights by that: they begin
 * and end with the membership, and nobody has to remember to grant them.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BOARDS = `('STANDING_BODY', 'COMMITTEE', 'PEOPLES_COMMITTEE')`;
const TODAY = `(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

const GRANTS = `
  SELECT role, council_id, body_id FROM account_grant WHERE account_id = a.id`;

/** Beside what was granted: a seat in a board, its chair, and the desk of a council's own boards. */
const GRANTS_WITH_BOARDS = `${GRANTS}
  UNION
  SELECT r.role, b.council_id, b.id
  FROM published_membership_v1 m JOIN public_body b ON b.id = m.body_id AND b.kind IN ${BOARDS}
  JOIN (VALUES ('DELEGATE', ARRAY['HEAD', 'DEPUTY', 'MEMBER']), ('CHAIR', ARRAY['HEAD', 'DEPUTY'])) AS r (role, posts) ON m.role = ANY (r.posts)
  WHERE m.person_id = a.person_id AND m.status = 'IN_OFFICE' AND ${TODAY} BETWEEN m.valid_from AND coalesce(m.valid_to, 'infinity')
  UNION
  SELECT g.role, b.council_id, b.id
  FROM account_grant g JOIN public_body b ON b.council_id = g.council_id AND b.kind IN ('STANDING_BODY', 'COMMITTEE')
  WHERE g.account_id = a.id AND g.role = 'SESSION_SECRETARY' AND g.body_id IS NULL AND ${TODAY} BETWEEN b.valid_from AND coalesce(b.valid_to, 'infinity')`;

const accounts = (grants: string): string => `CREATE OR REPLACE VIEW published_account_v1 AS
  SELECT a.id AS account_id, a.login, a.display_name, a.person_id, g.grants, a.disabled_at IS NOT NULL AS disabled
  FROM account a
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', role, 'councilId', council_id, 'bodyId', body_id))
                              ORDER BY role, council_id, body_id NULLS FIRST), '[]'::jsonb) AS grants
    FROM (${grants}) held
  ) g`;

export class Board1700000000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE membership
        ALTER COLUMN delegate_id DROP NOT NULL,
        ADD COLUMN person_id uuid REFERENCES person,
        ADD CONSTRAINT a_member_is_a_seat_or_a_person CHECK (num_nonnulls(delegate_id, person_id) = 1),
        ADD CONSTRAINT one_membership_per_body_person_and_day
          EXCLUDE USING gist (body_id WITH =, person_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&);
      CREATE INDEX membership_person ON membership (person_id);
      ALTER TABLE membership ADD CONSTRAINT one_head_of_a_body_per_day
        EXCLUDE USING gist (body_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (role IN ('HEAD', 'GROUP_HEAD'));

      CREATE VIEW published_membership_v1 AS
      SELECT m.id AS membership_id, m.body_id, coalesce(d.id, m.id) AS seat_id, p.id AS person_id, p.full_name, p.sort_name, m.role, d.card_number,
             coalesce(s.status, 'IN_OFFICE') AS status, greatest(m.valid_from, s.valid_from) AS valid_from, least(m.valid_to, s.valid_to) AS valid_to
      FROM membership m
      LEFT JOIN delegate d ON d.id = m.delegate_id
      JOIN person p ON p.id = coalesce(d.person_id, m.person_id)
      -- A delegate sits in a body as in the council: suspended there, suspended here.
      LEFT JOIN delegate_status s ON s.delegate_id = d.id AND daterange(s.valid_from, s.valid_to, '[]') && daterange(m.valid_from, m.valid_to, '[]')
      WHERE d.id IS NULL OR s.delegate_id IS NOT NULL;

      CREATE VIEW published_council_term_v1 AS
      SELECT id AS term_id, council_id, ordinal, to_char(ordinal, 'FMRN') AS numeral, start_year, end_year, valid_from, valid_to FROM council_term;

      REVOKE ALL ON published_membership_v1, published_council_term_v1 FROM directory;
      GRANT SELECT ON published_membership_v1, published_council_term_v1 TO PUBLIC;
      ${accounts(GRANTS_WITH_BOARDS)};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${accounts(GRANTS)};
      DROP VIEW published_council_term_v1, published_membership_v1;
      DELETE FROM membership WHERE delegate_id IS NULL;
      ALTER TABLE membership
        DROP CONSTRAINT one_head_of_a_body_per_day, DROP CONSTRAINT one_membership_per_body_person_and_day,
        DROP CONSTRAINT a_member_is_a_seat_or_a_person, DROP COLUMN person_id, ALTER COLUMN delegate_id SET NOT NULL;
    `);
  }
}
