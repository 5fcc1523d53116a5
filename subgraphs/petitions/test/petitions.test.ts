import type { Grant } from '@nghitruong/kit/auth';
import { seededId, systemIds, type Clock } from '@nghitruong/kit/context';
import {
  createTestDatabase,
  eventually,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import type { DataSource } from 'typeorm';
import { petitions, seedDemonstration } from '../src/index.js';

const CITY = 'hdnd-hai-phong';
const OTHER = 'hdnd-thuy-nguyen';

let database: TestDatabase;
let subgraph: TestSubgraph;
let now = new Date('2026-06-10T03:00:00Z');
const clock: Clock = { now: () => now };
let secretary: string;
let stranger: string;
let officer: string;

const as = (sub: string, ...grants: Grant[]): Promise<string> => subgraph.issuer.token({ sub, grants });
type Answer = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  token?: string,
): Promise<{ data: Answer; errors?: { extensions: Record<string, string> }[] }> {
  return (await subgraph.ask(query, variables, { ...(token && { token }) })) as never;
}

beforeAll(async () => {
  database = await createTestDatabase([petitions.owner]);
  subgraph = await startTestSubgraph(petitions, database, { clock });
  secretary = await as('clerk', { role: 'SESSION_SECRETARY', councilId: CITY });
  stranger = await as('other clerk', { role: 'SESSION_SECRETARY', councilId: OTHER });
  officer = await as('officer', { role: 'OFFICER', bodyId: 'so-xay-dung' });
});
afterAll(async () => {
  await subgraph.stop();
  await database.drop();
});
beforeEach(() => {
  now = new Date('2026-06-10T03:00:00Z');
});

const RESULT = `__typename ... on Petition { id state nature outcome dueOn dueState owner { id } dueReason { key days confidence confirmed } } ... on PetitionRefused { code vi en }`;

async function submitted(over: Record<string, unknown> = {}): Promise<string> {
  const { data } = await ask(
    `mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { ${RESULT} } }`,
    {
      input: {
        councilId: CITY,
        nature: 'PETITION',
        title: 'Sửa đường',
        content: 'Đường hỏng',
        author: { fullName: 'Nguyễn Văn A', phone: '0900000000', consentsToContact: true },
        ...over,
      },
    },
    secretary,
  );
  expect(data['submitPetition'].__typename).toBe('Petition');
  return data['submitPetition'].id as string;
}
async function act(mutation: string, args: string, token = secretary): Promise<Answer> {
  const { data, errors } = await ask(`mutation { ${mutation}(${args}) { ${RESULT} } }`, {}, token);
  return data?.[mutation] ?? { fault: errors![0]!.extensions['code'] };
}
async function assigned(over: Record<string, unknown> = {}, joint: string[] = []): Promise<string> {
  const id = await submitted(over);
  await act('acceptPetition', `id: "${id}"`);
  await act('assignPetition', `input: { id: "${id}", bodyId: "so-xay-dung", jointBodyIds: ${JSON.stringify(joint)} }`);
  return id;
}

