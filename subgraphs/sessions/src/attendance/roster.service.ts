/**
 * Reading attendance: the desk's list, the count with its quorum, and who was
 * present at an instant. Everything is derived from intervals and absences.
 */
import type { EntityManager } from 'typeorm';
import { QUORUM_KEYS, BOARD_THRESHOLD_KEYS, ruleKeysOf } from '../board/board.rules.js';
import { boardOf, rulesOf, SEATS, seatTable, dayOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { assertMajorityRule, type MajorityRule } from '../poll/majority.rules.js';
import { AttendanceCount, AttendanceRow, AttendanceStatus, PresentSeat } from './attendance.entity.js';
import { countHall, quorumRuleFrom, type Hall } from './quorum.rules.js';

type Place = Pick<Sitting, 'id' | 'councilId' | 'startsAt'>;

/** The seats of a sitting in card order with their attendance; one seat where its id is given. */
export async function rosterOf(manager: EntityManager, sitting: Place, seatId?: string): Promise<AttendanceRow[]> {
  const rows = (await manager.query(
    `WITH ${seatId === undefined ? SEATS : seatTable('seat_id = $4')}
     SELECT s.seat_id AS "seatId", s.full_name AS "fullName", s.sort_name AS "sortName", s.group_name AS "groupName", s.card_number AS "cardNumber", s.status = 'SUSPENDED' AS suspended,
            i.arrived_at AS "arrivedAt", i.left_at AS "leftAt", i.source, i.id IS NOT NULL AND i.left_at IS NULL AS present, a.kind AS absence, a.reason
     FROM seat s
     LEFT JOIN LATERAL (SELECT * FROM attendance_interval i WHERE i.sitting_id = $3 AND i.seat_id = s.seat_id AND NOT i.undone ORDER BY i.arrived_at DESC, i.left_at DESC NULLS FIRST LIMIT 1) i ON true
     LEFT JOIN absence a ON a.sitting_id = $3 AND a.seat_id = s.seat_id
     ORDER BY s.card_number, s.sort_name, s.seat_id`,
    [sitting.councilId, dayOf(sitting), sitting.id, ...(seatId === undefined ? [] : [seatId])],
  )) as (AttendanceRow & { absence: string | null })[];
  return rows.map(({ absence, ...row }) =>
    Object.assign(new AttendanceRow(), row, {
      sittingId: sitting.id,
      councilId: sitting.councilId,
      excused: !row.present && absence === 'EXCUSED',
      status: row.present
        ? AttendanceStatus.PRESENT
        : absence === 'EXCUSED'
          ? AttendanceStatus.EXCUSED
          : AttendanceStatus.UNEXCUSED,
    }),
  );
}

/** Who was in the hall at that instant: arrived at or before it, not yet gone. */
export async function presentAt(manager: EntityManager, sitting: Place, at: Date): Promise<PresentSeat[]> {
  const rows = (await manager.query(
    `WITH ${SEATS}
     SELECT s.seat_id AS "seatId", s.full_name AS "fullName", s.group_name AS "groupName", s.card_number AS "cardNumber", i.arrived_at AS "arrivedAt", i.source
     FROM attendance_interval i JOIN seat s USING (seat_id)
     WHERE i.sitting_id = $3 AND NOT i.undone AND i.arrived_at <= $4 AND (i.left_at IS NULL OR i.left_at > $4)
     ORDER BY s.card_number, s.sort_name, s.seat_id`,
    [sitting.councilId, dayOf(sitting), sitting.id, at],
  )) as PresentSeat[];
  return rows.map((row) => Object.assign(new PresentSeat(), row, { councilId: sitting.councilId }));
}

const RULES = [
  ...QUORUM_KEYS,
  ...BOARD_THRESHOLD_KEYS,
  'poll.resolution.threshold',
  'total.excludesSuspended',
] as const;

export async function countOf(
  manager: EntityManager,
  sitting: Place & Pick<Sitting, 'attendanceRevision'>,
): Promise<AttendanceCount> {
  const [hall] = (await manager.query(
    `WITH ${SEATS}
     SELECT count(*) FILTER (WHERE s.status = 'IN_OFFICE')::int AS "inOffice", count(*) FILTER (WHERE s.status = 'SUSPENDED')::int AS suspended,
            count(i.id)::int AS present, count(*) FILTER (WHERE i.id IS NULL AND a.kind = 'EXCUSED')::int AS excused
     FROM seat s
     LEFT JOIN attendance_interval i ON i.sitting_id = $3 AND i.seat_id = s.seat_id AND i.left_at IS NULL AND NOT i.undone
     LEFT JOIN absence a ON a.sitting_id = $3 AND a.seat_id = s.seat_id`,
    [sitting.councilId, dayOf(sitting), sitting.id],
  )) as Hall[];
  const rules = await rulesOf(manager, sitting, RULES);
  const boardKind = (await boardOf(manager, sitting.councilId))?.kind ?? null;
  const keys = ruleKeysOf(boardKind);
  const quorum = rules.get(keys.quorum);
  const counted = countHall(hall!, {
    quorum: quorumRuleFrom(quorum?.value),
    threshold: thresholdFrom(rules.get(keys.threshold)?.value),
    excludesSuspended: rules.get('total.excludesSuspended')?.value['value'] !== false,
  });
  return Object.assign(new AttendanceCount(), counted, {
    boardKind,
    revision: sitting.attendanceRevision,
    quorumReason: quorum ? Object.assign(new RuleReason(), quorum) : null,
  });
}

function thresholdFrom(value: unknown): MajorityRule | undefined {
  if (value === undefined) return undefined;
  assertMajorityRule(value);
  return value;
}
