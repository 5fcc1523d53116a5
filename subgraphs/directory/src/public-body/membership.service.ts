/**
 * Recording who sits in a body, so that any day can be asked afterwards.
 *
 * Promises   nobody is in the standing body and in the People's Committee of
 *            one level on one day (R-ORG-02); what is over already may be
 *            recorded as it was, and is listed;
 *            a delegate is in one group at a time: joining another ends the
 *            first the day before, both stay, each with its decision (R-ORG-04).
 * Elsewhere  who may: membership.policy · that nobody sits twice: the constraints
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, message, refusedTo } from '@nghitruong/kit/errors';
import { cleanText, searchKey } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { dayBefore, today } from '../calendar/calendar.rules.js';
import { errors } from '../errors.js';
import { sortNameOf } from '../person/person.rules.js';
import { ruleOn, sourceOf } from '../rule-set/rule-reading.service.js';
import {
  IncompatibleMembership,
  MembershipRefused,
  type EndMembershipInput,
  type RecordMembershipInput,
} from './membership.inputs.js';
import { mayRecordOrganisation } from './membership.policy.js';
import { BodyKind, Membership, PublicBody } from './public-body.entity.js';

const APART = 'membership.incompatible';
const MAX_DECISION = 300;
const MAX_NAME = 100;
/** The other of two bodies that the law keeps apart. */
const OTHER: Partial<Record<BodyKind, BodyKind>> = {
  [BodyKind.STANDING_BODY]: BodyKind.PEOPLES_COMMITTEE,
  [BodyKind.PEOPLES_COMMITTEE]: BodyKind.STANDING_BODY,
};

interface Who {
  readonly personId: string;
  readonly fullName: string;
  /** Whose seat it is; null of a person without one. */
  readonly councilId: string | null;
}

const refused = (code: keyof typeof errors & string, params: Record<string, string> = {}): MembershipRefused =>
  MembershipRefused.because(message(errors, code, params));

export class MembershipService {
  constructor(private readonly dataSource: DataSource) {}

