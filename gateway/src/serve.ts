/** The gateway on a port of its own: with the settings of a city's one door, or open (open.ts). */
import { readFile } from 'node:fs/promises';
import { createTokenVerifier } from '@nghitruong/kit/auth';
import type { Log } from '@nghitruong/kit/log';
import { createHost, createMetrics, tracing, type Disposal } from '@nghitruong/kit/host';
import type { SettingsOf } from '@nghitruong/kit/settings';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
import { subgraphUrls, type gatewaySettings } from './settings.js';

export interface Served {
  readonly url: string;
}

/** What it opened is ended by the disposal, the host first. */
export async function serveGateway(
  s: SettingsOf<typeof gatewaySettings>,
  disposal: Disposal,
  log: Log,
): Promise<Served> {
  const tls =
    s.TLS_CERT && s.TLS_KEY
      ? { cert: await readFile(s.TLS_CERT, 'utf8'), key: await readFile(s.TLS_KEY, 'utf8') }
      : undefined;
  return onPort(
    {
      supergraph: s.SUPERGRAPH,
      subgraphUrls: subgraphUrls(s.SUBGRAPH_URLS),
      gatewayPrivateKey: s.GATEWAY_PRIVATE_KEY,
      tokens: createTokenVerifier({ issuer: s.ISSUER, audience: s.AUDIENCE, jwks: s.JWKS_URL }),
      documents: s.TRUSTED_DOCUMENTS,
      allowedOrigins: s.ALLOWED_ORIGINS,
      adHoc: s.AD_HOC,
      disabledAccounts: s.DISABLED_ACCOUNTS_FROM,
      confidentialFields: s.CONFIDENTIAL_FIELDS,
      planner: s.PLANNER,
      limits: {
        bodyBytes: s.MAX_BODY_BYTES,
        messageBytes: s.MAX_MESSAGE_BYTES,
        depth: s.MAX_DEPTH,
        tokens: s.MAX_TOKENS,
        aliases: s.MAX_ALIASES,
        rootFields: s.MAX_ROOT_FIELDS,
        selections: s.MAX_RECURSIVE_SELECTIONS,
        cost: s.MAX_COST,
        listItems: s.MAX_LIST_ITEMS,
        subscriptionsPerSocket: s.MAX_SUBSCRIPTIONS,
        perAccount: s.RATE_PER_ACCOUNT,
        anonymous: s.RATE_ANONYMOUS,
      },
      upstream: { deadlineMs: s.SUBGRAPH_DEADLINE_MS, connections: s.SUBGRAPH_CONNECTIONS },
      ...(await tracing(s.OTEL_EXPORTER_OTLP_ENDPOINT, 'gateway', disposal, log)),
    },
    { port: s.PORT, address: s.HOST, ...(tls && { tls }) },
    disposal,
    log,
  );
}

export interface Place {
  readonly port: number;
  readonly address: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** What stands between the port and the gateway. */
  readonly around?: (gateway: Gateway) => Pick<Gateway, 'handle' | 'upgrade'>;
}

export async function onPort(
  options: GatewayOptions,
  { around, ...place }: Place,
  disposal: Disposal,
  log: Log,
): Promise<Served> {
  const metrics = createMetrics('gateway');
  const gateway = disposal.add('gateway', await createGateway({ ...options, log, metrics }), (g) => g.close());
  const { handle, upgrade } = around?.(gateway) ?? gateway;
  const host = await createHost({
    name: 'gateway',
    ...place,
    log,
    metrics,
    ready: () => gateway.ready(),
    routes: [
      { prefix: '/graphql', handle, upgrade },
      { prefix: '/explorer', handle: gateway.explorer },
    ],
  });
  // Sockets are told to go while the host waits for them.
  disposal.add('host', host, (h) => Promise.all([gateway.close(), h.close()]));
  return { url: host.url };
}
