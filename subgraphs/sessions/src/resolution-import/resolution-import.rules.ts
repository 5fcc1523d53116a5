/**
 * Rows of a list of old resolutions: checked one by one, each fault with its
 * row, its column, the cause and the cure, in the words of whoever keeps the list.
 */
import { DAY_SAYINGS, readDay, tableOf, type RowFault } from '@nghitruong/kit/spreadsheet';
import { readNumber, type ResolutionKindName } from '../resolution/resolution-number.rules.js';

const COLUMNS = {
  number: 'Số hiệu',
  title: 'Trích yếu',
  adoptedOn: 'Ngày thông qua',
  effectiveFrom: 'Ngày có hiệu lực',
  expiresOn: 'Ngày hết hiệu lực',
} as const;
/** Columns of the template, and what to write in each. */
export const TEMPLATE: readonly (readonly [column: string, help: string])[] = [
  [COLUMNS.number, 'Bắt buộc. 03/2024/NQ-HĐND (quy phạm) hoặc 03/NQ-HĐND (cá biệt).'],
  [COLUMNS.title, 'Bắt buộc. Không quá 1000 ký tự.'],
  [COLUMNS.adoptedOn, 'Bắt buộc. Ngày/tháng/năm.'],
  [COLUMNS.effectiveFrom, 'Bắt buộc. Ngày/tháng/năm, không trước ngày thông qua.'],
  [COLUMNS.expiresOn, 'Ngày/tháng/năm; để trống nếu còn hiệu lực.'],
];
type ColumnName = keyof typeof COLUMNS;
const REQUIRED: readonly ColumnName[] = ['number', 'title', 'adoptedOn', 'effectiveFrom'];

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
  NOT_A_NUMBER: [
    'Không đọc được số hiệu.',
    'Viết như 03/2024/NQ-HĐND (quy phạm) hoặc 03/NQ-HĐND (cá biệt).',
    'This is not the number of a resolution.',
    'Write 03/2024/NQ-HĐND (normative) or 03/NQ-HĐND (individual).',
  ],
  ...DAY_SAYINGS,
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

const table = tableOf({ columns: COLUMNS, required: REQUIRED, says: SAYS });

/** The name by which a resolution is known: body apart, its kind, year and number. */
export const keyOf = (r: Pick<ImportRow, 'kind' | 'year' | 'number'>): string => `${r.kind} ${r.year} ${r.number}`;

/** @param lines the cells of every line, heads first; @param known keys that the system has */
export function checkRows(
  lines: readonly (readonly string[])[],
  known: ReadonlySet<string>,
  today: string,
): { rows: ImportRow[]; faults: RowFault[] } {
  const found = table.rowsOf(lines);
  const [rows, faults]: [ImportRow[], RowFault[]] = [[], found.faults];
  const seen = new Set<string>();
  for (const line of found.rows) {
    const { row, cell } = line;
    const before = faults.length;
    const bad = (what: keyof typeof SAYS, name: ColumnName): void =>
      void faults.push(table.faultOf(what, row, name, cell(name)));
    faults.push(...table.emptyOf(line));
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
