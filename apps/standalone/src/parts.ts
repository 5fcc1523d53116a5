/** What an edition is made of: the five subgraphs, the plug-ins that are enabled, and identity's owner. */
import { digitalTransformation } from '@nghitruong/digital-transformation';
import { directory } from '@nghitruong/directory';
import { identityOwner } from '@nghitruong/identity';
import { runningRole, ownerRole, type OwnerDefinition } from '@nghitruong/kit/database';
import { printSubgraph } from '@nghitruong/kit/federation';
import { loadPlugins, type LoadOptions } from '@nghitruong/kit/plugin';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { petitions } from '@nghitruong/petitions';
import { sessions } from '@nghitruong/sessions';
import { supervision } from '@nghitruong/supervision';
import { version } from '../package.json';
import { SHIPPED } from './supergraph.js';

/** A subgraph, and the package whose main.ts runs it alone. */
export interface Part {
  readonly definition: SubgraphDefinition;
  readonly main: string;
}

const core: readonly Part[] = [
  { definition: directory, main: '@nghitruong/directory' },
  { definition: sessions, main: '@nghitruong/sessions' },
  { definition: petitions, main: '@nghitruong/petitions' },
  { definition: supervision, main: '@nghitruong/supervision' },
  { definition: digitalTransformation, main: '@nghitruong/digital-transformation' },
] as never;

/** The core and the enabled plug-ins' own subgraphs, each plug-in checked clause by clause. */
export async function partsOf(plugins: readonly string[]): Promise<Part[]> {
  const loaded = await loadPlugins(plugins, {
    kitVersion: version,
    importPlugin: (name) => import(`@nghitruong/${name}`) as never,
    // Composing takes seconds, and what is shipped was composed before it was shipped.
    ...(!plugins.every((name) => SHIPPED.includes(name)) && { composition: await composition() }),
  });
  return [
    ...core,
    ...loaded.filter((p) => p.subgraph).map((p) => ({ definition: p.subgraph!, main: `@nghitruong/${p.name}` })),
  ];
}

async function composition(): Promise<LoadOptions['composition']> {
  const { composeSdl } = await import('@nghitruong/schema');
  return {
    hosts: new Map(core.map((p) => [p.definition.name, printSubgraph(p.definition.source)])),
    api: (subgraphs) => composeSdl(subgraphs).api,
  };
}

/** In the order in which they are provisioned: an owner after those whose views it reads. */
export function ownersOf(parts: readonly Part[]): OwnerDefinition[] {
  const [directoryOwner, ...others] = parts.map((p) => p.definition.owner);
  // Identity reads the directory, and sessions reads identity where there is one.
  return [directoryOwner!, identityOwner, ...others];
}

export const rolesOf = (owner: OwnerDefinition): readonly [string, string] => [
  ownerRole(owner.schema),
  runningRole(owner.schema),
];
