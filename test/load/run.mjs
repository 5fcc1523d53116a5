/**
 * `npm run bench`: figures of this machine, in one run. Options:
 *   --only box,burst,wall,displays   some of them
 *   --rounds N                       rounds of the burst (5)
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
const { bench } = require('./bench.ts');
await bench({ only, rounds: Number(option('rounds', '5')) });
process.exit(0);
