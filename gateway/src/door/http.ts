/**
 * The HTTP door: POST of one operation as JSON.
 *
 * Promises   no form, no GET and no batch reaches the graph (so no stranger's
 *            page can make a browser act); bodies are bounded and uncompressed;
 *            every answer, refusals too, is GraphQL's JSON with a correlation id.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Lang } from '@nghitruong/kit/context';
import { Fault, fault, kitErrors } from '@nghitruong/kit/errors';
import { BodyTooLarge, readBody } from '@nghitruong/kit/server';
import type { Admission, Asked } from '../admission/admission.js';
import { gatewayErrors } from '../errors.js';
import type { GatewayMetrics } from '../metrics.js';
import type { Front } from './apollo.js';
import { isLoopback, originAllowed } from './origin.js';

export interface HttpDoorOptions {
  readonly admission: Admission;
  readonly front: Front;
  readonly allowedOrigins: readonly string[];
  readonly bodyBytes: number;
  readonly metrics: GatewayMetrics;
  /** Tells of an unexpected error and gives the id to tell the caller. */
  readonly unexpected: (error: unknown) => Fault;
}

const RESPONSE_JSON = 'application/graphql-response+json';

export function createHttpDoor(
  options: HttpDoorOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { admission, front, metrics } = options;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = operationOf(await bodyOf(request, options.bodyBytes));
    const visitor = await admission.visitor(bearerOf(request), langOf(request), isLoopback(request));
    const admitted = await admission.admit('http', visitor, asked);
    const accept = request.headers.accept;
    const { head, text } = await front.answer(
      admitted,
      new Map([['content-type', 'application/json'], ...(accept ? ([['accept', accept]] as const) : [])]),
    );
    const headers: Record<string, string> = Object.fromEntries(head.headers);
    send(response, head.status ?? 200, text, { ...headers, 'x-nt-correlation': admitted.correlationId });
  }

  return async (request, response) => {
    try {
      if (!originAllowed(request, options.allowedOrigins)) throw fault(gatewayErrors, 'ORIGIN_REFUSED');
      crossOrigin(request, response, options.allowedOrigins);
      if (request.method === 'OPTIONS') return void response.writeHead(204, { allow: 'POST' }).end();
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        throw new Refusal(405, fault(kitErrors, 'BAD_REQUEST', { why: 'POST' }));
      }
      await answer(request, response);
    } catch (error) {
      const { status, said } = refusalOf(error, options.unexpected);
      metrics.refused('http', said.code);
      if (response.headersSent || response.destroyed) return;
      const acceptsOurs = (request.headers.accept ?? '').includes(RESPONSE_JSON);
      const body: { errors: GraphQLFormattedError[] } = {
        errors: [{ message: said.message, extensions: said.extensions }],
      };
      send(response, status, JSON.stringify(body), {
        'content-type': `${acceptsOurs ? RESPONSE_JSON : 'application/json'}; charset=utf-8`,
        ...(status === 413 && { connection: 'close' }),
      });
    }
  };
}

/** A fault under another status than its own. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly said: Fault,
  ) {
    super(said.message);
  }
}

function refusalOf(error: unknown, unexpected: (error: unknown) => Fault): { status: number; said: Fault } {
  if (error instanceof Refusal) return error;
  const said = error instanceof Fault ? error : unexpected(error);
  return { status: said.status === 200 ? 400 : said.status, said };
}

function send(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

async function bodyOf(request: IncomingMessage, most: number): Promise<string> {
  const type = request.headers['content-type'] ?? '';
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
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Refusal(415, fault(kitErrors, 'BAD_REQUEST', { why: 'content-encoding' }));
  try {
    return (await readBody(request, most)).toString('utf8');
  } catch (error) {
    if (error instanceof BodyTooLarge) throw fault(gatewayErrors, 'TOO_LARGE', { most });
    throw error;
  }
}

function operationOf(body: string): Asked {
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

function bearerOf(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (!token) throw fault(kitErrors, 'UNAUTHENTICATED');
  return token;
}

const langOf = (request: IncomingMessage): Lang => (request.headers['accept-language']?.startsWith('en') ? 'en' : 'vi');

/** For pages of origins that settings name: no cookies are ever involved. */
function crossOrigin(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-expose-headers', 'x-nt-correlation');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'POST');
  response.setHeader('access-control-allow-headers', 'content-type, authorization, accept-language');
  response.setHeader('access-control-max-age', '600');
}
