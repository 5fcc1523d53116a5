/**
 * What every figure of the live side is taken on: the gateway as a process of
 * its own, as it is started in production (identity, limits, signed calls, the
 * whole system's supergraph, the pages' own trusted documents), one upstream
 * behind it, and people with tokens in front of it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateGatewayKeys } from '@nghitruong/kit/auth';
import { Pool } from 'undici';
import { root } from '../../harness/edition.js';
import { startIssuer } from '../../harness/issuer.js';
import { Child } from './child.js';

export const SUPERGRAPH = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8');
const DOCUMENTS = join(root, 'apps/chamber/dist/documents.json');

export interface Probed {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  /** Processor time since the process began. */
  readonly cpuMs: number;
  /** The longest the event loop stood still since it was asked before. */
  readonly stalledMs: number;
}

export interface Emitted {
  readonly first: number;
  readonly last: number;
}

export interface System {
  readonly port: number;
  readonly source: Child;
  /** Of the pages, by the operation's name. */
  documentId(name: string): string;
  /** So many people of one council, with the rights of its delegates. */
  tokens(count: number): Promise<string[]>;
  developer(): Promise<string>;
  /** Asks over HTTP: the body's text, whatever the status. */
  ask(body: string, token: string): Promise<string>;
  probe(options?: { collect: boolean }): Promise<Probed>;
  /** Of `/metrics`: the sum over labels that fit. */
  counted(name: string, label?: string): Promise<number>;
  writeSupergraph(sdl: string): void;
  end(): Promise<void>;
}

export async function startSystem(env: Record<string, string> = {}): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'nghitruong-live-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, SUPERGRAPH);
  const issuer = await startIssuer();
  const keys = generateGatewayKeys();
  const source = Child.start('source');
  const url = await source.ask<string>('serve', {
    publicKey: keys.publicKey,
    issuer: issuer.env.ISSUER,
    jwks: issuer.env.JWKS_URL,
  });
  const gateway = spawn(
    process.execPath,
    ['--expose-gc', '--require', join(__dirname, 'probe.cjs'), join(root, 'gateway/dist/main.js')],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        LOG_LEVEL: 'error',
        ...issuer.env,
        PORT: '0',
        SUPERGRAPH: file,
        SUBGRAPH_URLS: `sessions=${url}`,
        GATEWAY_PRIVATE_KEY: keys.privateKey,
        TRUSTED_DOCUMENTS: DOCUMENTS,
        DISABLED_ACCOUNTS_FROM: '',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const origin = await said<string>(gateway, (m) => (m['ready'] ? String(m['url']) : undefined));
  const pool = new Pool(origin, { connections: 64, pipelining: 1 });
  const documents = new Map(
    Object.entries(JSON.parse(readFileSync(DOCUMENTS, 'utf8')) as Record<string, string>).map(([id, text]) => [
      /(?:query|mutation|subscription) (\w+)/.exec(text)![1]!,
      id,
    ]),
  );
  let asked = 0;
  let people = 0;
  return {
    port: Number(new URL(origin).port),
    source,
    documentId: (name) => documents.get(name)!,
    tokens: (count) =>
      Promise.all(
        Array.from({ length: count }, () => {
          const sub = `delegate-${people++}`;
          return issuer.token({ sub, personId: sub, grants: [{ role: 'DELEGATE', councilId: 'hdnd-hai-phong' }] });
        }),
      ),
    developer: () => issuer.token({ sub: 'developer', grants: [{ role: 'DEVELOPER' }] }),
    async ask(body, token) {
      const response = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
        body,
      });
      return response.body.text();
    },
    probe({ collect } = { collect: false }) {
      const probe = asked++;
      const answer = said<Probed>(gateway, (m) => (m['probe'] === probe ? (m as unknown as Probed) : undefined));
      gateway.send({ probe, collect });
      return answer;
    },
    async counted(name, label = '') {
      const { body } = await pool.request({ path: '/metrics', method: 'GET' });
      return (await body.text())
        .split('\n')
        .filter((l) => l.startsWith(name) && l.includes(label))
        .reduce((sum, l) => sum + Number(l.slice(l.lastIndexOf(' '))), 0);
    },
    writeSupergraph(sdl) {
      // Renamed over: whoever watches never reads half of it.
      writeFileSync(`${file}.new`, sdl);
      renameSync(`${file}.new`, file);
    },
    async end() {
      await pool.destroy();
      gateway.kill('SIGKILL');
      await Promise.all([source.end(), issuer.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first of a process's messages that fits. */
function said<Answer>(
  child: ChildProcess,
  find: (message: Record<string, unknown>) => Answer | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown): void => {
      const found = find(message as Record<string, unknown>);
      if (found === undefined) return;
      child.off('message', hear).off('exit', gone);
      resolve(found);
    };
    const gone = (code: number | null): void => reject(new Error(`the gateway ended (${code})`));
    child.on('message', hear).once('exit', gone);
  });
}
