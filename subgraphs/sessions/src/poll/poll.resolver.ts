/**
 * The door of polls, reading: what everyone may see of one, and what chair and
 * secretary see more. Until a result is published everyone sees turnout only.
 */
import type { Context } from '@nghitruong/kit/context';
import { isUuid, loader } from '@nghitruong/kit/context';
import { Access, PageArgs, type Page } from '@nghitruong/kit/federation';
import { CouncilRef } from '@nghitruong/kit/obligation';
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { Sitting, Visibility } from '../sitting/sitting.entity.js';
import { maySeeClosed } from '../sitting/sitting.policy.js';
import { conditionsOf, type ConditionOptions } from './conditions.service.js';
import {
  ballotRowsOf,
  missingOf,
  pollBy,
  pollsOf,
  resultOf,
  seriesOf,
  thresholdOf,
  turnoutOf,
  votesOf,
} from './poll.live.js';
import { Poll, PollOutcome } from './poll.entity.js';
import {
  Annulment,
  BallotForm,
  MissingSeat,
  OpeningCondition,
  PollResult,
  Threshold,
  Turnout,
  VoteConnection,
  type Vote,
} from './poll-result.entity.js';

/** A poll of a closed sitting is for those who sit in it (R-SES-05). */
export async function visiblePoll(dataSource: DataSource, ctx: Context, id: string): Promise<Poll | null> {
  if (!isUuid(id)) return null;
  const poll = await pollBy(dataSource.manager, id);
  if (!poll || maySeeClosed(ctx.actor, poll.councilId)) return poll;
  if (poll.heldClosed) return null;
  const sitting = await dataSource.manager.findOneByOrFail(Sitting, { id: poll.sittingId });
  return sitting.visibility === Visibility.CLOSED ? null : poll;
}

@Resolver(() => Poll)
export class PollResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: ConditionOptions,
  ) {}

  @Query(() => Poll, { nullable: true })
  @Access('EVERYONE')
  poll(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Poll | null> {
    return visiblePoll(this.dataSource, ctx, id);
  }

  @FieldResolver(() => Threshold, { description: 'How many must be in favour, and why.' })
  threshold(@Root() poll: Poll): Promise<Threshold> {
    return thresholdOf(this.dataSource.manager, poll);
  }

  @FieldResolver(() => BallotForm)
  async ballotForm(@Root() poll: Poll): Promise<BallotForm> {
    const { layout, marks, max } = poll.ballotForm;
    return Object.assign(new BallotForm(), {
      layout,
      marks: layout === 'CHOICE' ? (poll.rowCount > 0 ? ['CHOSEN'] : []) : marks,
      rows: await ballotRowsOf(this.dataSource.manager, poll),
      max,
      mayAbstain: marks.includes('ABSTAIN'),
    });
  }

  @FieldResolver(() => [Poll], {
    description: 'The votes on the parts and the whole of the same item, in the order of their making (R-SES-14).',
  })
  series(@Root() poll: Poll): Promise<Poll[]> {
    return seriesOf(this.dataSource.manager, poll);
  }

  @FieldResolver(() => Turnout)
  turnout(@Root() poll: Poll): Promise<Turnout> {
    return turnoutOf(this.dataSource.manager, poll);
  }

  @FieldResolver(() => Annulment, { nullable: true })
  annulment(@Root() poll: Poll): Annulment | null {
    const ruling = poll.ruling('ANNULLED');
    return ruling
      ? { kind: ruling.annulmentKind!, basis: ruling.basis!, wallText: ruling.wallText!, at: ruling.ruledAt }
      : null;
  }

  @FieldResolver(() => Poll, { nullable: true, description: 'The annulled poll that this one repeats.' })
  revoteOf(@Root() poll: Poll): Promise<Poll | null> {
    return poll.revoteOfId ? pollBy(this.dataSource.manager, poll.revoteOfId) : Promise.resolve(null);
  }

  @FieldResolver(() => Poll, { nullable: true, description: 'The poll that repeats this annulled one.' })
  async revote(@Root() poll: Poll): Promise<Poll | null> {
    if (poll.state !== 'ANNULLED') return null;
    return this.dataSource.manager.findOne(Poll, { where: { revoteOfId: poll.id }, relations: { rulings: true } });
  }

  @FieldResolver(() => PollResult, { nullable: true, description: 'null until it is published.' })
  result(@Root() poll: Poll): Promise<PollResult | null> {
    return poll.state === 'PUBLISHED' ? resultOf(this.dataSource.manager, poll) : Promise.resolve(null);
  }

  @FieldResolver(() => PollResult, {
    nullable: true,
    description: 'From the closing on, and for the record after an annulment.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  provisionalResult(@Root() poll: Poll): Promise<PollResult | null> {
    return resultOf(this.dataSource.manager, poll);
  }

  @FieldResolver(() => [MissingSeat], { nullable: true, description: 'Present, and no ballot recorded.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  missing(@Root() poll: Poll, @Ctx() ctx: Context): Promise<MissingSeat[]> {
    return missingOf(this.dataSource.manager, poll, ctx.clock.now());
  }

  @FieldResolver(() => VoteConnection, {
    nullable: true,
    description: 'Who voted how in a public poll, after publishing.',
  })
  votes(@Root() poll: Poll, @Args(() => PageArgs) args: PageArgs): Promise<Page<Vote>> | null {
    return poll.state === 'PUBLISHED' && poll.form === 'PUBLIC' ? votesOf(this.dataSource.manager, poll, args) : null;
  }

  @FieldResolver(() => [OpeningCondition], { nullable: true, description: 'In READY: what must hold before it opens.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  async conditions(@Root() poll: Poll): Promise<OpeningCondition[] | null> {
    if (poll.state !== 'READY') return null;
    const { manager } = this.dataSource;
    const sitting = await manager.findOneByOrFail(Sitting, { id: poll.sittingId });
    return (await conditionsOf(manager, poll, sitting, this.options)).map((c) =>
      Object.assign(new OpeningCondition(), c, { councilId: poll.councilId }),
    );
  }
}

/** The polls of a sitting, for the console: its drafts too. */
@Resolver(() => Sitting)
export class SittingPollsResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => [Poll], {
    nullable: true,
    description: 'Every poll of the sitting in the order of their making; drafts and cancelled ones too.',
  })
  @Access('CHAIR', 'SESSION_SECRETARY')
  polls(@Root() sitting: Sitting): Promise<Poll[]> {
    return pollsOf(this.dataSource.manager, sitting.id);
  }
}

@Resolver(() => CouncilRef)
export class CouncilPollResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Poll, { nullable: true, description: 'The poll of this council that is under way.' })
  @Access('EVERYONE')
  async openPoll(@Root() council: CouncilRef, @Ctx() ctx: Context): Promise<Poll | null> {
    const rows = (await this.dataSource.query(
      `SELECT id FROM poll WHERE council_id = $1 AND state IN ('OPEN', 'PAUSED', 'CLOSING') ORDER BY opened_at DESC LIMIT 1`,
      [council.id],
    )) as { id: string }[];
    return rows[0] ? visiblePoll(this.dataSource, ctx, rows[0].id) : null;
  }
}

