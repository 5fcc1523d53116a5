/**
 * The one-machine edition: everything, in the order in which it can stand.
 *
 * Promises   what was started last stops first, on any failure too; a second
 *            start finds all data; nothing outside this machine is asked.
 * Elsewhere  who is who: parts · what a demonstration holds: demonstration
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTokenVerifier } from '@nghitruong/kit/auth';
import { createMemoryBus } from '@nghitruong/kit/bus';
import { migrateOwner, provisionOwner, runningRole, type OwnerDefinition } from '@nghitruong/kit/database';
import type { Log } from '@nghitruong/kit/log';
import type { EmbeddedPostgres } from '@nghitruong/kit/postgres';
import { createHost, createMetrics, Disposal, startSubgraph, type Route } from '@nghitruong/kit/server';
import { createGateway } from '@nghitruong/gateway';
import { createIdentity, identityOwner } from '@nghitruong/identity';
import { openDataFolder, tellRunning, type DataFolder } from './data-folder.js';
import { seedAll } from './demonstration.js';
import { pagesRoute, passOn, trustRoutes } from './front.js';
import { issueLinks } from './links.js';
import { ownersOf, partsOf, rolesOf, type Part } from './parts.js';
import { demandPort } from './ports.js';
import { startProcess, type ProcessPart } from './processes.js';
import type { Progress } from './progress.js';
import { supergraphFor } from './supergraph.js';
import type { Link } from './table.js';
import { DATABASE } from './database.js';
import { keepPostgres } from './postgres.js';
import { hallTls, lanAddresses } from './tls.js';

export interface EditionOptions {
  readonly data: string;
  readonly port: number;
  readonly fresh: boolean;
  readonly lan: boolean;
  readonly processes: boolean;
  /** With `processes`: how many sessions processes share the voting. */
  readonly sessions: number;
  readonly plugins: readonly string[];
  readonly demonstration: boolean;
  /** Seats of the larger council for load; 0 for none. */
  readonly load: number;
  readonly hostname?: string;
  readonly tls: { cert?: string; key?: string };
  readonly audience: string;
  /** Another issuer instead of the embedded one. */
  readonly issuer?: { readonly url: string; readonly jwks: string };
  readonly progress: Progress;
  readonly log: Log;
}

export interface Edition {
  readonly origin: string;
  readonly graph: string;
  readonly links: readonly Link[];
  readonly postgres: { readonly url: string; readonly pid: number };
  readonly processes: readonly ProcessPart[];
  stop(): Promise<void>;
}

export const STEPS = 8;

export async function startEdition(options: EditionOptions): Promise<Edition> {
  const { progress, log } = options;
  const disposal = new Disposal();
  try {
    const address = options.lan ? '0.0.0.0' : '127.0.0.1';
    const folder = disposal.add('data folder', openDataFolder(options.data, options.fresh), (f) => f.release());
    await demandPort(options.port, address);
    const names = options.lan
      ? [...(options.hostname ? [options.hostname] : []), ...lanAddresses(), 'localhost', '127.0.0.1']
      : ['localhost'];
    const tls = options.lan ? await hallTls(join(folder.path, 'tls'), names, options.tls) : undefined;
    const origin = `${tls ? 'https' : 'http'}://${names[0]}:${options.port}`;

    const parts = await partsOf(options.plugins);
    const owners = ownersOf(parts);
    const postgres = await progress.step('Khởi động PostgreSQL', 'Starting PostgreSQL', async () =>
      disposal.add('PostgreSQL', await startPostgres(folder, log), (p) => p.stop()),
    );
    const urls = databaseUrls(postgres, folder);
    await progress.step('Chuẩn bị cơ sở dữ liệu', 'Preparing the database', () =>
      prepare(postgres, owners, folder, urls),
    );
    await progress.step('Nạp dữ liệu', 'Loading data', () =>
      seedAll({
        urls,
        secret: folder.secret,
        demonstration: options.demonstration,
        load: options.load,
        plugins: options.plugins,
        log,
      }),
    );

    const shared = { folder, urls, origin, log, options, parts, postgres };
    const running = options.processes ? await startProcesses(shared, disposal) : await startInProcess(shared, disposal);

    await progress.step('Mở trang cho hội trường', 'Opening the pages', async () =>
      disposal.add(
        'front',
        await createHost({
          name: 'front',
          port: options.port,
          address,
          log,
          ...(tls && { tls }),
          routes: [...running.routes, ...(tls?.authority ? trustRoutes(tls.authority, origin) : []), pagesRoute()],
          ready: running.ready,
        }),
        (h) => h.close(),
      ),
    );
    const links = await progress.step('Cấp thẻ vào hội trường', 'Issuing the cards', () =>
      issueLinks({
        urls,
        origin,
        secret: folder.secret,
        demonstration: options.demonstration,
        cards: !options.issuer,
        trust: Boolean(tls?.authority),
        log,
      }),
    );
    tellRunning(folder, { origin, postgresPort: postgres.port });
    return {
      origin,
      graph: `${origin}/graphql`,
      links,
      postgres: { url: postgres.url(DATABASE), pid: postgres.pid },
      processes: running.processes,
      stop: () => disposal.end(log),
    };
  } catch (error) {
    await disposal.end(log);
    throw error;
  }
}

