/**
 * An issuer of the tests' own: the system takes any OpenID issuer by settings,
 * so five hundred delegates need not present five hundred cards.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface OutsideIssuer {
  /** Settings that make an edition believe this issuer. */
  readonly env: { readonly ISSUER: string; readonly JWKS_URL: string };
  token(claims: {
    sub: string;
    personId?: string;
    displayId?: string;
    sittingId?: string;
    grants: readonly { role: string; councilId?: string; bodyId?: string }[];
    seconds?: number;
  }): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<OutsideIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'outside', alg: 'ES256', use: 'sig' }],
  });
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(jwks);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: { ISSUER: issuer, JWKS_URL: `${issuer}/jwks` },
    token: (c) =>
      new SignJWT({
        nt_kind: c.displayId ? 'DISPLAY' : 'PERSON',
        nt_grants: c.grants,
        ...(c.personId && { nt_person: c.personId }),
        ...(c.displayId && { nt_display: c.displayId }),
        ...(c.sittingId && { nt_sitting: c.sittingId }),
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'outside' })
        .setSubject(c.sub)
        .setIssuer(issuer)
        .setAudience('nghitruong')
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (c.seconds ?? 3_600))
        .sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
