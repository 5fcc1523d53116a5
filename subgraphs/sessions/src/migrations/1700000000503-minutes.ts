/** Minutes and their sentences: free until they are signed, frozen from then on. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Minutes1700000000503 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE minutes (
        sitting_id uuid PRIMARY KEY REFERENCES sitting,
        drafted_at timestamptz NOT NULL,
        signed_at timestamptz,
        signed_by text,
        signed_hash text,
        CONSTRAINT a_signature_is_whole CHECK ((signed_at IS NULL) = (signed_hash IS NULL))
      );
      REVOKE DELETE, TRUNCATE ON minutes FROM sessions;

      CREATE TABLE minutes_sentence (
        id uuid PRIMARY KEY,
        sitting_id uuid NOT NULL REFERENCES minutes,
        position int NOT NULL,
        source text NOT NULL CONSTRAINT minutes_source_is_known CHECK (source IN ('SITTING', 'ATTENDANCE', 'SPEECH', 'POLL', 'INTERPELLATION')),
        source_id text NOT NULL,
        happened_at timestamptz NOT NULL,
        generated text NOT NULL,
        edited text CONSTRAINT an_edit_says_something CHECK (edited <> ''),
        edited_by text,
        edited_at timestamptz,
        CONSTRAINT one_sentence_per_event UNIQUE (sitting_id, source, source_id)
      );
      CREATE INDEX minutes_sentence_in_order ON minutes_sentence (sitting_id, position, id);
      REVOKE TRUNCATE ON minutes_sentence FROM sessions;

      CREATE FUNCTION signed_minutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE place uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.sitting_id ELSE NEW.sitting_id END;
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.sitting_id IS DISTINCT FROM OLD.sitting_id THEN
          RAISE EXCEPTION 'minutes belong to one sitting' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'signed_minutes_stay';
        END IF;
        PERFORM 1 FROM sessions.minutes m WHERE m.sitting_id = place AND m.signed_at IS NOT NULL;
        IF FOUND THEN
          RAISE EXCEPTION 'signed minutes do not change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'signed_minutes_stay';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER signed_minutes_stay BEFORE UPDATE ON minutes FOR EACH ROW EXECUTE FUNCTION signed_minutes_stay();
      CREATE TRIGGER signed_minutes_stay BEFORE INSERT OR UPDATE OR DELETE ON minutes_sentence FOR EACH ROW EXECUTE FUNCTION signed_minutes_stay();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE minutes_sentence, minutes;
      DROP FUNCTION signed_minutes_stay();
    `);
  }
}
