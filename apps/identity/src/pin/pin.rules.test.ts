import { isPin, waitMinutes } from './pin.rules.js';
import { hashPin, newSalt, sameHash } from './slow-hash.js';

test.each([
  ['246810', true],
  ['000000', true],
  ['24681', false],
  ['2468100', false],
  ['24681x', false],
  ['２４６８１０', false],
  [246810, false],
  [undefined, false],
])('%p is a PIN: %p', (value, expected) => expect(isPin(value)).toBe(expected));

test('the same PIN has another hash with another salt or another pepper', async () => {
  const [salt, pepper] = [newSalt(), Buffer.alloc(32, 1)];
  const hash = await hashPin('246810', salt, pepper);
  expect(sameHash(hash, await hashPin('246810', salt, pepper))).toBe(true);
  for (const other of [
    hashPin('246811', salt, pepper),
    hashPin('246810', newSalt(), pepper),
    hashPin('246810', salt, Buffer.alloc(32, 2)),
  ])
    expect(sameHash(hash, await other)).toBe(false);
});

test.each([
  [1, 0],
  [4, 0],
  [5, 15],
  [6, 30],
  [9, 240],
  [12, 1440],
  [1_000, 1440],
])('after %i wrong PINs in a row a login waits %i minutes', (failed, minutes) =>
  expect(waitMinutes(failed)).toBe(minutes),
);
