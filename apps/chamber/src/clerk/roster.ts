/**
 * Roster: the seats of a sitting as the clerk looks for them and records them.
 *
 * Promises   a name is found however its marks are typed: «thuy» finds Thúy,
 *            Thụy, Thủy and Thùy, «Hoà» finds Hòa; a number finds a card.
 *            The order is that of Vietnamese lists, by given name.
 */
export type Source = 'QR' | 'CARD' | 'CLERK';

export interface Row {
  readonly seatId: string;
  readonly fullName: string;
  readonly sortName: string;
  readonly cardNumber: number | null;
  readonly groupName: string | null;
  readonly status: 'PRESENT' | 'EXCUSED' | 'UNEXCUSED';
  readonly present: boolean;
  readonly suspended: boolean;
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
  readonly source: Source | null;
  readonly reason: string | null;
}

/** Without tones and marks, in lower case: what two spellings of one name share. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

/** Every word that was typed begins a word of the name or of the group; a number alone is a card. */
export function matches(row: Row, query: string): boolean {
  const asked = fold(query);
  if (asked === '') return true;
  if (/^\d+$/.test(asked)) return row.cardNumber !== null && row.cardNumber === Number(asked);
  const words = fold(`${row.fullName} ${row.groupName ?? ''}`).split(' ');
  return asked.split(' ').every((part) => words.some((word) => word.startsWith(part)));
}

export type Filter = 'ALL' | 'PRESENT' | 'EXCUSED' | 'NOT_YET';

export const standing = (row: Row): 'SUSPENDED' | 'PRESENT' | 'EXCUSED' | 'LEFT' | 'NOT_YET' => {
  if (row.suspended) return 'SUSPENDED';
  if (row.present) return 'PRESENT';
  if (row.status === 'EXCUSED') return 'EXCUSED';
  return row.leftAt ? 'LEFT' : 'NOT_YET';
};

export function select(rows: readonly Row[], query: string, filter: Filter): readonly Row[] {
  return rows.filter((row) => {
    if (!matches(row, query)) return false;
    const at = standing(row);
    if (filter === 'ALL') return true;
    return filter === 'NOT_YET' ? at === 'NOT_YET' || at === 'LEFT' : at === filter;
  });
}

export interface Counts {
  readonly total: number;
  readonly present: number;
  readonly excused: number;
  readonly notYet: number;
}

/** Suspended seats are listed and not counted. */
export function countRows(rows: readonly Row[]): Counts {
  const counted = rows.filter((row) => !row.suspended);
  const present = counted.filter((row) => row.present).length;
  const excused = counted.filter((row) => standing(row) === 'EXCUSED').length;
  return { total: counted.length, present, excused, notYet: counted.length - present - excused };
}

/** The roster with one row as the server has just said it. */
export const withRow = (rows: readonly Row[], row: Row): readonly Row[] =>
  rows.map((each) => (each.seatId === row.seatId ? row : each));

/** What was recorded last, newest first, of what the roster says itself. */
export interface Recent {
  readonly row: Row;
  readonly what: 'IN' | 'OUT';
  readonly at: string;
}
export function recent(rows: readonly Row[], most = 6): readonly Recent[] {
  return rows
    .flatMap((row): Recent[] => {
      const at = row.leftAt ?? row.arrivedAt;
      return at ? [{ row, what: row.leftAt ? 'OUT' : 'IN', at }] : [];
    })
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, most);
}

export type Scan =
  /** The sealed code of the delegate's page. */
  | { readonly is: 'CODE'; readonly code: string }
  /** The number printed on a card. */
  | { readonly is: 'CARD'; readonly code: string }
  | { readonly is: 'EMPTY' };

/** What was scanned or typed: a short number is a card, everything else the code of a page. */
export function scanOf(text: string): Scan {
  const code = text.trim();
  if (code === '') return { is: 'EMPTY' };
  return /^\d{1,4}$/.test(code) ? { is: 'CARD', code } : { is: 'CODE', code };
}
