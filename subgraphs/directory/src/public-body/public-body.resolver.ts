/** The GraphQL door of public bodies and memberships. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Council } from '../council/council.entity.js';
import type { CouncilService } from '../council/council.service.js';
import { Delegate } from '../delegate/delegate.entity.js';
import type { DelegateService } from '../delegate/delegate.service.js';
import { Person } from '../person/person.entity.js';
import type { PersonService } from '../person/person.service.js';
import { AdministrativeUnit } from '../unit/unit.entity.js';
import type { UnitService } from '../unit/unit.service.js';
import { Membership, PublicBody } from './public-body.entity.js';
import {
  EndMembershipInput,
  EndMembershipResult,
  IncompatibleMembership,
  RecordMembershipInput,
  RecordMembershipResult,
  type MembershipRefused,
} from './membership.inputs.js';
import type { MembershipService } from './membership.service.js';
import { MembersArgs, MembershipConnection, PublicBodiesArgs, PublicBodyConnection } from './public-body.inputs.js';
import type { PublicBodyService } from './public-body.service.js';

@Resolver(() => PublicBody)
export class PublicBodyResolver {
  constructor(
    private readonly bodies: PublicBodyService,
    private readonly councils: CouncilService,
    private readonly units: UnitService,
  ) {}

  @Query(() => PublicBody, { nullable: true })
  @Access('EVERYONE')
  publicBody(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<PublicBody | null> {
    return this.bodies.byId(ctx, id);
  }

  @Query(() => PublicBodyConnection, { description: 'Public bodies, by name.' })
  @Access('EVERYONE')
  publicBodies(@Args() args: PublicBodiesArgs): Promise<unknown> {
    return this.bodies.list(args);
  }

  @FieldResolver(() => Council, {
    nullable: true,
    description: 'The council it is a body of; null for departments and other bodies.',
  })
  council(@Root() body: PublicBody, @Ctx() ctx: Context): Promise<Council | null> | null {
    return body.ofCouncilId ? this.councils.byId(ctx, body.ofCouncilId) : null;
  }

  @FieldResolver(() => AdministrativeUnit)
  unit(@Root() body: PublicBody, @Ctx() ctx: Context): Promise<AdministrativeUnit | null> {
    return this.units.byId(ctx, body.unitId);
  }

  @FieldResolver(() => MembershipConnection, {
    description: 'Who sat in it on that day: heads, deputies, then members by given name.',
  })
  members(@Root() body: PublicBody, @Args() args: MembersArgs, @Ctx() ctx: Context): Promise<unknown> {
    return this.bodies.members(ctx, body.id, args);
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  constructor(
    private readonly bodies: PublicBodyService,
    private readonly delegates: DelegateService,
    private readonly persons: PersonService,
  ) {}

  @FieldResolver(() => PublicBody)
  body(@Root() membership: Membership, @Ctx() ctx: Context): Promise<PublicBody | null> {
    return this.bodies.byId(ctx, membership.bodyId);
  }

  @FieldResolver(() => Delegate, {
    nullable: true,
    description: 'Whose seat in the council it is; null of a member who is no delegate.',
  })
  delegate(@Root() membership: Membership, @Ctx() ctx: Context): Promise<Delegate | null> | null {
    return membership.delegateId ? this.delegates.byId(ctx, membership.delegateId) : null;
  }

  @FieldResolver(() => Person)
  async person(@Root() membership: Membership, @Ctx() ctx: Context): Promise<Person | null> {
    const seat = membership.delegateId ? await this.delegates.byId(ctx, membership.delegateId) : null;
    return this.persons.byId(ctx, seat?.personId ?? membership.personId!);
  }
}

@Resolver()
export class MembershipCommandResolver {
  constructor(private readonly recording: MembershipService) {}

  @Mutation(() => RecordMembershipResult, {
    description:
      'Records who sits in a body from a day on, with the decision. Nobody sits in the standing body and in the People’s Committee of one level (R-ORG-02); joining a delegate group ends the one before (R-ORG-04).',
  })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  recordMembership(
    @Arg('input', () => RecordMembershipInput) input: RecordMembershipInput,
    @Ctx() ctx: Context,
  ): Promise<Membership | MembershipRefused> {
    return this.recording.record(ctx, input);
  }

  @Mutation(() => EndMembershipResult, { description: 'Says which day a membership ended.' })
  @Access('SESSION_SECRETARY', 'CHAIR', 'ADMIN')
  endMembership(
    @Arg('input', () => EndMembershipInput) input: EndMembershipInput,
    @Ctx() ctx: Context,
  ): Promise<Membership | MembershipRefused> {
    return this.recording.end(ctx, input);
  }
}

@Resolver(() => Council)
export class CouncilMembershipsResolver {
  constructor(private readonly recording: MembershipService) {}

  @FieldResolver(() => [IncompatibleMembership], {
    nullable: true,
    description: 'Who is, or was, in the standing body and in the People’s Committee on the same days (R-ORG-02).',
  })
  @Access('SIGNED_IN')
  incompatibleMemberships(@Root() council: Council, @Ctx() ctx: Context): Promise<IncompatibleMembership[]> {
    return this.recording.incompatible(ctx, council.id);
  }
}
