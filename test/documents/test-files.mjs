/** Every test and suite of the project, by its path: what the pages that speak of tests are written from. */
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export function testFiles() {
  return ['apps', 'client', 'gateway', 'kit', 'plugins', 'schema', 'subgraphs', 'test']
    .flatMap((d) =>
      readdirSync(join(root, d), { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile() && /\.(test|suite)\.ts$/.test(e.name))
        .map((e) => relative(root, join(e.parentPath, e.name))),
    )
    .filter((f) => !/(^|\/)(node_modules|dist)\//.test(f))
    .sort();
}
