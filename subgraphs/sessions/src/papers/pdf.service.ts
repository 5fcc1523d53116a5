/**
 * A sheet as PDF: A4, margins 20/15/20/30 mm, a font that has every Vietnamese
 * letter embedded, table heads again on each page, the seal and the page number
 * at each foot, and the mark of the demonstration while it is one.
 *
 * Promises   the same sheet gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { dateText } from '@nghitruong/kit/i18n';
import { DEMONSTRATION_MARK, textOf, type Sheet, type Table } from './sheet.rules.js';

const MM = 72 / 25.4;
const MARGIN = { top: 20 * MM, right: 15 * MM, bottom: 20 * MM, left: 30 * MM };
const FILES = {
  plain: require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  italic: require.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
} as const;
type FontName = keyof typeof FILES;
const read = new Map<FontName, Font>();
/**
 * Reading the three fonts costs most of a sheet, and the votes of a hall wait
 * meanwhile: they are read with the first sheet and kept. The glyphs are not:
 * one that was only a part of another would have no letter in the next
 * document. A document is drawn and embedded in one go, so none has them taken
 * from it.
 */
const fontOf = (name: FontName): Font => {
  const font = read.get(name) ?? create(readFileSync(FILES[name]));
  font._glyphs = {};
  read.set(name, font);
  return font;
};
const PAD = 4;

export async function sheetPdf(sheet: Sheet): Promise<Buffer> {
  const fonts = { plain: fontOf('plain'), bold: fontOf('bold'), italic: fontOf('italic') };
  const doc = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    lang: 'vi-VN',
    displayTitle: true,
    font: fonts.plain as never,
    info: {
      Title: `${sheet.heading}: ${sheet.subject}`,
      Author: sheet.council,
      CreationDate: sheet.at,
      ModDate: sheet.at,
    },
  });
  // Otherwise pdfkit takes the time of day for the file's id.
  (doc as unknown as { _id: Buffer })._id = createHash('md5').update(JSON.stringify(sheet)).digest();
  for (const [name, font] of Object.entries(fonts)) doc.registerFont(name, font as never);
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  new Page(doc, sheet).draw();
  doc.end();
  return done;
}

