/** Hive Gateway; with RUST=1 its planner is the one written in Rust. */
import { defineConfig } from '@graphql-hive/gateway';

const rust =
  process.env.RUST === '1'
    ? { unifiedGraphHandler: (await import('@graphql-hive/router-runtime')).unifiedGraphHandler }
    : {};
export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH_FILE,
  port: Number(process.env.PORT),
  host: '127.0.0.1',
  logging: 'error',
  ...rust,
});
