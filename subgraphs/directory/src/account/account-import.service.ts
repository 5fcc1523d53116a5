/** Adds accounts with their grants, many at once. An account that is there keeps its name, grants and state. */
import type { Grant } from '@nghitruong/kit/auth';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../batch/batch.service.js';

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly personId: string | null;
  readonly grants: readonly Grant[];
  readonly illustrative: boolean;
}

export async function insertAccounts(manager: EntityManager, accounts: readonly NewAccount[]): Promise<void> {
  await insertRows(
    manager,
    'account',
    { id: 'uuid', login: 'text', display_name: 'text', person_id: 'uuid', illustrative: 'boolean' },
    accounts.map((a) => ({
      id: a.id,
      login: a.login,
      display_name: a.displayName,
      person_id: a.personId,
      illustrative: a.illustrative,
    })),
  );
  await insertRows(
    manager,
    'account_grant',
    { account_id: 'uuid', role: 'text', council_id: 'text', body_id: 'text' },
    accounts.flatMap((a) =>
      a.grants.map((g) => ({
        account_id: a.id,
        role: g.role,
        council_id: g.councilId ?? null,
        body_id: g.bodyId ?? null,
      })),
    ),
  );
}
