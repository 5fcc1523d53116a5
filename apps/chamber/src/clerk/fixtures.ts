/** Fixtures: a desk at the door at ten to eight, for the tests and for the gallery. Names are invented. */
import type { Row } from './roster.js';

const day = '2026-07-14T';
const at = (time: string): string => `${day}${time}.000Z`;

const row = (cardNumber: number, fullName: string, group: number, rest: Partial<Row> = {}): Row => ({
  seatId: `seat-${cardNumber}`,
  fullName,
  sortName: fullName.split(' ').reverse().join(' '),
  cardNumber,
  groupName: `Tổ đại biểu số ${group}`,
  status: rest.present ? 'PRESENT' : 'UNEXCUSED',
  present: false,
  suspended: false,
  arrivedAt: null,
  leftAt: null,
  source: null,
  reason: null,
  ...rest,
});

export const rows: readonly Row[] = [
  row(2, 'Phạm Quốc Khánh', 1, { present: true, arrivedAt: at('00:48:05'), source: 'CARD' }),
  row(7, 'Bùi Thị Thúy', 1, { present: true, arrivedAt: at('00:48:12'), source: 'QR' }),
  row(12, 'Phạm Văn Bình', 2, { present: true, arrivedAt: at('00:41:30'), source: 'CLERK' }),
  row(23, 'Hoàng Văn Thụy', 4, { status: 'EXCUSED', reason: 'Đơn xin vắng ngày 13/07' }),
  row(29, 'Đỗ Hòa An', 4, { suspended: true }),
  row(41, 'Lê Thủy Tiên', 6, { arrivedAt: at('00:30:00'), leftAt: at('01:02:00'), source: 'CLERK' }),
  row(56, 'Trần Thị Thùy', 9),
];
