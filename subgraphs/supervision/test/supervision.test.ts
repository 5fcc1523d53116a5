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
import { seedDemonstration, supervision } from '../src/index.js';

const CITY = 'hdnd-hai-phong';

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
const RESULT = `__typename
  ... on Supervision { id state }
  ... on SupervisionRefused { code vi en }`;
const RECOMMENDATION = `__typename
  ... on Recommendation { id state dueOn dueState owner { id } escalation nextEscalation doneOn rejectedReports incompleteBecause }
  ... on SupervisionRefused { code vi en }`;

async function act(mutation: string, args: string, token = clerk): Promise<Answer> {
  const selection = /^(plan|move)/.test(mutation) ? RESULT : RECOMMENDATION;
  const { data, errors } = await ask(`mutation { ${mutation}(${args}) { ${selection} } }`, {}, token);
  return data?.[mutation] ?? { fault: errors![0]!.extensions['code'] };
}
const PLAN = `councilId: "${CITY}", supervisorKind: COMMITTEE, supervisorId: "ban-do-thi", form: THEMATIC, title: "Giám sát", scope: "Phạm vi", startsOn: "2026-06-01", endsOn: "2026-06-30"`;
async function underWay(): Promise<string> {
  const { id } = await act('planSupervision', `input: { ${PLAN}, subjectIds: ["so-xay-dung"] }`);
  for (const step of ['ESTABLISH', 'START']) await act('moveSupervision', `id: "${id}", act: ${step}`);
  return id as string;
}
async function drafted(over = 'ownerId: "so-xay-dung", dueOn: "2026-07-01"'): Promise<string> {
  const made = await act(
    'draftRecommendation',
    `input: { supervisionId: "${await underWay()}", title: "Làm rõ", content: "Nội dung", ${over} }`,
  );
  return made['id'] as string;
}
async function published(): Promise<string> {
  const id = await drafted();
  await act('publishRecommendation', `id: "${id}"`);
  return id;
}

