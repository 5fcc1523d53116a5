/**
 * kill -9 in the middle of an open poll: no acknowledged vote is lost, none is
 * counted twice, phones and walls recover by themselves.
 */
import { eventually } from '@nghitruong/kit/testing';
import { castUntilAnswered, socket } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openHall, type Hall } from '../harness/hall.js';
import { startIssuer, type OutsideIssuer } from '../harness/issuer.js';

const ROUNDS = process.env['FAULTS'] === 'long' ? 20 : 2;
let issuer: OutsideIssuer;
let edition: StartedEdition;
let hall: Hall;
jest.setTimeout(900_000);

async function open(sessions: number): Promise<void> {
  issuer = await startIssuer();
  edition = await startEdition({ args: ['--processes', '--sessions', String(sessions)], env: issuer.env });
  hall = await openHall(edition, issuer);
}
async function shut(): Promise<void> {
  await hall?.end();
  await edition?.end();
  await issuer?.close();
}

/** The pid that listens now: a part that was killed has a new one. */
async function pidOf(name: string): Promise<number> {
  const part = edition.processes.find((p) => p.name === name)!;
  return eventually(async () => {
    const said = await fetch(new URL('/livez', part.url)).then(
      (r) => r.json() as Promise<{ pid: number }>,
      () => undefined,
    );
    return said?.pid;
  });
}

/** Everyone votes twice (a change of vote), the victim dies in the middle; then the books must balance. */
async function voteThrough(kill: () => Promise<void>): Promise<void> {
  const pollId = await hall.openPoll();
  const wall = socket(hall.graph, hall.display);
  let newest: { revision: number; recorded: number; state: string } | undefined;
  let watching = true;
  let unsubscribe = (): void => undefined;
  // As a wall does: a stream that ended with an error is asked for again, for ever.
  const again = (): void => void (watching && setTimeout(watch, 100));
  const watch = (): void => {
    unsubscribe = wall.subscribe<{
      chamber: { revision: number; poll: { id: string; state: string; turnout: { recorded: number } } | null };
    }>(
      {
        query: 'subscription ($s: ID!) { chamber(sittingId: $s) { revision poll { id state turnout { recorded } } } }',
        variables: { s: hall.sittingId },
      },
      {
        next: ({ data }) => {
          const poll = data?.chamber.poll;
          if (poll?.id === pollId)
            newest = { revision: data!.chamber.revision, recorded: poll.turnout.recorded, state: poll.state };
        },
        error: again,
        complete: again,
      },
    );
  };
  watch();
  const keys = new Map<string, string[]>();
  const killing = new Promise<void>((resolve) => setTimeout(resolve, 150)).then(kill);
  let answered = false;
  const voting = Promise.all(
    hall.seats.map(async (seat, i) => {
      for (const press of [1, 2]) {
        await new Promise((resolve) => setTimeout(resolve, (i * 500) / hall.seats.length));
        const { answer, ballotKey } = await castUntilAnswered(
          hall.graph,
          { pollId, choice: press === 1 ? 'AGAINST' : ['FOR', 'ABSTAIN'][i % 2]!, press },
          seat.token,
        );
        expect(answer['__typename']).toBe('BallotReceipt');
        (keys.get(seat.seatId) ?? keys.set(seat.seatId, []).get(seat.seatId)!).push(ballotKey);
      }
    }),
  ).finally(() => (answered = true));
  await Promise.all([voting, killing, resumeWhenPaused(pollId, () => answered)]);
  const rows = await hall.sql<{ seat_id: string; ballot_key: string }>(
    'SELECT seat_id, ballot_key FROM sessions.ballot WHERE poll_id = $1 ORDER BY chain_index',
    [pollId],
  );
  // Acknowledged and kept, once each, in the order of their presses.
  for (const [seatId, own] of keys)
    expect(rows.filter((r) => r.seat_id === seatId).map((r) => r.ballot_key)).toEqual(own);
  expect(rows).toHaveLength(hall.seats.length * 2);
  // The wall came back by itself and shows what is recorded.
  await eventually(() => newest?.recorded === hall.seats.length);
  await hall.close(pollId);
  await hall.sql(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1 AND state = 'CLOSING'`, [
    pollId,
  ]);
  await eventually(() => ['CLOSED', 'CERTIFIED'].includes(newest!.state));
  const [tally] = await hall.sql<{ voted: number; for_count: number; abstain_count: number; against_count: number }>(
    'SELECT * FROM sessions.poll_tally WHERE poll_id = $1',
    [pollId],
  );
  const half = hall.seats.length / 2;
  expect(tally).toMatchObject({
    voted: hall.seats.length,
    for_count: Math.ceil(half),
    abstain_count: Math.floor(half),
    against_count: 0,
  });
  watching = false;
  unsubscribe();
  await wall.dispose();
}

/** A poll that nobody held becomes PAUSED; the chair resumes, as a chair would, until everyone has an answer. */
async function resumeWhenPaused(pollId: string, answered: () => boolean): Promise<void> {
  await eventually(async () => {
    const [row] = await hall
      .sql<{ state: string }>('SELECT state FROM sessions.poll WHERE id = $1', [pollId])
      .catch(() => []);
    if (row?.state === 'PAUSED') {
      await hall
        .step()
        .then((e) =>
          hall.command(
            'mutation ($p: ID!, $e: Int!) { resumePoll(pollId: $p, expectedStep: $e) { __typename ... on Refused { code vi en } } }',
            { p: pollId, e },
          ),
        )
        .catch(() => undefined);
    }
    return answered();
  });
}

describe('with two sessions processes', () => {
  beforeAll(() => open(2));
  afterAll(shut);
  it('one of two sessions is killed', async () => {
    for (let i = 0; i < ROUNDS; i++)
      await voteThrough(async () => void process.kill(await pidOf(`sessions-${(i % 2) + 1}`), 'SIGKILL'));
  });
  it('the gateway is killed', async () => {
    for (let i = 0; i < ROUNDS; i++)
      await voteThrough(async () => void process.kill(await pidOf('gateway'), 'SIGKILL'));
  });
  it('PostgreSQL is killed', async () => {
    for (let i = 0; i < ROUNDS; i++) {
      await voteThrough(async () => {
        // postmaster's own pid, as the server itself tells it
        const [row] = await hall.sql<{ pid: number }>(
          `SELECT (regexp_split_to_array(pg_read_file('postmaster.pid'), '\\n'))[1]::int AS pid`,
        );
        process.kill(row!.pid, 'SIGKILL');
      });
    }
  });
});

describe('with one sessions process', () => {
  beforeAll(() => open(1));
  afterAll(shut);
  it('the only sessions process is killed [SES-16 VOT-23]', async () => {
    for (let i = 0; i < ROUNDS; i++)
      await voteThrough(async () => void process.kill(await pidOf('sessions'), 'SIGKILL'));
  });
});
