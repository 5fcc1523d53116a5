/**
 * Invented names: plausible, in the usual shares of family names, nobody's.
 *
 * The n-th name is the same for ever and no two of one list are alike, so seeds
 * can be repeated and tests can count on them.
 */
const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Bùi',
  'Đỗ',
  'Đặng',
  'Ngô',
  'Đào',
  'Lương',
  'Phùng',
  'Mai',
  'Đinh',
  'Tô',
  'Cao',
] as const;
const OF_WOMEN = {
  middle: ['Thị', 'Thị Hồng', 'Thu', 'Thị Thanh', 'Ngọc', 'Thị Bích', 'Minh', 'Thị Kim'],
  given: ['Hạnh', 'Thuỷ', 'Lan', 'Hương', 'Yến', 'Nga', 'Oanh', 'Phượng', 'Thảo', 'Dung', 'Huệ', 'Trang', 'Vân'],
} as const;
const OF_MEN = {
  middle: ['Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Xuân', 'Công', 'Đình', 'Trọng'],
  given: ['Hoà', 'Thuận', 'Nghĩa', 'Khánh', 'Dũng', 'Sơn', 'Bình', 'Tuấn', 'Hùng', 'Ước', 'Lâm', 'Quý', 'Đạt', 'Ân'],
} as const;

/** Of every five, two are women. */
export function inventedNames(count: number): string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let n = 0; names.length < count; n++) {
    const { middle, given } = n % 5 === 1 || n % 5 === 3 ? OF_WOMEN : OF_MEN;
    // Coprime strides walk through every combination before one returns.
    const name = `${FAMILY[(n * 3 + Math.floor(n / 17)) % FAMILY.length]} ${middle[(n * 5 + Math.floor(n / 13)) % middle.length]} ${given[(n * 4 + Math.floor(n / 29)) % given.length]}`;
    if (seen.has(name)) continue;
    seen.add(name);
    names.push(name);
  }
  return names;
}
