/**
 * A subgraph as one value, and how it becomes a running process.
 *
 * `startSubgraph` is what the one-machine edition calls for each in one
 * process; `runSubgraph` is the whole of a subgraph's main.ts.
 */
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { createAssertionVerifier, createTokenVerifier, type TokenVerifier } from '../auth/index.js';
import type { Bus } from '../bus/index.js';
import { systemClock, systemIds, type Clock, type Context, type Ids } from '../context/index.js';
import { ANONYMOUS } from '../auth/index.js';
import { openDatabase, type OwnerDefinition } from '../database/index.js';
import type { ErrorTable } from '../errors/index.js';
import { buildSubgraph, type SubgraphParts, type SubgraphSource } from '../federation/index.js';
import { createLog, type Log } from '../log/index.js';
import {
  defineSettings,
  optionalText,
  port,
  readSettings,
  text,
  type SettingsOf,
  type SettingsTable,
} from '../settings/index.js';
import { busSettings, openBus } from './bus.js';
import { createHost, type Host } from './host.js';
import { Disposal, runUntilSignal } from './lifetime.js';
import { createMetrics, type Metrics } from './metrics.js';
import { createSubgraphServer } from './subgraph-server.js';
import { tracing } from './traced.js';

export interface SubgraphRuntime<S extends SettingsTable = SettingsTable> {
  readonly dataSource: DataSource;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly settings: SettingsOf<S>;
  /** Seals receipts; shared by all processes of one owner. */
  readonly secret: string;
  /** A context for work that nobody asked for: jobs, leases, sweeps. */
  systemContext(): Context;
}

export interface Wiring extends SubgraphParts {
  /** Rejects, with the reason, while this part cannot serve. */
  readonly ready?: () => Promise<void>;
  readonly dispose?: () => Promise<void>;
}

/** One subgraph, core or of a plug-in. */
export interface SubgraphDefinition<S extends SettingsTable = SettingsTable> {
  /** kebab-case; also its name in the supergraph and the audience of the gateway's assertion. */
  readonly name: string;
  readonly owner: OwnerDefinition;
  readonly source: SubgraphSource;
  readonly settings: S;
  readonly errors: ErrorTable;
  wire(runtime: SubgraphRuntime<S>): Promise<Wiring> | Wiring;
}

export const subgraphSettings = defineSettings({
  PORT: { schema: port(0), doc: 'Port of this process; 0 takes a free one.' },
  HOST: {
    schema: text('127.0.0.1'),
    doc: 'Address to listen on. Loopback unless the gateway runs on another machine.',
  },
  DATABASE_URL: { schema: text(), doc: "PostgreSQL, as this owner's running role.", secret: true },
  ...busSettings,
  GATEWAY_PUBLIC_KEY: {
    schema: text(),
    doc: 'The gateway’s public key (SPKI, base64): calls that it did not sign are refused.',
  },
  ISSUER: { schema: text(), doc: 'The OpenID issuer whose tokens are accepted.' },
  AUDIENCE: { schema: text('nghitruong'), doc: 'The audience that a token must name.' },
  JWKS_URL: { schema: text(), doc: 'Where the issuer’s public keys are.' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: optionalText(),
    doc: 'Collector of traces (OTLP over HTTP, JSON), `/v1/traces` is added. Not given: no traces, nothing of them loaded.',
  },
  OWNER_SECRET: { schema: text(), doc: 'Seals receipts; the same for all processes of one owner.', secret: true },
});

export interface StartOptions {
  /** A collector of traces. */
  readonly tracesTo?: string;
  readonly databaseUrl: string;
  readonly bus: Bus;
  readonly gatewayPublicKey: string;
  readonly tokens: TokenVerifier;
  readonly secret: string;
  readonly port?: number;
  readonly address?: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  readonly env?: Record<string, string | undefined>;
  readonly poolSize?: number;
  readonly processMetrics?: boolean;
}

export interface RunningSubgraph {
  readonly name: string;
  readonly url: string;
  readonly host: Host;
  readonly schema: GraphQLSchema;
  readonly dataSource: DataSource;
  stop(): Promise<void>;
}

