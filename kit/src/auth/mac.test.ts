import { createHmac, randomBytes } from 'node:crypto';
import { Mac } from './mac.js';

it('says what HMAC-SHA256 says, whatever the text, text after text', () => {
  const texts = [
    '',
    'a',
    '{"query":"{ me { name } }"}',
    'Đại biểu Nguyễn Thị Ánh',
    '\ud800',
    'ế'.repeat(5_418),
    'x'.repeat(70_000),
  ];
  for (const length of [0, 32, 64]) {
    const key = randomBytes(length);
    const mac = new Mac(key);
    const expected = (head: string, body: string | Buffer): string =>
      createHmac('sha256', key).update(head).update(body).digest('base64url');
    for (const head of texts) {
      for (const body of texts) {
        expect(mac.of(head, body)).toBe(expected(head, body));
        expect(mac.of(head, Buffer.from(body))).toBe(expected(head, Buffer.from(body)));
      }
    }
  }
});

it('takes no key that would have to be shortened first', () => {
  expect(() => new Mac(randomBytes(65))).toThrow(RangeError);
});
