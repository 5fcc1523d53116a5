/**
 * Reading polls: what the hall is shown, and what chair and secretary see more.
 *
 * A poll that was read once answers all its fields from that one reading: the
 * counts are remembered with the object, so that a thousand viewers of one
 * state cost one query. Who is missing is asked anew each time, since devices
 * come and go without any change of the poll.
 */
import { In, type EntityManager } from 'typeorm';
import { connectionFrom, decodeCursor, pageSize, type Page, type PageArgs } from '@nghitruong/kit/federation';
import { fault } from '@nghitruong/kit/errors';
import { errors } from '../errors.js';
import { optionOf } from '../ballot/tally.js';
import { CONNECTED_MS } from '../chamber/device.service.js';
import { seatsOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { totalDelegates, type Denominator } from './majority.rules.js';
import { Poll, type PollRow } from './poll.entity.js';
import { MissingSeat, PollResult, Threshold, Turnout, Vote } from './poll-result.entity.js';
import { rowsOf, ruleNow } from './question.service.js';
import { resultFrom, thresholdFrom } from './result-lines.rules.js';
import { storedTally } from './tally.service.js';
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

/** The votes on the parts of an item and on its whole: those that count, and none of any other kind. */
export async function seriesOf(manager: EntityManager, poll: Poll): Promise<Poll[]> {
  const kinds = ['RESOLUTION_ITEM', 'RESOLUTION'] as const;
  if (poll.agendaItemId === null || !kinds.some((kind) => kind === poll.kind)) return [];
  const all = await manager.find(Poll, {
    where: { agendaItemId: poll.agendaItemId, kind: In([...kinds]) },
    order: { createdAt: 'ASC', id: 'ASC' },
    ...withRulings,
  });
  return all.filter((p) => p.state !== 'DRAFT' && p.state !== 'CANCELLED' && p.state !== 'ANNULLED');
}

export function turnoutOf(manager: EntityManager, poll: Poll): Promise<Turnout> {
  return once(poll, 'turnout', async () => {
    const recorded = UNOPENED.has(poll.state)
      ? 0
      : (
          (await manager.query(
            // Of a secret poll only what its last tick told: whoever asks oftener learns no more.
            poll.form === 'SECRET'
              ? 'SELECT coalesce(max(recorded), 0)::int AS n FROM secret_turnout WHERE poll_id = $1'
              : 'SELECT count(counted_index)::int AS n FROM poll_roll WHERE poll_id = $1',
            [poll.id],
          )) as [{ n: number }]
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
    if (poll.rule !== null && poll.total !== null)
      return thresholdFrom(poll.rule.threshold, mostOf(poll, poll.rule.threshold.base));
    const sitting = await manager.findOneByOrFail(Sitting, { id: poll.sittingId });
    const rule = poll.rule ?? (await ruleNow(manager, poll, sitting));
    if (!rule) throw fault(errors, 'RULE_MISSING', { kind: poll.kind });
    const seats = await seatsOf(manager, sitting);
    const suspended = seats.filter((s) => s.status === 'SUSPENDED').length;
    return thresholdFrom(
      rule.threshold,
      totalDelegates({ inOffice: seats.length - suspended, suspended }, rule.excludesSuspended),
    );
  });
}

/** While it is not counted yet, the most that a base can come to. */
const mostOf = (poll: Poll, base: Denominator): number =>
  base === 'TOTAL_DELEGATES' || base === 'TOTAL_MEMBERS'
    ? poll.total!
    : base === 'TOTAL_INCLUDING_SUSPENDED'
      ? poll.inOffice! + poll.suspended!
      : (poll.presentAtOpen ?? 0) + (base === 'PRESENT_AT_OPEN' ? 0 : poll.lateArrivals);

/** The stored tally; null before it is counted. Whoever calls decides who may see it. */
export function resultOf(manager: EntityManager, poll: Poll): Promise<PollResult | null> {
  return once(poll, 'result', async () => {
    if (!COUNTED.has(poll.state)) return null;
    const stored = await storedTally(manager, poll.id);
    if (!stored) return null;
    const [late] = (await manager.query('SELECT count(*)::int AS n FROM late_attempt WHERE poll_id = $1', [
      poll.id,
    ])) as [{ n: number }];
    const rows = poll.rowCount > 0 ? await ballotRowsOf(manager, poll) : [];
    return resultFrom(poll, rows, stored, late.n);
  });
}

/** The rows of the ballot, in its order. */
export const ballotRowsOf = (manager: EntityManager, poll: Poll): Promise<PollRow[]> =>
  once(poll, 'rows', () => (poll.rowCount > 0 ? rowsOf(manager, poll.id) : Promise.resolve([])));

/**
 * Vietnamese lists go by the given name with its marks, then by the rest: as
 * one string «Dũng Nguyễn» would come before «Dung Trần», since marks weigh
 * less than any letter after them.
 */
const BY_NAME = `split_part(r.sort_name, ' ', 1) COLLATE "vi-x-icu", r.sort_name COLLATE "vi-x-icu"`;

/** Present and entitled, no ballot recorded: with whether their device was heard of lately. */
export async function missingOf(manager: EntityManager, poll: Poll, now: Date): Promise<MissingSeat[]> {
  // Of a secret poll nobody is told who has not voted yet: the number is in the turnout.
  if (UNOPENED.has(poll.state) || poll.form === 'SECRET') return [];
  const rows = (await manager.query(
    `SELECT r.seat_id AS "seatId", r.full_name AS "fullName", r.group_name AS "groupName", d.seen_at AS "lastSeenAt",
       coalesce(d.seen_at > $3, false) AS connected
     FROM poll_roll r LEFT JOIN LATERAL (SELECT max(seen_at) AS seen_at FROM device_report d WHERE d.sitting_id = $2 AND d.kind = 'SEAT' AND d.seat_id = r.seat_id) d ON true
     WHERE r.poll_id = $1 AND r.counted_index IS NULL AND (r.present_at_open OR r.late_at IS NOT NULL) AND r.left_at IS NULL
     ORDER BY ${BY_NAME}, r.seat_id`,
    [poll.id, poll.sittingId, new Date(now.getTime() - CONNECTED_MS)],
  )) as MissingSeat[];
  return rows.map((row) => Object.assign(new MissingSeat(), row, { councilId: poll.councilId }));
}

/** Names and choices of a public poll, in the order of Vietnamese names. */
export async function votesOf(manager: EntityManager, poll: Poll, args: PageArgs): Promise<Page<Vote>> {
  const after = args.after === undefined || args.after === null ? null : decodeCursor(args.after, 2);
  const rows = (await manager.query(
    `SELECT r.seat_id AS "seatId", r.full_name AS "fullName", r.sort_name AS "sortName", r.group_name AS "groupName", r.present_at_open OR r.late_at IS NOT NULL AS present,
       r.late_at IS NOT NULL AS late, b.choice AS content, b.recorded_at AS "recordedAt"
     FROM poll_roll r LEFT JOIN ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index
     WHERE r.poll_id = $1 AND ($3::text IS NULL OR (${BY_NAME}, r.seat_id) > (split_part($3, ' ', 1), $3, $4::uuid)) ORDER BY ${BY_NAME}, r.seat_id LIMIT $2`,
    [poll.id, pageSize(args) + 1, after?.[0] ?? null, after?.[1] ?? null],
  )) as Omit<Vote, 'choice' | 'delegate'>[];
  const [{ n }] = (await manager.query('SELECT count(*)::int AS n FROM poll_roll WHERE poll_id = $1', [poll.id])) as [
    { n: number },
  ];
  return connectionFrom(
    rows.map((row) => Object.assign(new Vote(), row, { choice: optionOf(row.content), delegate: { id: row.seatId } })),
    args,
    (v) => [v.sortName, v.seatId],
    n,
  );
}
