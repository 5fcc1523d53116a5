import type { Grant } from '@nghitruong/kit/auth';
import { seededId, type Clock } from '@nghitruong/kit/context';
import {
  createTestDatabase,
  eventually,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import { digitalTransformation, seedDemonstration } from '../src/index.js';

const CITY = 'hdnd-hai-phong';
const PROGRAMME = seededId('dx programme');

let database: TestDatabase;
let subgraph: TestSubgraph;
let now = new Date('2026-06-10T03:00:00Z');
const clock: Clock = { now: () => now };
let clerk: string;
let stranger: string;
let officer: string;

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
    `mutation { ${mutation}(${args}) { __typename ... on DxTask { id state dueOn dueState doneOn evidence owner { id } indicator { code } } ... on DxRefused { code vi en } } }`,
    {},
    token,
  );
  return data?.[mutation] ?? { fault: errors![0]!.extensions['code'] };
}
const input = (over: Record<string, string> = {}): string => {
  const fields = {
    programmeId: `"${PROGRAMME}"`,
    title: '"Nhiệm vụ"',
    target: '"Đạt"',
    weight: '10',
    ownerId: '"so-xay-dung"',
    dueOn: '"2026-07-01"',
    ...over,
  };
  return `input: { ${Object.entries(fields)
    .map(([k, v]) => `${k}: ${v}`)
    .join(', ')} }`;
};
async function created(): Promise<string> {
  return (await act('createDxTask', input()))['id'] as string;
}

beforeAll(async () => {
  database = await createTestDatabase([digitalTransformation.owner]);
  subgraph = await startTestSubgraph(digitalTransformation, database, { clock });
  await seedDemonstration(subgraph.running.dataSource, testContext({}, clock));
  clerk = await as('clerk', { role: 'SESSION_SECRETARY', councilId: CITY });
  stranger = await as('stranger', { role: 'CHAIR', councilId: 'hdnd-thuy-nguyen' });
  officer = await as('officer', { role: 'OFFICER', bodyId: 'so-xay-dung' });
});
afterAll(async () => {
  await subgraph.stop();
  await database.drop();
});
beforeEach(() => {
  now = new Date('2026-06-10T03:00:00Z');
});

describe('a task', () => {
  it('is done on the day on which the verified evidence was handed in', async () => {
    const id = await created();
    expect(await act('startDxTask', `id: "${id}"`, officer)).toMatchObject({
      state: 'IN_PROGRESS',
      dueState: 'NOT_YET',
    });
    now = new Date('2026-06-28T03:00:00Z');
    expect(await act('submitDxTask', `id: "${id}", evidence: "Ảnh chụp"`, officer)).toMatchObject({
      state: 'SUBMITTED',
      dueState: 'DUE_SOON',
    });
    expect(await act('sendBackDxTask', `id: "${id}", reason: "Chưa rõ"`)).toMatchObject({ state: 'IN_PROGRESS' });
    now = new Date('2026-07-01T03:00:00Z');
    await act('submitDxTask', `id: "${id}", evidence: "Biên bản nghiệm thu"`, officer);
    now = new Date('2026-07-20T03:00:00Z');
    expect(await act('verifyDxTask', `id: "${id}"`)).toMatchObject({
      state: 'VERIFIED',
      doneOn: '2026-07-01',
      dueState: 'ON_TIME',
      evidence: 'Biên bản nghiệm thu',
    });
    const { data } = await ask(`{ dxTask(id: "${id}") { programme { id } history { act reason } } }`, {}, clerk);
    expect(data['dxTask'].history.map((h: Answer) => h['act'])).toEqual([
      'START',
      'SUBMIT',
      'SEND_BACK',
      'SUBMIT',
      'VERIFY',
    ]);
  });
  it('tells what happened on the bus', async () => {
    const heard: string[] = [];
    const stop = await subgraph.bus.subscribe('digital-transformation.dxTaskCreated', (m) => m && heard.push(m));
    const id = await created();
    const told = await eventually(() => heard.find((m) => m.includes(id)));
    expect(JSON.parse(told)).toMatchObject({
      version: 1,
      payload: { ownerId: 'so-xay-dung', dueOn: '2026-07-01', state: 'PLANNED' },
    });
    await stop();
  });
  it.each([
    ['whose deadline lies outside its programme', { dueOn: '"2031-01-01"' }, 'DX_DUE_OUTSIDE_PROGRAMME'],
    ['without weight', { weight: '0' }, 'DX_WEIGHT'],
    ['of a body that is no id', { ownerId: '"Sở X"' }, 'DX_BODY_UNKNOWN'],
    ['with an indicator that is not in the catalogue', { indicatorCode: '"NONE"' }, 'DX_INDICATOR_UNKNOWN'],
    ['with 100 kB of text', { target: JSON.stringify('x'.repeat(100_000)) }, 'DX_TEXT_LENGTH'],
  ])('is refused %s', async (_name, over, code) => {
    const before = await database.admin('SELECT count(*) FROM digital_transformation.task');
    expect(await act('createDxTask', input(over as Record<string, string>))).toMatchObject({
      __typename: 'DxRefused',
      code,
    });
    expect(await database.admin('SELECT count(*) FROM digital_transformation.task')).toEqual(before);
  });
  it('is not verified before anything was handed in, nor cancelled without a reason', async () => {
    const id = await created();
    expect(await act('verifyDxTask', `id: "${id}"`)).toMatchObject({ code: 'DX_TASK_STATE' });
    expect(await act('cancelDxTask', `id: "${id}", reason: " "`)).toMatchObject({ code: 'DX_REASON_MISSING' });
  });
  it('verified twice at once is verified once', async () => {
    const id = await created();
    await act('startDxTask', `id: "${id}"`);
    await act('submitDxTask', `id: "${id}", evidence: "x"`);
    const both = await Promise.all([act('verifyDxTask', `id: "${id}"`), act('verifyDxTask', `id: "${id}"`)]);
    expect(both.map((b) => b['state'] ?? b['code']).sort()).toEqual(['DX_TASK_STATE', 'VERIFIED']);
  });
});

