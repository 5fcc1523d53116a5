/** A paper to download: its name, its kind, its bytes, and their hash. */
import { createHash } from 'node:crypto';
import { Access } from '@nghitruong/kit/federation';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export const SheetFormat = { PDF: 'PDF', DOCX: 'DOCX', XLSX: 'XLSX' } as const;
export type SheetFormatName = keyof typeof SheetFormat;
registerEnumType(SheetFormat, { name: 'SheetFormat', description: 'On what a sheet is printed.' });

export const MEDIA_TYPE: Readonly<Record<SheetFormatName | 'ZIP', string>> = {
  PDF: 'application/pdf',
  DOCX: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ZIP: 'application/zip',
};

@ObjectType({ description: 'A paper, whole: the page saves it under its name.' })
@Access('EVERYONE')
export class SheetFile {
  @Field(() => String)
  filename!: string;
  @Field(() => String)
  mediaType!: string;
  @Field(() => Int)
  bytes!: number;
  @Field(() => String, { description: 'SHA-256 of the bytes.' })
  sha256!: string;
  @Field(() => String)
  base64!: string;

  static of(filename: string, format: SheetFormatName | 'ZIP', content: Buffer): SheetFile {
    return Object.assign(new SheetFile(), {
      filename,
      mediaType: MEDIA_TYPE[format],
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      base64: content.toString('base64'),
    });
  }
}
