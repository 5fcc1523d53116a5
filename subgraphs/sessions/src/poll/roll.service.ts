/**
 * The roll: who may vote in one poll, frozen at its opening.
 *
 * Every seat in office or suspended on the sitting's day is on it, with whether
 * it was present at that moment. Who checks in later joins, marked; who leaves
 * cannot press any more, but a ballot that was recorded stays. Each such change
 * raises the roll's revision, which the ballot boxes compare under the lock.
 *
 * Suspended delegates take no part; whether they count in the denominator is a
 * rule of its own (R-VOT-06).
 */
import type { Context } from '@nghitruong/kit/context';
import type { EntityManager } from 'typeorm';
import { rollHash } from '../ballot/audit-chain.js';
import type { Seat } from '../sitting/seat.service.js';
import { totalDelegates } from './majority.rules.js';
import type { RuleSnapshot } from './rule-snapshot.rules.js';
import { appendPollEvent } from './poll.events.js';

export interface FrozenRoll {
  readonly inOffice: number;
  readonly suspended: number;
  readonly total: number;
  readonly presentAtOpen: number;
  readonly rollHash: string;
}

/** Writes the roll of a poll that is about to open; the caller holds the poll's row and the sitting's. */
export async function freezeRoll(
  manager: EntityManager,
  pollId: string,
  seats: readonly Seat[],
  presentSeatIds: readonly string[],
  rule: RuleSnapshot,
): Promise<FrozenRoll> {
  const present = new Set(presentSeatIds);
  const rows = seats.map((s) => ({
    ...s,
    standing: s.status,
    presentAtOpen: s.status === 'IN_OFFICE' && present.has(s.seatId),
  }));
  await manager.query(
    `INSERT INTO poll_roll (poll_id, seat_id, person_id, full_name, sort_name, group_name, card_number, standing, present_at_open)
     SELECT $1, s."seatId", s."personId", s."fullName", s."sortName", s."groupName", s."cardNumber", s.standing, s."presentAtOpen"
     FROM jsonb_to_recordset($2::jsonb) AS s ("seatId" uuid, "personId" uuid, "fullName" text, "sortName" text, "groupName" text, "cardNumber" int, standing text, "presentAtOpen" boolean)`,
    [pollId, JSON.stringify(rows)],
  );
  const inOffice = rows.filter((r) => r.standing === 'IN_OFFICE').length;
  const suspended = rows.length - inOffice;
  return {
    inOffice,
    suspended,
    total: totalDelegates({ inOffice, suspended }, rule.excludesSuspended),
    presentAtOpen: rows.filter((r) => r.presentAtOpen).length,
    rollHash: rollHash(rows),
  };
}

/** The poll of a sitting that is open, paused or closing, its row locked. */
async function livePoll(
  manager: EntityManager,
  sittingId: string,
): Promise<{ id: string; rule: RuleSnapshot } | undefined> {
  const rows = (await manager.query(
    `SELECT id, rule FROM poll WHERE sitting_id = $1 AND state IN ('OPEN', 'PAUSED', 'CLOSING') FOR UPDATE`,
    [sittingId],
  )) as { id: string; rule: RuleSnapshot }[];
  return rows[0];
}

/** A seat has checked in: it joins the roll of the poll that is open, marked as late; or comes back to it. */
export async function joinRoll(manager: EntityManager, ctx: Context, sittingId: string, seatId: string): Promise<void> {
  const poll = await livePoll(manager, sittingId);
  if (!poll) return;
  const [back] = (await manager.query(
    `UPDATE poll_roll SET left_at = NULL WHERE poll_id = $1 AND seat_id = $2 AND left_at IS NOT NULL RETURNING seat_id`,
    [poll.id, seatId],
  )) as [unknown[], number];
  if (back.length === 0 && poll.rule.lateArrivals === 'FROZEN_AT_OPEN') return;
  const [late] = (await manager.query(
    `UPDATE poll_roll SET late_at = clock_timestamp() WHERE poll_id = $1 AND seat_id = $2 AND standing = 'IN_OFFICE' AND NOT present_at_open AND late_at IS NULL RETURNING seat_id`,
    [poll.id, seatId],
  )) as [unknown[], number];
  if (back.length + late.length === 0) return;
  await manager.query(
    `UPDATE poll SET revision = revision + 1, roll_revision = roll_revision + 1, late_arrivals = late_arrivals + $2 WHERE id = $1`,
    [poll.id, late.length],
  );
  await appendPollEvent(manager, ctx, poll.id, late.length > 0 ? 'seatArrivedLate' : 'seatCameBack', { seatId });
}

/** A seat has left the hall: its ballot, if any, stays. */
export async function leaveRoll(
  manager: EntityManager,
  ctx: Context,
  sittingId: string,
  seatId: string,
): Promise<void> {
  const poll = await livePoll(manager, sittingId);
  if (!poll) return;
  const [left] = (await manager.query(
    `UPDATE poll_roll SET left_at = clock_timestamp() WHERE poll_id = $1 AND seat_id = $2 AND (present_at_open OR late_at IS NOT NULL) AND left_at IS NULL RETURNING seat_id`,
    [poll.id, seatId],
  )) as [unknown[], number];
  if (left.length === 0) return;
  await manager.query(`UPDATE poll SET revision = revision + 1, roll_revision = roll_revision + 1 WHERE id = $1`, [
    poll.id,
  ]);
  await appendPollEvent(manager, ctx, poll.id, 'seatLeft', { seatId });
}
