/** The printed sheet: what a card says, and that its QR says the same. */
import { cardSheet, type IssuedCard } from '../src/index.js';

const card = (more: Partial<IssuedCard> = {}): IssuedCard => ({
  cardId: 'c',
  code: 'A'.repeat(22),
  typedCode: 'BCFG-2345',
  url: `https://hall.example/b#card=${'A'.repeat(22)}`,
  kind: 'PERSON',
  displayName: 'Nguyễn Thị Mai',
  sittingId: 's',
  expiresAt: new Date('2026-12-09T17:00:00Z'),
  subjectId: 'a',
  ...more,
});
const input = { sittingName: 'Phiên họp toàn thể, sáng 09/12/2026', councilName: 'HĐND thành phố Hải Phòng' };

test('each card has its QR, whose it is, which sitting, the typed code with the page to type it at, and until when', async () => {
  const html = await cardSheet({
    ...input,
    cards: [card(), card({ kind: 'DISPLAY', displayName: 'Màn hình chính', url: 'https://hall.example/wall#card=x' })],
  });
  expect(html.match(/<svg /g)).toHaveLength(2);
  for (const said of [
    'Nguyễn Thị Mai',
    'Phiên họp toàn thể, sáng 09/12/2026',
    'BCFG-2345',
    'hall.example/b<',
    'hall.example/wall<',
    '00:00 ngày 10/12/2026',
    'nhập mã PIN',
  ])
    expect(html).toContain(said);
  // The long code is in the QR only: nobody should copy it by hand, or find it in the page's text.
  expect(html).not.toContain('A'.repeat(22));
});

test('is A4, without script or outside address, and escapes what people are called', async () => {
  const html = await cardSheet({ ...input, cards: [card({ displayName: '<img src=x onerror=alert(1)>' })] });
  expect(html).toContain('size:A4');
  expect(html).toContain('&lt;img src=x');
  expect(html.replace(/xmlns="[^"]*"/g, '')).not.toMatch(/<script|<img|<link|src=http|url\(/);
});

test('says on every card that data is invented, where it is', async () => {
  const count = (html: string) => html.match(/DỮ LIỆU MINH HỌA/g)?.length ?? 0;
  expect([
    count(await cardSheet({ ...input, cards: [card(), card()], illustrative: true })),
    count(await cardSheet({ ...input, cards: [card()] })),
  ]).toEqual([2, 0]);
});
