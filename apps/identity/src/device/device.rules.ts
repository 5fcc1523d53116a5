/**
 * Device rules: when a refresh secret is good, and how long a device stays.
 *
 * Each refresh hands out a child of the presented secret. Replies get lost, so
 * a secret stays good until one of its children was presented. From then on it,
 * and every other child of it, is a copy in somebody else's hands: presenting
 * one ends the device.
 * Odd part   two windows of one browser share one cookie: a secret presented
 *            late, within thirty seconds of its own first use, is only refused
 *            (ask again with the newer cookie), and gives nothing away.
 */
export const ACCESS_TOKEN_SECONDS = 600;
/** A token that says that the PIN was asked again: long enough for one ballot on a bad line. */
export const STEP_UP_SECONDS = 120;
const SUPERSEDED_WITHIN_MS = 30_000;

/** A device of one's own: a long sitting with its evening. */
export const REMEMBERED_MS = 16 * 3_600_000;
/** A borrowed one: while it is in use, and twelve hours at most. */
export const BORROWED_IDLE_MS = 45 * 60_000;
export const BORROWED_MS = 12 * 3_600_000;

export interface SecretState {
  readonly hash: Buffer;
  readonly parent: Buffer | null;
  readonly first_used_at: Date | null;
}

export type SecretVerdict = 'GOOD' | 'SUPERSEDED' | 'REUSED';

export function judgeSecret(secret: SecretState, lastUsed: Buffer | null, now: Date): SecretVerdict {
  if (lastUsed === null) return secret.parent === null ? 'GOOD' : 'REUSED';
  if (secret.hash.equals(lastUsed)) return 'GOOD';
  if (secret.parent?.equals(lastUsed)) return 'GOOD';
  if (secret.first_used_at && now.getTime() - secret.first_used_at.getTime() <= SUPERSEDED_WITHIN_MS)
    return 'SUPERSEDED';
  return 'REUSED';
}

export interface Lifetime {
  readonly expiresAt: Date;
  readonly idleUntil: Date;
}

export function lifetimeFrom(now: Date, remembered: boolean): Lifetime {
  const expiresAt = new Date(now.getTime() + (remembered ? REMEMBERED_MS : BORROWED_MS));
  return { expiresAt, idleUntil: idleUntil(now, remembered, expiresAt) };
}

export function idleUntil(now: Date, remembered: boolean, expiresAt: Date): Date {
  return remembered ? expiresAt : new Date(Math.min(now.getTime() + BORROWED_IDLE_MS, expiresAt.getTime()));
}
