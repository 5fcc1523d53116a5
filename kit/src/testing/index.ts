/**
 * Testing: a real PostgreSQL, a fresh database per file, tokens of a test issuer.
 *
 * Elsewhere  the server that all rings share: jest.preset.cjs
 */
export { createTestDatabase, testCluster, type TestDatabase, type TestCluster } from './test-database.js';
export { createTestIssuer, testContext, type TestIssuer } from './test-issuer.js';
export { startTestSubgraph, type TestSubgraph } from './test-subgraph.js';
export { findNatsServer, startNatsServer, type TestNats } from './nats-server.js';
export { deferred, eventually, type Deferred } from './deferred.js';
export { describePlugin, type DescribePluginOptions } from './describe-plugin.js';
export { describeSubgraph, type DescribeSubgraphOptions } from './describe-subgraph.js';
