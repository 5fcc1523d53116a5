/**
 * A secret poll that is given up for paper: its box is shuffled and kept as a
 * closed one is, and never opened. Only a poll that is called off loses it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecretSeal1700000000735 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION secret_seal(poll uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE voted int; collected int;
      BEGIN
        PERFORM 1 FROM sessions.poll p WHERE p.id = poll AND p.state IN ('OPEN', 'PAUSED', 'CLOSING') AND p.form = 'SECRET' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a box is sealed while its poll is open' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'a_box_closes_with_its_poll';
        END IF;
        EXECUTE format('INSERT INTO sessions.secret_roll (poll_id, seat_id, key_hash) SELECT $1, seat_id, key_hash FROM %s ORDER BY seat_id', sessions.secret_table('roll', poll)) USING poll;
        GET DIAGNOSTICS voted = ROW_COUNT;
        EXECUTE format('INSERT INTO sessions.secret_box (id, poll_id, ciphertext) SELECT gen_random_uuid(), $1, ciphertext FROM %s ORDER BY gen_random_uuid()', sessions.secret_table('box', poll)) USING poll;
        GET DIAGNOSTICS collected = ROW_COUNT;
        IF voted <> collected THEN
          RAISE EXCEPTION 'roll and box differ: % and %', voted, collected USING ERRCODE = 'restrict_violation', CONSTRAINT = 'as_many_ballots_as_voters';
        END IF;
        EXECUTE format('DROP TABLE %s, %s', sessions.secret_table('roll', poll), sessions.secret_table('box', poll));
        UPDATE sessions.secret_turnout t SET recorded = voted WHERE t.poll_id = poll;
        RETURN voted;
      END $$;
      REVOKE ALL ON FUNCTION secret_seal FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION secret_seal TO sessions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION secret_seal;`);
  }
}
