/** The door of resolutions, reading: what everyone may see of one, and a council's lists of them. */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import {
  Access,
  connectionFrom,
  DateScalar,
  decodeCursor,
  PageArgs,
  pageSize,
  type Page,
} from '@nghitruong/kit/federation';
import { localDay } from '@nghitruong/kit/i18n';
import { CouncilRef, PublicBodyRef } from '@nghitruong/kit/obligation';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { Poll } from '../poll/poll.entity.js';
import { pollBy } from '../poll/poll.live.js';
import { RuleReason } from '../poll/poll-result.entity.js';
import { Session } from '../session/session.entity.js';
import { rulesOf, type Rule } from '../sitting/seat.service.js';
import { documentOf } from './adoption.service.js';
import {
  dossierDue,
  effectiveFrom,
  isDay,
  reportDue,
  RESOLUTION_RULE_KEYS,
  STEP_KINDS,
  stepDue,
  type DueDay,
  type Rules,
} from './resolution-deadlines.rules.js';
import type { ResolutionRelationService } from './resolution-relation.service.js';
import { differenceOf } from './resolution-text.rules.js';
import {
  ParagraphDifferenceView,
  Resolution,
  ResolutionAlarm,
  ResolutionAlarmConnection,
  ResolutionConnection,
  ResolutionDeadline,
  ResolutionRelation,
  ResolutionState,
  ResolutionStep,
  ResolutionValidity,
  ResolutionVerification,
  ResolutionVersion,
} from './resolution.entity.js';
import { mayReadDrafts, mayReadResolution } from './resolution.policy.js';
import { rulesKept, versionsOf } from './resolution.service.js';
import { ENACTED, type ResolutionStateName } from './resolution.states.js';

const ON_PUBLIC_AGENDA = `EXISTS (SELECT 1 FROM resolution_on_agenda a JOIN agenda_item i ON i.id = a.agenda_item_id JOIN sitting s ON s.id = i.sitting_id WHERE a.resolution_id = r.id AND s.visibility = 'PUBLIC')`;

const OPENED = `EXISTS (SELECT 1 FROM comment_period c WHERE c.resolution_id = r.id)`;

/** One resolution, for those who may see it in the state it is in. */
export async function visibleResolution(
  dataSource: DataSource,
  ctx: Context,
  by: { readonly id: string } | { readonly citation: string },
): Promise<Resolution | null> {
  if ('id' in by && !isUuid(by.id)) return null;
  const found = await dataSource.manager.findOneBy(Resolution, by);
  if (!found || mayReadResolution(ctx.actor, found, false, false)) return found;
  const [lies] = (await dataSource.query(
    `SELECT ${ON_PUBLIC_AGENDA} AS "onAgenda", ${OPENED} AS opened FROM resolution r WHERE r.id = $1`,
    [found.id],
  )) as { onAgenda: boolean; opened: boolean }[];
  return lies && mayReadResolution(ctx.actor, found, lies.onAgenda, lies.opened) ? found : null;
}

const reasonOf = (rule: Rule): RuleReason => {
  const { value: _value, ...source } = rule;
  return Object.assign(new RuleReason(), source);
};

const today = (ctx: Context): string => localDay(ctx.clock.now());

