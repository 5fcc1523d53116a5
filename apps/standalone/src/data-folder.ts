/**
 * The data folder of one edition: its cluster, its secrets, its lock.
 *
 * Promises   secrets are made once and never printed; two editions never share
 *            a folder; a folder that cannot be written is said in one sentence.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateGatewayKeys } from '@nghitruong/kit/auth';

/** A sentence for the person at the keyboard; no stack is shown for it. */
export class Sentence extends Error {
  constructor(
    readonly vi: string,
    readonly en: string,
  ) {
    super(`${vi}\n  ${en}`);
  }
}

interface Secrets {
  readonly gateway: { readonly privateKey: string; readonly publicKey: string };
  readonly root: string;
}

export interface DataFolder {
  readonly path: string;
  readonly gatewayKeys: Secrets['gateway'];
  /** A secret of its own for each purpose, derived from the folder's root secret. */
  secret(purpose: string): string;
  release(): void;
}

/** What a running edition tells other commands of this machine. */
export interface RunningEdition {
  readonly origin: string;
  readonly postgresPort: number;
  /** The file that its gateway serves. */
  readonly supergraph: string;
}
const RUNNING = 'running.json';
/** Documents that departments have registered. */
export const REGISTERED = 'documents.json';

export function tellRunning(folder: DataFolder, running: RunningEdition): void {
  writeFileSync(join(folder.path, RUNNING), JSON.stringify(running), { mode: 0o600 });
}

/** The edition that runs on a folder, or undefined where none does. */
export function runningOn(given: string): (RunningEdition & Pick<DataFolder, 'secret'>) | undefined {
  const path = resolve(given);
  const [lock, told] = [join(path, 'edition.pid'), join(path, RUNNING)];
  if (!existsSync(lock) || !existsSync(told) || !isAlive(Number(readFileSync(lock, 'utf8')))) return undefined;
  return { ...(JSON.parse(readFileSync(told, 'utf8')) as RunningEdition), secret: readSecrets(path).secret };
}

function readSecrets(path: string): { gateway: Secrets['gateway'] } & Pick<DataFolder, 'secret'> {
  const secrets = JSON.parse(readFileSync(join(path, 'secrets.json'), 'utf8')) as Secrets;
  return {
    gateway: secrets.gateway,
    secret: (purpose) => createHmac('sha256', secrets.root).update(purpose).digest('base64url'),
  };
}

export function openDataFolder(given: string, fresh: boolean): DataFolder {
  const path = resolve(given);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    // Root may write anywhere by mode, yet not on a read-only disk: try.
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch {
    throw new Sentence(
      `Không ghi được vào thư mục dữ liệu ${path}.`,
      `The data folder ${path} is not writable. Give another with --data.`,
    );
  }
  const lock = join(path, 'edition.pid');
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (holder && holder !== process.pid && isAlive(holder)) {
    throw new Sentence(
      `Nghị Trường đang chạy trên thư mục dữ liệu này (tiến trình ${holder}). Hãy dừng nó trước.`,
      `Nghị Trường is already running on this data folder (process ${holder}). Stop it first.`,
    );
  }
  if (fresh) {
    for (const name of ['postgres', 'secrets.json', 'tls', REGISTERED])
      rmSync(join(path, name), { recursive: true, force: true });
  }
  writeFileSync(lock, String(process.pid));

  const file = join(path, 'secrets.json');
  if (!existsSync(file)) {
    const made: Secrets = { gateway: generateGatewayKeys(), root: randomBytes(32).toString('base64url') };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  chmodSync(file, 0o600);
  const { gateway, secret } = readSecrets(path);
  return {
    path,
    gatewayKeys: gateway,
    secret,
    release() {
      rmSync(join(path, RUNNING), { force: true });
      rmSync(lock, { force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A dead process that nobody has reaped still answers the signal.
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return stat === '' || stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}
