import { ANONYMOUS, type Actor } from '@nghitruong/kit/auth';
import { RateLimit } from './rate.js';

const person = (accountId: string): Actor => ({ kind: 'PERSON', accountId, grants: [] });

it('a window holds so many, says when it ends, and is followed by a fresh one', () => {
  let now = 1_000;
  const rate = new RateLimit(2, 1, () => now);
  const a = person('a');
  rate.take(a);
  now += 4_000;
  rate.take(a);
  expect(() => rate.take(a)).toThrow(expect.objectContaining({ code: 'TOO_MANY_REQUESTS', params: { seconds: 6 } }));
  now += 5_999;
  expect(() => rate.take(a)).toThrow(expect.objectContaining({ params: { seconds: 1 } }));
  now += 1;
  rate.take(a);
  rate.take(a);
  expect(() => rate.take(a)).toThrow();
});

it('who is not signed in shares one window, which no account’s name can reach', () => {
  const rate = new RateLimit(1, 1, () => 0);
  rate.take(ANONYMOUS);
  expect(() => rate.take(ANONYMOUS)).toThrow(expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }));
  for (const name of ['anonymous', '', 'undefined', '__proto__']) rate.take(person(name));
});

it('windows that have ended do not pile up', () => {
  let now = 0;
  const rate = new RateLimit(1, 1, () => now);
  for (let i = 0; i < 10_000; i++) {
    rate.take(person(String(i)));
    now += 100;
  }
  expect(rate.size).toBeLessThanOrEqual(201);
});
