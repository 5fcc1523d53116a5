import { choiceWords, plainWords, rowsOfText, rowsText, type BallotForm } from './ballot-content.js';

const rows = ['Ánh', 'Bảy', 'Cẩm'].map((name, i) => ({ row: i + 1, name, post: null }));
const rating: BallotForm = { layout: 'ROWS', marks: ['HIGH', 'MEDIUM', 'LOW'], max: null, mayAbstain: false, rows };
const options: BallotForm = { layout: 'CHOICE', marks: ['CHOSEN'], max: null, mayAbstain: true, rows };

test('rows become the text that the server reads, empty ones in their place, and come back from it', () => {
  const marks = ['HIGH', null, 'LOW'];
  expect(rowsText(marks)).toBe('1=HIGH,2=,3=LOW');
  expect(rowsOfText(rating, rowsText(marks))).toEqual(marks);
});

test('a text of another form, a double mark or none leave the row empty', () => {
  expect(rowsOfText(rating, '1=HIGH+LOW,2=GOOD')).toEqual([null, null, null]);
  expect(rowsOfText(rating, null)).toEqual([null, null, null]);
});

test('a choice is called by its own name', () => {
  expect(choiceWords(options, 'OPTION_2')).toBe('Bảy');
  expect(choiceWords(options, 'ABSTAIN')).toBe('Không biểu quyết');
  expect(choiceWords(rating, '1=HIGH,2=,3=LOW')).toContain('2/3');
  expect(plainWords('1=HIGH,2=,3=LOW')).toContain('2/3');
  expect(plainWords('OPTION_2')).toContain('2');
});
