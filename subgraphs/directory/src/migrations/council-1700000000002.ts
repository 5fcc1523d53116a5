/**
 * Councils: terms, seats, bodies and who sat where, each with its days.
 *
 * Nothing here is overwritten when it changes: a status, a membership or an
 * office ends on a day and the next one begins, so that any past day can be asked.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Council1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE council (
        id text PRIMARY KEY CONSTRAINT council_id_is_a_slug CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        unit_id text NOT NULL REFERENCES unit,
        level text NOT NULL REFERENCES unit_level,
        name text COLLATE vietnamese NOT NULL,
        short_name text NOT NULL,
        search_key text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        illustrative boolean NOT NULL,
        CHECK (valid_to IS NULL OR valid_to >= valid_from)
      );
      CREATE INDEX council_search ON council USING gin (search_key gin_trgm_ops);

      CREATE TABLE council_term (
        id uuid PRIMARY KEY,
        council_id text NOT NULL REFERENCES council,
        ordinal int NOT NULL CHECK (ordinal > 0),
        start_year int NOT NULL,
        end_year int NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        ordinal_basis text NOT NULL,
        ordinal_confidence text NOT NULL,
        illustrative boolean NOT NULL,
        UNIQUE (id, council_id),
        UNIQUE (council_id, ordinal, start_year),
        CONSTRAINT one_term_per_council_and_day
          EXCLUDE USING gist (council_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );

      CREATE TABLE person (
        id uuid PRIMARY KEY,
        full_name text NOT NULL,
        -- Given name first: how a Vietnamese list of names is ordered.
        sort_name text COLLATE vietnamese NOT NULL,
        search_key text NOT NULL,
        illustrative boolean NOT NULL
      );
      CREATE INDEX person_search ON person USING gin (search_key gin_trgm_ops);

      CREATE TABLE delegate (
        id uuid PRIMARY KEY,
        council_id text NOT NULL REFERENCES council,
        term_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person,
        card_number int,
        electoral_area text,
        full_time boolean NOT NULL DEFAULT false,
        illustrative boolean NOT NULL,
        FOREIGN KEY (term_id, council_id) REFERENCES council_term (id, council_id),
        CONSTRAINT one_seat_per_card_and_term UNIQUE (term_id, card_number),
        CONSTRAINT one_seat_per_person_and_term UNIQUE (term_id, person_id)
      );
      CREATE INDEX delegate_council ON delegate (council_id);
      CREATE INDEX delegate_person ON delegate (person_id);

      CREATE TABLE delegate_status (
        delegate_id uuid NOT NULL REFERENCES delegate ON DELETE CASCADE,
        status text NOT NULL CONSTRAINT delegate_status_is_known CHECK (status IN (
          'IN_OFFICE', 'SUSPENDED', 'RESIGNED', 'FORFEITED', 'DISMISSED', 'DECEASED')),
        valid_from date NOT NULL,
        valid_to date,
        reason text,
        instrument text,
        PRIMARY KEY (delegate_id, valid_from),
        CONSTRAINT one_status_per_seat_and_day
          EXCLUDE USING gist (delegate_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );

      CREATE TABLE public_body (
        id text PRIMARY KEY CONSTRAINT public_body_id_is_a_slug CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        kind text NOT NULL CONSTRAINT body_kind_is_known CHECK (kind IN (
          'STANDING_BODY', 'COMMITTEE', 'DELEGATE_GROUP', 'OFFICE', 'PEOPLES_COMMITTEE', 'DEPARTMENT', 'FATHERLAND_FRONT')),
        name text COLLATE vietnamese NOT NULL,
        short_name text NOT NULL,
        search_key text NOT NULL,
        council_id text REFERENCES council,
        unit_id text NOT NULL REFERENCES unit,
        valid_from date NOT NULL,
        valid_to date,
        established_by text,
        illustrative boolean NOT NULL,
        CHECK (valid_to IS NULL OR valid_to >= valid_from)
      );
      CREATE INDEX public_body_council ON public_body (council_id);
      CREATE INDEX public_body_search ON public_body USING gin (search_key gin_trgm_ops);

      CREATE TABLE membership (
        id uuid PRIMARY KEY,
        body_id text NOT NULL REFERENCES public_body,
        delegate_id uuid NOT NULL REFERENCES delegate,
        role text NOT NULL CONSTRAINT membership_role_is_known CHECK (role IN ('MEMBER', 'HEAD', 'DEPUTY', 'GROUP_HEAD', 'GROUP_DEPUTY')),
        valid_from date NOT NULL,
        valid_to date,
        decision text,
        CONSTRAINT one_membership_per_body_seat_and_day
          EXCLUDE USING gist (body_id WITH =, delegate_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );
      CREATE INDEX membership_delegate ON membership (delegate_id);

      CREATE TABLE office_holding (
        id uuid PRIMARY KEY,
        kind text NOT NULL CONSTRAINT office_kind_is_known CHECK (kind IN (
          'COUNCIL_CHAIR', 'COUNCIL_VICE_CHAIR', 'COMMITTEE_HEAD', 'COMMITTEE_DEPUTY')),
        council_id text NOT NULL REFERENCES council,
        body_id text REFERENCES public_body,
        person_id uuid NOT NULL REFERENCES person,
        valid_from date NOT NULL,
        valid_to date,
        decision text,
        approval_state text NOT NULL CHECK (approval_state IN ('NOT_NEEDED', 'PENDING', 'APPROVED', 'REFUSED')),
        approval_due_on date,
        illustrative boolean NOT NULL
      );
      CREATE INDEX office_holding_person ON office_holding (person_id);
      CREATE INDEX office_holding_council ON office_holding (council_id);
      -- One chair at a time; vice chairs and deputies may be several.
      ALTER TABLE office_holding ADD CONSTRAINT one_chair_per_council_and_day
        EXCLUDE USING gist (council_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (kind = 'COUNCIL_CHAIR');
      ALTER TABLE office_holding ADD CONSTRAINT one_head_per_body_and_day
        EXCLUDE USING gist (body_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (kind = 'COMMITTEE_HEAD');
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE office_holding, membership, public_body, delegate_status, delegate, person, council_term, council;`,
    );
  }
}
