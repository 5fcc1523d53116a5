/**
 * Tracker (mã kiểm phiếu): four Vietnamese syllables made from a ciphertext. The
 * voter's browser makes the same four; the published list proves that the
 * ballot lies in the box, and nothing of what it says.
 */
import { sha256 } from '../ballot/audit-chain.js';

const BEGINNINGS = ['b', 'c', 'ch', 'd', 'đ', 'g', 'h', 'kh', 'l', 'm', 'n', 'ph', 's', 't', 'th', 'v'] as const;
const ENDINGS = 'a ai an ang anh ao ay âm ân âu oa oi on ôi ơi ung'.split(' ');

export function trackerOf(ciphertext: Buffer): string {
  const digest = sha256(Buffer.concat([Buffer.from('nghitruong tracker|'), ciphertext]));
  return [...digest.subarray(0, 4)].map((b) => `${BEGINNINGS[b >> 4]}${ENDINGS[b & 15]}`).join(' ');
}
