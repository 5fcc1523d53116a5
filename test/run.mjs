/**
 * `npm test`: every ring, then one line `N passed, N failed`.
 *
 * Beside the tests it counts the checks that are no tests: types, lint, form.
 * `--faults` runs the long fault rings instead of their short form.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const given = process.argv.slice(2);
const faults = given.includes('--faults');
const jestArgs = given.filter((a) => a !== '--faults');
// Nobody looks at the pictures of a whole run: a journey that is run by itself takes them.
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  FORCE_COLOR: '0',
  SHOTS: 'none',
  ...(faults && { FAULTS: 'long' }),
};

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const node = (file, ...args) => run(process.execPath, [join(root, file), ...args]);
let passed = 0;
let failed = 0;
const count = (name, code) => {
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
  if (code === 0) passed++;
  else failed++;
};

if (!faults && jestArgs.length === 0) {
  const checks = {
    types: node('node_modules/turbo/bin/turbo', 'run', 'typecheck', '--output-logs=errors-only'),
    lint: node('node_modules/oxlint/bin/oxlint', '-c', '.oxlintrc.json', '--deny-warnings'),
    form: node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  };
  for (const [name, code] of Object.entries(checks)) count(name, await code);
}

const folder = mkdtempSync(join(tmpdir(), 'nghitruong-run-'));
const file = join(folder, 'result.json');
const jest = join(dirname(require.resolve('jest/package.json', { paths: [root] })), 'bin', 'jest.js');
const code = await run(
  process.execPath,
  [
    jest,
    '--config',
    join(root, 'jest.config.cjs'),
    // One more than a small machine has cores: a suite waits for its database and its browser half of its time.
    '--maxWorkers=3',
    '--silent',
    '--json',
    '--outputFile',
    file,
    ...(faults ? ['--testPathPatterns', '(test/(faults|histories)|gateway/test/oracle)'] : []),
    ...jestArgs,
  ].filter((a) => a !== undefined),
);
try {
  const result = JSON.parse(readFileSync(file, 'utf8'));
  passed += result.numPassedTests;
  // A file that could not even run counts as one failure; a crash after the last test too.
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (code !== 0 && failed === 0) failed++;
} catch {
  failed++;
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
