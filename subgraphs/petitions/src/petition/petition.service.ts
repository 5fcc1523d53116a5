/**
 * Petitions: reading, receiving and moving them from state to state.
 *
 * Promises   every act takes the petition's row first, so two acts on one
 *            petition follow each other; each leaves a step of the history and
 *            an event, in the same transaction; a refusal has written nothing.
 * Elsewhere  who may: petition.policy · which state follows: petition.states ·
 *            by when: petition.rules · whose it is: author/
 */
import { isUuid, loader, type Context } from '@nghitruong/kit/context';
import { appendEvent, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, message } from '@nghitruong/kit/errors';
import type { Page, PageArgs } from '@nghitruong/kit/federation';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import { dueStateCondition, EscalationStep, pageByDue, type DueState } from '@nghitruong/kit/obligation';
import DataLoader from 'dataloader';
import { In, type DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { AuthorService } from '../author/author.service.js';
import { errors } from '../errors.js';
import { VoterMeeting } from '../voter-meeting/voter-meeting.entity.js';
import { Petition, PetitionStep } from './petition.entity.js';
import {
  PetitionRefused,
  type AnswerPetitionInput,
  type AssignPetitionInput,
  type PetitionFilter,
  type SubmitPetitionInput,
} from './petition.inputs.js';
import { mayAnswer, mayHandle, maySee, visibleTo } from './petition.policy.js';
import { daysAfter, dueRuleOf, mayEndAs, PetitionNature, PetitionOutcome } from './petition.rules.js';
import { nextPetitionState, PetitionAct, PetitionState } from './petition.states.js';

type Result = Petition | PetitionRefused;
type Change = Partial<
  Pick<
    Petition,
    'nature' | 'outcome' | 'answerText' | 'dueOn' | 'dueRule' | 'doneOn' | 'assigneeId' | 'jointBodyIds' | 'escalation'
  >
>;

const MAX = {
  title: 300,
  content: 10_000,
  text: 10_000,
  reason: 2_000,
  fullName: 200,
  address: 500,
  phone: 50,
  email: 200,
} as const;
const BODY_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const refused = (code: keyof typeof errors & string, params = {}): PetitionRefused =>
  PetitionRefused.because(message(errors, code, params));

export class PetitionService {
  constructor(
    private readonly source: DataSource,
    private readonly authors: AuthorService,
    private readonly told: () => void = () => undefined,
  ) {}

  async byId(ctx: Context, id: string): Promise<Petition | null> {
    const byId = loader(ctx, 'petition', () => {
      return new DataLoader<string, Petition | null>(async (ids) => {
        const rows = await this.source.manager.findBy(Petition, { id: In([...ids]) });
        return ids.map((wanted) => rows.find((r) => r.id === wanted) ?? null);
      });
    });
    const found = isUuid(id) ? await byId.load(id) : null;
    return found && maySee(ctx.actor, found) ? found : null;
  }

  list(ctx: Context, filter: PetitionFilter, page: PageArgs, meetingId?: string): Promise<Page<Petition>> {
    const query = this.visible(ctx, filter.dueState);
    if (filter.councilId) query.andWhere('p.council_id = :councilId', { councilId: filter.councilId });
    if (filter.unitId) query.andWhere('p.unit_id = :unitId', { unitId: filter.unitId });
    if (filter.states?.length) query.andWhere('p.state IN (:...states)', { states: filter.states });
    if (filter.natures?.length) query.andWhere('p.nature IN (:...natures)', { natures: filter.natures });
    if (meetingId) query.andWhere('p.meeting_id = :meetingId', { meetingId });
    return pageByDue(query, page);
  }

  /** What one body owes, nearest due date first; many bodies of one request are read in one statement. */
  ofBody(ctx: Context, bodyId: string, first: number, dueState?: DueState | null): Promise<Petition[]> {
    const ofBodies = loader(ctx, `petitions of bodies ${first} ${dueState ?? ''}`, () => {
      return new DataLoader<string, Petition[]>(async (ids) => {
        const ranked = this.visible(ctx, dueState)
          .select('p.id', 'id')
          .addSelect('row_number() OVER (PARTITION BY p.assignee_id ORDER BY p.due_key, p.id)', 'place')
          .andWhere('p.assignee_id = ANY(:ids)', { ids });
        const rows = await this.source.manager
          .createQueryBuilder(Petition, 'chosen')
          .innerJoin(`(${ranked.getQuery()})`, 'ranked', 'ranked.id = chosen.id AND ranked.place <= :first')
          .setParameters({ ...ranked.getParameters(), first })
          .orderBy('chosen.dueKey')
          .addOrderBy('chosen.id')
          .getMany();
        return ids.map((id) => rows.filter((r) => r.assigneeId === id));
      });
    });
    return ofBodies.load(bodyId);
  }

  async history(petition: Petition): Promise<PetitionStep[]> {
    return this.source.manager.find(PetitionStep, { where: { petitionId: petition.id }, order: { position: 'ASC' } });
  }

  async submit(ctx: Context, input: SubmitPetitionInput): Promise<Result> {
    if (!mayHandle(ctx.actor, input.councilId)) throw fault(kitErrors, 'FORBIDDEN', { what: 'submitPetition' });
    const author = input.author ?? null;
    const texts = { title: cleanText(input.title), content: cleanText(input.content) };
    const wrong =
      lengthFault(texts) ??
      (author && lengthFault({ fullName: cleanText(author.fullName) })) ??
      (author && optionalLengthFault(author));
    if (wrong) return wrong;
    if (author && !author.consentsToContact && (author.phone || author.email))
      return refused('PETITION_CONSENT_MISSING');
    const made = await transaction(this.source, async (manager) => {
      if (
        input.meetingId &&
        !(
          isUuid(input.meetingId) &&
          (await manager.existsBy(VoterMeeting, { id: input.meetingId, councilId: input.councilId }))
        )
      ) {
        return refused('PETITION_MEETING_UNKNOWN');
      }
      const petition = manager.create(Petition, {
        id: ctx.ids.next(),
        councilId: input.councilId,
        nature: input.nature,
        state: PetitionState.RECEIVED,
        ...texts,
        receivedOn: localDay(ctx.clock.now()),
        unitId: input.unitId ?? null,
        meetingId: input.meetingId ?? null,
        escalation: EscalationStep.NONE,
        jointBodyIds: [],
        illustrative: false,
      });
      await manager.insert(Petition, petition);
      if (author) await this.authors.keep(manager, petition.id, { ...author, fullName: cleanText(author.fullName) });
      await this.record(manager, ctx, petition, PetitionAct.RECEIVE, petition.state, null);
      return manager.findOneByOrFail(Petition, { id: petition.id });
    });
    this.told();
    return made;
  }

  classify(ctx: Context, id: string, nature: PetitionNature, reason: string): Promise<Result> {
    return this.act(ctx, id, PetitionAct.CLASSIFY, { reason, mustGiveReason: true }, (petition) => {
      // A deadline already given stays unless the new class has none.
      const rule = dueRuleOf(nature, petition.jointBodyIds.length > 0);
      return { nature, ...(!rule && { dueOn: null, dueRule: null }) };
    });
  }

  accept(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, PetitionAct.ACCEPT, {}, () => ({}));
  }

  giveBack(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, PetitionAct.RETURN, { reason, mustGiveReason: true }, () => ({
      dueOn: null,
      dueRule: null,
    }));
  }

  withdraw(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, PetitionAct.WITHDRAW, { reason, mustGiveReason: true }, () => ({
      dueOn: null,
      dueRule: null,
    }));
  }

  assign(ctx: Context, input: AssignPetitionInput): Promise<Result> {
    return this.act(ctx, input.id, PetitionAct.ASSIGN, {}, (petition, today) => {
      const joint = [...new Set(input.jointBodyIds ?? [])].filter((id) => id !== input.bodyId);
      const unknown = [input.bodyId, ...joint].find((id) => !BODY_ID.test(id));
      if (unknown !== undefined) return refused('PETITION_BODY_UNKNOWN', { bodyId: unknown.slice(0, 80) });
      const rule = dueRuleOf(petition.nature, joint.length > 0);
      return {
        assigneeId: input.bodyId,
        jointBodyIds: joint,
        dueOn: rule ? daysAfter(today, rule.days) : null,
        dueRule: rule?.key ?? null,
      };
    });
  }

  answer(ctx: Context, input: AnswerPetitionInput): Promise<Result> {
    const plans = input.outcome === PetitionOutcome.IN_PROGRESS_WITH_ROADMAP;
    const text = cleanText(input.text);
    return this.act(
      ctx,
      input.id,
      plans ? PetitionAct.PLAN : PetitionAct.ANSWER,
      { answering: true },
      (petition, today) => {
        const wrong = lengthFault({ text });
        if (wrong) return wrong;
        if (!mayEndAs(petition.nature, input.outcome)) return refused('PETITION_NOT_DECIDED_HERE');
        if (!plans) return { outcome: input.outcome, answerText: text, doneOn: today };
        if (!input.roadmapOn || input.roadmapOn <= today) return refused('PETITION_ROADMAP_MISSING');
        return { outcome: input.outcome, answerText: text, dueOn: input.roadmapOn, dueRule: null };
      },
    );
  }

  close(ctx: Context, id: string): Promise<Result> {
    return this.act(ctx, id, PetitionAct.CLOSE, {}, () => ({}));
  }

  /** Slow or not thorough: back to the body, with the deadline of its class counted again. */
  reopen(ctx: Context, id: string, reason: string): Promise<Result> {
    return this.act(ctx, id, PetitionAct.REOPEN, { reason, mustGiveReason: true }, (petition, today) => {
      const rule = dueRuleOf(petition.nature, petition.jointBodyIds.length > 0);
      return {
        outcome: null,
        doneOn: null,
        dueOn: rule ? daysAfter(today, rule.days) : null,
        dueRule: rule?.key ?? null,
      };
    });
  }

  private async act(
    ctx: Context,
    id: string,
    act: PetitionAct,
    how: { reason?: string; mustGiveReason?: boolean; answering?: boolean },
    change: (petition: Petition, today: string) => Change | PetitionRefused,
  ): Promise<Result> {
    const reason = how.reason === undefined ? null : cleanText(how.reason);
    const result = await transaction(this.source, async (manager): Promise<Result> => {
      const petition = isUuid(id)
        ? await manager.findOne(Petition, { where: { id }, lock: { mode: 'pessimistic_write' } })
        : null;
      if (!petition || !maySee(ctx.actor, petition))
        throw fault(kitErrors, 'NOT_FOUND', { what: 'petition', id: id.slice(0, 80) });
      const may = how.answering ? mayAnswer(ctx.actor, petition) : mayHandle(ctx.actor, petition.councilId);
      if (!may) throw fault(kitErrors, 'FORBIDDEN', { what: act });
      const from = petition.state;
      const state = nextPetitionState(from, act);
      if (!state) return refused('PETITION_STATE', { act, state: from });
      if (how.mustGiveReason && !reason) return refused('PETITION_REASON_MISSING');
      if (reason !== null && reason.length > MAX.reason)
        return refused('PETITION_TEXT_LENGTH', { field: 'reason', max: MAX.reason });
      const changed = change(petition, localDay(ctx.clock.now()));
      if (changed instanceof PetitionRefused) return changed;
      await manager.update(Petition, { id: petition.id }, { ...changed, state });
      const after = await manager.findOneByOrFail(Petition, { id: petition.id });
      await this.record(manager, ctx, after, act, from, reason);
      return after;
    });
    if (result instanceof Petition) this.told();
    return result;
  }

  /** One step and one event. The event names no person and carries no text. */
  private async record(
    manager: EntityManager,
    ctx: Context,
    petition: Petition,
    act: PetitionAct,
    from: PetitionState,
    reason: string | null,
  ): Promise<void> {
    await manager.insert(PetitionStep, {
      id: ctx.ids.next(),
      petitionId: petition.id,
      act,
      fromState: from,
      toState: petition.state,
      nature: petition.nature,
      reason,
      at: ctx.clock.now(),
      accountId: ctx.actor.accountId ?? null,
    });
    await appendEvent(manager, ctx, {
      name: `petitions.${EVENTS[act]}`,
      version: 1,
      payload: {
        petitionId: petition.id,
        councilId: petition.councilId,
        state: petition.state,
        assigneeId: petition.assigneeId,
        dueOn: petition.dueOn,
      },
    });
  }

  private visible(ctx: Context, dueState?: DueState | null): SelectQueryBuilder<Petition> {
    const { sql, params } = visibleTo(ctx.actor, 'p');
    const query = this.source.manager.createQueryBuilder(Petition, 'p').where(sql, params);
    if (dueState) query.andWhere(dueStateCondition(dueState, 'p'), { today: localDay(ctx.clock.now()) });
    return query;
  }
}

