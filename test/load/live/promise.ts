import { readFileSync } from 'node:fs';

/** A promise of the live side: its figure beside its aim. */
export interface Options {
  /** Of `memory`. */
  readonly requests: number;
  /** Of `plans`. */
  readonly operations: number;
  readonly sockets: number;
  readonly swaps: number;
}

export type LivePromise = (options: Options) => Promise<void>;

/** One line: what was promised, what was seen, and whether that is it. */
export function aim(name: string, seen: string, kept: boolean): void {
  process.stdout.write(`  ${kept ? '✓' : '✗'} ${name.padEnd(66)} ${seen}\n`);
}

/** What a process has open besides its sockets. */
const OTHER_FILES = 300;

/** As many sockets as one process may hold here; where that is fewer than wanted it is told, not hidden. */
export function socketsHere(wanted: number): number {
  let limit = Infinity;
  try {
    limit = Number(/Max open files +(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
  } catch {
    // Not Linux: what is refused will be seen.
  }
  if (!(limit - OTHER_FILES < wanted)) return wanted;
  process.stdout.write(
    `    this machine lets a process open ${limit} files (ulimit -n): ${limit - OTHER_FILES} sockets instead of ${wanted}\n`,
  );
  return limit - OTHER_FILES;
}

export const MB = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** What this machine's line for new connections holds, and how many it had no place for since it was started; undefined where that cannot be read. */
export function line(): { readonly holds: number; readonly turnedAway: number } | undefined {
  try {
    const [names, values] = readFileSync('/proc/net/netstat', 'utf8')
      .split('\n')
      .filter((l) => l.startsWith('TcpExt:'))
      .map((l) => l.split(' '));
    const holds = Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
    return { holds, turnedAway: Number(values![names!.indexOf('ListenOverflows')]) };
  } catch {
    return undefined;
  }
}
