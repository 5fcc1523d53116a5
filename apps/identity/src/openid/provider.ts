/**
 * The OpenID provider: a well-kept library with every default that matters replaced.
 *
 * Keys come from the key ring and records from PostgreSQL, never the library's
 * development keys or its memory; only the code flow with PKCE; access tokens
 * are JWTs for the graph, with the claims that cards give as well.
 * Odd part   the library takes its keys once, so a rotation makes a new instance;
 *            nothing is lost by that, since an instance keeps nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Log } from '@nghitruong/kit/log';
import type { AccountService } from '../account/account.service.js';
import { ACCESS_TOKEN_SECONDS } from '../device/device.rules.js';
import { SIGNING_ALGORITHM, type KeyRing, type KeySet } from '../key/key-ring.service.js';
import type { Vault } from '../key/vault.js';
import { personClaims } from '../token/token.service.js';
import { library } from './library.js';
import { endSessionPage, errorPage, sendPage, signedOutPage } from './page.js';
import type { RecordAdapter } from './record.adapter.js';

export interface OpenIdParts {
  readonly issuer: string;
  readonly audience: string;
  readonly accounts: AccountService;
  readonly keys: KeyRing;
  readonly vault: Vault;
  readonly log: Log;
  readonly records: (model: string) => RecordAdapter;
  /** Origins that this host may be opened at, the issuer's first. */
  readonly origins: ReadonlySet<string>;
}

export interface OpenId {
  /** The instance for the keys of this moment. */
  current(): Promise<Provider>;
  /** Answers every address that the library knows. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const HOUR = 3600;
export const SESSION_SECONDS = 12 * HOUR;

export function createOpenId(parts: OpenIdParts): OpenId {
  let made: { fingerprint: string; provider: Provider; callback: ReturnType<Provider['callback']> } | undefined;

  async function instance(): Promise<NonNullable<typeof made>> {
    const keys = await parts.keys.current();
    if (made?.fingerprint === keys.fingerprint) return made;
    const provider = new library.Provider(parts.issuer, configuration(parts, keys));
    // The origin is settled in `handle`, from what the settings allow.
    provider.proxy = true;
    provider.on('server_error', (_ctx, err) => parts.log.error({ err }, 'the OpenID provider met an error'));
    made = { fingerprint: keys.fingerprint, provider, callback: provider.callback() };
    return made;
  }

  return {
    current: async () => (await instance()).provider,
    async handle(request, response) {
      const { callback } = await instance();
      settleAddress(request, parts.origins);
      await callback(request, response);
    },
  };
}

/** Addresses in answers come from the settings, never from what a caller wrote into Host. */
function settleAddress(request: IncomingMessage, origins: ReadonlySet<string>): void {
  const [first] = origins;
  const asked = [...origins].find((o) => new URL(o).host === request.headers.host) ?? first!;
  const url = new URL(asked);
  request.headers.host = url.host;
  delete request.headers['x-forwarded-host'];
  request.headers['x-forwarded-proto'] = url.protocol.slice(0, -1);
  const whole = request.url ?? '/';
  // The library finds its mount path by comparing the two.
  Object.assign(request, { originalUrl: whole, url: whole.replace(/^\/id(?=[/?]|$)/, '') || '/' });
}

function configuration(parts: OpenIdParts, keys: KeySet): Configuration {
  const { accounts, audience, issuer, vault } = parts;
  const graph = `${new URL(issuer).origin}/graphql`;
  const { Check, base } = library.interactionPolicy;
  const policy = base();
  policy.get('login')!.checks.add(
    new Check('account_gone', 'The account cannot sign in any more', async ({ oidc }) => {
      const id = oidc.session?.accountId;
      if (!id || oidc.result?.login) return Check.NO_NEED_TO_PROMPT;
      const account = await accounts.byId(id);
      return !account || account.disabled ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return {
    adapter: parts.records as never,
    jwks: { keys: [...keys.privateJwks] as never },
    cookies: {
      keys: [vault.derive('openid cookies').toString('base64url')],
      names: { session: 'nt_session', interaction: 'nt_interaction', resume: 'nt_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: '/id' },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM, token_endpoint_auth_method: 'none' },
    extraClientMetadata: { properties: ['trusted'] },
    clientAuthMethods: ['none'],
    clientBasedCORS: (_ctx, origin, client) => (client.redirectUris ?? []).some((uri) => originOf(uri) === origin),
    responseTypes: ['code'],
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: [SIGNING_ALGORITHM], userinfoSigningAlgValues: [SIGNING_ALGORITHM] },
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: async (_ctx, sub) => {
      const account = await accounts.byId(sub);
      if (!account || account.disabled) return undefined;
      return { accountId: sub, claims: () => ({ sub, name: account.displayName, preferred_username: account.login }) };
    },
    extraTokenClaims: async (_ctx, token) => {
      if (!('accountId' in token) || typeof token.accountId !== 'string') return undefined;
      const account = await accounts.byId(token.accountId);
      // Disabled between finding it and here: a token that may do nothing.
      return account && !account.disabled ? personClaims(account) : { nt_kind: 'PERSON', nt_grants: [] };
    },
    loadExistingGrant: trustedGrant,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: () => true,
    interactions: { policy, url: (_ctx, interaction) => `/id/interaction/${interaction.uid}` },
    renderError: (ctx, out) => page(ctx, errorPage(language(ctx), out)),
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: HOUR,
      Interaction: HOUR / 4,
      Session: SESSION_SECONDS,
      Grant: SESSION_SECONDS,
      RefreshToken: SESSION_SECONDS,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => graph,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== graph) throw new library.errors.InvalidTarget();
          return {
            scope: '',
            audience,
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: SIGNING_ALGORITHM, kid: keys.kid } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) =>
          page(
            ctx,
            endSessionPage(language(ctx), form),
            (ctx.oidc.client?.redirectUris ?? []).flatMap((uri) => originOf(uri) ?? []),
          ),
        postLogoutSuccessSource: (ctx) => page(ctx, signedOutPage(language(ctx))),
      },
      userinfo: { enabled: true },
    },
  };
}

/** One of our own apps needs no consent: its grant is made on the way. */
async function trustedGrant(ctx: KoaContextWithOIDC) {
  const { oidc } = ctx;
  const { client, session, provider } = oidc;
  const known = oidc.result?.consent?.grantId ?? (client && session?.grantIdFor(client.clientId));
  if (known) {
    const grant = await provider.Grant.find(known);
    if (grant) return grant;
  }
  if (!client || !session?.accountId || client['trusted'] !== true) return undefined;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile offline_access');
  await grant.save();
  return grant;
}

function originOf(uri: string): string | undefined {
  try {
    return new URL(uri).origin;
  } catch {
    return undefined;
  }
}

const language = (ctx: KoaContextWithOIDC): 'vi' | 'en' =>
  /(^|\s)en\b/.test(String(ctx.oidc?.params?.['ui_locales'] ?? ctx.query['lang'] ?? '')) ? 'en' : 'vi';

function page(ctx: KoaContextWithOIDC, html: string, formTargets: readonly string[] = []): void {
  const { body, headers } = sendPage(html, formTargets);
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
  ctx.body = body;
}
