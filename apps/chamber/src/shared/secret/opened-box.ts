/**
 * Opening the box: what the combining browser finds in it, and the proof that
 * it opened the box that the server closed.
 *
 * Two members do this independently, each in an own browser; the server takes
 * the result only when both texts are equal. The contents leave sorted, so that
 * nothing says which ciphertext held which.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromBase64Url, toHex, utf8 } from './bytes.js';
import { decryptBallot, type SecretPoll } from './secret-ballot.js';
import type { KeyPair } from './sealed-box.js';

export interface OpenedBox {
  /** What was read, sorted; only contents that the poll's form knows are counted as valid by the server. */
  readonly contents: readonly string[];
  /** Ballots that did not open. */
  readonly unreadable: number;
  /** SHA-256 over the box, sorted: which box was opened. */
  readonly boxHash: string;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function boxHashOf(pollId: string, ciphertexts: readonly string[]): string {
  const each = ciphertexts.map((c) => toHex(sha256(fromBase64Url(c)))).sort(inOrder);
  return toHex(sha256(concat(utf8(`nghitruong box|${pollId}|`), utf8(each.join('\n')))));
}

export function openBox(poll: SecretPoll, key: KeyPair, ciphertexts: readonly string[]): OpenedBox {
  const read = ciphertexts.map((c) => decryptBallot(poll, key, c));
  return {
    contents: read.filter((c) => c !== undefined).sort(inOrder),
    unreadable: read.filter((c) => c === undefined).length,
    boxHash: boxHashOf(poll.pollId, ciphertexts),
  };
}
