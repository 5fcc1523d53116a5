import { Access, DateScalar, RefusedData } from '@nghitruong/kit/federation';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Membership, MembershipRole } from './public-body.entity.js';

@InputType({ description: 'Who sits in a body from a day on: a delegate by the seat, or a person who has none.' })
export class RecordMembershipInput {
  @Field(() => ID)
  bodyId!: string;
  @Field(() => ID, { nullable: true })
  delegateId?: string | null;
  @Field(() => ID, { nullable: true })
  personId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of a People’s Committee: somebody who is not in the directory yet, by name, at most 100 characters.',
  })
  fullName?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'The named one is somebody else than whoever bears the name already.',
  })
  namesake?: boolean | null;
  @Field(() => MembershipRole)
  role!: MembershipRole;
  @Field(() => DateScalar)
  validFrom!: string;
  @Field(() => DateScalar, { nullable: true })
  validTo?: string | null;
  @Field(() => String, { description: 'The decision it rests on; of a delegate group that of the standing body.' })
  decision!: string;
}

@InputType()
export class EndMembershipInput {
  @Field(() => ID)
  membershipId!: string;
  @Field(() => DateScalar, { description: 'The last day.' })
  validTo!: string;
}

@ObjectType({ description: 'Nothing was recorded, and why, with the article where a law forbids it.' })
@Access('EVERYONE')
export class MembershipRefused extends RefusedData {}

const resultOf = (name: string) =>
  createUnionType({
    name,
    types: () => [Membership, MembershipRefused] as const,
    resolveType: (value) => (value instanceof MembershipRefused ? MembershipRefused : Membership),
  });
export const RecordMembershipResult = resultOf('RecordMembershipResult');
export const EndMembershipResult = resultOf('EndMembershipResult');

@ObjectType({ description: 'Somebody in two bodies that the law keeps apart (R-ORG-02).' })
@Access('SIGNED_IN')
export class IncompatibleMembership {
  @Field(() => String)
  fullName!: string;
  @Field(() => Membership)
  inStandingBody!: Membership;
  @Field(() => Membership)
  inPeoplesCommittee!: Membership;
  @Field(() => Boolean, { description: 'Both are over: kept as it was, and shown.' })
  historic!: boolean;
  @Field(() => String)
  source!: string;
}