export async function startSubgraph<S extends SettingsTable>(
  definition: SubgraphDefinition<S>,
  options: StartOptions,
): Promise<RunningSubgraph> {
  const log = options.log ?? createLog(definition.name);
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? systemIds(clock);
  const metrics = createMetrics(definition.name, options.processMetrics ?? true);
  const disposal = new Disposal();
  try {
    const dataSource = disposal.add(
      'database',
      await openDatabase(definition.owner, {
        url: options.databaseUrl,
        log,
        ...(options.poolSize && { poolSize: options.poolSize }),
      }),
      (d) => d.destroy(),
    );
    const wiring = await definition.wire({
      dataSource,
      bus: options.bus,
      clock,
      ids,
      log,
      metrics,
      settings: readSettings(definition.settings, options.env ?? process.env),
      secret: options.secret,
      systemContext: () => ({
        actor: ANONYMOUS,
        clock,
        ids,
        log,
        lang: 'vi',
        correlationId: ids.next(),
        loaders: new Map(),
      }),
    });
    disposal.add('parts', wiring, (w) => w.dispose?.());
    const traced = await tracing(options.tracesTo, definition.name, disposal, log);
    const { schema } = buildSubgraph(definition.source, wiring);
    const server = disposal.add(
      'sockets',
      createSubgraphServer({
        name: definition.name,
        schema,
        assertions: createAssertionVerifier(options.gatewayPublicKey, definition.name),
        tokens: options.tokens,
        clock,
        ids,
        log,
        ...traced,
      }),
      (s) => s.close(),
    );
    const host = disposal.add(
      'host',
      await createHost({
        name: definition.name,
        port: options.port ?? 0,
        ...(options.address && { address: options.address }),
        log,
        metrics,
        ready: async () => {
          await writable(dataSource);
          await wiring.ready?.();
        },
        routes: [{ prefix: '/graphql', handle: server.handle, upgrade: server.upgrade }],
      }),
      // Sockets are told to go before the host waits for them.
      (h) => Promise.all([server.close(), h.close()]),
    );
    return {
      name: definition.name,
      url: `${host.url}/graphql`,
      host,
      schema,
      dataSource,
      stop: () => disposal.end(log),
    };
  } catch (error) {
    await disposal.end(log);
    throw error;
  }
}

/** A database that only reads takes no ballot: a standby assigns no transaction, a role or server may be set to reading. */
async function writable(dataSource: DataSource): Promise<void> {
  const [{ reading }] = (await dataSource.query(
    `SELECT pg_current_xact_id(), current_setting('transaction_read_only')::boolean AS reading`,
  )) as [{ reading: boolean }];
  if (reading) throw new Error('the database takes no writing: it is read-only');
}

/** The whole of a subgraph's process: settings from the environment, start, stop on a signal. */
export async function runSubgraph<S extends SettingsTable>(definition: SubgraphDefinition<S>): Promise<void> {
  const log = createLog(definition.name);
  try {
    const settings = readSettings(subgraphSettings);
    const bus = await openBus(settings, log);
    const running = await startSubgraph(definition, {
      databaseUrl: settings.DATABASE_URL,
      bus,
      gatewayPublicKey: settings.GATEWAY_PUBLIC_KEY,
      tokens: createTokenVerifier({ issuer: settings.ISSUER, audience: settings.AUDIENCE, jwks: settings.JWKS_URL }),
      secret: settings.OWNER_SECRET,
      port: settings.PORT,
      address: settings.HOST,
      log,
      ...(settings.OTEL_EXPORTER_OTLP_ENDPOINT && { tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT }),
    });
    runUntilSignal(async () => {
      await running.stop();
      await bus.close();
    }, log);
    log.info({ url: running.url }, 'ready');
    // Told to a parent process, where there is one, so that it need not guess the port.
    process.send?.({ ready: true, name: definition.name, url: running.url });
  } catch (err) {
    log.fatal({ err }, 'could not start');
    process.exitCode = 1;
  }
}
