/** The GraphQL door of persons. */
import type { Context } from '@nghitruong/kit/context';
import { Access, DateScalar } from '@nghitruong/kit/federation';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Delegate } from '../delegate/delegate.entity.js';
import type { DelegateService } from '../delegate/delegate.service.js';
import { OfficeHolding } from '../office/office-holding.entity.js';
import type { OfficeService } from '../office/office.service.js';
import { Person } from './person.entity.js';
import type { PersonService } from './person.service.js';

@Resolver(() => Person)
export class PersonResolver {
  constructor(
    private readonly persons: PersonService,
    private readonly delegates: DelegateService,
    private readonly offices: OfficeService,
  ) {}

  @Query(() => Person, { nullable: true })
  @Access('EVERYONE')
  person(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Person | null> {
    return this.persons.byId(ctx, id);
  }

  @FieldResolver(() => [Delegate], { description: 'Seats held, one for each term.' })
  seats(@Root() person: Person, @Ctx() ctx: Context): Promise<Delegate[]> {
    return this.delegates.ofPerson(ctx, person.id);
  }

  @FieldResolver(() => [OfficeHolding], { name: 'offices', description: 'Offices held: on that day, or ever.' })
  officesHeld(
    @Root() person: Person,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<OfficeHolding[]> {
    return this.offices.ofPerson(ctx, person.id, asOf ?? undefined);
  }
}
