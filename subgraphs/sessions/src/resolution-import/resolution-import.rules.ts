/**
 * Rows of a list of old resolutions: checked one by one, each fault with its
 * row, its column, the cause and the cure, in the words of whoever keeps the list.
 */
import { cleanText, searchKey } from '@nghitruong/kit/i18n';
import { isDay } from '../resolution/resolution-deadlines.rules.js';
import { readNumber, type ResolutionKindName } from '../resolution/resolution-number.rules.js';

export const COLUMNS = {
  number: 'Số hiệu',
  title: 'Trích yếu',
  adoptedOn: 'Ngày thông qua',
  effectiveFrom: 'Ngày có hiệu lực',
  expiresOn: 'Ngày hết hiệu lực',
} as const;
export type ColumnName = keyof typeof COLUMNS;
const REQUIRED: readonly ColumnName[] = ['number', 'title', 'adoptedOn', 'effectiveFrom'];
export const MAX_ROWS = 5_000;

export interface ImportFault {
  /** As the spreadsheet counts: the heads are row 1; 0 for the whole file. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly causeVi: string;
  readonly cureVi: string;
  readonly causeEn: string;
  readonly cureEn: string;
}

export interface ImportRow {
  readonly row: number;
  readonly kind: ResolutionKindName;
  readonly number: number;
  readonly year: number;
  readonly title: string;
  readonly adoptedOn: string;
  readonly effectiveFrom: string;
  readonly expiresOn: string | null;
}

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
  NOT_A_NUMBER: [
    'Không đọc được số hiệu.',
    'Viết như 03/2024/NQ-HĐND (quy phạm) hoặc 03/NQ-HĐND (cá biệt).',
    'This is not the number of a resolution.',
    'Write 03/2024/NQ-HĐND (normative) or 03/NQ-HĐND (individual).',
  ],
  NOT_A_DAY: ['Không đọc được ngày.', 'Viết ngày như 31/12/2024.', 'This is not a day.', 'Write 31/12/2024.'],
  FUTURE: [
    'Ngày thông qua ở tương lai.',
    'Chỉ nhập nghị quyết đã thông qua.',
    'The adoption lies in the future.',
    'Import only what was adopted.',
  ],
  OTHER_YEAR: [
    'Năm trong số hiệu khác năm của ngày thông qua.',
    'Sửa số hiệu hoặc ngày thông qua.',
    'The year of the number is not the year of the adoption.',
    'Correct the number or the day.',
  ],
  BEFORE_ADOPTION: [
    'Ngày có hiệu lực trước ngày thông qua.',
    'Sửa một trong hai ngày.',
    'It takes effect before its adoption.',
    'Correct one of the days.',
  ],
  BEFORE_EFFECT: [
    'Ngày hết hiệu lực trước ngày có hiệu lực.',
    'Sửa một trong hai ngày, hoặc để trống nếu còn hiệu lực.',
    'It ends before it takes effect.',
    'Correct one of the days, or leave it empty while it is in force.',
  ],
  TOO_LONG: [
    'Trích yếu dài hơn 1000 ký tự.',
    'Rút gọn trích yếu.',
    'The title is longer than 1,000 characters.',
    'Shorten it.',
  ],
  TWICE: [
    'Số hiệu này đã có ở dòng khác của tệp.',
    'Xóa dòng trùng hoặc sửa số hiệu.',
    'Another row of the file has this number.',
    'Delete the row or correct the number.',
  ],
  KNOWN: [
    'Nghị quyết mang số này đã có trong hệ thống.',
    'Xóa dòng này khỏi tệp.',
    'A resolution with this number is in the system.',
    'Take the row out of the file.',
  ],
} as const;

export function faultOf(what: keyof typeof SAYS, row: number, column: ColumnName | '', value = ''): ImportFault {
  const [causeVi, cureVi, causeEn, cureEn] = SAYS[what];
  return {
    row,
    column: column === '' ? '' : COLUMNS[column],
    value: value.slice(0, 200),
    causeVi,
    cureVi,
    causeEn,
    cureEn,
  };
}

/** 31/12/2024, 2024-12-31, 31-12-2024, 31.12.2024. */
export function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = iso
    ? `${iso[1]}-${iso[2]}-${iso[3]}`
    : local
      ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}`
      : '';
  return isDay(day) ? day : undefined;
}

/** The name by which a resolution is known: body apart, its kind, year and number. */
export const keyOf = (r: Pick<ImportRow, 'kind' | 'year' | 'number'>): string => `${r.kind} ${r.year} ${r.number}`;

/** @param lines the cells of every line, heads first; @param known keys that the system has */
export function checkRows(
  lines: readonly (readonly string[])[],
  known: ReadonlySet<string>,
  today: string,
): { rows: ImportRow[]; faults: ImportFault[] } {
  const heads = (lines[0] ?? []).map(searchKey);
  const place = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, label]) => [name, heads.indexOf(searchKey(label))]),
  ) as Record<ColumnName, number>;
  const missing = REQUIRED.filter((name) => place[name] < 0);
  if (missing.length > 0) return { rows: [], faults: missing.map((name) => faultOf('MISSING_COLUMN', 1, name)) };
  const filled = lines
    .map((cells, i) => ({ cells, row: i + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.some((c) => cleanText(c) !== ''));
  if (filled.length === 0) return { rows: [], faults: [faultOf('NO_ROWS', 0, '')] };
  if (filled.length > MAX_ROWS) return { rows: [], faults: [faultOf('TOO_MANY', 0, '')] };
  const [rows, faults]: [ImportRow[], ImportFault[]] = [[], []];
  const seen = new Set<string>();
  for (const { cells, row } of filled) {
    const cell = (name: ColumnName): string => (place[name] < 0 ? '' : cleanText(cells[place[name]] ?? ''));
    const before = faults.length;
    const bad = (what: keyof typeof SAYS, name: ColumnName): void =>
      void faults.push(faultOf(what, row, name, cell(name)));
    for (const name of REQUIRED) if (cell(name) === '') bad('EMPTY', name);
    const number = readNumber(cell('number'));
    if (!number && cell('number') !== '') bad('NOT_A_NUMBER', 'number');
    const days = { adoptedOn: '', effectiveFrom: '', expiresOn: '' };
    for (const name of ['adoptedOn', 'effectiveFrom', 'expiresOn'] as const) {
      if (cell(name) === '') continue;
      days[name] = readDay(cell(name)) ?? '';
      if (days[name] === '') bad('NOT_A_DAY', name);
    }
    const { adoptedOn, effectiveFrom, expiresOn } = days;
    if (cell('title').length > 1_000) bad('TOO_LONG', 'title');
    if (adoptedOn > today) bad('FUTURE', 'adoptedOn');
    if (number?.year != null && adoptedOn !== '' && number.year !== Number(adoptedOn.slice(0, 4)))
      bad('OTHER_YEAR', 'number');
    if (adoptedOn !== '' && effectiveFrom !== '' && effectiveFrom < adoptedOn) bad('BEFORE_ADOPTION', 'effectiveFrom');
    if (effectiveFrom !== '' && expiresOn !== '' && expiresOn < effectiveFrom) bad('BEFORE_EFFECT', 'expiresOn');
    if (faults.length > before || !number) continue;
    const made: ImportRow = {
      row,
      kind: number.kind,
      number: number.number,
      year: number.year ?? Number(adoptedOn.slice(0, 4)),
      title: cell('title'),
      adoptedOn,
      effectiveFrom,
      expiresOn: expiresOn === '' ? null : expiresOn,
    };
    if (seen.has(keyOf(made))) bad('TWICE', 'number');
    else if (known.has(keyOf(made))) bad('KNOWN', 'number');
    else rows.push(made);
    seen.add(keyOf(made));
  }
  return { rows, faults };
}
