/**
 * What becomes of one secret press, decided from the roll and from the hash
 * that it may already keep of this seat. Pure.
 *
 * The same key gives the same receipt, whatever the state is now: the phone
 * that lost its answer asks again. Another key of a seat that has voted is
 * ALREADY_VOTED, since a secret vote is final. The ciphertext is not compared:
 * a hash of it beside the seat would join roll and box. Whether the PIN was
 * asked again is looked at last: a receipt needs none, and nobody proves
 * anything for a ballot that would be refused anyway.
 */
import { sha256 } from '../ballot/audit-chain.js';
import { refusalOf, type PollStateName } from '../poll/poll.states.js';

export const SECRET_REFUSALS = [
  'ALREADY_VOTED',
  'POLL_NOT_OPEN',
  'NOT_ON_ROLL',
  'SUSPENDED',
  'NOT_PRESENT',
  'POLL_PAUSED',
  'POLL_CLOSED',
  'PIN_NEEDED',
] as const;
export type SecretRefusalName = (typeof SECRET_REFUSALS)[number];

/** Whether the caller proved the PIN lately: a token that does not say when never did, and one of the future is none of ours. Seconds since 1970. */
export const provedLately = (authenticatedAt: number | undefined, now: Date, withinSeconds: number): boolean =>
  authenticatedAt !== undefined && Math.abs(now.getTime() / 1000 - authenticatedAt) <= withinSeconds;

export interface RollSeat {
  readonly seatId: string;
  readonly suspended: boolean;
  readonly present: boolean;
}

/** What the roll keeps of a key. The seat is part of it: equal keys of two seats are no trace. */
export const keyHashOf = (pollId: string, seatId: string, ballotKey: string): Buffer =>
  sha256(`nghitruong secret key|${pollId}|${seatId}|${ballotKey.toLowerCase()}`);

export function judgeSecret(
  state: PollStateName,
  seat: RollSeat | undefined,
  known: Buffer | undefined,
  keyHash: Buffer | undefined,
  proved: boolean,
): 'RECORD' | 'KNOWN' | SecretRefusalName {
  if (known && keyHash) return known.equals(keyHash) ? 'KNOWN' : 'ALREADY_VOTED';
  const byState = refusalOf(state);
  if (byState === 'POLL_NOT_OPEN') return byState;
  if (!seat) return 'NOT_ON_ROLL';
  if (seat.suspended) return 'SUSPENDED';
  if (!seat.present) return 'NOT_PRESENT';
  return byState ?? (proved ? 'RECORD' : 'PIN_NEEDED');
}
