/** Reads the logs of a sitting as entries of the minutes, in the order in which things happened. */
import type { EntityManager } from 'typeorm';
import { rowOfOption } from '../ballot/ballot-form.rules.js';
import { isTied, type BallotCounts, type RowCount } from '../ballot/tally.js';
import { wordsOf } from '../board/board.rules.js';
import type { RowVerdict } from '../poll/counted.rules.js';
import { boardOf, seatsOf } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { overSecondsOf } from '../speaking/speaking.rules.js';
import { MinutesSource } from './minutes.entity.js';
import { sentenceOf, type LogEntry, type PollLine } from './minutes.rules.js';

export interface Logged {
  readonly source: MinutesSource;
  readonly sourceId: string;
  readonly happenedAt: Date;
  readonly generated: string;
}

type Row = Record<string, unknown>;

export async function loggedOf(manager: EntityManager, sitting: Sitting): Promise<Logged[]> {
  const ask = (sql: string): Promise<Row[]> => manager.query(sql, [sitting.id]) as Promise<Row[]>;
  const seats = await seatsOf(manager, sitting);
  const nameOf = new Map(seats.map((seat) => [seat.seatId, seat.fullName]));
  const words = wordsOf(await boardOf(manager, sitting.councilId));
  const logged: Logged[] = [];
  const add = (source: MinutesSource, sourceId: unknown, entry: LogEntry | null): void => {
    if (entry)
      logged.push({ source, sourceId: String(sourceId), happenedAt: entry.at, generated: sentenceOf(entry, words) });
  };

  for (const row of await ask(
    `SELECT e.position, e.command, e.detail, e.recorded_at, i.position AS item_position, i.title,
       (SELECT count(DISTINCT a.seat_id)::int FROM attendance_interval a WHERE a.sitting_id = e.sitting_id AND NOT a.undone AND a.arrived_at <= e.recorded_at AND (a.left_at IS NULL OR a.left_at > e.recorded_at)) AS present
     FROM sitting_event e LEFT JOIN agenda_item i ON e.command = 'showAgendaItem' AND i.id = (e.detail->>'agendaItemId')::uuid
     WHERE e.sitting_id = $1 ORDER BY e.position`,
  ))
    add(
      MinutesSource.SITTING,
      row['position'],
      sittingEntry(row, sitting, seats.filter((s) => s.status === 'IN_OFFICE').length),
    );

  const opened = sitting.openedAt;
  for (const row of await ask(
    `SELECT e.position, e.kind, e.seat_id, e.recorded_at, a.reason FROM attendance_event e
     LEFT JOIN absence a ON e.kind = 'EXCUSE' AND a.sitting_id = e.sitting_id AND a.seat_id = e.seat_id
     WHERE e.sitting_id = $1 AND e.kind <> 'UNDO' AND NOT EXISTS (SELECT 1 FROM attendance_event u WHERE u.undoes = e.position) ORDER BY e.position`,
  )) {
    const at = row['recorded_at'] as Date;
    const name = nameOf.get(String(row['seat_id'])) ?? '';
    if (row['kind'] === 'EXCUSE')
      add(
        MinutesSource.ATTENDANCE,
        row['position'],
        row['reason'] === null ? null : { is: 'EXCUSED', at, name, reason: String(row['reason']) },
      );
    else if (opened && at > opened)
      add(MinutesSource.ATTENDANCE, row['position'], { is: row['kind'] === 'ARRIVE' ? 'ARRIVED' : 'LEFT', at, name });
  }

  for (const row of await ask(
    `SELECT id, seat_id, full_name, group_name, kind, started_at, ended_at, limit_seconds, extended_seconds FROM speaker_request
     WHERE sitting_id = $1 AND state = 'DONE' AND interpellation_id IS NULL ORDER BY started_at, id`,
  )) {
    const [at, endedAt] = [row['started_at'] as Date, row['ended_at'] as Date];
    add(MinutesSource.SPEECH, row['id'], {
      is: 'SPEECH',
      at,
      name: String(row['full_name']),
      group: row['group_name'] as string | null,
      guest: row['seat_id'] === null,
      kind: String(row['kind']),
      seconds: Math.floor((endedAt.getTime() - at.getTime()) / 1_000),
      over: overSecondsOf(
        {
          startedAt: at,
          limitSeconds: row['limit_seconds'] as number,
          extendedSeconds: row['extended_seconds'] as number,
        },
        endedAt,
      ),
    });
  }

  for (const row of await ask(
    `SELECT p.id, p.title, p.form, p.state, p.cancel_reason, p.closed_at, e.event_index, e.name, e.occurred_at, t.*, r.basis, p.rule->'tie' IS NOT NULL AS casting, p.options,
       (SELECT json_agg(json_build_object('row', w.row_number, 'name', w.name, 'post', w.post) ORDER BY w.row_number) FROM poll_row w WHERE w.poll_id = p.id) AS ballot_rows
     FROM poll p JOIN poll_event e ON e.poll_id = p.id AND e.name IN ('pollPublished', 'pollAnnulled', 'pollCancelled')
     LEFT JOIN poll_tally t ON t.poll_id = p.id
     LEFT JOIN poll_ruling r ON r.poll_id = p.id AND r.state = 'ANNULLED'
     WHERE p.sitting_id = $1 ORDER BY e.occurred_at, p.id, e.event_index`,
  ))
    add(MinutesSource.POLL, `${String(row['id'])}:${String(row['event_index'])}`, pollEntry(row));

  for (const row of await ask(
    `SELECT e.position, e.command, e.detail, e.recorded_at, i.title, i.asking_name, i.asked_name, i.asked_office
     FROM interpellation_event e JOIN interpellation i ON i.id = e.interpellation_id WHERE e.sitting_id = $1 ORDER BY e.position`,
  ))
    add(MinutesSource.INTERPELLATION, row['position'], interpellationEntry(row));

  return logged
    .map((each, index) => ({ each, index }))
    .sort((a, b) => a.each.happenedAt.getTime() - b.each.happenedAt.getTime() || a.index - b.index)
    .map(({ each }) => each);
}

