/**
 * Verifying an export: everything that can be recomputed, is; offline, from the
 * document alone, with the functions that counted.
 *
 * Promises   a changed question, rule, seat, ballot, event or number is found,
 *            and the row that was touched is named; so is a tail that was cut.
 * Cannot     tell a record that was forged as a whole, every hash included.
 *            Against that stand the seal that the hall saw on the wall and the
 *            minutes carry, and the receipts in the delegates' hands: compare.
 */
import {
  ballotGenesis,
  ballotLine,
  canonical,
  eventGenesis,
  extend,
  rollHash,
  shortSeal,
} from '../ballot/audit-chain.js';
import { parseContent } from '../ballot/ballot-content.rules.js';
import type { BallotForm } from '../ballot/ballot-form.rules.js';
import {
  tallyFrom,
  TallyInvariantError,
  tallyOf,
  type HallCounts,
  type Outcome,
  type RollCounts,
  type Tally,
} from '../ballot/tally.js';
import { castingChoiceOf, differences } from '../tally-sheet/tally-sheet.rules.js';
import { decide, frozenHashOf } from './counted.rules.js';
import { eventLine } from './poll.events.js';
import { totalDelegates } from './majority.rules.js';
import { EXPORT_FORMAT, type ExportedSheet, type PollExport } from './poll-export.rules.js';

export interface Check {
  readonly key:
    | 'FORMAT'
    | 'QUESTION'
    | 'ROLL'
    | 'DENOMINATOR'
    | 'BALLOT_CHAIN'
    | 'BALLOT_TAIL'
    | 'POINTERS'
    | 'TALLY'
    | 'DIGEST'
    | 'EVENT_CHAIN'
    | 'EVENT_TAIL';
  readonly ok: boolean;
  readonly vi: string;
  readonly en: string;
  /** The rows that do not fit: “ballot 17”, “seat …”, “event 4”. */
  readonly rows: readonly string[];
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** To be compared with the wall and the minutes; null before the closing. */
  readonly seal: string | null;
  readonly tally: Tally | null;
  readonly needed: number | null;
  readonly outcome: Outcome | null;
}

const NAMES: Readonly<Record<Check['key'], readonly [string, string]>> = {
  FORMAT: ['Tệp đúng định dạng', 'The file has the right format'],
  QUESTION: ['Nội dung biểu quyết và quy tắc đúng như khi chốt', 'Question and rule are as they were frozen'],
  ROLL: ['Danh sách biểu quyết đúng như khi mở', 'The roll is as it was at the opening'],
  DENOMINATOR: ['Tổng số khớp với danh sách biểu quyết', 'The total follows from the roll'],
  BALLOT_CHAIN: ['Chuỗi phiếu liền mạch, không phiếu nào bị sửa', 'The chain of ballots holds, no ballot was touched'],
  BALLOT_TAIL: ['Chuỗi phiếu đủ đến phiếu cuối', 'The chain of ballots is complete to its last'],
  POINTERS: ['Mỗi ghế được tính đúng một phiếu, phiếu sau cùng', 'Each seat counts once, by its last ballot'],
  TALLY: ['Kiểm lại: số phiếu và kết quả khớp', 'Recounted: the numbers and the outcome agree'],
  DIGEST: ['Mã niêm phong khớp', 'The digest agrees'],
  EVENT_CHAIN: ['Nhật ký lệnh liền mạch, không dòng nào bị sửa', 'The log of commands holds, no line was touched'],
  EVENT_TAIL: ['Nhật ký lệnh đủ đến lệnh cuối', 'The log of commands is complete to its last'],
};

export function verifyExport(given: PollExport): VerifyReport {
  const checks: Check[] = [];
  const check = (key: Check['key'], problems: readonly string[]): void => {
    const [vi, en] = NAMES[key];
    const tail =
      problems.length > 0
        ? `: ${problems.slice(0, 10).join('; ')}${problems.length > 10 ? ` … (${problems.length})` : ''}`
        : '';
    checks.push({
      key,
      ok: problems.length === 0,
      vi: problems.length ? `SAI – ${vi}${tail}` : vi,
      en: problems.length ? `WRONG – ${en}${tail}` : en,
      rows: problems,
    });
  };
  let counted: { tally: Tally; needed: number; outcome: Outcome | null } | null = null;
  try {
    if (given?.format !== EXPORT_FORMAT) check('FORMAT', [String(given?.format).slice(0, 40)]);
    else {
      check('FORMAT', []);
      checkQuestion(given, check);
      checkRoll(given, check);
      checkBallots(given, check);
      counted = checkTally(given, check);
      checkEvents(given, check);
    }
  } catch (error) {
    // A document that is cut or bent in its very shape.
    check('FORMAT', [(error as Error).message.slice(0, 200)]);
  }
  return {
    ok: checks.every((c) => c.ok),
    checks,
    seal: given?.tally ? shortSeal(String(given.tally.digest)) : null,
    tally: counted?.tally ?? null,
    needed: counted?.needed ?? null,
    outcome: counted?.outcome ?? null,
  };
}

