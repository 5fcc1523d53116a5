/** One subgraph as it runs, asked through its real port with a gateway's assertion. */
import type { ExecutionResult } from 'graphql';
import { createAssertionSigner, generateGatewayKeys, type AssertionSigner, type Grant } from '../auth/index.js';
import { createMemoryBus, type Bus } from '../bus/index.js';
import type { Clock } from '../context/index.js';
import { silentLog } from '../log/index.js';
import { startSubgraph, type RunningSubgraph, type SubgraphDefinition } from '../server/index.js';
import type { SettingsTable } from '../settings/index.js';
import { createTestIssuer, type TestIssuer } from './test-issuer.js';
import type { TestDatabase } from './test-database.js';

export interface TestSubgraph {
  readonly running: RunningSubgraph;
  readonly issuer: TestIssuer;
  readonly bus: Bus;
  readonly signer: AssertionSigner;
  /** Asks as the holder of that token; anonymously without one; as a class of rights with `rights`. */
  ask<T = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    as?: { token?: string; rights?: readonly Grant[] },
  ): Promise<ExecutionResult<T>>;
  stop(): Promise<void>;
}

export async function startTestSubgraph<S extends SettingsTable>(
  definition: SubgraphDefinition<S>,
  database: TestDatabase,
  options: {
    bus?: Bus;
    clock?: Clock;
    env?: Record<string, string>;
    issuer?: TestIssuer;
    keys?: { privateKey: string; publicKey: string };
  } = {},
): Promise<TestSubgraph> {
  const issuer = options.issuer ?? (await createTestIssuer());
  const keys = options.keys ?? generateGatewayKeys();
  const signer = createAssertionSigner(keys.privateKey);
  const bus = options.bus ?? createMemoryBus();
  const running = await startSubgraph(definition, {
    databaseUrl: database.url(definition.owner),
    bus,
    gatewayPublicKey: keys.publicKey,
    tokens: issuer.verifier,
    secret: 'test secret',
    log: silentLog,
    processMetrics: false,
    poolSize: 5,
    ...(options.clock && { clock: options.clock }),
    env: options.env ?? {},
  });
  return {
    running,
    issuer,
    bus,
    signer,
    async ask<T>(
      query: string,
      variables: Record<string, unknown> = {},
      as: { token?: string; rights?: readonly Grant[] } = {},
    ) {
      const body = JSON.stringify({ query, variables });
      const response = await fetch(running.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-nt-gateway': signer.sign(definition.name, body, as.rights),
          ...(as.token && { authorization: `Bearer ${as.token}` }),
        },
        body,
      });
      return (await response.json()) as ExecutionResult<T>;
    },
    async stop() {
      await running.stop();
      await bus.close();
    },
  };
}
