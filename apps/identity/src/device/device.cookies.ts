/**
 * The devices of one browser, each in a cookie of its own.
 *
 * One laptop may show the wall in one window and the clerk's page in another:
 * one cookie for all would sign each in as whoever came last. Scripts never
 * see them, other sites never send them, and only `/id` receives them.
 */
import type { IncomingMessage } from 'node:http';
import { isSecret, type SignedIn } from './device.service.js';

const PATTERN = /^(?:__Secure-)?nt_device_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
/** Beyond these the oldest are not looked at: a browser does not show more windows of one hall. */
const MOST = 24;

const nameOf = (deviceId: string, secure: boolean): string => `${secure ? '__Secure-' : ''}nt_device_${deviceId}`;

/** Device id → its refresh secret. */
export function deviceCookies(request: IncomingMessage): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    const id = PATTERN.exec(part.slice(0, at).trim())?.[1];
    const value = part.slice(at + 1).trim();
    if (id && isSecret(value) && found.size < MOST) found.set(id, value);
  }
  return found;
}

/** Without `remember` the browser forgets it when it is closed. */
export function setDeviceCookie(signedIn: SignedIn, now: Date, secure: boolean): string {
  const age = Math.max(0, Math.floor((signedIn.expiresAt.getTime() - now.getTime()) / 1000));
  return cookie(
    nameOf(signedIn.deviceId, secure),
    signedIn.secret,
    secure,
    signedIn.remembered ? `; Max-Age=${age}` : '',
  );
}

export function clearDeviceCookie(deviceId: string, secure: boolean): string {
  return cookie(nameOf(deviceId, secure), '', secure, '; Max-Age=0');
}

const cookie = (name: string, value: string, secure: boolean, more: string): string =>
  `${name}=${value}; Path=/id; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${more}`;
