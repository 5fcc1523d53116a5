/** What a stranger gets: the tarball, installed without a network, used from its own folder, its types believed by the compiler. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Door, Total, Totals } from './door';

const run = promisify(execFile);
const here = join(__dirname, '..');
const door = new Door();
let folder: string;

beforeAll(async () => {
  await door.open();
  folder = mkdtempSync(join(tmpdir(), 'client-'));
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: here });
  const [tarball] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'department', private: true, type: 'module' }));
  await run(
    'npm',
    [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--cache',
      join(folder, '.npm'),
      `./${tarball}`,
    ],
    { cwd: folder },
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await door.close();
});

const installed = (...path: string[]): string => join(folder, 'node_modules', '@nghitruong', 'client', ...path);

it('holds one module, its types, both licences and nothing else', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((f) => !f.startsWith('.'))).toEqual(['@nghitruong']);
  expect(readdirSync(installed()).sort()).toEqual(['README.md', 'dist', 'package.json']);
  const files = readdirSync(installed('dist'));
  expect(files.filter((f) => !f.endsWith('.d.ts')).sort()).toEqual(['LICENSE', 'client.js']);
  expect(readFileSync(installed('dist', 'LICENSE'), 'utf8')).toMatch(/Apache License[\s\S]*MIT License/);
});

it('is one file that a page can take as it is', () =>
  expect(readFileSync(installed('dist', 'client.js'), 'utf8')).not.toMatch(/^\s*import\b|\brequire\(|process\.env/m));

it('asks and hears, from the folder where it was installed', async () => {
  door.set(41);
  writeFileSync(
    join(folder, 'use.js'),
    `import { createClient } from '@nghitruong/client';
     import { createRequire } from 'node:module';
     const { WebSocket } = createRequire(${JSON.stringify(__filename)})('ws');
     const client = createClient({ origin: process.argv[2], webSocket: WebSocket });
     const once = await client.query(${JSON.stringify(Total)}, {});
     for await (const heard of client.live(${JSON.stringify(Totals)}, {})) {
       console.log(JSON.stringify([once, heard]));
       break;
     }
     client.close();`,
  );
  const { stdout } = await run(process.execPath, ['use.js', door.origin], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual([
    { data: { total: 41 }, faults: [] },
    { data: { total: 41 }, faults: [] },
  ]);
});

it('knows what each operation asks and answers', async () => {
  writeFileSync(
    join(folder, 'use.ts'),
    `import { createClient, type Operation, type TypedDocumentString } from '@nghitruong/client';
     declare const Duties: Operation<{ readonly duties: readonly string[] }, { body: string }>;
     declare const Written: TypedDocumentString<{ count: number }, { body: string }>;
     const client = createClient();
     const { data, faults } = await client.query(Duties, { body: 'so-tai-chinh' });
     const title: string | undefined = data?.duties[0];
     const said: string[] = faults.map((fault) => fault.vi);
     const count: number | undefined = (await client.query(Written, { body: 'x' })).data?.count;
     // @ts-expect-error: a variable that the operation does not take
     await client.query(Duties, { unit: 'x' });
     // @ts-expect-error: a field that it does not answer
     data?.titles;
     export { count, said, title };`,
  );
  const tsc = join(createRequire(__filename).resolve('typescript/package.json'), '../bin/tsc');
  const flags = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2023,dom', '--module', 'nodenext'];
  await run(process.execPath, [tsc, ...flags, '--types', '', 'use.ts'], { cwd: folder });
});