describe('a petition from the hall to its answer', () => {
  it('gets 40 days and says why', async () => {
    const id = await submitted();
    expect(await act('acceptPetition', `id: "${id}"`)).toMatchObject({ state: 'ACCEPTED', dueOn: null, owner: null });
    expect(await act('assignPetition', `input: { id: "${id}", bodyId: "so-xay-dung" }`)).toEqual({
      __typename: 'Petition',
      id,
      state: 'ASSIGNED',
      nature: 'PETITION',
      outcome: null,
      dueOn: '2026-07-20',
      dueState: 'NOT_YET',
      owner: { id: 'so-xay-dung' },
      dueReason: { key: 'petition.slaDays', days: 40, confidence: 'V2', confirmed: false },
    });
  });

  it('gets 50 days where several bodies answer together', async () => {
    const id = await assigned({}, ['so-tai-chinh']);
    const { data } = await ask(`{ petition(id: "${id}") { dueOn jointBodies { id } } }`);
    expect(data['petition']).toEqual({ dueOn: '2026-07-30', jointBodies: [{ id: 'so-tai-chinh' }] });
  });

  it('is answered by its own body, then closed, then sent back with a new deadline', async () => {
    const id = await assigned();
    now = new Date('2026-07-25T03:00:00Z');
    expect(
      await act('answerPetition', `input: { id: "${id}", outcome: RESOLVED, text: "Đã sửa" }`, officer),
    ).toMatchObject({ state: 'ANSWERED', outcome: 'RESOLVED', dueState: 'DONE_LATE' });
    expect(await act('closePetition', `id: "${id}"`)).toMatchObject({ state: 'CLOSED' });
    expect(await act('reopenPetition', `id: "${id}", reason: "Đường lại hỏng"`)).toMatchObject({
      state: 'ASSIGNED',
      outcome: null,
      dueOn: '2026-09-03',
    });
  });

  it('in progress holds a roadmap, and an expired roadmap is overdue', async () => {
    const id = await assigned();
    const plan = (day: string) =>
      act(
        'answerPetition',
        `input: { id: "${id}", outcome: IN_PROGRESS_WITH_ROADMAP, text: "Sẽ làm", roadmapOn: "${day}" }`,
        officer,
      );
    expect(await plan('2026-06-10')).toMatchObject({ code: 'PETITION_ROADMAP_MISSING' });
    expect(await plan('2026-08-01')).toMatchObject({ state: 'IN_PROGRESS', dueOn: '2026-08-01', dueReason: null });
    now = new Date('2026-08-02T03:00:00Z');
    const { data } = await ask(`{ petition(id: "${id}") { dueState } }`);
    expect(data['petition'].dueState).toBe('OVERDUE');
  });

  it('keeps every step, the wrong class included', async () => {
    const id = await submitted({ nature: 'OPINION' });
    expect(await act('classifyPetition', `id: "${id}", nature: PETITION, reason: "Có đề nghị cụ thể"`)).toMatchObject({
      nature: 'PETITION',
      state: 'RECEIVED',
    });
    await act('acceptPetition', `id: "${id}"`);
    const { data } = await ask(
      `{ petition(id: "${id}") { history { act fromState toState nature reason } } }`,
      {},
      secretary,
    );
    expect(data['petition'].history).toEqual([
      { act: 'RECEIVE', fromState: 'RECEIVED', toState: 'RECEIVED', nature: 'OPINION', reason: null },
      { act: 'CLASSIFY', fromState: 'RECEIVED', toState: 'RECEIVED', nature: 'PETITION', reason: 'Có đề nghị cụ thể' },
      { act: 'ACCEPT', fromState: 'RECEIVED', toState: 'ACCEPTED', nature: 'PETITION', reason: null },
    ]);
  });

  it('tells what happened on the bus after the commit, without text or person', async () => {
    const heard: string[] = [];
    const stop = await subgraph.bus.subscribe('petitions.petitionAccepted', (m) => m && heard.push(m));
    const id = await submitted();
    await act('acceptPetition', `id: "${id}"`);
    const told = await eventually(() => heard.find((m) => m.includes(id)));
    expect(JSON.parse(told)).toMatchObject({
      version: 1,
      payload: { petitionId: id, councilId: CITY, state: 'ACCEPTED' },
    });
    expect(told).not.toMatch(/Sửa đường|Nguyễn Văn A/);
    await stop();
  });
});

describe('refusals change nothing and say why', () => {
  it('an act that the state does not allow', async () => {
    const id = await submitted();
    const said = await act('closePetition', `id: "${id}"`);
    expect(said).toMatchObject({ __typename: 'PetitionRefused', code: 'PETITION_STATE' });
    expect(said['vi']).toContain('CLOSE');
    expect(said['en']).toContain('RECEIVED');
  });
  it('100 kB of text', async () => {
    const input = { councilId: CITY, nature: 'PETITION', title: 'x', content: 'đ'.repeat(100_000) };
    const before = await database.admin('SELECT count(*) FROM petitions.petition');
    const { data } = await ask(
      `mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { ${RESULT} } }`,
      { input },
      secretary,
    );
    expect(data['submitPetition']).toMatchObject({ code: 'PETITION_TEXT_LENGTH' });
    expect(await database.admin('SELECT count(*) FROM petitions.petition')).toEqual(before);
  });
  it('a return without a reason', async () => {
    const id = await submitted();
    expect(await act('returnPetition', `id: "${id}", reason: "  "`)).toMatchObject({ code: 'PETITION_REASON_MISSING' });
  });
  it('contact details without consent', async () => {
    const input = {
      councilId: CITY,
      nature: 'PETITION',
      title: 'x',
      content: 'y',
      author: { fullName: 'A', phone: '09', consentsToContact: false },
    };
    const { data } = await ask(
      `mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { ${RESULT} } }`,
      { input },
      secretary,
    );
    expect(data['submitPetition']).toMatchObject({ code: 'PETITION_CONSENT_MISSING' });
  });
  it('a denunciation called resolved', async () => {
    const id = await assigned({ nature: 'DENUNCIATION' });
    expect(await act('answerPetition', `input: { id: "${id}", outcome: RESOLVED, text: "Xong" }`)).toMatchObject({
      code: 'PETITION_NOT_DECIDED_HERE',
    });
    expect(
      await act('answerPetition', `input: { id: "${id}", outcome: FORWARDED_UPPER, text: "Đã chuyển" }`),
    ).toMatchObject({ state: 'ANSWERED' });
  });
  it('a body that is no id, a meeting of another council', async () => {
    const id = await submitted();
    await act('acceptPetition', `id: "${id}"`);
    expect(await act('assignPetition', `input: { id: "${id}", bodyId: "Sở X'; DROP" }`)).toMatchObject({
      code: 'PETITION_BODY_UNKNOWN',
    });
    const input = { councilId: CITY, nature: 'PETITION', title: 'x', content: 'y', meetingId: seededId('nowhere') };
    const { data } = await ask(
      `mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { ${RESULT} } }`,
      { input },
      secretary,
    );
    expect(data['submitPetition']).toMatchObject({ code: 'PETITION_MEETING_UNKNOWN' });
  });
  it('two closings at once: one closes, one is refused', async () => {
    const id = await assigned();
    await act('answerPetition', `input: { id: "${id}", outcome: NOTED, text: "Ghi nhận" }`);
    const both = await Promise.all([act('closePetition', `id: "${id}"`), act('closePetition', `id: "${id}"`)]);
    expect(both.map((b) => b['state'] ?? b['code']).sort()).toEqual(['CLOSED', 'PETITION_STATE']);
  });
});

