/**
 * Server: one HTTP and WebSocket host for every process of ours.
 *
 * Promises   a bounded body; `/livez`, `/readyz`, `/metrics` on every host;
 *            on a signal: no new connections, sockets told to go (1001), work
 *            in flight finished, then everything disposed in reverse order.
 */
export * from '../host/index.js';
export { natsSettings } from './bus.js';
export { createSubgraphServer, type SubgraphServerOptions } from './subgraph-server.js';
export {
  runSubgraph,
  startSubgraph,
  subgraphSettings,
  type RunningSubgraph,
  type SubgraphDefinition,
  type SubgraphRuntime,
  type Wiring,
} from './subgraph.js';
