/**
 * Recording offices (R-ORG-13): taken at once on election, approved afterwards.
 *
 * Promises   the chairs of a council and of its People's Committee hold office
 *            for no more terms in a row than the rule says, whoever records it;
 *            an election that needs approval carries the day by which its file
 *            is sent, and, once sent, the day by which it is decided, both in
 *            working days.
 */
import { addDays, addWorkingDays, calendarOf } from '@nghitruong/kit/calendar';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, message, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { errors } from '../errors.js';
import { mayRecordOrganisation } from '../public-body/membership.policy.js';
import { ruleOn, sourceOf } from '../rule-set/rule-reading.service.js';
import { ApprovalState, OfficeHolding, OfficeKind } from './office-holding.entity.js';
import {
  OfficeRefused,
  type EndOfficeInput,
  type RecordOfficeApprovalInput,
  type RecordOfficeInput,
} from './office.inputs.js';
import { termsInARow } from './office.rules.js';

const MAX_DECISION = 300;
const CHAIRS: ReadonlySet<OfficeKind> = new Set([OfficeKind.COUNCIL_CHAIR, OfficeKind.PEOPLES_COMMITTEE_CHAIR]);
const APPROVED_ABOVE: ReadonlySet<OfficeKind> = new Set([
  ...CHAIRS,
  OfficeKind.COUNCIL_VICE_CHAIR,
  OfficeKind.PEOPLES_COMMITTEE_VICE_CHAIR,
]);

const refused = (code: keyof typeof errors & string, params: Record<string, string | number> = {}): OfficeRefused =>
  OfficeRefused.because(message(errors, code, params));

export class OfficeRecordingService {
  constructor(private readonly dataSource: DataSource) {}

