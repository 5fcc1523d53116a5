/** Statements and event names that people's commands and the keeper share. */
import type { EntityManager } from 'typeorm';
import type { PollCommand } from './poll.states.js';

const PAST: Readonly<Record<PollCommand, string>> = {
  ready: 'pollReady',
  announce: 'pollAnnounced',
  open: 'pollOpened',
  pause: 'pollPaused',
  resume: 'pollResumed',
  extend: 'pollExtended',
  close: 'pollClosing',
  cancel: 'pollCancelled',
  seal: 'pollSealed',
  publish: 'pollPublished',
  annul: 'pollAnnulled',
  revote: 'pollRevoted',
  lapse: 'pollLapsed',
  finish: 'pollClosed',
  abandon: 'pollAbandoned',
  certify: 'pollCertified',
};

/** $1 the poll, $2 why. */
export const pauseStatement = `UPDATE poll SET state = 'PAUSED', pause_reason = $2, closing_ends_at = NULL, closes_at = NULL,
  remaining_ms = CASE WHEN closes_at IS NULL THEN remaining_ms ELSE greatest(0, extract(epoch FROM closes_at - clock_timestamp()) * 1000)::int END WHERE id = $1`;

/** $1 the poll, $2 how many seconds the countdown lasts. */
export const closingStatement = `UPDATE poll SET state = 'CLOSING', closing_ends_at = clock_timestamp() + make_interval(secs => $2), closes_at = NULL, remaining_ms = NULL, pause_reason = NULL WHERE id = $1`;

export async function holdLease(manager: EntityManager, pollId: string): Promise<void> {
  await manager.query(
    `INSERT INTO poll_lease (poll_id) VALUES ($1) ON CONFLICT (poll_id) DO UPDATE SET renewed_at = clock_timestamp()`,
    [pollId],
  );
}

/** The name under which a command stands in the poll’s log. */
export const eventNameOf = (command: PollCommand): string => PAST[command];
