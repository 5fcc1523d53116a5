/**
 * Rows of a list of delegates: whom each one names, and every fault with its
 * row, its column, the cause and the cure.
 *
 * Promises   a name that the directory knows is never taken for that person,
 *            nor for another one, unless the list says which of the two.
 * Odd part   marks are part of a name (Hà is not Hạ), their place is not
 *            (Thuỷ is Thủy); a list in capitals is written as names are.
 */
import { searchKey } from '@nghitruong/kit/i18n';
import { DAY_SAYINGS, readDay, tableOf, type Line, type RowFault } from '@nghitruong/kit/spreadsheet';
import { covers, type Period } from '../calendar/calendar.rules.js';

const COLUMNS = {
  fullName: 'Họ và tên',
  familyAndMiddle: 'Họ và tên đệm',
  given: 'Tên',
  card: 'Số thẻ',
  area: 'Đơn vị bầu cử',
  group: 'Tổ đại biểu',
  decision: 'Quyết định phân tổ',
  fullTime: 'Chuyên trách',
  from: 'Ngày bắt đầu',
  same: 'Trùng tên',
} as const;
type ColumnName = keyof typeof COLUMNS;

/** Columns of the template, and what to write in each. */
export const TEMPLATE: readonly (readonly [column: string, help: string])[] = [
  [COLUMNS.fullName, 'Bắt buộc. Họ, tên đệm, tên; cũng có thể chia thành hai cột «Họ và tên đệm» và «Tên».'],
  [COLUMNS.card, 'Bắt buộc. Số nguyên từ 1 đến 9999, mỗi số một đại biểu trong một khóa.'],
  [COLUMNS.area, 'Ví dụ: Đơn vị bầu cử số 3.'],
  [COLUMNS.group, 'Tên tổ đại biểu đã có trong hệ thống; để trống nếu chưa phân tổ.'],
  [COLUMNS.decision, 'Bắt buộc khi có tổ: số quyết định của Thường trực.'],
  [COLUMNS.fullTime, 'Có hoặc Không; để trống là Không.'],
  [COLUMNS.from, 'Ngày/tháng/năm; để trống là ngày đầu khóa.'],
  [
    COLUMNS.same,
    'Chỉ điền khi hệ thống báo trùng tên: cũ (cùng một người), cũ 16/12 (khóa 16, thẻ 12), hoặc mới (người khác).',
  ],
];

export interface KnownPerson {
  readonly id: string;
  /** Holds a seat of this very term. */
  readonly seated: boolean;
  /** Term and card of every seat that the person had: 16/12. */
  readonly seats: readonly string[];
}

export interface Known {
  readonly term: Period;
  /** The most seats, and where that is written. */
  readonly maximum?: { readonly max: number; readonly source: string } | undefined;
  /** Seats that the term has. */
  readonly elected: number;
  readonly cards: ReadonlySet<number>;
  /** By `nameKey`. */
  readonly persons: ReadonlyMap<string, readonly KnownPerson[]>;
  /** Delegate groups by the search key of a name, with their days. */
  readonly groups: ReadonlyMap<string, Period & { readonly id: string }>;
}

export interface DelegateRow {
  readonly row: number;
  readonly fullName: string;
  /** Of a person who is there; null for one who is new. */
  readonly personId: string | null;
  readonly card: number;
  readonly area: string | null;
  readonly group: { readonly id: string; readonly decision: string } | null;
  readonly fullTime: boolean;
  readonly validFrom: string;
}

