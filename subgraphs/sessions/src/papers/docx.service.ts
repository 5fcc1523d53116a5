/** A sheet as DOCX: the same model as the PDF, for whoever must write a sentence more before it is signed. */
import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { dateText } from '@nghitruong/kit/i18n';
import { DEMONSTRATION_MARK, textOf, type Sheet, type Table as SheetTable } from './sheet.rules.js';

const FONT = 'Times New Roman';
const HALF_POINTS = 26;

const line = (
  text: string,
  more: { bold?: boolean; italics?: boolean; size?: number; align?: 'center' | 'right' | 'left'; before?: number } = {},
): Paragraph =>
  new Paragraph({
    alignment:
      more.align === 'center'
        ? AlignmentType.CENTER
        : more.align === 'right'
          ? AlignmentType.RIGHT
          : AlignmentType.LEFT,
    spacing: { before: more.before ?? 60 },
    children: [
      new TextRun({
        text,
        font: FONT,
        size: more.size ?? HALF_POINTS,
        ...(more.bold && { bold: true }),
        ...(more.italics && { italics: true }),
      }),
    ],
  });

function tableOf(table: SheetTable): Table {
  const sum = table.columns.reduce((n, c) => n + c.width, 0);
  const cell = (text: string, i: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size: Math.round((table.columns[i]!.width / sum) * 100), type: WidthType.PERCENTAGE },
      margins: { left: 80, right: 80 },
      children: [
        line(text, {
          bold,
          size: 24,
          before: 20,
          align: bold ? 'center' : table.columns[i]!.right ? 'right' : 'left',
        }),
      ],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      // Repeated at the top of each page.
      new TableRow({ tableHeader: true, children: table.columns.map((c, i) => cell(c.label, i, true)) }),
      ...table.rows.map(
        (cells) => new TableRow({ cantSplit: true, children: cells.map((c, i) => cell(textOf(c), i, false)) }),
      ),
    ],
  });
}

export async function sheetDocx(sheet: Sheet): Promise<Buffer> {
  const [first, ...more] = sheet.tables;
  const named = (table: SheetTable): (Paragraph | Table)[] => [
    line(table.name, { bold: true, before: 160 }),
    tableOf(table),
  ];
  const run = (children: (string | (typeof PageNumber)['CURRENT'])[]): TextRun =>
    new TextRun({ font: FONT, size: 20, children });
  const document = new Document({
    title: `${sheet.heading}: ${sheet.subject}`,
    creator: sheet.council,
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(20),
              right: convertMillimetersToTwip(15),
              bottom: convertMillimetersToTwip(20),
              left: convertMillimetersToTwip(30),
            },
          },
        },
        ...(sheet.illustrative && {
          headers: {
            default: new Header({ children: [line(DEMONSTRATION_MARK, { bold: true, size: 20, align: 'center' })] }),
          },
        }),
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [run([`${sheet.foot} · Trang `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES])],
              }),
            ],
          }),
        },
        children: [
          line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, align: 'center' }),
          line('Độc lập - Tự do - Hạnh phúc', { bold: true, align: 'center' }),
          line(sheet.council.toUpperCase(), { bold: true, align: 'center', before: 160 }),
          line(`Ngày ${dateText(sheet.at)}`, { italics: true, align: 'right' }),
          line(sheet.heading, { bold: true, size: 28, align: 'center', before: 160 }),
          line(sheet.subject, { bold: true, align: 'center' }),
          ...sheet.facts.map(([label, value]) => line(`${label}: ${value}`)),
          ...(first ? named(first) : []),
          ...(sheet.verdict ? [line(sheet.verdict, { bold: true, size: 30, align: 'center', before: 160 })] : []),
          ...sheet.notes.map((note) => line(note)),
          ...more.flatMap(named),
          line(sheet.signatures.join('                                        '), {
            bold: true,
            align: 'center',
            before: 400,
          }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
