/** What the law says of membership and office, kept by the directory: refused with its article, or told as an alarm. */
import {
  createTestDatabase,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import { directory, seatIdOf, seedDemonstration, seedDirectory } from '../src/index.js';
import { personIdOf } from '../src/demonstration/demonstration.rules.js';

type Data = Record<string, unknown>;
const COUNCIL = 'hdnd-hai-phong';
const STANDING = 'thuong-truc-hdnd-hai-phong';
const PEOPLES = 'ubnd-hai-phong';
const group = (n: number): string => `to-dai-bieu-hai-phong-17-${String(n).padStart(2, '0')}`;
const seat = (card: number): string => seatIdOf(COUNCIL, 17, card);
/** The person of a card in term XVII. */
const person = (card: number): string => personIdOf(48 + card - 1);

let database: TestDatabase;
let subgraph: TestSubgraph;
let clerk: string;
beforeAll(async () => {
  database = await createTestDatabase([directory.owner]);
  const source = await database.open(directory.owner);
  await seedDirectory(source, testContext());
  await seedDemonstration(source, testContext());
  subgraph = await startTestSubgraph(directory, database, { clock: { now: () => new Date('2026-11-23T02:00:00Z') } });
  clerk = await subgraph.issuer.token({ sub: 'clerk', grants: [{ role: 'SESSION_SECRETARY', councilId: COUNCIL }] });
});
afterAll(async () => {
  await subgraph?.stop();
  await database?.drop();
});

async function ask(query: string, variables: Data = {}, token = clerk): Promise<Data> {
  const { data, errors } = await subgraph.ask<Data>(query, variables, { token });
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data!)[0] as Data;
}
const RECORD = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { __typename ... on MembershipRefused { code vi en }
  ... on Membership { id role validFrom validTo decision delegate { id } person { fullName } } } }`;
const record = (input: Data, token = clerk): Promise<Data> =>
  ask(RECORD, { input: { role: 'MEMBER', validFrom: '2026-12-01', decision: '12/QĐ-TTHĐND', ...input } }, token);

describe('membership', () => {
  it('of the standing body and of the People’s Committee of one level exclude each other, with the article [R-ORG-02]', async () => {
    // Card 5 is in the standing body since the term began.
    const refused = await record({ bodyId: PEOPLES, personId: person(5) });
    expect(refused).toMatchObject({
      __typename: 'MembershipRefused',
      code: 'INCOMPATIBLE_MEMBERSHIP',
      en: expect.stringContaining('77/2015/QH13, 6.3'),
    });
    // Who is in neither may join one, and is kept out of the other from then on.
    expect(await record({ bodyId: PEOPLES, personId: person(30) })).toMatchObject({
      __typename: 'Membership',
      delegate: null,
    });
    expect(await record({ bodyId: STANDING, delegateId: seat(30) })).toMatchObject({ code: 'INCOMPATIBLE_MEMBERSHIP' });
    // Once the one has ended, the other is free the day after.
    const { id } = (await record({ bodyId: PEOPLES, personId: person(31) })) as { id: string };
    const end = (validTo: string) =>
      ask(
        `mutation ($input: EndMembershipInput!) { endMembership(input: $input) { ... on Membership { validTo } ... on MembershipRefused { code } } }`,
        { input: { membershipId: id, validTo } },
      );
    expect(await end('2026-11-01')).toEqual({ code: 'MEMBERSHIP_DAYS' });
    expect(await end('2026-12-31')).toEqual({ validTo: '2026-12-31' });
    expect(await record({ bodyId: STANDING, delegateId: seat(31), validFrom: '2026-12-31' })).toMatchObject({
      code: 'INCOMPATIBLE_MEMBERSHIP',
    });
    expect(await record({ bodyId: STANDING, delegateId: seat(31), validFrom: '2027-01-01' })).toMatchObject({
      __typename: 'Membership',
    });
  });

  it('that was so in the past is kept as it was, and listed as an alarm [R-ORG-02]', async () => {
    expect(
      await record({ bodyId: PEOPLES, personId: person(6), validFrom: '2026-05-01', validTo: '2026-06-30' }),
    ).toMatchObject({ __typename: 'Membership' });
    const list = (await ask(
      `{ council(id: "${COUNCIL}") { incompatibleMemberships { fullName historic source inStandingBody { validFrom } inPeoplesCommittee { validFrom validTo } } } }`,
    )) as { incompatibleMemberships: Data[] };
    expect(list.incompatibleMemberships).toMatchObject([
      {
        historic: true,
        source: '77/2015/QH13, 6.3',
        inPeoplesCommittee: { validFrom: '2026-05-01', validTo: '2026-06-30' },
      },
    ]);
  });

  it('in a delegate group is dated and names its decision; joining another group ends the first, both stay [R-ORG-04]', async () => {
    expect(await record({ bodyId: group(9), delegateId: seat(40), decision: '  ' })).toMatchObject({
      code: 'DECISION_MISSING',
    });
    expect(await record({ bodyId: group(9), personId: person(40) })).toMatchObject({ code: 'MEMBER_UNKNOWN' });
    const moved = await record({
      bodyId: group(9),
      delegateId: seat(40),
      validFrom: '2026-11-01',
      decision: '15/QĐ-TTHĐND',
    });
    expect(moved).toMatchObject({ validFrom: '2026-11-01', decision: '15/QĐ-TTHĐND', delegate: { id: seat(40) } });
    const rows = await database.admin(
      `SELECT b.short_name, m.valid_from::text AS "from", m.valid_to::text AS "to", m.decision FROM directory.membership m JOIN directory.public_body b ON b.id = m.body_id AND b.kind = 'DELEGATE_GROUP'
       WHERE m.delegate_id = $1 ORDER BY m.valid_from`,
      [seat(40)],
    );
    expect(rows).toEqual([
      { short_name: 'Tổ 12', from: '2026-04-01', to: '2026-10-31', decision: 'minh họa' },
      { short_name: 'Tổ 9', from: '2026-11-01', to: null, decision: '15/QĐ-TTHĐND' },
    ]);
    const groupOn = async (asOf: string) =>
      (
        (await ask('query ($id: ID!, $asOf: Date) { delegate(id: $id) { group(asOf: $asOf) { shortName } } }', {
          id: seat(40),
          asOf,
        })) as { group: { shortName: string } }
      ).group.shortName;
    expect([await groupOn('2026-10-31'), await groupOn('2026-11-01')]).toEqual(['Tổ 12', 'Tổ 9']);
    expect(await record({ bodyId: group(9), delegateId: seat(40), validFrom: '2026-11-05' })).toMatchObject({
      code: 'MEMBERSHIP_TAKEN',
    });
  });

  it('is recorded by those of its own council, and nobody else', async () => {
    for (const grants of [
      [{ role: 'DELEGATE', councilId: COUNCIL }],
      [{ role: 'SESSION_SECRETARY', councilId: 'hdnd-thuy-nguyen' }],
      [{ role: 'CHAIR', councilId: COUNCIL, bodyId: STANDING }],
    ] as const) {
      const token = await subgraph.issuer.token({ sub: 'x', grants: grants as never });
      const { errors } = await subgraph.ask(
        RECORD,
        { input: { bodyId: STANDING, delegateId: seat(50), role: 'MEMBER', validFrom: '2026-12-01', decision: 'x' } },
        { token },
      );
      expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
  });
});

describe('a council', () => {
  const ALARM = `query ($asOf: Date) { council(id: "${COUNCIL}") { alarm(asOf: $asOf) { code elected remaining needed byElection limitedPowers source } } }`;
  const alarm = async (asOf: string) => ((await ask(ALARM, { asOf })) as { alarm: unknown }).alarm;

  it('below two thirds of its seats is an alarm: a by-election, or late in the term limited powers, with the article [R-ORG-08]', async () => {
    expect(await alarm('2026-11-23')).toBeNull();
    // 23 of 68 leave: 45 are left, and 46 would be two thirds.
    await database.admin(
      `UPDATE directory.delegate_status SET valid_to = '2026-11-30' WHERE delegate_id = ANY ($1) AND status = 'IN_OFFICE'`,
      [Array.from({ length: 23 }, (_, i) => seat(46 + i))],
    );
    await database.admin(
      `INSERT INTO directory.delegate_status (delegate_id, status, valid_from, reason) SELECT id, 'RESIGNED', '2026-12-01', 'minh họa' FROM unnest($1::uuid[]) AS id`,
      [Array.from({ length: 23 }, (_, i) => seat(46 + i))],
    );
    const told = {
      code: 'COUNCIL_BELOW_TWO_THIRDS',
      elected: 68,
      remaining: 45,
      needed: 46,
      source: '77/2015/QH13, 138',
    };
    expect(await alarm('2026-11-30')).toBeNull();
    expect(await alarm('2026-12-01')).toEqual({ ...told, byElection: true, limitedPowers: false });
    expect(await alarm('2030-06-01')).toEqual({ ...told, byElection: false, limitedPowers: true });
  });

  it('bears the next numeral of its own terms, and of a new kind of unit began at I [R-ORG-10]', async () => {
    const next = async (id: string) =>
      (
        (await ask(`query ($id: ID!) { council(id: $id) { nextTerm { ordinal numeral basis source } } }`, { id })) as {
          nextTerm: unknown;
        }
      ).nextTerm;
    expect(await next(COUNCIL)).toEqual({
      ordinal: 18,
      numeral: 'XVIII',
      basis: 'NEXT',
      source: '35/2023/UBTVQH15, 10.3',
    });
    // Two councils of one unit that was made of others: one kept name and kind, the other did not.
    const made = async (unit: string, name: string, kind: string, council: string): Promise<void> => {
      await database.admin(
        `INSERT INTO directory.unit (id, kind, name, search_key, valid_from) SELECT $1, $2, $3, 'x', '2025-07-01'`,
        [unit, kind, name],
      );
      await database.admin(
        `INSERT INTO directory.council (id, unit_id, level, name, short_name, search_key, valid_from, illustrative) VALUES ($1, $2, 'CITY', 'x', 'x', 'x', '2025-07-01', true)`,
        [council, unit],
      );
      await database.admin(
        `INSERT INTO directory.unit_succession (id, happened_on, kind, from_id, to_id, instrument, confidence) VALUES (gen_random_uuid(), '2025-07-01', 'MERGE', 'thanh-pho-hai-phong', $1, 'x', 'DERIVED')`,
        [unit],
      );
    };
    const [{ name, kind }] = (await database.admin(
      `SELECT name::text, kind FROM directory.unit WHERE id = 'thanh-pho-hai-phong'`,
    )) as [{ name: string; kind: string }];
    await made('hai-phong-moi', name, kind, 'hdnd-moi');
    await made('ten-khac', 'Tên khác', kind, 'hdnd-ten-khac');
    expect(await next('hdnd-moi')).toMatchObject({ ordinal: 18, basis: 'CONTINUED' });
    expect(await next('hdnd-ten-khac')).toMatchObject({ ordinal: 1, numeral: 'I', basis: 'RESTARTED' });
  });

  it('weighs no ballot: neither a rule nor an override may say otherwise [R-ORG-01]', async () => {
    await expect(
      database.admin(
        `INSERT INTO directory.rule_override (id, council_id, rule_key, value, reason, instrument, decided_by, valid_from, illustrative, recorded_at)
         VALUES (gen_random_uuid(), $1, 'vote.weight', '{"value": 2}', 'x', 'x', 'x', '2026-01-01', true, now())`,
        [COUNCIL],
      ),
    ).rejects.toThrow('no_council_weighs_ballots');
    await expect(
      database.admin(
        `INSERT INTO directory.rule SELECT rule_set_id, rule_set_hash, rule_key, hash, '{"value": 2}', instrument, article, confidence, overridable, carried_forward, valid_from - 1, valid_from - 1, note_vi, note_en
         FROM directory.rule WHERE rule_key = 'vote.weight' LIMIT 1`,
      ),
    ).rejects.toThrow('every_ballot_weighs_one');
    const rows = await database.admin(
      `SELECT DISTINCT value FROM directory.published_rule_v1 WHERE rule_key = 'vote.weight'`,
    );
    expect(rows).toEqual([{ value: { value: 1 } }]);
  });
});

describe('a member of the People’s Committee', () => {
  it('who is in no council comes into the directory by name, once; a namesake is somebody else only if the desk says so [R-SES-20]', async () => {
    const fullName = 'Hoàng  Văn Mới ';
    const made = await record({ bodyId: PEOPLES, fullName });
    expect(made).toMatchObject({ __typename: 'Membership', delegate: null, person: { fullName: 'Hoàng Văn Mới' } });
    expect(await record({ bodyId: PEOPLES, fullName: 'HOÀNG VĂN MỚI' })).toMatchObject({
      code: 'MEMBER_NAMESAKE',
      vi: expect.stringContaining('HOÀNG VĂN MỚI'),
    });
    expect(await record({ bodyId: PEOPLES, fullName, namesake: true })).toMatchObject({ __typename: 'Membership' });
    // A body of the council has delegates, and no one is both named and chosen.
    expect(await record({ bodyId: STANDING, fullName: 'Người Khác' })).toMatchObject({ code: 'MEMBER_UNKNOWN' });
    expect(await record({ bodyId: PEOPLES, fullName: 'Người Khác', personId: person(50) })).toMatchObject({
      code: 'MEMBER_UNKNOWN',
    });
    const names = await database.admin(
      `SELECT full_name FROM directory.person WHERE full_name ~* 'Văn Mới|Người Khác'`,
    );
    expect(names).toEqual([{ full_name: 'Hoàng Văn Mới' }, { full_name: 'Hoàng Văn Mới' }]);
  });
});

describe('an office', () => {
  const OFFICE = `__typename ... on OfficeRefused { code vi en } ... on OfficeHolding { id approvalState fileDueOn fileSentOn approvalDueOn approvalDecision overdue }`;
  const RECORD_OFFICE = `mutation ($input: RecordOfficeInput!) { recordOffice(input: $input) { ${OFFICE} } }`;
  const APPROVE = `mutation ($input: RecordOfficeApprovalInput!) { recordOfficeApproval(input: $input) { ${OFFICE} } }`;
  const elect = (input: Data): Promise<Data> =>
    ask(RECORD_OFFICE, {
      input: {
        kind: 'PEOPLES_COMMITTEE_CHAIR',
        councilId: COUNCIL,
        personId: person(30),
        validFrom: '2026-11-02',
        decision: '01/NQ-HĐND',
        ...input,
      },
    });

  it('of a chair needs approval: file and decision in working days, late ones told [R-ORG-13]', async () => {
    // Monday 2 November 2026: five working days are Monday the 9th.
    const office = await elect({});
    expect(office).toMatchObject({
      approvalState: 'PENDING',
      fileDueOn: '2026-11-09',
      approvalDueOn: null,
      overdue: true,
    });
    expect(await elect({ personId: person(32) })).toMatchObject({ code: 'OFFICE_TAKEN' });
    const approve = (more: Data) => ask(APPROVE, { input: { officeId: office['id'], ...more } });
    expect(await approve({ state: 'APPROVED' })).toMatchObject({ code: 'APPROVAL_INCOMPLETE' });
    expect(await approve({ fileSentOn: '2026-11-01' })).toMatchObject({ code: 'APPROVAL_INCOMPLETE' });
    // Sent on Thursday the 5th: ten working days are Thursday the 19th, which is over on the 23rd.
    expect(await approve({ fileSentOn: '2026-11-05' })).toMatchObject({ approvalDueOn: '2026-11-19', overdue: true });
    expect(await approve({ state: 'APPROVED', decision: '900/QĐ-TTg' })).toMatchObject({
      approvalState: 'APPROVED',
      approvalDecision: '900/QĐ-TTg',
      overdue: false,
    });
    expect(await approve({ state: 'REFUSED', decision: 'x' })).toMatchObject({ code: 'APPROVAL_NOT_PENDING' });
    expect(await elect({ kind: 'COMMITTEE_DEPUTY', bodyId: 'ban-phap-che', personId: person(20) })).toMatchObject({
      approvalState: 'NOT_NEEDED',
      fileDueOn: null,
    });
  });

  it('of a chair is held two terms in a row and not a third, with the article; after a term’s pause it is free [R-ORG-13]', async () => {
    // Card 33 chaired the People's Committee in terms XV and XVI.
    await database.admin(
      `INSERT INTO directory.council_term (id, council_id, ordinal, start_year, end_year, valid_from, valid_to, ordinal_basis, ordinal_confidence, illustrative)
       VALUES (gen_random_uuid(), $1, 15, 2016, 2021, '2016-06-01', '2021-05-31', 'x', 'K-hi', true)`,
      [COUNCIL],
    );
    const chaired = (from: string, to: string) =>
      database.admin(
        `INSERT INTO directory.office_holding (id, kind, council_id, person_id, valid_from, valid_to, decision, approval_state, illustrative)
         VALUES (gen_random_uuid(), 'PEOPLES_COMMITTEE_CHAIR', $1, $2, $3, $4, 'x', 'APPROVED', true)`,
        [COUNCIL, person(33), from, to],
      );
    await database.admin(`DELETE FROM directory.office_holding WHERE kind = 'PEOPLES_COMMITTEE_CHAIR'`);
    await chaired('2016-07-01', '2021-05-31');
    expect(await elect({ personId: person(33), validFrom: '2026-11-03', validTo: '2026-11-04' })).toMatchObject({
      __typename: 'OfficeHolding',
    });
    await chaired('2021-07-01', '2026-03-31');
    const third = await elect({ personId: person(33), validFrom: '2026-11-10' });
    expect(third).toMatchObject({ code: 'OFFICE_TERM_LIMIT', en: expect.stringContaining('77/2015/QH13, 83') });
    expect(third['en']).toContain('2 terms');
    // A vice chair has no such limit, nor has somebody who did not hold it.
    expect(await elect({ personId: person(33), kind: 'PEOPLES_COMMITTEE_VICE_CHAIR' })).toMatchObject({
      __typename: 'OfficeHolding',
    });
    expect(await elect({ personId: person(34), validFrom: '2026-11-10' })).toMatchObject({
      __typename: 'OfficeHolding',
    });
  });
});

describe('the end of an office', () => {
  it('is a day of its life, said by its own council’s desk; another may hold it from the day after', async () => {
    const of = { kind: 'COMMITTEE_HEAD', councilId: COUNCIL, bodyId: 'ban-do-thi', decision: '30/NQ-HĐND' };
    const [{ id }] = (await database.admin(
      `SELECT id FROM directory.office_holding WHERE kind = 'COMMITTEE_HEAD' AND body_id = 'ban-do-thi' AND valid_to IS NULL`,
    )) as [{ id: string }];
    const END = `mutation ($input: EndOfficeInput!) { said: endOffice(input: $input) { ... on OfficeHolding { validTo } ... on OfficeRefused { code } } }`;
    const end = (validTo: string): Promise<Data> => ask(END, { input: { officeId: id, validTo } });
    const elect = (validFrom: string): Promise<Data> =>
      ask(
        `mutation ($input: RecordOfficeInput!) { recordOffice(input: $input) { __typename ... on OfficeRefused { code } } }`,
        {
          input: { ...of, personId: person(60), validFrom },
        },
      );
    const token = await subgraph.issuer.token({
      sub: 'other',
      grants: [{ role: 'SESSION_SECRETARY', councilId: 'hdnd-thuy-nguyen' }],
    });
    const { errors } = await subgraph.ask(END, { input: { officeId: id, validTo: '2026-11-30' } }, { token });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await end('2026-03-31')).toEqual({ code: 'OFFICE_DAYS' });
    expect(await end('2026-11-30')).toEqual({ validTo: '2026-11-30' });
    expect(await end('2026-12-31')).toEqual({ code: 'OFFICE_DAYS' });
    expect(await elect('2026-11-30')).toEqual({ __typename: 'OfficeRefused', code: 'OFFICE_TAKEN' });
    expect(await elect('2026-12-01')).toEqual({ __typename: 'OfficeHolding' });
  });
});

describe('a notice of retirement', () => {
  const SAID = `__typename ... on RetirementNoticeRefused { code vi en } ... on RetirementNotice { id personId receivedOn document withdrawnAt withdrawalReason }`;
  const notice = (input: Data, token = clerk): Promise<Data> =>
    ask(
      `mutation ($input: RecordRetirementNoticeInput!) { recordRetirementNotice(input: $input) { ${SAID} } }`,
      { input: { councilId: COUNCIL, receivedOn: '2026-11-20', document: '45/TB-BTC', ...input } },
      token,
    );
  const withdraw = (personId: string, reason = 'Ghi nhầm người'): Promise<Data> =>
    ask(`mutation ($input: WithdrawRetirementNoticeInput!) { withdrawRetirementNotice(input: $input) { ${SAID} } }`, {
      input: { councilId: COUNCIL, personId, reason },
    });
  const published = (personId: string): Promise<unknown[]> =>
    database.admin(
      'SELECT received_on::text AS "receivedOn", document FROM directory.published_retirement_notice_v1 WHERE person_id = $1',
      [personId],
    );
  const told = async (): Promise<string[]> =>
    (
      await database.admin(
        `SELECT name FROM directory.outbox WHERE name LIKE 'directory.retirement%' ORDER BY position`,
      )
    ).map((row) => (row as { name: string }).name);

  it('is recorded by the desk with its document, once, and told; what came wrongly is withdrawn and stays readable [R-VOT-09]', async () => {
    const one = person(20);
    expect(await notice({ personId: one, document: ' ' })).toMatchObject({ code: 'DECISION_MISSING' });
    expect(await notice({ personId: one, receivedOn: '2026-11-24' })).toMatchObject({ code: 'NOTICE_IN_FUTURE' });
    expect([await published(one), await told()]).toEqual([[], []]);
    expect(await notice({ personId: one })).toMatchObject({ __typename: 'RetirementNotice', document: '45/TB-BTC' });
    expect(await notice({ personId: one })).toMatchObject({ code: 'NOTICE_STANDS' });
    expect(await published(one)).toEqual([{ receivedOn: '2026-11-20', document: '45/TB-BTC' }]);
    expect(await withdraw(one, ' ')).toMatchObject({ code: 'WITHDRAWAL_REASON_MISSING' });
    expect(await withdraw(one)).toMatchObject({ withdrawalReason: 'Ghi nhầm người' });
    expect(await withdraw(one)).toMatchObject({ code: 'NOTICE_MISSING' });
    expect(await published(one)).toEqual([]);
    expect(await told()).toEqual(['directory.retirementNoticeRecorded', 'directory.retirementNoticeWithdrawn']);
    const { retirementNotices } = (await ask(
      `{ council(id: "${COUNCIL}") { retirementNotices { personId withdrawalReason } } }`,
    )) as { retirementNotices: Data[] };
    expect(retirementNotices).toEqual([{ personId: one, withdrawalReason: 'Ghi nhầm người' }]);
  });

  it.each([
    ['a delegate', [{ role: 'DELEGATE', councilId: COUNCIL }]],
    ['the secretary of another council', [{ role: 'SESSION_SECRETARY', councilId: 'hdnd-quan-le-chan' }]],
  ] as const)('is nothing that %s may record [R-VOT-09]', async (_, grants) => {
    const token = await subgraph.issuer.token({ sub: 'other', grants: [...grants] });
    const { errors } = await subgraph.ask(
      `mutation ($input: RecordRetirementNoticeInput!) { recordRetirementNotice(input: $input) { __typename } }`,
      { input: { councilId: COUNCIL, personId: person(21), receivedOn: '2026-11-20', document: 'x' } },
      { token },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await published(person(21))).toEqual([]);
  });
});