async function startPostgres(folder: DataFolder, log: Log): Promise<EmbeddedPostgres> {
  const postgres = await keepPostgres(join(folder.path, 'postgres'), log);
  await postgres.createDatabase(DATABASE);
  return postgres;
}

/** The URL of any role, its password derived from the folder's secret. */
export type DatabaseUrls = (role: string) => string;
function databaseUrls(postgres: EmbeddedPostgres, folder: DataFolder): DatabaseUrls {
  return (role) => postgres.roleUrl(role, folder.secret(`role ${role}`), DATABASE);
}

async function prepare(
  postgres: EmbeddedPostgres,
  owners: readonly OwnerDefinition[],
  folder: DataFolder,
  urls: DatabaseUrls,
): Promise<void> {
  for (const owner of owners) {
    const [migrates, runs] = rolesOf(owner);
    await provisionOwner(owner, {
      adminUrl: postgres.url(DATABASE),
      ownerPassword: folder.secret(`role ${migrates}`),
      runningPassword: folder.secret(`role ${runs}`),
    });
    await migrateOwner(owner, urls(migrates));
  }
}

interface Shared {
  readonly folder: DataFolder;
  readonly urls: DatabaseUrls;
  readonly origin: string;
  readonly log: Log;
  readonly options: EditionOptions;
  readonly parts: readonly Part[];
  readonly postgres: EmbeddedPostgres;
}
interface Running {
  readonly routes: readonly Route[];
  readonly processes: readonly ProcessPart[];
  readonly ready: () => Promise<void>;
}

/** The trusted documents of our own pages. */
const documents = (): string[] =>
  [join(dirname(require.resolve('@nghitruong/chamber/package.json')), 'dist', 'documents.json')].filter((f) =>
    existsSync(f),
  );

async function startInProcess(
  { folder, urls, origin, log, options, parts }: Shared,
  disposal: Disposal,
): Promise<Running> {
  const { progress } = options;
  const identity = options.issuer
    ? undefined
    : await progress.step('Khởi động dịch vụ đăng nhập', 'Starting identity', async () =>
        disposal.add(
          'identity',
          await createIdentity({
            databaseUrl: urls(runningRole(identityOwner.schema)),
            origin,
            secret: folder.secret('identity'),
            audience: options.audience,
            log: log.child({ part: 'identity' }),
          }),
          (i) => i.close(),
        ),
      );
  const tokens = createTokenVerifier({
    issuer: options.issuer?.url ?? identity!.issuer,
    audience: options.audience,
    jwks: options.issuer?.jwks ?? (() => identity!.jwks),
  });
  const bus = disposal.add('bus', createMemoryBus(log), (b) => b.close());
  const subgraphs = await progress.step('Khởi động các phân hệ', 'Starting the subgraphs', () =>
    Promise.all(
      parts.map(async ({ definition }) =>
        disposal.add(
          definition.name,
          await startSubgraph(definition, {
            databaseUrl: urls(runningRole(definition.owner.schema)),
            bus,
            gatewayPublicKey: folder.gatewayKeys.publicKey,
            tokens,
            secret: folder.secret(`owner ${definition.owner.schema}`),
            log: log.child({ part: definition.name }),
            processMetrics: false,
          }),
          (s) => s.stop(),
        ),
      ),
    ),
  );
  const metrics = createMetrics('gateway');
  const gateway = await progress.step('Mở cổng chung', 'Opening the gateway', async () =>
    disposal.add(
      'gateway',
      await createGateway({
        supergraph: await supergraphFor(folder.path, parts),
        subgraphUrls: Object.fromEntries(subgraphs.map((s) => [s.name, [s.url]])),
        gatewayPrivateKey: folder.gatewayKeys.privateKey,
        tokens,
        documents: documents(),
        allowedOrigins: [origin],
        adHoc: 'DEVELOPER',
        log: log.child({ part: 'gateway' }),
        metrics,
      }),
      (g) => g.close(),
    ),
  );
  return {
    processes: [],
    ready: () => gateway.ready(),
    routes: [
      { prefix: '/graphql', handle: gateway.handle, upgrade: gateway.upgrade },
      { prefix: '/explorer', handle: gateway.explorer },
      ...(identity ? [{ prefix: '/id', handle: identity.handle }] : []),
    ],
  };
}

