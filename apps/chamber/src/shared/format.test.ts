import { ServerClock } from '@nghitruong/client';
import { dayMonthYear, glue, hourMinute, hourMinuteSecond, minutesSeconds, secondsLeft } from './format.js';
import { chairEn } from '../chair/words.en.js';
import { chairVi } from '../chair/words.vi.js';
import { clerkEn, clerkVi } from '../clerk/words.js';
import { en } from './messages.en.js';
import { deskEn, deskVi } from './messages.desk.js';
import { vi } from './messages.vi.js';
import { isDue } from './acknowledge.rules.js';
import { fill, t } from './i18n.js';
import { seatAs, seatedWords } from './seated.js';
import { breakVerdict, verdictOf } from './verdict.js';

it('writes times on the clock of Việt Nam', () => {
  const at = '2024-12-05T17:02:03.400Z';
  expect([hourMinute(at), hourMinuteSecond(at), dayMonthYear(at)]).toEqual(['00:02', '00:02:03', '06/12/2024']);
});

it('counts whole seconds down to nought', () => {
  expect([
    secondsLeft(10_000, 4_999),
    secondsLeft(10_000, 9_999),
    secondsLeft(10_000, 10_000),
    secondsLeft(10_000, 12_000),
  ]).toEqual([6, 1, 0, 0]);
  expect([minutesSeconds(5), minutesSeconds(83), minutesSeconds(3_700)]).toEqual(['00:05', '01:23', '61:40']);
});

it('binds compounds and numbers in a title', () => {
  expect(glue('Dự thảo Nghị quyết về ngân sách thành phố năm 2025')).toBe(
    'Dự\u00a0thảo Nghị\u00a0quyết về ngân\u00a0sách thành\u00a0phố năm\u00a02025',
  );
  expect(glue('Kỳ họp thứ 20')).toBe('Kỳ\u00a0họp thứ\u00a020');
});

it('keeps the smallest difference to the server clock, and forgets old ones', () => {
  let own = 1_000_000;
  const clock = new ServerClock(() => own);
  const say = (delay: number): void => clock.observe(new Date(own - 500_000 - delay).toISOString());
  say(80);
  say(12);
  say(200);
  expect(clock.now()).toBe(own - 500_000 - 12);
  for (let i = 0; i < 60; i += 1) say(40);
  own += 1_000;
  expect(clock.now()).toBe(own - 500_000 - 40);
});

/** Persons who are removed, nominations, interpellations, and the base by its legal name. */
const OF_THE_COUNCIL_ALONE = /^(dlg\.DELEGATE|el\.by\.DELEGATE|nav\.delegates|ask\.|why\.base\.TOTAL_DELEGATES)/;
describe('the tables of messages', () => {
  // Who sits here is a word of the language, not a value: each says it where it needs to.
  const words = Object.keys(seatedWords('vi')).map((word) => `{${word}}`);
  const params = (text: string): string[] =>
    [...text.matchAll(/\{\w+\}/g)]
      .map((m) => m[0])
      .filter((name) => !words.includes(name))
      .sort();
  const pairs = [
    ...Object.keys(vi).map((k) => [k, vi[k as keyof typeof vi], en[k as keyof typeof vi]]),
    ...Object.keys(deskVi).map((k) => [k, deskVi[k as keyof typeof deskVi], deskEn[k as keyof typeof deskVi]]),
  ] as [string, string, string][];
  it.each(pairs)('%s says the same in both languages', (_, a, b) => {
    expect(b).toBeTruthy();
    expect(params(b)).toEqual(params(a));
  });
  it('name who sits here: delegates of the council, or the members of the board', () => {
    const said = (boardKind: 'PEOPLES_COMMITTEE' | 'STANDING_BODY' | null): string[] => {
      seatAs({ attendance: { boardKind } as never });
      return [t('c.need', { k: 14, n: 27 }), t('w.now'), t('r.total')];
    };
    expect(said('PEOPLES_COMMITTEE')).toEqual([
      'Thông qua khi có từ 14/27 thành viên UBND tán thành',
      'Thành viên chưa biểu quyết xin bấm ngay',
      'Tổng số thành viên',
    ]);
    expect(said('STANDING_BODY')[0]).toBe('Thông qua khi có từ 14/27 thành viên Thường trực HĐND tán thành');
    expect(said(null)).toEqual([
      'Thông qua khi có từ 14/27 đại biểu HĐND tán thành',
      'Đại biểu chưa biểu quyết xin bấm ngay',
      'Tổng số đại biểu HĐND',
    ]);
  });
  it('name nobody a delegate outright, where the members of a board could be meant', () => {
    const tables = { vi, en, deskVi, deskEn, chairVi, chairEn, clerkVi, clerkEn };
    const outright = Object.entries(tables).flatMap(([table, texts]) =>
      Object.entries(texts)
        .filter(([key, text]) => /đại biểu|\bdelegates?\b/i.test(text) && !OF_THE_COUNCIL_ALONE.test(key))
        .map(([key]) => `${table} ${key}`),
    );
    expect(outright).toEqual([]);
  });
  it('leaves a parameter that was not given in sight', () => expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}'));
});

it('breaks the verdict before its last two words, or the last of two', () => {
  expect([breakVerdict('ĐƯỢC THÔNG QUA'), breakVerdict('KHÔNG ĐƯỢC THÔNG QUA'), breakVerdict('NOT ADOPTED')]).toEqual([
    ['ĐƯỢC', 'THÔNG QUA'],
    ['KHÔNG ĐƯỢC', 'THÔNG QUA'],
    ['NOT', 'ADOPTED'],
  ]);
  expect([verdictOf('ADOPTED'), verdictOf('REJECTED'), verdictOf(null)]).toEqual(['YES', 'NO', null]);
});

it('reports at most once a second, and at least every five', () => {
  expect([isDue(900, true), isDue(1_000, true), isDue(4_900, false), isDue(5_000, false)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});
