/** Each part as a process of its own, sessions as several if asked; this process keeps them and passes requests on. */
import { resolve } from 'node:path';
import { identityOwner } from '@nghitruong/identity';
import { runningRole } from '@nghitruong/kit/database';
import type { Disposal } from '@nghitruong/kit/server';
import { passOn } from './front.js';
import { startProcess, type ProcessPart } from './processes.js';
import type { Running, Shared } from './running.js';

export async function startProcesses(
  {
    folder,
    urls,
    origin,
    log,
    progress,
    audience,
    issuer,
    sessions,
    parts,
    supergraph,
    documents,
    tracesTo,
    nats,
  }: Shared,
  disposal: Disposal,
): Promise<Running> {
  const add = (part: ProcessPart): ProcessPart => disposal.add(part.name, part, (p) => p.stop());
  const identity = issuer
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
              AUDIENCE: audience,
              IDENTITY_SECRET: folder.secret('identity'),
            },
          }),
        ),
      );
  const believed = {
    ISSUER: issuer?.url ?? `${origin}/id`,
    AUDIENCE: audience,
    JWKS_URL: issuer?.jwks ?? `${identity!.url}/id/jwks`,
  };
  const traced = { ...(tracesTo && { OTEL_EXPORTER_OTLP_ENDPOINT: tracesTo }) };
  const bus = nats
    ? { BUS: 'nats', NATS_URL: nats.url, ...(nats.credentialsFile && { NATS_CREDS: resolve(nats.credentialsFile) }) }
    : { BUS: 'postgres' };
  const subgraphs = await progress.step('Khởi động các phân hệ', 'Starting the subgraphs', () =>
    Promise.all(
      parts.flatMap(({ definition, main }) =>
        Array.from({ length: definition.name === 'sessions' ? sessions : 1 }, async (_, i) =>
          add(
            await startProcess({
              name: definition.name === 'sessions' && sessions > 1 ? `sessions-${i + 1}` : definition.name,
              packageName: main,
              path: '/graphql',
              log,
              env: {
                ...believed,
                ...traced,
                DATABASE_URL: urls(runningRole(definition.owner.schema)),
                ...bus,
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
  const gateway = await progress.step('Mở cổng chung', 'Opening the gateway', async () =>
    add(
      await startProcess({
        name: 'gateway',
        packageName: '@nghitruong/gateway',
        log,
        env: {
          ...believed,
          ...traced,
          SUPERGRAPH: supergraph,
          SUBGRAPH_URLS: parts.map((p) => `${p.definition.name}=${urlsOf(p.definition.name)}`).join(','),
          GATEWAY_PRIVATE_KEY: folder.gatewayKeys.privateKey,
          TRUSTED_DOCUMENTS: documents.join(','),
          ALLOWED_ORIGINS: origin,
          AD_HOC: 'DEVELOPER',
        },
      }),
    ),
  );
  return {
    processes: [...(identity ? [identity] : []), ...subgraphs, gateway],
    leave: () => gateway.stop(),
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
