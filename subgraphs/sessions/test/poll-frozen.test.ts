/** What the running role cannot do, tried in SQL: frozen is frozen, whatever code runs above it. */
import pg from 'pg';
import { sessions } from '../src/index.js';
import { openPollHall, type PollHall } from './poll.fixture.js';

describe('what is frozen stays, against the running role itself', () => {
  let hall: PollHall;
  let open: string;
  let closed: string;
  let running: pg.Client;
  beforeAll(async () => {
    hall = await openPollHall({ seats: 6, present: 4 });
    closed = await hall.open();
    await hall.cast(hall.present[0]!, closed);
    await hall.closeAndCount(closed);
    await hall.command('publishPoll', closed);
    // The draft under the item was decided by the first vote.
    open = await hall.open({ agendaItemId: null });
    await hall.cast(hall.present[0]!, open);
    running = new pg.Client({
      connectionString: hall.database.url(sessions.owner),
      options: '-c search_path=sessions,public',
    });
    await running.connect();
  });
  afterAll(async () => {
    await running.end();
    await hall.stop();
  });

  const attempt = async (sql: string): Promise<{ code?: string; constraint?: string }> => {
    await running.query('BEGIN');
    try {
      await running.query(sql);
      return {};
    } catch (error) {
      return error as { code: string };
    } finally {
      await running.query('ROLLBACK');
    }
  };
  const DENIED = '42501';
  const poll = (which: 'open' | 'closed') => `'${which === 'open' ? open : closed}'`;
  const aBallot = (
    which: 'open' | 'closed',
    seat = `(SELECT seat_id FROM poll_roll WHERE poll_id = ${poll(which)} AND present_at_open LIMIT 1)`,
  ) =>
    `INSERT INTO ballot (poll_id, chain_index, id, seat_id, choice, press, ballot_key, recorded_at, chain_hash) VALUES (${poll(which)}, 99, gen_random_uuid(), ${seat}, 'FOR', 9, gen_random_uuid(), now(), sha256('x'))`;

  it.each<[string, () => string, string]>([
    ['change a ballot', () => `UPDATE ballot SET choice = 'AGAINST'`, DENIED],
    ['delete a ballot', () => 'DELETE FROM ballot', DENIED],
    ['empty the box', () => 'TRUNCATE ballot', DENIED],
    ['add a ballot to a closed poll', () => aBallot('closed'), 'ballots_only_while_open'],
    [
      'add a ballot of a seat that is not on the roll',
      () => aBallot('open', 'gen_random_uuid()'),
      'a_ballot_has_its_seat',
    ],
    [
      'add a ballot of a seat that was absent',
      () =>
        aBallot(
          'open',
          `(SELECT seat_id FROM poll_roll WHERE poll_id = ${poll('open')} AND NOT present_at_open LIMIT 1)`,
        ),
      'a_ballot_has_its_seat',
    ],
    ['strike a seat from the roll', () => 'DELETE FROM poll_roll', DENIED],
    [
      'put a name on the roll',
      () =>
        `INSERT INTO poll_roll (poll_id, seat_id, person_id, full_name, sort_name, standing, present_at_open) VALUES (${poll('open')}, gen_random_uuid(), gen_random_uuid(), 'x', 'x', 'IN_OFFICE', true)`,
      'the_roll_is_frozen',
    ],
    ['make somebody present at the opening', () => 'UPDATE poll_roll SET present_at_open = true', DENIED],
    ['lift a suspension on the roll', () => `UPDATE poll_roll SET standing = 'IN_OFFICE'`, DENIED],
    ['swap who holds a seat', () => 'UPDATE poll_roll SET person_id = gen_random_uuid()', DENIED],
    [
      'move a pointer of a closed poll',
      () => `UPDATE poll_roll SET counted_index = NULL WHERE poll_id = ${poll('closed')}`,
      'the_roll_is_frozen',
    ],
    [
      'let somebody arrive late at a closed poll',
      () => `UPDATE poll_roll SET late_at = now() WHERE poll_id = ${poll('closed')} AND NOT present_at_open`,
      'the_roll_is_frozen',
    ],
    [
      'point a seat to another’s ballot',
      () =>
        `UPDATE poll_roll SET counted_index = 1, press = 1 WHERE poll_id = ${poll('open')} AND present_at_open AND counted_index IS NULL`,
      'a_seat_counts_its_own_ballot',
    ],
    ['change a tally', () => 'UPDATE poll_tally SET for_count = 6', DENIED],
    ['delete a tally', () => 'DELETE FROM poll_tally', DENIED],
    [
      'count an open poll early',
      () =>
        `INSERT INTO poll_tally SELECT ${poll('open')}::uuid, 6, 4, 4, 0, 1, 1, 0, 0, 3, 4, 'ADOPTED', roll_hash, chain_length, chain_head, 'x' FROM poll WHERE id = ${poll('open')}`,
      'counted_once_at_the_closing',
    ],
    [
      'close without a count',
      () => `UPDATE poll SET state = 'CLOSED' WHERE id = ${poll('open')}`,
      'closed_means_counted',
    ],
    [
      'open a closed poll again',
      () => `UPDATE poll SET state = 'OPEN' WHERE id = ${poll('closed')}`,
      'a_poll_that_is_over_stays',
    ],
    [
      'raise the revision of a closed poll',
      () => `UPDATE poll SET revision = revision + 1 WHERE id = ${poll('closed')}`,
      'a_poll_that_is_over_stays',
    ],
    ['delete a poll', () => 'DELETE FROM poll', DENIED],
    [
      'rewrite the question',
      () => `UPDATE poll SET title = 'Khác' WHERE id = ${poll('open')}`,
      'the_question_is_frozen',
    ],
    ['rewrite the rule', () => `UPDATE poll SET rule = '{}' WHERE id = ${poll('open')}`, 'the_question_is_frozen'],
    [
      'change the denominator',
      () => `UPDATE poll SET total = 3 WHERE id = ${poll('open')}`,
      'the_denominator_is_frozen',
    ],
    ['turn the chain back', () => `UPDATE poll SET chain_length = 0 WHERE id = ${poll('open')}`, 'a_poll_only_grows'],
    [
      'make a poll that is already open',
      () =>
        `INSERT INTO poll (id, sitting_id, council_id, kind, form, title, options, state, rule, frozen_hash, roll_hash, total, chain_head) SELECT gen_random_uuid(), sitting_id, council_id, kind, form, title, options, 'OPEN', rule, frozen_hash, roll_hash, total, chain_head FROM poll WHERE id = ${poll('open')}`,
      'a_poll_begins_as_a_draft',
    ],
    [
      'open a second poll of the sitting',
      () =>
        `INSERT INTO poll (id, sitting_id, council_id, kind, form, title, options) SELECT '00000000-0000-4000-8000-000000000001', sitting_id, council_id, kind, form, title, options FROM poll WHERE id = ${poll('open')}; UPDATE poll SET (state, rule, frozen_hash, roll_hash, total, chain_head) = (SELECT 'OPEN', rule, frozen_hash, roll_hash, total, chain_head FROM poll WHERE id = ${poll('open')}) WHERE id = '00000000-0000-4000-8000-000000000001'`,
      'one_open_poll_per_sitting',
    ],
    [
      'uncount a recorded ballot',
      () =>
        `UPDATE poll_roll SET counted_index = NULL, press = 0 WHERE poll_id = ${poll('open')} AND counted_index IS NOT NULL`,
      'a_recorded_ballot_stays',
    ],
    [
      'undo a press',
      () => `UPDATE poll_roll SET press = 0 WHERE poll_id = ${poll('open')} AND counted_index IS NOT NULL`,
      'a_seat_counts_its_own_ballot',
    ],
    ['take a ruling back', () => 'DELETE FROM poll_ruling', DENIED],
    ['rewrite a ruling', () => `UPDATE poll_ruling SET ruled_by = 'x'`, DENIED],
    [
      'publish an open poll',
      () => `INSERT INTO poll_ruling (poll_id, state) VALUES (${poll('open')}, 'PUBLISHED')`,
      'ruled_after_the_closing',
    ],
    [
      'publish twice',
      () => `INSERT INTO poll_ruling (poll_id, state) VALUES (${poll('closed')}, 'PUBLISHED')`,
      'each_state_once',
    ],
    ['rewrite the log of commands', () => `UPDATE poll_event SET name = 'x'`, DENIED],
    ['forget a late attempt', () => 'DELETE FROM late_attempt', DENIED],
    ['switch a guard off', () => 'ALTER TABLE ballot DISABLE TRIGGER ballots_only_while_open', DENIED],
    [
      'replace a guard',
      () =>
        'CREATE OR REPLACE FUNCTION sessions.ballots_only_while_open() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      DENIED,
    ],
    ['call itself a replica', () => 'SET session_replication_role = replica', DENIED],
    [
      'hide the poll behind a temporary table',
      () =>
        `CREATE TEMP TABLE poll AS SELECT id, 'OPEN'::text AS state FROM sessions.poll; SET LOCAL search_path = pg_temp, sessions; ${aBallot('closed')}`,
      'ballots_only_while_open',
    ],
  ])('it cannot %s', async (_what, sql, expected) => {
    const { code, constraint } = await attempt(sql());
    expect(expected === DENIED ? code : constraint).toBe(expected);
  });

  it('an annulled poll is the end', async () => {
    await hall.command('annulPoll', closed, { kind: 'PROCEDURE', basis: 'x', wallText: 'x' });
    expect(
      await attempt(`INSERT INTO poll_ruling (poll_id, state) VALUES (${poll('closed')}, 'CERTIFIED')`),
    ).toMatchObject({ constraint: 'rulings_in_their_order' });
  });
});

describe('the migrations of polls', () => {
  it('go down and up again with rows in them', async () => {
    const hall = await openPollHall({ seats: 3, present: 3 });
    const id = await hall.open();
    await hall.cast(hall.present[0]!, id);
    await hall.subgraph.stop();
    const owner = new pg.Client({
      connectionString: hall.database.ownerUrl(sessions.owner),
      options: '-c search_path=sessions,public',
    });
    await owner.connect();
    const runner = { query: (sql: string) => owner.query(sql) } as never;
    // Those that came after it build on it: down from the last, up again from the first.
    const { migrations } = sessions.owner;
    const since = migrations.slice(migrations.findIndex((m) => m.name.startsWith('Poll'))).map((m) => new m());
    for (const migration of [...since].reverse()) await migration.down(runner);
    expect(
      (
        await owner.query(
          `SELECT 1 FROM pg_class WHERE relname IN ('poll', 'ballot', 'poll_roll') AND relnamespace = 'sessions'::regnamespace`,
        )
      ).rowCount,
    ).toBe(0);
    for (const migration of since) await migration.up(runner);
    expect((await owner.query('SELECT count(*)::int AS n FROM poll')).rows).toEqual([{ n: 0 }]);
    await owner.end();
    await hall.database.drop();
  });
});
