/**
 * Imported: the fields of an import's input, of what it says, and of each fault.
 *
 * Each owner names types of its own after them and opens them to whom it will.
 *
 * Elsewhere  how a file is read and a row's fault is said: the door `spreadsheet`
 */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ isAbstract: true } as never)
export abstract class ImportFaultData {
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

@ObjectType({ isAbstract: true } as never)
export abstract class ImportData {
  councilId!: string;
  @Field(() => ID, { nullable: true, description: 'By which it can be undone; null where nothing was imported.' })
  id!: string | null;
  @Field(() => Boolean, { description: 'Only looked at.' })
  dryRun!: boolean;
  @Field(() => Int, { description: 'Rows that are sound.' })
  sound!: number;
  @Field(() => Int, { description: 'Rows that are in the system by it.' })
  imported!: number;
  @Field(() => Int)
  faultCount!: number;
  @Field(() => Boolean)
  undone!: boolean;
}

@InputType({ isAbstract: true } as never)
export abstract class ImportFileInput {
  @Field(() => ID)
  councilId!: string;
  @Field(() => String, { description: 'Ends with .xlsx or .csv.' })
  filename!: string;
  @Field(() => String, { description: 'The file, at most 140 KB.' })
  base64!: string;
  @Field(() => Boolean, { defaultValue: true, description: 'Only look at it.' })
  dryRun!: boolean;
}
