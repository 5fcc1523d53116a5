import { checkRows } from './resolution-import.rules.js';

const HEAD = ['STT', 'Số hiệu', 'Trích yếu', 'Ngày thông qua', 'Ngày có hiệu lực', 'Ngày hết hiệu lực'];
const row = (
  number: string,
  title = 'Về ngân sách',
  adopted = '06/12/2024',
  effective = '16/12/2024',
  expires = '',
): string[] => ['1', number, title, adopted, effective, expires];
const faultsOf = (...rows: string[][]): string[] =>
  checkRows([HEAD, ...rows], new Set(['NORMATIVE 2024 9']), '2026-11-23').faults.map(
    (f) => `${f.row} ${f.column}: ${f.causeVi} ${f.cureVi}`,
  );

describe('a list of old resolutions', () => {
  test('good rows become resolutions, whatever the order of the columns and the form of the heads', () => {
    const heads = ['TRÍCH YẾU', 'ngay co hieu luc', 'Số hiệu'.normalize('NFD'), 'Ngày thông qua'];
    expect(
      checkRows(
        [heads, ['Về đất đai', '2024-12-16', '7/NQ-HĐND', '6/12/2024'], ['', '', '', '']],
        new Set(),
        '2026-11-23',
      ),
    ).toEqual({
      rows: [
        {
          row: 2,
          kind: 'INDIVIDUAL',
          number: 7,
          year: 2024,
          title: 'Về đất đai',
          adoptedOn: '2024-12-06',
          effectiveFrom: '2024-12-16',
          expiresOn: null,
        },
      ],
      faults: [],
    });
  });

  test.each([
    [
      [row('03/2024/QĐ-UBND')],
      ['2 Số hiệu: Không đọc được số hiệu. Viết như 03/2024/NQ-HĐND (quy phạm) hoặc 03/NQ-HĐND (cá biệt).'],
    ],
    [
      [row('', '', '', '')],
      ['Số hiệu', 'Trích yếu', 'Ngày thông qua', 'Ngày có hiệu lực'].map(
        (c) => `2 ${c}: Ô này để trống. Điền giá trị vào ô.`,
      ),
    ],
    [[row('03/2024/NQ-HĐND', 'x', '31/02/2024')], ['2 Ngày thông qua: Không đọc được ngày. Viết ngày như 31/12/2024.']],
    [
      [row('03/2023/NQ-HĐND')],
      ['2 Số hiệu: Năm trong số hiệu khác năm của ngày thông qua. Sửa số hiệu hoặc ngày thông qua.'],
    ],
    [
      [row('03/2024/NQ-HĐND', 'x', '06/12/2024', '05/12/2024')],
      ['2 Ngày có hiệu lực: Ngày có hiệu lực trước ngày thông qua. Sửa một trong hai ngày.'],
    ],
    [
      [row('03/2024/NQ-HĐND', 'x', '06/12/2024', '16/12/2024', '01/12/2024')],
      [
        '2 Ngày hết hiệu lực: Ngày hết hiệu lực trước ngày có hiệu lực. Sửa một trong hai ngày, hoặc để trống nếu còn hiệu lực.',
      ],
    ],
    [
      [row('03/2027/NQ-HĐND', 'x', '06/12/2027', '16/12/2027')],
      ['2 Ngày thông qua: Ngày thông qua ở tương lai. Chỉ nhập nghị quyết đã thông qua.'],
    ],
    [
      [row('03/2024/NQ-HĐND'), row('3/2024/NQ-HDND')],
      ['3 Số hiệu: Số hiệu này đã có ở dòng khác của tệp. Xóa dòng trùng hoặc sửa số hiệu.'],
    ],
    [[row('09/2024/NQ-HĐND')], ['2 Số hiệu: Nghị quyết mang số này đã có trong hệ thống. Xóa dòng này khỏi tệp.']],
    [[], ['0 : Tệp không có dòng dữ liệu nào. Nhập ít nhất một dòng dưới dòng tiêu đề.']],
  ])('each fault says its row, its column, the cause and the cure: %j', (rows, expected) => {
    expect(faultsOf(...rows)).toEqual(expected);
  });

  test('a missing column is named, and nothing else is said', () => {
    expect(
      checkRows(
        [
          ['Số hiệu', 'Trích yếu', 'Ngày thông qua'],
          ['x', '', ''],
        ],
        new Set(),
        '2026-11-23',
      ).faults,
    ).toEqual([
      expect.objectContaining({ row: 1, column: 'Ngày có hiệu lực', causeVi: 'Thiếu cột này ở dòng tiêu đề.' }),
    ]);
  });
});
