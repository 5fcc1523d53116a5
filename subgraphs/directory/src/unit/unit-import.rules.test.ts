import {
  buildSuccessions,
  buildUnits,
  properName,
  slugOf,
  type SuccessionRow,
  type UnitRow,
} from './unit-import.rules.js';
import { rankOfKind } from './unit-kinds.rules.js';

const row = (
  validFrom: string,
  validTo: string | null,
  code: string,
  name: string,
  kind: string,
  parentCode: string | null,
): UnitRow => ({
  validFrom,
  validTo,
  code,
  name,
  nameEn: null,
  kind,
  parentCode,
});
const CITY = row('2021-06-01', null, '31', 'Thành phố Hải Phòng', 'CENTRAL_CITY', null);
const build = (...rows: UnitRow[]) => buildUnits([CITY, ...rows], rankOfKind);
const district = (from: string, to: string, name: string, kind: string, code = '311') =>
  row(from, to, code, name, kind, '31');

describe('which row continues which unit', () => {
  const old = row('2021-06-01', '2024-12-31', '1', 'Xã An Lư', 'COMMUNE', '31');
  it.each<[string, UnitRow, boolean]>([
    ['all the same, the next day', row('2025-01-01', null, '1', 'Xã An Lư', 'COMMUNE', '31'), true],
    ['another code', row('2025-01-01', null, '2', 'Xã An Lư', 'COMMUNE', '31'), false],
    ['another name', row('2025-01-01', null, '1', 'Xã An Lữ', 'COMMUNE', '31'), false],
    ['another kind', row('2025-01-01', null, '1', 'Xã An Lư', 'WARD', '31'), false],
    ['a day between', row('2025-01-02', null, '1', 'Xã An Lư', 'COMMUNE', '31'), false],
  ])('%s', (_, next, continues) => {
    expect(build(old, next)).toHaveLength(continues ? 2 : 3);
  });

  it('another parent is another unit', () => {
    const nodes = build(
      district('2021-06-01', '2025-06-30', 'Quận Một', 'URBAN_DISTRICT', '301'),
      row('2021-06-01', '2024-12-31', '1', 'Phường A', 'WARD', '301'),
      row('2025-01-01', null, '1', 'Phường A', 'WARD', '31'),
    );
    expect(nodes.filter((n) => n.name === 'Phường A').map((n) => n.id)).toEqual(['phuong-a', 'phuong-a-hai-phong']);
  });

  it('goes on under the successor that took over its parent’s code, with two periods', () => {
    const nodes = build(
      row('2021-06-01', '2024-12-31', '1', 'Xã B', 'COMMUNE', '311'),
      row('2025-01-01', '2025-06-30', '1', 'Xã B', 'COMMUNE', '311'),
      district('2021-06-01', '2024-12-31', 'Huyện Thuỷ Nguyên', 'RURAL_DISTRICT'),
      district('2025-01-01', '2025-06-30', 'Thành phố Thuỷ Nguyên', 'SUB_CITY'),
    );
    expect(nodes.find((n) => n.id === 'xa-b')).toMatchObject({
      validFrom: '2021-06-01',
      validTo: '2025-06-30',
      attributes: [
        { parentId: 'huyen-thuy-nguyen', validFrom: '2021-06-01', validTo: '2024-12-31' },
        { parentId: 'thanh-pho-thuy-nguyen', validFrom: '2025-01-01', validTo: '2025-06-30' },
      ],
    });
  });
});

describe('ids', () => {
  const both = [
    district('2021-06-01', '2024-12-31', 'Huyện Thuỷ Nguyên', 'RURAL_DISTRICT'),
    district('2021-06-01', '2024-12-31', 'Huyện Vĩnh Bảo', 'RURAL_DISTRICT', '316'),
    row('2021-06-01', '2024-12-31', '11527', 'Xã Hoà Bình', 'COMMUNE', '311'),
    row('2021-06-01', '2024-12-31', '11890', 'Xã Hoà Bình', 'COMMUNE', '316'),
  ];
  it('the first of a name has it plain, the next adds its parent, and the year where that repeats', () => {
    const again = row('2025-01-01', null, '11527', 'Xã Hoà Bình', 'COMMUNE', '31');
    const third = row('2025-01-01', null, '11890', 'Xã Hoà Bình', 'COMMUNE', '31');
    expect(
      build(...both, again, third)
        .map((n) => n.id)
        .filter((id) => id.startsWith('xa-')),
    ).toEqual(['xa-hoa-binh', 'xa-hoa-binh-vinh-bao', 'xa-hoa-binh-hai-phong', 'xa-hoa-binh-hai-phong-2025']);
  });
  it('do not change when rows are appended', () => {
    const before = build(...both).map((n) => n.id);
    const after = build(...both, row('2025-01-01', null, '9', 'Xã Hoà Bình', 'COMMUNE', '31')).map((n) => n.id);
    expect(after.slice(0, before.length)).toEqual(before);
  });
  it.each([
    ['Phường An Lư', 'phuong-an-lu'],
    ['Xã Đại Bản', 'xa-dai-ban'],
    ['Đặc khu Bạch Long Vĩ', 'dac-khu-bach-long-vi'],
    ['Thị trấn Núi Đối', 'thi-tran-nui-doi'],
  ])('%s is %s', (name, slug) => expect(slugOf(name)).toBe(slug));
  it.each([
    ['Huyện Thuỷ Nguyên', 'Thuỷ Nguyên'],
    ['Thành phố Hải Phòng', 'Hải Phòng'],
    ['Thị trấn Cát Bà', 'Cát Bà'],
  ])('the proper name of %s is %s', (name, proper) => expect(properName(name)).toBe(proper));
});

describe('lists that contradict each other are refused', () => {
  const edge = (change: Partial<SuccessionRow>): SuccessionRow => ({
    date: '2025-01-01',
    kind: 'RECLASSIFY',
    fromCode: '1',
    fromName: 'Xã C',
    toCode: '1',
    toName: 'Phường C',
    instrument: 'NQ',
    confidence: 'derived',
    ...change,
  });
  const nodes = build(
    row('2021-06-01', '2024-12-31', '1', 'Xã C', 'COMMUNE', '31'),
    row('2025-01-01', null, '1', 'Phường C', 'WARD', '31'),
  );
  it('is fine as it stands', () =>
    expect(buildSuccessions([edge({})], nodes)).toMatchObject([
      { fromId: 'xa-c', toId: 'phuong-c', confidence: 'DERIVED' },
    ]));
  it.each<[string, Partial<SuccessionRow>]>([
    ['a unit that did not end then', { date: '2025-01-02' }],
    ['a code it did not bear', { fromCode: '2' }],
    ['a successor that did not begin then', { toName: 'Phường D' }],
  ])('%s', (_, change) => expect(() => buildSuccessions([edge(change)], nodes)).toThrow('Xã C'));
  it('a parent whose code nobody bore', () =>
    expect(() => build(row('2021-06-01', null, '1', 'Xã C', 'COMMUNE', '999'))).toThrow('999'));
});
