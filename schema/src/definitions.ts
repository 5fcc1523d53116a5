/** Which subgraphs the contract is made of: the core, and the plug-ins that are shipped with it. */
import type { SubgraphDefinition } from '@nghitruong/kit/server';

/** A definition as composition sees it: its settings do not matter here. */
export type Composable = Pick<SubgraphDefinition, 'name' | 'source'>;

function present(load: () => Record<string, unknown>, name: string): Composable[] {
  try {
    const found = load()[name] as Composable | undefined;
    return found?.source.resolvers.length ? [found] : [];
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND' || /Cannot find module|Could not locate/.test(String(error))) return [];
    throw error;
  }
}

/* eslint-disable @typescript-eslint/no-require-imports */
export const coreSubgraphs: readonly Composable[] = [
  ...present(() => require('@nghitruong/directory') as never, 'directory'),
  ...present(() => require('@nghitruong/sessions') as never, 'sessions'),
  ...present(() => require('@nghitruong/supervision') as never, 'supervision'),
  ...present(() => require('@nghitruong/petitions') as never, 'petitions'),
  ...present(() => require('@nghitruong/digital-transformation') as never, 'digitalTransformation'),
];

export const pluginSubgraphs: readonly Composable[] = [...present(() => require('@nghitruong/emulation') as never, 'emulationSubgraph')];
