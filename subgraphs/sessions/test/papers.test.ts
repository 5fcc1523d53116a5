/** Papers read back: PDF, DOCX, XLSX and the package say what the API says. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import JSZip from 'jszip';
import { deferred } from '@nghitruong/kit/testing';
import type { DataSource, EntityManager } from 'typeorm';
import { sessions, verifyExport } from '../src/index.js';
import { Session } from '../src/session/session.entity.js';
import { sheetPdf } from '../src/papers/pdf.service.js';
import { manifestOf, SessionPackageService, type PackageManifest } from '../src/papers/session-package.service.js';
import { DEMONSTRATION_MARK, type Sheet } from '../src/papers/sheet.rules.js';
import { openPollHall, RESULT, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
interface File {
  filename: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  base64: string;
}
const FILE = '{ filename mediaType bytes sha256 base64 }';
const contentOf = (file: unknown): Buffer => {
  const { base64, bytes, sha256 } = file as File;
  const content = Buffer.from(base64, 'base64');
  expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
  return content;
};
/** NFC, and every blank one blank: what a reader sees. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');
const pagesOf = (content: Buffer): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const reader = execFile(
      process.execPath,
      [join(__dirname, 'fixtures/pdf-text.fixture.mjs')],
      { maxBuffer: 10_000_000 },
      (error, stdout) => (error ? reject(error) : resolve((JSON.parse(stdout) as string[]).map(plain))),
    );
    reader.stdin!.end(content);
  });

let hall: PollHall;
afterEach(() => hall.stop());

async function published(): Promise<string> {
  const id = await hall.open();
  await Promise.all(
    hall.present.map((seat, i) => hall.cast(seat, id, i < 54 ? 'FOR' : i < 59 ? 'AGAINST' : 'ABSTAIN')),
  );
  await hall.closeAndCount(id);
  await hall.command('publishPoll', id);
  return id;
}
const sheet = async (id: string, format: string, token?: string): Promise<File> =>
  (await hall.poll(id, `sheet(format: ${format}) ${FILE}`, token))['sheet'] as File;

describe('the result sheet', () => {
  beforeEach(async () => {
    hall = await openPollHall({ seats: 62, present: 62 });
    await hall.database.admin(
      `UPDATE directory.rule SET value = '{"value": "TRUNCATE"}' WHERE rule_key = 'poll.rounding'`,
    );
  });

  test('says on PDF, DOCX and XLSX the very numbers of the API, 54 of 62 as 87,09 % [VOT-25 R-VOT-18 R-VOT-21]', async () => {
    const id = await published();
    const { result } = (await hall.poll(id, `result { ${RESULT} present { percentText } }`)) as {
      result: Record<string, Data>;
    };
    expect(result['for']!['percentText']).toBe('87,09\u00a0%');
    const lines = [
      ['Tổng số đại biểu HĐND', 'total'],
      ['Tán thành', 'for'],
      ['Không tán thành', 'against'],
      ['Không biểu quyết', 'abstain'],
    ] as const;
    const seal = `Mã niêm phong ${String(result['seal'])}`;

    const pdf = await sheet(id, 'PDF');
    expect(pdf).toMatchObject({ filename: expect.stringMatching(/\.pdf$/), mediaType: 'application/pdf' });
    const pages = await pagesOf(contentOf(pdf));
    for (const [label, key] of lines) {
      const share = result[key]!;
      expect(pages[0]).toContain(
        plain(`${label} ${String(share['count'])} ${String(share['percentText'] ?? '100,00 %')}`),
      );
    }
    expect(pages[0]).toContain('ĐƯỢC THÔNG QUA');
    expect(pages[0]).toContain('54 đại biểu tán thành, cần từ 32/62 đại biểu. Căn cứ: 77/2015/QH13, Điều 91.3.');

    const docx = await JSZip.loadAsync(contentOf(await sheet(id, 'DOCX')));
    const cells = [
      ...(await docx.file('word/document.xml')!.async('string')).matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g),
    ].map((m) => plain(m[1]!));
    const xlsx = new Workbook();
    await xlsx.xlsx.load(contentOf(await sheet(id, 'XLSX')) as never);
    const rows = new Map<unknown, unknown[]>();
    xlsx.getWorksheet('Kết quả')!.eachRow((row) => {
      const [, label, ...rest] = row.values as unknown[];
      rows.set(label, rest);
    });
    for (const [label, key] of lines) {
      const { count, percentText = '100,00\u00a0%' } = result[key] as { count: number; percentText?: string };
      const at = cells.indexOf(label);
      expect(cells.slice(at, at + 3)).toEqual([label, String(count), plain(percentText)]);
      expect(rows.get(label)).toEqual([count, percentText]);
    }
    expect(pages.every((page) => page.includes(seal))).toBe(true);
  });

  test('names every delegate once with the choice of the record; heads, seal, page number and demonstration mark are on each page [VOT-25 VOT-2 R-VOT-21]', async () => {
    const id = await published();
    const pages = await pagesOf(contentOf(await sheet(id, 'PDF')));
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, i) => {
      expect(page).toContain(`Trang ${i + 1}/${pages.length}`);
      expect(page).toContain(DEMONSTRATION_MARK);
    });
    for (const page of pages.filter((p) => /Đại biểu \d\d /.test(p)))
      expect(page).toContain('STT Đại biểu HĐND Tổ đại biểu Biểu quyết Ghi nhận lúc');
    const { votes } = (await hall.poll(id, 'votes(first: 200) { edges { node { fullName groupName choice } } }')) as {
      votes: { edges: { node: { fullName: string; groupName: string; choice: 'FOR' | 'AGAINST' | 'ABSTAIN' } }[] };
    };
    const word = { FOR: 'Tán thành', AGAINST: 'Không tán thành', ABSTAIN: 'Không biểu quyết' };
    const whole = pages.join(' ');
    expect(votes.edges).toHaveLength(62);
    votes.edges.forEach(({ node }, i) => {
      expect(whole.split(plain(`${i + 1} ${node.fullName} ${node.groupName} ${word[node.choice]}`)).length - 1).toBe(1);
    });
  });

  test('is the desk’s before the publishing, everyone’s after it, and the same bytes each time [VOT-25 VOT-14]', async () => {
    const id = await hall.open();
    expect(await sheet(id, 'PDF', hall.chair)).toBeNull();
    await hall.cast(hall.present[0]!, id);
    await hall.closeAndCount(id);
    expect(await sheet(id, 'PDF')).toBeNull();
    expect(await sheet(id, 'PDF', await hall.token('DELEGATE', { seat: hall.present[0]! }))).toBeNull();
    const before = (await pagesOf(contentOf(await sheet(id, 'PDF', hall.clerk)))).join(' ');
    expect(before).toContain('KHÔNG ĐƯỢC THÔNG QUA');
    expect(before).not.toContain(hall.present[0]!.fullName);
    await hall.command('publishPoll', id);
    const [first, second] = [await sheet(id, 'PDF'), await sheet(id, 'PDF')];
    expect(second.sha256).toBe(first.sha256);
    await hall.command('annulPoll', id, { kind: 'WRONG_TEXT', basis: 'Sai văn bản', wallText: 'Biểu quyết lại' });
    expect(await sheet(id, 'PDF')).toBeNull();
    const annulled = (await pagesOf(contentOf(await sheet(id, 'PDF', hall.chair)))).join(' ');
    expect(annulled).toContain('KẾT QUẢ ĐÃ BỊ HỦY');
    expect(annulled).toContain('Căn cứ hủy kết quả: Sai văn bản.');
  });
});

test('folds who pressed nothing into the abstentions where the rule of the day says so, and says how many [VOT-25 R-VOT-01]', async () => {
  hall = await openPollHall({ seats: 10, present: 8 });
  await hall.database.admin(
    `UPDATE directory.rule SET value = '{"value": true}' WHERE rule_key = 'report.foldNotRecordedIntoAbstain'`,
  );
  const id = await hall.open();
  await Promise.all(hall.present.slice(0, 7).map((seat, i) => hall.cast(seat, id, i < 6 ? 'FOR' : 'ABSTAIN')));
  await hall.closeAndCount(id);
  const whole = (await pagesOf(contentOf(await sheet(id, 'PDF', hall.chair)))).join(' ');
  expect(whole).toContain('Không biểu quyết 2 20,00 %');
  expect(whole).toContain('Trong «không biểu quyết» có 1 đại biểu có mặt, chưa ghi nhận phiếu.');
});

test('of a poll on options, each option stands with its count and share, and no three choices [VOT-25 VOT-1]', async () => {
  hall = await openPollHall({ seats: 10, present: 8 });
  const made = await hall.create({
    kind: 'OPTION_CHOICE',
    agendaItemId: null,
    documentVersion: null,
    rows: [{ name: 'Phương án một' }, { name: 'Phương án hai' }],
  });
  expect(made).toMatchObject({ state: 'DRAFT' });
  const id = made['id'] as string;
  await hall.command('readyPoll', id);
  await hall.command('openPoll', id);
  await hall.closeAndCount(id);
  const { provisionalResult } = (await hall.poll(
    id,
    'provisionalResult { rows { row { name } marks { share { count percentText } } } }',
    hall.chair,
  )) as {
    provisionalResult: {
      rows: { row: { name: string }; marks: { share: { count: number; percentText: string } }[] }[];
    };
  };
  const whole = (await pagesOf(contentOf(await sheet(id, 'PDF', hall.chair)))).join(' ');
  expect(provisionalResult.rows).toHaveLength(2);
  for (const { row, marks } of provisionalResult.rows)
    expect(whole).toContain(
      plain(`${row.name} ${marks.map((m) => `${m.share.count} (${m.share.percentText})`).join(' ')}`),
    );
  expect(whole).not.toContain('Tán thành');
});

describe('the attendance sheet', () => {
  test('says of each seat what the desk’s list says, and sums it up [VOT-25 SES-5 R-ORG-05 R-VOT-21]', async () => {
    hall = await openPollHall({ seats: 20, present: 15, suspended: [20] });
    await hall.ok(
      'mutation ($input: ExcuseAbsenceInput!) { excuseAbsence(input: $input) { __typename } }',
      { input: { sittingId: hall.sittingId, seatId: hall.absent[0]!.seatId, reason: 'Ốm' } },
      hall.clerk,
    );
    const query = `query ($id: ID!) { sitting(id: $id) { attendanceCount { present total excused } attendanceSheet(format: PDF) ${FILE} } }`;
    const seen = await hall.ok(query, { id: hall.sittingId }, hall.clerk);
    const count = seen['attendanceCount'] as { present: number; total: number; excused: number };
    const whole = (await pagesOf(contentOf(seen['attendanceSheet']))).join(' ');
    expect(whole).toContain(`Tổng số đại biểu HĐND ${count.total} 100,00 %`);
    expect(whole).toContain(`Có mặt ${count.present} 78,95 %`);
    expect(whole).toContain(`Vắng có lý do ${count.excused} 5,26 %`);
    expect(whole).toContain('Vắng không lý do 3 15,79 %');
    expect(whole).toContain(`${hall.absent[0]!.fullName} Tổ 2 Vắng có lý do Ốm`);
    const { errors } = await hall.ask(query, { id: hall.sittingId });
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

describe('the package of a session', () => {
  test('holds each public poll as a record that verifies, under hashes that notice every change [VOT-25 VOT-13 VOT-21]', async () => {
    hall = await openPollHall({ seats: 62, present: 62 });
    const id = await published();
    const hidden = await hall.open({ kind: 'PROCEDURAL' });
    await hall.closeAndCount(hidden);
    const [row] = await hall.database.admin('SELECT session_id AS id FROM sessions.sitting WHERE id = $1', [
      hall.sittingId,
    ]);
    const query = `query ($id: ID!) { session(id: $id) { openDataPackage ${FILE} } }`;
    const { openDataPackage: file } = await hall.ok(query, { id: row!['id'] }, hall.clerk);
    expect(file).toMatchObject({ mediaType: 'application/zip', filename: 'ky-hop-XVII-2.zip' });
    const zip = await JSZip.loadAsync(contentOf(file));
    const text = (path: string): Promise<string> => zip.file(path)!.async('string');
    const manifest = JSON.parse(await text('manifest.json')) as PackageManifest;
    const contents = new Map<string, Buffer>();
    for (const { path } of manifest.files) contents.set(path, await zip.file(path)!.async('nodebuffer'));
    expect(Object.keys(zip.files).sort()).toEqual([...contents.keys(), 'SHA256SUMS', 'manifest.json'].sort());
    expect(manifestOf(manifest, contents)).toEqual(manifest);
    expect(await text('SHA256SUMS')).toContain(`${manifest.files[0]!.sha256}  ${manifest.files[0]!.path}\n`);

    expect([...contents.keys()].filter((path) => path.startsWith('polls/'))).toEqual([`polls/${id}.json`]);
    const record = JSON.parse(await text(`polls/${id}.json`)) as Parameters<typeof verifyExport>[0];
    expect(verifyExport(record).ok).toBe(true);
    const { result } = (await hall.poll(id, `result { ${RESULT} }`)) as { result: Record<string, Data> };
    const session = JSON.parse(await text('session.json')) as {
      sittings: { polls: { digest: string; lines: { label: string; count: number }[] }[] }[];
    };
    expect(session.sittings[0]!.polls).toEqual([
      expect.objectContaining({
        digest: result['digest'],
        lines: expect.arrayContaining([
          expect.objectContaining({ label: 'Tán thành', count: 54, percent: '87,10\u00a0%' }),
        ]),
      }),
    ]);
    const book = new Workbook();
    await book.xlsx.load((await zip.file('ket-qua.xlsx')!.async('nodebuffer')) as never);
    const tallies = book.getWorksheet('Kết quả biểu quyết')!;
    expect((tallies.getRow(2).values as unknown[]).slice(1)).toEqual(
      expect.arrayContaining([54, '87,10\u00a0%', 32, 'ĐƯỢC THÔNG QUA']),
    );
    const resolutions = [...contents.keys()].filter((path) => path.startsWith('resolutions/'));
    expect(resolutions).toHaveLength(1);
    expect(JSON.parse(await text(resolutions[0]!))).toMatchObject({
      number: '01/2026/NQ-HĐND',
      pollId: id,
      text: { version: 3 },
    });

    // Planted: one digit elsewhere, and one file less.
    const changed = new Map(contents).set(
      'session.json',
      Buffer.from((await text('session.json')).replace('54', '55')),
    );
    const fewer = new Map(contents);
    fewer.delete(resolutions[0]!);
    expect(manifestOf(manifest, changed).root).not.toBe(manifest.root);
    expect(manifestOf(manifest, fewer).root).not.toBe(manifest.root);
    const anonymous = await hall.ask(query, { id: row!['id'] });
    expect(anonymous.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

test('who asks again while a package is drawn waits for that drawing and begins no other; a failed one is begun anew [VOT-25]', async () => {
  hall = await openPollHall({ seats: 3, present: 1 });
  const source = await hall.database.open(sessions.owner);
  let begun = 0;
  let broken = true;
  const held = deferred();
  const slow = {
    transaction: async (level: 'REPEATABLE READ', work: (manager: EntityManager) => Promise<unknown>) => {
      begun += 1;
      if (broken) throw new Error('cut off');
      await held.promise;
      return source.transaction(level, work);
    },
  } as unknown as DataSource;
  const packages = new SessionPackageService(slow);
  const session = await source.getRepository(Session).findOneByOrFail({});
  await expect(packages.of(session)).rejects.toThrow('cut off');
  broken = false;
  const asked = [packages.of(session), packages.of(session)];
  held.resolve();
  const [first, second] = await Promise.all(asked);
  // And whoever comes in the moment after it was done.
  expect([(await packages.of(session)).sha256, second!.sha256]).toEqual([first!.sha256, first!.sha256]);
  expect(begun).toBe(2);
});

test('the font in the PDF has every Vietnamese letter [VOT-25]', async () => {
  hall = await openPollHall({ seats: 3, present: 1 });
  const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
  const letters = [
    ...vowels.flatMap((v) =>
      ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => `${v}${tone}`.normalize('NFC')),
    ),
    'đ',
  ].join('');
  const every = letters + letters.toUpperCase();
  const words = every.match(/.{1,12}/gu)!;
  const given: Sheet = {
    name: 'x',
    council: 'Hội đồng nhân dân thành phố Hải Phòng',
    heading: 'CHỮ',
    subject: 'Chữ',
    facts: words.map((word) => ['Chữ', word]),
    verdict: null,
    notes: [],
    tables: [],
    signatures: ['THƯ KÝ'],
    foot: 'Chân',
    illustrative: false,
    at: new Date('2026-11-23T01:00:00Z'),
  };
  const text = (await pagesOf(await sheetPdf(given))).join(' ');
  for (const word of words) expect(text).toContain(`Chữ: ${word}`);
  expect(text).not.toContain(DEMONSTRATION_MARK);
});
