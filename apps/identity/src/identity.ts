/**
 * Identity: who someone is, for the pages of the hall and for the apps of departments.
 *
 * The wiring diagram. Nothing else of the system depends on this but through
 * its issuer and its published keys: any OpenID issuer whose tokens carry the
 * same claims can stand in its place.
 *
 * Elsewhere  cards: card · who is signed in where: device · keys: key · the OpenID provider: openid
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import { ANONYMOUS } from '@nghitruong/kit/auth';
import { systemClock, systemIds, type Clock, type Context, type Ids } from '@nghitruong/kit/context';
import { openDatabase } from '@nghitruong/kit/database';
import { fault } from '@nghitruong/kit/errors';
import { createLog, type Log } from '@nghitruong/kit/log';
import { Disposal, sendJson } from '@nghitruong/kit/server';
import { AccountService } from './account/account.service.js';
import { CardService, type IssueCardInput, type IssueDisplayCardInput, type IssuedCard } from './card/card.service.js';
import { ExchangeService } from './card/exchange.service.js';
import { DeviceService } from './device/device.service.js';
import { StepUpService } from './device/step-up.service.js';
import { createApi, sendFault } from './door/api.js';
import { errors } from './errors.js';
import { openKeyRing } from './key/key-ring.service.js';
import { openVault } from './key/vault.js';
import { ClientService, type PublicClient } from './openid/client.service.js';
import { explorerClient, sendExplorerPage } from './openid/explorer.js';
import { createInteraction } from './openid/interaction.js';
import { createOpenId } from './openid/provider.js';
import { RecordAdapter } from './openid/record.adapter.js';
import { identityOwner } from './owner.js';
import { PinService } from './pin/pin.service.js';
import { sweepRegularly } from './sweep.js';
import { TokenService } from './token/token.service.js';

export interface IdentityOptions {
  /** PostgreSQL as the running role `identity`. */
  readonly databaseUrl: string;
  /** What browsers open, such as `https://hdnd.example.vn`; the issuer is this followed by `/id`. */
  readonly origin: string;
  /** Further origins whose pages may sign in here. */
  readonly origins?: readonly string[];
  readonly audience?: string;
  /** Seals keys and peppers PINs; kept outside the database. Without it a copy of the database is enough to sign tokens. */
  readonly secret?: string;
  readonly cardHours?: number;
  /** Apps that may sign people in here, beside those that are registered in the database. */
  readonly clients?: readonly PublicClient[];
  readonly log?: Log;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly poolSize?: number;
}

export interface Identity {
  readonly issuer: string;
  /** The public keys as they are now; also served at `jwksUrl`, which follows a rotation. */
  readonly jwks: JSONWebKeySet;
  readonly jwksUrl: string;
  /** Mount under `/id`, with the whole path. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** @throws Fault ACCOUNT_UNKNOWN, ACCOUNT_DISABLED, PIN_MISSING, PIN_MALFORMED */
  issueCard(input: IssueCardInput): Promise<IssuedCard>;
  issueDisplayCard(input: IssueDisplayCardInput): Promise<IssuedCard>;
  /** Ends the devices of an account or a display, in one sitting or in all. */
  revokeDevices(input: { readonly subjectId: string; readonly sittingId?: string }): Promise<void>;
  setPin(input: { readonly accountId: string; readonly pin: string }): Promise<void>;
  /** Lets an app sign people in here, or changes it. @throws Fault BAD_FIELD */
  registerClient(client: PublicClient): Promise<void>;
  /** A new signing key; `compromised` withdraws the old ones at once. @returns its id */
  rotateKeys(options?: { readonly compromised?: boolean }): Promise<string>;
  /** Rejects, with the reason, while nobody could sign in. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const log = options.log ?? createLog('identity');
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? systemIds(clock);
  const origin = new URL(options.origin).origin;
  const issuer = `${origin}/id`;
  const disposal = new Disposal();
  const context = (): Context => ({
    actor: ANONYMOUS,
    clock,
    ids,
    log,
    lang: 'vi',
    correlationId: ids.random(),
    loaders: new Map(),
  });
  try {
    const source = disposal.add(
      'database',
      await openDatabase(identityOwner, {
        url: options.databaseUrl,
        log,
        ...(options.poolSize && { poolSize: options.poolSize }),
      }),
      (s) => s.destroy(),
    );
    const vault = await openVault(source, options.secret);
    const keys = await openKeyRing(source, vault, clock);
    const accounts = new AccountService(source);
    const pins = new PinService(source, vault);
    const audience = options.audience ?? 'nghitruong';
    const tokens = new TokenService(keys, issuer, audience);
    const devices = new DeviceService(source, accounts, tokens);
    const stepUp = new StepUpService(source, devices, accounts, pins, tokens);
    const cards = new CardService(source, accounts, pins, vault, origin, (options.cardHours ?? 24) * 3_600_000);
    const exchange = new ExchangeService(source, cards, accounts, pins, devices);
    const origins = new Set([origin, ...(options.origins ?? []).map((o) => new URL(o).origin)]);
    const secure = origin.startsWith('https:');
    const api = createApi({ exchange, devices, stepUp, origins, clock, context, secure });
    const clients = new ClientService(source, [explorerClient(origin), ...(options.clients ?? [])]);
    const openId = createOpenId({
      issuer,
      audience,
      accounts,
      keys,
      vault,
      log,
      origins,
      records: (model) => new RecordAdapter(model, source, vault, clock, clients),
    });
    const interaction = createInteraction({ openId, accounts, pins, clients, origins });
    // A wrong configuration of the library stops the start, not the first person who signs in.
    await openId.current();
    disposal.add('sweep', sweepRegularly(source, clock, log), (stop) => stop());

    return {
      issuer,
      get jwks() {
        return keys.jwks;
      },
      jwksUrl: `${issuer}/jwks`,
      async handle(request, response) {
        const path = (request.url ?? '').split('?', 1)[0]!.replace(/^\/id(?=\/|$)/, '');
        if (await api(path, request, response)) return;
        if (path === '/jwks' && request.method === 'GET') {
          const { jwks } = await keys.current();
          return sendJson(response, 200, jwks, {
            'cache-control': 'public, max-age=5',
            'access-control-allow-origin': '*',
          });
        }
        const uid = /^\/interaction\/([\w-]{1,64})$/.exec(path)?.[1];
        if (uid) return interaction(context(), uid, request, response);
        if (path === '/explorer' && request.method === 'GET') return sendExplorerPage(response);
        if (isOpenIdAddress(path)) return openId.handle(request, response);
        sendFault(context(), response, fault(errors, 'NO_SUCH_ADDRESS'));
      },
      issueCard: (input) => cards.issue(context(), input),
      issueDisplayCard: (input) => cards.issueDisplay(context(), input),
      revokeDevices: ({ subjectId, sittingId }) => devices.revoke(context(), subjectId, sittingId),
      setPin: ({ accountId, pin }) => pins.set(context(), accountId, pin),
      registerClient: (client) => clients.register(context(), client),
      rotateKeys: (how) => keys.rotate(how),
      async ready() {
        await source.query('SELECT 1 FROM directory.published_account_v1 LIMIT 1');
        await keys.current();
      },
      close: () => disposal.end(log),
    };
  } catch (error) {
    await disposal.end(log);
    throw error;
  }
}

/** The addresses of the OpenID library; everything else below `/id` is ours or does not exist. */
const isOpenIdAddress = (path: string): boolean =>
  /^\/(\.well-known\/openid-configuration|auth(\/[\w-]+)?|token(\/revocation)?|me|session\/end(\/\w+)?)$/.test(path);
