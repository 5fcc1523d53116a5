/** The GraphQL door of offices. */
import type { Context } from '@nghitruong/kit/context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Council } from '../council/council.entity.js';
import type { CouncilService } from '../council/council.service.js';
import { Person } from '../person/person.entity.js';
import type { PersonService } from '../person/person.service.js';
import { PublicBody } from '../public-body/public-body.entity.js';
import type { PublicBodyService } from '../public-body/public-body.service.js';
import { OfficeHolding } from './office-holding.entity.js';

@Resolver(() => OfficeHolding)
export class OfficeResolver {
  constructor(
    private readonly councils: CouncilService,
    private readonly bodies: PublicBodyService,
    private readonly persons: PersonService,
  ) {}

  @FieldResolver(() => Council)
  council(@Root() office: OfficeHolding, @Ctx() ctx: Context): Promise<Council | null> {
    return this.councils.byId(ctx, office.councilId);
  }

  @FieldResolver(() => PublicBody, { nullable: true, description: 'The committee, where the office is of one.' })
  body(@Root() office: OfficeHolding, @Ctx() ctx: Context): Promise<PublicBody | null> | null {
    return office.bodyId ? this.bodies.byId(ctx, office.bodyId) : null;
  }

  @FieldResolver(() => Person)
  person(@Root() office: OfficeHolding, @Ctx() ctx: Context): Promise<Person | null> {
    return this.persons.byId(ctx, office.personId);
  }
}
