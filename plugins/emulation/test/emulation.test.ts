import type { Grant } from '@nghitruong/kit/auth';
import { seededId, type Clock } from '@nghitruong/kit/context';
import {
  createTestDatabase,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import { emulation, seedDemonstration } from '../src/index.js';

const CITY = 'hdnd-hai-phong';
const MOVEMENT = seededId('emulation movement 2021-2026');
const clock: Clock = { now: () => new Date('2026-06-10T03:00:00Z') };

let database: TestDatabase;
let subgraph: TestSubgraph;
let clerk: string;
let stranger: string;

type Answer = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
const as = (sub: string, ...grants: Grant[]): Promise<string> => subgraph.issuer.token({ sub, grants });
async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  token?: string,
): Promise<{ data: Answer; errors?: { extensions: Record<string, string> }[] }> {
  return (await subgraph.ask(query, variables, { ...(token && { token }) })) as never;
}
async function act(mutation: string, args: string, token = clerk): Promise<Answer> {
  const { data, errors } = await ask(
    `mutation { ${mutation}(${args}) { __typename
      ... on EmulationAward { id awardState: state decisionNumber decidedOn reason }
      ... on EmulationRefused { code vi en } } }`,
    {},
    token,
  );
  return data?.[mutation] ?? { fault: errors![0]!.extensions['code'] };
}
async function move(id: string, step: string, token = clerk): Promise<Answer> {
  const { data, errors } = await ask(
    `mutation { emulationMoveMovement(id: "${id}", act: ${step}) { __typename ... on EmulationMovement { state } ... on EmulationRefused { code en } } }`,
    {},
    token,
  );
  return data?.['emulationMoveMovement'] ?? { fault: errors![0]!.extensions['code'] };
}
const proposal = (over: Record<string, string> = {}): string => {
  const fields = {
    movementId: `"${MOVEMENT}"`,
    formCode: '"COMMENDATION"',
    recipientKind: 'INDIVIDUAL',
    recipientName: '"Người minh hoạ"',
    achievement: `"${crypto.randomUUID()}"`,
    ...over,
  };
  return `input: { ${Object.entries(fields)
    .map(([k, v]) => `${k}: ${v}`)
    .join(', ')} }`;
};
async function drafted(...weights: number[]): Promise<string> {
  const id = crypto.randomUUID();
  await database.admin(
    `INSERT INTO plugin_emulation.movement (id, council_id, title, state, starts_on, ends_on) VALUES ($1, $2, 'x', 'DRAFT', '2026-01-01', '2026-12-31')`,
    [id, CITY],
  );
  for (const [i, weight] of weights.entries()) {
    await database.admin(
      `INSERT INTO plugin_emulation.criterion (id, movement_id, position, name, weight, evidence) VALUES ($1, $2, $3, 'x', $4, 'x')`,
      [crypto.randomUUID(), id, i, weight],
    );
  }
  return id;
}

beforeAll(async () => {
  database = await createTestDatabase([emulation.owner]);
  subgraph = await startTestSubgraph(emulation, database, { clock });
  for (let i = 0; i < 2; i++) await seedDemonstration(subgraph.running.dataSource, testContext({}, clock));
  clerk = await as('clerk', { role: 'SESSION_SECRETARY', councilId: CITY });
  stranger = await as('stranger', { role: 'CHAIR', councilId: 'hdnd-thuy-nguyen' });
});
afterAll(async () => {
  await subgraph.stop();
  await database.drop();
});

describe('a council’s emulation', () => {
  const OF_COUNCIL = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council { emulation {
    awardedCollectives awardedIndividuals
    movements { edges { node { title state criteria { weight } awards(first: 3, recipientKind: COLLECTIVE) { edges { node { form { code } illustrative } } } } } }
  } } } }`;
  it('shows the movement of the term and the awards of its review', async () => {
    const { data, errors } = await ask(OF_COUNCIL, { r: [{ __typename: 'Council', id: CITY }] });
    expect(errors).toBeUndefined();
    const { awardedCollectives, awardedIndividuals, movements } = data['_entities'][0].emulation;
    expect([awardedCollectives, awardedIndividuals]).toEqual([39, 64]);
    const [{ node }] = movements.edges;
    expect(node.title).toMatch(/^Tiếp tục đổi mới, nâng cao chất lượng/);
    expect(node.criteria.reduce((sum: number, c: Answer) => sum + c['weight'], 0)).toBe(100);
    expect(node.awards.edges).toEqual(
      [1, 2, 3].map(() => ({ node: { form: { code: 'MERIT_CITY' }, illustrative: true } })),
    );
  });
  it('is null where a council has none', async () => {
    const { data, errors } = await ask(OF_COUNCIL, { r: [{ __typename: 'Council', id: 'hdnd-thuy-nguyen' }] });
    expect(errors).toBeUndefined();
    expect(data['_entities'][0]).toEqual({ emulation: null });
  });
  it('lists all awards by pages, each once', async () => {
    const seen = new Set<string>();
    let count = 0;
    let after: string | null = null;
    do {
      const { data } = await ask(
        `query ($a: String) { emulationMovement(id: "${MOVEMENT}") { awards(first: 25, after: $a) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
        { a: after },
      );
      const { edges, pageInfo } = data['emulationMovement'].awards;
      for (const { node } of edges) seen.add(node.id);
      count += edges.length;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen.size).toBe(count);
    expect(count).toBeGreaterThanOrEqual(39 + 64);
  });
});

