/**
 * Parts as processes of their own: started, watched, started again.
 *
 * A part that ends by itself comes back on the port it had, after a pause that
 * grows to two seconds; so a killed process is missed, never lost.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Log } from '@nghitruong/kit/log';
import { freePort } from './ports.js';

export interface ProcessPart {
  readonly name: string;
  readonly url: string;
  pid(): number | undefined;
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 2_000;
const START_TIMEOUT_MS = 60_000;

export async function startProcess(options: {
  name: string;
  packageName: string;
  env: Readonly<Record<string, string>>;
  log: Log;
  /** Below the part's URL, such as `/graphql`. */
  path?: string;
}): Promise<ProcessPart> {
  const { name, log } = options;
  const port = await freePort();
  const main = join(dirname(require.resolve(`${options.packageName}/package.json`)), 'dist', 'main.js');
  let child: ChildProcess | undefined;
  let stopping = false;
  let pause = 100;
  let timer: NodeJS.Timeout | undefined;

  function start(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const own = fork(main, [], {
        // Nothing of the parent's environment but what Node needs: settings are given, never inherited.
        env: {
          PATH: process.env['PATH'] ?? '',
          LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
          TZ: 'UTC',
          ...options.env,
          PORT: String(port),
        },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        // Stopped by us in order, not by the terminal all at once.
        detached: true,
      });
      child = own;
      const late = setTimeout(
        () => reject(new Error(`${name} did not start within ${START_TIMEOUT_MS / 1000} s`)),
        START_TIMEOUT_MS,
      );
      own.once('message', () => {
        clearTimeout(late);
        pause = 100;
        resolve();
      });
      own.once('exit', (code, signal) => {
        clearTimeout(late);
        reject(new Error(`${name} ended while starting (${signal ?? code})`));
        if (stopping) return;
        log.warn({ part: name, code, signal }, 'a part ended; starting it again');
        timer = setTimeout(
          () => start().catch((err: unknown) => log.error({ err, part: name }, 'a part did not come back')),
          pause,
        );
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      });
    });
  }
  await start();
  return {
    name,
    url: `http://127.0.0.1:${port}${options.path ?? ''}`,
    pid: () => child?.pid,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child!.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child!.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(hard);
    },
  };
}
