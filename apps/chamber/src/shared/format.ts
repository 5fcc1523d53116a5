/** Times, counts and titles as the pages write them: 24 hours, Vietnam's clock, dd/MM/yyyy in both languages. */
const zone = 'Asia/Ho_Chi_Minh';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
type Instant = string | number | Date;
const part = (at: Instant): Record<string, string> =>
  Object.fromEntries(parts.formatToParts(new Date(at)).map((p) => [p.type, p.value]));

/** `09:42` */
export const hourMinute = (at: Instant): string => {
  const p = part(at);
  return `${p['hour']}:${p['minute']}`;
};

/** `09:42:13` */
export const hourMinuteSecond = (at: Instant): string => `${hourMinute(at)}:${part(at)['second']}`;

/** `05/12/2024` */
export const dayMonthYear = (at: Instant): string => {
  const p = part(at);
  return `${p['day']}/${p['month']}/${p['year']}`;
};

/** Whole seconds left, never below zero: a countdown shows 1 until the last second is over. */
export const secondsLeft = (until: Instant, now: number): number =>
  Math.max(0, Math.ceil((new Date(until).getTime() - now) / 1000));

/** `00:23`; above an hour still in minutes. */
export const minutesSeconds = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;

const compounds = [
  'Hội đồng nhân dân',
  'Ủy ban nhân dân',
  'Ủy ban Mặt trận Tổ quốc',
  'Hải Phòng',
  'Việt Nam',
  'Nghị quyết',
  'Dự thảo',
  'Kỳ họp',
  'thành phố',
  'ngân sách',
  'dự toán',
  'phân bổ',
  'đại biểu',
  'cử tri',
  'quy hoạch',
  'sử dụng đất',
  'đầu tư công',
  'trung hạn',
  'giám sát',
  'thẩm tra',
  'kế hoạch',
  'chương trình',
  'quy định',
  'nội dung',
  'hỗ trợ',
  'hoạt động',
  'địa bàn',
  'phục vụ',
  'công tác',
  'tiếp xúc',
  'thông qua',
  'xã hội',
  'kinh tế',
  'phát triển',
  'nhiệm vụ',
].sort((a, b) => b.length - a.length);
const compound = new RegExp(compounds.join('|'), 'giu');

/** Binds compounds and numbers with no-break spaces, so that a large title breaks where a reader would pause. */
export const glue = (title: string): string =>
  title
    .replace(compound, (words) => words.replaceAll(' ', '\u00a0'))
    .replace(/(năm|tháng|thứ|khóa|số|quý|lần) (?=[\dIVXLC]+\b)/giu, '$1\u00a0');
