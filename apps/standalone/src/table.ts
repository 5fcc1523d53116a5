/** The table of links that ends `npm start`, and the QR codes above it. */
import { stripVTControlCharacters } from 'node:util';
import QRCode from 'qrcode';

export interface Link {
  readonly vi: string;
  readonly en: string;
  readonly url: string;
  readonly pin?: string;
  /** A QR code is drawn for it. */
  readonly qr?: boolean;
}

// Codes are drawn black on white whatever the terminal's colours: many phones read no inverted one.
const widthOf = (line: string): number => [...stripVTControlCharacters(line)].length;
const GAP = 3;

/** QR codes side by side, as many as the terminal is wide. */
export async function drawCodes(links: readonly Link[], columns: number): Promise<string> {
  const codes = await Promise.all(
    links
      .filter((l) => l.qr)
      .map(async (link) => {
        const drawn = await QRCode.toString(link.url, { type: 'terminal', small: true, errorCorrectionLevel: 'L' });
        const lines = drawn.split('\n').filter(Boolean);
        return { caption: link.vi, lines, width: Math.max(...lines.map(widthOf)) };
      }),
  );
  const rows: string[] = [];
  for (let from = 0; from < codes.length;) {
    let to = from;
    let width = 0;
    while (to < codes.length && (to === from || width + codes[to]!.width <= columns)) width += codes[to++]!.width + GAP;
    const group = codes.slice(from, to);
    rows.push(group.map((c) => c.caption.slice(0, c.width).padEnd(c.width + GAP)).join(''));
    for (let y = 0; y < Math.max(...group.map((c) => c.lines.length)); y++) {
      rows.push(group.map((c) => (c.lines[y] ?? '') + ' '.repeat(c.width + GAP - widthOf(c.lines[y] ?? ''))).join(''));
    }
    rows.push('');
    from = to;
  }
  return rows.join('\n');
}

export function drawTable(links: readonly Link[]): string {
  const left = Math.max(...links.map((l) => l.vi.length + l.en.length + 3));
  return links
    .map((l) => `  ${`${l.vi} / ${l.en}`.padEnd(left)}  ${l.url}${l.pin ? `   PIN ${l.pin}` : ''}`)
    .join('\n');
}
