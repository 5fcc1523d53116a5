/**
 * The hall's certificate: the site's own (TLS_CERT, TLS_KEY), or one of a small
 * authority of this edition, whose certificate the page /trust hands out with
 * an explanation. Browsers give camera, wake lock and WebCrypto to secure
 * origins only.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { Sentence } from './data-folder.js';

export interface Tls {
  readonly cert: string;
  readonly key: string;
  /** The authority's certificate to trust; absent with the site's own. */
  readonly authority?: string;
}

/** Addresses by which the hall reaches this machine: private IPv4 first. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flat()
    .filter((a) => a !== undefined && a.family === 'IPv4' && !a.internal)
    .map((a) => a!.address);
}

const YEAR_MS = 365 * 86_400_000;

export async function hallTls(
  folder: string,
  names: readonly string[],
  given: { cert?: string; key?: string },
): Promise<Tls> {
  if (given.cert || given.key) {
    if (!given.cert || !given.key || !existsSync(given.cert) || !existsSync(given.key)) {
      throw new Sentence(
        'TLS_CERT và TLS_KEY phải cùng chỉ tới hai tệp PEM có thật.',
        'TLS_CERT and TLS_KEY must both name existing PEM files.',
      );
    }
    return { cert: readFileSync(given.cert, 'utf8'), key: readFileSync(given.key, 'utf8') };
  }
  // Only a hall needs it: no other start waits for it to load.
  const { generate } = await import('selfsigned');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(folder, name);
  const now = Date.now();
  if (
    !existsSync(at('authority.pem')) ||
    Date.parse(new X509Certificate(readFileSync(at('authority.pem'))).validTo) < now + YEAR_MS / 12
  ) {
    const made = await generate([{ name: 'commonName', value: 'Nghị Trường – hội trường / chamber' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(now - 86_400_000),
      notAfterDate: new Date(now + 5 * YEAR_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    writeFileSync(at('authority.pem'), made.cert);
    writeFileSync(at('authority.key'), made.private, { mode: 0o600 });
  }
  const authority = { cert: readFileSync(at('authority.pem'), 'utf8'), key: readFileSync(at('authority.key'), 'utf8') };
  const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 86_400_000),
    // Phones refuse server certificates of more than 825 days.
    notAfterDate: new Date(now + YEAR_MS),
    ca: authority,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((n) => (/^[\d.]+$/.test(n) ? { type: 7 as const, ip: n } : { type: 2 as const, value: n })),
      },
    ],
  });
  return { cert: `${made.cert}\n${authority.cert}`, key: made.private, authority: authority.cert };
}
