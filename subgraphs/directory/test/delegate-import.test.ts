/** Importing delegates over the API: look first, all or nothing, and back again while nothing rests on them. */
import type { OwnerDefinition } from '@nghitruong/kit/database';
import {
  createTestDatabase,
  startTestSubgraph,
  testContext,
  type TestDatabase,
  type TestSubgraph,
} from '@nghitruong/kit/testing';
import { Workbook } from 'exceljs';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inventedNames } from '../src/demonstration/names.rules.js';
import { directory, seatIdOf, seedDemonstration, seedDirectory } from '../src/index.js';

type Data = Record<string, unknown>;
const COUNCIL = 'hdnd-hai-phong';
const HEAD = ['Họ và tên', 'Số thẻ', 'Đơn vị bầu cử', 'Tổ đại biểu', 'Quyết định phân tổ', 'Ngày bắt đầu', 'Trùng tên'];
const GOOD = [
  ['PHÙNG BẢO ÂN', '69', 'Đơn vị bầu cử số 3', 'Tổ 3', '15/QĐ-TTHĐND', '01/05/2026', ''],
  ['Phùng Bảo An', '70', '', '', '', '', ''],
];

/** Another owner that says what rests on a seat, as sessions and identity do. */
class InUse1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE used (seat_id uuid, person_id uuid);
      CREATE VIEW published_person_in_use_v1 AS SELECT * FROM used;
      GRANT SELECT ON published_person_in_use_v1 TO PUBLIC;
      GRANT USAGE ON SCHEMA sessions TO directory`);
  }
  async down(): Promise<void> {}
}
const sessions: OwnerDefinition = { schema: 'sessions', entities: [], migrations: [InUse1700000000001] };

let database: TestDatabase;
let subgraph: TestSubgraph;
let clerk: string;
beforeAll(async () => {
  database = await createTestDatabase([directory.owner, sessions]);
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
const SAID = `__typename ... on DelegateImportRefused { code vi } ... on DelegateImport { id dryRun sound imported undone faultCount
  rows { row fullName card newPerson } faults { row column value causeVi cureVi } }`;
const csv = (rows: string[][]): Buffer =>
  Buffer.from(`\ufeff${[HEAD, ...rows].map((row) => row.join(';')).join('\r\n')}`);
const give = (content: Buffer, dryRun: boolean, more: Data = {}, token = clerk): Promise<Data> =>
  ask(
    `mutation ($input: ImportDelegatesInput!) { importDelegates(input: $input) { ${SAID} } }`,
    { input: { councilId: COUNCIL, filename: 'dai-bieu.csv', base64: content.toString('base64'), dryRun, ...more } },
    token,
  );
const undo = (importId: unknown, token = clerk): Promise<Data> =>
  ask(`mutation ($id: ID!) { undoDelegateImport(importId: $id) { ${SAID} } }`, { id: importId }, token);

/** Everything that an import may write. */
const counts = async (): Promise<Data> =>
  (
    await database.admin(
      `SELECT (SELECT count(*)::int FROM directory.delegate) AS seats, (SELECT count(*)::int FROM directory.delegate_status) AS statuses, (SELECT count(*)::int FROM directory.person) AS persons,
              (SELECT count(*)::int FROM directory.membership) AS memberships, (SELECT count(*)::int FROM directory.account) AS accounts, (SELECT count(*)::int FROM directory.account_grant) AS grants`,
    )
  )[0]!;
const seatOf = async (card: number): Promise<string> =>
  (
    await database.admin(`SELECT id FROM directory.delegate WHERE card_number = $1 AND council_id = $2`, [
      card,
      COUNCIL,
    ])
  )[0]!['id'] as string;

test('a dry run shows every row and writes nothing, the import writes all, undoing takes out exactly that [ADM-6]', async () => {
  const before = await counts();
  const rows = [
    { row: 2, fullName: 'Phùng Bảo Ân', card: 69, newPerson: true },
    { row: 3, fullName: 'Phùng Bảo An', card: 70, newPerson: true },
  ];
  expect(await give(csv(GOOD), true)).toMatchObject({
    id: null,
    dryRun: true,
    sound: 2,
    imported: 0,
    faultCount: 0,
    rows,
  });
  expect(await counts()).toEqual(before);

  const done = await give(csv(GOOD), false);
  expect(done).toMatchObject({ dryRun: false, imported: 2, rows });
  // Listed by the given name, An before Ân, with the group and its decision from the first day on.
  const { composition } = (await ask(
    `{ council(id: "${COUNCIL}") { composition(asOf: "2026-05-01", first: 100) { elected edges { node { cardNumber electoralArea person { fullName } memberships(asOf: "2026-05-01") { decision body { shortName } } } } } } }`,
  )) as { composition: { elected: number; edges: { node: Data & { cardNumber: number } }[] } };
  expect(composition.elected).toBe(70);
  expect(composition.edges.map(({ node }) => node).filter(({ cardNumber }) => cardNumber > 68)).toEqual([
    { cardNumber: 70, electoralArea: null, person: { fullName: 'Phùng Bảo An' }, memberships: [] },
    {
      cardNumber: 69,
      electoralArea: 'Đơn vị bầu cử số 3',
      person: { fullName: 'Phùng Bảo Ân' },
      memberships: [{ decision: '15/QĐ-TTHĐND', body: { shortName: 'Tổ 3' } }],
    },
  ]);
  expect(
    await database.admin(
      `SELECT login, display_name, grants FROM directory.published_account_v1 WHERE login LIKE 'delegate-hdnd%' ORDER BY login`,
    ),
  ).toEqual([
    {
      login: 'delegate-hdnd-hai-phong-17-069',
      display_name: 'Phùng Bảo Ân',
      grants: [{ role: 'DELEGATE', councilId: COUNCIL }],
    },
    {
      login: 'delegate-hdnd-hai-phong-17-070',
      display_name: 'Phùng Bảo An',
      grants: [{ role: 'DELEGATE', councilId: COUNCIL }],
    },
  ]);

  expect(await undo(done['id'])).toMatchObject({ undone: true });
  expect(await counts()).toEqual(before);
  expect(await undo(done['id'])).toMatchObject({ code: 'IMPORT_UNDONE' });
});

test('one bad row and nothing is imported; a workbook is read as a list in text is [ADM-6]', async () => {
  const before = await counts();
  const book = new Workbook();
  const sheet = book.addWorksheet('Đại biểu');
  for (const row of [
    HEAD,
    ['Phùng Bảo Ân', 69, '', '', '', new Date('2026-05-01T00:00:00Z'), ''],
    ['Phùng Bảo An', 68, '', '', '', '', ''],
  ])
    sheet.addRow(row);
  const said = await give(Buffer.from(await book.xlsx.writeBuffer()), false, { filename: 'dai-bieu.xlsx' });
  expect(said).toMatchObject({
    id: null,
    imported: 0,
    rows: [{ fullName: 'Phùng Bảo Ân' }],
    faults: [{ row: 3, column: 'Số thẻ', value: '68', cureVi: 'Chọn số thẻ khác.' }],
  });
  expect(await counts()).toEqual(before);
});

test('who sat in an earlier term keeps person and account; undoing leaves both', async () => {
  // Invented names from card 1 of term XVI on; that term had people whom XVII has not.
  const [name] = inventedNames(1);
  expect(await give(csv([[name!, '69', '', '', '', '', '']]), true)).toMatchObject({
    faults: [{ column: 'Họ và tên', value: `${name} (16/1)`, causeVi: 'Hệ thống đã có người cùng họ tên.' }],
  });
  const before = await counts();
  const done = await give(csv([[name!, '69', '', '', '', '', 'cũ']]), false);
  expect(done).toMatchObject({ imported: 1, rows: [{ newPerson: false }] });
  expect(await counts()).toMatchObject({ persons: before['persons'], seats: (before['seats'] as number) + 1 });
  expect(await undo(done['id'])).toMatchObject({ undone: true });
  expect(await counts()).toEqual(before);
});

test('what rests on a delegate keeps the whole import: an office here, attendance elsewhere', async () => {
  const done = await give(csv(GOOD), false);
  const seat = await seatOf(69);
  const before = await counts();
  await database.admin('INSERT INTO sessions.used VALUES ($1, NULL)', [seat]);
  expect(await undo(done['id'])).toMatchObject({ code: 'DELEGATES_IN_USE' });
  await database.admin('DELETE FROM sessions.used');
  const { id } = await ask(
    `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { ... on Membership { id } } }`,
    {
      input: {
        bodyId: 'thuong-truc-hdnd-hai-phong',
        delegateId: seat,
        role: 'MEMBER',
        validFrom: '2026-06-01',
        decision: '16/NQ-HĐND',
      },
    },
  );
  expect(await undo(done['id'])).toMatchObject({ code: 'DELEGATES_IN_USE' });
  expect(await counts()).toEqual({ ...before, memberships: (before['memberships'] as number) + 1 });
  await database.admin('DELETE FROM directory.membership WHERE id = $1', [id]);
  expect(await undo(done['id'])).toMatchObject({ undone: true });
});

test('two imports at once: one of the two finds the cards taken, and no card is held twice', async () => {
  const other = [['Tạ Thị Ước', '69', '', '', '', '', '']];
  const said = await Promise.all([give(csv(GOOD), false), give(csv(other), false)]);
  expect(said.map((s) => s['faultCount']).sort()).toEqual([0, 1]);
  await undo(said.find((s) => s['faultCount'] === 0)!['id']);
});

test('no table, no term, no right: refused in words, and nothing written', async () => {
  const before = await counts();
  expect(await give(Buffer.from([0xff, 0xfe, 0x53]), true)).toMatchObject({ code: 'IMPORT_FILE_UNREADABLE' });
  expect(await give(csv(GOOD), true, { filename: 'dai-bieu.docx' })).toMatchObject({ code: 'IMPORT_FILE_UNREADABLE' });
  expect(await give(Buffer.alloc(140_001, 'a'), true)).toMatchObject({ code: 'IMPORT_FILE_SIZE' });
  expect(await give(csv(GOOD), false, { termId: seatIdOf(COUNCIL, 17, 1) })).toMatchObject({ code: 'TERM_UNKNOWN' });
  for (const grants of [
    [{ role: 'DELEGATE', councilId: COUNCIL }],
    [{ role: 'SESSION_SECRETARY', councilId: 'hdnd-thuy-nguyen' }],
    [{ role: 'SESSION_SECRETARY', councilId: COUNCIL, bodyId: 'thuong-truc-hdnd-hai-phong' }],
  ] as const)
    await expect(
      give(csv(GOOD), false, {}, await subgraph.issuer.token({ sub: 'x', grants: grants as never })),
    ).rejects.toThrow('FORBIDDEN');
  expect(await counts()).toEqual(before);
});

test('the template has the heads that the import reads', async () => {
  const { filename, base64 } = (await ask('{ delegateImportTemplate { filename base64 } }')) as Record<string, string>;
  expect(filename).toBe('mau-nhap-dai-bieu.xlsx');
  const book = new Workbook();
  await book.xlsx.load(Buffer.from(base64!, 'base64') as never);
  const sheet = book.worksheets[0]!;
  sheet.addRow(['Phùng Bảo Ân', '069', '', 'Tổ 3', '15/QĐ-TTHĐND', 'Có', '01/05/2026', '']);
  expect(await give(Buffer.from(await book.xlsx.writeBuffer()), true, { filename: filename! })).toMatchObject({
    sound: 1,
    faultCount: 0,
  });
});
