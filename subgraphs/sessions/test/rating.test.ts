/** A confidence rating: three levels, secret, and whom the law leaves out of it, read from the directory's offices and notices. */
import { openHall, type Hall } from './fixtures/hall.fixture.js';
import { seedBody } from './fixtures/directory.fixture.js';

type Data = Record<string, unknown>;
const CREATE = `mutation ($input: CreatePollInput!) { createPoll(input: $input) { __typename ... on Refused { code vi en } ... on Poll { id form state ballotForm { marks rows { row name } } } } }`;
const READY = `mutation ($pollId: ID!, $expectedStep: Int!) { readyPoll(pollId: $pollId, expectedStep: $expectedStep) { __typename ... on Refused { code vi en } ... on Poll { id state } } }`;

describe('a confidence rating', () => {
  let hall: Hall;
  let clerk: string;
  const person = (n: number) => hall.seats[n]!;
  beforeAll(async () => {
    hall = await openHall();
    clerk = await hall.token('SESSION_SECRETARY');
    const office = (kind: string, n: number, since: string, bodyId: string | null = null) =>
      hall.database.admin(
        `INSERT INTO directory.office (kind, council_id, body_id, person_id, full_name, valid_from) VALUES ($1, $2, $3, $4, $5, $6)`,
        [kind, hall.councilId, bodyId, person(n).personId, person(n).fullName, since],
      );
    await seedBody(hall.database, { bodyId: 'ban-phap-che', kind: 'COMMITTEE', members: [person(2)] });
    // Members of the People's Committee since 2016: the first chairs it.
    await seedBody(hall.database, {
      ...{ bodyId: 'ubnd', kind: 'PEOPLES_COMMITTEE', members: [person(3), person(4)], councilId: null },
    });
    await office('COUNCIL_CHAIR', 0, '2021-06-20');
    await office('COUNCIL_VICE_CHAIR', 1, '2026-03-20');
    await office('COMMITTEE_HEAD', 2, '2022-01-01', 'ban-phap-che');
    // A deputy head is not on the list.
    await office('COMMITTEE_DEPUTY', 5, '2026-03-20', 'ban-phap-che');
    await hall.database.admin(`INSERT INTO directory.retirement_notice VALUES ($1, $2, '2026-10-01', '45/TB-BTC')`, [
      hall.councilId,
      person(4).personId,
    ]);
  });
  beforeEach(() => hall.renew());
  afterAll(() => hall.stop());

  const create = (rows: Data[]) =>
    hall.ok(
      CREATE,
      { input: { sittingId: hall.sittingId, expectedStep: 0, kind: 'CONFIDENCE_RATING', title: 'Lấy phiếu', rows } },
      clerk,
    );
  const rowOf = (n: number): Data => ({ personId: person(n).personId, name: person(n).fullName });
  const LIST = `query ($id: ID!) { sitting(id: $id) { session { rateablePersons { fullName posts exclusions { why on post document reason { key instrument article } } } } } }`;

  it('shows the desk who holds a listed office, and who is left out, by which rule and why [R-VOT-09]', async () => {
    const { session } = (await hall.ok(LIST, { id: hall.sittingId }, clerk)) as {
      session: { rateablePersons: Data[] };
    };
    const reason = { key: 'confidenceRating.excludes', article: '2' };
    expect(session.rateablePersons).toMatchObject([
      { fullName: person(0).fullName, posts: ['Chủ tịch HĐND'], exclusions: [] },
      {
        fullName: person(1).fullName,
        exclusions: [{ why: 'ELECTED_IN_YEAR', on: '2026-03-20', post: 'Phó Chủ tịch HĐND', reason }],
      },
      { fullName: person(2).fullName, posts: ['Trưởng ban-phap-che'], exclusions: [] },
      { fullName: person(3).fullName, posts: ['Chủ tịch UBND'], exclusions: [] },
      {
        fullName: person(4).fullName,
        posts: ['Ủy viên UBND'],
        exclusions: [{ why: 'RETIREMENT_NOTICE', on: '2026-10-01', document: '45/TB-BTC', reason }],
      },
    ]);
    const { errors } = await hall.ask(LIST, { id: hall.sittingId }, { token: await hall.token('DELEGATE') });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('is secret, has three levels, and one row for a person [R-VOT-09]', async () => {
    expect(await create([rowOf(0), rowOf(2)])).toMatchObject({
      form: 'SECRET',
      ballotForm: {
        marks: ['HIGH', 'MEDIUM', 'LOW'],
        rows: [{ name: person(0).fullName }, { name: person(2).fullName }],
      },
    });
    await hall.renew();
    expect(await create([rowOf(0), { ...rowOf(0), post: 'Trưởng ban' }])).toMatchObject({ code: 'ROW_TWICE' });
  });

  it.each([
    ['was elected in that year', 1, 'RATED_ELECTED_IN_YEAR', 'Phó Chủ tịch HĐND'],
    ['retires', 4, 'RATED_RETIRING', '45/TB-BTC'],
  ])(
    'refuses a row for who %s, by the person or by the name typed, and says so [R-VOT-09]',
    async (_, n, code, word) => {
      for (const row of [rowOf(n), { name: person(n).fullName.toUpperCase(), post: 'Ủy viên' }]) {
        const refused = await create([rowOf(0), row]);
        expect(refused).toMatchObject({ code, vi: expect.stringContaining(word) });
        expect(refused['en']).toContain('Row 2');
      }
      expect(await hall.database.admin('SELECT 1 FROM sessions.poll WHERE sitting_id = $1', [hall.sittingId])).toEqual(
        [],
      );
    },
  );

  it('a notice that comes between draft and ready keeps the question from being frozen [R-VOT-09]', async () => {
    const { id } = await create([rowOf(0), rowOf(3)]);
    await hall.database.admin(`INSERT INTO directory.retirement_notice VALUES ($1, $2, '2026-11-20', '50/TB')`, [
      hall.councilId,
      person(3).personId,
    ]);
    const chair = await hall.token('CHAIR', { sittingId: hall.sittingId });
    expect(await hall.ok(READY, { pollId: id, expectedStep: 1 }, chair)).toMatchObject({ code: 'RATED_RETIRING' });
    // Withdrawn, the question stands as it was drafted.
    await hall.database.admin(`DELETE FROM directory.retirement_notice WHERE document = '50/TB'`);
    expect(await hall.ok(READY, { pollId: id, expectedStep: 1 }, chair)).toMatchObject({ state: 'READY' });
  });
});