beforeAll(async () => {
  database = await createTestDatabase([supervision.owner]);
  subgraph = await startTestSubgraph(supervision, database, { clock });
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

describe('a supervision', () => {
  it('goes from plan to conclusion, one step at a time', async () => {
    const { id, state } = await act(
      'planSupervision',
      `input: { ${PLAN}, subjectIds: ["so-xay-dung", "so-xay-dung"] }`,
    );
    expect(state).toBe('PLANNED');
    expect(await act('moveSupervision', `id: "${id}", act: CONCLUDE`)).toMatchObject({ code: 'SUPERVISION_STATE' });
    const seen: string[] = [];
    for (const step of ['ESTABLISH', 'START', 'REPORT', 'CONCLUDE'])
      seen.push((await act('moveSupervision', `id: "${id}", act: ${step}`))['state']);
    expect(seen).toEqual(['ESTABLISHED', 'UNDER_WAY', 'REPORTED', 'CONCLUDED']);
    const { data } = await ask(`{ supervision(id: "${id}") { subjects { id } supervisor { id } council { id } } }`);
    expect(data['supervision']).toEqual({
      subjects: [{ id: 'so-xay-dung' }],
      supervisor: { id: 'ban-do-thi' },
      council: { id: CITY },
    });
  });
  it('is linked to the former one that it looks at again', async () => {
    const former = await underWay();
    const { id } = await act(
      'planSupervision',
      `input: { ${PLAN}, subjectIds: ["so-xay-dung"], reSupervisionOfId: "${former}" }`,
    );
    const { data } = await ask(`{ supervision(id: "${former}") { reSupervisions { id reSupervisionOf { id } } } }`);
    expect(data['supervision'].reSupervisions).toEqual([{ id, reSupervisionOf: { id: former } }]);
  });
  it.each([
    ['without a subject', `${PLAN}, subjectIds: []`, 'SUPERVISION_WITHOUT_SUBJECT'],
    ['with a body that is no id', `${PLAN}, subjectIds: ["Sở Xây dựng"]`, 'SUPERVISION_BODY_UNKNOWN'],
    [
      'that ends before it starts',
      `${PLAN.replace('2026-06-30', '2026-05-01')}, subjectIds: ["so-xay-dung"]`,
      'SUPERVISION_DATES',
    ],
    [
      'of a former one that is not there',
      `${PLAN}, subjectIds: ["so-xay-dung"], reSupervisionOfId: "${seededId('none')}"`,
      'SUPERVISION_UNKNOWN',
    ],
    [
      'with an empty title',
      `${PLAN.replace('"Giám sát"', '" "')}, subjectIds: ["so-xay-dung"]`,
      'SUPERVISION_TEXT_LENGTH',
    ],
  ])('is refused %s', async (_name, input, code) => {
    const before = await database.admin('SELECT count(*) FROM supervision.supervision');
    expect(await act('planSupervision', `input: { ${input} }`)).toMatchObject({ code });
    expect(await database.admin('SELECT count(*) FROM supervision.supervision')).toEqual(before);
  });
});

describe('a recommendation', () => {
  it('is not published without an owner and a deadline', async () => {
    const id = await drafted('');
    expect(await act('publishRecommendation', `id: "${id}"`)).toMatchObject({
      code: 'RECOMMENDATION_INCOMPLETE',
      en: expect.stringContaining('owner, dueOn'),
    });
    await act('amendRecommendation', `input: { id: "${id}", ownerId: "so-noi-vu" }`);
    expect(await act('publishRecommendation', `id: "${id}"`)).toMatchObject({
      code: 'RECOMMENDATION_INCOMPLETE',
      en: expect.stringContaining('(missing: dueOn)'),
    });
    await act('amendRecommendation', `input: { id: "${id}", dueOn: "2026-07-01" }`);
    expect(await act('publishRecommendation', `id: "${id}"`)).toMatchObject({
      state: 'PUBLISHED',
      owner: { id: 'so-noi-vu' },
      dueOn: '2026-07-01',
    });
  });
  it('is published as an exception with its reason', async () => {
    const id = await drafted('ownerId: "so-noi-vu"');
    expect(await act('publishRecommendation', `id: "${id}", exception: "  "`)).toMatchObject({
      code: 'RECOMMENDATION_INCOMPLETE',
    });
    expect(await act('publishRecommendation', `id: "${id}", exception: "Chờ luật mới"`)).toMatchObject({
      state: 'PUBLISHED',
      incompleteBecause: 'Chờ luật mới',
      dueState: 'NOT_YET',
    });
  });
  it('is not held by the table either', async () => {
    const id = await drafted('');
    await expect(
      database.admin(`UPDATE supervision.recommendation SET state = 'PUBLISHED' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({
      constraint: 'published_has_owner_and_deadline_or_a_reason',
    });
  });
  it('is done on the day of the report that was accepted', async () => {
    const id = await published();
    now = new Date('2026-06-20T03:00:00Z');
    expect(await act('reportRecommendation', `id: "${id}", text: "Đã làm một nửa"`, officer)).toMatchObject({
      state: 'REPORTED',
    });
    expect(await act('rejectRecommendationReport', `id: "${id}", reason: "Chưa triệt để"`)).toMatchObject({
      state: 'PUBLISHED',
      rejectedReports: 1,
      dueState: 'NOT_YET',
    });
    now = new Date('2026-07-01T03:00:00Z');
    await act('reportRecommendation', `id: "${id}", text: "Đã làm xong"`, officer);
    now = new Date('2026-07-09T03:00:00Z');
    expect(await act('acceptRecommendationReport', `id: "${id}"`)).toMatchObject({
      state: 'DONE',
      doneOn: '2026-07-01',
      dueState: 'ON_TIME',
    });
  });
  it('climbs the ladder only while it is overdue', async () => {
    const id = await published();
    expect(await act('escalateRecommendation', `id: "${id}"`)).toMatchObject({ code: 'RECOMMENDATION_NOT_OVERDUE' });
    now = new Date('2026-07-02T03:00:00Z');
    const climbed: string[] = [];
    for (let i = 0; i < 7; i++) climbed.push((await act('escalateRecommendation', `id: "${id}"`))['escalation']);
    expect(climbed).toEqual([
      'URGE',
      'URGE_AGAIN',
      'COMPETENT_BODY',
      'EXPLANATION',
      'QUESTIONING',
      'RE_SUPERVISION',
      'REPORT_TO_COUNCIL',
    ]);
    expect(await act('escalateRecommendation', `id: "${id}"`)).toMatchObject({ code: 'ESCALATION_AT_ITS_END' });
  });
  it('of several escalations at once takes each rung once', async () => {
    const id = await published();
    now = new Date('2026-07-02T03:00:00Z');
    const all = await Promise.all([1, 2, 3].map(() => act('escalateRecommendation', `id: "${id}"`)));
    expect(all.map((a) => a['escalation']).sort()).toEqual(['COMPETENT_BODY', 'URGE', 'URGE_AGAIN']);
  });
  it('is not drafted before the supervision began', async () => {
    const { id } = await act('planSupervision', `input: { ${PLAN}, subjectIds: ["so-xay-dung"] }`);
    expect(
      await act('draftRecommendation', `input: { supervisionId: "${id}", title: "x", content: "y" }`),
    ).toMatchObject({ code: 'SUPERVISION_STATE' });
  });
  it('keeps its history and tells of it', async () => {
    const heard: string[] = [];
    const stop = await subgraph.bus.subscribe('supervision.recommendationPublished', (m) => m && heard.push(m));
    const id = await published();
    const told = await eventually(() => heard.find((m) => m.includes(id)));
    expect(JSON.parse(told)).toMatchObject({ version: 1, payload: { ownerId: 'so-xay-dung', dueOn: '2026-07-01' } });
    await act('withdrawRecommendation', `id: "${id}", reason: "Trùng nội dung"`);
    const { data } = await ask(`{ recommendation(id: "${id}") { history { act reason } } }`, {}, clerk);
    expect(data['recommendation'].history).toEqual([
      { act: 'PUBLISH', reason: null },
      { act: 'WITHDRAW', reason: 'Trùng nội dung' },
    ]);
    await stop();
  });
});

describe('who may', () => {
  it('another council’s chair conducts nothing here', async () => {
    expect(await act('planSupervision', `input: { ${PLAN}, subjectIds: ["so-xay-dung"] }`, stranger)).toEqual({
      fault: 'FORBIDDEN',
    });
    expect(await act('moveSupervision', `id: "${await underWay()}", act: REPORT`, stranger)).toEqual({
      fault: 'FORBIDDEN',
    });
    expect(await act('publishRecommendation', `id: "${await drafted()}"`, stranger)).toEqual({ fault: 'NOT_FOUND' });
    expect(await act('escalateRecommendation', `id: "${await published()}"`, stranger)).toEqual({ fault: 'FORBIDDEN' });
  });
  it('another body’s officer reports nothing here, and no officer accepts', async () => {
    const id = await published();
    const foreign = await as('foreign', { role: 'OFFICER', bodyId: 'so-noi-vu' });
    expect(await act('reportRecommendation', `id: "${id}", text: "x"`, foreign)).toEqual({ fault: 'FORBIDDEN' });
    expect(await act('acceptRecommendationReport', `id: "${id}"`, officer)).toEqual({ fault: 'FORBIDDEN' });
  });
  it('the public sees no draft, neither by id, list, body nor entity', async () => {
    const draft = await drafted();
    const open = await published();
    const { data } = await ask(
      `query ($r: [_Any!]!) {
        one: recommendation(id: "${draft}") { id }
        list: recommendations(first: 200) { edges { node { id } } }
        entities: _entities(representations: $r) { ... on Recommendation { id } ... on PublicBody { recommendations(first: 200) { id } } }
      }`,
      {
        r: [
          { __typename: 'Recommendation', id: draft },
          { __typename: 'PublicBody', id: 'so-xay-dung' },
        ],
      },
    );
    expect(data['one']).toBeNull();
    expect(data['entities'][0]).toBeNull();
    const listed = data['list'].edges.map((e: Answer) => e['node'].id) as string[];
    const owed = data['entities'][1].recommendations.map((r: Answer) => r['id']) as string[];
    expect([listed.includes(draft), listed.includes(open), owed.includes(draft), owed.includes(open)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
  it('the public may not read the history, and sees the rest', async () => {
    const id = await published();
    const { data, errors } = await ask(`{ recommendation(id: "${id}") { title history { act } } }`);
    expect(data['recommendation']).toEqual({ title: 'Làm rõ', history: null });
    expect(errors![0]!.extensions['code']).toBe('UNAUTHENTICATED');
  });
});

describe('lists', () => {
  it('of recommendations walk by pages, each once, nearest due date first', async () => {
    for (let i = 0; i < 4; i++) await published();
    const whole = (await ask(`{ recommendations(first: 200) { edges { node { id } } } }`)).data[
      'recommendations'
    ].edges.map((e: Answer) => e['node'].id) as string[];
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        `query ($a: String) { recommendations(first: 3, after: $a) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { a: after },
      );
      walked.push(...data['recommendations'].edges.map((e: Answer) => e['node'].id));
      after = data['recommendations'].pageInfo.hasNextPage ? data['recommendations'].pageInfo.endCursor : null;
    } while (after);
    expect(walked).toEqual(whole);
  });
  it('of supervisions walk by pages, latest first', async () => {
    await underWay();
    await underWay();
    const whole = (await ask(`{ supervisions(first: 200, councilId: "${CITY}") { edges { node { id } } } }`)).data[
      'supervisions'
    ].edges.map((e: Answer) => e['node'].id) as string[];
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        `query ($a: String) { supervisions(first: 2, after: $a) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { a: after },
      );
      walked.push(...data['supervisions'].edges.map((e: Answer) => e['node'].id));
      after = data['supervisions'].pageInfo.hasNextPage ? data['supervisions'].pageInfo.endCursor : null;
    } while (after);
    expect(walked).toEqual(whole);
  });
});

it('the demonstration is seeded once, with some overdue and some due soon', async () => {
  const own = await createTestDatabase([supervision.owner]);
  try {
    const source = await own.open(supervision.owner);
    for (let i = 0; i < 2; i++) await seedDemonstration(source, testContext({}, clock));
    const [count] = await own.admin(`SELECT count(*)::int AS all,
      count(*) FILTER (WHERE done_on IS NULL AND due_on < '2026-06-10')::int AS overdue,
      count(*) FILTER (WHERE done_on IS NULL AND due_on BETWEEN '2026-06-10' AND '2026-06-17')::int AS soon,
      count(*) FILTER (WHERE NOT illustrative)::int AS real FROM supervision.recommendation`);
    expect(count).toEqual({ all: 7, overdue: 2, soon: 2, real: 0 });
  } finally {
    await own.drop();
  }
});
