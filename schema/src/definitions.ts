/** Which subgraphs the contract is made of: the core, and the plug-ins that are shipped with it. */
import { digitalTransformation } from '@nghitruong/digital-transformation';
import { directory } from '@nghitruong/directory';
import { emulation } from '@nghitruong/emulation';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { petitions } from '@nghitruong/petitions';
import { sessions } from '@nghitruong/sessions';
import { supervision } from '@nghitruong/supervision';

/** A definition as composition sees it: its settings and its wiring do not matter here. */
export type Composable = Pick<SubgraphDefinition, 'name' | 'source'>;

export const coreSubgraphs: readonly Composable[] = [
  directory,
  sessions,
  supervision,
  petitions,
  digitalTransformation,
];

export const pluginSubgraphs: readonly Composable[] = [emulation];
