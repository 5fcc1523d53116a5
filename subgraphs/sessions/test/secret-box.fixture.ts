/** A secret poll made of rows alone, and ballots encrypted as docs/SECRET-BALLOT.md says, by a client of its own. */
import { randomUUID } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { ballotGenesis } from '../src/ballot/audit-chain.js';
import { THREE_CHOICE_FORM, type BallotForm } from '../src/ballot/ballot-form.rules.js';
import { ballotSizeOf } from '../src/secret-box/opened-box.rules.js';
import { makeSitting, type BoxSeat } from './ballot-box.fixture.js';

type Sql = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;

export const FROZEN_HASH = 'a'.repeat(64);

export interface SecretPollRows {
  readonly pollId: string;
  readonly sittingId: string;
  readonly seats: readonly BoxSeat[];
  readonly key: { readonly secretKey: Uint8Array; readonly publicKey: Uint8Array };
  encrypt(content: string): string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function encryptFor(
  poll: { pollId: string; frozenHash: string; publicKey: Uint8Array; size: number },
  content: string,
): string {
  const text = bytes(content);
  const plaintext = new Uint8Array(poll.size);
  plaintext.set([text.length >> 8, text.length & 0xff]);
  plaintext.set(text, 2);
  return sealFor(poll.publicKey, plaintext, `nghitruong secret ballot|${poll.pollId}|${poll.frozenHash}`);
}

/** An electronic secret poll that is open, with that many seats present; the last `absent` are not. */
export async function makeSecretPoll(
  sql: Sql,
  options: { seats: number; absent?: number; form?: BallotForm },
): Promise<SecretPollRows> {
  const { seats: count, absent = 0, form = THREE_CHOICE_FORM } = options;
  const size = ballotSizeOf(form);
  const sittingId = await makeSitting(sql as never);
  const [pollId, decisionId] = [randomUUID(), randomUUID()];
  const key = x25519.keygen();
  await sql(
    `INSERT INTO sessions.poll (id, sitting_id, council_id, kind, form, title, options, layout, row_count) VALUES ($1, $2, 'c', $3, 'SECRET', 'Câu hỏi', $4, $5, $6)`,
    [pollId, sittingId, form.rows > 0 ? 'CONFIDENCE_RATING' : 'REMOVAL', form.marks, form.layout, form.rows],
  );
  await sql(
    `INSERT INTO sessions.poll_row (poll_id, row_number, name) SELECT $1, n, 'Người ' || n FROM generate_series(1, $2::int) n`,
    [pollId, form.rows],
  );
  const rule = {
    threshold: { kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_DELEGATES', source: {} },
    rounding: 'HALF_UP',
    closingSeconds: 0,
    lateArrivals: 'ALLOW_UNTIL_CLOSE',
    informative: false,
    excludesSuspended: true,
  };
  await sql(`UPDATE sessions.poll SET state = 'READY', rule = $2, frozen_hash = $3 WHERE id = $1`, [
    pollId,
    JSON.stringify(rule),
    FROZEN_HASH,
  ]);
  await sql(
    `INSERT INTO sessions.secret_ballot_decision (id, council_id, enabled, basis, decided_on, recorded_by) VALUES ($1, 'c', true, 'Biên bản 01', '2026-11-01', 'fixture')`,
    [decisionId],
  );
  await sql(
    `INSERT INTO sessions.secret_poll_key (poll_id, attempt, public_key, ballot_size, needed, decision_id, made_by) VALUES ($1, 1, $2, $3, 2, $4, $5)`,
    [pollId, Buffer.from(key.publicKey), size, decisionId, randomUUID()],
  );
  const seats = Array.from({ length: count }, () => ({ seatId: randomUUID(), personId: randomUUID() }));
  await sql(
    `INSERT INTO sessions.poll_roll (poll_id, seat_id, person_id, full_name, sort_name, standing, present_at_open)
     SELECT $1, s, p, 'Đại biểu ' || n, 'Đại biểu ' || n, 'IN_OFFICE', n <= $4 FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS t (s, p, n)`,
    [pollId, seats.map((s) => s.seatId), seats.map((s) => s.personId), count - absent],
  );
  await sql(`SELECT sessions.secret_open($1)`, [pollId]);
  await sql(`INSERT INTO sessions.poll_lease (poll_id, renewed_at) VALUES ($1, 'infinity')`, [pollId]);
  await sql(
    `UPDATE sessions.poll SET state = 'OPEN', opened_at = now(), in_office = $2, suspended = 0, total = $2, present_at_open = $3, roll_hash = 'r', roll_revision = 1, chain_head = $4 WHERE id = $1`,
    [pollId, count, count - absent, ballotGenesis(pollId, FROZEN_HASH)],
  );
  return {
    pollId,
    sittingId,
    seats,
    key,
    encrypt: (content) => encryptFor({ pollId, frozenHash: FROZEN_HASH, publicKey: key.publicKey, size }, content),
  };
}

export async function closeSecretRows(sql: Sql, pollId: string): Promise<void> {
  await sql(
    `UPDATE sessions.poll SET state = 'CLOSING', revision = revision + 1, closing_ends_at = clock_timestamp() WHERE id = $1`,
    [pollId],
  );
}

export interface TestKey {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly publicKeyText: string;
}

export function keyPair(): TestKey {
  const { secretKey, publicKey } = x25519.keygen();
  return { secretKey, publicKey, publicKeyText: Buffer.from(publicKey).toString('base64url') };
}

function cipherOf(shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, context: string) {
  const made = hkdf(sha256, shared, Buffer.concat([ephemeral, recipient]), bytes(context), 56);
  return xchacha20poly1305(made.subarray(0, 32), made.subarray(32), bytes(context));
}

export function sealFor(recipient: Uint8Array, plaintext: Uint8Array, context: string): string {
  const ephemeral = x25519.keygen();
  const shared = x25519.getSharedSecret(ephemeral.secretKey, recipient);
  const sealed = cipherOf(shared, ephemeral.publicKey, recipient, context).encrypt(plaintext);
  return Buffer.concat([Uint8Array.of(1), ephemeral.publicKey, sealed]).toString('base64url');
}

export function decryptWith(key: TestKey, pollId: string, frozenHash: string, ciphertext: string): string {
  const box = Buffer.from(ciphertext, 'base64url');
  const ephemeral = box.subarray(1, 33);
  const shared = x25519.getSharedSecret(key.secretKey, ephemeral);
  const context = `nghitruong secret ballot|${pollId}|${frozenHash}`;
  const plain = cipherOf(shared, ephemeral, key.publicKey, context).decrypt(box.subarray(33));
  return Buffer.from(plain.subarray(2, 2 + ((plain[0]! << 8) | plain[1]!))).toString();
}
