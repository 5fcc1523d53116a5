/**
 * `npm run bench`: figures of this machine, in one run. Options:
 *   --only box,burst,wall,displays   some of them
 *   --rounds N                       rounds of the burst (5)
 *   --only gateways                  our gateway beside others, which are installed once for it; --rounds, --seconds, --connections,
 *                                    --queries tiny,light,heavy, --contenders ours,Hive (beginnings of names)
 *   --only fanout,sockets,storm,slow,swap,memory,plans
 *                                    the live side and what the gateway holds, each beside its aim; --sockets, --swaps, --requests, --operations
 * Every figure is printed with what it was measured on; none is a test.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('./typescript.cjs');
const given = process.argv.slice(2);
const option = (name, fallback) => {
  const at = given.indexOf(`--${name}`);
  return at < 0 ? fallback : given[at + 1];
};
const only = option('only', 'box,burst,wall,displays').split(',');
if (only.includes('gateways')) {
  const { gateways } = require('./gateways/gateways.ts');
  await gateways({
    rounds: Number(option('rounds', '3')),
    seconds: Number(option('seconds', '5')),
    connections: Number(option('connections', '32')),
    queries: option('queries', 'tiny,light,heavy').split(','),
    contenders: option('contenders', '').split(',').filter(Boolean),
  });
}
const { LIVE, live } = require('./live/live.ts');
if (LIVE.some((name) => only.includes(name)))
  await live(only, {
    sockets: Number(option('sockets', '9000')),
    swaps: Number(option('swaps', '50')),
    requests: Number(option('requests', '1000000')),
    operations: Number(option('operations', '1000000')),
  });
const { bench } = require('./bench.ts');
await bench({ only, rounds: Number(option('rounds', '5')) });
process.exit(0);
