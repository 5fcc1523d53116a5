/**
 * One question over all subgraphs and the plug-in answers right through the
 * gateway; the same question without the right gets nulls with clear errors.
 */
import { ask } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openHall, type Hall } from '../harness/hall.js';
import { startIssuer, type OutsideIssuer } from '../harness/issuer.js';

let issuer: OutsideIssuer;
let edition: StartedEdition;
let hall: Hall;
let pollId: string;

beforeAll(async () => {
  issuer = await startIssuer();
  edition = await startEdition({ env: issuer.env });
  hall = await openHall(edition, issuer, { present: 40 });
  pollId = await hall.openPoll();
});
afterAll(async () => {
  await hall?.end();
  await edition?.end();
  await issuer?.close();
});

const OBLIGATION =
  'fragment Due on Obligation { __typename id title dueOn dueState escalation owner { id name } unit { id name } }';
const QUESTION = `query One($then: Date!, $now: Date!) {
  council(id: "hdnd-hai-phong") {
    name
    unit { name }
    then: composition(asOf: $then) { totalCount edges { node { id } } }
    now: composition(asOf: $now) { totalCount edges { node { id } } }
    openPoll { id state turnout { recorded present } missing { fullName } }
    emulation { awardedCollectives awardedIndividuals awards(first: 5) { edges { node { id } } } movements { edges { node { title } } } }
  }
  publicBody(id: "so-tai-chinh") {
    name
    petitions { ...Due }
    recommendations { ...Due }
    commitments { ...Due }
    dxTasks { ...Due }
  }
}
${OBLIGATION}`;

type Due = {
  __typename: string;
  title: string;
  dueOn: string | null;
  dueState: string;
  owner: { id: string; name: string };
};
interface Asked {
  council: {
    name: string;
    unit: { name: string };
    then: { totalCount: number; edges: { node: { id: string } }[] };
    now: { totalCount: number; edges: { node: { id: string } }[] };
    openPoll: {
      id: string;
      state: string;
      turnout: { recorded: number; present: number };
      missing: { fullName: string }[] | null;
    };
    emulation: {
      awardedCollectives: number;
      awardedIndividuals: number;
      awards: { edges: unknown[] };
      movements: { edges: { node: { title: string } }[] };
    } | null;
  };
  publicBody: Record<'petitions' | 'recommendations' | 'commitments' | 'dxTasks', Due[]> & { name: string };
}
const dates = { then: '2024-12-05', now: '2026-11-23' };

