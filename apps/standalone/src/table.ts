/** The table of links that ends `npm start`, and the QR codes above it. */
import QRCode from 'qrcode';

export interface Link {
  readonly vi: string;
  readonly en: string;
  readonly url: string;
  readonly pin?: string;
  /** A QR code is drawn for it. */
  readonly qr?: boolean;
}

/** QR codes side by side, as many as the terminal is wide. */
export async function drawCodes(links: readonly Link[], columns: number): Promise<string> {
  const codes: { caption: string; lines: string[]; width: number }[] = [];
  for (const link of links.filter((l) => l.qr)) {
    const lines = (await QRCode.toString(link.url, { type: 'utf8', errorCorrectionLevel: 'L', margin: 1 }))
      .split('\n')
      .filter(Boolean);
    codes.push({ caption: link.vi, lines, width: Math.max(...lines.map((l) => [...l].length)) });
  }
  const rows: string[] = [];
  for (let from = 0; from < codes.length;) {
    let to = from;
    let width = 0;
    while (to < codes.length && (to === from || width + codes[to]!.width + 3 <= columns))
      width += codes[to++]!.width + 3;
    const group = codes.slice(from, to);
    const height = Math.max(...group.map((c) => c.lines.length));
    rows.push(group.map((c) => c.caption.slice(0, c.width).padEnd(c.width + 3)).join(''));
    for (let y = 0; y < height; y++) rows.push(group.map((c) => (c.lines[y] ?? '').padEnd(c.width + 3)).join(''));
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
