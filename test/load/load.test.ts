/** The benchmarks run, and count right, on the system as it is now; how fast they are is no test. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

function run(file: string, ...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(__dirname, file), ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (c: Buffer) => (out += c.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, out })));
}

test('of the ballot box: its tables are those in use', async () => {
  const { code, out } = await run('box.cjs', '--short');
  expect([code, out]).toEqual([0, expect.stringMatching(/two boxes on one poll: [\d,]+ ballots\/s/)]);
}, 120_000);

test('of the live side: viewers come, are cut off, come back, and votes are answered meanwhile', async () => {
  const { code, out } = await run('run.mjs', '--only', 'storm', '--sockets', '60');
  expect([code, out]).toEqual([0, expect.stringContaining('✓ one upstream afterwards')]);
  expect(out).toMatch(/ms, of 500; before it/);
}, 120_000);
