/**
 * The tally committee at work: appointed before the opening, it signs what was
 * counted; with enough signatures the poll is certified.
 *
 * Promises   no signature counts twice; whoever opened the poll, with whatever
 *            account, does not sign it, so opening and certifying are never one person's; a signature
 *            names the digest its signer was shown, and no other tally;
 *            certified, and told to everyone, in the transaction of the last
 *            signature needed.
 * Locks      the sitting's row first, then the poll's.
 * Elsewhere  how many must sign: tally-committee.rules
 */
import { hasRole } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { appendPollEvent } from '../poll/poll.events.js';
import { Poll } from '../poll/poll.entity.js';
import { eventNameOf } from '../poll/poll-statements.js';
import { UNOPENED } from '../poll/poll.states.js';
import { refusal } from '../refused.js';
import { rulesOf, seatsOf } from '../sitting/seat.service.js';
import { SittingState } from '../sitting/sitting.states.js';
import { isAdmitted } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import type { AppointTallyCommitteeInput } from './tally-committee.inputs.js';
import { committeeRuleOf, SIGNATURES_KEY, signaturesNeeded } from './tally-committee.rules.js';
import { TallyCertification, TallyCommittee, TallySignature } from './tally-committee.entity.js';

const MAX_MEMBERS = 21;

/** The committee of a poll: its own, else the sitting's; of an opened poll the one it was opened with. */
export async function committeeOf(
  manager: EntityManager,
  poll: Pick<Poll, 'id' | 'sittingId' | 'openedAt'>,
): Promise<TallyCommittee | null> {
  const rows = (await manager.query(
    `SELECT id FROM tally_committee WHERE sitting_id = $1 AND (poll_id IS NULL OR poll_id = $2) AND appointed_at <= coalesce($3::timestamptz, 'infinity')
     ORDER BY (poll_id IS NOT NULL) DESC, appointed_at DESC LIMIT 1`,
    [poll.sittingId, poll.id, poll.openedAt],
  )) as { id: string }[];
  return rows[0] ? committeeBy(manager, rows[0].id) : null;
}

async function committeeBy(manager: EntityManager, id: string): Promise<TallyCommittee> {
  const found = await manager.findOneOrFail(TallyCommittee, { where: { id }, relations: { members: true } });
  found.members.sort((a, b) => a.position - b.position);
  return found;
}

/** Whether somebody counts who is on the ballot: by person, and where only a name was given by that. */
export async function countsOneself(
  manager: EntityManager,
  pollId: string,
  committee: TallyCommittee,
): Promise<boolean> {
  const found = (await manager.query(
    `SELECT 1 FROM poll_row r JOIN tally_committee_member m ON m.committee_id = $2
       AND (r.person_id = m.person_id OR (r.person_id IS NULL AND lower(r.name) = lower(m.full_name))) WHERE r.poll_id = $1 LIMIT 1`,
    [pollId, committee.id],
  )) as unknown[];
  return found.length > 0;
}

/** Who has signed and how many must; null where no committee was appointed. */
export async function certificationOf(manager: EntityManager, poll: Poll): Promise<TallyCertification | null> {
  const committee = await committeeOf(manager, poll);
  if (!committee) return null;
  const rows = (await manager.query(
    `SELECT s.person_id AS "personId", m.full_name AS "fullName", m.head, s.signed_at AS "signedAt"
     FROM tally_signature s JOIN tally_committee_member m USING (committee_id, person_id) WHERE s.poll_id = $1 AND s.committee_id = $2 ORDER BY s.signed_at`,
    [poll.id, committee.id],
  )) as TallySignature[];
  return Object.assign(new TallyCertification(), {
    committee,
    signed: rows.length,
    required: committee.required,
    signatures: rows.map((row) => Object.assign(new TallySignature(), row)),
  });
}

interface PollSource {
  find(manager: EntityManager, pollId: string): Promise<Poll>;
}

