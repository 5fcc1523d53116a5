/**
 * A voter who signs a request, sealed: who they are lies in the database as
 * ciphertext only; a keyed digest tells that somebody signed twice without
 * telling who.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { searchKey } from '@nghitruong/kit/i18n';

export interface Voter {
  readonly fullName: string;
  readonly bornOn: string;
  readonly address: string;
}

const keyOf = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `voter request ${use}`, 32));

/** The same person, whatever the spelling of tones and spaces; the address may be written in many ways and is left out. */
export const voterDigest = (secret: string, requestId: string, voter: Voter): string =>
  createHmac('sha256', keyOf(secret, 'digest'))
    .update([requestId, searchKey(voter.fullName), voter.bornOn].join('\0'))
    .digest('base64url');

export function sealVoter(secret: string, voter: Voter, nonce: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, 'seal'), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(voter), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

export function openVoter(secret: string, sealed: string): Voter {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, 'seal'), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')) as Voter;
}
