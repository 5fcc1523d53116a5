/** Targets of resolutions over the API: set by the desk, reported by the body, red when nobody reports. */
import { randomUUID } from 'node:crypto';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
const TARGET = `__typename ... on Refused { code } ... on ResolutionTarget { id title indicator targetValue dueOn dueState doneOn owner { id } unit { id } reportEveryDays standing { light stale nextReportOn } reports { asOf value words } }`;
let hall: Hall;
let resolutionId: string;
let clerk: string;
const officer = (bodyId: string): Promise<string> =>
  hall.subgraph.issuer.token({ sub: `officer ${bodyId}`, grants: [{ role: 'OFFICER', bodyId }] });
const set = (more: Data = {}): Promise<Data> =>
  hall.ok(
    `mutation ($input: SetResolutionTargetInput!) { setResolutionTarget(input: $input) { ${TARGET} } }`,
    {
      input: {
        resolutionId,
        bodyId: 'so-tai-chinh',
        unitId: 'thuy-nguyen',
        title: 'Giải ngân vốn đầu tư công',
        indicator: 'Tỷ lệ giải ngân',
        measure: '%',
        targetValue: 95,
        dueOn: '2027-12-31',
        ...more,
      },
    },
    clerk,
  );
const report = (targetId: unknown, asOf: string, value: number, token: string): Promise<Data> =>
  hall.ok(
    `mutation ($input: ReportResolutionTargetInput!) { reportResolutionTarget(input: $input) { ${TARGET} } }`,
    { input: { targetId, asOf, value } },
    token,
  );

beforeEach(async () => {
  hall = await openHall();
  clerk = await hall.token('SESSION_SECRETARY');
  resolutionId = randomUUID();
  await hall.database.admin(
    `INSERT INTO sessions.resolution (id, council_id, kind, title, state, origin, drafted_on, adopted_on, number, number_year, number_text, citation, illustrative)
     VALUES ($1, $2, 'NORMATIVE', 'Về đầu tư công', 'PUBLISHED', 'IMPORTED', '2025-12-01', '2025-12-01', 1, 2025, '01/2025/NQ-HĐND', '/x', true)`,
    [resolutionId, hall.councilId],
  );
});
afterEach(() => hall.stop());

test('a target is an obligation of its body, reported by that body only, and reached by its reports [RES-6 R-RES-09]', async () => {
  const made = await set();
  expect(made).toMatchObject({
    owner: { id: 'so-tai-chinh' },
    unit: { id: 'thuy-nguyen' },
    reportEveryDays: 180,
    doneOn: null,
    standing: { light: 'GREEN' },
  });
  await expect(report(made['id'], '2026-11-23', 40, await officer('so-xay-dung'))).rejects.toThrow('FORBIDDEN');
  const own = await officer('so-tai-chinh');
  expect(await report(made['id'], '2026-11-23', 40.5, own)).toMatchObject({
    doneOn: null,
    reports: [{ asOf: '2026-11-23', value: 40.5 }],
  });
  hall.clock.pass(100 * 86_400_000);
  expect(await report(made['id'], '2027-03-01', 96, own)).toMatchObject({
    doneOn: '2027-03-01',
    dueState: 'ON_TIME',
    standing: { light: 'GREEN', stale: false },
  });
  expect(await report(made['id'], '2027-03-02', 94, own)).toMatchObject({ doneOn: null });
  const { data } = await hall.ask<{ _entities: Data[] }>(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on PublicBody { resolutionTargets { __typename ... on Obligation { title dueOn dueState escalation } resolution { numberText } } } } }`,
    { r: [{ __typename: 'PublicBody', id: 'so-tai-chinh' }] },
  );
  expect(data!._entities).toEqual([
    {
      resolutionTargets: [
        {
          __typename: 'ResolutionTarget',
          title: 'Giải ngân vốn đầu tư công',
          dueOn: '2027-12-31',
          dueState: 'NOT_YET',
          escalation: 'NONE',
          resolution: { numberText: '01/2025/NQ-HĐND' },
        },
      ],
    },
  ]);
});

test('silence turns it red, whatever the last figure was; a report turns it back [RES-6 R-RES-09]', async () => {
  const { id } = await set({ reportEveryDays: 30 });
  const standing = async (): Promise<unknown> =>
    (
      (
        await hall.ok('query ($id: ID!) { resolution(id: $id) { targets { standing { light stale } } } }', {
          id: resolutionId,
        })
      )['targets'] as Data[]
    )[0]!['standing'];
  const own = await officer('so-tai-chinh');
  await report(id, '2026-11-23', 90, own);
  hall.clock.pass(31 * 86_400_000);
  expect(await standing()).toEqual({ light: 'RED', stale: true });
  await report(id, '2026-12-24', 91, own);
  expect(await standing()).toEqual({ light: 'GREEN', stale: false });
});

test('only an enacted resolution has targets, and a figure of the future is none [RES-6]', async () => {
  const { id } = await set();
  await expect(report(id, '2026-11-24', 90, clerk)).rejects.toThrow('asOf');
  const [draft] = await hall.database.admin(`SELECT id FROM sessions.resolution WHERE state = 'ADMITTED' LIMIT 1`);
  expect(await set({ resolutionId: draft!['id'] })).toMatchObject({ code: 'RESOLUTION_STATE' });
});