const SAYS = {
  ...DAY_SAYINGS,
  NOT_A_NAME: [
    'Không phải họ và tên đầy đủ.',
    'Viết ít nhất họ và tên, chỉ gồm chữ cái, không quá 100 ký tự.',
    'This is not a full name.',
    'Write family and given name, in letters, at most 100 characters.',
  ],
  KNOWN_NAME: [
    'Hệ thống đã có người cùng họ tên.',
    'Ở cột «Trùng tên» ghi: cũ (cùng một người) hoặc mới (người khác).',
    'The system has somebody of this name.',
    'In the column “Trùng tên” write: cũ (the same person) or mới (another one).',
  ],
  NAME_TWICE: [
    'Họ tên này đã có ở dòng khác của tệp.',
    'Xóa dòng trùng, hoặc ghi mới ở cột «Trùng tên» nếu là người khác.',
    'Another row of the file has this name.',
    'Delete the row, or write mới in the column “Trùng tên” if it is another person.',
  ],
  NOT_OLD_OR_NEW: [
    'Cột này chỉ nhận: cũ, cũ 16/12 (khóa/thẻ), hoặc mới.',
    'Sửa giá trị, hoặc để trống nếu không trùng tên.',
    'This column takes cũ, cũ 16/12 (term/card) or mới.',
    'Correct it, or leave it empty where the name is not known.',
  ],
  NOT_THERE: [
    'Không có người cùng họ tên để dùng lại.',
    'Kiểm tra họ tên và khóa/thẻ; để trống cột này nếu là người mới.',
    'There is nobody of this name to be the same person.',
    'Check name and term/card; leave the column empty for a new person.',
  ],
  AMBIGUOUS: [
    'Có nhiều người cùng họ tên.',
    'Ghi rõ khóa và thẻ cũ, ví dụ: cũ 16/12.',
    'There are several people of this name.',
    'Name the earlier term and card: cũ 16/12.',
  ],
  SEATED: [
    'Người này đã là đại biểu của khóa này, hoặc ở dòng khác của tệp.',
    'Xóa dòng này khỏi tệp.',
    'This person holds a seat of this term, or is in another row.',
    'Take the row out of the file.',
  ],
  NOT_A_CARD: [
    'Số thẻ phải là số nguyên từ 1 đến 9999.',
    'Sửa số thẻ.',
    'A card is a whole number from 1 to 9999.',
    'Correct the card.',
  ],
  CARD_TAKEN: [
    'Số thẻ này đã có người dùng trong khóa, hoặc ở dòng khác của tệp.',
    'Chọn số thẻ khác.',
    'This card is held in the term, or by another row of the file.',
    'Choose another card.',
  ],
  TOO_LONG: ['Dài hơn 300 ký tự.', 'Rút gọn.', 'Longer than 300 characters.', 'Shorten it.'],
  NO_SUCH_GROUP: [
    'Hội đồng không có tổ đại biểu này vào ngày bắt đầu.',
    'Sửa tên tổ, hoặc để trống và phân tổ sau.',
    'The council has no such delegate group on the first day.',
    'Correct its name, or leave it empty and assign later.',
  ],
  NO_DECISION: [
    'Phân tổ phải có quyết định của Thường trực.',
    'Ghi số quyết định, hoặc để trống tổ.',
    'A group needs the decision of the standing body.',
    'Write its number, or leave the group empty.',
  ],
  NOT_YES_OR_NO: ['Không đọc được giá trị.', 'Ghi Có hoặc Không.', 'This is neither yes nor no.', 'Write Có or Không.'],
  OUTSIDE_TERM: [
    'Ngày này không nằm trong nhiệm kỳ.',
    'Sửa ngày, hoặc để trống để lấy ngày đầu khóa.',
    'This day is not of the term.',
    'Correct it, or leave it empty for the first day of the term.',
  ],
  ABOVE_MAXIMUM: [
    'Số đại biểu của khóa sẽ vượt mức tối đa theo quy định.',
    'Bớt dòng, hoặc ghi trước quyết định cho phép vượt mức.',
    'The term would have more delegates than the rules allow.',
    'Take rows out, or record the deciding override first.',
  ],
} as const;

const table = tableOf<ColumnName, keyof typeof SAYS>({ columns: COLUMNS, required: ['card'], says: SAYS });
const MAX_NAME = 100;
const MAX_TEXT = 300;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const NAME = /^\p{L}[\p{L}\p{M}.'’-]*( \p{L}[\p{L}\p{M}.'’-]*)+$/u;
const YES: Readonly<Record<string, boolean>> = { '': false, khong: false, '0': false, co: true, x: true, '1': true };

