/**
 * The explorer: GraphiQL in one page that asks no other address for anything.
 *
 * For developers. A card (`#card=…`, which no server sees) and its PIN sign in
 * at the issuer of the same origin; a token of any other issuer is pasted into
 * the field or comes in the hash (`#token=…`). It stays in the tab.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const BAR = `
      <form id="nt-token" style="display:flex;gap:8px;align-items:center;padding:6px 12px;font:14px system-ui,sans-serif;border-bottom:1px solid #ccc">
        <label for="nt-token-text" id="nt-token-label">Mã truy cập (access token)</label>
        <input id="nt-token-text" type="password" autocomplete="off" style="flex:1;padding:4px 8px" placeholder="eyJ…">
        <button type="submit">Dùng</button>
        <output id="nt-token-state"></output>
      </form>
      <style>#root { height: calc(100vh - 44px) }</style>
      <script>
        (() => {
          const keep = sessionStorage;
          // GraphiQL opens one more empty tab at every reload: it begins with the last question instead.
          localStorage.removeItem('graphiql:tabState');
          const hash = new URLSearchParams(location.hash.slice(1));
          const card = hash.get('card');
          if (hash.get('token')) keep.setItem('nt-token', hash.get('token'));
          if (card) keep.setItem('nt-card', card);
          if (location.hash) history.replaceState({}, '', location.pathname + location.search);
          // GraphiQL is drawn once, with its token: the answer is waited for.
          const post = (path, body) => {
            const call = new XMLHttpRequest();
            call.open('POST', '/id' + path, false);
            call.setRequestHeader('content-type', 'application/json');
            call.send(JSON.stringify(body));
            return { ok: call.status === 200, said: JSON.parse(call.responseText || '{}') };
          };
          const accept = ({ accessToken, deviceId }) => {
            keep.setItem('nt-token', accessToken);
            keep.setItem('nt-device', deviceId);
            keep.removeItem('nt-card');
          };
          const device = keep.getItem('nt-device');
          if (device) {
            const { ok, said } = post('/refresh', { deviceId: device });
            if (ok) accept(said);
            else for (const name of ['nt-device', 'nt-token']) keep.removeItem(name);
          }
          const token = keep.getItem('nt-token') || '';
          const waiting = keep.getItem('nt-card');
          const field = document.getElementById('nt-token-text');
          const state = document.getElementById('nt-token-state');
          window.ntSignedIn = token ? { additionalHeaders: { authorization: 'Bearer ' + token }, connectionParams: { token } } : {};
          state.textContent = token ? 'đã đăng nhập' : 'chưa đăng nhập';
          // Who holds a card has not signed in yet: the schema is asked for afterwards, not refused before.
          window.ntWaiting = Boolean(waiting && !token);
          if (window.ntWaiting) {
            document.getElementById('nt-token-label').textContent = 'Mã PIN 6 số (6-digit PIN)';
            field.placeholder = '';
            field.inputMode = 'numeric';
            field.focus();
          }
          document.getElementById('nt-token').addEventListener('submit', (event) => {
            event.preventDefault();
            if (window.ntWaiting) {
              const { ok, said } = post('/card/exchange', { card: waiting, pin: field.value.trim(), deviceName: 'explorer' });
              if (!ok) return void (state.textContent = said.vi || 'không đăng nhập được');
              accept(said);
            } else {
              keep.setItem('nt-token', field.value.trim());
              keep.removeItem('nt-device');
            }
            location.reload();
          });
        })();
      </script>`;

async function page(endpoint: string, defaultQuery?: string): Promise<string> {
  // Nine megabytes of page, which most gateways are never asked for.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = {
    title: 'Nghị Trường',
    endpoint,
    subscriptionsEndpoint: endpoint,
    subscriptionsProtocol: 'WS' as const,
    shouldPersistHeaders: false,
    ...(defaultQuery && { defaultQuery }),
    credentials: 'omit' as const,
  };
  const html = renderGraphiQL(options);
  const said = `${JSON.stringify(options)},`;
  const drawing = 'YogaGraphiQL.renderYogaGraphiQL(';
  if (!html.includes(said) || !html.includes(drawing))
    throw new Error('the explorer’s page has another form than expected');
  return html
    .replace('<div id="root"></div>', () => `${BAR}\n      <div id="root"></div>`)
    .replace(drawing, () => `if (!window.ntWaiting) ${drawing}`)
    .replace(said, () => `Object.assign(${said} window.ntSignedIn),`);
}

/** @param defaultQuery what a developer sees first, instead of GraphiQL's own greeting */
export function createExplorer(
  endpoint = '/graphql',
  defaultQuery?: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // Nine megabytes: made once, when the first developer comes, and sent packed.
  let made: Promise<{ plain: Buffer; packed: Buffer }> | undefined;
  const make = async () => {
    const plain = Buffer.from(await page(endpoint, defaultQuery));
    return { plain, packed: await promisify(gzip)(plain) };
  };
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const { plain, packed } = await (made ??= make());
    const packs = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const body = packs ? packed : plain;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      ...(packs && { 'content-encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}
