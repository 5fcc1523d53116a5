/** `npm run dev`: the edition again and again, on the same data, whenever a source has changed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';

const QUIET_MS = 150;

export async function dev(args: readonly string[]): Promise<void> {
  const root = resolve(__dirname, '../../..');
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;

  const start = (): void => {
    child = spawn(process.execPath, [join(root, 'apps/standalone/bin/nghitruong.mjs'), 'start', ...args], {
      stdio: 'inherit',
    });
  };
  const restart = async (): Promise<void> => {
    const built = spawnSync(
      process.execPath,
      [join(root, 'node_modules/turbo/bin/turbo'), 'run', 'build', '--output-logs=errors-only'],
      { cwd: root, stdio: 'inherit' },
    );
    // A source that does not build leaves the last good edition running.
    if (built.status !== 0) return;
    const old = child;
    if (old && old.exitCode === null) {
      const ended = new Promise((done) => old.once('exit', done));
      old.kill('SIGTERM');
      await ended;
    }
    if (!stopping) start();
  };

  for (const folder of ['apps', 'gateway', 'kit', 'plugins', 'schema', 'subgraphs']) {
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (
        !file ||
        !/[\\/]src[\\/].*\.(ts|tsx|css|json|graphql)$/.test(`/${file}`) ||
        /[\\/]src[\\/]graph[\\/]/.test(`/${file}`)
      )
        return;
      clearTimeout(timer);
      timer = setTimeout(() => void restart(), QUIET_MS);
    });
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping = true;
      if (!child || child.exitCode !== null) process.exit(0);
      child.once('exit', () => process.exit(0));
      if (signal === 'SIGTERM') child.kill(signal);
    });
  }
  start();
}
