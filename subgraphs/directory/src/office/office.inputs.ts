import { Access, DateScalar, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApprovalState, OfficeHolding, OfficeKind } from './office-holding.entity.js';

@InputType({ description: 'Somebody was elected to an office, which is taken at once.' })
export class RecordOfficeInput {
  @Field(() => OfficeKind)
  kind!: OfficeKind;
  @Field(() => ID)
  councilId!: string;
  @Field(() => ID, { nullable: true, description: 'The committee, where the office is of one.' })
  bodyId?: string | null;
  @Field(() => ID)
  personId!: string;
  @Field(() => DateScalar, { description: 'The day of the election.' })
  validFrom!: string;
  @Field(() => DateScalar, { nullable: true })
  validTo?: string | null;
  @Field(() => String, { description: 'The resolution that confirms the election.' })
  decision!: string;
}

@InputType({ description: 'The file went up, or the upper body decided.' })
export class RecordOfficeApprovalInput {
  @Field(() => ID)
  officeId!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the file was sent.' })
  fileSentOn?: string | null;
  @Field(() => ApprovalState, { nullable: true, description: 'APPROVED or REFUSED.' })
  state?: ApprovalState | null;
  @Field(() => String, { nullable: true, description: 'The decision of the upper body.' })
  decision?: string | null;
}

@InputType()
export class EndOfficeInput {
  @Field(() => ID)
  officeId!: string;
  @Field(() => DateScalar, { description: 'The last day.' })
  validTo!: string;
}

@ObjectType({ description: 'Nothing was recorded, and why, with the article where a law forbids it.' })
@Access('EVERYONE')
export class OfficeRefused extends RefusedData {}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [OfficeHolding, OfficeRefused] as const,
    resolveType: (value) => (value instanceof OfficeRefused ? OfficeRefused : OfficeHolding),
  });
export const RecordOfficeResult = resultOf('RecordOfficeResult');
export const RecordOfficeApprovalResult = resultOf('RecordOfficeApprovalResult');
export const EndOfficeResult = resultOf('EndOfficeResult');
