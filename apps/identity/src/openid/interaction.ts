/**
 * The steps a person takes at the provider: sign in, allow an app, or go back.
 *
 *   GET  /id/interaction/<uid>[?lang=en]
 *   POST /id/interaction/<uid>   step=login|consent|abort
 *
 * Promises   only the browser that began may go on (the library's signed cookie)
 *            and only from our own page (Origin); an unknown login and a wrong
 *            PIN look and take the same; limits count by account.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Context, Lang } from '@nghitruong/kit/context';
import { Fault, fault, message } from '@nghitruong/kit/errors';
import type { AccountService } from '../account/account.service.js';
import { demandOwnOrigin, readLimited } from '../door/guard.js';
import { errors } from '../errors.js';
import { isPin } from '../pin/pin.rules.js';
import type { PinService } from '../pin/pin.service.js';
import type { ClientService, PublicClient } from './client.service.js';
import { consentPage, errorPage, loginPage, sendPage } from './page.js';
import type { OpenId } from './provider.js';

export interface InteractionParts {
  readonly openId: OpenId;
  readonly accounts: AccountService;
  readonly pins: PinService;
  readonly clients: ClientService;
  readonly origins: ReadonlySet<string>;
}

const BODY_LIMIT = 4_096;
type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

export function createInteraction({ openId, accounts, pins, clients, origins }: InteractionParts) {
  return async function interaction(
    ctx: Context,
    uid: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const provider = await openId.current();
    let lang: Lang = new URL(request.url ?? '/', 'http://here').searchParams.get('lang') === 'en' ? 'en' : 'vi';
    try {
      const details = await provider.interactionDetails(request, response).catch(() => undefined);
      if (!details || details.uid !== uid) throw fault(errors, 'LOGIN_STALE');
      const client = await clients.find(String(details.params['client_id']));
      if (!client) throw fault(errors, 'LOGIN_STALE');
      if (request.method === 'GET') {
        if (
          !new URL(request.url!, 'http://here').searchParams.has('lang') &&
          /(^|\s)en\b/.test(String(details.params['ui_locales'] ?? ''))
        )
          lang = 'en';
        return send(response, 200, await show(details, client, lang), client);
      }
      if (request.method !== 'POST') throw fault(errors, 'METHOD_REFUSED', { allowed: 'GET, POST' });
      demandOwnOrigin(request, origins);
      const form = new URLSearchParams(await readLimited(request, BODY_LIMIT));
      lang = form.get('lang') === 'en' ? 'en' : 'vi';
      const result = await take(ctx, provider, details, form);
      if ('accountId' in result || 'grantId' in result || 'error' in result)
        return await provider.interactionFinished(request, response, resultOf(result), {
          mergeWithLastSubmission: 'grantId' in result,
        });
      send(
        response,
        result.refusal.status,
        loginPage({
          lang,
          action: actionOf(uid),
          appName: client.name,
          login: form.get('login') ?? '',
          error: said(result.refusal, lang),
        }),
        client,
      );
    } catch (error) {
      if (!(error instanceof Fault)) {
        ctx.log.error({ err: error, correlationId: ctx.correlationId }, 'a sign-in step failed');
        const { vi, en } = message(errors, 'INTERNAL', { id: ctx.correlationId });
        return send(response, 500, errorPage(lang, { error: 'INTERNAL' }, lang === 'en' ? en : vi));
      }
      send(response, error.status, errorPage(lang, { error: error.code }, said(error, lang)));
    }
  };

  async function show(details: Details, client: PublicClient, lang: Lang): Promise<string> {
    const form = { lang, action: actionOf(details.uid), appName: client.name };
    if (details.prompt.name !== 'consent')
      return loginPage({
        ...form,
        login: typeof details.params['login_hint'] === 'string' ? details.params['login_hint'].slice(0, 100) : '',
      });
    const account = await accounts.byId(details.session!.accountId);
    return consentPage({ ...form, name: account?.displayName ?? '' });
  }

  async function take(ctx: Context, provider: Provider, details: Details, form: URLSearchParams): Promise<Taken> {
    const step = form.get('step');
    if (step === 'abort') return { error: 'access_denied' };
    if (step === 'consent' && details.prompt.name === 'consent') return { grantId: await allow(provider, details) };
    if (step !== 'login' || details.prompt.name !== 'login') throw fault(errors, 'LOGIN_STALE');
    return signIn(ctx, form.get('login')?.trim() ?? '', form.get('pin') ?? '');
  }

  async function signIn(ctx: Context, login: string, pin: string): Promise<Taken> {
    if (!isPin(pin)) return { refusal: fault(errors, 'PIN_REQUIRED') };
    const account = await accounts.byLogin(login);
    let tried: Awaited<ReturnType<PinService['tryLogin']>>;
    try {
      tried = await pins.tryLogin(ctx, account?.id, pin);
    } catch (error) {
      if (error instanceof Fault) return { refusal: error };
      throw error;
    }
    if ('waitMinutes' in tried) return { refusal: fault(errors, 'LOGIN_WAIT', { minutes: tried.waitMinutes }) };
    if (!tried.right || !account) return { refusal: fault(errors, 'LOGIN_WRONG') };
    // Said only to whoever knows the PIN.
    if (account.disabled) return { refusal: fault(errors, 'ACCOUNT_DISABLED') };
    return { accountId: account.id };
  }
}

type Taken =
  | { readonly accountId: string }
  | { readonly grantId: string }
  | { readonly error: 'access_denied' }
  | { readonly refusal: Fault };

function resultOf(taken: Exclude<Taken, { refusal: Fault }>): InteractionResults {
  if ('error' in taken) return { error: taken.error, error_description: 'the person went back' };
  if ('grantId' in taken) return { consent: { grantId: taken.grantId } };
  return { login: { accountId: taken.accountId, remember: false, amr: ['pin'] } };
}

async function allow(provider: Provider, details: Details): Promise<string> {
  const known = details.grantId ? await provider.Grant.find(details.grantId) : undefined;
  const grant =
    known ??
    new provider.Grant({ accountId: details.session!.accountId, clientId: String(details.params['client_id']) });
  const missing = details.prompt.details as {
    missingOIDCScope?: string[];
    missingOIDCClaims?: string[];
    missingResourceScopes?: Record<string, string[]>;
  };
  if (missing.missingOIDCScope) grant.addOIDCScope(missing.missingOIDCScope.join(' '));
  if (missing.missingOIDCClaims) grant.addOIDCClaims(missing.missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missing.missingResourceScopes ?? {}))
    grant.addResourceScope(resource, scopes.join(' '));
  return grant.save();
}

const actionOf = (uid: string): string => `/id/interaction/${encodeURIComponent(uid)}`;
const said = (error: Fault, lang: Lang): string => String(error.extensions[lang]);

function send(response: ServerResponse, status: number, html: string, client?: PublicClient): void {
  // A browser checks every hop of a posted form: the app's own address is the last one.
  const targets = client
    ? [
        ...new Set(
          client.redirectUris.map((uri) => (/^https?:/.test(uri) ? new URL(uri).origin : `${new URL(uri).protocol}`)),
        ),
      ]
    : [];
  const { body, headers } = sendPage(html, targets);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
