/** Importing old resolutions over the API: look first, all or nothing, and back again. */
import { Workbook } from 'exceljs';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
const SAID = `__typename ... on Refused { code vi } ... on ResolutionImport { id dryRun sound imported undone faultCount faults { row column value causeVi cureVi } }`;
const HEAD = ['Số hiệu', 'Trích yếu', 'Ngày thông qua', 'Ngày có hiệu lực', 'Ngày hết hiệu lực'];
const GOOD = [
  ['03/2024/NQ-HĐND', 'Quy định mức thu phí; sửa đổi', '06/12/2024', '16/12/2024', ''],
  ['7/NQ-HĐND', 'Về nhân sự', '06/12/2024', '06/12/2024', '31/12/2025'],
];
let hall: Hall;
let clerk: string;
beforeAll(async () => {
  hall = await openHall();
  clerk = await hall.token('SESSION_SECRETARY');
});
afterAll(() => hall.stop());

const csv = (rows: string[][], delimiter = ','): Buffer =>
  Buffer.from(`\ufeff${[HEAD, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join('\r\n')}`);
async function xlsx(rows: (string | Date)[][]): Promise<Buffer> {
  const book = new Workbook();
  const sheet = book.addWorksheet('Nghị quyết');
  for (const row of [HEAD, ...rows]) sheet.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const give = (filename: string, content: Buffer, dryRun: boolean, token = clerk): Promise<Data> =>
  hall.ok(
    `mutation ($input: ImportResolutionsInput!) { importResolutions(input: $input) { ${SAID} } }`,
    { input: { councilId: hall.councilId, filename, base64: content.toString('base64'), dryRun } },
    token,
  );
const undo = (importId: unknown): Promise<Data> =>
  hall.ok(`mutation ($id: ID!) { undoResolutionImport(importId: $id) { ${SAID} } }`, { id: importId }, clerk);
const numbers = async (): Promise<unknown[]> =>
  (
    await hall.database.admin(
      `SELECT number_text FROM sessions.resolution WHERE origin = 'IMPORTED' ORDER BY number_text`,
    )
  ).map((r) => r['number_text']);

test('a dry run writes nothing, the import writes all, undoing takes out exactly that [ADM-6]', async () => {
  expect(await give('cu.csv', csv(GOOD, ';'), true)).toMatchObject({
    id: null,
    dryRun: true,
    sound: 2,
    imported: 0,
    faultCount: 0,
  });
  expect(await numbers()).toEqual([]);
  const done = await give('cu.csv', csv(GOOD), false);
  expect(done).toMatchObject({ dryRun: false, imported: 2 });
  expect(await numbers()).toEqual(['03/2024/NQ-HĐND', '07/NQ-HĐND']);
  expect(
    await hall.ok(
      'query ($c: String!) { resolutionByCitation(citation: $c) { title validity(asOf: "2025-01-01") { state } steps { kind } } }',
      {
        c: '/vn/hai-phong/hdnd/nq/2024/03',
      },
    ),
  ).toEqual({ title: 'Quy định mức thu phí; sửa đổi', validity: { state: 'IN_FORCE' }, steps: [] });
  expect(await give('cu.csv', csv(GOOD), false)).toMatchObject({ imported: 0, faultCount: 2 });
  expect(await undo(done['id'])).toMatchObject({ undone: true });
  expect(await undo(done['id'])).toMatchObject({ code: 'IMPORT_UNDONE' });
  expect(await numbers()).toEqual([]);
});

test('one bad row and nothing is imported: the fault names row, column, cause and cure [ADM-6]', async () => {
  const content = await xlsx([
    [GOOD[0]![0]!, 'Có ngày của Excel', new Date('2024-12-06T00:00:00Z'), new Date('2024-12-16T00:00:00Z')],
    ['số 5', 'Không có số', '06/12/2024', '16/12/2024'],
  ]);
  const { faults, ...said } = await give('cu.xlsx', content, false);
  expect(said).toMatchObject({ id: null, sound: 1, imported: 0, faultCount: 1 });
  expect(faults).toEqual([
    {
      row: 3,
      column: 'Số hiệu',
      value: 'số 5',
      causeVi: 'Không đọc được số hiệu.',
      cureVi: 'Viết như 03/2024/NQ-HĐND (quy phạm) hoặc 03/NQ-HĐND (cá biệt).',
    },
  ]);
  expect(await numbers()).toEqual([]);
});

test('what rests on an imported resolution keeps it; what is no table is refused in words', async () => {
  const done = await give('cu.xlsx', await xlsx(GOOD), false);
  const [target] = await hall.database.admin(
    `SELECT id FROM sessions.resolution WHERE number_text = '03/2024/NQ-HĐND'`,
  );
  const [draft] = await hall.database.admin(
    `SELECT id, revision FROM sessions.resolution WHERE state = 'ADMITTED' LIMIT 1`,
  );
  await hall.ok(
    `mutation ($input: RelateResolutionInput!) { relateResolution(input: $input) { __typename } }`,
    {
      input: { resolutionId: draft!['id'], expectedRevision: draft!['revision'], toId: target!['id'], kind: 'REPEALS' },
    },
    clerk,
  );
  expect(await undo(done['id'])).toMatchObject({ code: 'IMPORT_IN_USE' });
  expect(await numbers()).toHaveLength(2);
  expect(await give('cu.xlsx', Buffer.from('không phải bảng tính'), true)).toMatchObject({
    code: 'IMPORT_FILE_UNREADABLE',
  });
  expect(await give('cu.docx', csv(GOOD), true)).toMatchObject({ code: 'IMPORT_FILE_UNREADABLE' });
  expect(await give('cu.csv', Buffer.from([0xff, 0xfe, 0x53]), true)).toMatchObject({ code: 'IMPORT_FILE_UNREADABLE' });
  expect(await give('cu.csv', Buffer.alloc(140_001, 'a'), true)).toMatchObject({ code: 'IMPORT_FILE_SIZE' });
  await expect(
    give('cu.csv', csv(GOOD), true, await hall.token('SESSION_SECRETARY', { councilId: 'hdnd-khac' })),
  ).rejects.toThrow('FORBIDDEN');
});