describe('who may', () => {
  it('the clerk of another council may neither submit nor act', async () => {
    const id = await submitted();
    expect(await act('acceptPetition', `id: "${id}"`, stranger)).toEqual({ fault: 'NOT_FOUND' });
    const open = await assigned();
    expect(await act('closePetition', `id: "${open}"`, stranger)).toEqual({ fault: 'FORBIDDEN' });
  });
  it('the public may not act at all', async () => {
    const { errors } = await ask(`mutation { acceptPetition(id: "${seededId('x')}") { __typename } }`);
    expect(errors![0]!.extensions['code']).toBe('UNAUTHENTICATED');
  });
  it('an officer of another body may not answer', async () => {
    const id = await assigned();
    const foreign = await as('foreign officer', { role: 'OFFICER', bodyId: 'so-noi-vu' });
    expect(await act('answerPetition', `input: { id: "${id}", outcome: NOTED, text: "x" }`, foreign)).toEqual({
      fault: 'FORBIDDEN',
    });
  });
  it('the public sees what was examined, and no complaint or denunciation', async () => {
    const received = await submitted();
    const secret = await assigned({ nature: 'DENUNCIATION' });
    const open = await assigned();
    const seen = async (id: string, token?: string): Promise<boolean> =>
      (await ask(`{ petition(id: "${id}") { id } }`, {}, token)).data['petition'] !== null;
    expect([await seen(received), await seen(secret), await seen(open)]).toEqual([false, false, true]);
    expect([
      await seen(received, secretary),
      await seen(secret, secretary),
      await seen(secret, officer),
      await seen(secret, stranger),
    ]).toEqual([true, true, true, false]);
    const { data } = await ask(`{ petitions(first: 200) { edges { node { id nature state } } } }`);
    const ids = data['petitions'].edges.map((e: { node: { id: string } }) => e.node.id) as string[];
    expect([ids.includes(received), ids.includes(secret), ids.includes(open)]).toEqual([false, false, true]);
  });
  it('the same holds through _entities, where the planner comes in', async () => {
    const secret = await assigned({ nature: 'DENUNCIATION' });
    const { data } = await ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Petition { title } ... on PublicBody { petitions(first: 200) { id } } } }`,
      {
        r: [
          { __typename: 'Petition', id: secret },
          { __typename: 'PublicBody', id: 'so-xay-dung' },
        ],
      },
    );
    expect(data['_entities'][0]).toBeNull();
    expect((data['_entities'][1].petitions as { id: string }[]).map((p) => p.id)).not.toContain(secret);
  });
});

describe('the author', () => {
  const author = `author { fullName phone }`;

  it('is opened to the council’s own side, and each opening is recorded', async () => {
    const id = await assigned();
    const { data } = await ask(`{ petition(id: "${id}") { ${author} } }`, {}, secretary);
    expect(data['petition'].author).toEqual({ fullName: 'Nguyễn Văn A', phone: '0900000000' });
    expect(
      await database.admin('SELECT account_id FROM petitions.author_reading WHERE petition_id = $1', [id]),
    ).toEqual([{ account_id: 'clerk' }]);
  });
  it('is null with a clear error for everyone else', async () => {
    const id = await assigned();
    for (const [token, code] of [
      [undefined, 'UNAUTHENTICATED'],
      [officer, 'FORBIDDEN'],
      [stranger, 'FORBIDDEN'],
    ] as const) {
      const { data, errors } = await ask(`{ petition(id: "${id}") { title ${author} } }`, {}, token);
      expect(data['petition']).toEqual({ title: 'Sửa đường', author: null });
      expect(errors![0]!.extensions['code']).toBe(code);
    }
  });
  it('of a denunciation is opened to nobody, not even after its class was changed', async () => {
    const id = await submitted({ nature: 'DENUNCIATION' });
    const opened = async () =>
      (await ask(`{ petition(id: "${id}") { ${author} } }`, {}, secretary)) as {
        data: Answer;
        errors: { extensions: Answer }[];
      };
    const first = await opened();
    expect(first.data['petition'].author).toBeNull();
    expect(first.errors[0]!.extensions).toMatchObject({ code: 'AUTHOR_SEALED' });
    await act('classifyPetition', `id: "${id}", nature: PETITION, reason: "Xem xét lại"`);
    expect((await opened()).errors[0]!.extensions).toMatchObject({ code: 'AUTHOR_SEALED' });
    expect(await database.admin('SELECT 1 FROM petitions.author_reading WHERE petition_id = $1', [id])).toEqual([]);
  });
  it('cannot be read by the running role past the function, nor can the history be changed', async () => {
    const source: DataSource = await database.open(petitions.owner);
    for (const sql of [
      'SELECT * FROM petition_author',
      'DELETE FROM author_reading',
      `UPDATE petition_step SET reason = 'x'`,
      'DELETE FROM petition',
    ]) {
      await expect(source.query(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
    }
  });
});

describe('lists', () => {
  it('walk by pages, nearest due date first, each petition once', async () => {
    for (let i = 0; i < 5; i++) await assigned({}, i % 2 ? ['so-noi-vu'] : []);
    const whole = (await ask(`{ petitions(first: 200) { edges { node { id dueOn } } } }`)).data['petitions'].edges.map(
      (e: Answer) => e['node'],
    ) as { id: string; dueOn: string | null }[];
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        `query ($after: String) { petitions(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      walked.push(...data['petitions'].edges.map((e: Answer) => e['node'].id));
      after = data['petitions'].pageInfo.hasNextPage ? data['petitions'].pageInfo.endCursor : null;
    } while (after);
    expect(walked).toEqual(whole.map((p) => p.id));
    const due = whole.map((p) => p.dueOn ?? '9999');
    expect(due).toEqual([...due].sort());
  });
  it('refuse a cursor or a size that is not theirs', async () => {
    for (const args of ['after: "bm9uc2Vuc2U"', 'first: 0', 'first: 1000']) {
      const { errors } = await ask(`{ petitions(${args}) { edges { node { id } } } }`);
      expect(errors![0]!.extensions['code']).toBe('INVALID_INPUT');
    }
  });
  it('filter by due state as the field says it', async () => {
    await assigned();
    now = new Date('2026-07-15T03:00:00Z');
    for (const state of ['ON_TIME', 'DONE_LATE', 'DUE_SOON', 'OVERDUE', 'NOT_YET']) {
      const all = (await ask(`{ petitions(first: 200) { edges { node { id dueState } } } }`)).data['petitions']
        .edges as Answer[];
      const some = (
        await ask(`{ petitions(first: 200, filter: { dueState: ${state} }) { edges { node { id dueState } } } }`)
      ).data['petitions'].edges as Answer[];
      expect(some).toEqual(all.filter((e) => e['node'].dueState === state));
    }
  });
  it('of several bodies take one statement', async () => {
    await assigned();
    const counted = jest.spyOn(
      subgraph.running.dataSource.driver as unknown as { obtainMasterConnection(): unknown },
      'obtainMasterConnection',
    );
    await ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on PublicBody { petitions { id } } } }`, {
      r: ['so-xay-dung', 'so-noi-vu', 'so-tai-chinh'].map((id) => ({ __typename: 'PublicBody', id })),
    });
    expect(counted).toHaveBeenCalledTimes(1);
    counted.mockRestore();
  });
});

describe('the demonstration', () => {
  it('is seeded once, with some overdue and some due soon, every petition marked as invented', async () => {
    const own = await createTestDatabase([petitions.owner]);
    try {
      const source = await own.open(petitions.owner);
      const ctx = { ...testContext({}, clock), ids: systemIds(clock) };
      await seedDemonstration(source, ctx);
      const first = await own.admin('SELECT id, due_on FROM petitions.petition ORDER BY id');
      await seedDemonstration(source, ctx);
      expect(await own.admin('SELECT id, due_on FROM petitions.petition ORDER BY id')).toEqual(first);
      const [count] =
        await own.admin(`SELECT count(*) FILTER (WHERE done_on IS NULL AND due_on < '2026-06-10')::int AS overdue,
        count(*) FILTER (WHERE done_on IS NULL AND due_on BETWEEN '2026-06-10' AND '2026-06-17')::int AS soon,
        count(*) FILTER (WHERE NOT illustrative)::int AS real FROM petitions.petition`);
      expect(count).toEqual({ overdue: 2, soon: 3, real: 0 });
    } finally {
      await own.drop();
    }
  });
});
