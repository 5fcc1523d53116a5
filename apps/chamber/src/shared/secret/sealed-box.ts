/**
 * Sealed box: bytes that only the holder of one private key can open.
 *
 *   box  = 0x01 ‖ ephemeral public key (32) ‖ XChaCha20-Poly1305(key, nonce, plaintext, context)
 *   key ‖ nonce (32 + 24) = HKDF-SHA256(X25519(ephemeral, recipient), salt = ephemeral ‖ recipient, info = context)
 *
 * The ephemeral key is made for this one box and forgotten, so key and nonce
 * never come twice. The context says what the box is for and is authenticated:
 * a box of one poll opens in no other.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from './bytes.js';

export interface KeyPair {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

const VERSION = 1;
const KEY = 32;
const NONCE = 24;
const TAG = 16;
/** What sealing adds to the plaintext. */
export const OVERHEAD = 1 + KEY + TAG;

export function newKeyPair(): KeyPair {
  const { secretKey, publicKey } = x25519.keygen();
  return { secretKey, publicKey };
}

export const publicKeyOf = (secretKey: Uint8Array): Uint8Array => x25519.getPublicKey(secretKey);

function keysOf(own: Uint8Array, other: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, info: Uint8Array) {
  // Throws for a public key of low order, whose shared secret everybody knows.
  const shared = x25519.getSharedSecret(own, other);
  const made = hkdf(sha256, shared, concat(ephemeral, recipient), info, KEY + NONCE);
  return xchacha20poly1305(made.subarray(0, KEY), made.subarray(KEY), info);
}

export function seal(recipient: Uint8Array, plaintext: Uint8Array, context: string): Uint8Array {
  const ephemeral = newKeyPair();
  const cipher = keysOf(ephemeral.secretKey, recipient, ephemeral.publicKey, recipient, utf8(context));
  return concat(Uint8Array.of(VERSION), ephemeral.publicKey, cipher.encrypt(plaintext));
}

/** Throws for a box that was changed, belongs to another key or to another context. */
export function unseal(own: KeyPair, box: Uint8Array, context: string): Uint8Array {
  if (box.length < OVERHEAD || box[0] !== VERSION) throw new Error('not a sealed box');
  const ephemeral = box.subarray(1, 1 + KEY);
  return keysOf(own.secretKey, ephemeral, ephemeral, own.publicKey, utf8(context)).decrypt(box.subarray(1 + KEY));
}
