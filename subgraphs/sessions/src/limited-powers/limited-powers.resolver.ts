/** The door of limited powers: told where a programme is prepared. */
import { message } from '@nghitruong/kit/errors';
import { Access } from '@nghitruong/kit/federation';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { AgendaItemKind } from '../agenda/agenda-item.entity.js';
import type { ProgrammeService } from '../agenda/programme.service.js';
import { errors } from '../errors.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { Session } from '../session/session.entity.js';
import { LimitedPowers } from './limited-powers.entity.js';
import { namesSubject } from './limited-powers.rules.js';
import { limitsOf, wordsOf } from './limited-powers.service.js';

@Resolver(() => Session)
export class LimitedPowersResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly programmes: ProgrammeService,
  ) {}

  @FieldResolver(() => LimitedPowers, {
    nullable: true,
    description: 'null of a council with all its powers on the session’s first day.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  async limitedPowers(@Root() session: Session): Promise<LimitedPowers | null> {
    const startsAt = new Date(`${session.opensOn}T12:00:00+07:00`);
    const limits = await limitsOf(this.dataSource.manager, { councilId: session.councilId, startsAt });
    if (!limits) return null;
    const [newest] = await this.programmes.versions(session.id);
    const deciding = (newest?.items ?? []).filter(({ kind }) =>
      [AgendaItemKind.RESOLUTION, AgendaItemKind.PERSONNEL].includes(kind),
    );
    const { vi, en } = message(errors, 'BEYOND_LIMITED_POWERS', wordsOf(limits));
    return Object.assign(new LimitedPowers(), {
      ...{ remaining: limits.remaining, elected: limits.elected, vi, en },
      reason: Object.assign(new RuleReason(), limits.rule),
      beyond: deciding.filter(({ title }) => !namesSubject([title], limits.words)).map(({ id }) => id),
    });
  }
}
