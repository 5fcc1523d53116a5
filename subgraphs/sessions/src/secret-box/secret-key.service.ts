/**
 * The key of a secret poll: made by the head of the tally committee in the
 * browser, kept here as a public half and sealed shares, never as anything that
 * opens a ballot.
 *
 * Promises   no secret poll is ready without the council's decision, and none
 *            opens without a key whose shares the present committee holds; the
 *            latest key before the opening is the poll's, and none comes after.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import type { Poll } from '../poll/poll.entity.js';
import { pollBy } from '../poll/poll.live.js';
import type { PollCommand } from '../poll/poll.states.js';
import { appendPollEvent } from '../poll/poll.events.js';
import { refusal } from '../refused.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { isAdmitted } from '../sitting/sitting.policy.js';
import { committeeOf } from '../tally-committee/tally-committee.service.js';
import type { TallyCommittee, TallyCommitteeMember } from '../tally-committee/tally-committee.entity.js';
import { ballotSizeOf } from './opened-box.rules.js';
import { PollSecrecy } from './secret-ballot.entity.js';
import { decisionOf } from './secret-decision.service.js';

export interface GivenShare {
  readonly seatId: string;
  readonly deviceKey: string;
  readonly sealed: string;
}

export interface Membership {
  readonly poll: Poll;
  readonly committee: TallyCommittee;
  readonly member: TallyCommitteeMember;
}

/** The caller as a member of the poll's committee. @throws Fault NOT_FOUND, FORBIDDEN; Refusal TALLY_NOT_MEMBER */
export async function memberOf(manager: EntityManager, ctx: Context, pollId: string): Promise<Membership> {
  const poll = isUuid(pollId) ? await pollBy(manager, pollId) : null;
  if (!poll || poll.form !== 'SECRET') throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 64) });
  const { actor } = ctx;
  const sitting = await manager.findOneByOrFail(Sitting, { id: poll.sittingId });
  if (actor.kind !== 'PERSON' || !isAdmitted(actor, sitting))
    throw fault(kitErrors, 'FORBIDDEN', { what: 'secretCommittee' });
  const committee = await committeeOf(manager, poll);
  const member = committee?.members.find((m) => m.personId === actor.personId);
  if (!committee || !member) throw refusal('TALLY_NOT_MEMBER');
  return { poll, committee, member };
}

export function keyBytes(field: string, text: string, min = 32, max = 32): Buffer {
  const bytes = /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, 'base64url') : Buffer.alloc(0);
  if (bytes.length < min || bytes.length > max)
    throw fault(kitErrors, 'INVALID_INPUT', { field, why: `base64url, ${min}–${max} byte / bytes` });
  return bytes;
}

interface KeyRow {
  attempt: number;
  publicKey: Buffer;
  ballotSize: number;
  needed: number;
  basis: string;
  members: string[];
}

export async function keyOf(manager: EntityManager, pollId: string): Promise<KeyRow | undefined> {
  const [row] = (await manager.query(
    `SELECT k.attempt, k.public_key AS "publicKey", k.ballot_size AS "ballotSize", k.needed, d.basis,
       (SELECT array_agg(s.seat_id::text) FROM secret_share s WHERE s.poll_id = k.poll_id AND s.attempt = k.attempt) AS members
     FROM secret_poll_key k JOIN secret_ballot_decision d ON d.id = k.decision_id WHERE k.poll_id = $1 ORDER BY k.attempt DESC LIMIT 1`,
    [pollId],
  )) as KeyRow[];
  return row;
}

export async function secrecyOf(manager: EntityManager, pollId: string): Promise<PollSecrecy | null> {
  const key = await keyOf(manager, pollId);
  if (!key) return null;
  const { ballotSize, needed, basis } = key;
  return Object.assign(new PollSecrecy(), {
    publicKey: key.publicKey.toString('base64url'),
    members: key.members.length,
    ...{ ballotSize, needed, basis },
  });
}

/** Whether the poll has a key and its shares lie with its present committee, each member one. */
export async function keyIsHeld(manager: EntityManager, poll: Poll): Promise<boolean> {
  const [key, committee] = [await keyOf(manager, poll.id), await committeeOf(manager, poll)];
  const seats = new Set(committee?.members.map((m) => m.seatId));
  return key !== undefined && key.members.length === seats.size && key.members.every((s) => seats.has(s));
}