@Resolver(() => Resolution)
export class ResolutionResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly relations: ResolutionRelationService,
  ) {}

  @Query(() => Resolution, { nullable: true })
  @Access('EVERYONE')
  resolution(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<Resolution | null> {
    return visibleResolution(this.dataSource, ctx, { id });
  }

  @Query(() => Resolution, {
    nullable: true,
    description: 'By the path it is cited by: /vn/hai-phong/hdnd/nq/2024/03.',
  })
  @Access('EVERYONE')
  resolutionByCitation(
    @Arg('citation', () => String) citation: string,
    @Ctx() ctx: Context,
  ): Promise<Resolution | null> {
    return visibleResolution(this.dataSource, ctx, { citation });
  }

  @FieldResolver(() => CouncilRef)
  council(@Root() resolution: Resolution): CouncilRef {
    return { id: resolution.councilId };
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true, description: 'Cơ quan trình.' })
  submittedBy(@Root() resolution: Resolution): PublicBodyRef | null {
    return resolution.submittedById === null ? null : { id: resolution.submittedById };
  }

  @FieldResolver(() => PublicBodyRef, { nullable: true, description: 'Ban thẩm tra.' })
  verifyingBody(@Root() resolution: Resolution): PublicBodyRef | null {
    return resolution.verifyingBodyId === null ? null : { id: resolution.verifyingBodyId };
  }

  @FieldResolver(() => Session, { nullable: true, description: 'The session it is meant for, or was decided at.' })
  session(@Root() resolution: Resolution): Promise<Session | null> {
    return resolution.sessionId === null
      ? Promise.resolve(null)
      : this.dataSource.manager.findOneBy(Session, { id: resolution.sessionId });
  }

  @FieldResolver(() => [ResolutionVersion], { description: 'Every version, the first one first.' })
  versions(@Root() resolution: Resolution): Promise<ResolutionVersion[]> {
    return versionsOf(this.dataSource.manager, resolution.id);
  }

  @FieldResolver(() => [ParagraphDifferenceView], {
    nullable: true,
    description: 'What changed from one version to another; null where there is no such version.',
  })
  async difference(
    @Root() resolution: Resolution,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
  ): Promise<ParagraphDifferenceView[] | null> {
    const versions = await versionsOf(this.dataSource.manager, resolution.id);
    const [before, after] = [from, to].map((n) => versions.find((v) => v.version === n)?.paragraphs);
    return before && after ? (differenceOf(before, after) as ParagraphDifferenceView[]) : null;
  }

  @FieldResolver(() => ResolutionDeadline, { nullable: true, description: 'Hồ sơ trình thẩm tra (R-RES-01).' })
  async dossierDeadline(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<ResolutionDeadline | null> {
    const { rules, opensOn } = await this.before(resolution, ctx);
    return deadline(dossierDue(rules, opensOn), resolution.submittedOn, today(ctx));
  }

  @FieldResolver(() => ResolutionDeadline, { nullable: true, description: 'Báo cáo thẩm tra (R-RES-01).' })
  async reportDeadline(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<ResolutionDeadline | null> {
    const { rules, opensOn } = await this.before(resolution, ctx);
    const [first] = (await this.dataSource.query(
      `SELECT min(reported_on)::text AS day FROM resolution_verification WHERE resolution_id = $1 AND kind = 'REPORT'`,
      [resolution.id],
    )) as { day: string | null }[];
    return deadline(reportDue(rules, opensOn), first?.day ?? null, today(ctx));
  }

  @FieldResolver(() => [ResolutionVerification], { description: 'Reports and waivers, the latest last.' })
  async verifications(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<ResolutionVerification[]> {
    const { rules, opensOn } = await this.before(resolution, ctx);
    const due = reportDue(rules, opensOn);
    const rows = (await this.dataSource.query(
      `SELECT kind = 'WAIVER' AS waived, body_id AS "bodyId", version, conclusion, words, reported_on::text AS "reportedOn" FROM resolution_verification WHERE resolution_id = $1 ORDER BY recorded_at, id`,
      [resolution.id],
    )) as ResolutionVerification[];
    return rows.map((row) =>
      Object.assign(new ResolutionVerification(), row, {
        late: due === null || row.waived ? null : row.reportedOn > due.dueOn,
      }),
    );
  }

  @FieldResolver(() => [AgendaItem], { description: 'Where it lies on the agenda of a public sitting.' })
  async agendaItems(@Root() resolution: Resolution): Promise<AgendaItem[]> {
    return this.dataSource.manager
      .createQueryBuilder(AgendaItem, 'i')
      .where(
        `i.id IN (SELECT a.agenda_item_id FROM resolution_on_agenda a WHERE a.resolution_id = :id) AND EXISTS (SELECT 1 FROM sitting s WHERE s.id = i.sitting_id AND s.visibility = 'PUBLIC')`,
        { id: resolution.id },
      )
      .orderBy('i.id')
      .getMany();
  }

  @FieldResolver(() => Poll, { nullable: true, description: 'The published poll that decided it.' })
  async decidedBy(@Root() resolution: Resolution): Promise<Poll | null> {
    return resolution.pollId === null ? null : pollBy(this.dataSource.manager, resolution.pollId);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it may take effect by the rule of its day (R-RES-03).',
  })
  earliestEffect(@Root() resolution: Resolution): string | null {
    if (resolution.adoptedOn === null || resolution.kind === 'INDIVIDUAL') return resolution.adoptedOn;
    return effectiveFrom(rulesKept(resolution), resolution.adoptedOn)?.dueOn ?? resolution.adoptedOn;
  }

  @FieldResolver(() => [ResolutionStep], {
    description: 'Signing, sending, gazette, posting: empty before its adoption.',
  })
  async steps(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<ResolutionStep[]> {
    if (!ENACTED.has(resolution.state) || resolution.origin === 'IMPORTED') return [];
    const done = (await this.dataSource.query(
      'SELECT kind, done_on::text AS "doneOn", note FROM resolution_step WHERE resolution_id = $1',
      [resolution.id],
    )) as { kind: string; doneOn: string; note: string | null }[];
    return STEP_KINDS.map((kind) => {
      const row = done.find((d) => d.kind === kind);
      const due = stepDue(kind, rulesKept(resolution), resolution);
      return Object.assign(new ResolutionStep(), {
        kind,
        dueOn: due?.dueOn ?? null,
        doneOn: row?.doneOn ?? null,
        late: due !== null && (row?.doneOn ?? today(ctx)) > due.dueOn,
        note: row?.note ?? null,
        reason: due ? reasonOf(due.rule) : null,
      });
    });
  }

  @FieldResolver(() => [ResolutionRelation], { description: 'What it says of other resolutions.' })
  saysOf(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<ResolutionRelation[]> {
    return this.relations.relationsOf('from', resolution.id, mayReadDrafts(ctx.actor, resolution));
  }

  @FieldResolver(() => [ResolutionRelation], { description: 'What other resolutions say of it.' })
  isSaidOf(@Root() resolution: Resolution, @Ctx() ctx: Context): Promise<ResolutionRelation[]> {
    return this.relations.relationsOf('to', resolution.id, mayReadDrafts(ctx.actor, resolution));
  }

  @FieldResolver(() => ResolutionValidity, {
    description: 'Whether it is in force on that day; today where not given.',
  })
  async validity(
    @Root() resolution: Resolution,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<ResolutionValidity> {
    const day = asOf ?? today(ctx);
    if (!isDay(day)) throw fault(kitErrors, 'INVALID_INPUT', { field: 'asOf', why: 'yyyy-MM-dd' });
    const { relations, rule, ...validity } = await this.relations.validity(resolution, day);
    return Object.assign(new ResolutionValidity(), validity, {
      asOf: day,
      because: relations,
      reason: rule ? reasonOf(rule) : null,
    });
  }

  /** Before the adoption the rules are those of the day its session opens, or of today. */
  private async before(
    resolution: Resolution,
    ctx: Context,
  ): Promise<{ readonly rules: Rules; readonly opensOn: string | null }> {
    const { manager } = this.dataSource;
    const session =
      resolution.sessionId === null ? null : await manager.findOneBy(Session, { id: resolution.sessionId });
    const startsAt = session ? new Date(`${session.opensOn}T00:00:00+07:00`) : ctx.clock.now();
    const rules = await rulesOf(manager, { councilId: resolution.councilId, startsAt }, RESOLUTION_RULE_KEYS);
    return { rules: resolution.kind === 'NORMATIVE' ? rules : new Map(), opensOn: session?.opensOn ?? null };
  }
}

const deadline = (due: DueDay | null, doneOn: string | null, now: string): ResolutionDeadline | null =>
  due &&
  Object.assign(new ResolutionDeadline(), {
    dueOn: due.dueOn,
    doneOn,
    late: (doneOn ?? now) > due.dueOn,
    reason: reasonOf(due.rule),
  });

@Resolver(() => ResolutionRelation)
export class ResolutionRelationResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Resolution, { nullable: true, description: 'The one that says it.' })
  from(@Root() relation: ResolutionRelation, @Ctx() ctx: Context): Promise<Resolution | null> {
    return visibleResolution(this.dataSource, ctx, { id: relation.fromId });
  }

  @FieldResolver(() => Resolution, { nullable: true, description: 'The one it is said of.' })
  to(@Root() relation: ResolutionRelation, @Ctx() ctx: Context): Promise<Resolution | null> {
    return visibleResolution(this.dataSource, ctx, { id: relation.toId });
  }
}

@Resolver(() => ResolutionVerification)
export class ResolutionVerificationResolver {
  @FieldResolver(() => PublicBodyRef, { nullable: true })
  body(@Root() verification: ResolutionVerification): PublicBodyRef | null {
    return verification.bodyId === null ? null : { id: verification.bodyId };
  }
}

@Resolver(() => CouncilRef)
export class CouncilResolutionsResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly relations: ResolutionRelationService,
  ) {}

  @FieldResolver(() => ResolutionConnection, { description: 'The council’s resolutions, the latest first.' })
  @Access('EVERYONE')
  async resolutions(
    @Root() council: CouncilRef,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('state', () => ResolutionState, { nullable: true }) state: ResolutionStateName | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<Page<Resolution>> {
    const query = this.dataSource.manager
      .createQueryBuilder(Resolution, 'r')
      .where('r.council_id = :councilId', { councilId: council.id })
      .orderBy('r.listed_on', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .limit(pageSize(args) + 1);
    if (state != null) query.andWhere('r.state = :state', { state });
    if (!mayReadDrafts(ctx.actor, { councilId: council.id, submittedById: null, verifyingBodyId: null }))
      query.andWhere(
        `(r.state IN ('ADOPTED', 'SIGNED', 'PUBLISHED') OR (r.state IN ('ADMITTED', 'REJECTED') AND ${ON_PUBLIC_AGENDA}) OR (r.state <> 'WITHDRAWN' AND ${OPENED}))`,
      );
    if (args.after != null) {
      const [listedOn, id] = decodeCursor(args.after, 2);
      query.andWhere('(r.listed_on, r.id) < (CAST(:listedOn AS date), CAST(:id AS uuid))', { listedOn, id });
    }
    return connectionFrom(await query.getMany(), args, (r) => [r.listedOn, r.id]);
  }

  @FieldResolver(() => ResolutionAlarmConnection, {
    description:
      'Resolutions whose end is near or past and which nothing has replaced, the nearest first: its own, and those of abolished councils below (R-RES-08).',
  })
  @Access('EVERYONE')
  async resolutionAlarms(
    @Root() council: CouncilRef,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('withinDays', () => Int, { defaultValue: 180 }) withinDays: number,
    @Ctx() ctx: Context,
  ): Promise<Page<ResolutionAlarm>> {
    if (withinDays < 0 || withinDays > 3_660)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'withinDays', why: '0–3660' });
    const all = (await this.relations.alarms(ctx, council.id, withinDays)).map((a) =>
      Object.assign(new ResolutionAlarm(), {
        resolution: a.resolution,
        lastDay: a.lastDay,
        daysLeft: a.daysLeft,
        abolishedCouncil: a.abolished !== null,
        reason: a.abolished ? reasonOf(a.abolished.rule) : null,
      }),
    );
    const after = args.after == null ? '' : decodeCursor(args.after, 2).join('');
    const page = all.filter((a) => a.lastDay + a.resolution.id > after).slice(0, pageSize(args) + 1);
    return connectionFrom(page, args, (a) => [a.lastDay, a.resolution.id], all.length);
  }
}