describe('a movement', () => {
  it('is launched only when the weights of its criteria make 100', async () => {
    expect(await move(await drafted(60, 30), 'LAUNCH')).toMatchObject({
      code: 'EMULATION_WEIGHTS',
      en: expect.stringContaining('90'),
    });
    expect(await move(await drafted(), 'LAUNCH')).toMatchObject({ code: 'EMULATION_WEIGHTS' });
    const id = await drafted(60, 40);
    const seen: string[] = [];
    for (const step of ['LAUNCH', 'REVIEW', 'CONTINUE', 'SUM_UP', 'CLOSE']) seen.push((await move(id, step))['state']);
    expect(seen).toEqual(['LAUNCHED', 'INTERIM_REVIEW', 'LAUNCHED', 'SUM_UP', 'CLOSED']);
    expect(await move(id, 'LAUNCH')).toMatchObject({ code: 'EMULATION_MOVEMENT_STATE' });
  });
  it('is not shown to the public before it is launched, nor moved by another council', async () => {
    const id = await drafted(100);
    const seen = async (token?: string): Promise<unknown> =>
      (await ask(`{ emulationMovement(id: "${id}") { id } }`, {}, token)).data['emulationMovement'];
    expect([await seen(), await seen(stranger), await seen(clerk)]).toEqual([null, null, { id }]);
    expect(await move(id, 'LAUNCH', stranger)).toEqual({ fault: 'FORBIDDEN' });
  });
});

describe('an award', () => {
  it('is proposed, checked, decided, and may be revoked with its reason', async () => {
    const { id, awardState } = await act('emulationProposeAward', proposal());
    expect(awardState).toBe('PROPOSED');
    expect(await act('emulationDecideAward', `id: "${id}", decisionNumber: "01/QĐ"`)).toMatchObject({
      code: 'EMULATION_AWARD_STATE',
    });
    expect(await act('emulationCheckAward', `id: "${id}"`)).toMatchObject({ awardState: 'CHECKED' });
    expect(await act('emulationDecideAward', `id: "${id}", decisionNumber: "01/QĐ"`)).toMatchObject({
      awardState: 'DECIDED',
      decisionNumber: '01/QĐ',
      decidedOn: '2026-06-10',
    });
    expect(await act('emulationRevokeAward', `id: "${id}", reason: " "`)).toMatchObject({
      code: 'EMULATION_TEXT_LENGTH',
    });
    expect(await act('emulationRevokeAward', `id: "${id}", reason: "Kê khai sai"`)).toMatchObject({
      awardState: 'REVOKED',
      reason: 'Kê khai sai',
    });
  });
  it('is given once for one achievement, races included', async () => {
    const same = proposal({ achievement: '"Sáng kiến chung"' });
    const all = await Promise.all([1, 2, 3].map(() => act('emulationProposeAward', same)));
    expect(all.map((a) => a['code'] ?? a['awardState']).sort()).toEqual([
      'EMULATION_ONE_ACHIEVEMENT_ONE_AWARD',
      'EMULATION_ONE_ACHIEVEMENT_ONE_AWARD',
      'PROPOSED',
    ]);
    const { id } = all.find((a) => a['id'])!;
    await act('emulationRefuseAward', `id: "${id}", reason: "Chưa đủ hồ sơ"`);
    expect(await act('emulationProposeAward', same)).toMatchObject({ awardState: 'PROPOSED' });
  });
  it.each([
    ['in a form that is not in the catalogue', { formCode: '"MEDAL"' }, 'EMULATION_FORM_UNKNOWN'],
    ['with 100 kB of text', { achievement: JSON.stringify('x'.repeat(100_000)) }, 'EMULATION_TEXT_LENGTH'],
  ])('is refused %s', async (_name, over, code) => {
    expect(await act('emulationProposeAward', proposal(over as Record<string, string>))).toMatchObject({ code });
  });
  it('is not proposed while the movement is under way', async () => {
    const movement = await drafted(100);
    await move(movement, 'LAUNCH');
    expect(await act('emulationProposeAward', proposal({ movementId: `"${movement}"` }))).toMatchObject({
      code: 'EMULATION_MOVEMENT_STATE',
    });
  });
  it('is not seen by the public before the decision, nor handled by another council', async () => {
    const { id } = await act('emulationProposeAward', proposal());
    const seen = async (token?: string): Promise<unknown> =>
      (await ask(`{ emulationAward(id: "${id}") { id } }`, {}, token)).data['emulationAward'];
    expect([await seen(), await seen(stranger), await seen(clerk)]).toEqual([null, null, { id }]);
    expect(await act('emulationCheckAward', `id: "${id}"`, stranger)).toEqual({ fault: 'FORBIDDEN' });
    expect(await act('emulationProposeAward', proposal(), stranger)).toEqual({ fault: 'FORBIDDEN' });
  });
});