export class TallyCommitteeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly polls: PollSource,
    private readonly changed: (sittingId: string) => void,
  ) {}

  /** @throws Refusal STALE, SITTING_ENDED, POLL_STATE, SEAT_UNKNOWN, TALLY_TOO_FEW, TALLY_MEMBER_TWICE */
  async appoint(ctx: Context, given: AppointTallyCommitteeInput): Promise<TallyCommittee> {
    const seatIds = [given.headSeatId, ...given.memberSeatIds];
    if (seatIds.length > MAX_MEMBERS)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'memberSeatIds', why: `≤ ${MAX_MEMBERS}` });
    if (new Set(seatIds).size < seatIds.length) throw refusal('TALLY_MEMBER_TWICE');
    const id = ctx.ids.next();
    const committee = await transaction(this.dataSource, async (manager) => {
      const seen = await this.sittings.find(manager, given.sittingId);
      const commands = (['CHAIR', 'SESSION_SECRETARY'] as const).some((role) =>
        hasRole(ctx.actor, role, seen.councilId),
      );
      if (ctx.actor.kind !== 'PERSON' || !commands || !isAdmitted(ctx.actor, seen))
        throw fault(kitErrors, 'FORBIDDEN', { what: 'appointTallyCommittee' });
      const sitting = await this.sittings.advance(manager, ctx, given.sittingId, given.expectedStep);
      if (sitting.state === SittingState.ENDED) throw refusal('SITTING_ENDED');
      if (given.pollId != null) {
        await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [
          isUuid(given.pollId) ? given.pollId : null,
        ]);
        const poll = await this.polls.find(manager, given.pollId);
        if (poll.sittingId !== sitting.id) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: given.pollId });
        if (!UNOPENED.has(poll.state))
          throw refusal('POLL_STATE', { command: 'appointTallyCommittee', state: poll.state });
      }
      const seats = new Map((await seatsOf(manager, sitting)).map((s) => [s.seatId, s]));
      const members = seatIds.map((seatId) => seats.get(seatId));
      if (members.some((s) => s?.status !== 'IN_OFFICE')) throw refusal('SEAT_UNKNOWN');
      const found = (await rulesOf(manager, sitting, [SIGNATURES_KEY])).get(SIGNATURES_KEY);
      const rule = committeeRuleOf(found?.value);
      if (members.length < rule.minMembers)
        throw refusal('TALLY_TOO_FEW', { given: members.length, needed: rule.minMembers });
      await manager.query(
        `INSERT INTO tally_committee (id, sitting_id, council_id, poll_id, required, rule_set_id, rule_set_hash, appointed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          sitting.id,
          sitting.councilId,
          given.pollId ?? null,
          signaturesNeeded(rule, members.length),
          found?.ruleSetId ?? null,
          found?.ruleSetHash ?? null,
          ctx.actor.accountId ?? null,
        ],
      );
      await manager.query(
        `INSERT INTO tally_committee_member (committee_id, person_id, seat_id, full_name, position, head)
         SELECT $1, (m->>'personId')::uuid, (m->>'seatId')::uuid, m->>'fullName', n, n = 1 FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (m, n)`,
        [id, JSON.stringify(members)],
      );
      return committeeBy(manager, id);
    });
    this.changed(given.sittingId);
    return committee;
  }

  /**
   * One member's signature under the digest they were shown. Signing again changes nothing.
   * @throws Refusal TALLY_NOT_MEMBER, TALLY_OPENER, TALLY_OTHER_DIGEST, POLL_STATE
   */
  async sign(ctx: Context, pollId: string, digest: string): Promise<Poll> {
    const { personId, accountId, kind } = ctx.actor;
    const sittingId = await transaction(this.dataSource, async (manager) => {
      const seen = await this.polls.find(manager, pollId);
      const sitting = await this.sittings.lock(manager, seen.sittingId);
      if (kind !== 'PERSON' || !isAdmitted(ctx.actor, sitting))
        throw fault(kitErrors, 'FORBIDDEN', { what: 'signTally' });
      await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [pollId]);
      const poll = await this.polls.find(manager, pollId);
      const committee = await committeeOf(manager, poll);
      if (!committee || personId === undefined || !committee.members.some((m) => m.personId === personId))
        throw refusal('TALLY_NOT_MEMBER');
      const [known] = (await manager.query('SELECT 1 FROM tally_signature WHERE poll_id = $1 AND person_id = $2', [
        pollId,
        personId,
      ])) as unknown[];
      if (known) return sitting.id;
      if (poll.state !== 'CLOSED') throw refusal('POLL_STATE', { command: 'signTally', state: poll.state });
      const [opener] = (await manager.query(
        `SELECT 1 FROM poll_event WHERE poll_id = $1 AND name = $2 AND (account_id = $3 OR detail->>'openedBy' = $4)`,
        [pollId, eventNameOf('open'), accountId ?? null, personId],
      )) as unknown[];
      if (opener) throw refusal('TALLY_OPENER');
      const [tally] = (await manager.query('SELECT digest FROM poll_tally WHERE poll_id = $1', [pollId])) as {
        digest: string;
      }[];
      if (tally?.digest !== digest) throw refusal('TALLY_OTHER_DIGEST');
      await manager.query(
        'INSERT INTO tally_signature (poll_id, person_id, committee_id, account_id, digest) VALUES ($1, $2, $3, $4, $5)',
        [pollId, personId, committee.id, accountId ?? null, digest],
      );
      await appendPollEvent(manager, ctx, pollId, 'tallySigned', { personId, digest });
      const [{ n }] = (await manager.query(
        'SELECT count(*)::int AS n FROM tally_signature WHERE poll_id = $1 AND committee_id = $2',
        [pollId, committee.id],
      )) as [{ n: number }];
      if (n >= committee.required) {
        await manager.query(`INSERT INTO poll_ruling (poll_id, state) VALUES ($1, 'CERTIFIED')`, [pollId]);
        await appendPollEvent(manager, ctx, pollId, eventNameOf('certify'), {
          from: 'CLOSED',
          to: 'CERTIFIED',
          signatures: n,
        });
      }
      await this.sittings.advance(manager, ctx, sitting.id, sitting.step);
      return sitting.id;
    });
    this.changed(sittingId);
    return this.polls.find(this.dataSource.manager, pollId);
  }

  /** The committees of a sitting, the latest first, with those that were replaced. */
  async ofSitting(sittingId: string): Promise<TallyCommittee[]> {
    const found = await this.dataSource.manager.find(TallyCommittee, {
      where: { sittingId },
      relations: { members: true },
      order: { appointedAt: 'DESC' },
    });
    for (const committee of found) committee.members.sort((a, b) => a.position - b.position);
    return found;
  }

  /** Polls of a sitting that wait for this person's signature. */
  async awaiting(ctx: Context, sittingId: string): Promise<Poll[]> {
    const { manager } = this.dataSource;
    const { personId } = ctx.actor;
    if (personId === undefined || !isUuid(sittingId)) return [];
    const rows = (await manager.query(
      `SELECT p.id FROM poll p WHERE p.sitting_id = $1 AND p.state = 'CLOSED'
         AND NOT EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id)
         AND NOT EXISTS (SELECT 1 FROM tally_signature s WHERE s.poll_id = p.id AND s.person_id = $2)`,
      [sittingId, personId],
    )) as { id: string }[];
    const polls = await manager.find(Poll, {
      where: { id: In(rows.map((r) => r.id)) },
      relations: { rulings: true },
      order: { createdAt: 'ASC' },
    });
    const mine: Poll[] = [];
    for (const poll of polls) {
      const committee = await committeeOf(manager, poll);
      if (committee?.members.some((m) => m.personId === personId)) mine.push(poll);
    }
    return mine;
  }
}
