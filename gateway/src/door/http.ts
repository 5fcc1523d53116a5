/**
 * The HTTP door: POST of one operation as JSON; event streams are handed on (events).
 *
 * Promises   no form, no batch and no GET but an event stream's reaches the graph (so no stranger's
 *            page can make a browser act); bodies are bounded and uncompressed;
 *            every answer, refusals too, is GraphQL's JSON with a correlation id.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { Fault, fault, kitErrors } from '@nghitruong/kit/errors';
import type { Admission } from '../admission/admission.js';
import { gatewayErrors } from '../errors.js';
import type { GatewayMetrics } from '../metrics.js';
import type { Front } from './apollo.js';
import { TOKEN_HEADER, type EventDoor } from './events.js';
import type { InFlight } from './in-flight.js';
import { isLoopback, originAllowed } from './origin.js';
import { bearerOf, bodyOf, langOf, operationOf, Refusal } from './request.js';

export interface HttpDoorOptions {
  readonly admission: Admission;
  readonly front: Front;
  readonly events: Pick<EventDoor, 'takes' | 'handle'>;
  readonly allowedOrigins: readonly string[];
  readonly bodyBytes: number;
  readonly metrics: GatewayMetrics;
  readonly inFlight: InFlight;
  /** Tells of an unexpected error and gives the id to tell the caller. */
  readonly unexpected: (error: unknown) => Fault;
}

const RESPONSE_JSON = 'application/graphql-response+json';

export function createHttpDoor(
  options: HttpDoorOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { admission, front, events, metrics, inFlight } = options;

  return async (request, response) => {
    inFlight.enter();
    try {
      if (!originAllowed(request, options.allowedOrigins)) throw fault(gatewayErrors, 'ORIGIN_REFUSED');
      crossOrigin(request, response, options.allowedOrigins);
      if (request.method === 'OPTIONS') return void response.writeHead(204, { allow: 'POST' }).end();
      if (events.takes(request)) return await events.handle(request, response);
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        throw new Refusal(405, fault(kitErrors, 'BAD_REQUEST', { why: 'POST' }));
      }
      const asked = operationOf(await bodyOf(request, options.bodyBytes));
      const visitor = await admission.visitor(bearerOf(request), langOf(request), () => isLoopback(request.socket));
      const admitted = await admission.admit('http', visitor, asked);
      const { status, type, text, correlationId } = await front.answer(admitted, request.headers.accept);
      const headers = ['content-type', type, 'x-nt-correlation', correlationId];
      send(response, status, text, headers, endOfPost);
    } catch (error) {
      const { status: own, said } = refusalOf(error, options.unexpected);
      const status = statusFor(own, said.code, request.headers.accept);
      metrics.refused('http', said.code);
      if (response.headersSent || response.destroyed) return;
      const acceptsOurs = (request.headers.accept ?? '').includes(RESPONSE_JSON);
      const body: { errors: GraphQLFormattedError[] } = {
        errors: [{ message: said.message, extensions: said.extensions }],
      };
      send(response, status, JSON.stringify(body), [
        'content-type',
        `${acceptsOurs ? RESPONSE_JSON : 'application/json'}; charset=utf-8`,
        ...(status === 413 ? ['connection', 'close'] : []),
      ]);
    } finally {
      inFlight.leave();
    }
  };
}

/** Well-formed requests whose document or variables are not valid: GraphQL's own errors, not HTTP's. */
const GRAPHQL_ERRORS = new Set(['DOCUMENT_INVALID', 'VARIABLES_INVALID']);

/** GraphQL over HTTP: who asks for `application/json` alone gets such errors with status 200. */
function statusFor(own: number, code: string, accept = ''): number {
  const legacy = accept.includes('application/json') && !accept.includes(RESPONSE_JSON);
  return legacy && GRAPHQL_ERRORS.has(code) ? 200 : own;
}

function refusalOf(error: unknown, unexpected: (error: unknown) => Fault): { status: number; said: Fault } {
  if (error instanceof Refusal) return error;
  const said = error instanceof Fault ? error : unexpected(error);
  return { status: said.status === 200 ? 400 : said.status, said };
}

/** Headers as a list of names and values: nothing is copied or looked up on the way. */
function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: readonly string[],
  end = (last: ServerResponse, content: string): unknown => last.end(content),
): void {
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, ['cache-control', 'no-store', ...headers, 'content-length', length]);
  end(response, text);
}

/** What `end` of Node's calls by itself; a Node that has it no more is asked the long way. */
const { _send } = ServerResponse.prototype as { _send?: (text: string, encoding: 'utf8') => void };

/**
 * `end(text)` for who asked by POST, with one plain write: Node keeps the content back, puts an empty text behind
 * it and writes both together, which is a tenth of what a small request costs.
 */
function endOfPost(response: ServerResponse, text: string): void {
  if (!_send) return void response.end(text);
  _send.call(response, text, 'utf8');
  response.end();
}

/** For pages of origins that settings name: no cookies are ever involved. */
function crossOrigin(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-expose-headers', 'x-nt-correlation');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'POST, GET, PUT, DELETE');
  response.setHeader('access-control-allow-headers', `content-type, authorization, accept-language, ${TOKEN_HEADER}`);
  response.setHeader('access-control-max-age', '600');
}
