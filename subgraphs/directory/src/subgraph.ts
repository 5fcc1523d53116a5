/**
 * The directory, wired: units, councils, bodies, people, rules, accounts.
 */
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { errors } from './errors.js';
import { Unit1700000000001 } from './migrations/unit-1700000000001.js';
import { Council1700000000002 } from './migrations/council-1700000000002.js';
import { RuleSet1700000000003 } from './migrations/rule-set-1700000000003.js';
import { Account1700000000004 } from './migrations/account-1700000000004.js';
import { Published1700000000005 } from './migrations/published-1700000000005.js';
import { settings } from './settings.js';

export const directory: SubgraphDefinition<typeof settings> = {
  name: 'directory',
  owner: {
    schema: 'directory',
    entities: [],
    migrations: [
      Unit1700000000001,
      Council1700000000002,
      RuleSet1700000000003,
      Account1700000000004,
      Published1700000000005,
    ],
  },
  source: { resolvers: [] },
  settings,
  errors,
  wire: () => ({ instances: [] }),
};
