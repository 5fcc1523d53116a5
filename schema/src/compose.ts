/**
 * Prints every subgraph's SDL and composes the supergraph into files.
 *
 * `--check` writes nothing and fails where a file is not what the code prints;
 * `--accept` makes the present API the one that clients are promised.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coreSubgraphs, pluginSubgraphs } from './definitions.js';
import { filesOf, readFiles, schemaFolder, writeFiles } from './files.js';
import { composeSupergraph } from './supergraph.js';

function main(args: readonly string[]): void {
  const files = filesOf(composeSupergraph([...coreSubgraphs, ...pluginSubgraphs]));
  if (args.includes('--check')) {
    const committed = readFiles();
    const differing = [...new Set([...files.keys(), ...committed.keys()])].filter(
      (name) => files.get(name) !== committed.get(name),
    );
    if (differing.length) {
      process.stderr.write(`schema: not what the code prints: ${differing.join(', ')}. Run: npm run compose\n`);
      process.exitCode = 1;
    }
    return;
  }
  const changed = writeFiles(files);
  process.stdout.write(
    `schema: ${files.size - 3} subgraphs composed${changed.length ? `; written: ${changed.join(', ')}` : '; nothing changed'}\n`,
  );
  if (args.includes('--accept')) {
    copyFileSync(join(schemaFolder, 'api.graphql'), join(schemaFolder, 'accepted', 'api.graphql'));
    writeFileSync(join(schemaFolder, 'breaking-changes.json'), '[]\n');
    process.stdout.write('schema: this API is now what clients are promised\n');
  }
}

main(process.argv.slice(2));
