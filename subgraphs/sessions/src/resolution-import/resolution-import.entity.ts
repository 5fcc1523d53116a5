/** What an import did or would do: how many rows, and every fault by row. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One fault of one cell: where, what, why, and what to do.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class ResolutionImportFault {
  councilId!: string;
  @Field(() => Int, { description: 'As the spreadsheet counts; 0 for the whole file.' })
  row!: number;
  @Field(() => String)
  column!: string;
  @Field(() => String)
  value!: string;
  @Field(() => String)
  causeVi!: string;
  @Field(() => String)
  cureVi!: string;
  @Field(() => String)
  causeEn!: string;
  @Field(() => String)
  cureEn!: string;
}

@ObjectType({ description: 'All rows or none: with any fault nothing is imported.' })
@Access('CHAIR', 'SESSION_SECRETARY')
export class ResolutionImport {
  councilId!: string;
  @Field(() => ID, { nullable: true, description: 'By which it can be undone; null where nothing was imported.' })
  id!: string | null;
  @Field(() => Boolean, { description: 'Only looked at.' })
  dryRun!: boolean;
  @Field(() => Int, { description: 'Rows that are sound.' })
  sound!: number;
  @Field(() => Int, { description: 'Resolutions that are in the system by it.' })
  imported!: number;
  @Field(() => [ResolutionImportFault], { description: 'The first 200.' })
  faults!: ResolutionImportFault[];
  @Field(() => Int)
  faultCount!: number;
  @Field(() => Boolean)
  undone!: boolean;
}

@InputType()
export class ImportResolutionsInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => String, { description: 'Ends with .xlsx or .csv.' })
  filename!: string;
  @Field(() => String, { description: 'The file, at most 140 KB.' })
  base64!: string;
  @Field(() => Boolean, { defaultValue: true, description: 'Only look at it.' })
  dryRun!: boolean;
}