type Report = (key: Check['key'], problems: readonly string[]) => void;

function checkQuestion({ poll }: PollExport, check: Report): void {
  if (poll.frozenHash === null) return;
  check('QUESTION', frozenHashOf(poll) === poll.frozenHash ? [] : [`poll ${poll.id}`]);
}

function checkRoll({ poll, roll, tally }: PollExport, check: Report): void {
  if (poll.rollHash === null) return;
  check(
    'ROLL',
    rollHash(roll) === poll.rollHash && (tally === null || tally.rollHash === poll.rollHash)
      ? []
      : [`roll of ${roll.length} seats`],
  );
  const [inOffice, suspended, present, late] = [
    roll.filter((s) => s.standing === 'IN_OFFICE').length,
    roll.filter((s) => s.standing === 'SUSPENDED').length,
    roll.filter((s) => s.presentAtOpen).length,
    roll.filter((s) => s.late).length,
  ];
  const wrong: string[] = [];
  if (inOffice !== poll.inOffice) wrong.push(`in office ${poll.inOffice}, roll ${inOffice}`);
  if (suspended !== poll.suspended) wrong.push(`suspended ${poll.suspended}, roll ${suspended}`);
  if (totalDelegates({ inOffice, suspended }, poll.rule!.excludesSuspended) !== poll.total)
    wrong.push(`total ${poll.total}`);
  if (present !== poll.presentAtOpen) wrong.push(`present ${poll.presentAtOpen}, roll ${present}`);
  if (late !== poll.lateArrivals) wrong.push(`late ${poll.lateArrivals}, roll ${late}`);
  check('DENOMINATOR', wrong);
}

/** Each link is checked from the stored link before it, so that one touched row is one named row. */
function brokenLinks<T extends { readonly chainHash: string }>(
  genesis: Buffer,
  rows: readonly T[],
  indexOf: (row: T) => number,
  line: (row: T) => string,
  name: (row: T) => string,
): string[] {
  const broken: string[] = [];
  let head = genesis;
  for (const [i, row] of rows.entries()) {
    const computed = extend(head, line(row)).toString('hex');
    if (indexOf(row) !== i + 1 || computed !== row.chainHash) broken.push(name(row));
    head = Buffer.from(row.chainHash, 'hex');
  }
  return broken;
}

function checkBallots({ poll, ballots, roll, tally }: PollExport, check: Report): void {
  if (poll.frozenHash === null || poll.chainHead === null) return;
  check(
    'BALLOT_CHAIN',
    brokenLinks(
      ballotGenesis(poll.id, poll.frozenHash),
      ballots,
      (b) => b.chainIndex,
      ballotLine,
      (b) => `ballot ${b.chainIndex}`,
    ),
  );
  const head = ballots.at(-1)?.chainHash ?? ballotGenesis(poll.id, poll.frozenHash).toString('hex');
  const missing: string[] = [];
  if (ballots.length !== poll.chainLength) missing.push(`${ballots.length} of ${poll.chainLength} ballots`);
  else if (head !== poll.chainHead) missing.push(`ballot ${poll.chainLength}`);
  if (tally && (tally.chainLength !== poll.chainLength || tally.chainHead !== poll.chainHead))
    missing.push('tally and poll name different last ballots');
  check('BALLOT_TAIL', missing);

  const wrong: string[] = [];
  const last = new Map<string, (typeof ballots)[number]>();
  const keys = new Set<string>();
  for (const b of ballots) {
    if (keys.has(b.ballotKey)) wrong.push(`ballot ${b.chainIndex}: key used twice`);
    keys.add(b.ballotKey);
    if (b.press <= (last.get(b.seatId)?.press ?? 0))
      wrong.push(`ballot ${b.chainIndex}: press not above the one before`);
    if (parseContent(formOf(poll), b.choice) === undefined)
      wrong.push(`ballot ${b.chainIndex}: ${String(b.choice).slice(0, 20)}`);
    last.set(b.seatId, b);
  }
  const seats = new Map(roll.map((s) => [s.seatId, s]));
  for (const [seatId, b] of last) {
    const seat = seats.get(seatId);
    if (!seat || !(seat.presentAtOpen || seat.late))
      wrong.push(`ballot ${b.chainIndex}: seat ${seatId} was not on the roll`);
  }
  for (const seat of roll) {
    const b = last.get(seat.seatId);
    if ((seat.countedIndex ?? null) !== (b?.chainIndex ?? null) || seat.press !== (b?.press ?? 0))
      wrong.push(`seat ${seat.seatId} (${seat.fullName})`);
  }
  check('POINTERS', wrong);
}

