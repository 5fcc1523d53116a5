/**
 * The browser API: JSON, same origin, under `/id`.
 *
 *   POST /id/card/look      {card | typedCode}                                   → {displayName, needsPin, kind, sittingId}
 *   POST /id/card/exchange  {card | typedCode, pin?, deviceName?, remember?, key?} → {accessToken, expiresIn, kind, displayName, sittingId, deviceId}
 *   POST /id/refresh        {account?}                                           → the same
 *   POST /id/step-up        {account?, pin}                                      → {accessToken, expiresIn}: two minutes, with auth_time
 *   POST /id/sign-out       {account?}                                           → {signedOut: true}
 *
 * A refusal is `{code, vi, en}` with the status of its entry in errors.ts.
 * `account` (the token's `sub`) chooses among several that this browser is signed
 * in with; without it, refresh takes the newest and sign-out ends them all.
 * Secret  no code, PIN, secret or token is ever logged.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Context } from '@nghitruong/kit/context';
import { Fault, fault, message } from '@nghitruong/kit/errors';
import { sendJson } from '@nghitruong/kit/server';
import type { ExchangeService } from '../card/exchange.service.js';
import { codeHash } from '../card/card.rules.js';
import { clearDeviceCookie, deviceCookies, setDeviceCookie } from '../device/device.cookies.js';
import type { DeviceService, SignedIn } from '../device/device.service.js';
import type { StepUpService } from '../device/step-up.service.js';
import { errors } from '../errors.js';
import { optionalField, optionalFlag, readCall } from './guard.js';
import { createLimiter } from './limiter.js';

export interface ApiParts {
  readonly exchange: ExchangeService;
  readonly devices: DeviceService;
  readonly stepUp: StepUpService;
  readonly origins: ReadonlySet<string>;
  readonly clock: Clock;
  context(): Context;
  /** Whether browsers come over HTTPS: cookies say Secure. */
  readonly secure: boolean;
}

interface Answer {
  readonly body: unknown;
  readonly cookies?: readonly string[];
}
type Operation = (ctx: Context, call: Record<string, unknown>, request: IncomingMessage) => Promise<Answer>;

const MINUTE = 60_000;

export function createApi(
  parts: ApiParts,
): (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const { exchange, devices, clock } = parts;
  const perCard = createLimiter(clock, 30, MINUTE);
  const perDevice = createLimiter(clock, 30, MINUTE);
  const perPin = createLimiter(clock, 10, MINUTE);

  const signedIn = (found: SignedIn, cleared: readonly string[] = []): Answer => ({
    body: {
      accessToken: found.accessToken,
      expiresIn: found.expiresIn,
      kind: found.kind,
      displayName: found.displayName,
      sittingId: found.sittingId,
      deviceId: found.deviceId,
    },
    cookies: [...cleared, setDeviceCookie(found, clock.now(), parts.secure)],
  });
  const named = (call: Record<string, unknown>) => {
    const card = optionalField(call, 'card', 100);
    const typedCode = optionalField(call, 'typedCode', 40);
    if (!card && !typedCode) throw fault(errors, 'BAD_FIELD', { field: 'card' });
    perCard.take(codeHash(card ?? typedCode!).toString('base64'));
    return { card, typedCode };
  };
  /** The devices of this browser that the call means, those still signed in first, the newest first. */
  const meant = async (
    call: Record<string, unknown>,
    request: IncomingMessage,
  ): Promise<[id: string, secret: string][]> => {
    const held = deviceCookies(request);
    const account = optionalField(call, 'account', 36);
    return (await devices.newestFirst([...held.keys()], account)).map(({ id }) => [id, held.get(id)!]);
  };

  const operations: Readonly<Record<string, Operation>> = {
    '/card/look': async (ctx, call) => ({ body: await exchange.look(ctx, named(call)) }),
    '/card/exchange': async (ctx, call, request) => {
      const deviceName = optionalField(call, 'deviceName', 100);
      const pin = optionalField(call, 'pin', 20);
      const key = optionalField(call, 'key', 100);
      const remember = optionalFlag(call, 'remember', true);
      const found = await exchange.exchange(ctx, { ...named(call), pin, deviceName, key, remember });
      // Kept until now so that a reload still says why the device was signed out.
      const over = (await devices.newestFirst([...deviceCookies(request).keys()])).filter((d) => d.ended);
      return signedIn(
        found,
        over.map((d) => clearDeviceCookie(d.id, parts.secure)),
      );
    },
    '/refresh': async (ctx, call, request) => {
      const [newest] = await meant(call, request);
      if (!newest) throw fault(errors, 'SIGNED_OUT');
      const [id, secret] = newest;
      perDevice.take(id);
      return signedIn(await devices.refresh(ctx, secret));
    },
    '/step-up': async (ctx, call, request) => {
      const pin = optionalField(call, 'pin', 20);
      const [newest] = await meant(call, request);
      if (!newest) throw fault(errors, 'SIGNED_OUT');
      const [id, secret] = newest;
      perPin.take(id);
      return { body: await parts.stepUp.prove(ctx, secret, pin) };
    },
    '/sign-out': async (ctx, call, request) => {
      const cookies: string[] = [];
      for (const [id, secret] of await meant(call, request)) {
        await devices.signOut(ctx, secret);
        cookies.push(clearDeviceCookie(id, parts.secure));
      }
      return { body: { signedOut: true }, cookies };
    },
  };

  return async (path, request, response) => {
    const operation = operations[path];
    if (!operation) return false;
    const ctx = parts.context();
    try {
      const answer = await operation(ctx, await readCall(request, parts.origins), request);
      if (answer.cookies?.length) response.setHeader('set-cookie', answer.cookies);
      sendJson(response, 200, answer.body);
    } catch (error) {
      sendFault(ctx, response, error);
    }
    return true;
  };
}

/** Whatever went wrong, as `{code, vi, en}`; an unknown error is logged under an id and told as INTERNAL. */
export function sendFault(ctx: Context, response: ServerResponse, error: unknown): void {
  if (error instanceof Fault) {
    const { vi, en } = error.extensions as { vi: string; en: string };
    const retry = error.params['seconds'];
    sendJson(
      response,
      error.status,
      { code: error.code, vi, en },
      retry === undefined ? {} : { 'retry-after': String(retry) },
    );
    return;
  }
  ctx.log.error({ err: error, correlationId: ctx.correlationId }, 'a call of the sign-in service failed');
  const { code, vi, en } = message(errors, 'INTERNAL', { id: ctx.correlationId });
  sendJson(response, 500, { code, vi, en });
}
