/**
 * The supergraph of this edition: the committed one where exactly its parts are
 * enabled, otherwise one composed here from the enabled parts.
 */
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Part } from './parts.js';

const folder = dirname(require.resolve('@nghitruong/schema/package.json'));
/** The subgraphs of the committed supergraph, plug-ins included. */
export const SHIPPED: readonly string[] = readdirSync(join(folder, 'subgraphs')).map((file) => parse(file).name);

/** The committed file, or the text of a composed one. */
export async function servedSupergraph(parts: readonly Part[]): Promise<string | { readonly sdl: string }> {
  const names = parts.map((p) => p.definition.name);
  if (names.length === SHIPPED.length && SHIPPED.every((n) => names.includes(n)))
    return join(folder, 'supergraph.graphql');
  const { composeSupergraph } = await import('@nghitruong/schema');
  return { sdl: composeSupergraph(parts.map((p) => p.definition)).supergraph };
}

export async function supergraphFor(data: string, parts: readonly Part[]): Promise<string> {
  const served = await servedSupergraph(parts);
  if (typeof served === 'string') return served;
  const file = join(data, 'supergraph.graphql');
  await writeFile(file, served.sdl);
  return file;
}