  async record(ctx: Context, input: RecordMembershipInput): Promise<Membership | MembershipRefused> {
    const decision = cleanText(input.decision);
    try {
      return await transaction(this.dataSource, async (manager) => {
        const body = await manager.findOneBy(PublicBody, { id: input.bodyId });
        const councilId = body && (await councilOf(manager, body));
        if (!body || !councilId)
          throw fault(kitErrors, 'NOT_FOUND', { what: 'publicBody', id: input.bodyId.slice(0, 64) });
        this.admit(ctx, councilId, 'recordMembership');
        if (decision === '' || decision.length > MAX_DECISION) return refused('DECISION_MISSING');
        const { validFrom } = input;
        const validTo = input.validTo ?? null;
        if (
          (validTo !== null && validTo < validFrom) ||
          validFrom < body.validFrom ||
          (body.validTo !== null && (validTo ?? '9') > body.validTo)
        )
          return refused('MEMBERSHIP_DAYS', { body: body.name });
        const named = await this.named(manager, ctx, body, input);
        if (named instanceof MembershipRefused) return named;
        const who = named ?? (await personOf(manager, input));
        if (!who) return refused('MEMBER_UNKNOWN', { body: body.name });
        // Whose seat it is, is asked of the council whose body it is.
        if (who.councilId !== null && body.ofCouncilId !== null && who.councilId !== body.ofCouncilId)
          return refused('MEMBER_UNKNOWN', { body: body.name });
        const apart = await this.keptApart(manager, body, councilId, who.personId, validFrom, validTo, today(ctx));
        if (apart) return refused('INCOMPATIBLE_MEMBERSHIP', { name: who.fullName, ...apart });
        if (body.kind === BodyKind.DELEGATE_GROUP) {
          if (!input.delegateId) return refused('MEMBER_UNKNOWN', { body: body.name });
          await leaveGroups(manager, input.delegateId, body.id, validFrom);
        }
        const id = ctx.ids.next();
        await manager.query(
          `INSERT INTO membership (id, body_id, delegate_id, person_id, role, valid_from, valid_to, decision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            id,
            body.id,
            input.delegateId ?? null,
            input.delegateId ? null : who.personId,
            input.role,
            validFrom,
            validTo,
            decision,
          ],
        );
        return manager.findOneByOrFail(Membership, { id });
      });
    } catch (error) {
      if (isDriverError(error, SQLSTATE.exclusionViolation)) return refused('MEMBERSHIP_TAKEN');
      throw error;
    }
  }

  async end(ctx: Context, input: EndMembershipInput): Promise<Membership | MembershipRefused> {
    return transaction(this.dataSource, async (manager) => {
      const found = isUuid(input.membershipId)
        ? await manager.findOne(Membership, { where: { id: input.membershipId }, lock: { mode: 'pessimistic_write' } })
        : null;
      const body = found && (await manager.findOneBy(PublicBody, { id: found.bodyId }));
      const councilId = body && (await councilOf(manager, body));
      if (!found || !body || !councilId)
        throw fault(kitErrors, 'NOT_FOUND', { what: 'membership', id: input.membershipId.slice(0, 64) });
      this.admit(ctx, councilId, 'endMembership');
      if (input.validTo < found.validFrom || (found.validTo !== null && input.validTo > found.validTo))
        return refused('MEMBERSHIP_DAYS', { body: body.name });
      await manager.update(Membership, { id: found.id }, { validTo: input.validTo });
      return Object.assign(found, { validTo: input.validTo });
    });
  }

  /** Everybody of a council's standing body who was in the People's Committee of its unit on the same days. */
  async incompatible(ctx: Context, councilId: string): Promise<IncompatibleMembership[]> {
    const { manager } = this.dataSource;
    const day = today(ctx);
    const rows = (await manager.query(
      `SELECT p.full_name AS "fullName", a.id AS one, b.id AS two, coalesce(least(a.valid_to, b.valid_to), 'infinity') < $2::date AS historic
       FROM council c
       JOIN public_body s ON s.council_id = c.id AND s.kind = 'STANDING_BODY'
       JOIN public_body u ON u.unit_id = c.unit_id AND u.kind = 'PEOPLES_COMMITTEE'
       JOIN membership a ON a.body_id = s.id JOIN membership b ON b.body_id = u.id
       LEFT JOIN delegate d ON d.id = a.delegate_id LEFT JOIN delegate e ON e.id = b.delegate_id
       JOIN person p ON p.id = coalesce(d.person_id, a.person_id) AND p.id = coalesce(e.person_id, b.person_id)
       WHERE c.id = $1 AND daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
       ORDER BY historic, p.sort_name`,
      [councilId, day],
    )) as { fullName: string; one: string; two: string; historic: boolean }[];
    const rule = await ruleOn(manager, councilId, APART, day);
    const found: IncompatibleMembership[] = [];
    for (const { fullName, one, two, historic } of rows)
      found.push(
        Object.assign(new IncompatibleMembership(), {
          ...{ fullName, historic, source: rule ? sourceOf(rule) : '' },
          inStandingBody: await manager.findOneByOrFail(Membership, { id: one }),
          inPeoplesCommittee: await manager.findOneByOrFail(Membership, { id: two }),
        }),
      );
    return found;
  }

  /** Who is not in the directory yet comes into it with the membership; undefined where nobody is named. */
  private async named(
    manager: EntityManager,
    ctx: Context,
    body: PublicBody,
    { fullName, namesake, delegateId, personId }: RecordMembershipInput,
  ): Promise<Who | MembershipRefused | undefined> {
    if (fullName == null) return undefined;
    const name = cleanText(fullName).replace(/\s+/g, ' ');
    const mayBeNamed = body.kind === BodyKind.PEOPLES_COMMITTEE && delegateId == null && personId == null;
    if (!mayBeNamed || name === '' || name.length > MAX_NAME) return refused('MEMBER_UNKNOWN', { body: body.name });
    if (!namesake) {
      const [known] = (await manager.query('SELECT 1 FROM person WHERE search_key = $1 LIMIT 1', [
        searchKey(name),
      ])) as unknown[];
      if (known) return refused('MEMBER_NAMESAKE', { name });
    }
    const id = ctx.ids.next();
    await manager.query(
      'INSERT INTO person (id, full_name, sort_name, search_key, illustrative) VALUES ($1, $2, $3, $4, $5)',
      [id, name, sortNameOf(name), searchKey(name), body.illustrative],
    );
    return { personId: id, fullName: name, councilId: null };
  }

  private async keptApart(
    manager: EntityManager,
    body: PublicBody,
    councilId: string,
    personId: string,
    from: string,
    to: string | null,
    now: string,
  ): Promise<{ body: string; source: string } | null> {
    const other = OTHER[body.kind];
    // What is over is recorded as it was: a warning, which the list gives, and no refusal.
    if (!other || (to !== null && to < now)) return null;
    const rule = await ruleOn(manager, councilId, APART, from);
    if (!rule) return null;
    const [there] = (await manager.query(
      `SELECT b.name FROM membership m JOIN public_body b ON b.id = m.body_id AND b.kind = $1 AND b.unit_id = $2 LEFT JOIN delegate d ON d.id = m.delegate_id
       WHERE coalesce(d.person_id, m.person_id) = $3 AND daterange(m.valid_from, m.valid_to, '[]') && daterange($4::date, $5::date, '[]') LIMIT 1`,
      [other, body.unitId, personId, from, to],
    )) as { name: string }[];
    return there ? { body: there.name, source: sourceOf(rule) } : null;
  }

  private admit(ctx: Context, councilId: string, what: string): void {
    if (!mayRecordOrganisation(ctx.actor, councilId)) throw refusedTo(ctx, what);
  }
}

/** The council whose body it is, or that of its unit. */
async function councilOf(manager: EntityManager, body: PublicBody): Promise<string | null> {
  if (body.ofCouncilId !== null) return body.ofCouncilId;
  const rows = (await manager.query('SELECT id FROM council WHERE unit_id = $1 ORDER BY valid_from DESC LIMIT 1', [
    body.unitId,
  ])) as { id: string }[];
  return rows[0]?.id ?? null;
}

async function personOf(
  manager: EntityManager,
  { delegateId, personId }: RecordMembershipInput,
): Promise<Who | undefined> {
  const id = delegateId ?? personId ?? '';
  if (!isUuid(id) || (delegateId != null && personId != null)) return undefined;
  const rows = (await manager.query(
    delegateId != null
      ? `SELECT p.id AS "personId", p.full_name AS "fullName", d.council_id AS "councilId" FROM delegate d JOIN person p ON p.id = d.person_id WHERE d.id = $1`
      : `SELECT id AS "personId", full_name AS "fullName", NULL AS "councilId" FROM person WHERE id = $1`,
    [id],
  )) as Who[];
  return rows[0];
}

/** A group that began before is left the day before; one that begins later stays in the way and is refused. */
async function leaveGroups(manager: EntityManager, delegateId: string, into: string, from: string): Promise<void> {
  await manager.query(
    `UPDATE membership m SET valid_to = $3 FROM public_body b
     WHERE b.id = m.body_id AND b.kind = 'DELEGATE_GROUP' AND m.delegate_id = $1 AND m.body_id <> $2
       AND m.valid_from <= $3 AND coalesce(m.valid_to, 'infinity') >= $4`,
    [delegateId, into, dayBefore(from), from],
  );
}
