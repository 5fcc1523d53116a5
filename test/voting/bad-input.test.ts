/** Bad input gets a typed refusal or a clear error with a code in two languages, and changes nothing. */
import { randomUUID } from 'node:crypto';
import { ask, CAST, type Answer } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openHall, type Hall } from '../harness/hall.js';
import { startIssuer, type OutsideIssuer } from '../harness/issuer.js';

let issuer: OutsideIssuer;
let edition: StartedEdition;
let hall: Hall;
let pollId: string;
let key: string;

beforeAll(async () => {
  issuer = await startIssuer();
  edition = await startEdition({ env: issuer.env });
  hall = await openHall(edition, issuer, { present: 40 });
  pollId = await hall.openPoll();
  key = randomUUID();
  await cast({ ballotKey: key }, hall.seats[0]!.token);
});
afterAll(async () => {
  await hall?.end();
  await edition?.end();
  await issuer?.close();
});

type Cast = { castBallot: { __typename: string; reason?: string; vi?: string; en?: string } | null };
const cast = (more: Record<string, unknown>, token?: string): Promise<Answer<Cast>> =>
  ask<Cast>(hall.graph, CAST, { pollId, choice: 'FOR', ballotKey: randomUUID(), press: 1, ...more }, token);
const books = async (): Promise<unknown> =>
  hall.sql(
    "SELECT p.revision, p.chain_length, encode(p.chain_head, 'hex') AS head, (SELECT count(*) FROM sessions.ballot b WHERE b.poll_id = p.id) AS ballots FROM sessions.poll p WHERE id = $1",
    [pollId],
  );

const cases: readonly (readonly [string, () => Promise<Answer<Cast>>, string])[] = [
  ['an unknown choice', () => cast({ choice: 'MAYBE' }, hall.seats[1]!.token), 'VARIABLES_INVALID'],
  ['an absent delegate', () => cast({}, hall.seats[45]!.token), 'NOT_PRESENT'],
  ['nobody', () => cast({}), 'UNAUTHENTICATED|DOCUMENT'],
  ['a foreign token', async () => cast({}, await (await other()).token({ sub: 'x', grants: [] })), 'UNAUTHENTICATED'],
  [
    'an expired token',
    async () =>
      cast(
        {},
        await issuer.token({
          sub: hall.seats[1]!.seatId,
          personId: hall.seats[1]!.personId,
          grants: [{ role: 'DELEGATE', councilId: hall.councilId }],
          seconds: -5,
        }),
      ),
    'UNAUTHENTICATED',
  ],
  [
    'a reused key with other content',
    () => cast({ ballotKey: key, choice: 'AGAINST' }, hall.seats[0]!.token),
    'KEY_REUSED',
  ],
  ['another one’s key', () => cast({ ballotKey: key }, hall.seats[1]!.token), 'KEY_REUSED'],
  ['a press that is not higher', () => cast({}, hall.seats[0]!.token), 'SUPERSEDED'],
  [
    '100 kB of text',
    () => cast({ ballotKey: 'x'.repeat(100_000) }, hall.seats[1]!.token),
    'INVALID_INPUT|BAD_REQUEST|KEY_INVALID|BAD_USER_INPUT|TOO_LARGE',
  ],
  [
    'a poll that is not there',
    () => cast({ pollId: randomUUID() }, hall.seats[1]!.token),
    'NOT_FOUND|POLL_NOT_FOUND|POLL_NOT_OPEN|NOT_ON_ROLL',
  ],
  [
    'an id that is none',
    () => cast({ pollId: "x'; DROP TABLE ballot; --" }, hall.seats[1]!.token),
    'NOT_FOUND|INVALID_INPUT|POLL_NOT_FOUND|POLL_NOT_OPEN',
  ],
  [
    'a delegate of another council',
    async () =>
      cast(
        {},
        await issuer.token({
          sub: randomUUID(),
          personId: randomUUID(),
          grants: [{ role: 'DELEGATE', councilId: 'hdnd-thuy-nguyen' }, { role: 'DEVELOPER' }],
        }),
      ),
    'NOT_ON_ROLL|FORBIDDEN',
  ],
];
let outside: OutsideIssuer | undefined;
async function other(): Promise<OutsideIssuer> {
  return (outside ??= await startIssuer());
}
afterAll(() => outside?.close());

test.each(cases)('%s', async (_name, attempt, code) => {
  const before = await books();
  const { data, errors } = await attempt();
  const refused = data?.castBallot;
  const said = refused?.reason ?? (errors?.[0]?.extensions?.['code'] as string);
  expect(said).toMatch(new RegExp(`^(?:.*(?:${code}).*)$`));
  const sentence = refused ?? (errors![0]!.extensions as { vi: string; en: string });
  expect([sentence.vi, sentence.en]).toEqual([expect.stringMatching(/\S{2}/), expect.stringMatching(/\S{2}/)]);
  expect(await books()).toEqual(before);
});

test('a closed poll refuses, logs the late attempt, and a known key still gets its receipt', async () => {
  await hall.close(pollId);
  await hall.sql(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1 AND state = 'CLOSING'`, [
    pollId,
  ]);
  let late: Answer<Cast>;
  do late = await cast({}, hall.seats[2]!.token);
  while (
    late.data?.castBallot?.__typename === 'BallotReceipt' &&
    (await hall.sql<{ state: string }>('SELECT state FROM sessions.poll WHERE id = $1', [pollId]))[0]!.state !==
      'CLOSED'
  );
  if (late.data?.castBallot?.__typename === 'BallotReceipt') late = await cast({ press: 2 }, hall.seats[2]!.token);
  expect(late.data!.castBallot).toMatchObject({ __typename: 'BallotRefused', reason: 'POLL_CLOSED' });
  expect(await hall.sql('SELECT 1 AS x FROM sessions.late_attempt WHERE poll_id = $1', [pollId])).not.toHaveLength(0);
  expect((await cast({ ballotKey: key }, hall.seats[0]!.token)).data!.castBallot).toMatchObject({
    __typename: 'BallotReceipt',
  });
});