function sittingEntry(row: Row, sitting: Sitting, total: number): LogEntry | null {
  const at = row['recorded_at'] as Date;
  switch (row['command']) {
    case 'openSitting':
      return {
        is: 'OPENED',
        at,
        sitting: sitting.name,
        session: sitting.sessionName,
        present: row['present'] as number,
        total,
      };
    case 'breakSitting':
      return { is: 'BREAK', at };
    case 'resumeSitting':
      return { is: 'RESUMED', at };
    case 'endSitting':
      return { is: 'ENDED', at };
    case 'setSittingVisibility':
      return { is: (row['detail'] as Row)['visibility'] === 'CLOSED' ? 'CLOSED' : 'PUBLIC', at };
    case 'handOverPresiding': {
      const { from, to } = row['detail'] as Row;
      return { is: 'PRESIDES', at, from: from == null ? null : String(from), to: String(to) };
    }
    case 'showAgendaItem':
      return row['title'] === null
        ? null
        : { is: 'ITEM', at, position: row['item_position'] as number, title: String(row['title']) };
    default:
      return null;
  }
}

function pollEntry(row: Row): LogEntry | null {
  const at = row['occurred_at'] as Date;
  const title = String(row['title']);
  if (row['name'] === 'pollAnnulled') return { is: 'POLL_ANNULLED', at, title, basis: String(row['basis'] ?? '') };
  if (row['name'] === 'pollCancelled')
    return { is: 'POLL_CANCELLED', at, title, reason: String(row['cancel_reason'] ?? '') };
  if (row['digest'] === null) return null;
  const n = (column: string): number => row[column] as number;
  return {
    is: 'POLL',
    at,
    title,
    secret: row['form'] === 'SECRET',
    total: n('total'),
    present: n('present_at_open'),
    late: n('late_arrivals'),
    voted: n('voted'),
    for: n('for_count'),
    against: n('against_count'),
    abstain: n('abstain_count'),
    notRecorded: n('not_recorded'),
    needed: n('needed'),
    outcome: row['outcome'] as 'ADOPTED' | 'REJECTED' | null,
    digest: String(row['digest']).slice(0, 8),
    tie: row['casting'] === true && isTied({ for: n('for_count'), against: n('against_count') }),
    ...ballotOf(row),
  };
}

/** Of persons and options: the ballots, and each line of them. */
function ballotOf(row: Row): { ballots?: BallotCounts; lines?: PollLine[] } {
  const rows = row['ballot_rows'] as { row: number; name: string; post: string | null }[] | null;
  if (!rows || row['ballots_issued'] === null) return {};
  const marks = row['options'] as string[];
  const counted = row['row_counts'] as RowCount[] | null;
  const chosen = (row['marks'] ?? {}) as Record<string, number>;
  const verdicts = row['verdicts'] as RowVerdict[] | null;
  const [issued, collected, valid, invalid] = ['issued', 'collected', 'valid', 'invalid'].map(
    (what) => row[`ballots_${what}`] as number,
  ) as [number, number, number, number];
  const lines = rows.map(({ row: number, name, post }): PollLine => {
    const of = counted?.find((r) => r.row === number);
    const option = marks.find((mark) => rowOfOption(mark) === number);
    return {
      name,
      post,
      marks: of ? marks.map((m) => [m, of.marks[m] ?? 0] as const) : [['CHOSEN', (option && chosen[option]) || 0]],
      invalid: of?.invalid ?? null,
      verdict: verdicts?.find((v) => v.row === number)?.verdict ?? null,
    };
  });
  return { ballots: { issued, collected, valid, invalid }, lines };
}

function interpellationEntry(row: Row): LogEntry | null {
  const at = row['recorded_at'] as Date;
  const detail = row['detail'] as Row;
  const [issue, asking, asked, office] = [row['title'], row['asking_name'], row['asked_name'], row['asked_office']].map(
    String,
  ) as [string, string, string, string];
  switch (row['command']) {
    case 'ask':
      return { is: detail['supplementary'] === true ? 'ASKED_MORE' : 'ASKED', at, asking, asked, office, issue };
    case 'answer':
      return { is: 'ANSWERED', at, asking, asked, office, issue };
    case 'defer':
      return { is: 'DEFERRED', at, asked, issue, dueOn: String(detail['dueOn']) };
    case 'captureCommitment':
      return { is: 'PROMISED', at, asked, what: String(detail['title']), dueOn: String(detail['dueOn']) };
    case 'satisfied':
    case 'notSatisfied':
      return { is: 'JUDGED', at, asking, issue, satisfied: row['command'] === 'satisfied' };
    default:
      return null;
  }
}
