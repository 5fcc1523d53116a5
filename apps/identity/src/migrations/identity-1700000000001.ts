/** Keys, PINs, cards, devices, and what the OpenID library keeps. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE vault_value (
        name text PRIMARY KEY,
        value bytea NOT NULL
      );

      CREATE TABLE signing_key (
        kid text PRIMARY KEY,
        alg text NOT NULL CHECK (alg = 'ES256'),
        public_jwk jsonb NOT NULL,
        sealed_private_jwk bytea NOT NULL,
        created_at timestamptz NOT NULL,
        -- Published before it signs, so that whoever keeps a key set has seen it by then.
        signs_from timestamptz NOT NULL,
        published_until timestamptz
      );

      CREATE TABLE account_pin (
        account_id uuid PRIMARY KEY,
        salt bytea NOT NULL,
        hash bytea NOT NULL,
        changed_at timestamptz NOT NULL,
        -- Of the sign-in page only: a stranger who knows a login must not be able to stop its owner's card.
        failed_attempts int NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
        locked_until timestamptz
      );

      CREATE TABLE card (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('PERSON', 'DISPLAY')),
        -- The account, or the display.
        subject_id uuid NOT NULL,
        sitting_id uuid NOT NULL,
        display_name text,
        council_id text,
        code_hash bytea NOT NULL CONSTRAINT one_card_per_code UNIQUE,
        typed_code_hash bytea CONSTRAINT one_card_per_typed_code UNIQUE,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        failed_attempts int NOT NULL DEFAULT 0 CONSTRAINT at_most_five_wrong_pins CHECK (failed_attempts BETWEEN 0 AND 5),
        used_at timestamptz,
        used_by_device uuid,
        used_key_hash bytea,
        replaced_at timestamptz,
        CONSTRAINT a_display_card_says_which CHECK (kind = 'PERSON' OR (display_name IS NOT NULL AND council_id IS NOT NULL)),
        CONSTRAINT a_used_card_says_by_whom CHECK ((used_at IS NULL) = (used_by_device IS NULL))
      );
      CREATE UNIQUE INDEX one_waiting_card_per_subject_and_sitting ON card (subject_id, sitting_id)
        WHERE used_at IS NULL AND replaced_at IS NULL;

      CREATE TABLE device (
        id uuid PRIMARY KEY,
        card_id uuid NOT NULL REFERENCES card (id),
        kind text NOT NULL CHECK (kind IN ('PERSON', 'DISPLAY')),
        subject_id uuid NOT NULL,
        sitting_id uuid NOT NULL,
        display_name text,
        council_id text,
        device_name text,
        remembered boolean NOT NULL,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        idle_until timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        -- The secret that was presented last: its own repetition and its unused children are accepted, nothing else.
        last_used_secret bytea,
        ended_at timestamptz,
        end_reason text CHECK (end_reason IN ('TAKEN_OVER', 'REUSED', 'SIGNED_OUT', 'DISABLED', 'EXPIRED', 'REVOKED')),
        CONSTRAINT an_ended_device_says_why CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      CREATE UNIQUE INDEX one_device_per_subject_and_sitting ON device (subject_id, sitting_id) WHERE ended_at IS NULL;

      CREATE TABLE refresh_secret (
        hash bytea PRIMARY KEY,
        device_id uuid NOT NULL REFERENCES device (id) ON DELETE CASCADE,
        parent bytea,
        issued_at timestamptz NOT NULL,
        first_used_at timestamptz
      );
      CREATE INDEX refresh_secret_of_device ON refresh_secret (device_id);

      CREATE TABLE takeover (
        id uuid PRIMARY KEY,
        subject_id uuid NOT NULL,
        sitting_id uuid NOT NULL,
        device_id uuid NOT NULL,
        device_name text,
        by_device_id uuid NOT NULL,
        by_device_name text,
        taken_over_at timestamptz NOT NULL
      );
      CREATE INDEX takeover_of_sitting ON takeover (sitting_id, taken_over_at);
      -- What the chair was shown stays as it was.
      REVOKE UPDATE, DELETE ON takeover FROM identity;

      CREATE VIEW published_takeover_v1 AS
        SELECT id AS takeover_id, subject_id AS account_id, sitting_id, device_id, device_name, by_device_id, by_device_name, taken_over_at FROM takeover;
      -- Of the view only what the running role needs: default privileges would also let it write through the view.
      REVOKE ALL ON published_takeover_v1 FROM identity;
      GRANT SELECT ON published_takeover_v1 TO PUBLIC;

      CREATE TABLE openid_client (
        client_id text PRIMARY KEY,
        name text NOT NULL,
        redirect_uris jsonb NOT NULL,
        trusted boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE openid_record (
        model text NOT NULL,
        -- SHA-256 of the library's id: a copy of the table opens no session.
        id_hash bytea NOT NULL,
        sealed_payload bytea NOT NULL,
        grant_id text,
        uid_hash bytea,
        consumed_at timestamptz,
        expires_at timestamptz,
        PRIMARY KEY (model, id_hash)
      );
      CREATE INDEX openid_record_of_grant ON openid_record (grant_id) WHERE grant_id IS NOT NULL;
      CREATE INDEX openid_record_of_uid ON openid_record (uid_hash) WHERE uid_hash IS NOT NULL;
      CREATE INDEX openid_record_expiry ON openid_record (expires_at) WHERE expires_at IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP VIEW published_takeover_v1;
      DROP TABLE openid_record, openid_client, takeover, refresh_secret, device, card, account_pin, signing_key, vault_value;
    `);
  }
}
