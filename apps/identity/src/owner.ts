/** The owner `identity`: its schema and migrations, and whose published views it reads. */
import type { OwnerDefinition } from '@nghitruong/kit/database';
import { Identity1700000000001 } from './migrations/identity-1700000000001.js';
import { Identity1700000000002 } from './migrations/identity-1700000000002.js';
import { Identity1700000000003 } from './migrations/identity-1700000000003.js';

export const identityOwner: OwnerDefinition = {
  schema: 'identity',
  entities: [],
  migrations: [Identity1700000000001, Identity1700000000002, Identity1700000000003],
  reads: ['directory'],
};
