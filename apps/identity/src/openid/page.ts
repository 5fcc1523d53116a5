/**
 * The sign-in pages: server-rendered, no script (but the explorer's), no outside address.
 *
 * Promises   whatever came from outside is escaped; the page allows itself one
 *            style sheet (by its hash) and nothing else; nobody can frame it.
 */
import { createHash } from 'node:crypto';
import type { Lang } from '@nghitruong/kit/context';
import { translate } from '@nghitruong/kit/i18n';
import { texts } from './texts.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escape = (value: string): string => value.replace(/[&<>"']/g, (c) => ESCAPES[c]!);

const STYLE = `
:root{color-scheme:light dark;--bg:#F6F7F9;--surface:#FFF;--ink:#14202E;--ink-2:#465463;--line:#C5CED8;--ctl:#6A7786;--brand:#123A63;--on-brand:#FFF;--danger:#8C1D0E;--danger-soft:#FCE8E2;--focus:#0B57D0;--red:#B3131B}
@media (prefers-color-scheme:dark){:root{--bg:#0B1728;--surface:#14253D;--ink:#F5F8FC;--ink-2:#BFCBDA;--line:#3A5576;--ctl:#7F97B3;--brand:#8EC5FF;--on-brand:#0B1728;--danger:#FFB4A2;--danger-soft:#4A2320;--focus:#FFD166;--red:#E5484D}}
*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%}
body{font:500 1.0625rem/1.45 "Be Vietnam Pro",system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:var(--ink);background:var(--bg);min-height:100vh;min-height:100dvh;display:flex;flex-direction:column}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:.5rem 1rem;background:var(--surface);border-bottom:3px solid var(--red)}
header b{font-weight:700}
a{color:var(--brand)}
header a{display:inline-flex;align-items:center;min-height:44px;padding:0 .5rem}
main{width:100%;max-width:27rem;margin:0 auto;padding:1.5rem 1rem 3rem;flex:1}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:1.5rem 1.25rem}
h1{font-size:1.6rem;line-height:1.25;font-weight:700}
.app{color:var(--ink-2);margin-top:.25rem;overflow-wrap:anywhere}
p+p{margin-top:.75rem}
h1+p{margin-top:.5rem}
label{display:block;font-weight:700;margin:1.25rem 0 .375rem}
input{width:100%;min-height:52px;padding:.5rem .875rem;font:inherit;font-size:1.125rem;color:inherit;background:var(--surface);border:2px solid var(--ctl);border-radius:8px}
input.pin{letter-spacing:.35em;font-size:1.375rem}
button{width:100%;min-height:56px;margin-top:1.5rem;padding:.5rem 1rem;font:inherit;font-size:1.125rem;font-weight:700;color:var(--on-brand);background:var(--brand);border:2px solid var(--brand);border-radius:8px;cursor:pointer}
button.plain{margin-top:.75rem;color:var(--brand);background:transparent}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.hint{color:var(--ink-2);font-size:.9375rem;margin-top:.5rem}
.error{background:var(--danger-soft);color:var(--danger);border-left:5px solid var(--danger);border-radius:6px;padding:.75rem 1rem;margin-top:1.25rem}
code{overflow-wrap:anywhere}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * An HTML answer with the headers it needs.
 * @param formTargets where a posted form may be sent on to, beside this origin
 * @param more what a page allows itself beyond its style
 */
export function sendPage(
  html: string,
  formTargets: readonly string[] = [],
  more: readonly string[] = [],
): { body: string; headers: Record<string, string> } {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...more,
  ];
  return {
    body: html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      // Not `no-referrer`: with it a browser sends `Origin: null` with our own forms.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    },
  };
}

function frame(lang: Lang, title: string, main: string, switchTo?: string): string {
  const other: Lang = lang === 'vi' ? 'en' : 'vi';
  const link =
    switchTo === undefined
      ? ''
      : `<a href="${escape(switchTo)}" lang="${other}" hreflang="${other}">${texts[lang].otherLanguage}</a>`;
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escape(title)} – ${texts[lang].brand}</title><style>${STYLE}</style></head>
<body><header><b>${texts[lang].brand}</b>${link}</header><main><div class="card">${main}</div></main></body></html>`;
}

