/**
 * Migrations run by their time, whatever order they are written in: each has a
 * time of its own, and the list says the order in which they run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const lists = ['subgraphs', 'plugins'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const text = readFileSync(join(root, folder, name, 'src/subgraph.ts'), 'utf8');
      const block = /migrations: \[([^\]]*)\]/.exec(text)?.[1];
      return block === undefined ? [] : [[name, [...block.matchAll(/\w+?(\d{13})\b/g)].map((m) => m[1]!)] as const];
    }),
);

test.each(lists)('%s: every migration after the one before it', (_, times) => {
  expect(times.length).toBeGreaterThan(0);
  expect(times).toEqual([...new Set(times)].sort());
});
