/**
 * What every call of the JSON API passes first: method, origin, content type,
 * size. A browser sends Origin with every POST to another site, so a call
 * without it carries nobody's cookies.
 */
import type { IncomingMessage } from 'node:http';
import { fault } from '@nghitruong/kit/errors';
import { BodyTooLarge, readBody } from '@nghitruong/kit/server';
import { errors } from '../errors.js';

const BODY_LIMIT = 4_096;

/** @throws ORIGIN_REFUSED */
export function demandOwnOrigin(request: IncomingMessage, origins: ReadonlySet<string>): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const own = origin === undefined || origins.has(origin);
  const sameSite =
    site === undefined || site === 'same-origin' || site === 'none' || (origin !== undefined && origins.has(origin));
  if (!own || !sameSite) throw fault(errors, 'ORIGIN_REFUSED');
}

/** @throws METHOD_REFUSED, ORIGIN_REFUSED, JSON_ONLY, BODY_TOO_LARGE, BAD_FIELD */
export async function readCall(
  request: IncomingMessage,
  origins: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  if (request.method !== 'POST') throw fault(errors, 'METHOD_REFUSED', { allowed: 'POST' });
  demandOwnOrigin(request, origins);
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json') throw fault(errors, 'JSON_ONLY');
  const text = await readLimited(request, BODY_LIMIT);
  let value: unknown;
  try {
    value = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw fault(errors, 'JSON_ONLY');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(errors, 'JSON_ONLY');
  return value as Record<string, unknown>;
}

/** @throws BODY_TOO_LARGE */
export async function readLimited(request: IncomingMessage, limit: number): Promise<string> {
  try {
    return (await readBody(request, limit)).toString('utf8');
  } catch (error) {
    if (error instanceof BodyTooLarge) throw fault(errors, 'BODY_TOO_LARGE', { limit });
    throw error;
  }
}

/** A short text that may be missing. @throws BAD_FIELD */
export function optionalField(call: Record<string, unknown>, field: string, longest: number): string | undefined {
  const value = call[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || value.length > longest) throw fault(errors, 'BAD_FIELD', { field });
  return value.normalize('NFC');
}

/** @throws BAD_FIELD */
export function optionalFlag(call: Record<string, unknown>, field: string, otherwise: boolean): boolean {
  const value = call[field];
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'boolean') throw fault(errors, 'BAD_FIELD', { field });
  return value;
}
