#!/usr/bin/env node
/**
 * Bootstrap: what stands behind `npm start`, `npm test` and `npm run dev` on a
 * fresh clone with nothing but Node and npm. It has no dependencies.
 *
 * Installs when the lock file has changed since the last whole install, builds
 * what has changed, then hands over.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [command = 'start', ...args] = process.argv.slice(2);
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', APOLLO_TELEMETRY_DISABLED: 'true' };
const say = (text) => process.stderr.write(`${text}\n`);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1).replace('.', ',')} s`;

/** Ends with one sentence in both languages and what was kept. */
function stop(vi, en, detail) {
  say(`\n✗ ${vi}\n  ${en}`);
  const lines = (detail ?? '').trimEnd().split('\n');
  // What a compiler says first is the cause; what a task runner says last is only that there was one.
  const causes = lines.filter((l) => /\berror\b/i.test(l) && !/npm (error|warn)/.test(l)).slice(0, 8);
  if (detail) say((causes.length ? causes : lines.slice(-8)).map((l) => `    ${l}`).join('\n'));
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `Cần Node 20.19 trở lên; máy này có ${process.versions.node}.`,
    `Node 20.19 or newer is needed; this machine has ${process.versions.node}.`,
  );
}

/** Is every package of the lock there? A tree of which something was deleted is installed again. */
function whole() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).every(
    ([path, p]) => !path.startsWith('node_modules/') || p.optional || p.peer || existsSync(join(root, path)),
  );
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.nghitruong-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock && whole()) return;
  const since = performance.now();
  say('• Cài đặt thư viện / Installing packages …');
  // A half-installed tree has no mark: it is installed again from the lock.
  rmSync(mark, { force: true });
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const done = spawnSync(npm[0], [...npm[1], 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    stop(
      'Không cài đặt được thư viện. Hãy kiểm tra mạng và dung lượng đĩa rồi chạy lại lệnh này; dữ liệu không bị đụng tới.',
      'The packages could not be installed. Check the network and the disk, then run this command again; no data was touched.',
      `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`,
    );
  }
  writeFileSync(mark, lock);
  say(`✓ Đã cài đặt / Installed (${seconds(since)})`);
}

function build() {
  const since = performance.now();
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const done = spawnSync(
    process.execPath,
    [turbo, 'run', 'build', '--output-logs=errors-only', '--no-update-notifier'],
    { cwd: root, env, encoding: 'utf8' },
  );
  if (done.status !== 0) {
    stop(
      'Không dựng được mã nguồn.',
      'The sources could not be built.',
      `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`,
    );
  }
  say(`✓ Đã dựng / Built (${seconds(since)})`);
}

/** Hands over: signals go to the child, its exit code is ours. */
function hand(file, childArgs, nodeArgs = []) {
  const child = spawn(process.execPath, [...nodeArgs, join(root, file), ...childArgs], {
    cwd: process.cwd(),
    env,
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to the whole group: the child stops by itself, this one waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

install();
build();
switch (command) {
  case 'start':
    hand('apps/standalone/bin/nghitruong.mjs', ['start', ...args]);
    break;
  case 'dev':
    hand('apps/standalone/bin/nghitruong.mjs', ['dev', ...args]);
    break;
  case 'test':
    hand('test/run.mjs', args);
    break;
  case 'bench':
    hand('test/load/run.mjs', args);
    break;
  case 'faults':
    hand('test/run.mjs', ['--faults', ...args]);
    break;
  default:
    stop(`Không có lệnh «${command}».`, `There is no command “${command}”: start, dev, test, bench, faults.`);
}