async function startProcesses(
  { folder, urls, origin, log, options, parts }: Shared,
  disposal: Disposal,
): Promise<Running> {
  const { progress } = options;
  const add = (part: ProcessPart): ProcessPart => disposal.add(part.name, part, (p) => p.stop());
  const identity = options.issuer
    ? undefined
    : await progress.step('Khởi động dịch vụ đăng nhập', 'Starting identity', async () =>
        add(
          await startProcess({
            name: 'identity',
            packageName: '@nghitruong/identity',
            log,
            env: {
              DATABASE_URL: urls(runningRole(identityOwner.schema)),
              ORIGIN: origin,
              AUDIENCE: options.audience,
              IDENTITY_SECRET: folder.secret('identity'),
            },
          }),
        ),
      );
  const issuer = {
    ISSUER: options.issuer?.url ?? `${origin}/id`,
    AUDIENCE: options.audience,
    JWKS_URL: options.issuer?.jwks ?? `${identity!.url}/id/jwks`,
  };
  const subgraphs = await progress.step('Khởi động các phân hệ', 'Starting the subgraphs', () =>
    Promise.all(
      parts.flatMap(({ definition, main }) =>
        Array.from({ length: definition.name === 'sessions' ? options.sessions : 1 }, async (_, i) =>
          add(
            await startProcess({
              name: definition.name === 'sessions' && options.sessions > 1 ? `sessions-${i + 1}` : definition.name,
              packageName: main,
              path: '/graphql',
              log,
              env: {
                ...issuer,
                DATABASE_URL: urls(runningRole(definition.owner.schema)),
                BUS: 'postgres',
                GATEWAY_PUBLIC_KEY: folder.gatewayKeys.publicKey,
                OWNER_SECRET: folder.secret(`owner ${definition.owner.schema}`),
              },
            }),
          ),
        ),
      ),
    ),
  );
  const urlsOf = (name: string): string =>
    subgraphs
      .filter((s) => s.name === name || (s.name.startsWith(`${name}-`) && /-\d+$/.test(s.name)))
      .map((s) => s.url)
      .join('|');
  const supergraph = await supergraphFor(folder.path, parts);
  const gateway = await progress.step('Mở cổng chung', 'Opening the gateway', async () =>
    add(
      await startProcess({
        name: 'gateway',
        packageName: '@nghitruong/gateway',
        log,
        env: {
          ...issuer,
          SUPERGRAPH: supergraph,
          SUBGRAPH_URLS: parts.map((p) => `${p.definition.name}=${urlsOf(p.definition.name)}`).join(','),
          GATEWAY_PRIVATE_KEY: folder.gatewayKeys.privateKey,
          TRUSTED_DOCUMENTS: documents().join(','),
          ALLOWED_ORIGINS: origin,
          AD_HOC: 'DEVELOPER',
        },
      }),
    ),
  );
  return {
    processes: [...(identity ? [identity] : []), ...subgraphs, gateway],
    ready: async () => {
      const response = await fetch(`${gateway.url}/readyz`);
      if (!response.ok) throw new Error('gateway');
    },
    routes: [
      passOn('/graphql', 'gateway', () => gateway.url),
      passOn('/explorer', 'gateway', () => gateway.url),
      ...(identity ? [passOn('/id', 'identity', () => identity.url)] : []),
    ],
  };
}
