import { checkDelegates, nameKey, readName, type Known } from './delegate-import.rules.js';

const HEAD = [
  'Họ và tên',
  'Số thẻ',
  'Đơn vị bầu cử',
  'Tổ đại biểu',
  'Quyết định phân tổ',
  'Chuyên trách',
  'Ngày bắt đầu',
  'Trùng tên',
];
const known: Known = {
  term: { validFrom: '2026-04-01', validTo: '2031-03-31' },
  maximum: { max: 5, source: 'Luật 65/2025, Điều 28' },
  elected: 2,
  cards: new Set([1, 2]),
  persons: new Map([
    [nameKey('Trần Thị Thủy'), [{ id: 'thuy', seated: false, seats: ['16/12'] }]],
    [nameKey('Lê Văn Hà'), [{ id: 'ha', seated: true, seats: ['17/1'] }]],
    [
      nameKey('Phạm Văn Minh'),
      [
        { id: 'minh-3', seated: false, seats: ['16/3'] },
        { id: 'minh-4', seated: false, seats: ['16/4'] },
      ],
    ],
  ]),
  groups: new Map([['to 3', { id: 'to-3', validFrom: '2026-04-01', validTo: null }]]),
};
const row = (name: string, card = '7', ...more: string[]): string[] => [name, card, ...more];
const check = (...rows: string[][]) => checkDelegates([HEAD, ...rows], known);