export interface FormInput {
  readonly lang: Lang;
  /** Address that the form is posted to. */
  readonly action: string;
  readonly appName: string;
}

export function loginPage(input: FormInput & { readonly login?: string; readonly error?: string }): string {
  const { lang, action, appName, login = '', error } = input;
  const t = (key: keyof typeof texts.vi): string => escape(translate(texts, lang, key, { app: appName }));
  const said = error ? `<div class="error" role="alert" id="error"><b>${t('error')}.</b> ${escape(error)}</div>` : '';
  const described = error ? ' aria-describedby="error" aria-invalid="true"' : '';
  // Focus goes where the person has to type next.
  const [focusLogin, focusPin] = login ? ['', ' autofocus'] : [' autofocus', ''];
  return frame(
    lang,
    translate(texts, lang, 'signIn'),
    `<h1>${t('signIn')}</h1><p class="app">${t('toContinue')}</p>${said}
<form method="post" action="${escape(action)}"><input type="hidden" name="lang" value="${lang}"><input type="hidden" name="step" value="login">
<label for="login">${t('login')}</label><input id="login" name="login" value="${escape(login)}" required maxlength="100" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false"${described}${focusLogin}>
<label for="pin">${t('pin')}</label><input id="pin" class="pin" name="pin" type="password" required inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="current-password"${described}${focusPin}>
<button>${t('enter')}</button></form>
<form method="post" action="${escape(action)}"><input type="hidden" name="lang" value="${lang}"><input type="hidden" name="step" value="abort"><button class="plain">${t('back')}</button></form>
<p class="hint">${t('pinHint')}</p><p class="hint">${t('cardHint')}</p>`,
    `${action}?lang=${lang === 'vi' ? 'en' : 'vi'}`,
  );
}

export function consentPage(input: FormInput & { readonly name: string }): string {
  const { lang, action, appName, name } = input;
  const t = (key: keyof typeof texts.vi): string => escape(translate(texts, lang, key, { app: appName, name }));
  const button = (step: string, label: string, kind: string): string =>
    `<form method="post" action="${escape(action)}"><input type="hidden" name="lang" value="${lang}"><input type="hidden" name="step" value="${step}"><button${kind}>${label}</button></form>`;
  return frame(
    lang,
    translate(texts, lang, 'consent', { app: appName }),
    `<h1>${t('consent')}</h1><p>${t('consentWho')}</p><p>${t('consentWhat')}</p>${button('consent', t('allow'), '')}${button('abort', t('deny'), ' class="plain"')}`,
    `${action}?lang=${lang === 'vi' ? 'en' : 'vi'}`,
  );
}

/** A page for what cannot go on: the library's error, or one of ours. */
export function errorPage(
  lang: Lang,
  out: { readonly error?: string; readonly error_description?: string },
  said?: string,
): string {
  const code = [out.error, out.error_description].filter(Boolean).join(': ');
  return frame(
    lang,
    texts[lang].problem,
    `<h1>${texts[lang].problem}</h1><p role="alert">${escape(said ?? texts[lang].problemWhat)}</p>${code ? `<p class="hint"><code>${escape(code)}</code></p>` : ''}`,
  );
}

/** @param form the library's form, already safe, whose id our buttons name */
export function endSessionPage(lang: Lang, form: string): string {
  const t = texts[lang];
  return frame(
    lang,
    t.endSession,
    `<h1>${t.endSession}</h1><p>${t.endSessionWhat}</p>${form}<button form="op.logoutForm" name="logout" value="yes">${t.yesEnd}</button><button class="plain" form="op.logoutForm">${t.noEnd}</button>`,
  );
}

export function signedOutPage(lang: Lang): string {
  return frame(lang, texts[lang].signedOut, `<h1>${texts[lang].signedOut}</h1><p>${texts[lang].signedOutWhat}</p>`);
}
