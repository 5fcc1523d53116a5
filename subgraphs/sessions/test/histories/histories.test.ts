/**
 * Random histories over two real ballot boxes and a real database: presses that
 * race, repeat, change and come late, pauses, killed boxes, and a closing in the
 * middle of it. `FAULTS=long` runs many more.
 *
 * Every check is itself checked: for each there is a planted bug that it finds.
 */
import { silentLog } from '@nghitruong/kit/log';
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import fc from 'fast-check';
import { BallotBox, type CastAnswer } from '../../src/ballot/ballot-box.service.js';
import { sessions } from '../../src/index.js';
import { PollKeeper } from '../../src/poll/poll-keeper.service.js';
import { directoryFixture } from '../fixtures/directory.fixture.js';
import { INVARIANTS, type History, type Invariant } from './invariants.js';
import { plans, run, type Box, type Plan, type Planted, type World } from './world.js';

const RUNS = process.env['FAULTS'] === 'long' ? 400 : 25;

let database: TestDatabase;
let keeper: PollKeeper;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase([directoryFixture, sessions.owner]);
  const dataSource = await database.open(sessions.owner);
  keeper = new PollKeeper({
    dataSource,
    log: silentLog,
    systemContext: () => testContext(),
    presentSeatIds: async () => [],
    changed: () => undefined,
  });
  let processes = 0;
  world = {
    sql: (text, params) => database.admin(text, params),
    async count(pollId) {
      await database.admin(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1`, [pollId]);
      await keeper.settle(pollId);
    },
    open() {
      const name = `history box ${++processes}`;
      const url = new URL(database.url(sessions.owner));
      url.searchParams.set('application_name', name);
      const box = new BallotBox({
        url: url.toString(),
        schema: 'sessions',
        secret: 'secret',
        log: silentLog,
        connections: 2,
      });
      return {
        box,
        async kill() {
          // What a killed process leaves: connections that end in the middle of whatever they did.
          await database.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, [
            name,
          ]);
          await box.close();
        },
      };
    },
  };
});
afterAll(async () => {
  await keeper.stop();
  await database.drop();
});

const violations = (history: History): Partial<Record<Invariant, string[]>> =>
  Object.fromEntries(
    Object.entries(INVARIANTS)
      .map(([name, check]) => [name, check(history)] as const)
      .filter(([, wrong]) => wrong.length > 0),
  );

test('durable, once, eligible, balanced, closed at one moment, immutable, idempotent: over random histories [VOT-4 VOT-22 VOT-23]', async () => {
  let receipts = 0;
  let refusals = 0;
  let killed = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const history = await run(world, plan);
      receipts += history.events.filter((e) => e.receipt).length;
      refusals += history.events.filter((e) => e.refused).length;
      killed += plan.waves.filter((w) => w.meanwhile === 'KILL').length;
      expect(violations(history)).toEqual({});
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // A property over histories in which nothing happened would hold, too.
  expect(receipts).toBeGreaterThan(RUNS);
  expect(refusals).toBeGreaterThan(RUNS);
  expect(killed).toBeGreaterThan(0);
}, 600_000);

describe('each check finds the bug that it is there for', () => {
  const simple: Plan = {
    seats: 5,
    absent: 1,
    suspended: 0,
    waves: [
      {
        presses: [0, 1, 2, 3].map((seat) => ({ seat, choice: 'FOR' as const, how: 'NEW' as const, by: 0 as const })),
        meanwhile: 'NOTHING',
      },
      {
        presses: [0, 1].map((seat) => ({ seat, choice: 'AGAINST' as const, how: 'NEW' as const, by: 1 as const })),
        meanwhile: 'NOTHING',
      },
      {
        presses: [0, 1].map((seat) => ({ seat, choice: 'FOR' as const, how: 'AGAIN' as const, by: 0 as const })),
        meanwhile: 'NOTHING',
      },
    ],
    last: [2, 3].map((seat) => ({ seat, choice: 'ABSTAIN' as const, how: 'NEW' as const, by: 0 as const })),
  };
  const receipt = (answer: CastAnswer, more: object): CastAnswer =>
    answer.kind === 'RECEIPT' ? { ...answer, ...more } : answer;
  /** The superuser's hand on frozen rows: no trigger sees it. */
  const tamper =
    (statement: string) =>
    async (w: World, pollId: string): Promise<void> => {
      await w.sql(
        `SET session_replication_role = replica; ${statement.replaceAll('$POLL', `'${pollId}'`)}; SET session_replication_role = DEFAULT`,
      );
    };

  const BUGS: readonly [Invariant, string, Planted][] = [
    [
      'durable',
      'an answer before the commit, which then fails',
      {
        box: (box): Box => ({
          async cast(ctx, request) {
            if (request.choice !== 'AGAINST') return box.cast(ctx, request);
            return {
              kind: 'RECEIPT',
              pollId: request.pollId,
              choice: request.choice,
              press: request.press,
              recordedAt: '2026-01-01T00:00:00.000000Z',
              chainIndex: 99,
              seal: '',
            };
          },
        }),
      },
    ],
    [
      'once',
      'a change of vote that leaves the seat pointing to its first press',
      {
        atClose: tamper(
          `UPDATE sessions.poll_roll r SET counted_index = (SELECT min(chain_index) FROM sessions.ballot b WHERE b.poll_id = r.poll_id AND b.seat_id = r.seat_id) WHERE poll_id = $POLL`,
        ),
      },
    ],
    [
      'eligible',
      'a ballot of a seat that was not there',
      {
        atClose: tamper(
          `UPDATE sessions.ballot SET seat_id = (SELECT seat_id FROM sessions.poll_roll WHERE poll_id = $POLL AND NOT present_at_open) WHERE poll_id = $POLL AND chain_index = 1`,
        ),
      },
    ],
    [
      'balanced',
      'a tally that counts one against as for',
      {
        atClose: tamper(
          `UPDATE sessions.poll_tally SET for_count = for_count + 1, against_count = against_count - 1 WHERE poll_id = $POLL`,
        ),
      },
    ],
    [
      'linearizable',
      'a ballot that slips in behind the count',
      {
        atClose: tamper(
          `INSERT INTO sessions.ballot (poll_id, chain_index, id, seat_id, choice, press, ballot_key, recorded_at, chain_hash) SELECT poll_id, (SELECT max(chain_index) + 1 FROM sessions.ballot WHERE poll_id = $POLL), gen_random_uuid(), seat_id, choice, press, gen_random_uuid(), recorded_at, chain_hash FROM sessions.ballot WHERE poll_id = $POLL AND chain_index = 1`,
        ),
      },
    ],
    [
      'immutable',
      'a row that is corrected after the close',
      { afterClose: tamper(`UPDATE sessions.ballot SET choice = 'ABSTAIN' WHERE poll_id = $POLL AND chain_index = 1`) },
    ],
    [
      'idempotent',
      'a repeated press that is given a receipt of its own',
      {
        box: (box): Box => {
          let n = 0;
          return { cast: async (ctx, request) => receipt(await box.cast(ctx, request), { seal: `seal ${++n}` }) };
        },
      },
    ],
  ];

  test.each(BUGS)('%s: %s', async (invariant, _bug, planted) => {
    expect(violations(await run(world, simple))).toEqual({});
    expect(Object.keys(violations(await run(world, simple, planted)))).toContain(invariant);
  });
});
