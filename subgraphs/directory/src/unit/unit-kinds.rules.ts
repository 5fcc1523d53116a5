/**
 * Kinds and levels of units, as rows: levels have days of validity (R-ORG-11),
 * so nothing may count on there being three of them.
 */
export const UNIT_LEVELS = [
  {
    id: 'CITY',
    rank: 1,
    name_vi: 'Cấp tỉnh, thành phố',
    name_en: 'Provincial level',
    valid_from: '2016-01-01',
    valid_to: null,
    instrument: null,
  },
  {
    id: 'DISTRICT',
    rank: 2,
    name_vi: 'Cấp huyện, quận',
    name_en: 'District level',
    valid_from: '2016-01-01',
    valid_to: '2025-06-30',
    instrument: '72/2025/QH15 Art 51.3',
  },
  {
    id: 'COMMUNE',
    rank: 3,
    name_vi: 'Cấp xã, phường, đặc khu',
    name_en: 'Commune level',
    valid_from: '2016-01-01',
    valid_to: null,
    instrument: null,
  },
] as const;

export const UNIT_KINDS = [
  { id: 'CENTRAL_CITY', level_id: 'CITY', name_vi: 'Thành phố trực thuộc trung ương', name_en: 'Centrally-run city' },
  { id: 'PROVINCE', level_id: 'CITY', name_vi: 'Tỉnh', name_en: 'Province' },
  { id: 'SUB_CITY', level_id: 'DISTRICT', name_vi: 'Thành phố thuộc thành phố', name_en: 'City within a city' },
  { id: 'URBAN_DISTRICT', level_id: 'DISTRICT', name_vi: 'Quận', name_en: 'Urban district' },
  { id: 'RURAL_DISTRICT', level_id: 'DISTRICT', name_vi: 'Huyện', name_en: 'Rural district' },
  { id: 'TOWN', level_id: 'DISTRICT', name_vi: 'Thị xã', name_en: 'Town' },
  { id: 'WARD', level_id: 'COMMUNE', name_vi: 'Phường', name_en: 'Ward' },
  { id: 'COMMUNE', level_id: 'COMMUNE', name_vi: 'Xã', name_en: 'Commune' },
  { id: 'TOWNSHIP', level_id: 'COMMUNE', name_vi: 'Thị trấn', name_en: 'Township' },
  { id: 'SPECIAL_ZONE', level_id: 'COMMUNE', name_vi: 'Đặc khu', name_en: 'Special zone' },
] as const;

/** The city's own row, which the lists of its units leave out. */
export const CITY = {
  code: '31',
  name: 'Thành phố Hải Phòng',
  nameEn: 'Hai Phong City',
  kind: 'CENTRAL_CITY',
} as const;

const ranks = new Map<string, number>(
  UNIT_KINDS.map((kind) => [kind.id, UNIT_LEVELS.find((level) => level.id === kind.level_id)!.rank]),
);
export function rankOfKind(kind: string): number {
  const rank = ranks.get(kind);
  if (rank === undefined) throw new Error(`${kind} is not a kind of unit`);
  return rank;
}
