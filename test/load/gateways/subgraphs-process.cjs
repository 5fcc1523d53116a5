/** The subgraphs in a process of their own: says where they are on one line, and serves until it is told to stop. */
require('../typescript.cjs');
const { startSubgraphs } = require('./subgraphs.ts');

void startSubgraphs().then(({ urls, urlsOfOne, supergraph }) =>
  process.stdout.write(`${JSON.stringify({ urls, urlsOfOne, supergraph })}\n`),
);
