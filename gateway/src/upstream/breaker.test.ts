import { Breaker } from './breaker.js';

const after = (failures: number, now = 0): Breaker => {
  const breaker = new Breaker();
  for (let i = 0; i < failures; i++) {
    expect(breaker.admit(now)).toBe(true);
    breaker.failed(now);
  }
  return breaker;
};

it('lets calls go until the fifth failure in a row', () => {
  expect([after(4).sound, after(5).sound]).toEqual([true, false]);
  const mixed = after(4);
  mixed.succeeded();
  mixed.failed(0);
  expect(mixed.sound).toBe(true);
});

it('after a rest one call tries, and what it finds decides', () => {
  const breaker = after(5);
  expect([breaker.admit(199), breaker.open(199)]).toEqual([false, false]);
  expect([breaker.open(200), breaker.admit(200), breaker.admit(200), breaker.open(200)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  breaker.succeeded();
  expect([breaker.sound, breaker.admit(200), breaker.admit(200)]).toEqual([true, true, true]);
});

it('rests longer each time, up to two seconds', () => {
  const breaker = after(5);
  let now = 0;
  for (const rest of [200, 500, 1_000, 2_000, 2_000]) {
    expect(breaker.admit(now + rest - 1)).toBe(false);
    now += rest;
    expect(breaker.admit(now)).toBe(true);
    breaker.failed(now);
  }
});

it('calls that began before the rest do not lengthen it', () => {
  const breaker = after(5);
  for (let i = 0; i < 20; i++) breaker.failed(100);
  expect(breaker.admit(200)).toBe(true);
});
