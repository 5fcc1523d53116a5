/**
 * The count of a poll in its table: what the hall gives to it, and where it is
 * kept. Whoever counts, from the open roll, from opened envelopes or from paper,
 * ends here: `tallyFrom` → `decide` → `storeTally`.
 */
import type { EntityManager } from 'typeorm';
import { violationsOf, type HallCounts, type Outcome, type RollCounts, type Tally } from '../ballot/tally.js';
import { refusal } from '../refused.js';
import type { Decision, RowVerdict } from './counted.rules.js';
import type { Poll } from './poll.entity.js';

/** Counts of the roll that are not in its rows; the caller holds the poll's row. */
export async function rollCountsOf(manager: EntityManager, pollId: string): Promise<RollCounts | undefined> {
  const [row] = (await manager.query(
    `SELECT p.total_seats AS "totalSeats", p.in_office AS "inOffice", p.suspended,
       count(*) FILTER (WHERE away AND excused)::int AS excused, count(*) FILTER (WHERE away AND NOT excused)::int AS unexcused
     FROM poll p LEFT JOIN LATERAL (
       SELECT r.standing = 'IN_OFFICE' AND NOT r.present_at_open AND r.late_at IS NULL AS away, coalesce(a.kind = 'EXCUSED', false) AS excused
       FROM poll_roll r LEFT JOIN absence a ON a.sitting_id = p.sitting_id AND a.seat_id = r.seat_id WHERE r.poll_id = p.id) r ON true
     WHERE p.id = $1 GROUP BY p.id`,
    [pollId],
  )) as (Omit<RollCounts, 'totalSeats'> & { totalSeats: number | null })[];
  // Opened before these were kept: it is counted as it was begun.
  return row && row.totalSeats !== null ? { ...row, totalSeats: row.totalSeats } : undefined;
}

/** All that a count needs of the hall: of a poll whose ballots are not in the open. */
export async function hallOf(
  manager: EntityManager,
  pollId: string,
  presentSeatIds: readonly string[],
): Promise<HallCounts> {
  const [row] = (await manager.query(
    `SELECT p.total, p.present_at_open AS "presentAtOpen", p.late_arrivals AS "lateArrivals",
       (SELECT count(*)::int FROM poll_roll r WHERE r.poll_id = p.id AND r.seat_id = ANY ($2::uuid[])) AS "presentAtClose" FROM poll p WHERE p.id = $1`,
    [pollId, presentSeatIds],
  )) as [Omit<HallCounts, 'roll'>];
  return { ...row, roll: await rollCountsOf(manager, pollId) };
}

export interface Sealed {
  readonly rollHash: string;
  readonly chainLength: number;
  readonly chainHead: Buffer;
}

/** Once for each poll; the database refuses a second time, and any change. */
export async function storeTally(
  manager: EntityManager,
  pollId: string,
  tally: Tally,
  decided: Decision,
  sealed: Sealed,
): Promise<void> {
  const { ballots, roll } = tally;
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  await manager.query(
    `INSERT INTO poll_tally (poll_id, total, present_at_open, present_at_close, late_arrivals, voted, for_count, against_count, abstain_count, not_recorded, needed, outcome, roll_hash, chain_length, chain_head, digest,
       ballots_issued, ballots_collected, ballots_valid, ballots_invalid, total_seats, in_office, suspended, excused, unexcused, marks, row_counts, verdicts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
    [
      ...[pollId, tally.total, tally.presentAtOpen, tally.presentAtClose, tally.lateArrivals, tally.voted],
      ...[tally.for, tally.against, tally.abstain, tally.notRecorded, decided.needed, decided.outcome],
      ...[sealed.rollHash, sealed.chainLength, sealed.chainHead, decided.digest],
      ...[ballots?.issued, ballots?.collected, ballots?.valid, ballots?.invalid],
      ...[roll?.totalSeats, roll?.inOffice, roll?.suspended, roll?.excused, roll?.unexcused],
      ...[json(tally.marks), json(tally.rows), json(decided.verdicts)],
    ],
  );
}

export interface StoredTally {
  readonly tally: Tally;
  readonly needed: number;
  readonly outcome: Outcome | null;
  readonly verdicts?: readonly RowVerdict[] | undefined;
  readonly rollHash: string;
  readonly chainLength: number;
  readonly chainHead: string;
  readonly digest: string;
}

type Row = Record<string, number | null> & {
  outcome: Outcome | null;
  roll_hash: string;
  chain_head: Buffer;
  digest: string;
  marks: Record<string, number> | null;
  row_counts: Tally['rows'] | null;
  verdicts: RowVerdict[] | null;
};

/** undefined before the count. */
export async function storedTally(manager: EntityManager, pollId: string): Promise<StoredTally | undefined> {
  const [row] = (await manager.query('SELECT * FROM poll_tally WHERE poll_id = $1', [pollId])) as Row[];
  if (!row) return undefined;
  const n = (column: string): number => row[column] as number;
  return {
    tally: {
      total: n('total'),
      presentAtOpen: n('present_at_open'),
      presentAtClose: n('present_at_close'),
      lateArrivals: n('late_arrivals'),
      voted: n('voted'),
      for: n('for_count'),
      against: n('against_count'),
      abstain: n('abstain_count'),
      notRecorded: n('not_recorded'),
      ...(row['total_seats'] !== null && {
        roll: {
          totalSeats: n('total_seats'),
          inOffice: n('in_office'),
          suspended: n('suspended'),
          excused: n('excused'),
          unexcused: n('unexcused'),
        },
      }),
      ...(row['ballots_issued'] !== null && {
        ballots: {
          issued: n('ballots_issued'),
          collected: n('ballots_collected'),
          valid: n('ballots_valid'),
          invalid: n('ballots_invalid'),
        },
      }),
      ...(row.marks && { marks: row.marks }),
      ...(row.row_counts && { rows: row.row_counts }),
    },
    needed: n('needed'),
    outcome: row.outcome,
    ...(row.verdicts && { verdicts: row.verdicts }),
    rollHash: row.roll_hash,
    chainLength: n('chain_length'),
    chainHead: row.chain_head.toString('hex'),
    digest: row.digest,
  };
}

/** Asked once more before a result is shown to the hall. @throws Refusal TALLY_DOES_NOT_ADD_UP naming the numbers */
export async function assertAddsUp(manager: EntityManager, poll: Poll): Promise<void> {
  const stored = await storedTally(manager, poll.id);
  const wrong = stored ? violationsOf(poll.ballotForm, stored.tally) : [{ vi: 'chưa kiểm phiếu', en: 'not counted' }];
  if (wrong.length > 0)
    throw refusal('TALLY_DOES_NOT_ADD_UP', {
      what: wrong
        .slice(0, 5)
        .map((v) => v.vi)
        .join('; '),
    });
}
