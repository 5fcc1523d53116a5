import fc from 'fast-check';
import { carryIds, common, differenceOf, paragraphTexts, textHash, type Paragraph } from './resolution-text.rules.js';

const first = carryIds([], ['Điều 1. Phê duyệt dự toán.', 'Điều 2. Giao Ủy ban nhân dân.', 'Điều 3. Hiệu lực.'], 1);

describe('the text of a resolution', () => {
  test('a paragraph keeps its id while it is moved or edited; a new one gets a new id, never an old one [RES-1]', () => {
    const second = carryIds(
      first.paragraphs,
      [
        'Điều 1. Phê duyệt dự toán ngân sách.',
        'Điều 1a. Nguồn kết dư được bổ sung.',
        'Điều 3. Hiệu lực.',
        'Điều 2. Giao Ủy ban nhân dân.',
      ],
      first.next,
    );
    expect(second.paragraphs.map((p) => p.id)).toEqual(['p1', 'p4', 'p3', 'p2']);
    const third = carryIds(second.paragraphs, ['Điều 3. Hiệu lực.', 'Toàn văn khác hẳn từ đây.'], second.next);
    expect(third.paragraphs.map((p) => p.id)).toEqual(['p3', 'p5']);
  });

  test('the difference names each paragraph once, and the words that went and came [RES-1]', () => {
    const second = carryIds(
      first.paragraphs,
      ['Điều 1. Phê duyệt quyết toán.', 'Điều 3. Hiệu lực.', 'Điều 4. Tổ chức thực hiện.'],
      first.next,
    );
    expect(differenceOf(first.paragraphs, second.paragraphs)).toEqual([
      {
        id: 'p1',
        change: 'CHANGED',
        before: 'Điều 1. Phê duyệt dự toán.',
        after: 'Điều 1. Phê duyệt quyết toán.',
        words: [
          { change: 'KEPT', text: 'Điều 1. Phê duyệt' },
          { change: 'OUT', text: 'dự' },
          { change: 'IN', text: 'quyết' },
          { change: 'KEPT', text: 'toán.' },
        ],
      },
      { id: 'p2', change: 'REMOVED', before: 'Điều 2. Giao Ủy ban nhân dân.', after: null, words: [] },
      { id: 'p3', change: 'SAME', before: 'Điều 3. Hiệu lực.', after: 'Điều 3. Hiệu lực.', words: [] },
      { id: 'p4', change: 'ADDED', before: null, after: 'Điều 4. Tổ chức thực hiện.', words: [] },
    ]);
  });

  test('one text typed in two forms of Unicode is one text; any other letter is another hash [RES-1]', () => {
    const composed = carryIds([], paragraphTexts('Thuỷ  Nguyên \r\n\n'), 1).paragraphs;
    const decomposed = carryIds([], paragraphTexts('Thuỷ Nguyên'.normalize('NFD')), 1).paragraphs;
    expect(composed).toEqual([{ id: 'p1', text: 'Thuỷ Nguyên' }]);
    expect(textHash(decomposed)).toBe(textHash(composed));
    expect(textHash([{ id: 'p1', text: 'Thủy Nguyên' }])).not.toBe(textHash(composed));
  });

  test('whatever is written, ids are unique and the difference rebuilds both versions [RES-1]', () => {
    const line = fc
      .array(fc.constantFrom('Điều', 'khoản', 'điểm', 'ngân', 'sách', 'đất'), { minLength: 1, maxLength: 4 })
      .map((w) => w.join(' '));
    const text = fc.array(line, { maxLength: 8 });
    fc.assert(
      fc.property(text, text, (one, two) => {
        const a = carryIds([], one, 1);
        const b = carryIds(a.paragraphs, two, a.next);
        expect(new Set(b.paragraphs.map((p) => p.id)).size).toBe(two.length);
        expect(b.paragraphs.map((p) => p.text)).toEqual(two);
        const difference = differenceOf(a.paragraphs, b.paragraphs);
        const after = difference.filter((d) => d.after !== null).map((d): Paragraph => ({ id: d.id, text: d.after! }));
        expect(after).toEqual(b.paragraphs);
        const kept = new Set(difference.filter((d) => d.before !== null).map((d) => d.id));
        expect(kept).toEqual(new Set(a.paragraphs.map((p) => p.id)));
        for (const d of difference.filter((each) => each.change === 'CHANGED')) {
          const side = (out: 'IN' | 'OUT'): string =>
            d.words
              .filter((w) => w.change !== out)
              .map((w) => w.text)
              .join(' ');
          expect([side('IN'), side('OUT')]).toEqual([d.before, d.after]);
        }
      }),
    );
  });

  test('the common part is found in order, ends included', () => {
    expect(common(['a', 'b', 'c', 'd'], ['a', 'c', 'x', 'd'])).toEqual([
      [0, 0],
      [2, 1],
      [3, 3],
    ]);
  });
});
