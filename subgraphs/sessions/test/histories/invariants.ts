/**
 * What must hold of any history of presses, whatever was paused, killed or
 * closed in between. Each check reads only what was asked, what was answered,
 * and the rows as the superuser sees them; none asks the code under test.
 */
export interface Asked {
  readonly personId: string;
  readonly choice: string;
  readonly ballotKey: string;
  readonly press: number;
}

/** One press and its answer; `from` and `to` are moments of one counter: `a.to < b.from` means a was over before b began. */
export interface Event {
  readonly asked: Asked;
  readonly from: number;
  readonly to: number;
  /** undefined where nothing is known: the box was killed, or could not say. */
  readonly receipt?: Readonly<Record<string, unknown>>;
  readonly refused?: string;
}

export interface Row {
  readonly chainIndex: number;
  readonly seatId: string;
  readonly choice: string;
  readonly press: number;
  readonly ballotKey: string;
  readonly recordedAt: string;
}

export interface RollRow {
  readonly seatId: string;
  readonly personId: string;
  readonly standing: string;
  readonly takesPart: boolean;
  readonly countedIndex: number | null;
}

export interface Books {
  readonly options: readonly string[];
  readonly rows: readonly Row[];
  readonly roll: readonly RollRow[];
  readonly tally: Readonly<Record<string, unknown>> | null;
}

export interface History {
  readonly events: readonly Event[];
  /** The moment at which the closing had been answered. */
  readonly closedAt: number;
  /** As they were when the closing had been answered, and after every later attempt. */
  readonly atClose: Books;
  readonly after: Books;
}

type Check = (history: History) => string[];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was acknowledged is there, word for word. */
export const durable: Check = ({ events, after }) =>
  events.flatMap(({ receipt, asked }) => {
    if (!receipt) return [];
    const row = after.rows.find((r) => r.ballotKey === asked.ballotKey);
    const told = { ...asked, chainIndex: receipt['chainIndex'], recordedAt: receipt['recordedAt'] };
    if (!row) return [`acknowledged, and not there: ${asked.ballotKey}`];
    const kept = after.roll.find((r) => r.seatId === row.seatId);
    return same(
      [kept?.personId, row.choice, row.press, row.chainIndex, row.recordedAt],
      [told.personId, told.choice, told.press, told.chainIndex, told.recordedAt],
    )
      ? []
      : [`acknowledged as one thing, kept as another: ${asked.ballotKey}`];
  });

/** A key is recorded once, and a seat counts once: its highest press. */
export const once: Check = ({ after }) => {
  const wrong: string[] = [];
  const keys = after.rows.map((r) => r.ballotKey);
  if (new Set(keys).size !== keys.length) wrong.push('one key, two ballots');
  for (const seat of after.roll) {
    const own = after.rows.filter((r) => r.seatId === seat.seatId);
    const highest = own.reduce<Row | undefined>((best, r) => (!best || r.press > best.press ? r : best), undefined);
    if ((highest?.chainIndex ?? null) !== seat.countedIndex)
      wrong.push(`seat ${seat.seatId} counts ${seat.countedIndex}, its last press is ${highest?.chainIndex ?? 'none'}`);
  }
  const counted = after.roll.filter((r) => r.countedIndex !== null).length;
  if (after.tally && after.tally['voted'] !== counted)
    wrong.push(`${String(after.tally['voted'])} voted, ${counted} seats count`);
  return wrong;
};

/** Every ballot is of a seat that took part, with a choice that the poll has. */
export const eligible: Check = ({ after }) =>
  after.rows.flatMap((row) => {
    const seat = after.roll.find((r) => r.seatId === row.seatId);
    if (!seat?.takesPart || seat.standing !== 'IN_OFFICE')
      return [`a ballot of a seat that takes no part: ${row.seatId}`];
    return after.options.includes(row.choice) ? [] : [`a choice that the poll does not have: ${row.choice}`];
  });

/** The stored tally is what anybody counts from the rows, and its lines add up to those who were there. */
export const balanced: Check = ({ after: { rows, roll, tally } }) => {
  if (!tally) return ['closed, and not counted'];
  const by = (choice: string): number =>
    roll.filter((r) => rows.find((b) => b.chainIndex === r.countedIndex)?.choice === choice).length;
  const there = roll.filter((r) => r.takesPart).length;
  const voted = by('FOR') + by('AGAINST') + by('ABSTAIN');
  const expected = [by('FOR'), by('AGAINST'), by('ABSTAIN'), voted, there - voted];
  const stored = ['for', 'against', 'abstain', 'voted', 'notRecorded'].map((k) => tally[k]);
  return same(expected, stored) ? [] : [`counted ${String(expected)}, stored ${String(stored)}`];
};

/** The closing is one moment: what came before is in, what came after is out, and the order of the chain is that of time. */
export const linearizable: Check = ({ events, closedAt, atClose, after }) => {
  const wrong: string[] = [];
  if (after.tally && after.tally['chainLength'] !== after.rows.length)
    wrong.push(`${after.rows.length} ballots, ${String(after.tally['chainLength'])} when it was counted`);
  const known = new Set(atClose.rows.map((r) => r.ballotKey));
  for (const e of events)
    if (e.receipt && e.from > closedAt && !known.has(e.asked.ballotKey))
      wrong.push(`taken after the close: ${e.asked.ballotKey}`);
  // First acknowledgements only: a receipt that is repeated tells of an earlier moment.
  const first = new Map<string, Event>();
  for (const e of events) {
    const known = first.get(e.asked.ballotKey);
    if (e.receipt && (!known || e.to < known.to)) first.set(e.asked.ballotKey, e);
  }
  const began = new Map<string, number>();
  for (const e of events) began.set(e.asked.ballotKey, Math.min(e.from, began.get(e.asked.ballotKey) ?? Infinity));
  for (const a of first.values())
    for (const b of first.values())
      if (a.to < began.get(b.asked.ballotKey)! && Number(a.receipt!['chainIndex']) >= Number(b.receipt!['chainIndex']))
        wrong.push(`${a.asked.ballotKey} was over before ${b.asked.ballotKey} began, and lies behind it`);
  return wrong;
};

/** What is closed stays: nothing that is tried afterwards changes a row. */
export const immutable: Check = ({ atClose, after }) => (same(atClose, after) ? [] : ['rows changed after the close']);

/** A key has one answer for ever, and one content. */
export const idempotent: Check = ({ events }) => {
  const told = new Map<string, Event>();
  return events.flatMap((e) => {
    if (!e.receipt) return [];
    const before = told.get(e.asked.ballotKey);
    if (!before) return (told.set(e.asked.ballotKey, e), []);
    if (!same(before.asked, e.asked)) return [`a key with two contents: ${e.asked.ballotKey}`];
    return same(before.receipt, e.receipt) ? [] : [`two receipts for one key: ${e.asked.ballotKey}`];
  });
};

export const INVARIANTS = { durable, once, eligible, balanced, linearizable, immutable, idempotent } as const;
export type Invariant = keyof typeof INVARIANTS;
