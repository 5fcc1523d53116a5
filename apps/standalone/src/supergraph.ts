/**
 * The supergraph of this edition: the committed one where exactly its parts are
 * enabled, otherwise one composed here from the enabled parts.
 */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { composeSupergraph } from '@nghitruong/schema';
import type { Part } from './parts.js';

const COMMITTED = ['directory', 'sessions', 'petitions', 'supervision', 'digital-transformation', 'emulation'];

/** The committed file, or the text of a composed one. */
export function servedSupergraph(parts: readonly Part[]): string | { readonly sdl: string } {
  const names = parts.map((p) => p.definition.name);
  if (names.length === COMMITTED.length && COMMITTED.every((n) => names.includes(n)))
    return join(dirname(require.resolve('@nghitruong/schema/package.json')), 'supergraph.graphql');
  return { sdl: composeSupergraph(parts.map((p) => p.definition)).supergraph };
}

export async function supergraphFor(folder: string, parts: readonly Part[]): Promise<string> {
  const served = servedSupergraph(parts);
  if (typeof served === 'string') return served;
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, served.sdl);
  return file;
}
