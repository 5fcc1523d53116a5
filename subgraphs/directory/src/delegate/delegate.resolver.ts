/** The GraphQL door of delegates. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Council, CouncilTerm } from '../council/council.entity.js';
import type { CouncilService } from '../council/council.service.js';
import { Person } from '../person/person.entity.js';
import type { PersonService } from '../person/person.service.js';
import { Membership, PublicBody } from '../public-body/public-body.entity.js';
import { Delegate, DelegateStatus, DelegateStatusPeriod } from './delegate.entity.js';
import type { DelegateService } from './delegate.service.js';

@Resolver(() => Delegate)
export class DelegateResolver {
  constructor(
    private readonly delegates: DelegateService,
    private readonly councils: CouncilService,
    private readonly persons: PersonService,
  ) {}

  @Query(() => Delegate, { nullable: true })
  @Access('EVERYONE')
  delegate(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Delegate | null> {
    return this.delegates.byId(ctx, id);
  }

  @FieldResolver(() => Council)
  council(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<Council | null> {
    return this.councils.byId(ctx, delegate.councilId);
  }

  @FieldResolver(() => CouncilTerm)
  term(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<CouncilTerm | null> {
    return this.councils.termById(ctx, delegate.termId);
  }

  @FieldResolver(() => Person)
  person(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<Person | null> {
    return this.persons.byId(ctx, delegate.personId);
  }

  @FieldResolver(() => DelegateStatus, {
    nullable: true,
    description: 'On that day (today, or the last of the term); null on a day outside the term.',
  })
  status(
    @Root() delegate: Delegate,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<DelegateStatus | null> {
    return this.delegates.statusOn(ctx, delegate, asOf ?? undefined);
  }

  @FieldResolver(() => [DelegateStatusPeriod], { description: 'All statuses, oldest first.' })
  statuses(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<DelegateStatusPeriod[]> {
    return this.delegates.statuses(ctx, delegate.id);
  }

  @FieldResolver(() => PublicBody, { nullable: true, description: 'The delegate group (Tổ đại biểu) on that day.' })
  group(
    @Root() delegate: Delegate,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<PublicBody | null> {
    return this.delegates.groupOn(ctx, delegate, asOf ?? undefined);
  }

  @FieldResolver(() => [Membership], { description: 'Bodies the delegate sat in: on that day, or ever.' })
  memberships(
    @Root() delegate: Delegate,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Membership[]> {
    return this.delegates.membershipsOn(ctx, delegate, asOf ?? undefined);
  }
}
