/**
 * Our gateway beside others: the same three subgraphs, the same three questions,
 * each through its own normal HTTP door, in turn within one run.
 *
 * Every round asks every gateway; the median of the rounds is told, and the
 * ratio to ours of the same run. Load, gateway and subgraphs are processes of
 * their own on one machine: figures of different machines do not compare, ratios do.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateGatewayKeys } from '@nghitruong/kit/auth';
import { freePort, root } from '../../harness/edition.js';
import { startIssuer } from '../../harness/issuer.js';
import { percentile } from '../figures.js';
import { drive, type Question } from './driver.js';
import { QUERIES } from './subgraphs.js';

const here = join(root, 'test/load/gateways');
const peers = join(here, 'peers');
const mercurius = join(peers, 'mercurius');

export interface GatewaysOptions {
  readonly rounds: number;
  /** Seconds of each measurement. */
  readonly seconds: number;
  readonly connections: number;
  readonly queries: readonly string[];
  /** Beginnings of names; all where there is none. */
  readonly contenders: readonly string[];
}

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd?: string;
  readonly env: Record<string, string>;
  readonly headers?: Record<string, string>;
}

interface Measured {
  readonly perSecond: number;
  readonly p99: number;
  /** Processor time of the gateway's process for one request, in microseconds. */
  readonly cpu: number;
}