/** Two spellings of one name share it: marks count, the place of a tone and capitals do not. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(TONES, '') + (word.match(TONES)?.join('') ?? ''))
    .join(' ')
    .normalize('NFC');

/** NGUYỄN  VĂN AN → Nguyễn Văn An. What mixes both is how its owner writes it. */
export function readName(text: string): string | undefined {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (!NAME.test(name) || name.length > MAX_NAME) return undefined;
  const [lower, upper] = [name.toLocaleLowerCase('vi'), name.toLocaleUpperCase('vi')];
  if (name !== lower && name !== upper) return name;
  return lower.replace(
    /(^|[ .'’-])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toLocaleUpperCase('vi'),
  );
}

/** @param lines the cells of every line, heads first */
export function checkDelegates(
  lines: readonly (readonly string[])[],
  known: Known,
): { rows: DelegateRow[]; faults: RowFault[] } {
  const found = table.rowsOf(lines);
  const [rows, faults]: [DelegateRow[], RowFault[]] = [[], found.faults];
  if (found.rows.length > 0 && !['fullName', 'given'].some((name) => found.has(name as ColumnName)))
    return { rows, faults: [table.faultOf('MISSING_COLUMN', 1, 'fullName')] };
  const cards = new Set(known.cards);
  const names = new Set<string>();
  const taken = new Set<string>();
  for (const line of found.rows) {
    const { row, cell } = line;
    const before = faults.length;
    const bad = (what: keyof typeof SAYS, name: ColumnName, value = cell(name)): void =>
      void faults.push(table.faultOf(what, row, name, value));
    faults.push(...table.emptyOf(line));
    const typed = cell('fullName') || `${cell('familyAndMiddle')} ${cell('given')}`.trim();
    const fullName = readName(typed);
    if (typed === '') faults.push(table.faultOf('EMPTY', row, 'fullName'));
    else if (!fullName) bad('NOT_A_NAME', 'fullName', typed);
    const card = cardOf(cell('card'));
    if (cell('card') !== '' && card === undefined) bad('NOT_A_CARD', 'card');
    else if (card !== undefined && cards.has(card)) bad('CARD_TAKEN', 'card');
    for (const name of ['area', 'decision'] as const) if (cell(name).length > MAX_TEXT) bad('TOO_LONG', name);
    const fullTime = YES[searchKey(cell('fullTime'))];
    if (fullTime === undefined) bad('NOT_YES_OR_NO', 'fullTime');
    const validFrom = cell('from') === '' ? known.term.validFrom : readDay(cell('from'));
    if (validFrom === undefined) bad('NOT_A_DAY', 'from');
    else if (!covers(known.term, validFrom)) bad('OUTSIDE_TERM', 'from');
    const group = cell('group') === '' ? null : known.groups.get(searchKey(cell('group')));
    if (group === undefined || (group && validFrom && !covers(group, validFrom))) bad('NO_SUCH_GROUP', 'group');
    else if (group && cell('decision') === '') bad('NO_DECISION', 'decision');
    let personId: string | null = null;
    if (fullName) {
      const who = whoIs(line, known.persons.get(nameKey(fullName)) ?? [], names.has(nameKey(fullName)));
      if ('fault' in who) bad(who.fault, who.column, who.value);
      else personId = who.personId;
      if (personId !== null && taken.has(personId)) bad('SEATED', 'fullName', fullName);
      names.add(nameKey(fullName));
    }
    if (card !== undefined) cards.add(card);
    if (personId !== null) taken.add(personId);
    if (faults.length > before || !fullName || card === undefined || !validFrom) continue;
    rows.push({
      row,
      fullName,
      personId,
      card,
      area: cell('area') || null,
      group: group ? { id: group.id, decision: cell('decision') } : null,
      fullTime: fullTime ?? false,
      validFrom,
    });
  }
  const { maximum, elected } = known;
  if (maximum && faults.length === 0 && elected + rows.length > maximum.max)
    faults.push(table.faultOf('ABOVE_MAXIMUM', 0, '', `${elected + rows.length} > ${maximum.max} (${maximum.source})`));
  return { rows, faults };
}

const cardOf = (text: string): number | undefined => (/^0*[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined);

type Who =
  | { readonly personId: string | null }
  | { readonly fault: keyof typeof SAYS; readonly column: ColumnName; readonly value?: string };

/** The person a row names: somebody new, one who is there, or a fault that says what the list must say. */
function whoIs({ cell }: Line<ColumnName>, there: readonly KnownPerson[], twice: boolean): Who {
  const said = /^(?:(moi)|cu(?: (\d+)\/(\d+))?)$/.exec(searchKey(cell('same')));
  if (cell('same') !== '' && !said) return { fault: 'NOT_OLD_OR_NEW', column: 'same' };
  if (said?.[1]) return { personId: null };
  if (!said) {
    if (twice) return { fault: 'NAME_TWICE', column: 'fullName' };
    return there.length > 0
      ? { fault: 'KNOWN_NAME', column: 'fullName', value: listed(there, cell('fullName')) }
      : { personId: null };
  }
  const seat = said[2] === undefined ? undefined : `${Number(said[2])}/${Number(said[3])}`;
  const meant = there.filter((person) => seat === undefined || person.seats.includes(seat));
  const free = meant.filter((person) => !person.seated);
  if (meant.length === 0) return { fault: 'NOT_THERE', column: 'same' };
  if (free.length === 0) return { fault: 'SEATED', column: 'fullName' };
  if (free.length > 1) return { fault: 'AMBIGUOUS', column: 'same', value: listed(free, cell('same')) };
  return { personId: free[0]!.id };
}

/** What was typed, and the terms and cards of those who are meant. */
function listed(persons: readonly KnownPerson[], typed: string): string {
  const seats = persons.flatMap((person) => person.seats);
  return seats.length === 0 ? typed : `${typed} (${seats.join(', ')})`;
}
