/**
 * The explorer's way in: the code flow with PKCE, run by a page of a few lines.
 *
 *   GET /id/explorer        begins; after sign-in the browser comes back to it,
 *                           and goes on to `/explorer#token=…`
 *
 * The token travels in the fragment, which no server and no log sees; the
 * explorer keeps it in its tab. After ten minutes the same address renews it
 * without asking again while the session lasts.
 */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { PublicClient } from './client.service.js';
import { sendPage } from './page.js';

export const EXPLORER_CLIENT = 'explorer';

export const explorerClient = (origin: string): PublicClient => ({
  clientId: EXPLORER_CLIENT,
  name: 'Khám phá đồ thị (Graph explorer)',
  redirectUris: [`${origin}/id/explorer`],
  trusted: true,
});

const SCRIPT = `
(async () => {
  const said = document.querySelector('p');
  const here = location.origin + '/id/explorer';
  const text = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '');
  const random = () => text(crypto.getRandomValues(new Uint8Array(32)));
  const came = new URLSearchParams(location.search);
  if (came.has('code') && came.get('state') === sessionStorage.getItem('nt-explorer-state')) {
    const answer = await fetch('/id/token', { method: 'POST', body: new URLSearchParams({
      grant_type: 'authorization_code', client_id: '${EXPLORER_CLIENT}', redirect_uri: here, code: came.get('code'), code_verifier: sessionStorage.getItem('nt-explorer-verifier') }) });
    const tokens = await answer.json();
    sessionStorage.removeItem('nt-explorer-verifier');
    if (tokens.access_token) return location.replace('/explorer#token=' + tokens.access_token);
    said.textContent = 'Không đăng nhập được / could not sign in: ' + tokens.error;
  } else if (came.has('error')) {
    location.replace('/explorer');
  } else {
    const verifier = random(), state = random();
    sessionStorage.setItem('nt-explorer-verifier', verifier);
    sessionStorage.setItem('nt-explorer-state', state);
    const challenge = text(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
    location.replace('/id/auth?' + new URLSearchParams({ client_id: '${EXPLORER_CLIENT}', response_type: 'code', scope: 'openid profile', redirect_uri: here, code_challenge: challenge, code_challenge_method: 'S256', state }));
  }
})();
`;
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

export function sendExplorerPage(response: ServerResponse): void {
  const { body, headers } = sendPage(
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Đăng nhập – Nghị Trường</title></head><body><main><p role="status">Đang đăng nhập… / Signing in…</p></main><script>${SCRIPT}</script></body></html>`,
    [],
    [`script-src 'sha256-${SCRIPT_HASH}'`, "connect-src 'self'"],
  );
  response.writeHead(200, headers);
  response.end(body);
}
