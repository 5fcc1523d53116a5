/**
 * The cells of a file as text.
 *
 * Odd part   a workbook is a ZIP: what it says it unpacks to is added up before
 *            anything is unpacked.
 */
import { parse } from 'csv-parse/sync';
import { Workbook, type CellValue } from 'exceljs';
import JSZip from 'jszip';
import { defineErrors } from '../errors/index.js';

/** What the door lets through in one request. */
export const MAX_BYTES = 140_000;
/** A file with a thousand faults is told by its first ones. */
export const TOLD_FAULTS = 200;
const MAX_UNPACKED = 40_000_000;

/** What every owner that imports may refuse. */
export const spreadsheetErrors = defineErrors({
  IMPORT_FILE_SIZE: {
    vi: 'Tệp rỗng hoặc lớn hơn {most} KB. Chưa nhập gì; hãy chia tệp thành nhiều phần.',
    en: 'The file is empty or larger than {most} KB. Nothing was imported; split it.',
  },
  IMPORT_FILE_UNREADABLE: {
    vi: 'Không đọc được tệp. Chưa nhập gì; hãy lưu thành XLSX, hoặc CSV mã UTF-8, rồi chọn lại.',
    en: 'The file cannot be read. Nothing was imported; save it as XLSX, or as CSV in UTF-8, and choose it again.',
  },
  IMPORT_UNDONE: {
    vi: 'Lần nhập này đã được hoàn tác. Không có gì thay đổi.',
    en: 'This import is undone already. Nothing was changed.',
  },
});

/** The bytes of the file; undefined where there are none, or too many. */
export function contentOf({ base64 }: { readonly base64: string }): Buffer | undefined {
  const content = Buffer.from(base64, 'base64');
  return content.length === 0 || content.length > MAX_BYTES ? undefined : content;
}

/** The file is neither XLSX nor CSV in UTF-8. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** @throws Unreadable */
export async function linesOf(filename: string, content: Buffer): Promise<string[][]> {
  try {
    if (/\.csv$/i.test(filename)) {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
      const head = text.split('\n', 1)[0]!;
      return parse(text, {
        bom: true,
        // Excel in Vietnamese writes semicolons.
        delimiter: head.includes(';') ? ';' : head.includes('\t') ? '\t' : ',',
        relax_column_count: true,
      }) as string[][];
    }
    if (/\.xlsx$/i.test(filename)) return await linesOfWorkbook(content);
  } catch (cause) {
    throw new Unreadable(filename, { cause });
  }
  throw new Unreadable(filename);
}

async function linesOfWorkbook(content: Buffer): Promise<string[][]> {
  const zip = await JSZip.loadAsync(content);
  const unpacked = Object.values(zip.files).reduce(
    (sum, file) => sum + ((file as unknown as { _data?: { uncompressedSize?: number } })._data?.uncompressedSize ?? 0),
    0,
  );
  if (unpacked > MAX_UNPACKED) throw new Error('it unpacks to too much');
  const book = new Workbook();
  await book.xlsx.load(content as never);
  const sheet = book.worksheets[0];
  const lines: string[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell.value);
    });
    lines.push(Array.from(cells, (cell) => cell ?? ''));
  });
  return lines;
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return String(value.text);
  if ('result' in value) return textOf(value.result as CellValue);
  return '';
}