  async record(ctx: Context, input: RecordOfficeInput): Promise<OfficeHolding | OfficeRefused> {
    const decision = cleanText(input.decision);
    this.admit(ctx, input.councilId, 'recordOffice');
    try {
      return await transaction(this.dataSource, async (manager) => {
        const [known] = (await manager.query(
          `SELECT c.unit_id AS "unitId", c.illustrative, p.full_name AS name FROM council c, person p WHERE c.id = $1 AND p.id::text = lower($2)`,
          [input.councilId, input.personId],
        )) as { unitId: string; illustrative: boolean; name: string }[];
        if (!known) throw fault(kitErrors, 'NOT_FOUND', { what: 'person', id: input.personId.slice(0, 64) });
        if (decision === '' || decision.length > MAX_DECISION) return refused('DECISION_MISSING');
        if (input.validTo != null && input.validTo < input.validFrom) return refused('OFFICE_DAYS');
        if (CHAIRS.has(input.kind)) {
          const rule = await ruleOn(manager, input.councilId, 'office.maxTerms', input.validFrom);
          const most = Number(rule?.value['value'] ?? Number.POSITIVE_INFINITY);
          const row = await heldInARow(manager, input);
          if (row >= most)
            return refused('OFFICE_TERM_LIMIT', { name: known.name, n: row, max: most, source: sourceOf(rule!) });
        }
        const above = APPROVED_ABOVE.has(input.kind);
        const fileDueOn = above
          ? await this.after(manager, input.councilId, 'office.approval.sendWorkingDays', input.validFrom)
          : null;
        const id = ctx.ids.next();
        await manager.query(
          `INSERT INTO office_holding (id, kind, council_id, body_id, person_id, valid_from, valid_to, decision, approval_state, file_due_on, illustrative)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            ...[
              id,
              input.kind,
              input.councilId,
              input.bodyId ?? null,
              input.personId.toLowerCase(),
              input.validFrom,
              input.validTo ?? null,
            ],
            ...[decision, above ? ApprovalState.PENDING : ApprovalState.NOT_NEEDED, fileDueOn, known.illustrative],
          ],
        );
        return manager.findOneByOrFail(OfficeHolding, { id });
      });
    } catch (error) {
      if (isDriverError(error, SQLSTATE.exclusionViolation)) return refused('OFFICE_TAKEN');
      throw error;
    }
  }

  async end(ctx: Context, { officeId, validTo }: EndOfficeInput): Promise<OfficeHolding | OfficeRefused> {
    return transaction(this.dataSource, async (manager) => {
      const office = await this.found(manager, officeId);
      this.admit(ctx, office.councilId, 'endOffice');
      if (validTo < office.validFrom || (office.validTo !== null && validTo > office.validTo))
        return refused('OFFICE_DAYS');
      await manager.update(OfficeHolding, { id: office.id }, { validTo });
      return Object.assign(office, { validTo });
    });
  }

  async approve(ctx: Context, input: RecordOfficeApprovalInput): Promise<OfficeHolding | OfficeRefused> {
    const decision = cleanText(input.decision ?? '').slice(0, MAX_DECISION);
    return transaction(this.dataSource, async (manager) => {
      const office = await this.found(manager, input.officeId);
      this.admit(ctx, office.councilId, 'recordOfficeApproval');
      if (office.approvalState !== ApprovalState.PENDING) return refused('APPROVAL_NOT_PENDING');
      const sentOn = input.fileSentOn ?? office.fileSentOn;
      const deciding = input.state === ApprovalState.APPROVED || input.state === ApprovalState.REFUSED;
      if (sentOn === null || sentOn < office.validFrom || (deciding && decision === ''))
        return refused('APPROVAL_INCOMPLETE');
      await manager.update(
        OfficeHolding,
        { id: office.id },
        {
          fileSentOn: sentOn,
          approvalDueOn: await this.after(manager, office.councilId, 'office.approval.workingDays', sentOn),
          ...(deciding && { approvalState: input.state!, approvalDecision: decision }),
        },
      );
      return manager.findOneByOrFail(OfficeHolding, { id: office.id });
    });
  }

  private async found(manager: EntityManager, id: string): Promise<OfficeHolding> {
    const office = isUuid(id)
      ? await manager.findOne(OfficeHolding, { where: { id }, lock: { mode: 'pessimistic_write' } })
      : null;
    if (!office) throw fault(kitErrors, 'NOT_FOUND', { what: 'office', id: id.slice(0, 64) });
    return office;
  }

  /** So many working days after a day, as the rule of that day says; null without one. */
  private async after(manager: EntityManager, councilId: string, key: string, day: string): Promise<string | null> {
    const days = (await ruleOn(manager, councilId, key, day))?.value['value'];
    if (typeof days !== 'number') return null;
    const last = addDays(day, days * 2 + 30);
    const off = (await manager.query('SELECT day::text AS day FROM holiday WHERE day BETWEEN $1 AND $2', [
      day,
      last,
    ])) as { day: string }[];
    const on = (await manager.query('SELECT day::text AS day FROM make_up_day WHERE day BETWEEN $1 AND $2', [
      day,
      last,
    ])) as { day: string }[];
    return addWorkingDays(calendarOf({ holidays: off.map((d) => d.day), makeUpDays: on.map((d) => d.day) }), day, days);
  }

  private admit(ctx: Context, councilId: string, what: string): void {
    if (!mayRecordOrganisation(ctx.actor, councilId)) throw refusedTo(ctx, what);
  }
}

/** Terms in a row before the one of that day in which the person held the office, in the councils of the same unit. */
async function heldInARow(manager: EntityManager, input: RecordOfficeInput): Promise<number> {
  const terms = (await manager.query(
    `SELECT row_number() OVER (ORDER BY t.valid_from)::int AS place, t.valid_from::text AS "from", coalesce(t.valid_to::text, '9999-12-31') AS "to"
     FROM council_term t JOIN council c ON c.id = t.council_id WHERE c.unit_id = (SELECT unit_id FROM council WHERE id = $1) ORDER BY 1`,
    [input.councilId],
  )) as { place: number; from: string; to: string }[];
  const now = terms.find((t) => t.from <= input.validFrom && input.validFrom <= t.to)?.place;
  if (now === undefined) return 0;
  const held = (await manager.query(
    `SELECT o.valid_from::text AS "from", coalesce(o.valid_to::text, '9999-12-31') AS "to" FROM office_holding o JOIN council c ON c.id = o.council_id
     WHERE o.kind = $1 AND o.person_id::text = lower($2) AND o.approval_state <> 'REFUSED' AND c.unit_id = (SELECT unit_id FROM council WHERE id = $3)`,
    [input.kind, input.personId, input.councilId],
  )) as { from: string; to: string }[];
  return termsInARow(
    terms.filter((t) => held.some((h) => h.from <= t.to && h.to >= t.from)),
    now,
  );
}
