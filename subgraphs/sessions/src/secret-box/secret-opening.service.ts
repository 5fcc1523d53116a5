/**
 * Opening the box after the closing: members bring their shares to one browser,
 * which decrypts and posts what it found; a second member repeats it in an own
 * browser. Two equal findings are counted, and the committee signs the count.
 *
 * Promises   nothing is counted on one member's word; a finding is of the whole
 *            box that was closed; the server never holds a key that opens it.
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { tallyFrom } from '../ballot/tally.js';
import { decide } from '../poll/counted.rules.js';
import { appendPollEvent } from '../poll/poll.events.js';
import type { Poll } from '../poll/poll.entity.js';
import { hallOf, storeTally } from '../poll/tally.service.js';
import { refusal } from '../refused.js';
import { boxHashOf, countsOf, invalidOf, resultHashOf, soundContents, type FoundInBox } from './opened-box.rules.js';
import {
  CommitteeDevice,
  InvalidBallots,
  SecretCombiner,
  SecretCommittee,
  SecretShare,
} from './secret-ballot.entity.js';
import { keyBytes, memberOf, type Membership } from './secret-key.service.js';
import { trackerOf } from './tracker.rules.js';

export interface Posted {
  readonly pollId: string;
  readonly combinerId: string;
  readonly contents: readonly string[];
  readonly unreadable: number;
  readonly boxHash: string;
}

const MAX_BALLOTS = 20_000;

async function boxOfPoll(manager: EntityManager, pollId: string): Promise<Buffer[]> {
  // Read in the order of ids that say nothing, not in that of the pages.
  const rows = (await manager.query('SELECT ciphertext FROM secret_box WHERE poll_id = $1 ORDER BY id', [pollId])) as {
    ciphertext: Buffer;
  }[];
  return rows.map((r) => r.ciphertext);
}

export class SecretOpeningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changed: (sittingId: string) => void,
  ) {}

  /** The published list: every ballot of a closed poll by its tracker, sorted. */
  async trackers(poll: Poll): Promise<string[]> {
    return (await boxOfPoll(this.dataSource.manager, poll.id)).map(trackerOf).sort((a, b) => a.localeCompare(b, 'vi'));
  }

  /** What the caller sees as a member. @throws Refusal TALLY_NOT_MEMBER */
  async view(ctx: Context, pollId: string): Promise<SecretCommittee> {
    const { manager } = this.dataSource;
    const { poll, committee, member } = await memberOf(manager, ctx, pollId);
    const people = committee.members.map((m) => m.personId);
    const keys = (await manager.query(
      `SELECT DISTINCT ON (person_id) person_id, public_key FROM secret_device_key WHERE person_id = ANY ($1::uuid[]) ORDER BY person_id, registered_at DESC`,
      [people],
    )) as { person_id: string; public_key: Buffer }[];
    const [share] = (await manager.query(
      'SELECT device_key, sealed FROM secret_share WHERE poll_id = $1 AND seat_id = $2 ORDER BY attempt DESC LIMIT 1',
      [poll.id, member.seatId],
    )) as { device_key: Buffer; sealed: Buffer }[];
    const combiners = (await manager.query(
      `SELECT c.id, c.seat_id AS "seatId", c.one_time_key AS key, r.result_hash AS "resultHash",
         coalesce((SELECT json_agg(json_build_object('seatId', s.seat_id, 'sealed', encode(s.sealed, 'hex')) ORDER BY s.seat_id) FROM secret_reseal s WHERE s.combiner_id = c.id), '[]') AS shares
       FROM secret_combiner c LEFT JOIN secret_result r ON r.combiner_id = c.id WHERE c.poll_id = $1 ORDER BY c.offered_at DESC LIMIT 20`,
      [poll.id],
    )) as {
      id: string;
      seatId: string;
      key: Buffer;
      resultHash: string | null;
      shares: { seatId: string; sealed: string }[];
    }[];
    const [{ counted }] = (await manager.query(
      'SELECT EXISTS (SELECT 1 FROM poll_tally WHERE poll_id = $1) AS counted',
      [poll.id],
    )) as [{ counted: boolean }];
    const nameOf = (seatId: string): string => committee.members.find((m) => m.seatId === seatId)?.fullName ?? '';
    return Object.assign(new SecretCommittee(), {
      pollId: poll.id,
      seatId: member.seatId,
      head: member.head,
      needed: committee.required,
      devices: committee.members.map((m) =>
        Object.assign(new CommitteeDevice(), {
          seatId: m.seatId,
          fullName: m.fullName,
          head: m.head,
          deviceKey: keys.find((k) => k.person_id === m.personId)?.public_key.toString('base64url') ?? null,
        }),
      ),
      myShare: share
        ? Object.assign(new SecretShare(), {
            deviceKey: share.device_key.toString('base64url'),
            sealed: share.sealed.toString('base64url'),
          })
        : null,
      box: poll.state === 'CLOSED' ? (await boxOfPoll(manager, poll.id)).map((c) => c.toString('base64url')) : [],
      combiners: combiners.map(({ id, seatId, key, resultHash, shares }) =>
        Object.assign(new SecretCombiner(), {
          ...{ id, seatId, resultHash },
          fullName: nameOf(seatId),
          oneTimeKey: key.toString('base64url'),
          sharesOf: shares.map((s) => s.seatId),
          shares:
            seatId === member.seatId
              ? shares.map((s) => ({ seatId: s.seatId, sealed: Buffer.from(s.sealed, 'hex').toString('base64url') }))
              : [],
        }),
      ),
      agreed: counted,
      invalid: (counted ? invalidOf(poll.ballotForm, await agreedBox(manager, poll.id)) : []).map((i) =>
        Object.assign(new InvalidBallots(), i),
      ),
    });
  }

  /** A member's browser is ready to combine. @throws Refusal TALLY_NOT_MEMBER, POLL_STATE, SECRET_COUNTED */
  offer(ctx: Context, pollId: string, oneTimeKey: string): Promise<SecretCommittee> {
    const key = keyBytes('oneTimeKey', oneTimeKey);
    return this.act(ctx, pollId, async (manager, { poll, member }) => {
      await manager.query(
        'INSERT INTO secret_combiner (id, poll_id, seat_id, one_time_key) VALUES ($1, $2, $3, $4) ON CONFLICT (one_time_key) DO NOTHING',
        [ctx.ids.next(), poll.id, member.seatId, key],
      );
    });
  }

  /** The caller's share, sealed again to that browser. */
  reseal(ctx: Context, pollId: string, combinerId: string, sealed: string): Promise<SecretCommittee> {
    const bytes = keyBytes('sealed', sealed, 50, 200);
    return this.act(ctx, pollId, async (manager, { poll, member }) => {
      await combinerOf(manager, poll.id, combinerId);
      await manager.query(
        'INSERT INTO secret_reseal (combiner_id, seat_id, sealed) VALUES ($1, $2, $3) ON CONFLICT (combiner_id, seat_id) DO NOTHING',
        [combinerId, member.seatId, bytes],
      );
    });
  }

  /** What the caller's browser found. With a second, equal one of another member it is counted. @throws Refusal SECRET_OTHER_BOX, SECRET_TWICE_ALIKE */
  post(ctx: Context, given: Posted): Promise<SecretCommittee> {
    return this.act(ctx, given.pollId, async (manager, { poll, member, committee }) => {
      const combiner = await combinerOf(manager, poll.id, given.combinerId);
      if (combiner.seat_id !== member.seatId) throw fault(kitErrors, 'FORBIDDEN', { what: 'postSecretResult' });
      const [{ n }] = (await manager.query('SELECT count(*)::int AS n FROM secret_reseal WHERE combiner_id = $1', [
        given.combinerId,
      ])) as [{ n: number }];
      const box = await boxOfPoll(manager, poll.id);
      const { contents, unreadable } = given;
      if (!Number.isInteger(unreadable) || unreadable < 0 || contents.length > MAX_BALLOTS)
        throw fault(kitErrors, 'INVALID_INPUT', { field: 'unreadable', why: '≥ 0' });
      if (
        n < committee.required ||
        given.boxHash !== boxHashOf(poll.id, box) ||
        contents.length + unreadable !== box.length
      )
        throw refusal('SECRET_OTHER_BOX', { ballots: box.length });
      const found = soundContents(poll.ballotForm, { contents, unreadable });
      const resultHash = resultHashOf(given.boxHash, found);
      await manager.query(
        `INSERT INTO secret_result (poll_id, seat_id, combiner_id, contents, unreadable, box_hash, result_hash) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (combiner_id) DO NOTHING`,
        [poll.id, member.seatId, given.combinerId, found.contents, found.unreadable, given.boxHash, resultHash],
      );
      await appendPollEvent(manager, ctx, poll.id, 'secretBoxOpened', { seatId: member.seatId, resultHash });
      const [{ others }] = (await manager.query(
        'SELECT count(DISTINCT seat_id)::int AS others FROM secret_result WHERE poll_id = $1 AND result_hash = $2',
        [poll.id, resultHash],
      )) as [{ others: number }];
      if (others < 2) return;
      const [closed] = (await manager.query(
        `SELECT (detail->>'presentAtClose')::int AS here FROM poll_event WHERE poll_id = $1 AND name = 'pollClosed'`,
        [poll.id],
      )) as [{ here: number }];
      const hall = { ...(await hallOf(manager, poll.id, [])), presentAtClose: closed.here };
      const tally = tallyFrom(
        poll.ballotForm,
        countsOf(poll.ballotForm, found, hall.presentAtOpen + hall.lateArrivals),
        hall,
      );
      const sealed = { rollHash: poll.rollHash!, chainLength: poll.chainLength, chainHead: poll.chainHead! };
      const decided = decide({
        pollId: poll.id,
        frozenHash: poll.frozenHash!,
        ...sealed,
        chainHead: sealed.chainHead.toString('hex'),
        rule: poll.rule!,
        tally,
        form: poll.ballotForm,
        seatsToFill: poll.seatsToFill,
      });
      await storeTally(manager, poll.id, tally, decided, sealed);
      await appendPollEvent(manager, ctx, poll.id, 'secretPollCounted', { digest: decided.digest, resultHash });
    });
  }

  /** One step of the opening, under the poll's lock, while it is closed and not counted. */
  private async act(
    ctx: Context,
    pollId: string,
    work: (manager: EntityManager, membership: Membership) => Promise<void>,
  ): Promise<SecretCommittee> {
    const sittingId = await transaction(this.dataSource, async (manager) => {
      await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [isUuid(pollId) ? pollId : null]);
      const membership = await memberOf(manager, ctx, pollId);
      const { poll } = membership;
      if (poll.state !== 'CLOSED') throw refusal('POLL_STATE', { command: 'openSecretBox', state: poll.state });
      const counted = (await manager.query('SELECT 1 FROM poll_tally WHERE poll_id = $1', [poll.id])) as unknown[];
      if (counted.length > 0) throw refusal('SECRET_COUNTED');
      await work(manager, membership);
      return poll.sittingId;
    });
    this.changed(sittingId);
    return this.view(ctx, pollId);
  }
}

/** What two members found alike. */
async function agreedBox(manager: EntityManager, pollId: string): Promise<FoundInBox> {
  const [found] = (await manager.query(
    `SELECT (array_agg(to_json(contents)))[1] AS contents, min(unreadable) AS unreadable FROM secret_result WHERE poll_id = $1
     GROUP BY result_hash HAVING count(DISTINCT seat_id) >= 2`,
    [pollId],
  )) as [FoundInBox];
  return found;
}

async function combinerOf(manager: EntityManager, pollId: string, id: string): Promise<{ seat_id: string }> {
  const [found] = (await manager.query('SELECT seat_id FROM secret_combiner WHERE id = $1 AND poll_id = $2', [
    isUuid(id) ? id : null,
    pollId,
  ])) as { seat_id: string }[];
  if (!found) throw fault(kitErrors, 'NOT_FOUND', { what: 'combiner', id: id.slice(0, 64) });
  return found;
}