const EVENTS: Readonly<Record<PetitionAct, string>> = {
  RECEIVE: 'petitionReceived',
  CLASSIFY: 'petitionClassified',
  RETURN: 'petitionReturned',
  WITHDRAW: 'petitionWithdrawn',
  ACCEPT: 'petitionAccepted',
  ASSIGN: 'petitionAssigned',
  PLAN: 'petitionPlanned',
  ANSWER: 'petitionAnswered',
  CLOSE: 'petitionClosed',
  REOPEN: 'petitionReopened',
};

function lengthFault(texts: Partial<Record<keyof typeof MAX, string>>): PetitionRefused | undefined {
  const wrong = (Object.keys(texts) as (keyof typeof MAX)[]).find(
    (f) => texts[f]!.length < 1 || texts[f]!.length > MAX[f],
  );
  return wrong && refused('PETITION_TEXT_LENGTH', { field: wrong, max: MAX[wrong] });
}

function optionalLengthFault(author: {
  address?: string | null;
  phone?: string | null;
  email?: string | null;
}): PetitionRefused | undefined {
  const wrong = (['address', 'phone', 'email'] as const).find((f) => (author[f]?.length ?? 0) > MAX[f]);
  return wrong && refused('PETITION_TEXT_LENGTH', { field: wrong, max: MAX[wrong] });
}