test('the chair sees the whole', async () => {
  const { data, errors } = await ask<Asked>(hall.graph, QUESTION, dates, hall.chair);
  expect(errors).toBeUndefined();
  const { council, publicBody } = data!;
  expect([council.name, council.unit.name, publicBody.name]).toEqual([
    'Hội đồng nhân dân thành phố Hải Phòng',
    'Thành phố Hải Phòng',
    'Sở Tài chính thành phố Hải Phòng',
  ]);
  expect([council.then.totalCount, council.now.totalCount]).toEqual([66, 68]);
  expect(council.then.edges.map((e) => e.node.id)).not.toEqual(council.now.edges.map((e) => e.node.id));
  expect(council.openPoll).toMatchObject({ id: pollId, state: 'OPEN', turnout: { recorded: 0, present: 40 } });
  expect(council.openPoll.missing).toHaveLength(40);
  expect(council.emulation!.movements.edges.map((e) => e.node.title).join()).toContain('Tiếp tục đổi mới');
  // The review of 2023, as it was published: 39 collectives and 64 individuals.
  expect(council.emulation).toMatchObject({ awardedCollectives: 39, awardedIndividuals: 64 });
  expect(council.emulation!.awards.edges).toHaveLength(5);
  for (const [field, type] of [
    ['petitions', 'Petition'],
    ['recommendations', 'Recommendation'],
    ['commitments', 'Commitment'],
    ['dxTasks', 'DxTask'],
  ] as const) {
    expect(publicBody[field].length).toBeGreaterThan(0);
    for (const due of publicBody[field]) {
      expect(due).toMatchObject({
        __typename: type,
        owner: { id: 'so-tai-chinh', name: 'Sở Tài chính thành phố Hải Phòng' },
      });
      if (due.dueOn) expect(due.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  }
});

test('a delegate of another council sees what is public, and null with a clear error where it is not', async () => {
  const token = await issuer.token({
    sub: hall.seats[0]!.seatId,
    grants: [{ role: 'DELEGATE', councilId: 'hdnd-thuy-nguyen' }, { role: 'DEVELOPER' }],
  });
  const { data, errors } = await ask<Asked>(hall.graph, QUESTION, dates, token);
  expect(data!.council.openPoll).toMatchObject({ id: pollId, state: 'OPEN', missing: null });
  expect(errors).toEqual([
    expect.objectContaining({
      path: ['council', 'openPoll', 'missing'],
      extensions: expect.objectContaining({ code: 'FORBIDDEN', vi: expect.any(String), en: expect.any(String) }),
    }),
  ]);
});

test('a stranger may not ask ad hoc at all', async () => {
  const { data, errors } = await ask(hall.graph, QUESTION, dates);
  expect(data ?? null).toBeNull();
  expect(errors![0]!.extensions).toMatchObject({
    code: expect.stringMatching(/DOCUMENT|UNAUTHENTICATED|FORBIDDEN/),
    vi: expect.any(String),
    en: expect.any(String),
  });
});

test('a rule that the desk records in the directory is what the next question in the hall goes by; what was frozen before keeps its own [SES-7 R-SES-13 R-VOT-18]', async () => {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  const record = async (key: string, value: unknown) => {
    const { data, errors } = await ask<{ said: { __typename: string } }>(
      hall.graph,
      `mutation ($input: RecordLocalRuleInput!) { said: recordLocalRule(input: $input) { __typename ... on LocalRuleRefused { code en } } }`,
      {
        input: {
          ...{ councilId: hall.councilId, key, valueJson: JSON.stringify(value), adoptedOn: day, validFrom: day },
          ...{ regulation: '12/2026/NQ-HĐND', article: 'Điều 7', words: 'Quy chế làm việc của Hội đồng.' },
        },
      },
      hall.clerk,
    );
    expect([data?.said.__typename, errors]).toEqual(['RuleOverride', undefined]);
  };
  await record('quorum.plenary', { mode: 'BLOCK', num: 2, den: 3 });
  await record('poll.rounding', { value: 'TRUNCATE' });
  // The first question is still open: the next one gets no further than ready.
  await expect(hall.openPoll('Nội dung theo quy chế')).rejects.toThrow('openPoll: ANOTHER_POLL_OPEN');
  const [next] = await hall.sql<{ id: string; rounding: string }>(
    `SELECT id, rule->>'rounding' AS rounding FROM sessions.poll WHERE title = 'Nội dung theo quy chế'`,
  );
  expect(next!.rounding).toBe('TRUNCATE');
  const { data } = await ask<{ poll: { conditions: { key: string }[] } }>(
    hall.graph,
    'query ($id: ID!) { poll(id: $id) { conditions { key met blocking } } }',
    { id: next!.id },
    hall.chair,
  );
  expect(data!.poll.conditions.find(({ key }) => key === 'QUORUM')).toMatchObject({ met: false, blocking: true });
  expect(await hall.sql(`SELECT rule->>'rounding' AS rounding FROM sessions.poll WHERE id = $1`, [pollId])).toEqual([
    { rounding: 'HALF_UP' },
  ]);
});

test('the People’s Committee of the demonstration meets: its own members, its own quorum, its own desk', async () => {
  const bodyId = 'ubnd-hai-phong';
  const as = (role: string) =>
    issuer.token({ sub: `${role} of ${bodyId}`, grants: [{ role, bodyId }, { role: 'DEVELOPER' }] });
  const [clerk, chair] = [await as('SESSION_SECRETARY'), await as('CHAIR')];
  const [sitting] = await hall.sql<{ id: string }>(`SELECT id FROM sessions.sitting WHERE council_id = $1`, [bodyId]);
  const said = '{ __typename ... on Refused { code vi en } }';
  await hall.command(
    `mutation ($s: ID!) { openSitting(sittingId: $s, expectedStep: 0) ${said} }`,
    { s: sitting!.id },
    chair,
  );
  const members = await hall.sql<{ seatId: string }>(
    `SELECT seat_id AS "seatId" FROM directory.published_membership_v1 WHERE body_id = $1 ORDER BY role`,
    [bodyId],
  );
  const count = async () => {
    const { data } = await ask<{ chamberNow: { attendance: Record<string, unknown> } }>(
      hall.graph,
      'query ($s: ID!) { chamberNow(sittingId: $s) { attendance { boardKind present total quorumNeeded quorumMet quorumMode } } }',
      { s: sitting!.id },
      clerk,
    );
    return data!.chamberNow.attendance;
  };
  const checkIn = ({ seatId }: { seatId: string }) =>
    hall.command(
      `mutation ($i: CheckInInput!) { checkIn(input: $i) ${said} }`,
      { i: { sittingId: sitting!.id, seatId, source: 'CLERK' } },
      clerk,
    );
  for (const member of members.slice(0, 17)) await checkIn(member);
  const short = { boardKind: 'PEOPLES_COMMITTEE', present: 17, total: 27, quorumNeeded: 18, quorumMode: 'BLOCK' };
  expect(await count()).toEqual({ ...short, quorumMet: false });
  await checkIn(members[17]!);
  expect(await count()).toEqual({ ...short, present: 18, quorumMet: true });
});
