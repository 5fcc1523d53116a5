/**
 * A real NATS server for tests: the machine's own, or Debian's package fetched
 * and unpacked into a cache folder, which needs no root.
 *
 * Where neither can be had, `findNatsServer` says so in one line and the tests
 * that need it are skipped.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const CACHE = join(__dirname, '../../../node_modules/.cache/nghitruong');
const FETCHED = join(CACHE, 'nats-server');

/** The program's path. NATS_SERVER names one; an empty NATS_SERVER says that there is none. */
export function findNatsServer(): string | undefined {
  const named = process.env['NATS_SERVER'];
  const found =
    named === undefined
      ? ([...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
          .map((folder) => join(folder, 'nats-server'))
          .concat(FETCHED)
          .find(existsSync) ?? fetchServer())
      : named || undefined;
  if (!found) process.stderr.write('no nats-server here, and none could be fetched: the tests on NATS are skipped\n');
  return found;
}

/** Debian's package, with the machine's lists of packages or, where there are none, with lists of our own. */
function fetchServer(): string | undefined {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'fetching-'));
  const run = (command: string, ...args: string[]): boolean =>
    spawnSync(command, args, { cwd: work, stdio: 'ignore', timeout: 120_000 }).status === 0;
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial'])
      mkdirSync(join(work, folder), { recursive: true });
    const own = [`Dir::State::Lists=${join(work, 'lists')}`, `Dir::Cache=${join(work, 'cache')}`]
      // Whoever is root would otherwise fetch as somebody who may not write here.
      .concat('APT::Sandbox::User=root')
      .flatMap((option) => ['-o', option]);
    const downloaded =
      run('apt-get', 'download', 'nats-server') ||
      (run('apt-get', ...own, 'update') && run('apt-get', ...own, 'download', 'nats-server'));
    const file = downloaded && readdirSync(work).find((f) => f.endsWith('.deb'));
    if (!file || !run('dpkg-deb', '-x', file, 'tree')) return undefined;
    const program = ['usr/sbin', 'usr/bin'].map((d) => join(work, 'tree', d, 'nats-server')).find(existsSync);
    if (!program) return undefined;
    // Another worker may have been as quick: either's is whole.
    renameSync(program, FETCHED);
    return FETCHED;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export interface TestNats {
  /** Without credentials. */
  readonly url: string;
  readonly port: number;
  /** SIGKILL; resolves when the process has gone. */
  kill(): Promise<void>;
  /** On the same port as before. */
  start(): Promise<void>;
  /** Stands still: connections stay, nothing is answered. */
  freeze(): void;
  thaw(): void;
}

/** @param args of the program, such as `--auth token` */
export async function startNatsServer(program: string, ...args: string[]): Promise<TestNats> {
  let port = -1;
  let child: ReturnType<typeof spawn>;
  let ended: Promise<unknown>;
  async function start(): Promise<void> {
    const own = spawn(program, ['-a', '127.0.0.1', '-p', String(port), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = own;
    ended = new Promise((resolve) => own.once('exit', resolve));
    let said = '';
    const lines = createInterface({ input: own.stderr! });
    const ready = new Promise<void>((resolve) =>
      lines.on('line', (line) => {
        said += `${line}\n`;
        port = Number(/Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? port);
        if (line.includes('Server is ready')) resolve();
      }),
    );
    await Promise.race([
      ready,
      ended.then(() => {
        throw new Error(`nats-server ended before it was ready:\n${said}`);
      }),
    ]);
  }
  await start();
  return {
    get url() {
      return `nats://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    start,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}
