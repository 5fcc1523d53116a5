/** The subgraphs in a process of their own: says where they are on one line, and serves until it is told to stop. */
require('../typescript.cjs');
const { startSubgraphs } = require('./subgraphs.ts');

void startSubgraphs(process.env.GATEWAY_PUBLIC_KEY).then(({ urls, urlsOfOne, supergraph }) =>
  process.stdout.write(`${JSON.stringify({ urls, urlsOfOne, supergraph })}\n`),
);
