/**
 * The front: one origin for pages, graph and issuer.
 *
 * In one process its routes call the parts; where each part is a process of its
 * own they pass the request on, sockets included.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { createProxyServer } from 'httpxy';
import type { Route } from '@nghitruong/kit/server';
import { sendJson } from '@nghitruong/kit/server';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import sirv from 'sirv';

/** Older browsers do not take a socket to the page's own host for `'self'`: it is named, and no other. */
const policyFor = (host: string | undefined): string =>
  `default-src 'self'; connect-src 'self'${host && /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : ''}; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; media-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`;

const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), screen-wake-lock=(self), microphone=(), geolocation=()',
};

/** What every page of this origin is sent with. */
export const headersFor = (host: string | undefined): Readonly<Record<string, string>> => ({
  ...PAGE_HEADERS,
  'content-security-policy': policyFor(host),
});

/** The built pages of the chamber: `/wall`, `/b`, `/chair`, `/clerk`, `/`. */
export function pagesRoute(): Route {
  const folder = join(dirname(require.resolve('@nghitruong/chamber/package.json')), 'dist');
  const serve = sirv(folder, {
    extensions: ['html'],
    etag: true,
    dotfiles: false,
    setHeaders(response, path) {
      const headers = headersFor((response as ServerResponse).req.headers.host);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      // File names under assets/ carry a digest of their content; pages do not.
      response.setHeader(
        'cache-control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return {
    prefix: '/',
    handle(request, response) {
      serve(request, response, () => {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('Không có trang này. / There is no such page.\n');
      });
    },
  };
}

/** Passes a prefix on to another process of ours; says UNAVAILABLE while it is away. */
export function passOn(prefix: string, service: string, target: () => string): Route {
  const proxy = createProxyServer({ xfwd: true, changeOrigin: false, ws: true });
  const away = (response: ServerResponse): void => {
    if (response.headersSent) return void response.destroy();
    const said = fault(kitErrors, 'UNAVAILABLE', { service });
    sendJson(response, 503, { ...said.extensions, errors: [said.toJSON()] }, { 'retry-after': '1' });
  };
  proxy.on('error', (_error: Error, _request: unknown, response: unknown) => {
    const to = response as ServerResponse & { destroy?: () => void };
    if (typeof to?.writeHead === 'function') away(to);
    else to?.destroy?.();
  });
  return {
    prefix,
    handle: async (request: IncomingMessage, response: ServerResponse) => {
      await proxy.web(request, response, { target: target() }).catch(() => away(response));
    },
    upgrade: (request, socket, head) => {
      void proxy.ws(request, socket as never, { target: target() }, head).catch(() => socket.destroy());
    },
  };
}

/** How a phone of the hall comes to trust this edition's own authority. */
export function trustRoutes(authority: string, origin: string): Route[] {
  const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Tin cậy máy chủ hội trường</title>
<style>body{font:18px/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#14202E}a.b{display:inline-block;padding:.8rem 1.2rem;border-radius:12px;background:#123A63;color:#fff;text-decoration:none}</style>
<h1>Tin cậy máy chủ hội trường</h1>
<p>Máy chủ này nằm trong hội trường và tự cấp chứng chỉ. Cài chứng chỉ một lần để điện thoại biết chắc đang nói chuyện với đúng máy chủ (${origin}).</p>
<p><a class="b" href="/ca.pem">Tải chứng chỉ</a></p>
<ol><li>Android: Cài đặt → Bảo mật → Cài đặt chứng chỉ → Chứng chỉ CA → chọn tệp vừa tải.</li><li>iPhone: mở tệp → Cài đặt → Đã tải về hồ sơ → Cài đặt; rồi Cài đặt chung → Giới thiệu → Cài đặt tin cậy chứng chỉ → bật.</li></ol>
<p lang="en">This server stands in the chamber and issued its own certificate. Install it once (Android: Settings → Security → Install a certificate → CA; iPhone: install the profile, then enable full trust under General → About). A council with a certificate of its own gives it by TLS_CERT and TLS_KEY instead.</p></html>`;
  return [
    {
      prefix: '/trust',
      handle: (_request, response) => {
        response.writeHead(200, {
          ...PAGE_HEADERS,
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy':
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        });
        response.end(page);
      },
    },
    {
      prefix: '/ca.pem',
      handle: (_request, response) => {
        response.writeHead(200, {
          'content-type': 'application/x-x509-ca-cert',
          'content-disposition': 'attachment; filename="nghi-truong-ca.pem"',
        });
        response.end(authority);
      },
    },
  ];
}
