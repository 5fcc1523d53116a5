/**
 * Shares: the poll's private key in n pieces, of which any m make it whole.
 *
 * The head of the committee makes the key pair, splits the private half, seals
 * each piece to one member's device and forgets the whole. After the closing
 * each member opens the own piece and seals it again to the one-time key of the
 * browser that combines.
 *
 * Odd part   combining too few pieces gives a wrong key and no error: what was
 *            combined is believed only when it makes the poll's public key.
 */
import { combine, split } from 'shamir-secret-sharing';
import { equalBytes, fromBase64Url, toBase64Url } from './bytes.js';
import { newKeyPair, publicKeyOf, seal, unseal, type KeyPair } from './sealed-box.js';

export interface Member {
  readonly seatId: string;
  /** base64url, of the device that will open the piece. */
  readonly deviceKey: string;
}
export interface SealedShare {
  readonly seatId: string;
  readonly deviceKey: string;
  readonly sealed: string;
}
export interface PollKey {
  readonly publicKey: string;
  readonly shares: readonly SealedShare[];
}

const toDevice = (pollId: string, seatId: string): string => `nghitruong share|${pollId}|${seatId}`;
const toCombiner = (pollId: string, seatId: string): string => `nghitruong share again|${pollId}|${seatId}`;

/** Makes the poll's key pair and seals its pieces; the private half is gone when this returns. */
export async function makePollKey(pollId: string, members: readonly Member[], needed: number): Promise<PollKey> {
  const key = newKeyPair();
  try {
    const pieces = await split(key.secretKey, members.length, needed);
    const shares = members.map(({ seatId, deviceKey }, i) => ({
      seatId,
      deviceKey,
      sealed: toBase64Url(seal(fromBase64Url(deviceKey), pieces[i]!, toDevice(pollId, seatId))),
    }));
    for (const piece of pieces) piece.fill(0);
    return { publicKey: toBase64Url(key.publicKey), shares };
  } finally {
    key.secretKey.fill(0);
  }
}

/** Opens the member's own piece and seals it to the browser that combines. */
export function resealShare(pollId: string, seatId: string, device: KeyPair, sealed: string, combiner: string): string {
  const piece = unseal(device, fromBase64Url(sealed), toDevice(pollId, seatId));
  const again = toBase64Url(seal(fromBase64Url(combiner), piece, toCombiner(pollId, seatId)));
  piece.fill(0);
  return again;
}

/** The poll's key pair, or undefined where these pieces do not make it. */
export async function combineShares(
  pollId: string,
  publicKey: string,
  combiner: KeyPair,
  pieces: readonly { readonly seatId: string; readonly sealed: string }[],
): Promise<KeyPair | undefined> {
  let secretKey: Uint8Array;
  try {
    secretKey = await combine(
      pieces.map(({ seatId, sealed }) => unseal(combiner, fromBase64Url(sealed), toCombiner(pollId, seatId))),
    );
  } catch {
    return undefined;
  }
  if (secretKey.length !== 32) return undefined;
  const made = publicKeyOf(secretKey);
  return equalBytes(made, fromBase64Url(publicKey)) ? { secretKey, publicKey: made } : undefined;
}
