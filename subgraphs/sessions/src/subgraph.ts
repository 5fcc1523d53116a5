/**
 * The wiring of sessions: which nouns there are and who is given what.
 *
 * Plain constructors, in the order of need; no container.
 */
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { errors } from './errors.js';
import { settings } from './settings.js';

export const sessions: SubgraphDefinition<typeof settings> = {
  name: 'sessions',
  owner: {
    schema: 'sessions',
    reads: ['directory'],
    entities: [],
    migrations: [],
  },
  source: {
    resolvers: [],
    orphanedTypes: [],
  },
  settings,
  errors,
  wire(_runtime) {
    return { instances: [], references: {} };
  },
};
