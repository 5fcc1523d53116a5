/**
 * Access tokens: JWTs of ten minutes that the gateway and every subgraph verify.
 *
 * Claims  sub · nt_kind PERSON|DISPLAY · nt_person · nt_display · nt_display_name · nt_grants · nt_sitting · nt_device · jti;
 *         auth_time only where the PIN was asked again (device/step-up)
 */
import { SignJWT } from 'jose';
import type { Grant } from '@nghitruong/kit/auth';
import type { Context } from '@nghitruong/kit/context';
import type { Account } from '../account/account.service.js';
import { ACCESS_TOKEN_SECONDS } from '../device/device.rules.js';
import { SIGNING_ALGORITHM, type KeyRing } from '../key/key-ring.service.js';

/** What every access token says of a person, whichever door it came through. */
export function personClaims(account: Account): Record<string, unknown> {
  return { nt_kind: 'PERSON', ...(account.personId && { nt_person: account.personId }), nt_grants: account.grants };
}

export function displayClaims(displayId: string, name: string, councilId: string): Record<string, unknown> {
  const grants: Grant[] = [{ role: 'DISPLAY', councilId }];
  return { nt_kind: 'DISPLAY', nt_display: displayId, nt_display_name: name, nt_grants: grants };
}

export class TokenService {
  constructor(
    private readonly keys: KeyRing,
    private readonly issuer: string,
    private readonly audience: string,
  ) {}

  async mint(
    ctx: Context,
    subject: string,
    claims: Record<string, unknown>,
    bound: { sittingId: string; deviceId: string },
    lifetimeSeconds = ACCESS_TOKEN_SECONDS,
  ): Promise<string> {
    const { kid, privateKey } = await this.keys.current();
    const seconds = Math.floor(ctx.clock.now().getTime() / 1000);
    return new SignJWT({ ...claims, nt_sitting: bound.sittingId, nt_device: bound.deviceId })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid, typ: 'at+jwt' })
      .setSubject(subject)
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setJti(ctx.ids.next())
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + lifetimeSeconds)
      .sign(privateKey);
  }
}
