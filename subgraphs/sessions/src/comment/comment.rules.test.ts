import type { Rules } from '../resolution/resolution-deadlines.rules.js';
import { earliestClose, isOpen, readComment, textKey } from './comment.rules.js';

describe('a comment on a draft', () => {
  test.each([
    ['  Đề nghị  giảm mức phí.\r\n\r\n\r\n\r\nXin cảm ơn. ', 'Đề nghị giảm mức phí.\n\nXin cảm ơn.'],
    ['Mức phí\u202e 5 < 10 nghìn đồng', 'Mức phí 5 < 10 nghìn đồng'],
    ['a'.repeat(2000), 'a'.repeat(2000)],
  ])('%j is kept as it reads [RES-3]', (given, text) => expect(readComment(given)).toEqual({ text }));

  test.each([
    ['Ngắn quá', 'COMMENT_LENGTH'],
    ['\u200b'.repeat(50), 'COMMENT_LENGTH'],
    ['a'.repeat(2001), 'COMMENT_LENGTH'],
    ['Xem <b>ở đây</b> nhé', 'COMMENT_MARKUP'],
    ['Xem < script src=x> nhé', 'COMMENT_MARKUP'],
    ['Xem &lt;b&gt; nhé các bạn', 'COMMENT_MARKUP'],
    ['Xem &#60;b nhé các bạn', 'COMMENT_MARKUP'],
  ])('%j is refused: %s [RES-3]', (given, wrong) => expect(readComment(given)).toEqual({ wrong }));

  test('is the same comment with other marks, capitals and stops [RES-3]', () => {
    expect(textKey('ĐỀ NGHỊ giảm phí!!!')).toBe(textKey('de nghi  giam phi'));
    expect(textKey('Đề nghị giảm phí')).not.toBe(textKey('Đề nghị tăng phí'));
  });
});

test('a draft is open from its first to its last day, and for as many days as the rule says [RES-3]', () => {
  const period = { openedOn: '2026-11-23', closesOn: '2026-12-12' };
  expect(['2026-11-22', '2026-11-23', '2026-12-12', '2026-12-13'].map((day) => isOpen(period, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const rules = new Map([['resolution.comment.minDays', { value: { value: 20 } }]]) as unknown as Rules;
  expect(earliestClose(rules, '2026-11-23')?.dueOn).toBe('2026-12-12');
  expect(earliestClose(new Map(), '2026-11-23')).toBeNull();
});
