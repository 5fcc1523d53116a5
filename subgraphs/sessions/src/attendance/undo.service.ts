/**
 * Undo: the record before it stands again, and both stay in the log.
 *
 * Only the last record of a seat can be taken back: what came after it was
 * recorded on top of it.
 */
import type { EntityManager } from 'typeorm';

export interface AttendanceEvent {
  readonly position: string;
  readonly sittingId: string;
  readonly seatId: string;
  readonly kind: 'ARRIVE' | 'LEAVE' | 'EXCUSE';
  readonly intervalId: string | null;
}

const STANDS = `e.kind <> 'UNDO' AND NOT EXISTS (SELECT 1 FROM attendance_event u WHERE u.undoes = e.position)`;

/** The last record of that account in that sitting that was not undone. */
export async function lastEventOf(
  manager: EntityManager,
  sittingId: string,
  recordedBy: string,
): Promise<AttendanceEvent | undefined> {
  const rows = (await manager.query(
    `SELECT e.position, e.sitting_id AS "sittingId", e.seat_id AS "seatId", e.kind, e.interval_id AS "intervalId"
     FROM attendance_event e WHERE e.sitting_id = $1 AND e.recorded_by = $2 AND ${STANDS} ORDER BY e.position DESC LIMIT 1`,
    [sittingId, recordedBy],
  )) as AttendanceEvent[];
  return rows[0];
}

export async function seatWasRecordedSince(manager: EntityManager, event: AttendanceEvent): Promise<boolean> {
  const rows = (await manager.query(
    `SELECT 1 FROM attendance_event e WHERE e.sitting_id = $1 AND e.seat_id = $2 AND e.position > $3 AND ${STANDS} LIMIT 1`,
    [event.sittingId, event.seatId, event.position],
  )) as unknown[];
  return rows.length > 0;
}

export async function takeBack(manager: EntityManager, event: AttendanceEvent): Promise<void> {
  switch (event.kind) {
    case 'ARRIVE':
      await manager.query('UPDATE attendance_interval SET undone = true WHERE id = $1', [event.intervalId]);
      return;
    case 'LEAVE':
      await manager.query('UPDATE attendance_interval SET left_at = NULL WHERE id = $1', [event.intervalId]);
      return;
    case 'EXCUSE':
      await manager.query('DELETE FROM absence WHERE sitting_id = $1 AND seat_id = $2', [
        event.sittingId,
        event.seatId,
      ]);
  }
}