/** Which text a poll is on. */
@Resolver(() => Poll)
export class PollDocumentResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Resolution, {
    nullable: true,
    description: 'The resolution whose text was frozen with the question.',
  })
  @Access('EVERYONE')
  async resolution(@Root() poll: Poll, @Ctx() ctx: Context): Promise<Resolution | null> {
    const document = await documentOf(this.dataSource.manager, poll.id);
    return document ? visibleResolution(this.dataSource, ctx, { id: document.resolutionId }) : null;
  }

  @FieldResolver(() => Resolution, {
    nullable: true,
    description: 'The resolution that confirms this result (R-VOT-13), from its draft on.',
  })
  @Access('EVERYONE')
  async confirmedBy(@Root() poll: Poll, @Ctx() ctx: Context): Promise<Resolution | null> {
    const [row] = (await this.dataSource.query(
      `SELECT id FROM resolution WHERE confirms_poll = $1 AND state <> 'WITHDRAWN'`,
      [poll.id],
    )) as { id: string }[];
    return row ? visibleResolution(this.dataSource, ctx, { id: row.id }) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'SHA-256 of the very text that is voted on, frozen at READY.',
  })
  @Access('EVERYONE')
  async documentHash(@Root() poll: Poll): Promise<string | null> {
    return (await documentOf(this.dataSource.manager, poll.id))?.textHash ?? null;
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemResolutionResolver {
  constructor(private readonly dataSource: DataSource) {}

  @FieldResolver(() => Resolution, { nullable: true, description: 'The draft that lies on this item.' })
  @Access('EVERYONE')
  async resolution(@Root() item: AgendaItem, @Ctx() ctx: Context): Promise<Resolution | null> {
    const [row] = (await this.dataSource.query(
      'SELECT resolution_id AS id FROM resolution_on_agenda WHERE agenda_item_id = $1',
      [item.id],
    )) as { id: string }[];
    return row ? visibleResolution(this.dataSource, ctx, { id: row.id }) : null;
  }
}
