/**
 * i18n: Vietnamese first, English by a switch; numbers and dates as an office
 * in Hải Phòng writes them.
 */
import type { Lang } from '../context/index.js';

export type Locale = Readonly<Record<string, string>>;
export type Locales = Readonly<Record<Lang, Locale>>;

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** No-break space: `87,09 %` never breaks before the sign. */
const NBSP = '\u00a0';

export function translate(
  locales: Locales,
  lang: Lang,
  key: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const found = locales[lang][key] ?? locales.vi[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

export type Rounding = 'HALF_UP' | 'TRUNCATE';

/**
 * A share as hundredths of a percent, in integers only: 54 of 62 is 8710 half up, 8709 truncated.
 * Pass and fail are never computed from it.
 */
export function percentHundredths(count: number, base: number, rounding: Rounding = 'HALF_UP'): number {
  if (base <= 0) return 0;
  return rounding === 'HALF_UP' ? Math.floor((count * 20000 + base) / (2 * base)) : Math.floor((count * 10000) / base);
}

/** `87,09 %` in Vietnamese, `87.09%` in English. */
export function percentText(count: number, base: number, lang: Lang = 'vi', rounding: Rounding = 'HALF_UP'): string {
  if (base <= 0) return '–';
  const h = percentHundredths(count, base, rounding);
  const whole = Math.floor(h / 100);
  const rest = String(h % 100).padStart(2, '0');
  return lang === 'vi' ? `${whole},${rest}${NBSP}%` : `${whole}.${rest}%`;
}

const dateFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const isoFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** dd/MM/yyyy in Vietnam's time. */
export const dateText = (at: Date): string => dateFormat.format(at);
/** HH:mm:ss in Vietnam's time. */
export const timeText = (at: Date): string => timeFormat.format(at);
/** The calendar day in Vietnam, yyyy-MM-dd. */
export const localDay = (at: Date): string => isoFormat.format(at);
/** dd/MM/yyyy of a calendar day, yyyy-MM-dd. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** One form for one text (NFC), without blank ends: what is stored of what someone typed. */
export const cleanText = (text: string): string => text.normalize('NFC').trim();

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * The form two spellings of one name share: NFC, lower case, without tone or
 * vowel marks, đ as d; so Thuỷ = Thủy = thuy and Hoà = Hòa = hoa.
 */
export function searchKey(input: string): string {
  return input
    .normalize('NFD')
    .replace(TONES, '')
    .replace(/[\u0302\u0306\u031b]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
