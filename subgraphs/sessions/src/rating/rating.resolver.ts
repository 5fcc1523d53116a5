/** The desk's door to whom a session may rate. */
import type { Context } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { RuleReason } from '../poll/poll-result.entity.js';
import { mayPrepare } from '../preparation/preparation.policy.js';
import { noonOf } from '../preparation/preparation.service.js';
import { Session } from '../session/session.entity.js';
import { RateablePerson, RatingExclusion } from './rating.entity.js';
import { ratedOn } from './rating.service.js';

@Resolver(() => Session)
export class SessionRatingResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => [RateablePerson], {
    nullable: true,
    description:
      'Whom a rating on the opening day may ask about, and who is left out by which rule and why (R-VOT-09).',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  async rateablePersons(@Root() session: Session, @Ctx() ctx: Context): Promise<RateablePerson[]> {
    const { councilId, opensOn } = session;
    if (!mayPrepare(ctx.actor, councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: 'rateablePersons' });
    const persons = await ratedOn(this.dataSource.manager, { councilId, startsAt: noonOf(opensOn) });
    return persons.map(({ exclusions, ...person }) =>
      Object.assign(new RateablePerson(), person, {
        exclusions: exclusions.map(({ rule, ...exclusion }) =>
          Object.assign(new RatingExclusion(), exclusion, { reason: Object.assign(new RuleReason(), rule) }),
        ),
      }),
    );
  }
}
