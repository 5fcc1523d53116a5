import {
  cardRefusal,
  isCode,
  newCode,
  newTypedCode,
  pageOf,
  rolesIn,
  readTypedCode,
  showTypedCode,
  type CardState,
} from './card.rules.js';

const NOW = new Date('2026-12-09T01:00:00Z');
const waiting: CardState = {
  used_at: null,
  replaced_at: null,
  expires_at: new Date(NOW.getTime() + 1),
  failed_attempts: 0,
};

test.each<[string, Partial<CardState>, string | undefined]>([
  ['waiting', {}, undefined],
  ['four wrong PINs', { failed_attempts: 4 }, undefined],
  ['five wrong PINs', { failed_attempts: 5 }, 'CARD_LOCKED'],
  ['its last moment has passed', { expires_at: NOW }, 'CARD_EXPIRED'],
  ['used', { used_at: NOW }, 'CARD_USED'],
  ['used and replaced later', { used_at: NOW, replaced_at: NOW }, 'CARD_USED'],
  ['replaced', { replaced_at: NOW, failed_attempts: 5 }, 'CARD_REPLACED'],
])('a card: %s', (_name, given, expected) => {
  expect(cardRefusal({ ...waiting, ...given }, NOW)).toBe(expected);
});

test('codes are 128 bits that a URL carries unchanged, and differ', () => {
  const codes = new Set(Array.from({ length: 1_000 }, newCode));
  expect(codes.size).toBe(1_000);
  for (const code of codes) expect([isCode(code), encodeURIComponent(code)]).toEqual([true, code]);
});

test('typed codes have no look-alikes and nothing that a Vietnamese keyboard rewrites', () => {
  const letters = new Set(Array.from({ length: 2_000 }, newTypedCode).join(''));
  for (const c of '01ILOUAEYDW') expect(letters.has(c)).toBe(false);
  expect(letters.size).toBe(25);
});

test.each([
  ['BCFG-2345', 'BCFG2345'],
  ['  bcfg 2345 ', 'BCFG2345'],
  ['b c f g – 2.3.4.5', 'BCFG2345'],
  ['BCFG234', undefined],
  ['BCFG23455', undefined],
  ['ACFG2345', undefined],
  ['x'.repeat(41), undefined],
  [12345678, undefined],
])('typed %p is read as %p', (typed, expected) => {
  expect(readTypedCode(typed)).toBe(expected);
  if (expected) expect(readTypedCode(showTypedCode(expected))).toBe(expected);
});

test.each([
  ['DISPLAY', [], 'wall'],
  ['PERSON', ['DELEGATE'], 'b'],
  ['PERSON', ['DELEGATE', 'CHAIR'], 'chair'],
  ['PERSON', ['SESSION_SECRETARY'], 'clerk'],
  ['PERSON', [], 'b'],
] as const)('%s with %j opens /%s', (kind, roles, page) => {
  expect(pageOf(kind, roles)).toBe(page);
});

test('a card opens the page of the place: who heads a committee votes on a phone in the council, and presides at home', () => {
  const grants = [
    { role: 'DELEGATE', councilId: 'council' },
    { role: 'CHAIR', councilId: 'council', bodyId: 'committee' },
    { role: 'DELEGATE', councilId: 'council', bodyId: 'committee' },
  ] as const;
  expect(pageOf('PERSON', rolesIn(grants))).toBe('b');
  expect(pageOf('PERSON', rolesIn(grants, 'council'))).toBe('b');
  expect(pageOf('PERSON', rolesIn(grants, 'committee'))).toBe('chair');
  expect(rolesIn([{ role: 'ADMIN' }], 'council')).toEqual(['ADMIN']);
});
