/** Every part in this one process: one event loop, one memory bus, calls still signed and sent over loopback. */
import { createGateway } from '@nghitruong/gateway';
import { createIdentity, identityOwner } from '@nghitruong/identity';
import { createTokenVerifier } from '@nghitruong/kit/auth';
import { createMemoryBus } from '@nghitruong/kit/bus';
import { runningRole } from '@nghitruong/kit/database';
import { createMetrics, startSubgraph, tracing, type Disposal } from '@nghitruong/kit/server';
import { EXAMPLE_QUERY } from './example-query.js';
import type { Running, Shared } from './running.js';

export async function startInProcess(
  { folder, urls, origin, log, progress, audience, issuer, parts, supergraph, documents, tracesTo }: Shared,
  disposal: Disposal,
): Promise<Running> {
  const identity = issuer
    ? undefined
    : await progress.step('Khởi động dịch vụ đăng nhập', 'Starting identity', async () =>
        disposal.add(
          'identity',
          await createIdentity({
            databaseUrl: urls(runningRole(identityOwner.schema)),
            origin,
            secret: folder.secret('identity'),
            audience: audience,
            log: log.child({ part: 'identity' }),
          }),
          (i) => i.close(),
        ),
      );
  const tokens = createTokenVerifier({
    issuer: issuer?.url ?? identity!.issuer,
    audience: audience,
    jwks: issuer?.jwks ?? (() => identity!.jwks),
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
            ...(tracesTo && { tracesTo }),
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
        supergraph,
        subgraphUrls: Object.fromEntries(subgraphs.map((s) => [s.name, [s.url]])),
        gatewayPrivateKey: folder.gatewayKeys.privateKey,
        tokens,
        documents,
        allowedOrigins: [origin],
        adHoc: 'DEVELOPER',
        disabledAccounts: 'directory',
        exampleQuery: EXAMPLE_QUERY,
        log: log.child({ part: 'gateway' }),
        metrics,
        ...(await tracing(tracesTo, 'gateway', disposal, log)),
      }),
      (g) => g.close(),
    ),
  );
  return {
    processes: [],
    ready: () => gateway.ready(),
    leave: () => gateway.close(),
    routes: [
      { prefix: '/graphql', handle: gateway.handle, upgrade: gateway.upgrade },
      { prefix: '/explorer', handle: gateway.explorer },
      ...(identity ? [{ prefix: '/id', handle: identity.handle }] : []),
    ],
  };
}
