/**
 * Requests: raised, signed, met, decided.
 *
 * Each change locks the request's row, so that of two signatures at once the
 * one that reaches the number sets `met_at`, once. Signatures are appended and
 * never changed; a delegate signs once in a window and may sign again after the
 * next opening.
 *
 * Elsewhere  windows and who may ask for what: request.rules
 */
import { randomBytes } from 'node:crypto';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { needed, totalDelegates, type MajorityRule } from '../poll/majority.rules.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { refusal } from '../refused.js';
import { rulesOf, seatBy, seatsOf } from '../sitting/seat.service.js';
import { RequestDecision, RequestProgress, SessionRequest } from './request.entity.js';
import type {
  DecideSessionRequestInput,
  RaiseSessionRequestInput,
  SignSessionRequestInput,
  VerifyVoterInput,
} from './request.inputs.js';
import { mayDecide, mayRaise, mayReadRequests, mayRecordFor, maySign } from './request.policy.js';
import { countsAt, groundKeyOf, isRaisedByResult, permitKeyOf, thresholdKeyOf, windowStart } from './request.rules.js';
import { sealVoter, voterDigest } from './sealed-voter.rules.js';

const MAX_TEXT = 1_000;
const MAX_TASKS = 100;

export class RequestService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secret: string,
  ) {}

  /** @throws Refusal REQUEST_NOT_ALLOWED, REQUEST_INCOMPLETE; Fault FORBIDDEN */
  raise(ctx: Context, input: RaiseSessionRequestInput): Promise<SessionRequest> {
    admit(ctx, mayRaise(ctx.actor, input.councilId, input.requestedBy));
    const subject = cleanText(input.subject);
    return transaction(this.dataSource, async (manager) => {
      const key = thresholdKeyOf(input.wants, input.requestedBy);
      if (key === undefined) throw refusal('REQUEST_NOT_ALLOWED');
      if (key !== null && !(await ruleOf(manager, input.councilId, ctx.clock.now(), key)))
        throw refusal('REQUEST_NOT_ALLOWED');
      const permit = permitKeyOf(input.wants, input.requestedBy);
      const permitted =
        permit === undefined ? undefined : await ruleOf(manager, input.councilId, ctx.clock.now(), permit);
      if (isRaisedByResult(input.requestedBy) || (permit && permitted?.value['value'] !== true))
        throw refusal('REQUEST_NOT_ALLOWED');
      const byVoters = input.requestedBy === 'VOTERS';
      const representative = cleanText(input.representative ?? '');
      if (
        subject === '' ||
        subject.length > MAX_TEXT ||
        (byVoters && (!(input.votersTotal! > 0) || representative === '' || representative.length > MAX_TEXT))
      )
        throw refusal('REQUEST_INCOMPLETE');
      const request = Object.assign(new SessionRequest(), {
        id: ctx.ids.next(),
        councilId: input.councilId,
        requestedBy: input.requestedBy,
        wants: input.wants,
        subject,
        document: input.document ? cleanText(input.document).slice(0, MAX_TEXT) : null,
        votersTotal: byVoters ? input.votersTotal! : null,
        representative: byVoters ? representative : null,
        ratingPollId: null,
        ratingRow: null,
        raisedAt: ctx.clock.now(),
        metAt: key === null ? ctx.clock.now() : null,
      });
      await manager.insert(SessionRequest, request);
      return request;
    });
  }

  /** @throws Refusal SEAT_UNKNOWN, SEAT_SUSPENDED, REQUEST_CLOSED, REQUEST_NOT_ALLOWED, ALREADY_SIGNED; Fault FORBIDDEN */
  sign(ctx: Context, input: SignSessionRequestInput): Promise<SessionRequest> {
    return this.change(ctx, input.requestId, async (manager, request) => {
      const own = input.seatId == null;
      admit(ctx, own ? maySign(ctx.actor, request.councilId) : mayRecordFor(ctx.actor, request.councilId));
      if (request.requestedBy !== 'DELEGATES') throw refusal('REQUEST_NOT_ALLOWED');
      const now = ctx.clock.now();
      const place = { councilId: request.councilId, startsAt: now };
      const by = own ? { personId: ctx.actor.personId ?? '' } : { seatId: input.seatId! };
      const seat = isUuid(Object.values(by)[0]!) ? await seatBy(manager, place, by) : undefined;
      if (!seat) throw refusal('SEAT_UNKNOWN');
      if (seat.status === 'SUSPENDED') throw refusal('SEAT_SUSPENDED');
      const openings = await openingsOf(manager, request.councilId);
      const mine = (await signaturesOf(manager, request.id)).filter((s) => s.seatId === seat.seatId);
      if (mine.some((s) => countsAt(s.signedAt, openings, now))) throw refusal('ALREADY_SIGNED');
      await manager.query(
        'INSERT INTO request_signature (request_id, seat_id, signed_at, document, recorded_by) VALUES ($1, $2, $3, $4, $5)',
        [
          request.id,
          seat.seatId,
          now,
          input.document ? cleanText(input.document).slice(0, MAX_TEXT) : null,
          ctx.actor.accountId ?? '',
        ],
      );
    });
  }

  /** @throws Refusal REQUEST_CLOSED, REQUEST_NOT_ALLOWED, VOTER_INCOMPLETE, ALREADY_SIGNED; Fault FORBIDDEN */
  verifyVoter(ctx: Context, input: VerifyVoterInput): Promise<SessionRequest> {
    return this.change(ctx, input.requestId, async (manager, request) => {
      admit(ctx, mayRecordFor(ctx.actor, request.councilId));
      if (request.requestedBy !== 'VOTERS') throw refusal('REQUEST_NOT_ALLOWED');
      const voter = { fullName: cleanText(input.fullName), bornOn: input.bornOn, address: cleanText(input.address) };
      if (
        !input.signed ||
        voter.fullName === '' ||
        voter.address === '' ||
        voter.address.length > MAX_TEXT ||
        voter.fullName.length > MAX_TEXT
      )
        throw refusal('VOTER_INCOMPLETE');
      const rows = (await manager.query(
        `INSERT INTO voter_signature (request_id, digest, sealed, verified_on, verified_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
        [
          request.id,
          voterDigest(this.secret, request.id, voter),
          sealVoter(this.secret, voter, randomBytes(12)),
          localDay(ctx.clock.now()),
          ctx.actor.accountId ?? '',
        ],
      )) as unknown[];
      if (rows.length === 0) throw refusal('ALREADY_SIGNED');
    });
  }

  /** @throws Refusal REQUEST_NOT_MET, REQUEST_CLOSED, REQUEST_INCOMPLETE; Fault FORBIDDEN */
  decide(ctx: Context, input: DecideSessionRequestInput): Promise<SessionRequest> {
    const note = cleanText(input.note);
    return this.change(ctx, input.requestId, async (manager, request) => {
      admit(ctx, mayDecide(ctx.actor, request.councilId));
      if (request.metAt === null || (await ratingAnnulled(manager, request))) throw refusal('REQUEST_NOT_MET');
      if (note === '' || note.length > MAX_TEXT) throw refusal('REQUEST_INCOMPLETE');
      try {
        await manager.query(
          'INSERT INTO request_decision (request_id, accepted, note, decided_on, decided_by) VALUES ($1, $2, $3, $4, $5)',
          [request.id, input.accepted, note, localDay(ctx.clock.now()), ctx.actor.accountId ?? ''],
        );
      } catch (error) {
        if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('REQUEST_CLOSED');
        throw error;
      }
    });
  }

  async page(ctx: Context, councilId: string, args: PageArgs): Promise<Page<SessionRequest>> {
    admit(ctx, mayReadRequests(ctx.actor, councilId));
    const query = this.dataSource.manager
      .createQueryBuilder(SessionRequest, 'r')
      .where('r.council_id = :councilId', { councilId })
      .orderBy('r.id', 'DESC')
      .limit(pageSize(args) + 1);
    if (args.after != null) query.andWhere('r.id < CAST(:id AS uuid)', { id: decodeCursor(args.after, 1)[0] });
    return connectionFrom(await query.getMany(), args, (r) => [r.id]);
  }

  /** Requests that enough have asked for and nobody has decided: what waits for Thường trực HĐND. */
  async tasks(ctx: Context, councilId: string): Promise<SessionRequest[]> {
    admit(ctx, mayReadRequests(ctx.actor, councilId));
    return this.dataSource.manager
      .createQueryBuilder(SessionRequest, 'r')
      .where('r.council_id = :councilId AND r.met_at IS NOT NULL', { councilId })
      .andWhere('NOT EXISTS (SELECT 1 FROM sessions.request_decision d WHERE d.request_id = r.id)')
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM sessions.poll_ruling p WHERE p.poll_id = r.rating_poll_id AND p.state = 'ANNULLED')`,
      )
      .orderBy('r.met_at', 'ASC')
      .limit(MAX_TASKS)
      .getMany();
  }

  progress(ctx: Context, request: SessionRequest): Promise<RequestProgress> {
    return progressOf(this.dataSource.manager, request, ctx.clock.now());
  }

  /** Whether the caller's own signature counts now. */
  async signedBy(ctx: Context, request: SessionRequest): Promise<boolean> {
    const { manager } = this.dataSource;
    const personId = ctx.actor.personId ?? '';
    const now = ctx.clock.now();
    const seat = isUuid(personId)
      ? await seatBy(manager, { councilId: request.councilId, startsAt: now }, { personId })
      : undefined;
    if (!seat) return false;
    const openings = await openingsOf(manager, request.councilId);
    return (await signaturesOf(manager, request.id)).some(
      (s) => s.seatId === seat.seatId && countsAt(s.signedAt, openings, now),
    );
  }

  async decision(request: SessionRequest): Promise<RequestDecision | null> {
    const [row] = (await this.dataSource.query(
      'SELECT accepted, note, decided_on::text AS "decidedOn" FROM request_decision WHERE request_id = $1',
      [request.id],
    )) as RequestDecision[];
    return row ? Object.assign(new RequestDecision(), row) : null;
  }

  private change(
    ctx: Context,
    requestId: string,
    work: (manager: EntityManager, request: SessionRequest) => Promise<void>,
  ): Promise<SessionRequest> {
    return transaction(this.dataSource, async (manager) => {
      const request = isUuid(requestId)
        ? await manager.findOne(SessionRequest, { where: { id: requestId }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!request) throw fault(kitErrors, 'NOT_FOUND', { what: 'request', id: requestId.slice(0, 64) });
      const decided = (await manager.query('SELECT 1 FROM request_decision WHERE request_id = $1', [
        request.id,
      ])) as unknown[];
      await work(manager, request);
      if (decided.length > 0) throw refusal('REQUEST_CLOSED');
      if (request.metAt === null) {
        const { count, needed: least } = await progressOf(manager, request, ctx.clock.now());
        if (least === null || count >= least) {
          request.metAt = ctx.clock.now();
          await manager.update(SessionRequest, { id: request.id }, { metAt: request.metAt });
        }
      }
      return request;
    });
  }
}

function admit(ctx: Context, may: boolean): void {
  if (!may) throw refusedTo(ctx, 'session request');
}

const ruleOf = async (manager: EntityManager, councilId: string, at: Date, key: string) =>
  (await rulesOf(manager, { councilId, startsAt: at }, [key])).get(key);

/** A result that was annulled calls for nothing. */
async function ratingAnnulled(manager: EntityManager, { ratingPollId }: SessionRequest): Promise<boolean> {
  if (ratingPollId === null) return false;
  const rows = (await manager.query(`SELECT 1 FROM poll_ruling WHERE poll_id = $1 AND state = 'ANNULLED'`, [
    ratingPollId,
  ])) as unknown[];
  return rows.length > 0;
}

async function signaturesOf(manager: EntityManager, requestId: string): Promise<{ seatId: string; signedAt: Date }[]> {
  return (await manager.query(
    'SELECT seat_id AS "seatId", signed_at AS "signedAt" FROM request_signature WHERE request_id = $1',
    [requestId],
  )) as { seatId: string; signedAt: Date }[];
}

/** A session opens with its first sitting; one whose sittings nobody recorded, in the morning of its first day. */
async function openingsOf(manager: EntityManager, councilId: string): Promise<Date[]> {
  const rows = (await manager.query(
    `SELECT coalesce(min(t.opened_at), CASE WHEN count(t.id) = 0 THEN s.opens_on::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' END) AS "openedAt"
     FROM session s LEFT JOIN sitting t ON t.session_id = s.id WHERE s.council_id = $1 GROUP BY s.id`,
    [councilId],
  )) as { openedAt: Date | null }[];
  return rows.flatMap((r) => (r.openedAt ? [r.openedAt] : []));
}

async function progressOf(manager: EntityManager, request: SessionRequest, now: Date): Promise<RequestProgress> {
  const key = thresholdKeyOf(request.wants, request.requestedBy) ?? null;
  const none = { count: 0, needed: null, of: null, since: null, reason: null };
  if (key === null) {
    const ground = groundKeyOf(request.wants, request.requestedBy);
    // As it stood when the request was raised: what it rested on is not moved by a later rule.
    const rule = ground === undefined ? undefined : await ruleOf(manager, request.councilId, request.raisedAt, ground);
    return Object.assign(new RequestProgress(), none, rule && { reason: Object.assign(new RuleReason(), rule) });
  }
  const rule = await ruleOf(manager, request.councilId, now, key);
  const reason = rule ? Object.assign(new RuleReason(), rule) : null;
  if (!rule) return Object.assign(new RequestProgress(), none);
  const fraction = rule.value as unknown as MajorityRule;
  if (request.requestedBy === 'VOTERS') {
    const [row] = (await manager.query('SELECT count(*)::int AS n FROM voter_signature WHERE request_id = $1', [
      request.id,
    ])) as [{ n: number }];
    const of = request.votersTotal ?? 0;
    return Object.assign(new RequestProgress(), {
      count: row.n,
      needed: needed(fraction, of),
      of,
      since: null,
      reason,
    });
  }
  const place = { councilId: request.councilId, startsAt: now };
  const seats = await seatsOf(manager, place);
  const inOffice = new Set(seats.filter((s) => s.status === 'IN_OFFICE').map((s) => s.seatId));
  const excludes = (await ruleOf(manager, request.councilId, now, 'total.excludesSuspended'))?.value['value'] !== false;
  const of = totalDelegates({ inOffice: inOffice.size, suspended: seats.length - inOffice.size }, excludes);
  const openings = await openingsOf(manager, request.councilId);
  const signed = (await signaturesOf(manager, request.id)).filter(
    (s) => inOffice.has(s.seatId) && countsAt(s.signedAt, openings, now),
  );
  return Object.assign(new RequestProgress(), {
    count: new Set(signed.map((s) => s.seatId)).size,
    needed: needed(fraction, of),
    of,
    since: windowStart(openings, now),
    reason,
  });
}
