/**
 * The code behind the QR that a delegate shows to the clerk: which seat, until
 * when, sealed for one sitting. Whoever reads it learns a seat's id and nothing
 * else; nobody without the owner's secret can make one.
 *
 * Shape   base64url(16 bytes of the seat's id) . end in minutes, base 36 . seal
 */
import { createSeal, openSeal } from '@nghitruong/kit/auth';

const SEAL_LENGTH = 22;
const MINUTE = 60_000;

export interface CheckInCode {
  readonly sittingId: string;
  readonly seatId: string;
  readonly validUntil: Date;
}

const sealed = (sittingId: string, head: string): string => `check-in ${sittingId.toLowerCase()} ${head}`;

export function makeCheckInCode(secret: string, code: CheckInCode): string {
  const seat = Buffer.from(code.seatId.replace(/-/g, ''), 'hex').toString('base64url');
  const head = `${seat}.${Math.ceil(code.validUntil.getTime() / MINUTE).toString(36)}`;
  return `${head}.${createSeal(secret, sealed(code.sittingId, head)).slice(0, SEAL_LENGTH)}`;
}

export type ReadCode = { readonly seatId: string } | 'INVALID' | 'EXPIRED';

export function readCheckInCode(secret: string, sittingId: string, code: string, now: Date): ReadCode {
  const [seat, end, seal, more] = code.trim().split('.');
  if (!seat || !end || !seal || more !== undefined || seal.length !== SEAL_LENGTH || code.length > 80) return 'INVALID';
  const head = `${seat}.${end}`;
  const full = createSeal(secret, sealed(sittingId, head));
  // Compared in constant time: the short seal against the same length of the true one.
  if (!openSeal(secret, full.slice(0, SEAL_LENGTH), createSeal(secret, seal))) return 'INVALID';
  if (Number.parseInt(end, 36) * MINUTE < now.getTime()) return 'EXPIRED';
  const hex = Buffer.from(seat, 'base64url').toString('hex');
  if (hex.length !== 32) return 'INVALID';
  return {
    seatId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  };
}
