/**
 * Secret ballot: the content of a ballot, encrypted in this browser so that
 * only the poll's committee, together, can read it after the closing.
 *
 *   plaintext = length (2, big-endian) ‖ content in UTF-8 ‖ zeros up to the poll's size
 *   context   = "nghitruong secret ballot|" pollId "|" frozenHash
 *
 * Every ballot of a poll has the same size: neither FOR nor ABSTAIN is longer
 * than the other. A box that opens but holds no sound frame is told apart from
 * one that does not open: both are invalid ballots, as a torn paper is.
 *
 * Elsewhere  the protocol: docs/SECRET-BALLOT.md
 */
import { concat, fromBase64Url, toBase64Url, utf8 } from './bytes.js';
import { seal, unseal, type KeyPair } from './sealed-box.js';

/** What a poll says of its own secrecy: frozen before it opens. */
export interface SecretPoll {
  readonly pollId: string;
  readonly frozenHash: string;
  /** base64url */
  readonly publicKey: string;
  /** How long every plaintext of this poll is. */
  readonly size: number;
}

const LENGTH = 2;
const contextOf = ({ pollId, frozenHash }: SecretPoll): string => `nghitruong secret ballot|${pollId}|${frozenHash}`;

/** base64url, ready to be cast. */
export function encryptBallot(poll: SecretPoll, content: string): string {
  const text = utf8(content);
  if (LENGTH + text.length > poll.size) throw new Error('the content is longer than this poll’s ballots');
  const plaintext = concat(
    Uint8Array.of(text.length >> 8, text.length & 0xff),
    text,
    new Uint8Array(poll.size - LENGTH - text.length),
  );
  return toBase64Url(seal(fromBase64Url(poll.publicKey), plaintext, contextOf(poll)));
}

/** The content, or undefined where this is no ballot of this poll. */
export function decryptBallot(poll: SecretPoll, key: KeyPair, ciphertext: string): string | undefined {
  let plaintext: Uint8Array;
  try {
    plaintext = unseal(key, fromBase64Url(ciphertext), contextOf(poll));
  } catch {
    return undefined;
  }
  const length = (plaintext[0]! << 8) | plaintext[1]!;
  if (plaintext.length !== poll.size || LENGTH + length > poll.size) return undefined;
  // Anything behind the text could carry a mark by which its voter is known.
  if (plaintext.subarray(LENGTH + length).some((b) => b !== 0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext.subarray(LENGTH, LENGTH + length));
  } catch {
    return undefined;
  }
}
