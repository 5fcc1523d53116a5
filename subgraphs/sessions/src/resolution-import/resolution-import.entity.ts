/** What an import did or would do: how many rows, and every fault by row. */
import { Access, ImportData, ImportFaultData, ImportFileInput } from '@nghitruong/kit/federation';
import { Field, InputType, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One fault of one cell: where, what, why, and what to do.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class ResolutionImportFault extends ImportFaultData {}

@ObjectType({ description: 'All rows or none: with any fault nothing is imported.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class ResolutionImport extends ImportData {
  @Field(() => [ResolutionImportFault], { description: 'The first 200.' })
  faults!: ResolutionImportFault[];
}

@InputType()
export class ImportResolutionsInput extends ImportFileInput {}
