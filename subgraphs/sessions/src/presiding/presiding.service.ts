/**
 * Presiding is of the sitting, and is handed over while it goes on (R-SES-10).
 *
 * The role CHAIR says who may preside; the sitting says who does. From the
 * moment that one presides the orders of the chair are that person's: another
 * chair's order is refused, with the name of the one who presides. The
 * secretary goes on by the chair's order.
 *
 * Promises   one person presides at any instant; each handing over is an event
 *            of the sitting with who, as what and by whom.
 * Elsewhere  as what: presiding.rules · the orders of the chair: sitting.service
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import { boardOf, dayOf } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { PresidingCandidate } from './presiding.entity.js';
import { presidesAs, type HeldOffice, type PresidingAsName } from './presiding.rules.js';

type Presides = Pick<Sitting, 'presidingPersonId' | 'presidingName' | 'presidingAs' | 'presidingSince'>;

async function officesOf(manager: EntityManager, sitting: Sitting): Promise<HeldOffice[]> {
  const day = dayOf(sitting);
  if (await boardOf(manager, sitting.councilId))
    return (await manager.query(
      `SELECT person_id AS "personId", CASE role WHEN 'HEAD' THEN 'CHAIR' ELSE 'VICE_CHAIR' END AS kind FROM directory.published_membership_v1
       WHERE body_id = $1 AND role IN ('HEAD', 'DEPUTY') AND status = 'IN_OFFICE' AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`,
      [sitting.councilId, day],
    )) as HeldOffice[];
  return (await manager.query(
    `SELECT person_id AS "personId", CASE kind WHEN 'COUNCIL_CHAIR' THEN 'CHAIR' ELSE 'VICE_CHAIR' END AS kind FROM directory.published_office_v1
     WHERE council_id = $1 AND kind IN ('COUNCIL_CHAIR', 'COUNCIL_VICE_CHAIR') AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`,
    [sitting.councilId, day],
  )) as HeldOffice[];
}

async function isFirstSession(manager: EntityManager, sitting: Sitting): Promise<boolean> {
  const rows = (await manager.query('SELECT elected_on IS NOT NULL AS first FROM session WHERE id = $1', [
    sitting.sessionId,
  ])) as { first: boolean }[];
  return rows[0]?.first === true;
}

/** Persons with the role of the chair in the place, as what each presides. */
export async function candidatesOf(manager: EntityManager, sitting: Sitting): Promise<PresidingCandidate[]> {
  const holders = (await manager.query(
    `SELECT DISTINCT ON (a.person_id) a.person_id AS "personId", a.display_name AS name FROM directory.published_account_v1 a
     WHERE NOT a.disabled AND a.person_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(a.grants) g WHERE g->>'role' = 'CHAIR' AND coalesce(g->>'bodyId', g->>'councilId', $1) = $1)
     ORDER BY a.person_id, a.login`,
    [sitting.councilId],
  )) as { personId: string; name: string }[];
  const [offices, first] = [await officesOf(manager, sitting), await isFirstSession(manager, sitting)];
  return holders
    .flatMap(({ personId, name }) => {
      const as = presidesAs(personId, offices, first);
      return as ? [Object.assign(new PresidingCandidate(), { councilId: sitting.councilId, personId, name, as })] : [];
    })
    .sort((a, b) => (a.as === b.as ? a.name.localeCompare(b.name, 'vi') : a.as < b.as ? -1 : 1));
}

/** Who opens the sitting as its chair presides it from then on, unless somebody does already. */
export async function presidesFromOpening(
  manager: EntityManager,
  ctx: Context,
  sitting: Sitting,
): Promise<Partial<Presides>> {
  const { personId } = ctx.actor;
  if (sitting.presidingPersonId !== null || personId === undefined) return {};
  const found = (await candidatesOf(manager, sitting)).find((candidate) => candidate.personId === personId);
  return found ? presides(found, ctx.clock.now()) : {};
}

const presides = (who: { personId: string; name: string; as: PresidingAsName }, since: Date): Presides => ({
  presidingPersonId: who.personId,
  presidingName: who.name,
  presidingAs: who.as,
  presidingSince: since,
});

export class PresidingService {
  constructor(private readonly sittings: SittingService) {}

  /** @throws Refusal MAY_NOT_PRESIDE, PRESIDES_ALREADY, NOT_PRESIDING, STALE */
  async handOver(ctx: Context, sittingId: string, expectedStep: number, personId: string): Promise<void> {
    const detail: Record<string, unknown> = {};
    await this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      'handOverPresiding',
      async (manager, sitting) => {
        const found = isUuid(personId)
          ? (await candidatesOf(manager, sitting)).find((candidate) => candidate.personId === personId.toLowerCase())
          : undefined;
        if (!found) throw refusal('MAY_NOT_PRESIDE');
        if (sitting.presidingPersonId === found.personId) throw refusal('PRESIDES_ALREADY', { name: found.name });
        Object.assign(detail, {
          from: sitting.presidingName,
          fromPersonId: sitting.presidingPersonId,
          to: found.name,
          toPersonId: found.personId,
          as: found.as,
        });
        return presides(found, ctx.clock.now());
      },
      detail,
    );
  }
}
