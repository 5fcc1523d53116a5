/** One command, from nothing to the table of links, and back; and one clear sentence where it cannot. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@nghitruong/kit/testing';
import pg from 'pg';
import { castUntilAnswered } from '../harness/client.js';
import { freshFolder, runCommand, startEdition } from '../harness/edition.js';
import { openHall } from '../harness/hall.js';
import { startIssuer } from '../harness/issuer.js';

const count = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS n FROM directory.published_seat_v1');
  await client.end();
  return (rows[0] as { n: number }).n;
};

test('starts, serves every link, stops cleanly, and finds its data again [ADM-7]', async () => {
  const first = await startEdition();
  try {
    expect(first.links.length).toBeGreaterThanOrEqual(9);
    for (const link of first.links.filter((l) => l.url.startsWith('http'))) {
      const page = await fetch(link.url.split('#')[0]!);
      expect([link.url, page.status]).toEqual([link.url, 200]);
      expect(await page.text()).toMatch(/<html/i);
    }
    expect((await fetch(`${first.origin}/readyz`)).status).toBe(200);
    const { port } = new URL(first.origin);
    const doctor = await runCommand(['doctor', '--data', first.data, '--port', port]);
    expect([doctor.code, doctor.out]).toEqual([0, expect.stringContaining(`Đang chạy: ${first.origin}\n`)]);
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

test('serves the hall from one HTTPS origin whose certificate its own authority vouches for', async () => {
  const edition = await startEdition({ args: ['--lan'] });
  try {
    expect(edition.origin).toMatch(/^https:/);
    const ca = readFileSync(join(edition.data, 'tls', 'authority.pem'));
    const port = Number(new URL(edition.origin).port);
    const get = (path: string): Promise<{ status: number; text: string }> =>
      new Promise((resolve, reject) => {
        request(
          {
            host: '127.0.0.1',
            servername: 'localhost',
            port,
            path,
            ca,
            headers: { host: new URL(edition.origin).host },
          },
          (response) => {
            let text = '';
            response.on('data', (c: Buffer) => (text += c.toString()));
            response.on('end', () => resolve({ status: response.statusCode!, text }));
          },
        )
          .on('error', reject)
          .end();
      });
    expect(await get('/wall')).toMatchObject({ status: 200 });
    expect((await get('/trust')).text).toContain('chứng chỉ');
    // Pages, graph and issuer share the origin.
    expect(JSON.parse((await get('/id/.well-known/openid-configuration')).text)).toMatchObject({
      issuer: `${edition.origin}/id`,
    });
    expect((await get('/readyz')).status).toBe(200);
  } finally {
    await edition.end();
  }
});

test('a plug-in that is not there is one sentence, and nothing is started', async () => {
  const data = freshFolder();
  const { code, err } = await runCommand(['start', '--data', data, '--port', '0', '--plugins', 'not-there']);
  expect([code, err]).toEqual([1, expect.stringContaining('PLUGIN_NOT_FOUND')]);
  expect(err).not.toMatch(/\n\s+at /);
  await rm(data, { recursive: true, force: true });
});

test('verify: an export holds, and one that was touched names what', async () => {
  const issuer = await startIssuer();
  const edition = await startEdition({ env: issuer.env });
  const hall = await openHall(edition, issuer, { present: 12 });
  const pollId = await hall.openPoll();
  for (const seat of hall.seats.slice(0, 10))
    await castUntilAnswered(hall.graph, { pollId, choice: 'FOR' }, seat.token);
  await hall.close(pollId);
  await hall.sql(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1 AND state = 'CLOSING'`, [
    pollId,
  ]);
  await eventually(
    async () =>
      (await hall.sql<{ state: string }>('SELECT state FROM sessions.poll WHERE id = $1', [pollId]))[0]!.state ===
      'CLOSED',
  );
  try {
    // While it is running, and again at rest.
    const live = await runCommand(['export', pollId, '--data', edition.data]);
    await hall.end();
    await edition.stop();
    const atRest = await runCommand(['export', pollId, '--data', edition.data]);
    const { out: listed } = await runCommand(['export', '--data', edition.data]);
    expect(listed.split('\n')[0]).toMatch(new RegExp(`^${pollId}  \\d{4}-\\d\\d-\\d\\d  CERTIFIED `));
    // What cannot be done is one sentence in both languages, never the place in the program.
    for (const wrong of [
      ['export', 'nonsense', '--data', edition.data],
      ['verify', join(edition.data, 'not-there.json')],
    ])
      expect(await runCommand(wrong)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/^\n✗ [^\n]+\n  [^\n]+\n$/),
      });
    expect(JSON.parse(atRest.out)).toEqual(JSON.parse(live.out));
    const file = join(edition.data, 'poll.json');
    writeFileSync(file, live.out);
    expect(await runCommand(['verify', file])).toMatchObject({ code: 0, out: expect.stringContaining('Hồ sơ khớp') });
    // One vote of the export is turned.
    writeFileSync(file, live.out.replace('"choice": "FOR"', '"choice": "AGAINST"'));
    const touched = await runCommand(['verify', file]);
    expect([touched.code, touched.out]).toEqual([1, expect.stringContaining('KHÔNG khớp')]);
  } finally {
    await edition.end();
    await issuer.close();
  }
}, 120_000);