describe('a list of delegates', () => {
  test('names whom each row means: new people, and one who sat before', () => {
    expect(
      check(
        row('  NGUYỄN  VĂN   AN ', '007', 'Đơn vị bầu cử số 3', 'tổ 3', '15/QĐ-TTHĐND', 'Có', '1/5/2026'),
        row('Trần Thị Thuỷ', '8', '', '', '', '', '', 'cũ 16/12'),
      ),
    ).toEqual({
      faults: [],
      rows: [
        {
          row: 2,
          fullName: 'Nguyễn Văn An',
          personId: null,
          card: 7,
          area: 'Đơn vị bầu cử số 3',
          group: { id: 'to-3', decision: '15/QĐ-TTHĐND' },
          fullTime: true,
          validFrom: '2026-05-01',
        },
        {
          row: 3,
          fullName: 'Trần Thị Thuỷ',
          personId: 'thuy',
          card: 8,
          area: null,
          group: null,
          fullTime: false,
          validFrom: '2026-04-01',
        },
      ],
    });
  });

  test('may part the name into two columns, in any order', () => {
    const { rows, faults } = checkDelegates(
      [
        ['Tên', 'so the', 'HỌ VÀ TÊN ĐỆM'],
        ['An', '7', 'Nguyễn Văn'],
      ],
      known,
    );
    expect([faults, rows.map((r) => r.fullName)]).toEqual([[], ['Nguyễn Văn An']]);
    expect(checkDelegates([['Số thẻ'], ['7']], known).faults).toMatchObject([
      { row: 1, column: 'Họ và tên', causeVi: 'Thiếu cột này ở dòng tiêu đề.' },
    ]);
  });

  test.each([
    [
      'a known name that the list says nothing of',
      [row('trần thị thuỷ')],
      '2 Họ và tên «trần thị thuỷ (16/12)» Hệ thống đã có người cùng họ tên.',
    ],
    [
      'a name twice',
      [row('Đỗ An', '7'), row('ĐỖ AN', '8')],
      '3 Họ và tên «ĐỖ AN» Họ tên này đã có ở dòng khác của tệp.',
    ],
    [
      'who holds a seat of the term',
      [row('Lê Văn Hà', '7', '', '', '', '', '', 'cũ')],
      '2 Họ và tên «Lê Văn Hà» Người này đã là đại biểu của khóa này, hoặc ở dòng khác của tệp.',
    ],
    [
      'one person in two rows',
      [row('Trần Thị Thủy', '7', '', '', '', '', '', 'cũ'), row('Trần Thị Thuỷ', '8', '', '', '', '', '', 'cũ')],
      '3 Họ và tên «Trần Thị Thuỷ» Người này đã là đại biểu của khóa này, hoặc ở dòng khác của tệp.',
    ],
    [
      'one of several',
      [row('Phạm Văn Minh', '7', '', '', '', '', '', 'cũ')],
      '2 Trùng tên «cũ (16/3, 16/4)» Có nhiều người cùng họ tên.',
    ],
    [
      'nobody of that name',
      [row('Vũ An', '7', '', '', '', '', '', 'cũ')],
      '2 Trùng tên «cũ» Không có người cùng họ tên để dùng lại.',
    ],
    [
      'neither old nor new',
      [row('Vũ An', '7', '', '', '', '', '', 'có')],
      '2 Trùng tên «có» Cột này chỉ nhận: cũ, cũ 16/12 (khóa/thẻ), hoặc mới.',
    ],
    ['no full name', [row('An')], '2 Họ và tên «An» Không phải họ và tên đầy đủ.'],
    ['markup for a name', [row('<b>Vũ</b> An')], '2 Họ và tên «<b>Vũ</b> An» Không phải họ và tên đầy đủ.'],
    ['no name', [row('')], '2 Họ và tên «» Ô này để trống.'],
    [
      'a card that is held',
      [row('Vũ An', '02')],
      '2 Số thẻ «02» Số thẻ này đã có người dùng trong khóa, hoặc ở dòng khác của tệp.',
    ],
    [
      'a card twice',
      [row('Vũ An', '7'), row('Vũ Ân', '7')],
      '3 Số thẻ «7» Số thẻ này đã có người dùng trong khóa, hoặc ở dòng khác của tệp.',
    ],
    ['no card', [row('Vũ An', '0')], '2 Số thẻ «0» Số thẻ phải là số nguyên từ 1 đến 9999.'],
    [
      'a group that is not there',
      [row('Vũ An', '7', '', 'Tổ 4', 'x')],
      '2 Tổ đại biểu «Tổ 4» Hội đồng không có tổ đại biểu này vào ngày bắt đầu.',
    ],
    [
      'a group without its decision [R-ORG-04]',
      [row('Vũ An', '7', '', 'Tổ 3')],
      '2 Quyết định phân tổ «» Phân tổ phải có quyết định của Thường trực.',
    ],
    [
      'the month before the day',
      [row('Vũ An', '7', '', '', '', '', '12/31/2026')],
      '2 Ngày bắt đầu «12/31/2026» Không đọc được ngày.',
    ],
    [
      'a day before the term',
      [row('Vũ An', '7', '', '', '', '', '31/03/2026')],
      '2 Ngày bắt đầu «31/03/2026» Ngày này không nằm trong nhiệm kỳ.',
    ],
    ['neither yes nor no', [row('Vũ An', '7', '', '', '', 'nửa')], '2 Chuyên trách «nửa» Không đọc được giá trị.'],
    [
      'more seats than the law allows [R-ORG-06]',
      ['An', 'Ân', 'Ấn', 'Ẩn'].map((name, i) => row(`Vũ ${name}`, `${i + 3}`)),
      '0  «6 > 5 (Luật 65/2025, Điều 28)» Số đại biểu của khóa sẽ vượt mức tối đa theo quy định.',
    ],
  ])('says where, what and why of %s', (_, rows, fault) => {
    expect(check(...rows).faults.map((f) => `${f.row} ${f.column} «${f.value}» ${f.causeVi}`)).toEqual([fault]);
  });

  test.each([
    ['somebody else of a known name', [row('Trần Thị Thủy', '7', '', '', '', '', '', 'mới')], [null]],
    ['two people of one name', [row('Vũ An', '7'), row('Vũ An', '8', '', '', '', '', '', 'mới')], [null, null]],
    ['names that differ by a mark', [row('Lê Văn Hạ', '7'), row('Lê Văn Hả', '8')], [null, null]],
    ['one of several, by term and card', [row('Phạm Văn Minh', '7', '', '', '', '', '', 'CŨ 16/04')], ['minh-4']],
  ])('takes %s', (_, rows, persons) => {
    const { rows: made, faults } = check(...rows);
    expect([faults, made.map((r) => r.personId)]).toEqual([[], persons]);
  });
});

test.each([
  ['LÒ THỊ Ỏ', 'Lò Thị Ỏ'],
  ["k'sor h'blâm", "K'Sor H'Blâm"],
  ['Y Bih aliô', 'Y Bih aliô'],
  ['Nguyễn Văn An2', undefined],
])('%s is written as %s', (typed, name) => expect(readName(typed)).toBe(name));

test.each([
  ['Thuỷ Hoà', 'THỦY HÒA', true],
  ['Thúy', 'Thùy', false],
  ['Hà', 'Ha', false],
])('%s and %s are one name: %s', (one, two, same) => expect(nameKey(one) === nameKey(two)).toBe(same));
