/** A sheet as XLSX: a worksheet for each of its tables; numbers are numbers, everything else the text that is printed. */
import { Workbook, type Worksheet } from 'exceljs';
import { DEMONSTRATION_MARK, type Sheet, type Table } from './sheet.rules.js';

function fill(into: Worksheet, table: Table): void {
  const head = into.addRow(table.columns.map((c) => c.label));
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  for (const cells of table.rows) {
    const row = into.addRow(cells.map((cell) => (typeof cell === 'string' ? cell : cell.number)));
    row.alignment = { wrapText: true, vertical: 'top' };
  }
  table.columns.forEach((c, i) => {
    into.getColumn(i + 1).width = Math.max(8, c.width * 9);
  });
}

export async function sheetXlsx(sheet: Sheet): Promise<Buffer> {
  const book = new Workbook();
  book.creator = sheet.council;
  book.title = `${sheet.heading}: ${sheet.subject}`;
  book.created = sheet.at;
  book.modified = sheet.at;
  const about = book.addWorksheet('Thông tin');
  for (const row of [
    ['Cơ quan', sheet.council],
    ['Tên bảng', sheet.heading],
    ['Nội dung', sheet.subject],
    ...sheet.facts,
    ...(sheet.verdict ? [['Kết luận', sheet.verdict]] : []),
    ...sheet.notes.map((note) => ['Ghi chú', note]),
    ['Chân trang', sheet.foot],
    ...(sheet.illustrative ? [['Lưu ý', DEMONSTRATION_MARK]] : []),
  ])
    about.addRow([...row]);
  about.getColumn(1).width = 28;
  about.getColumn(2).width = 90;
  about.getColumn(1).font = { bold: true };
  // Excel allows 31 letters and no signs of paths in the name of a worksheet.
  for (const table of sheet.tables)
    fill(
      book.addWorksheet(table.name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), {
        views: [{ state: 'frozen', ySplit: 1 }],
      }),
      table,
    );
  return Buffer.from(await book.xlsx.writeBuffer());
}
