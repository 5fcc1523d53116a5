/** All rings in one run, over one PostgreSQL. A package's own tests alone: `npx jest` in its folder. */
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const folders = [
  'kit',
  'client',
  'gateway',
  'schema',
  'test',
  ...['apps', 'plugins', 'subgraphs'].flatMap((d) => readdirSync(join(__dirname, d)).map((n) => `${d}/${n}`)),
];
module.exports = {
  projects: folders.filter((f) => existsSync(join(__dirname, f, 'jest.config.cjs'))).map((f) => `<rootDir>/${f}`),
  testTimeout: 60_000,
};
