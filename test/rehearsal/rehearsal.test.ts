/** A whole sitting with simulated delegates and mishaps, on a running edition; and that it notices what does not agree. */
import { eventually } from '@nghitruong/kit/testing';
import pg from 'pg';
import { runCommand, startEdition, type StartedEdition } from '../harness/edition.js';

let edition: StartedEdition;
beforeAll(async () => {
  edition = await startEdition();
}, 120_000);
afterAll(() => edition.end());

const rehearse = (...more: string[]) => runCommand(['rehearse', '--data', edition.data, '--pace', '0.05', ...more]);

test('a rehearsed sitting ends with every phone and the record agreeing, whatever happened to the phones', async () => {
  const { code, out } = await rehearse('--polls', '2', '--mishaps', '60');
  expect(out).toContain('Every phone and the record agree');
  expect(out).toMatch(/lost Wi-Fi while waiting\s+[1-9]/);
  expect(out).toMatch(/double taps\s+[1-9]/);
  expect(out).toMatch(/two windows at once\s+[1-9]/);
  expect(out).toMatch(/late arrivals\s+[1-9]/);
  expect(out).toMatch(/paused in the middle\s+1/);
  expect(out).toMatch(/polls published\s+3/);
  expect(code).toBe(0);
}, 240_000);

test('a ballot that is changed behind everybody’s back makes the rehearsal fail, and says whose', async () => {
  const client = new pg.Client({ connectionString: edition.postgres.url });
  await client.connect();
  try {
    let over = false;
    const rehearsed = rehearse('--polls', '1', '--mishaps', '0').finally(() => (over = true));
    await eventually(async () => {
      // The superuser's hand: no trigger and no right is in its way.
      const { rowCount } = await client.query(
        `UPDATE sessions.ballot b SET choice = CASE b.choice WHEN 'FOR' THEN 'AGAINST' ELSE 'FOR' END
         FROM sessions.poll p WHERE p.id = b.poll_id AND p.kind = 'RESOLUTION' AND p.state = 'CLOSING' AND b.chain_index = 1`,
      );
      return rowCount === 1 || over;
    });
    const { code, out } = await rehearsed;
    expect(out).toContain('They do NOT agree');
    expect(out).toMatch(/✗ .+: phone (FOR|AGAINST|ABSTAIN)\/1, record (FOR|AGAINST|ABSTAIN)\/1/);
    expect(code).toBe(1);
  } finally {
    await client.end();
  }
}, 240_000);
