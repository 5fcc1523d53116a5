/** Hive Gateway as it is set up for subscriptions: sockets to the subgraphs, the caller's token passed on, the file looked at again. */
import { defineConfig } from '@graphql-hive/gateway';

const rust =
  process.env.RUST === '1'
    ? { unifiedGraphHandler: (await import('@graphql-hive/router-runtime')).unifiedGraphHandler }
    : {};
export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH_FILE,
  pollingInterval: 10_000,
  port: Number(process.env.PORT),
  host: '127.0.0.1',
  logging: 'error',
  maskedErrors: false,
  propagateHeaders: {
    fromClientToSubgraphs: ({ context }) => {
      const token = context.connectionParams?.token;
      return token ? { authorization: `Bearer ${token}` } : undefined;
    },
  },
  transportEntries: {
    '*': {
      options: {
        subscriptions: { kind: 'ws', options: { connectionParams: { token: '{context.connectionParams.token}' } } },
      },
    },
  },
  ...rust,
});
