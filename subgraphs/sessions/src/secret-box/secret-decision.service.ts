/**
 * The council's decision to hold secret polls on devices (R-VOT-20): off until
 * it is recorded, with what it rests on and who recorded it. Each is a row of
 * its own; the latest holds, and a poll keeps the one its key was made under.
 */
import { hasRole } from '@nghitruong/kit/auth';
import type { Context } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { SecretBallotDecision } from './secret-ballot.entity.js';

const MAX_BASIS = 500;

export interface NewDecision {
  readonly councilId: string;
  readonly enabled: boolean;
  readonly basis: string;
  readonly decidedOn: string;
}

/** The decision that holds; null where none was ever recorded. */
export async function decisionOf(manager: EntityManager, councilId: string): Promise<SecretBallotDecision | null> {
  const [row] = (await manager.query(
    `SELECT id, council_id AS "councilId", enabled, basis, decided_on::text AS "decidedOn", recorded_at AS "recordedAt"
     FROM secret_ballot_decision WHERE council_id = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1`,
    [councilId],
  )) as object[];
  return row ? Object.assign(new SecretBallotDecision(), row) : null;
}

export class SecretDecisionService {
  constructor(private readonly dataSource: DataSource) {}

  of(councilId: string): Promise<SecretBallotDecision | null> {
    return decisionOf(this.dataSource.manager, councilId);
  }

  async record(ctx: Context, given: NewDecision): Promise<SecretBallotDecision> {
    const { actor } = ctx;
    const may = (['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(actor, role, given.councilId));
    if (actor.kind !== 'PERSON' || !may) throw fault(kitErrors, 'FORBIDDEN', { what: 'recordSecretBallotDecision' });
    const basis = cleanText(given.basis);
    if (basis.length === 0 || basis.length > MAX_BASIS)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'basis', why: `1–${MAX_BASIS} ký tự / characters` });
    const day = new Date(`${given.decidedOn}T00:00:00Z`);
    if (
      !/^\d{4}-\d{2}-\d{2}$/.test(given.decidedOn) ||
      Number.isNaN(day.getTime()) ||
      day.getTime() > ctx.clock.now().getTime() + 86_400_000
    )
      throw fault(kitErrors, 'INVALID_INPUT', {
        field: 'decidedOn',
        why: 'YYYY-MM-DD, không sau hôm nay / not after today',
      });
    await this.dataSource.query(
      `INSERT INTO secret_ballot_decision (id, council_id, enabled, basis, decided_on, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [ctx.ids.next(), given.councilId, given.enabled, basis, given.decidedOn, actor.accountId],
    );
    return (await this.of(given.councilId))!;
  }
}