/** What an item came to: remembered with the item as it was read, so that many viewers cost one query. */
const outcomes = new WeakMap<AgendaItem, Promise<ItemOutcome | null>>();
interface ItemOutcome {
  readonly id: string;
  readonly outcome: 'ADOPTED' | 'REJECTED' | null;
  readonly councilId: string;
  readonly heldClosed: boolean;
}

@Resolver(() => AgendaItem)
export class AgendaItemOutcomeResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => PollOutcome, {
    nullable: true,
    description: 'The published outcome of its last poll on the whole; null where there is none.',
  })
  @Access('EVERYONE')
  async outcome(@Root() item: AgendaItem, @Ctx() ctx: Context): Promise<'ADOPTED' | 'REJECTED' | null> {
    let known = outcomes.get(item);
    if (!known) {
      known = loader(
        ctx,
        'agendaItemOutcome',
        () => new DataLoader((ids: readonly string[]) => this.outcomesOf(ids)),
      ).load(item.id);
      outcomes.set(item, known);
      known.catch(() => outcomes.delete(item));
    }
    const found = await known;
    return !found || (found.heldClosed && !maySeeClosed(ctx.actor, found.councilId)) ? null : found.outcome;
  }

  private async outcomesOf(ids: readonly string[]): Promise<(ItemOutcome | null)[]> {
    const rows = (await this.dataSource.query(
      `SELECT DISTINCT ON (p.agenda_item_id) p.agenda_item_id AS id, t.outcome, p.council_id AS "councilId", p.held_closed AS "heldClosed" FROM poll p JOIN poll_tally t ON t.poll_id = p.id
       WHERE p.agenda_item_id = ANY ($1::uuid[]) AND p.kind IN ('RESOLUTION', 'PROCEDURAL', 'REMOVAL')
         AND EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'PUBLISHED')
         AND NOT EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'ANNULLED')
       ORDER BY p.agenda_item_id, p.created_at DESC`,
      [ids],
    )) as ItemOutcome[];
    const by = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => by.get(id) ?? null);
  }
}
