/** What an import of delegates did or would do: every row with whom it names, every fault by row. */
import { Access, ImportData, ImportFaultData, ImportFileInput, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One fault of one cell: where, what, why, and what to do.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'ADMIN')
export class DelegateImportFault extends ImportFaultData {}

@ObjectType({ description: 'A sound row: the seat that it makes or would make.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'ADMIN')
export class DelegateImportRow {
  councilId!: string;
  @Field(() => Int, { description: 'As the spreadsheet counts.' })
  row!: number;
  @Field(() => String, { description: 'As it is recorded.' })
  fullName!: string;
  @Field(() => Int)
  card!: number;
  @Field(() => Boolean, { description: 'Nobody in the directory yet; else the seat is given to who is there.' })
  newPerson!: boolean;
}

@ObjectType({ description: 'All rows or none: with any fault nothing is imported.' })
@Access('CHAIR', 'SESSION_SECRETARY', 'ADMIN')
export class DelegateImport extends ImportData {
  @Field(() => [DelegateImportRow], { description: 'The sound rows, as the file orders them.' })
  rows!: DelegateImportRow[];
  @Field(() => [DelegateImportFault], { description: 'The first 200.' })
  faults!: DelegateImportFault[];
}

@InputType()
export class ImportDelegatesInput extends ImportFileInput {
  @Field(() => ID, { nullable: true, description: 'The term they are elected for; where not given, that of today.' })
  termId?: string | null;
}

@ObjectType({ description: 'Nothing was imported or undone, and why.' })
@Access('EVERYONE')
export class DelegateImportRefused extends RefusedData {}

@ObjectType({ description: 'An empty list with the right heads, and what to write under each.' })
@Access('EVERYONE')
export class DelegateImportTemplate {
  @Field(() => String)
  filename!: string;
  @Field(() => String)
  mediaType!: string;
  @Field(() => String)
  base64!: string;
}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [DelegateImport, DelegateImportRefused] as const,
    resolveType: (value: object) => (value instanceof DelegateImportRefused ? DelegateImportRefused : DelegateImport),
  });
export const ImportDelegatesResult = resultOf('ImportDelegatesResult');
export const UndoDelegateImportResult = resultOf('UndoDelegateImportResult');
