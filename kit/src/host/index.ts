/** Host: what a process needs that answers on a port and has no database; `server` is this and a subgraph's own. */
export { createHost, type Host, type HostOptions, type Route } from '../server/host.js';
export { readBody, sendJson, BodyTooLarge } from '../server/http.js';
export { runUntilSignal, Disposal } from '../server/lifetime.js';
export { createMetrics, type Metrics } from '../server/metrics.js';
export { tracing } from '../server/traced.js';
