import { BORROWED_IDLE_MS, BORROWED_MS, idleUntil, judgeSecret, lifetimeFrom, REMEMBERED_MS } from './device.rules.js';

const NOW = new Date('2026-12-09T01:00:00Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const [A, B, C] = ['a', 'b', 'c'].map((c) => Buffer.from(c)) as [Buffer, Buffer, Buffer];

test.each([
  ['the first, never used', { hash: A, parent: null, first_used_at: null }, null, 'GOOD'],
  ['a further first one, after a lost sign-in', { hash: B, parent: null, first_used_at: null }, null, 'GOOD'],
  ['the one used last, again: its reply was lost', { hash: A, parent: null, first_used_at: ago(3_600_000) }, A, 'GOOD'],
  ['a child of the one used last', { hash: B, parent: A, first_used_at: null }, A, 'GOOD'],
  ['a first one, once another was used', { hash: B, parent: null, first_used_at: null }, A, 'REUSED'],
  ['the parent, half a minute after its use', { hash: A, parent: null, first_used_at: ago(30_000) }, B, 'SUPERSEDED'],
  ['the parent, later', { hash: A, parent: null, first_used_at: ago(30_001) }, B, 'REUSED'],
  ['a brother of the one used last', { hash: C, parent: A, first_used_at: null }, B, 'REUSED'],
] as const)('a secret: %s', (_name, secret, lastUsed, expected) => {
  expect(judgeSecret(secret, lastUsed, NOW)).toBe(expected);
});

test('a device of one’s own stays for the day; a borrowed one while it is in use, half a day at most', () => {
  expect(lifetimeFrom(NOW, true)).toEqual({
    expiresAt: new Date(NOW.getTime() + REMEMBERED_MS),
    idleUntil: new Date(NOW.getTime() + REMEMBERED_MS),
  });
  const { expiresAt, idleUntil: idle } = lifetimeFrom(NOW, false);
  expect([expiresAt, idle]).toEqual([
    new Date(NOW.getTime() + BORROWED_MS),
    new Date(NOW.getTime() + BORROWED_IDLE_MS),
  ]);
  expect(idleUntil(new Date(expiresAt.getTime() - 1), false, expiresAt)).toEqual(expiresAt);
});
