/** Whose pages may call: those of the same host, and those of the origins that settings name. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** True without an `Origin`: only browsers send one, and only browsers carry a stranger's page. */
export function originAllowed(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** @param socket one of the network's, plain or TLS */
export function isLoopback(socket: { readonly remoteAddress?: string | undefined } | Duplex): boolean {
  const address = ('remoteAddress' in socket && socket.remoteAddress) || '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
