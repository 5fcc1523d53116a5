import { stripVTControlCharacters } from 'node:util';
import { drawCodes, drawTable, type Link } from './table.js';

const links: Link[] = Array.from({ length: 5 }, (_, i) => ({
  vi: `Đại biểu ${i + 1}`,
  en: 'Ballot',
  url: `http://localhost:4000/b#card=${'A'.repeat(21)}${i}`,
  pin: '123456',
  qr: true,
}));

it.each([60, 80, 200])('draws every code within %s columns', async (columns) => {
  const drawn = await drawCodes(
    [...links, { vi: 'Trang chủ', en: 'Start page', url: 'http://localhost:4000/' }],
    columns,
  );
  for (const link of links) expect(drawn).toContain(link.vi);
  expect(drawn).not.toContain('Trang chủ');
  for (const line of drawn.split('\n'))
    expect([...stripVTControlCharacters(line).trimEnd()].length).toBeLessThanOrEqual(columns);
});

it('lines up links and PINs', () => {
  const lines = drawTable([
    ...links,
    { vi: 'Màn hình hội trường', en: 'Hall display', url: 'http://localhost:4000/wall' },
  ]).split('\n');
  expect(new Set(lines.map((l) => l.indexOf('http'))).size).toBe(1);
  expect(lines[0]).toMatch(/PIN 123456$/);
});
