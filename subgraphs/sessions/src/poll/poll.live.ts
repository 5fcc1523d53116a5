/**
 * Reading polls: what the hall is shown, and what chair and secretary see more.
 *
 * A poll that was read once answers all its fields from that one reading: the
 * counts are remembered with the object, so that a thousand viewers of one
 * state cost one query. Who is missing is asked anew each time, since devices
 * come and go without any change of the poll.
 */
import type { EntityManager } from 'typeorm';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import { fault } from '@nghitruong/kit/errors';
import { errors } from '../errors.js';
import { shortSeal } from '../ballot/audit-chain.js';
import { baseOf, type BallotOptionName, type Tally } from '../ballot/tally.js';
import { CONNECTED_MS } from '../chamber/device.service.js';
import { rulesOf, seatsOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { needed, shareOf, totalDelegates } from './majority.rules.js';
import { Poll } from './poll.entity.js';
import { MissingSeat, PollResult, RuleReason, Share, Threshold, Turnout, Vote } from './poll-result.entity.js';
import { RULE_KEYS, snapshotOf, type RuleSnapshot } from './rule-snapshot.rules.js';
import { COUNTED, UNOPENED } from './poll.states.js';

const remembered = new WeakMap<Poll, Map<string, Promise<unknown>>>();

function once<T>(poll: Poll, what: string, read: () => Promise<T>): Promise<T> {
  let all = remembered.get(poll);
  if (!all) remembered.set(poll, (all = new Map()));
  const known = all.get(what) as Promise<T> | undefined;
  if (known) return known;
  const made = read();
  all.set(what, made);
  made.catch(() => all.delete(what));
  return made;
}

const withRulings = { relations: { rulings: true } } as const;

export async function pollBy(manager: EntityManager, id: string): Promise<Poll | null> {
  return manager.findOne(Poll, { where: { id }, ...withRulings });
}

/** What the chamber shows: the poll that is open, else the latest of the item shown that is neither a draft nor cancelled. */
export async function currentPoll(manager: EntityManager, sittingId: string): Promise<Poll | null> {
  const rows = (await manager.query(
    `SELECT p.id FROM poll p JOIN sitting s ON s.id = p.sitting_id
     WHERE p.sitting_id = $1 AND (p.state IN ('OPEN', 'PAUSED', 'CLOSING')
       OR (p.state NOT IN ('DRAFT', 'CANCELLED') AND p.agenda_item_id IS NOT DISTINCT FROM s.agenda_item_id))
     ORDER BY (p.state IN ('OPEN', 'PAUSED', 'CLOSING')) DESC, p.created_at DESC, p.id DESC LIMIT 1`,
    [sittingId],
  )) as { id: string }[];
  if (!rows[0]) return null;
  const poll = await pollBy(manager, rows[0].id);
  if (poll && poll.rollHash !== null) await turnoutOf(manager, poll);
  return poll;
}

/** The polls of a sitting, drafts and cancelled ones included, in the order of their making. */
export const pollsOf = (manager: EntityManager, sittingId: string): Promise<Poll[]> =>
  manager.find(Poll, { where: { sittingId }, order: { createdAt: 'ASC', id: 'ASC' }, ...withRulings });

export function turnoutOf(manager: EntityManager, poll: Poll): Promise<Turnout> {
  return once(poll, 'turnout', async () => {
    const recorded = UNOPENED.has(poll.state)
      ? 0
      : (
          (await manager.query('SELECT count(counted_index)::int AS n FROM poll_roll WHERE poll_id = $1', [
            poll.id,
          ])) as [{ n: number }]
        )[0].n;
    return Object.assign(new Turnout(), {
      recorded,
      present: (poll.presentAtOpen ?? 0) + poll.lateArrivals,
      presentAtOpen: poll.presentAtOpen ?? 0,
      lateArrivals: poll.lateArrivals,
    });
  });
}

/** Frozen from the opening on; before it, from today's seats and rules. */
export function thresholdOf(manager: EntityManager, poll: Poll): Promise<Threshold> {
  return once(poll, 'threshold', async () => {
    if (poll.rule !== null && poll.total !== null) return thresholdFrom(poll.rule, poll.total);
    const sitting = await manager.findOneByOrFail(Sitting, { id: poll.sittingId });
    const rule = poll.rule ?? snapshotOf(poll.kind, await rulesOf(manager, sitting, RULE_KEYS));
    if (!rule) throw fault(errors, 'RULE_MISSING', { kind: poll.kind });
    const seats = await seatsOf(manager, sitting);
    const suspended = seats.filter((s) => s.status === 'SUSPENDED').length;
    return thresholdFrom(
      rule,
      totalDelegates({ inOffice: seats.length - suspended, suspended }, rule.excludesSuspended),
    );
  });
}

function thresholdFrom(rule: RuleSnapshot, of: number, enough?: number): Threshold {
  const { kind, num, den, base, source } = rule.threshold;
  return Object.assign(new Threshold(), {
    needed: enough ?? needed(rule.threshold, of),
    of,
    comparison: kind,
    num,
    den,
    baseKind: base,
    reason: Object.assign(new RuleReason(), source),
  });
}

interface TallyRow {
  total: number;
  present_at_open: number;
  present_at_close: number;
  late_arrivals: number;
  voted: number;
  for_count: number;
  against_count: number;
  abstain_count: number;
  not_recorded: number;
  needed: number;
  outcome: 'ADOPTED' | 'REJECTED' | null;
  chain_head: Buffer;
  digest: string;
  late_attempts: number;
}

/** The stored tally; null before the closing. Whoever calls decides who may see it. */
export function resultOf(manager: EntityManager, poll: Poll): Promise<PollResult | null> {
  return once(poll, 'result', async () => {
    if (!COUNTED.has(poll.state)) return null;
    const [row] = (await manager.query(
      'SELECT t.*, (SELECT count(*)::int FROM late_attempt l WHERE l.poll_id = t.poll_id) AS late_attempts FROM poll_tally t WHERE t.poll_id = $1',
      [poll.id],
    )) as TallyRow[];
    if (!row) return null;
    const tally: Tally = {
      total: row.total,
      presentAtOpen: row.present_at_open,
      presentAtClose: row.present_at_close,
      lateArrivals: row.late_arrivals,
      voted: row.voted,
      for: row.for_count,
      against: row.against_count,
      abstain: row.abstain_count,
      notRecorded: row.not_recorded,
    };
    const share = (count: number): Share =>
      Object.assign(new Share(), shareOf(count, row.total, 'TOTAL_DELEGATES', poll.rule!.rounding));
    return Object.assign(new PollResult(), {
      total: share(tally.total),
      present: share(tally.presentAtOpen),
      presentAtClose: share(tally.presentAtClose),
      voted: share(tally.voted),
      for: share(tally.for),
      against: share(tally.against),
      abstain: share(tally.abstain),
      notRecorded: share(tally.notRecorded),
      lateArrivals: row.late_arrivals,
      outcome: row.outcome,
      threshold: thresholdFrom(poll.rule!, baseOf(tally, poll.rule!.threshold), row.needed),
      lateAttempts: row.late_attempts,
      seal: shortSeal(row.digest),
      digest: row.digest,
      chainHead: row.chain_head.toString('hex'),
    });
  });
}

/** Present and entitled, no ballot recorded: with whether their device was heard of lately. */
export async function missingOf(manager: EntityManager, poll: Poll, now: Date): Promise<MissingSeat[]> {
  if (UNOPENED.has(poll.state)) return [];
  const rows = (await manager.query(
    `SELECT r.seat_id AS "seatId", r.full_name AS "fullName", r.group_name AS "groupName", d.seen_at AS "lastSeenAt",
       coalesce(d.seen_at > $3, false) AS connected
     FROM poll_roll r LEFT JOIN LATERAL (SELECT max(seen_at) AS seen_at FROM device_report d WHERE d.sitting_id = $2 AND d.kind = 'SEAT' AND d.seat_id = r.seat_id) d ON true
     WHERE r.poll_id = $1 AND r.counted_index IS NULL AND (r.present_at_open OR r.late_at IS NOT NULL) AND r.left_at IS NULL
     ORDER BY r.sort_name, r.seat_id`,
    [poll.id, poll.sittingId, new Date(now.getTime() - CONNECTED_MS)],
  )) as MissingSeat[];
  return rows.map((row) => Object.assign(new MissingSeat(), row, { councilId: poll.councilId }));
}

/** Names and choices of a public poll, in the order of Vietnamese names. */
export async function votesOf(manager: EntityManager, poll: Poll, args: PageArgs): Promise<Page<Vote>> {
  const after = args.after === undefined || args.after === null ? null : decodeCursor(args.after, 2);
  const rows = (await manager.query(
    `SELECT r.seat_id AS "seatId", r.full_name AS "fullName", r.sort_name AS "sortName", r.group_name AS "groupName", r.present_at_open OR r.late_at IS NOT NULL AS present,
       r.late_at IS NOT NULL AS late, b.choice, b.recorded_at AS "recordedAt"
     FROM poll_roll r LEFT JOIN ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index
     WHERE r.poll_id = $1 AND ($3::text IS NULL OR (r.sort_name, r.seat_id) > ($3, $4::uuid)) ORDER BY r.sort_name, r.seat_id LIMIT $2`,
    [poll.id, pageSize(args) + 1, after?.[0] ?? null, after?.[1] ?? null],
  )) as (Vote & { choice: BallotOptionName | null })[];
  const [{ n }] = (await manager.query('SELECT count(*)::int AS n FROM poll_roll WHERE poll_id = $1', [poll.id])) as [
    { n: number },
  ];
  return connectionFrom(
    rows.map((row) => Object.assign(new Vote(), row, { delegate: { id: row.seatId } })),
    args,
    (v) => [v.sortName, v.seatId],
    n,
  );
}