export async function gateways(options: GatewaysOptions): Promise<void> {
  for (const cwd of [peers, mercurius]) {
    if (existsSync(join(cwd, 'node_modules'))) continue;
    process.stdout.write('installing other gateways (once) …\n');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, stdio: 'inherit' });
  }
  const folder = mkdtempSync(join(tmpdir(), 'nghitruong-gateways-'));
  const keys = generateGatewayKeys();
  const upstream = spawn(process.execPath, [join(here, 'subgraphs-process.cjs')], {
    env: { ...process.env, GATEWAY_PUBLIC_KEY: keys.publicKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const issuer = await startIssuer();
  try {
    const told = JSON.parse(await firstLine(upstream)) as {
      urls: Record<string, string>;
      urlsOfOne: Record<string, string>;
      supergraph: string;
    };
    const file = join(folder, 'supergraph.graphql');
    writeFileSync(file, told.supergraph);
    const token = await issuer.token({ sub: 'bench', grants: [{ role: 'DEVELOPER' }] });
    const all = contendersOf(file, told.urlsOfOne, { ...issuer.env, GATEWAY_PRIVATE_KEY: keys.privateKey }, token);
    const contenders = all.filter(
      ({ name }) => !options.contenders.length || options.contenders.some((c) => name.startsWith(c)),
    );
    for (const query of Object.keys(QUERIES))
      if (options.queries.includes(query)) await compare(query, contenders, options);
  } finally {
    upstream.kill();
    await issuer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function contendersOf(
  file: string,
  urlsOfOne: Record<string, string>,
  identity: Record<string, string>,
  token: string,
): Contender[] {
  const node = process.execPath;
  const bin = join(root, 'apps/standalone/bin/nghitruong.mjs');
  return [
    {
      name: 'ours: identity, limits, signed calls',
      command: [node, join(root, 'gateway/dist/main.js')],
      env: {
        ...identity,
        SUPERGRAPH: file,
        RATE_PER_ACCOUNT: '1000000000',
        DISABLED_ACCOUNTS_FROM: '',
      },
      headers: { authorization: `Bearer ${token}` },
    },
    { name: 'ours: open', command: [node, bin, 'gateway', '--open', '--supergraph', file, '--port', 'PORT'], env: {} },
    { name: 'Apollo Gateway, stock', command: [node, 'apollo.mjs'], cwd: peers, env: { SUPERGRAPH_FILE: file } },
    {
      name: 'Hive Gateway',
      command: [node, 'node_modules/@graphql-hive/gateway/dist/bin.js', 'supergraph', '-c', 'hive.config.mjs'],
      cwd: peers,
      env: { SUPERGRAPH_FILE: file },
    },
    {
      name: 'Hive Gateway, Rust planner',
      command: [node, 'node_modules/@graphql-hive/gateway/dist/bin.js', 'supergraph', '-c', 'hive.config.mjs'],
      cwd: peers,
      env: { SUPERGRAPH_FILE: file, RUST: '1' },
    },
    {
      name: 'Mercurius (federation 1)',
      command: [node, 'gateway.mjs'],
      cwd: mercurius,
      env: { SUBGRAPHS: JSON.stringify(urlsOfOne) },
    },
  ];
}

async function compare(query: string, contenders: readonly Contender[], options: GatewaysOptions): Promise<void> {
  const found = new Map<string, Measured[]>(contenders.map((c) => [c.name, []]));
  const unfit = new Map<string, string>();
  let right: string | undefined;
  for (let round = 0; round < options.rounds; round++) {
    for (const contender of contenders) {
      if (unfit.has(contender.name)) continue;
      const running = await start(contender);
      const question: Question = {
        port: running.port,
        body: (connection) => JSON.stringify({ query: `${QUERIES[query]}\n# ${connection}` }),
        headers: { 'content-type': 'application/json', accept: 'application/json', ...contender.headers },
      };
      try {
        const answer = await listening(question, running);
        const data = canonical(answer.data);
        if (!answer.errors) right ??= data;
        // A fast answer that is another one is no answer.
        if (answer.errors || data !== right) {
          unfit.set(contender.name, JSON.stringify(answer.errors ?? answer.data).slice(0, 120));
          continue;
        }
        await warm(question, options.connections);
        const before = cpuOf(running.child.pid!);
        const until = performance.now() + options.seconds * 1_000;
        const { latencies, seconds } = await drive(question, options.connections, () => performance.now() > until);
        found.get(contender.name)!.push({
          perSecond: latencies.length / seconds,
          p99: percentile(latencies, 99),
          cpu: ((cpuOf(running.child.pid!) - before) / latencies.length) * 1e6,
        });
      } finally {
        running.child.kill('SIGKILL');
      }
    }
  }
  const median = (name: string, of: keyof Measured): number =>
    percentile(
      found.get(name)!.map((m) => m[of]),
      50,
    );
  const ours = contenders[0]!.name;
  process.stdout.write(
    `\n${query}: ${right!.length} bytes, ${options.connections} connections, median of ${options.rounds}\n`,
  );
  for (const { name } of contenders) {
    const told = unfit.has(name)
      ? `no right answer: ${unfit.get(name)!}`
      : `${median(name, 'perSecond').toFixed(0).padStart(7)}/s   p99 ${median(name, 'p99').toFixed(1).padStart(7)} ms   ${median(name, 'cpu').toFixed(0).padStart(6)} µs of processor   ours ${(median(ours, 'perSecond') / median(name, 'perSecond')).toFixed(1)} ×, p99 ${(median(name, 'p99') / median(ours, 'p99')).toFixed(1)} ×`;
    process.stdout.write(`  ${name.padEnd(38)} ${told}\n`);
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  said(): string;
}

async function start(contender: Contender): Promise<Running> {
  const port = await freePort();
  const child = spawn(
    contender.command[0]!,
    contender.command.slice(1).map((a) => (a === 'PORT' ? String(port) : a)),
    {
      cwd: contender.cwd ?? root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        APOLLO_TELEMETRY_DISABLED: 'true',
        LOG_LEVEL: 'error',
        ...contender.env,
        PORT: String(port),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr!.on('data', (c: Buffer) => (said += c.toString()));
  return { child, port, said: () => said };
}

/** Code that has run a few thousand times is the code that serves a sitting. */
async function warm(question: Question, connections: number): Promise<void> {
  const until = performance.now() + 15_000;
  await drive(question, connections, (answers) => answers >= 4_000 || performance.now() > until);
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** The first answer, once there is one. */
async function listening({ port, body, headers }: Question, { child, said }: Running): Promise<Answer> {
  const until = performance.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`ended before it was ready:\n${said()}`);
    try {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body: body(0) });
      return (await response.json()) as Answer;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Seconds of processor that a process has used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the subgraphs ended (${code})`)));
  });
}
