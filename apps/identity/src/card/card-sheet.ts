/**
 * The sheet of cards that the clerk prints and cuts: A4, ten to a page.
 *
 * A card is shown once, when it is issued; a lost sheet is a new issue.
 * Promises   one HTML document without script or outside address; what it says
 *            of a person is escaped; the QR is drawn in it (SVG), dark on white.
 */
import { toString as qrText } from 'qrcode';
import { dateText, timeText } from '@nghitruong/kit/i18n';
import { escape } from '../openid/page.js';
import type { IssuedCard } from './card.service.js';

export interface CardSheetInput {
  readonly cards: readonly IssuedCard[];
  /** As it stands on the invitation: `Phiên họp toàn thể, sáng 09/12/2026`. */
  readonly sittingName: string;
  readonly councilName: string;
  /** Data is invented: every card says so. */
  readonly illustrative?: boolean;
}

const STYLE = `
@page{size:A4 portrait;margin:12mm 10mm}
*{box-sizing:border-box;margin:0}
body{font:11pt/1.35 "Tinos","Times New Roman",serif;color:#000;background:#fff}
ul{list-style:none;padding:0;display:grid;grid-template-columns:93mm 93mm;gap:0;justify-content:center}
li{height:54mm;padding:4mm;border:0.2mm dashed #888;display:flex;gap:4mm;align-items:center;break-inside:avoid;overflow:hidden}
svg{width:36mm;height:36mm;flex:none}
div{min-width:0}
.council{font-size:9pt;text-transform:uppercase}
.name{font-size:14pt;font-weight:700;line-height:1.15;margin:1mm 0;overflow-wrap:anywhere}
.code{font:700 13pt/1.3 "Courier New",monospace;letter-spacing:.06em;white-space:nowrap}
.small{font-size:8.5pt;line-height:1.25}
.demo{font-size:8.5pt;font-weight:700;border:0.3mm solid #000;padding:0 1mm;display:inline-block;margin-top:1mm}
@media screen{body{background:#ddd;padding:10mm}ul{background:#fff;width:190mm;margin:0 auto;padding:2mm}}
`;

export async function cardSheet({ cards, sittingName, councilName, illustrative = false }: CardSheetInput): Promise<string> {
  const demo = illustrative ? '<p class="demo">DỮ LIỆU MINH HỌA</p>' : '';
  const items = await Promise.all(
    cards.map(async (card) => {
      const qr = await qrText(card.url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
      const pin = card.kind === 'PERSON' ? 'Quét mã, rồi nhập mã PIN. Không quét được: mở trang, nhập mã' : 'Quét mã, hoặc mở trang và nhập mã';
      return `<li>${qr.replace('<svg ', '<svg role="img" aria-label="Mã QR" ')}<div><p class="council">${escape(councilName)}</p><p class="name">${escape(card.displayName)}</p><p class="small">${escape(sittingName)}</p><p class="small">${pin}</p><p class="code">${escape(card.typedCode)}</p><p class="small">Dùng một lần, trước ${timeText(card.expiresAt).slice(0, 5)} ngày ${dateText(card.expiresAt)}</p>${demo}</div></li>`;
    }),
  );
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Thẻ đăng nhập – ${escape(sittingName)}</title><style>${STYLE}</style></head>
<body><ul>${items.join('\n')}</ul></body></html>
`;
}
