/** The contract as files: where each text lies under schema/. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ComposedGraph } from './supergraph.js';

/** The folder of this package, from src as from dist. */
export const schemaFolder = join(__dirname, '..');

/** Path relative to the folder → text. */
export function filesOf(graph: ComposedGraph): Map<string, string> {
  return new Map([
    ['supergraph.graphql', graph.supergraph],
    ['api.graphql', graph.api],
    ['access.txt', graph.access],
    ...[...graph.subgraphs].map(([name, sdl]) => [`subgraphs/${name}.graphql`, sdl] as const),
  ]);
}

export function readFiles(folder = schemaFolder): Map<string, string> {
  const names = [
    'supergraph.graphql',
    'api.graphql',
    'access.txt',
    ...readdirSync(join(folder, 'subgraphs')).map((n) => `subgraphs/${n}`),
  ];
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Writes what changed and removes the SDL of subgraphs that are gone. @returns the paths that changed */
export function writeFiles(files: ReadonlyMap<string, string>, folder = schemaFolder): string[] {
  mkdirSync(join(folder, 'subgraphs'), { recursive: true });
  const changed: string[] = [];
  for (const name of readdirSync(join(folder, 'subgraphs'))) {
    if (files.has(`subgraphs/${name}`)) continue;
    rmSync(join(folder, 'subgraphs', name));
    changed.push(`subgraphs/${name}`);
  }
  for (const [name, text] of files) {
    const path = join(folder, name);
    if (existing(path) === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    changed.push(name);
  }
  return changed;
}

function existing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
