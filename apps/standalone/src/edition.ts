/**
 * The one-machine edition: everything, in the order in which it can stand.
 *
 * Promises   what was started last stops first, on any failure too; a second
 *            start finds all data; nothing outside this machine is asked.
 * Elsewhere  who is who: parts · what a demonstration holds: demonstration
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NatsOptions } from '@nghitruong/kit/bus';
import { migrateOwner, provisionOwner, type OwnerDefinition } from '@nghitruong/kit/database';
import type { Log } from '@nghitruong/kit/log';
import type { EmbeddedPostgres } from '@nghitruong/kit/postgres';
import { createHost, Disposal } from '@nghitruong/kit/server';
import { openDataFolder, REGISTERED, tellRunning, type DataFolder } from './data-folder.js';
import { seedAll } from './demonstration.js';
import { departmentDocuments, departmentRoute } from './department.js';
import { pagesRoute, trustRoutes } from './front.js';
import { startInProcess } from './in-process.js';
import { startProcesses } from './as-processes.js';
import { issueLinks } from './links.js';
import { ownersOf, partsOf, rolesOf } from './parts.js';
import { demandPort } from './ports.js';
import type { ProcessPart } from './processes.js';
import type { Progress } from './progress.js';
import { documents, type DatabaseUrls, type Shared } from './running.js';
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
  /** A collector of traces. */
  readonly tracesTo?: string;
  /** With `processes`: what carries their hints instead of PostgreSQL. */
  readonly nats?: NatsOptions;
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

    const shared: Shared = {
      folder,
      urls,
      origin,
      log,
      progress,
      parts,
      supergraph: await supergraphFor(folder.path, parts),
      documents: [...documents(), registerFor(folder), ...(options.demonstration ? [departmentDocuments()] : [])],
      audience: options.audience,
      ...(options.issuer && { issuer: options.issuer }),
      ...(options.tracesTo && { tracesTo: options.tracesTo }),
      ...(options.nats && { nats: options.nats }),
      sessions: options.sessions,
    };
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
          routes: [
            ...running.routes,
            ...(tls?.authority ? trustRoutes(tls.authority, origin) : []),
            ...(options.demonstration ? [departmentRoute()] : []),
            pagesRoute(),
          ],
          ready: running.ready,
          healthOnLoopbackOnly: true,
        }),
        // Sockets are told to go before the host waits for them.
        (h) => Promise.all([running.leave(), h.close()]),
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
    tellRunning(folder, { origin, postgresPort: postgres.port, supergraph: shared.supergraph });
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

/** The departments' documents; there from the first start, so that the gateway can watch it. */
function registerFor(folder: DataFolder): string {
  const file = join(folder.path, REGISTERED);
  if (!existsSync(file)) writeFileSync(file, '{}\n', { mode: 0o600 });
  return file;
}

async function startPostgres(folder: DataFolder, log: Log): Promise<EmbeddedPostgres> {
  const postgres = await keepPostgres(join(folder.path, 'postgres'), log);
  await postgres.createDatabase(DATABASE);
  return postgres;
}

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