/** What a secret poll on devices needs before a command: called inside its transaction, with the poll's row locked. */
export async function secretGuard(manager: EntityManager, poll: Poll, command: PollCommand): Promise<void> {
  if (poll.form !== 'SECRET' || poll.method !== 'ELECTRONIC') return;
  if (command !== 'ready' && command !== 'revote' && command !== 'open') return;
  if (!(await decisionOf(manager, poll.councilId))?.enabled) throw refusal('SECRET_NOT_ENABLED');
  if (command !== 'open') return;
  if (!(await keyIsHeld(manager, poll))) throw refusal('SECRET_KEY_MISSING');
  await manager.query('SELECT secret_open($1)', [poll.id]);
}

export class SecretKeyService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changed: (sittingId: string) => void,
  ) {}

  /** The public half of the key that the caller's browser keeps. The latest is the one to seal to. */
  async registerDevice(ctx: Context, publicKey: string): Promise<string> {
    const { personId, kind } = ctx.actor;
    if (kind !== 'PERSON' || personId === undefined)
      throw fault(kitErrors, 'FORBIDDEN', { what: 'registerTallyDevice' });
    await this.dataSource.query(
      'INSERT INTO secret_device_key (person_id, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [personId, keyBytes('publicKey', publicKey)],
    );
    return publicKey;
  }

  /** The head's key for the poll. @throws Refusal TALLY_NOT_MEMBER, SECRET_NOT_HEAD, SECRET_NOT_ENABLED, SECRET_SHARES, POLL_STATE */
  async make(ctx: Context, pollId: string, publicKey: string, given: readonly GivenShare[]): Promise<Poll> {
    const key = keyBytes('publicKey', publicKey);
    const shares = given.map((s) => ({
      seatId: s.seatId.toLowerCase(),
      deviceKey: keyBytes('shares.deviceKey', s.deviceKey).toString('hex'),
      sealed: keyBytes('shares.sealed', s.sealed, 50, 200).toString('hex'),
    }));
    const sittingId = await transaction(this.dataSource, async (manager) => {
      await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [isUuid(pollId) ? pollId : null]);
      const { poll, committee, member } = await memberOf(manager, ctx, pollId);
      if (!member.head) throw refusal('SECRET_NOT_HEAD');
      if (poll.state !== 'READY') throw refusal('POLL_STATE', { command: 'makeSecretPollKey', state: poll.state });
      const decision = await decisionOf(manager, poll.councilId);
      if (!decision?.enabled) throw refusal('SECRET_NOT_ENABLED');
      const seats = new Set(committee.members.map((m) => m.seatId));
      if (
        shares.length !== seats.size ||
        new Set(shares.map((s) => s.seatId)).size !== seats.size ||
        shares.some((s) => !seats.has(s.seatId))
      )
        throw refusal('SECRET_SHARES', { members: seats.size });
      const [{ attempt }] = (await manager.query(
        'SELECT coalesce(max(attempt), 0)::int + 1 AS attempt FROM secret_poll_key WHERE poll_id = $1',
        [poll.id],
      )) as [{ attempt: number }];
      await manager.query(
        `INSERT INTO secret_poll_key (poll_id, attempt, public_key, ballot_size, needed, decision_id, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [poll.id, attempt, key, ballotSizeOf(poll.ballotForm), committee.required, decision.id, member.seatId],
      );
      await manager.query(
        `INSERT INTO secret_share (poll_id, attempt, seat_id, device_key, sealed)
         SELECT $1, $2, s."seatId", decode(s."deviceKey", 'hex'), decode(s.sealed, 'hex') FROM jsonb_to_recordset($3::jsonb) AS s ("seatId" uuid, "deviceKey" text, sealed text)`,
        [poll.id, attempt, JSON.stringify(shares)],
      );
      await manager.query('UPDATE poll SET revision = revision + 1 WHERE id = $1', [poll.id]);
      await appendPollEvent(manager, ctx, poll.id, 'secretKeyMade', {
        publicKey: key.toString('hex'),
        needed: committee.required,
        members: seats.size,
        decisionId: decision.id,
      });
      return poll.sittingId;
    }).catch((error: unknown) => {
      if (isDriverError(error, SQLSTATE.foreignKeyViolation)) throw refusal('SECRET_SHARES', { members: 0 });
      throw error;
    });
    this.changed(sittingId);
    return (await pollBy(this.dataSource.manager, pollId))!;
  }
}
