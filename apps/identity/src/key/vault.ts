/**
 * Vault: seals what must not be readable in a copy of the database.
 *
 * One master key per installation, derived from IDENTITY_SECRET, or, where
 * none is given, from a random row of this database: the same code path, but
 * then a copy of the database is enough to open it.
 *
 * Promises   a value sealed for one purpose opens for no other; another secret
 *            than the one first used is refused at start, never half accepted.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { fault } from '@nghitruong/kit/errors';
import { errors } from '../errors.js';

const PROOF = 'nghitruong identity';

export interface Vault {
  seal(purpose: string, value: string): Buffer;
  open(purpose: string, sealed: Buffer): string;
  /** 32 bytes that only this installation knows, the same in every process. */
  derive(purpose: string): Buffer;
}

export async function openVault(source: DataSource, secret?: string): Promise<Vault> {
  const master =
    secret === undefined ? await storedOnce(source, 'master', randomBytes(32)) : Buffer.from(secret, 'utf8');
  const vault = createVault(master);
  const proof = await storedOnce(source, 'proof', vault.seal('proof', PROOF));
  try {
    if (vault.open('proof', proof) === PROOF) return vault;
  } catch {
    // The tag does not fit: another secret.
  }
  throw fault(errors, 'SECRET_CHANGED');
}

/** The first of several processes stores; all read what it stored. */
async function storedOnce(source: DataSource, name: string, value: Buffer): Promise<Buffer> {
  await source.query(`INSERT INTO vault_value (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [name, value]);
  const [row] = (await source.query(`SELECT value FROM vault_value WHERE name = $1`, [name])) as { value: Buffer }[];
  return row!.value;
}

export function createVault(master: Buffer): Vault {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, 'nghitruong identity vault', purpose, 32));
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const made = derive(`seal ${purpose}`);
    keys.set(purpose, made);
    return made;
  };
  return {
    seal(purpose, value) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv);
      const content = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), content]);
    },
    open(purpose, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), sealed.subarray(0, 12), { authTagLength: 16 });
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    },
    derive: (purpose) => derive(`derive ${purpose}`),
  };
}