class Page {
  private readonly left = MARGIN.left;
  private readonly width: number;
  private readonly floor: number;

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly sheet: Sheet,
  ) {
    this.width = doc.page.width - MARGIN.left - MARGIN.right;
    this.floor = doc.page.height - MARGIN.bottom;
  }

  draw(): void {
    this.head();
    const { doc, sheet } = this;
    doc
      .font('bold')
      .fontSize(14)
      .text(sheet.heading, this.left, doc.y + 14, { width: this.width, align: 'center' });
    doc.font('bold').fontSize(12.5).text(sheet.subject, { width: this.width, align: 'center' });
    doc.moveDown(0.6);
    for (const [label, value] of sheet.facts)
      doc
        .font('plain')
        .fontSize(12)
        .text(`${label}: `, this.left, doc.y, { width: this.width, continued: true })
        .font('plain')
        .text(value);
    const [first, ...more] = sheet.tables;
    if (first) this.table(first);
    if (sheet.verdict) {
      this.room(40);
      doc
        .font('bold')
        .fontSize(15)
        .text(sheet.verdict, this.left, doc.y + 10, { width: this.width, align: 'center' });
      doc.moveDown(0.4);
    }
    for (const note of sheet.notes)
      doc
        .font('plain')
        .fontSize(12)
        .text(note, this.left, doc.y, { width: this.width, align: 'left', paragraphGap: 3 });
    for (const table of more) this.table(table);
    this.signatures();
    this.everyPage();
  }

  private head(): void {
    const { doc } = this;
    const [a, b] = [this.width * 0.46, this.width * 0.54];
    const top = doc.y;
    const [, place] = /^(Hội đồng nhân dân) (.+)$/i.exec(this.sheet.council)?.slice(1) ?? [];
    doc.font('bold').fontSize(12);
    doc.text(place ? 'HỘI ĐỒNG NHÂN DÂN' : this.sheet.council.toUpperCase(), this.left, top, {
      width: a,
      align: 'center',
    });
    if (place) doc.text(place.toUpperCase(), this.left, doc.y, { width: a, align: 'center' });
    const left = doc.y;
    // The motto of the state is one line each: a size that fits the column.
    const motto = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
    doc.fontSize(Math.min(12, (12 * (b - 2)) / doc.widthOfString(motto)));
    doc.text(motto, this.left + a, top, { width: b, align: 'center', lineBreak: false });
    doc.fontSize(12.5).text('Độc lập - Tự do - Hạnh phúc', this.left + a, top + 15, { width: b, align: 'center' });
    for (const [x, y, of, long] of [
      [this.left, left, a, 0.3],
      [this.left + a, doc.y, b, 0.55],
    ] as const)
      doc
        .moveTo(x + (of * (1 - long)) / 2, y + 2)
        .lineTo(x + (of * (1 + long)) / 2, y + 2)
        .lineWidth(0.7)
        .stroke();
    doc.y = Math.max(left, doc.y);
    doc
      .font('italic')
      .fontSize(12)
      .text(`Ngày ${dateText(this.sheet.at)}`, this.left, doc.y + 8, { width: this.width, align: 'right' });
  }

  /** A new page where less than that is left. */
  private room(height: number): boolean {
    if (this.doc.y + height <= this.floor) return false;
    this.doc.addPage();
    return true;
  }

  private table(table: Table): void {
    const { doc } = this;
    const sum = table.columns.reduce((n, c) => n + c.width, 0);
    const widths = table.columns.map((c) => (c.width / sum) * this.width);
    const heightOf = (texts: readonly string[]): number =>
      2 * PAD + Math.max(...texts.map((text, i) => doc.heightOfString(text || ' ', { width: widths[i]! - 2 * PAD })));
    const row = (texts: readonly string[], font: 'plain' | 'bold'): void => {
      doc.font(font).fontSize(11.5);
      const height = heightOf(texts);
      const y = doc.y;
      let x = this.left;
      for (const [i, text] of texts.entries()) {
        doc.lineWidth(0.5).rect(x, y, widths[i]!, height).stroke();
        doc.text(text, x + PAD, y + PAD, {
          width: widths[i]! - 2 * PAD,
          align: font === 'bold' ? 'center' : table.columns[i]!.right ? 'right' : 'left',
        });
        x += widths[i]!;
      }
      doc.x = this.left;
      doc.y = y + height;
    };
    const labels = table.columns.map((c) => c.label);
    doc.font('bold').fontSize(11.5);
    const headHeight = heightOf(labels);
    this.room(headHeight * 3 + 30);
    doc.fontSize(12.5).text(table.name, this.left, doc.y + 10, { width: this.width });
    doc.y += 3;
    row(labels, 'bold');
    for (const cells of table.rows) {
      const texts = cells.map(textOf);
      doc.font('plain').fontSize(11.5);
      if (this.room(heightOf(texts))) row(labels, 'bold');
      row(texts, 'plain');
    }
    doc.y += 4;
  }

  private signatures(): void {
    const { doc, sheet } = this;
    this.room(110);
    const width = this.width / sheet.signatures.length;
    const y = doc.y + 18;
    for (const [i, who] of sheet.signatures.entries()) {
      doc
        .font('bold')
        .fontSize(12)
        .text(who, this.left + i * width, y, { width, align: 'center' });
      doc
        .font('italic')
        .fontSize(11)
        .text('(Ký, ghi rõ họ tên)', this.left + i * width, doc.y, { width, align: 'center' });
    }
  }

  private everyPage(): void {
    const { doc, sheet } = this;
    const { start, count } = doc.bufferedPageRange();
    for (let i = start; i < start + count; i++) {
      doc.switchToPage(i);
      // The foot lies below the margin, where text would begin a new page.
      doc.page.margins.bottom = 0;
      const y = doc.page.height - 14 * MM;
      doc.font('plain').fontSize(10).fillColor('black');
      doc.text(sheet.foot, this.left, y, { width: this.width * 0.7, lineBreak: false });
      doc.text(`Trang ${i - start + 1}/${count}`, this.left, y, {
        width: this.width,
        align: 'right',
        lineBreak: false,
      });
      if (!sheet.illustrative) continue;
      doc
        .font('bold')
        .fontSize(10)
        .text(DEMONSTRATION_MARK, this.left, 9 * MM, { width: this.width, align: 'center' });
      doc.save();
      doc.rotate(-52, { origin: [doc.page.width / 2, doc.page.height / 2] });
      doc
        .font('bold')
        .fontSize(60)
        .fillColor('#000', 0.06)
        .text('MINH HỌA', 0, doc.page.height / 2 - 30, { width: doc.page.width, align: 'center', lineBreak: false });
      doc.restore();
      doc.fillColor('black', 1);
    }
  }
}
