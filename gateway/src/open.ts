/**
 * The open gateway: any supergraph file, for whoever sits at this machine.
 *
 * No identity, no document rules, no signature towards subgraphs: a bearer
 * token that comes along is passed on unread. For examining a supergraph, for
 * suites that examine gateways, and for development.
 *
 * Promises   a loopback address or nothing; no page of a stranger reaches it, not
 *            even under a name that was made to point here.
 */
import { isIPv4 } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { ANONYMOUS, type TokenVerifier } from '@nghitruong/kit/auth';
import type { Log } from '@nghitruong/kit/log';
import { sendJson, type Disposal } from '@nghitruong/kit/host';
import type { Limits } from './admission/limits.js';
import type { PlannerChoice } from './supergraph/choice.js';
import { onPort, type Served } from './serve.js';

export interface OpenOptions {
  /** The supergraph's file; watched. */
  readonly supergraph: string;
  readonly port: number;
  readonly address: string;
  /** Instead of the supergraph's own addresses. */
  readonly subgraphUrls: Readonly<Record<string, readonly string[]>>;
  readonly planner: PlannerChoice;
  readonly allowedOrigins: readonly string[];
  readonly upstream: { readonly deadlineMs: number; readonly connections: number };
}

/** Open to everybody is only ever open to this machine. */
export class NotLoopback extends Error {}

/** Large enough to be in nobody's way on their own machine; a runaway document still ends somewhere. */
const limits: Partial<Limits> = {
  bodyBytes: 10_000_000,
  messageBytes: 10_000_000,
  tokens: 100_000,
  depth: 100,
  aliases: 10_000,
  rootFields: 1_000,
  directives: 10_000,
  selections: 200_000,
  repeats: 1_000,
  listItems: 1_000_000,
  cost: Number.MAX_SAFE_INTEGER,
  subscriptionsPerSocket: 1_000,
  perAccount: Number.MAX_SAFE_INTEGER,
  anonymous: Number.MAX_SAFE_INTEGER,
};

const nobody: TokenVerifier = { verify: () => Promise.resolve(ANONYMOUS) };

export async function openGateway(options: OpenOptions, disposal: Disposal, log: Log): Promise<Served> {
  const { port, address, ...rest } = options;
  if (!isLoopbackName(address)) throw new NotLoopback(address);
  return onPort(
    { ...rest, gatewayPrivateKey: null, tokens: nobody, adHoc: 'EVERYONE', limits },
    {
      port,
      address,
      around: (gateway) => ({
        async handle(request, response) {
          if (!namesThisMachine(request)) return sendJson(response, 421, { error: 'loopback only' });
          await gateway.handle(request, response);
        },
        upgrade(request, socket, head) {
          if (!namesThisMachine(request)) return void socket.end('HTTP/1.1 421 Misdirected Request\r\n\r\n');
          gateway.upgrade(request, socket, head);
        },
      }),
    },
    disposal,
    log,
  );
}

/** A name of someone's own that resolves to 127.0.0.1 gives their page this origin: it is told by the name. */
function namesThisMachine(request: IncomingMessage): boolean {
  const { host } = request.headers;
  return host !== undefined && URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname);
}

export function isLoopbackName(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIPv4(bare) && bare.startsWith('127.'));
}
