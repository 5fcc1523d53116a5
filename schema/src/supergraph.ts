/**
 * The supergraph: one graph from the subgraphs' SDL, made offline.
 *
 * Promises   the same definitions give the same text, whatever their order; a
 *            graph that does not compose is refused with every reason; a field
 *            that has no access rule, or different ones in two subgraphs, is refused.
 * Odd part   routing URLs end in `.invalid`: the gateway is told by its own
 *            settings where a subgraph runs, and a file that forgot to tell it
 *            must reach nobody.
 */
import { composeServices } from '@apollo/composition';
import { printSubgraph } from '@nghitruong/kit/federation';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { accessFaults, accessTable } from './access.js';
import type { Composable } from './definitions.js';

export interface ComposedGraph {
  /** For the gateway: `schema/supergraph.graphql`. */
  readonly supergraph: string;
  /** For clients, without federation's own directives: `schema/api.graphql`. */
  readonly api: string;
  /** For a review: who may see what is not for everyone: `schema/access.txt`. */
  readonly access: string;
  /** By subgraph name: `schema/subgraphs/<name>.graphql`. */
  readonly subgraphs: ReadonlyMap<string, string>;
}

export class CompositionRefused extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(`the subgraphs do not compose:\n  ${reasons.join('\n  ')}`);
    this.name = 'CompositionRefused';
  }
}

export function composeSupergraph(definitions: readonly Composable[]): ComposedGraph {
  return composeSdl(new Map(definitions.map((d) => [d.name, printSubgraph(d.source)])));
}

/** From SDL alone: for subgraphs that are not written here. */
export function composeSdl(given: ReadonlyMap<string, string>): ComposedGraph {
  const subgraphs = new Map([...given].sort(([a], [b]) => (a < b ? -1 : 1)));
  const reasons = accessFaults(subgraphs);
  const composed = composeServices(
    [...subgraphs].map(([name, sdl]) => ({ name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdl) })),
  );
  if (composed.errors) reasons.push(...composed.errors.map((e) => e.message));
  if (reasons.length || !composed.supergraphSdl) throw new CompositionRefused(reasons);
  const api = lexicographicSortSchema(composed.schema.toAPISchema().toGraphQLJSSchema());
  return {
    supergraph: `${composed.supergraphSdl.trim()}\n`,
    api: `${printSchema(api).trim()}\n`,
    access: accessTable(subgraphs),
    subgraphs,
  };
}
