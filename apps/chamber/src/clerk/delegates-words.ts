/** What only the desk's page of delegates says. */
import { translator } from '../shared/i18n.js';

const vi = {
  title: 'Đại biểu',
  count: '{n} đại biểu đương nhiệm, {s} tạm đình chỉ, trong số {e} đại biểu của khóa.',
  import: 'Nhập danh sách đại biểu',
  lead: 'Tệp XLSX hoặc CSV theo mẫu. Hệ thống kiểm tra trước và cho xem kết quả từng dòng; có một dòng sai thì không nhập dòng nào. Người trùng tên phải được ghi rõ là cũ hay mới.',
  term: 'Nhiệm kỳ',
  khoa: 'Khóa {k}, {a}–{b}',
  do: 'Nhập {n} đại biểu',
  done: 'Đã nhập {n} đại biểu, mỗi người có một tài khoản để cấp thẻ.',
  undone: 'Đã hoàn tác; không còn đại biểu nào của lần nhập này.',
  saved: 'Đã tải tệp mẫu.',
  rows: 'Kết quả từng dòng',
  row: 'Dòng',
  name: 'Họ và tên',
  card: 'Số thẻ',
  outcome: 'Kết quả',
  new: 'Người mới',
  known: 'Người đã có trong hệ thống',
} as const;
const en: Record<keyof typeof vi, string> = {
  title: 'Delegates',
  count: '{n} delegates in office, {s} suspended, of {e} of the term.',
  import: 'Import a list of delegates',
  lead: 'An XLSX or CSV file like the template. It is checked first and shows what each row comes to; with one bad row nothing is imported. Whoever has a known name must be marked as the same person or another one.',
  term: 'Term',
  khoa: 'Term {k}, {a}–{b}',
  do: 'Import {n} delegates',
  done: '{n} delegates imported, each with an account to give a card for.',
  undone: 'Undone; no delegate of this import is left.',
  saved: 'The template was saved.',
  rows: 'What each row comes to',
  row: 'Row',
  name: 'Name',
  card: 'Card',
  outcome: 'Outcome',
  new: 'New person',
  known: 'Known person',
};
export const td = translator({ vi, en });
