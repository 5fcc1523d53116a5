/**
 * The edition as a person starts it: the built command line, a data folder and
 * a port of its own, real processes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, chmodSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface StartedProcess {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}
export interface StartedEdition {
  readonly origin: string;
  readonly graph: string;
  readonly links: readonly { vi: string; en: string; url: string; pin?: string }[];
  readonly postgres: { readonly url: string; readonly pid: number };
  readonly processes: readonly StartedProcess[];
  readonly data: string;
  readonly child: ChildProcess;
  /** Everything that was said on standard error so far. */
  said(): string;
  stop(): Promise<number | null>;
  /** Stops, and removes the data. */
  end(): Promise<void>;
}

export const root = join(__dirname, '../..');
const BIN = join(root, 'apps/standalone/bin/nghitruong.mjs');

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nghitruong-edition-'));
  chmodSync(folder, 0o755);
  return folder;
}

export async function startEdition(
  options: {
    args?: readonly string[];
    data?: string;
    port?: number;
    env?: Record<string, string>;
    /** A command that begins what is put behind it, and becomes it. */
    through?: readonly string[];
  } = {},
): Promise<StartedEdition> {
  const data = options.data ?? freshFolder();
  const port = options.port ?? (await freePort());
  const [command, ...args] = [
    ...(options.through ?? []),
    process.execPath,
    ...[BIN, 'start', '--json', '--data', data, '--port', String(port), ...(options.args ?? [])],
  ];
  const child = spawn(command!, args, {
    cwd: root,
    // Sources are for the tests' own process; what is started is what was built.
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: process.env['EDITION_LOG'] ?? 'error', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (c: Buffer) => {
    said += c.toString();
    if (process.env['EDITION_LOG']) process.stderr.write(c);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const lines = createInterface({ input: child.stdout! });
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then((code) => {
      throw new Error(`the edition ended (${code}) before it was ready:\n${said}`);
    }),
  ]);
  const told = JSON.parse(first) as Omit<StartedEdition, 'data' | 'child' | 'said' | 'stop' | 'end'>;
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    return ended;
  };
  return {
    ...told,
    data,
    child,
    said: () => said,
    stop,
    async end() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A command of the command line that is expected to end by itself. */
export function runCommand(
  args: readonly string[],
  env: Record<string, string> = {},
  through: readonly string[] = [],
): Promise<{ code: number | null; out: string; err: string }> {
  const [command, ...behind] = [...through, process.execPath, BIN, ...args];
  const child = spawn(command!, behind, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (c: Buffer) => (out += c.toString()));
  child.stderr.on('data', (c: Buffer) => (err += c.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, out, err })));
}
