/**
 * The gateway as a process of its own: settings from the environment, start, stop on a signal.
 */
import { readFile } from 'node:fs/promises';
import { createTokenVerifier } from '@nghitruong/kit/auth';
import { createLog } from '@nghitruong/kit/log';
import { createHost, createMetrics, Disposal, runUntilSignal } from '@nghitruong/kit/server';
import { readSettings } from '@nghitruong/kit/settings';
import { createGateway } from './gateway.js';
import { gatewaySettings, subgraphUrls } from './settings.js';

async function main(): Promise<void> {
  const log = createLog('gateway');
  const disposal = new Disposal();
  runUntilSignal(() => disposal.end(log), log);
  try {
    const s = readSettings(gatewaySettings);
    const metrics = createMetrics('gateway');
    const gateway = await createGateway({
      supergraph: s.SUPERGRAPH,
      subgraphUrls: subgraphUrls(s.SUBGRAPH_URLS),
      gatewayPrivateKey: s.GATEWAY_PRIVATE_KEY,
      tokens: createTokenVerifier({ issuer: s.ISSUER, audience: s.AUDIENCE, jwks: s.JWKS_URL }),
      documents: s.TRUSTED_DOCUMENTS,
      allowedOrigins: s.ALLOWED_ORIGINS,
      adHoc: s.AD_HOC,
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
      log,
      metrics,
    });
    disposal.add('gateway', gateway, (g) => g.close());
    const tls =
      s.TLS_CERT && s.TLS_KEY
        ? { cert: await readFile(s.TLS_CERT, 'utf8'), key: await readFile(s.TLS_KEY, 'utf8') }
        : undefined;
    const host = await createHost({
      name: 'gateway',
      port: s.PORT,
      address: s.HOST,
      log,
      metrics,
      ...(tls && { tls }),
      ready: () => gateway.ready(),
      routes: [
        { prefix: '/graphql', handle: gateway.handle, upgrade: gateway.upgrade },
        { prefix: '/explorer', handle: gateway.explorer },
      ],
    });
    // Sockets are told to go while the host waits for them.
    disposal.add('host', host, (h) => Promise.all([gateway.close(), h.close()]));
    log.info({ url: host.url }, 'ready');
    process.send?.({ ready: true, name: 'gateway', url: host.url });
  } catch (err) {
    log.fatal({ err }, 'could not start');
    process.exitCode = 1;
    await disposal.end(log);
  }
}

void main();
