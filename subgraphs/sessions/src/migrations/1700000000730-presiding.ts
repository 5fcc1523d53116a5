/** Who presides, who is a guest, and whether a sitting is broadcast. Handing over is in the log of the sitting, which is never rewritten. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Presiding1700000000730 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sitting
        ADD COLUMN presiding_person_id uuid,
        ADD COLUMN presiding_name text,
        ADD COLUMN presiding_as text CONSTRAINT presiding_as_is_known CHECK (presiding_as IN ('CHAIR', 'VICE_CHAIR', 'CONVENOR', 'OTHER')),
        ADD COLUMN presiding_since timestamptz,
        ADD CONSTRAINT who_presides_is_named CHECK (num_nulls(presiding_person_id, presiding_name, presiding_as, presiding_since) IN (0, 4)),
        ADD COLUMN broadcast_url text CONSTRAINT a_broadcast_has_an_https_address CHECK (broadcast_url ~ '^https://[^\\s]{3,}$' AND char_length(broadcast_url) <= 508);

      CREATE TABLE sitting_broadcast_stop (
        sitting_id uuid PRIMARY KEY REFERENCES sitting,
        basis_poll_id uuid REFERENCES poll,
        stopped_by text,
        stopped_at timestamptz NOT NULL
      );
      REVOKE UPDATE, TRUNCATE ON sitting_broadcast_stop FROM sessions;

      CREATE TABLE sitting_guest (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES sitting,
        kind text NOT NULL CONSTRAINT guest_kind_is_known CHECK (kind IN ('GUEST_DUTY', 'GUEST', 'PRESS', 'CITIZEN')),
        full_name text NOT NULL,
        office text,
        invited_by text NOT NULL,
        invited_at timestamptz NOT NULL,
        arrived_at timestamptz,
        left_at timestamptz,
        CONSTRAINT a_guest_leaves_after_arriving CHECK (left_at IS NULL OR (arrived_at IS NOT NULL AND left_at >= arrived_at)),
        CONSTRAINT one_invitation_per_name_and_office UNIQUE NULLS NOT DISTINCT (sitting_id, full_name, office)
      );
      ALTER TABLE speaker_request ADD COLUMN guest_id uuid REFERENCES sitting_guest;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE speaker_request DROP COLUMN guest_id;
      DROP TABLE sitting_guest, sitting_broadcast_stop;
      ALTER TABLE sitting DROP COLUMN presiding_person_id, DROP COLUMN presiding_name, DROP COLUMN presiding_as, DROP COLUMN presiding_since, DROP COLUMN broadcast_url;
    `);
  }
}
