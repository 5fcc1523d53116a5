/**
 * Published views: what other owners may read, and all that they may read.
 *
 * A view's columns never change; another shape is another version beside it.
 * SELECT is open to every role, but only an owner that declares that it reads
 * the directory is given USAGE on the schema, without which a view says 42501.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const VIEWS = {
  published_unit_v1: `
    SELECT u.id AS unit_id, u.name::text, u.name_en, u.kind, k.level_id AS level, a.code, a.parent_id, a.valid_from, a.valid_to
    FROM unit u JOIN unit_kind k ON k.id = u.kind JOIN unit_attribute a ON a.unit_id = u.id`,
  published_unit_succession_v1: `
    SELECT happened_on, kind, from_id AS from_unit_id, to_id AS to_unit_id, instrument, confidence FROM unit_succession`,
  published_council_v1: `
    SELECT id AS council_id, name::text AS name, short_name, level, unit_id, illustrative FROM council`,
  published_public_body_v1: `
    SELECT id AS body_id, kind, name::text AS name, short_name, council_id, unit_id, valid_from, valid_to, illustrative FROM public_body`,
  published_seat_v1: `
    SELECT d.id AS seat_id, d.council_id, d.term_id, d.person_id, p.full_name, p.sort_name, g.group_name, d.card_number,
           s.status, s.valid_from, s.valid_to
    FROM delegate d
    JOIN person p ON p.id = d.person_id
    JOIN delegate_status s ON s.delegate_id = d.id
    -- The group of the period; where a delegate moved within it, the last one.
    LEFT JOIN LATERAL (
      SELECT b.name::text AS group_name
      FROM membership m JOIN public_body b ON b.id = m.body_id AND b.kind = 'DELEGATE_GROUP'
      WHERE m.delegate_id = d.id
        AND daterange(m.valid_from, m.valid_to, '[]') && daterange(s.valid_from, s.valid_to, '[]')
      ORDER BY m.valid_from DESC LIMIT 1
    ) g ON true`,
  published_rule_v1: `
    SELECT s.id AS rule_set_id, s.hash AS rule_set_hash, s.level, r.rule_key, r.value, r.instrument, r.article, r.confidence, r.overridable,
           greatest(r.valid_from, s.valid_from) AS valid_from, least(r.valid_to, s.valid_to) AS valid_to, r.note_vi, r.note_en, c.confirmed_by
    FROM rule_set_current now
    JOIN rule_set s ON s.id = now.rule_set_id AND s.hash = now.hash
    JOIN rule r ON r.rule_set_id = s.id AND r.rule_set_hash = s.hash
    LEFT JOIN rule_confirmation c ON c.rule_set_id = s.id AND c.rule_key = r.rule_key AND c.rule_hash = r.hash`,
  published_rule_override_v1: `
    SELECT council_id, rule_key, value, reason, instrument, decided_by, valid_from, valid_to, illustrative FROM rule_override`,
  published_account_v1: `
    SELECT a.id AS account_id, a.login, a.display_name, a.person_id, g.grants, a.disabled_at IS NOT NULL AS disabled
    FROM account a
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', role, 'councilId', council_id, 'bodyId', body_id))
                                ORDER BY role, council_id, body_id), '[]'::jsonb) AS grants
      FROM account_grant WHERE account_id = a.id
    ) g`,
  published_holiday_v1: `SELECT day, name_vi, name_en, confidence FROM holiday`,
} as const;

export class Published1700000000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, query] of Object.entries(VIEWS)) {
      await queryRunner.query(`CREATE VIEW ${name} AS ${query}`);
      await queryRunner.query(`REVOKE ALL ON ${name} FROM directory`);
      await queryRunner.query(`GRANT SELECT ON ${name} TO PUBLIC`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW ${Object.keys(VIEWS).join(', ')}`);
  }
}