const formOf = ({ layout = 'CHOICE', options, rows, pick }: PollExport['poll']): BallotForm => ({
  layout,
  marks: options,
  rows: layout === 'CHOICE' ? 0 : (rows?.length ?? 0),
  max: pick ?? null,
});

/** Who was excused is known from the count alone; who was away at all, from the roll. */
function rollCounts(roll: PollExport['roll'], tally: Tally): RollCounts | undefined {
  if (!tally.roll) return undefined;
  const inOffice = roll.filter((s) => s.standing === 'IN_OFFICE');
  const away = inOffice.filter((s) => !s.presentAtOpen && !s.late).length;
  return {
    totalSeats: tally.roll.totalSeats,
    inOffice: inOffice.length,
    suspended: roll.length - inOffice.length,
    excused: tally.roll.excused,
    unexcused: away - tally.roll.excused,
  };
}

/** Of paper and hands: the sheet that two persons entered alike. */
function agreedSheet({ sheets = [] }: PollExport): ExportedSheet {
  const standing = [...new Map(sheets.map((s) => [s.accountId, s])).values()];
  const agreed = standing.find((a) =>
    standing.some(
      (b) =>
        a.accountId !== b.accountId &&
        (a.personId === null || b.personId === null || a.personId !== b.personId) &&
        differences(a, b).length === 0,
    ),
  );
  if (!agreed) throw new TallyInvariantError('no two persons entered the same');
  return agreed;
}

function countedSheet(
  { poll, roll }: PollExport,
  { issued, collected, valid, invalid, marks, rows }: ExportedSheet,
  hall: { total: number; presentAtClose: number; roll?: RollCounts | undefined },
): Tally {
  return tallyFrom(
    formOf(poll),
    { issued, collected, valid, invalid, marks, rows },
    {
      ...hall,
      presentAtOpen: roll.filter((s) => s.presentAtOpen).length,
      lateArrivals: roll.filter((s) => s.late).length,
    },
  );
}

/**
 * Of a secret poll on devices there is no ballot to count again: its chain
 * covers commands only. What two members found is held by the log, which names
 * the digest; here its lines must add up, and give that digest and outcome.
 */
function countedSecret({ poll }: PollExport, tally: Tally, hall: HallCounts): Tally {
  const { issued, collected, valid, invalid } = tally.ballots!;
  const marks = tally.marks ?? { FOR: tally.for, AGAINST: tally.against, ABSTAIN: tally.abstain };
  return tallyFrom(formOf(poll), { issued, collected, valid, invalid, marks, rows: tally.rows ?? [] }, hall);
}

