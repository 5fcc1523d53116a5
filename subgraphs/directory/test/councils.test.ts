/** Councils: composition as of a day, bodies, offices, accounts; through the real port, with the number of statements held. */
import {
  createTestDatabase,
  deferred,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { accountIdOf, directory, seatIdOf, seedDemonstration, seedDirectory, seedLoadCouncil } from '../src/index.js';

let database: TestDatabase;
let subgraph: TestSubgraph;
const statements: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase([directory.owner]);
  const source = await database.open(directory.owner);
  await seedDirectory(source, testContext());
  await seedDemonstration(source, testContext());
  await seedLoadCouncil(source, testContext(), 150);
  subgraph = await startTestSubgraph(directory, database, { clock: { now: () => new Date('2026-11-23T02:00:00Z') } });
  subgraph.running.dataSource.logger = {
    // The outbox relay looks by itself, whatever is asked.
    logQuery: (query: string) => /outbox|TRANSACTION|COMMIT/.test(query) || statements.push(query),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
});
afterAll(async () => {
  await subgraph?.stop();
  await database?.drop();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- shapes are asserted by the expectations
async function ask(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<any> {
  const { data, errors } = await subgraph.ask(query, variables, token ? { token } : {});
  expect(errors).toBeUndefined();
  return data;
}
const COMPOSITION = `query ($id: ID!, $asOf: Date!, $first: Int = 200, $after: String, $status: [DelegateStatus!]) {
  council(id: $id) { composition(asOf: $asOf, first: $first, after: $after, status: $status) {
    elected inOffice suspended belowTwoThirds totalCount term { numeral startYear }
    pageInfo { hasNextPage endCursor }
    edges { status since node { id cardNumber status(asOf: $asOf) person { fullName sortName } group(asOf: $asOf) { name } memberships(asOf: $asOf) { role body { shortName } } council { id } term { numeral } } } } } }`;
const composition = async (asOf: string, more: Record<string, unknown> = {}) =>
  (await ask(COMPOSITION, { id: 'hdnd-hai-phong', asOf, ...more })).council.composition;
const seat = (of: { edges: { node: { id: string } }[] }, card: number, ordinal = 16) =>
  of.edges.find((e) => e.node.id === seatIdOf('hdnd-hai-phong', ordinal, card));

it('composition on two dates, with the seats that changed between them [R-ORG-07]', async () => {
  const [before, after] = [await composition('2023-07-18'), await composition('2023-07-19')];
  expect([before.inOffice, before.elected, before.term.numeral]).toEqual([68, 68, 'XVI']);
  expect([after.inOffice, after.totalCount]).toEqual([67, 67]);
  expect(seat(before, 12)).toMatchObject({ status: 'IN_OFFICE', node: { status: 'IN_OFFICE' } });
  expect(seat(after, 12)).toBeUndefined();
  expect((await composition('2023-07-19', { status: ['RESIGNED'] })).edges).toMatchObject([
    { status: 'RESIGNED', since: '2023-07-19', node: { memberships: [] } },
  ]);
});

it('who could vote on 28/5/2024: the suspended delegate holds the seat and is not in office [R-ORG-07]', async () => {
  const day = await composition('2024-05-28');
  expect(day).toMatchObject({ inOffice: 66, suspended: 1, totalCount: 67, belowTwoThirds: false });
  expect(seat(day, 27)).toMatchObject({ status: 'SUSPENDED' });
  expect(seat(await composition('2024-11-15'), 27)).toMatchObject({ status: 'IN_OFFICE', since: '2024-11-15' });
});

it('the first and last day of terms, and a day without one', async () => {
  const numerals = await Promise.all(
    ['2021-05-31', '2021-06-01', '2026-03-31', '2026-04-01'].map(
      async (d) => (await composition(d)).term?.numeral ?? null,
    ),
  );
  expect(numerals).toEqual([null, 'XVI', 'XVI', 'XVII']);
  expect(await composition('2021-05-31')).toMatchObject({
    elected: 0,
    inOffice: 0,
    totalCount: 0,
    edges: [],
    belowTwoThirds: false,
  });
  expect(await composition('2026-11-23')).toMatchObject({ elected: 68, inOffice: 68 });
});

it('an ended council answers for its days only [R-ORG-09 R-ORG-11]', async () => {
  const { council } = await ask(`{ council(id: "hdnd-thuy-nguyen") { level validTo unit { id } term { numeral validTo }
    last: composition(asOf: "2025-06-30") { inOffice } after: composition(asOf: "2025-07-01") { inOffice term { numeral } } } }`);
  expect(council).toEqual({
    level: 'DISTRICT',
    validTo: '2025-06-30',
    unit: { id: 'thanh-pho-thuy-nguyen' },
    term: { numeral: 'I', validTo: '2025-06-30' },
    last: { inOffice: 9 },
    after: { inOffice: 0, term: null },
  });
});

it('is ordered by given name as Vietnamese reads, and pages cover it once', async () => {
  const whole = (await composition('2026-11-23')).edges.map(
    (e: { node: { person: { sortName: string } } }) => e.node.person.sortName,
  );
  expect(whole).toEqual([...whole].sort(new Intl.Collator('vi').compare));
  const paged: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await composition('2026-11-23', { first: 25, after });
    paged.push(...page.edges.map((e: { node: { person: { sortName: string } } }) => e.node.person.sortName));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(paged).toEqual(whole);
});

it('composition costs the same statements for 9, 68 and 150 seats', async () => {
  const cost = async (id: string, asOf: string): Promise<number> => {
    statements.length = 0;
    await ask(COMPOSITION, { id, asOf });
    return statements.length;
  };
  const [few, many] = [await cost('hdnd-hai-phong', '2026-11-23'), await cost('hdnd-minh-hoa-150', '2026-11-23')];
  expect(few).toBeLessThanOrEqual(10);
  expect(many).toBeLessThanOrEqual(few);
});

it('a list of councils with their compositions asks once, not once for each', async () => {
  statements.length = 0;
  const { councils } = await ask(
    `{ councils { totalCount edges { node { id unit { name } composition(asOf: "2025-03-01", first: 5) { inOffice edges { node { person { fullName } } } } } } } }`,
  );
  expect(councils.totalCount).toBe(3);
  expect(statements.length).toBeLessThanOrEqual(9);
});

it('bodies and offices as of a day [R-ORG-03]', async () => {
  const data = await ask(`{
    council(id: "hdnd-hai-phong") {
      groups: bodies(kind: DELEGATE_GROUP, asOf: "2024-01-01") { totalCount }
      committees: bodies(kind: COMMITTEE) { edges { node { id shortName council { id } } } }
      offices(asOf: "2026-11-23") { kind body { shortName } person { fullName seats { term { numeral } } } }
    }
    publicBody(id: "ban-phap-che") { kind members(asOf: "2026-11-23") { edges { node { role delegate { cardNumber } } } } }
    department: publicBody(id: "so-tai-chinh") { name kind council { id } unit { id } members { edges { cursor } } }
    publicBodies(search: "moi truong") { edges { node { id } } } }`);
  expect(data.council.groups.totalCount).toBe(14);
  expect(data.council.committees.edges.map((e: { node: { id: string } }) => e.node.id).sort()).toEqual([
    'ban-do-thi',
    'ban-kinh-te-ngan-sach',
    'ban-phap-che',
    'ban-van-hoa-xa-hoi',
  ]);
  expect(data.council.offices.filter((o: { kind: string }) => o.kind === 'COUNCIL_CHAIR')).toHaveLength(1);
  expect(data.council.offices).toHaveLength(11);
  expect(data.publicBody.members.edges.map((e: { node: { role: string } }) => e.node.role)).toEqual([
    'HEAD',
    'DEPUTY',
    'MEMBER',
    'MEMBER',
    'MEMBER',
    'MEMBER',
    'MEMBER',
  ]);
  expect(data.department).toEqual({
    name: 'Sở Tài chính thành phố Hải Phòng',
    kind: 'DEPARTMENT',
    council: null,
    unit: { id: 'thanh-pho-hai-phong' },
    members: { edges: [] },
  });
  expect(data.publicBodies.edges).toEqual([{ node: { id: 'so-nong-nghiep-va-moi-truong' } }]);
});

it('everything invented says so', async () => {
  const { council } = await ask(
    `{ council(id: "hdnd-hai-phong") { illustrative terms { illustrative } composition(asOf: "2026-11-23", first: 200) { edges { node { illustrative person { illustrative } } } } } }`,
  );
  expect(JSON.stringify(council)).not.toContain('"illustrative":false');
});

it('a council above the law’s size shows the override that let it [R-ORG-06]', async () => {
  const { ruleOverrides } = await ask(
    `{ ruleOverrides(councilId: "hdnd-minh-hoa-150") { key valueJson reason illustrative } }`,
  );
  expect(ruleOverrides).toMatchObject([{ key: 'council.seats.max', valueJson: '{"value":150}', illustrative: true }]);
});

describe('accounts', () => {
  const LIST = `{ accounts(login: "delegate-0", first: 3) { totalCount edges { node { login displayName person { fullName } grants { role inCouncil forBody } disabledAt } } } }`;

  it('are shown to an administrator', async () => {
    const token = await subgraph.issuer.token({ sub: accountIdOf('admin'), grants: [{ role: 'ADMIN' }] });
    const { accounts } = await ask(LIST, {}, token);
    expect(accounts).toMatchObject({
      totalCount: 9,
      edges: [
        { node: { login: 'delegate-01', grants: [{ role: 'DELEGATE', inCouncil: 'hdnd-hai-phong', forBody: null }] } },
        {},
        {},
      ],
    });
  });

  it.each([
    ['the public', undefined, 'UNAUTHENTICATED'],
    ['a delegate', [{ role: 'DELEGATE', councilId: 'hdnd-hai-phong' }], 'FORBIDDEN'],
    ['the chair', [{ role: 'CHAIR', councilId: 'hdnd-hai-phong' }], 'FORBIDDEN'],
    ['a developer', [{ role: 'DEVELOPER' }], 'FORBIDDEN'],
  ] as const)('are hidden from %s', async (_, grants, code) => {
    const token = grants && (await subgraph.issuer.token({ sub: 'x', grants }));
    for (const query of [LIST, `{ account(id: "${accountIdOf('chair')}") { login } }`]) {
      const { data, errors } = await subgraph.ask(query, {}, token ? { token } : {});
      expect(errors?.[0]?.extensions?.['code']).toBe(code);
      expect(JSON.stringify(data ?? null)).not.toContain('delegate');
    }
  });

  /** What a door hears: whole states, as a class of rights. */
  function followed(token: string) {
    const client = createClient({ url: subgraph.running.url.replace(/^http/, 'ws'), webSocketImpl: WebSocket });
    const query = 'subscription { accountsDisabled { ids } }';
    const events = client.iterate<{ accountsDisabled: { ids: string[] } }>({
      query,
      extensions: { gateway: subgraph.signer.sign('directory', `${query}{}`), token },
    });
    return {
      async until(ids: string[]): Promise<void> {
        for (;;) {
          const { value } = await events.next();
          if (JSON.stringify(value?.data?.accountsDisabled.ids) === JSON.stringify(ids)) return;
          if (!value?.data) throw new Error(JSON.stringify(value));
        }
      },
      async stop(): Promise<void> {
        await events.return!();
        await client.dispose();
      },
    };
  }

  it('are disabled and enabled again by an administrator, are told to the others and the doors, and never by themselves', async () => {
    const token = await subgraph.issuer.token({ sub: accountIdOf('admin'), grants: [{ role: 'ADMIN' }] });
    const heard = deferred<string | undefined>();
    await subgraph.bus.subscribe('directory.accountDisabled', heard.resolve);
    const change = (field: string, id: string) =>
      ask(
        `mutation { ${field}(id: "${id}") { ... on Account { login disabledAt } ... on AccountRefused { code vi en } } }`,
        {},
        token,
      );
    const disabled = async (): Promise<unknown> =>
      (await database.admin(`SELECT disabled FROM directory.published_account_v1 WHERE login = 'stranger'`))[0]![
        'disabled'
      ];

    const seen = followed(token);
    await seen.until([]);
    expect(await change('disableAccount', accountIdOf('stranger'))).toEqual({
      disableAccount: { login: 'stranger', disabledAt: '2026-11-23T02:00:00.000Z' },
    });
    expect(JSON.parse((await heard.promise)!)).toMatchObject({
      payload: { accountId: accountIdOf('stranger'), by: accountIdOf('admin') },
    });
    await change('disableAccount', accountIdOf('stranger'));
    expect(await database.admin('SELECT 1 FROM directory.outbox')).toHaveLength(1);
    expect(await disabled()).toBe(true);
    await seen.until([accountIdOf('stranger')]);
    await change('enableAccount', accountIdOf('stranger'));
    await seen.until([]);
    await seen.stop();
    expect(await disabled()).toBe(false);
    expect(await change('disableAccount', accountIdOf('admin'))).toMatchObject({
      disableAccount: { code: 'ACCOUNT_OF_ONES_OWN' },
    });
    expect(await change('disableAccount', 'nobody')).toMatchObject({ disableAccount: { code: 'NO_SUCH_ACCOUNT' } });
  });
});
