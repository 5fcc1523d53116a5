/** Signing keys: made once, kept, sealed, rotated; never the library's own. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { identityOwner } from '../src/index.js';
import { openKeyRing } from '../src/key/key-ring.service.js';
import { openVault } from '../src/key/vault.js';
import { Browser, createHall, HandClock, PIN, SITTING, verifierOf, type Door, type Hall } from './hall.js';

let hall: Hall;
beforeEach(async () => {
  hall = await createHall();
});
afterEach(() => hall.end());

const published = async (door: Door): Promise<JSONWebKeySet> =>
  (await (await fetch(`${door.base}/id/jwks`)).json()) as JSONWebKeySet;
const kids = async (door: Door): Promise<string[]> => (await published(door)).keys.map((k) => k.kid!).sort();

async function token(door: Door): Promise<string> {
  const card = await door.identity.issueCard({ login: 'delegate-01', sittingId: SITTING });
  return (await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN })).body[
    'accessToken'
  ] as string;
}
const kidOf = (jwt: string): string => decodeProtectedHeader(jwt).kid!;

test('several processes that start at the same moment make one key between them', async () => {
  const sources = await Promise.all(Array.from({ length: 6 }, () => hall.database.open(identityOwner)));
  // Connected already: all look for a key before any has made one.
  await Promise.all(sources.map((s) => s.query('SELECT 1')));
  const rings = await Promise.all(sources.map(async (s) => openKeyRing(s, await openVault(s), new HandClock())));
  expect(new Set(rings.map((r) => JSON.stringify(r.jwks))).size).toBe(1);
  expect(await hall.database.admin('SELECT count(*)::int AS n FROM identity.signing_key')).toEqual([{ n: 1 }]);
  const doors = await Promise.all([hall.open(), hall.open()]);
  expect(await Promise.all(doors.map(kids))).toEqual([[rings[0]!.jwks.keys[0]!.kid], [rings[0]!.jwks.keys[0]!.kid]]);
});

test('a restart keeps the key: a token of before still verifies', async () => {
  const first = await hall.open();
  const before = await token(first);
  await first.close();
  const second = await hall.open({ origin: first.base });
  await expect(jwtVerify(before, createLocalJWKSet(second.identity.jwks))).resolves.toBeDefined();
  expect(kidOf(before)).toBe((await kids(second))[0]);
});

test('the library is given our keys and our store: it warns of nothing, and its development key is nowhere', async () => {
  const warned: unknown[] = [];
  const [warn, info] = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'info')];
  for (const spy of [warn, info]) spy.mockImplementation((...said) => void warned.push(said));
  const door = await hall.open();
  await fetch(`${door.base}/id/.well-known/openid-configuration`);
  expect(warned).toEqual([]);
  warn.mockRestore();
  info.mockRestore();

  // Not exported by the library: read from its file, so that a new version of the key is looked for as well.
  const source = readFileSync(join(dirname(require.resolve('oidc-provider')), 'consts', 'dev_keystore.js'), 'utf8');
  const development = new Set(source.match(/[\w-]{40,}/g));
  expect(development.size).toBeGreaterThan(0);
  for (const key of (await published(door)).keys)
    expect([key.n, key.x, key.kid].some((part) => part !== undefined && development.has(part))).toBe(false);
});

test('sessions and codes of the library are rows, whose content a copy of the table does not show', async () => {
  const door = await hall.open({
    clients: [{ clientId: 'chamber', name: 'Nghị Trường', redirectUris: ['https://app.example/'], trusted: true }],
  });
  const query = new URLSearchParams({
    client_id: 'chamber',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://app.example/',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
    state: 'a state to look for',
  });
  await fetch(`${door.base}/id/auth?${query}`, { redirect: 'manual' });
  const rows = await hall.database.admin(
    `SELECT model, openid_record::text AS text, encode(sealed_payload, 'escape') AS payload FROM identity.openid_record`,
  );
  expect(rows.map((r) => r['model'])).toContain('Interaction');
  expect(JSON.stringify(rows)).not.toContain('a state to look for');
});

test('no private part is served, and none lies open in the database', async () => {
  const door = await hall.open();
  for (const key of (await published(door)).keys)
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  const [row] = await hall.database.admin(
    `SELECT public_jwk::text AS open, encode(sealed_private_jwk, 'escape') AS sealed FROM identity.signing_key`,
  );
  expect(`${row!['open']}${row!['sealed']}`).not.toContain('"d"');
});

test('a rotated key is published before it signs, and the old one until its tokens have ended', async () => {
  const clock = new HandClock();
  const [door, other] = [await hall.open({ clock }), await hall.open({ clock })];
  const before = await token(door);
  const fresh = await door.identity.rotateKeys();
  expect(await kids(door)).toEqual([kidOf(before), fresh].sort());
  expect(kidOf(await token(door))).toBe(kidOf(before));
  clock.pass(61_000);
  expect(await kids(other)).toEqual([kidOf(before), fresh].sort());
  const [one, two] = [await token(door), await token(other)];
  expect([kidOf(one), kidOf(two)]).toEqual([fresh, fresh]);
  const discovery = await fetch(`${other.base}/id/.well-known/openid-configuration`);
  expect(discovery.status).toBe(200);
  clock.pass(3 * 3_600_000);
  expect(await kids(other)).toEqual([fresh]);
});

test('a compromised key is withdrawn at once', async () => {
  const door = await hall.open();
  const before = await token(door);
  const fresh = await door.identity.rotateKeys({ compromised: true });
  expect(await kids(door)).toEqual([fresh]);
  await expect(verifierOf(door).verify(before)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect((await verifierOf(door).verify(await token(door))).kind).toBe('PERSON');
});

test('another secret than the one the keys were sealed with is refused at start', async () => {
  await (await hall.open()).close();
  await expect(hall.open({ secret: 'a secret that came later' })).rejects.toMatchObject({ code: 'SECRET_CHANGED' });
});