/** Counted from the ballots of the chain, not from the pointers. */
function checkTally(
  given: PollExport,
  check: Report,
): { tally: Tally; needed: number; outcome: Outcome | null } | null {
  const { poll, roll, ballots, tally } = given;
  const manual = (poll.method ?? 'ELECTRONIC') !== 'ELECTRONIC';
  if (tally === null) {
    // A manual poll is closed first and counted afterwards.
    if (manual && poll.state === 'CLOSED') return null;
    check('TALLY', ['CLOSED', 'CERTIFIED', 'PUBLISHED', 'ANNULLED'].includes(poll.state) ? ['no tally'] : []);
    return null;
  }
  const last = new Map(ballots.map((b) => [b.seatId, b.choice]));
  const wrong: string[] = [];
  let counted: Tally;
  let castingChoice: string | null | undefined = poll.rule?.tie?.seatId ? last.get(poll.rule.tie.seatId) : null;
  try {
    const hall = { total: poll.total!, presentAtClose: tally.presentAtClose, roll: rollCounts(roll, tally) };
    const secret = poll.form === 'SECRET' && !manual;
    const sheet = manual ? agreedSheet(given) : null;
    if (sheet) castingChoice = castingChoiceOf(sheet);
    counted = sheet
      ? countedSheet(given, sheet, hall)
      : secret
        ? countedSecret(given, tally, {
            ...hall,
            presentAtOpen: roll.filter((s) => s.presentAtOpen).length,
            lateArrivals: roll.filter((s) => s.late).length,
          })
        : tallyOf(
            roll.map((s) => ({ presentAtOpen: s.presentAtOpen, late: s.late, choice: last.get(s.seatId) ?? null })),
            hall,
            formOf(poll),
          );
  } catch (error) {
    check('TALLY', [(error as Error).message]);
    return null;
  }
  for (const key of Object.keys(counted) as (keyof Tally)[])
    if (canonical(counted[key]) !== canonical(tally[key]))
      wrong.push(`${key}: ${canonical(tally[key] ?? null)} → ${canonical(counted[key])}`);
  const decision = decide({
    pollId: poll.id,
    frozenHash: poll.frozenHash!,
    rollHash: poll.rollHash!,
    chainLength: poll.chainLength,
    chainHead: poll.chainHead!,
    rule: poll.rule!,
    tally: counted,
    form: formOf(poll),
    seatsToFill: poll.seatsToFill,
    castingChoice,
  });
  if (decision.needed !== tally.needed) wrong.push(`needed: ${tally.needed} → ${decision.needed}`);
  if (decision.outcome !== tally.outcome) wrong.push(`outcome: ${tally.outcome} → ${decision.outcome}`);
  if (canonical(decision.verdicts ?? null) !== canonical(tally.verdicts ?? null)) wrong.push('verdicts of the rows');
  check('TALLY', wrong);
  check('DIGEST', decision.digest === tally.digest ? [] : [`digest ${String(tally.digest).slice(0, 16)}…`]);
  return { tally: counted, needed: decision.needed, outcome: decision.outcome };
}

/** What a poll in that state must have in its log. */
const LAST_EVENT: Readonly<Record<string, readonly string[]>> = {
  READY: ['pollReady', 'pollAnnounced', 'secretKeyMade'],
  PAUSED: ['pollPaused', 'pollAbandoned', 'seatArrivedLate', 'seatLeft', 'seatCameBack'],
  CLOSED: [
    ...['pollClosed', 'sheetEntered', 'pollCounted', 'tallySigned'],
    ...['secretCombinerOffered', 'secretShareResealed', 'secretBoxOpened', 'secretPollCounted'],
  ],
  CERTIFIED: ['pollCertified'],
  PUBLISHED: ['pollPublished'],
  ANNULLED: ['pollAnnulled', 'pollRevoted'],
  CANCELLED: ['pollCancelled', 'pollSealed'],
};

const RULED: Readonly<Record<string, string>> = {
  CERTIFIED: 'pollCertified',
  PUBLISHED: 'pollPublished',
  ANNULLED: 'pollAnnulled',
};

function checkEvents({ poll, events, tally, rulings }: PollExport, check: Report): void {
  check(
    'EVENT_CHAIN',
    brokenLinks(
      eventGenesis(poll.id),
      events,
      (e) => e.eventIndex,
      ({ chainHash: _hash, ...e }) => eventLine({ pollId: poll.id, ...e }),
      (e) => `event ${e.eventIndex} (${e.name})`,
    ),
  );
  const wrong: string[] = [];
  const last = events.at(-1)?.name ?? 'none';
  const expected = LAST_EVENT[poll.state];
  if (expected && !expected.includes(last)) wrong.push(`after event ${events.length} (${last})`);
  // Ballots in the open are counted by the closing; paper and hands after it.
  const closed =
    events.find((e) => e.name === 'pollCounted' || e.name === 'secretPollCounted') ??
    events.find((e) => e.name === 'pollClosed');
  if (tally && closed?.detail['digest'] !== tally.digest) wrong.push('the closing names another digest');
  const opened = events.find((e) => e.name === 'pollOpened');
  if (poll.rollHash !== null && opened?.detail['rollHash'] !== poll.rollHash)
    wrong.push('the opening names another roll');
  for (const ruling of rulings) {
    const event = events.find((e) => e.name === RULED[ruling.state]);
    if (
      !event ||
      (event.detail['kind'] ?? null) !== ruling.annulmentKind ||
      (event.detail['basis'] ?? null) !== ruling.basis
    )
      wrong.push(`ruling ${ruling.state}`);
  }
  check('EVENT_TAIL', wrong);
}