describe('who may', () => {
  it('another council’s chair directs nothing here', async () => {
    expect(await act('createDxTask', input(), stranger)).toEqual({ fault: 'FORBIDDEN' });
    expect(await act('startDxTask', `id: "${await created()}"`, stranger)).toEqual({ fault: 'FORBIDDEN' });
  });
  it('another body’s officer starts nothing here, and no officer verifies', async () => {
    const id = await created();
    const foreign = await as('foreign', { role: 'OFFICER', bodyId: 'so-noi-vu' });
    expect(await act('startDxTask', `id: "${id}"`, foreign)).toEqual({ fault: 'FORBIDDEN' });
    expect(await act('verifyDxTask', `id: "${id}"`, officer)).toEqual({ fault: 'FORBIDDEN' });
  });
  it('the public reads tasks and not their history', async () => {
    const id = await created();
    const { data, errors } = await ask(`{ dxTask(id: "${id}") { title history { act } } }`);
    expect(data['dxTask']).toEqual({ title: 'Nhiệm vụ', history: null });
    expect(errors![0]!.extensions['code']).toBe('UNAUTHENTICATED');
  });
  it('nobody can type an indicator into the catalogue with the running role', async () => {
    const source = await database.open(digitalTransformation.owner);
    await expect(source.query(`UPDATE indicator SET name_vi = 'x'`)).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
  });
});

describe('lists', () => {
  it('walk by pages, each task once, nearest due date first', async () => {
    const whole = (await ask(`{ dxTasks(first: 200) { edges { node { id dueOn } } } }`)).data['dxTasks'].edges.map(
      (e: Answer) => e['node'],
    ) as { id: string; dueOn: string }[];
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        `query ($a: String) { dxTasks(first: 3, after: $a) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { a: after },
      );
      walked.push(...data['dxTasks'].edges.map((e: Answer) => e['node'].id));
      after = data['dxTasks'].pageInfo.hasNextPage ? data['dxTasks'].pageInfo.endCursor : null;
    } while (after);
    expect(walked).toEqual(whole.map((t) => t.id));
    expect(whole.map((t) => t.dueOn)).toEqual(whole.map((t) => t.dueOn).sort());
  });
  it('of one body, of one programme, of indicators', async () => {
    const { data } = await ask(
      `query ($r: [_Any!]!) {
        _entities(representations: $r) { ... on PublicBody { dxTasks { owner { id } } overdue: dxTasks(dueState: OVERDUE) { title } } }
        dxProgramme(id: "${PROGRAMME}") { council { id } tasks(first: 200) { edges { node { id } } } }
        dxIndicators { edges { node { code version } } }
      }`,
      {
        r: [
          { __typename: 'PublicBody', id: 'so-khoa-hoc-va-cong-nghe' },
          { __typename: 'PublicBody', id: 'ubnd-hai-phong' },
        ],
      },
    );
    expect(data['_entities']).toEqual([
      {
        dxTasks: [1, 2].map(() => ({ owner: { id: 'so-khoa-hoc-va-cong-nghe' } })),
        overdue: [{ title: 'Trang bị đường truyền dự phòng cho phòng họp' }],
      },
      { dxTasks: [], overdue: [] },
    ]);
    expect(data['dxProgramme'].tasks.edges.length).toBeGreaterThanOrEqual(7);
    expect(data['dxIndicators'].edges.map((e: Answer) => e['node'].code)).toEqual([
      'DOCUMENTS_ON_TIME',
      'ELECTRONIC_VOTE',
      'PAPERLESS_SESSION',
      'PETITIONS_ON_TIME',
    ]);
  });
});

it('the demonstration is seeded once, with some overdue and some due soon', async () => {
  const own = await createTestDatabase([digitalTransformation.owner]);
  try {
    const source = await own.open(digitalTransformation.owner);
    for (let i = 0; i < 2; i++) await seedDemonstration(source, testContext({}, clock));
    const [count] = await own.admin(`SELECT count(*)::int AS all,
      count(*) FILTER (WHERE done_on IS NULL AND due_on < '2026-06-10')::int AS overdue,
      count(*) FILTER (WHERE done_on IS NULL AND due_on BETWEEN '2026-06-10' AND '2026-06-17')::int AS soon FROM digital_transformation.task`);
    expect(count).toEqual({ all: 7, overdue: 2, soon: 2 });
  } finally {
    await own.drop();
  }
});
