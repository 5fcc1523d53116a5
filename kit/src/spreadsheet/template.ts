/** A list to fill in: a sheet with the heads alone, and beside it what to write under each. */
import { Workbook } from 'exceljs';

/** @param columns the head of each, and what to write under it */
export async function templateOf(
  title: string,
  columns: readonly (readonly [column: string, help: string])[],
): Promise<{ mediaType: string; content: Buffer }> {
  const book = new Workbook();
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  // As text: a card 007 and a day stay what was typed.
  sheet.columns = columns.map(([header]) => ({
    header,
    width: Math.max(14, header.length + 4),
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  const help = book.addWorksheet('Hướng dẫn');
  help.columns = [
    { header: 'Cột', width: 24 },
    { header: 'Cách ghi', width: 90 },
  ];
  help.addRows(columns.map((row) => [...row]));
  help.getRow(1).font = { bold: true };
  return {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: Buffer.from(await book.xlsx.writeBuffer()),
  };
}
