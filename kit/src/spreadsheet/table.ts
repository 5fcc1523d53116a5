/** A table with heads: its columns found by name, its rows one by one, and how a fault of a cell is said. */
import { cleanText, searchKey } from '../i18n/index.js';

/** Cause and cure, in Vietnamese and in English. */
export type Saying = readonly [causeVi: string, cureVi: string, causeEn: string, cureEn: string];

export interface RowFault {
  /** As the spreadsheet counts: the heads are row 1; 0 for the whole file. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly causeVi: string;
  readonly cureVi: string;
  readonly causeEn: string;
  readonly cureEn: string;
}

export interface Line<C extends string> {
  readonly row: number;
  cell(name: C): string;
}

const MAX_ROWS = 5_000;
const SAYS = {
  MISSING_COLUMN: [
    'Thiếu cột này ở dòng tiêu đề.',
    'Thêm cột với đúng tên, hoặc tải lại tệp mẫu.',
    'This column is missing from the head.',
    'Add the column under this very name.',
  ],
  NO_ROWS: [
    'Tệp không có dòng dữ liệu nào.',
    'Nhập ít nhất một dòng dưới dòng tiêu đề.',
    'There is no row of data.',
    'Put at least one row under the head.',
  ],
  TOO_MANY: [
    `Tệp có hơn ${MAX_ROWS} dòng.`,
    'Chia tệp thành nhiều phần.',
    `There are more than ${MAX_ROWS} rows.`,
    'Split the file.',
  ],
  EMPTY: ['Ô này để trống.', 'Điền giá trị vào ô.', 'The cell is empty.', 'Fill it in.'],
} as const satisfies Record<string, Saying>;
type General = keyof typeof SAYS;

export const DAY_SAYINGS = {
  NOT_A_DAY: ['Không đọc được ngày.', 'Viết ngày như 31/12/2024.', 'This is not a day.', 'Write 31/12/2024.'],
} as const satisfies Record<string, Saying>;

/** 31/12/2024, 2024-12-31, 31-12-2024, 31.12.2024. */
export function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = iso
    ? `${iso[1]}-${iso[2]}-${iso[3]}`
    : local
      ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}`
      : '';
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day ? day : undefined;
}

/** @param required columns that must be there, and filled in every row */
export function tableOf<C extends string, S extends string>({
  columns,
  required,
  says,
}: {
  readonly columns: Readonly<Record<C, string>>;
  readonly required: readonly C[];
  readonly says: Readonly<Record<S, Saying>>;
}) {
  const all: Readonly<Record<string, Saying>> = { ...SAYS, ...says };
  const faultOf = (what: S | General, row: number, column: C | '', value = ''): RowFault => {
    const [causeVi, cureVi, causeEn, cureEn] = all[what]!;
    return {
      row,
      column: column === '' ? '' : columns[column],
      value: value.slice(0, 200),
      causeVi,
      cureVi,
      causeEn,
      cureEn,
    };
  };
  /** @param lines the cells of every line, heads first. What is wrong with the table itself leaves no rows to check. */
  const rowsOf = (
    lines: readonly (readonly string[])[],
  ): { rows: Line<C>[]; faults: RowFault[]; has: (name: C) => boolean } => {
    const heads = (lines[0] ?? []).map(searchKey);
    const place = Object.fromEntries(
      Object.entries<string>(columns).map(([name, label]) => [name, heads.indexOf(searchKey(label))]),
    ) as Record<C, number>;
    const has = (name: C): boolean => place[name] >= 0;
    const missing = required.filter((name) => !has(name));
    if (missing.length > 0) return { rows: [], faults: missing.map((name) => faultOf('MISSING_COLUMN', 1, name)), has };
    const rows = lines
      .map((cells, i) => ({
        row: i + 1,
        cell: (name: C): string => (!has(name) ? '' : cleanText(cells[place[name]] ?? '')),
        filled: cells.some((cell) => cleanText(cell) !== ''),
      }))
      .slice(1)
      .filter(({ filled }) => filled);
    if (rows.length === 0) return { rows: [], faults: [faultOf('NO_ROWS', 0, '')], has };
    if (rows.length > MAX_ROWS) return { rows: [], faults: [faultOf('TOO_MANY', 0, '')], has };
    return { rows, faults: [], has };
  };
  /** Required cells of a row that are empty. */
  const emptyOf = ({ row, cell }: Line<C>): RowFault[] =>
    required.filter((name) => cell(name) === '').map((name) => faultOf('EMPTY', row, name));
  return { faultOf, rowsOf, emptyOf };
}
