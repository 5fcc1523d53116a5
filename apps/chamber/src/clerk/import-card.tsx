/** A list to import: looked at first, all rows or none, and undone in one press. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { FileField } from '../chair/parts/order.js';
import { language, translator } from '../shared/i18n.js';

const vi = {
  template: 'Tải tệp mẫu',
  file: 'Chọn tệp',
  clean: '{n} dòng đúng, không có lỗi. Có thể nhập.',
  faults: '{n} lỗi. Chưa nhập gì; hãy sửa tệp rồi chọn lại.',
  undo: 'Hoàn tác lần nhập này',
  row: 'Dòng',
  column: 'Cột',
  value: 'Giá trị',
  cause: 'Lỗi và cách sửa',
  size: 'Tệp lớn hơn {n} KB. Chưa nhập gì; hãy chia tệp thành nhiều phần.',
} as const;
const en: Record<keyof typeof vi, string> = {
  template: 'Download the template',
  file: 'Choose a file',
  clean: '{n} rows, no fault. They can be imported.',
  faults: '{n} faults. Nothing was imported; correct the file and choose it again.',
  undo: 'Undo this import',
  row: 'Row',
  column: 'Column',
  value: 'Value',
  cause: 'Fault and cure',
  size: 'The file is larger than {n} KB. Nothing was imported; split it.',
};
const ti = translator({ vi, en });

/** What the door lets through in one request. */
const MAX_FILE = 140_000;

export interface ImportSaid {
  readonly id?: string | null;
  readonly dryRun: boolean;
  readonly sound: number;
  readonly imported: number;
  readonly undone: boolean;
  readonly faultCount: number;
  readonly faults: readonly {
    readonly row: number;
    readonly column: string;
    readonly value: string;
    readonly causeVi: string;
    readonly cureVi: string;
    readonly causeEn: string;
    readonly cureEn: string;
  }[];
}

/** Why it is not sent at all; null where it is. */
export const tooLarge = (file: File): string | null =>
  file.size > MAX_FILE ? ti('size', { n: MAX_FILE / 1000 }) : null;

export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function ImportCard({
  id,
  words,
  said,
  busy,
  onTemplate,
  onGive,
  onUndo,
  children,
}: {
  id: string;
  words: {
    readonly title: string;
    readonly lead: string;
    readonly do: (n: number) => string;
    readonly done: (n: number) => string;
    readonly undone: string;
  };
  said: ImportSaid | null;
  busy: boolean;
  onTemplate: () => void;
  onGive: (file: File, dryRun: boolean) => void;
  onUndo: () => void;
  /** Between the words and the file. */
  children?: ComponentChildren;
}) {
  const [file, setFile] = useState<File | null>(null);
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    if (chosen) onGive(chosen, true);
  };
  const clean = said?.dryRun === true && said.faultCount === 0;
  const there = said !== null && !said.undone && said.imported > 0;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{words.title}</h2>
      <p class="small">{words.lead}</p>
      <button type="button" class="bt sm" aria-disabled={busy} onClick={() => !busy && onTemplate()}>
        {ti('template')}
      </button>
      {children}
      <FileField id={`${id}-file`} label={ti('file')} accept=".xlsx,.csv" file={file} onChoose={choose} />
      <div role="status">
        {said?.undone ? <p>{words.undone}</p> : null}
        {there ? <p>{words.done(said.imported)}</p> : null}
        {said && said.faultCount > 0 ? <p>{ti('faults', { n: said.faultCount })}</p> : null}
        {clean ? <p>{ti('clean', { n: said.sound })}</p> : null}
      </div>
      {clean && file ? (
        <button type="button" class="bt solid" aria-disabled={busy} onClick={() => !busy && onGive(file, false)}>
          {words.do(said.sound)}
        </button>
      ) : null}
      {there ? (
        <button type="button" class="bt" aria-disabled={busy} onClick={() => !busy && onUndo()}>
          {ti('undo')}
        </button>
      ) : null}
      {said && said.faults.length > 0 ? (
        <table class="t framed">
          <caption class="sr">{ti('cause')}</caption>
          <thead>
            <tr>
              <th scope="col">{ti('row')}</th>
              <th scope="col">{ti('column')}</th>
              <th scope="col">{ti('value')}</th>
              <th scope="col">{ti('cause')}</th>
            </tr>
          </thead>
          <tbody>
            {said.faults.map((fault, index) => (
              <tr key={index}>
                <td>{fault.row}</td>
                <td>{fault.column}</td>
                <td>{fault.value}</td>
                <td>{language() === 'vi' ? `${fault.causeVi} ${fault.cureVi}` : `${fault.causeEn} ${fault.cureEn}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
