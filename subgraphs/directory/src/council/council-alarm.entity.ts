/** What is told of a council as a whole: that too few are left, and which numeral its next term bears. */
import { Access } from '@nghitruong/kit/federation';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { OrdinalBasis } from './term-ordinal.rules.js';

@ObjectType({ description: 'COUNCIL_BELOW_TWO_THIRDS: fewer delegates are left than the law asks for (R-ORG-08).' })
@Access('EVERYONE')
export class CouncilAlarm {
  @Field(() => String)
  code!: string;
  @Field(() => Int)
  elected!: number;
  @Field(() => Int)
  remaining!: number;
  @Field(() => Int, { description: 'At least so many must be left.' })
  needed!: number;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Enough of the term is left for a by-election; null where its end is not known.',
  })
  byElection!: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'The council decides the socio-economic plan and the budget only.',
  })
  limitedPowers!: boolean | null;
  @Field(() => String)
  source!: string;
}

export const TermOrdinalBasis = {
  FIRST: 'FIRST',
  NEXT: 'NEXT',
  CONTINUED: 'CONTINUED',
  RESTARTED: 'RESTARTED',
} as const;
registerEnumType(TermOrdinalBasis, {
  name: 'TermOrdinalBasis',
  description: 'Đầu tiên · tiếp theo · tiếp tục của đơn vị trước (giữ tên và loại hình) · bắt đầu lại từ I.',
});

@ObjectType({ description: 'The numeral of the term after the last one, by the succession of the unit (R-ORG-10).' })
@Access('EVERYONE')
export class NextTerm {
  @Field(() => Int)
  ordinal!: number;
  @Field(() => String)
  numeral!: string;
  @Field(() => TermOrdinalBasis)
  basis!: OrdinalBasis;
  @Field(() => ID, { nullable: true })
  fromUnitId!: string | null;
  @Field(() => String)
  source!: string;
}
