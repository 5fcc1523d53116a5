/** What the documents say is what the code does: catalogues, links, commands. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const markdown = [
  ...readdirSync(root).filter((f) => f.endsWith('.md')),
  ...['docs', 'apps', 'client', 'gateway', 'kit', 'plugins', 'schema', 'subgraphs', 'test'].flatMap((d) =>
    readdirSync(join(root, d), { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.md') && !/(^|\/)(node_modules|dist)\//.test(f))
      .map((f) => join(d, f)),
  ),
];

test('the catalogues of errors and settings are what the code declares', () => {
  const print = (name: string): string =>
    execFileSync(
      process.execPath,
      ['-e', `process.stdout.write(require('./apps/standalone/dist/catalogue.js').${name}())`],
      { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
  expect(read('docs/ERRORS.md')).toBe(print('errorsPage'));
  expect(read('docs/SETTINGS.md')).toBe(print('settingsPage'));
});

test('the table of coverage is what the titles of the tests say, and names no promise that there is not', () => {
  const printed = execFileSync(process.execPath, [join(__dirname, 'coverage.mjs'), '--print'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(read('docs/COVERAGE.md')).toBe(printed);
});

test('the hostile list is what the titles of the tests say, and every case is shown at each of its surfaces', () => {
  const printed = execFileSync(process.execPath, [join(__dirname, 'hostile.mjs'), '--print'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(read('docs/HOSTILE.md')).toBe(printed);
});

test('every relative link of every document leads to a file', () => {
  const dead = markdown.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .filter((m) => !existsSync(join(root, dirname(file), m[1]!)))
      .map((m) => `${file}: ${m[1]}`),
  );
  expect(dead).toEqual([]);
});

test('every npm command that a document names exists', () => {
  const packages = [
    'package.json',
    'gateway/package.json',
    'schema/package.json',
    ...['apps', 'plugins', 'subgraphs'].flatMap((d) =>
      readdirSync(join(root, d), { withFileTypes: true })
        .filter((e) => e.isDirectory())
        .map((e) => `${d}/${e.name}/package.json`),
    ),
  ];
  const scripts = new Set(
    packages.flatMap((p) => Object.keys((JSON.parse(read(p)) as { scripts: Record<string, string> }).scripts)),
  );
  const unknown = markdown.flatMap((file) =>
    [...read(file).matchAll(/`npm (?:run )?([a-z][a-z-]+)/g)]
      .map((m) => m[1]!)
      .filter((name) => !scripts.has(name) && !['ci', 'install'].includes(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('the page of figures names commands that run and parts that are measured, and each figure stands beside its aim [VOT-26]', () => {
  const page = read('docs/PERFORMANCE.md');
  const runner = read('test/load/run.mjs');
  const commands = [...page.matchAll(/^npm run bench(.*)$/gm)].map((m) => m[1]!.replace(/#.*/, '').trim());
  expect(commands.length).toBeGreaterThan(0);
  const offered = new Set(
    [...runner.matchAll(/[a-z]+(?:,[a-z]+)+|--only +([a-z]+)/g)].flatMap((m) => (m[1] ?? m[0]).split(',')),
  );
  for (const command of commands) {
    for (const [, flag, value] of command.matchAll(/--([a-z]+) (\S+)/g)) {
      expect(runner).toContain(flag === 'only' ? '--only' : `'${flag}'`);
      if (flag === 'only') for (const part of value!.split(',')) expect([...offered]).toContain(part);
    }
  }
  // Clients, acknowledgement and the last screen: what a buyer asks first.
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  for (const figure of [/500 delegates/, /last of 50 displays/, /1,000 displays/]) {
    const row = rows.find((line) => figure.test(line))!;
    const cells = row.split('|').map((cell) => cell.trim());
    expect(cells[2]).not.toBe('');
    expect(cells.slice(3, 6).join(' ')).toMatch(/\d/);
  }
  expect(page).toMatch(/^One run, \d{1,2} \w+ \d{4}: Node \d+/m);
});

test('each folder of the tree has a README that begins by saying what it is', () => {
  const folders = [
    'client',
    'gateway',
    'kit',
    'schema',
    'plugins',
    'subgraphs',
    'apps',
    'test',
    ...['apps', 'plugins', 'subgraphs'].flatMap((d) =>
      readdirSync(join(root, d), { withFileTypes: true })
        .filter((e) => e.isDirectory())
        .map((e) => `${d}/${e.name}`),
    ),
  ];
  const missing = folders.filter(
    (f) => !existsSync(join(root, f, 'README.md')) || !/^(# .+\n\n)?[A-Z].{30,}/.test(read(join(f, 'README.md'))),
  );
  expect(missing.map((f) => relative('.', f))).toEqual([]);
});
