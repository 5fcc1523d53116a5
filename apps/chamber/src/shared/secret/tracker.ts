/**
 * Tracker: four Vietnamese syllables by which a voter finds the own ballot in
 * the published list. Made from the ciphertext, so that it says that the ballot
 * lies in the box and nothing of what it says.
 *
 * Odd part   sixteen beginnings and sixteen endings: every pair is a syllable
 *            that can be read aloud and written from hearing, without tone
 *            marks, which the ear of another province may hear otherwise.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromBase64Url, utf8 } from './bytes.js';

const BEGINNINGS = ['b', 'c', 'ch', 'd', 'đ', 'g', 'h', 'kh', 'l', 'm', 'n', 'ph', 's', 't', 'th', 'v'] as const;
const ENDINGS = [
  'a',
  'ai',
  'an',
  'ang',
  'anh',
  'ao',
  'ay',
  'âm',
  'ân',
  'âu',
  'oa',
  'oi',
  'on',
  'ôi',
  'ơi',
  'ung',
] as const;

export function trackerOf(ciphertext: string): string {
  const digest = sha256(concat(utf8('nghitruong tracker|'), fromBase64Url(ciphertext)));
  return [...digest.subarray(0, 4)].map((b) => `${BEGINNINGS[b >> 4]}${ENDINGS[b & 15]}`).join(' ');
}
