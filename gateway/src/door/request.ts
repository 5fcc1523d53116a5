/** What a request says of itself, read and bounded; everything else is refused with a status of its own. */
import type { IncomingMessage } from 'node:http';
import type { Lang } from '@nghitruong/kit/context';
import { fault, kitErrors, type Fault } from '@nghitruong/kit/errors';
import { BodyTooLarge, readBody } from '@nghitruong/kit/host';
import type { Asked } from '../admission/admission.js';
import { gatewayErrors } from '../errors.js';

/** A fault under another status than its own. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly said: Fault,
  ) {
    super(said.message);
  }
}

export async function bodyOf(request: IncomingMessage, most: number): Promise<string> {
  checkHeaders(request);
  try {
    return (await readBody(request, most)).toString('utf8');
  } catch (error) {
    if (error instanceof BodyTooLarge) throw fault(gatewayErrors, 'TOO_LARGE', { most });
    throw error;
  }
}

function checkHeaders({ headers }: IncomingMessage): void {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Refusal(415, fault(kitErrors, 'BAD_REQUEST', { why: 'content-encoding' }));
  const type = headers['content-type'] ?? '';
  if (type === 'application/json') return;
  const [essence, ...parameters] = type.split(';').map((s) => s.trim().toLowerCase());
  const charset = parameters
    .find((p) => p.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  // What a form of a stranger's page can send is never this type.
  if (essence !== 'application/json')
    throw new Refusal(415, fault(kitErrors, 'BAD_REQUEST', { why: 'content-type: application/json' }));
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new Refusal(415, fault(kitErrors, 'BAD_REQUEST', { why: 'charset: utf-8' }));
}

export function operationOf(body: string): Asked {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw fault(kitErrors, 'BAD_REQUEST', { why: 'JSON' });
  }
  if (Array.isArray(parsed)) throw fault(kitErrors, 'BAD_REQUEST', { why: 'mỗi yêu cầu một thao tác (no batches)' });
  if (typeof parsed !== 'object' || parsed === null) throw fault(kitErrors, 'BAD_REQUEST', { why: 'JSON' });
  return parsed as Asked;
}

export function bearerOf(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  const token = /^Bearer +([\x21-\x7e]+)$/i.exec(header)?.[1];
  if (!token) throw fault(kitErrors, 'UNAUTHENTICATED');
  return token;
}

export const langOf = (request: IncomingMessage): Lang =>
  request.headers['accept-language']?.startsWith('en') ? 'en' : 'vi';
