/** One command, from nothing to the table of links, and back; and one clear sentence where it cannot. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { freshFolder, runCommand, startEdition } from '../harness/edition.js';

const count = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS n FROM directory.published_seat_v1');
  await client.end();
  return (rows[0] as { n: number }).n;
};

test('starts, serves every link, stops cleanly, and finds its data again', async () => {
  const first = await startEdition();
  try {
    expect(first.links.length).toBeGreaterThanOrEqual(9);
    for (const link of first.links.filter((l) => l.url.startsWith('http'))) {
      const page = await fetch(link.url.split('#')[0]!);
      expect([link.url, page.status]).toEqual([link.url, 200]);
      expect(await page.text()).toMatch(/<html/i);
    }
    expect((await fetch(`${first.origin}/readyz`)).status).toBe(200);
    const seats = await count(first.postgres.url);
    expect(await first.stop()).toBe(0);
    expect(existsSync(join(first.data, 'edition.pid'))).toBe(false);
    const second = await startEdition({ data: first.data });
    expect(await count(second.postgres.url)).toBe(seats);
    expect(await second.stop()).toBe(0);
  } finally {
    await rm(first.data, { recursive: true, force: true });
  }
});

test('without plug-ins everything else works', async () => {
  const edition = await startEdition({ args: ['--plugins', ''] });
  expect((await fetch(`${edition.origin}/readyz`)).status).toBe(200);
  await edition.end();
});

test('a port in use is one sentence', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as AddressInfo;
  const data = freshFolder();
  const { code, err } = await runCommand(['start', '--data', data, '--port', String(port)]);
  holder.close();
  expect(code).toBe(1);
  expect(err).toContain(`Cổng ${port}`);
  expect(err).not.toMatch(/\n\s+at /);
  await rm(data, { recursive: true, force: true });
});

test('a data folder that cannot be written is one sentence', async () => {
  const parent = freshFolder();
  // A file where the folder should be: not even root can write into it.
  const data = join(parent, 'taken');
  writeFileSync(data, '');
  const { code, err } = await runCommand(['start', '--data', join(data, 'inside')]);
  expect([code, err]).toEqual([1, expect.stringContaining('thư mục dữ liệu')]);
  expect(err).not.toMatch(/\n\s+at /);
  await rm(parent, { recursive: true, force: true });
});

test('a second edition on the same folder is one sentence', async () => {
  const first = await startEdition();
  const { code, err } = await runCommand(['start', '--data', first.data, '--port', '0']);
  expect([code, err]).toEqual([1, expect.stringContaining('đang chạy')]);
  await first.end();
});

test('works below a folder that only its owner may enter', async () => {
  const closed = freshFolder();
  chmodSync(closed, 0o700);
  const data = join(closed, 'data');
  mkdirSync(data);
  const edition = await startEdition({ data });
  expect(await count(edition.postgres.url)).toBeGreaterThan(0);
  await edition.stop();
  await rm(closed, { recursive: true, force: true });
});
