/**
 * The sheet of cards that the clerk prints and cuts: A4, eight to a page.
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
body{font:10pt/1.25 "Tinos","Times New Roman",serif;color:#000;background:#fff}
h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
ul{list-style:none;padding:0;display:grid;grid-template-columns:95mm 95mm;justify-content:center}
li{height:67mm;padding:4mm;border:0.2mm dashed #767676;display:grid;grid-template:auto 1fr/36mm 1fr;gap:2mm 4mm;break-inside:avoid;overflow:hidden}
svg{width:36mm;height:36mm;display:block}
.who{grid-column:1/3;border-bottom:0.2mm solid #000;padding-bottom:1mm}
.head{display:flex;justify-content:space-between;gap:2mm;align-items:baseline}
.council{font-size:8.5pt;text-transform:uppercase;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.name{font-size:13pt;font-weight:700;line-height:1.15;max-height:2.3em;overflow:hidden;overflow-wrap:anywhere}
.how p+p{margin-top:1mm}
.code{font:700 13pt/1.2 "Courier New",monospace;white-space:nowrap}
.address{overflow-wrap:anywhere;font-size:9pt}
.sitting{font-size:9pt;max-height:2.5em;overflow:hidden}
.demo{font-size:7.5pt;border:0.3mm solid #000;padding:0 1mm;white-space:nowrap;flex:none}
@media screen{body{background:#ddd;padding:10mm}ul{background:#fff;width:200mm;margin:0 auto;padding:2mm}}
`;

export async function cardSheet({
  cards,
  sittingName,
  councilName,
  illustrative = false,
}: CardSheetInput): Promise<string> {
  const demo = illustrative ? '<b class="demo">DỮ LIỆU MINH HỌA</b>' : '';
  const items = await Promise.all(
    cards.map(async (card) => {
      const qr = await qrText(card.url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
      const how = card.kind === 'PERSON' ? 'Quét mã, rồi nhập mã PIN.' : 'Quét mã trên màn hình này.';
      const address = card.url.split('#')[0]!.replace(/^https?:\/\//, '');
      return `<li><div class="who"><p class="head"><span class="council">${escape(councilName)}</span>${demo}</p><p class="name">${escape(card.displayName)}</p><p class="sitting">${escape(sittingName)}</p></div>
${qr.replace('<svg ', '<svg role="img" aria-label="Mã QR" ')}<div class="how"><p>${how} Không quét được, mở <span class="address">${escape(address)}</span> và nhập:</p><p class="code">${escape(card.typedCode)}</p><p>Dùng một lần, trước ${timeText(card.expiresAt).slice(0, 5)} ngày ${dateText(card.expiresAt)}.</p></div></li>`;
    }),
  );
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Thẻ đăng nhập – ${escape(sittingName)}</title><style>${STYLE}</style></head>
<body><main><h1>Thẻ đăng nhập – ${escape(sittingName)}</h1><ul>${items.join('\n')}</ul></main></body></html>
`;
}
