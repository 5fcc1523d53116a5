/**
 * Chất vấn, from the slip to the verdict (R-SUP-09).
 *
 * Asking and answering are commands of the sitting: they give the floor and
 * raise its step. Everything else locks the sitting's row, asks the table of
 * states and leaves an event.
 *
 * Promises   the person named on the slip answers, orally or in writing, and
 *            nobody in that person's place; a group is decided on an adopted
 *            poll of the session; a written answer is due in the days of the
 *            rule set; a promise is kept with the speech it was made in.
 * Elsewhere  which state leads where: interpellation.states
 */
import { addDays } from '@nghitruong/kit/calendar';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText, localDay, searchKey } from '@nghitruong/kit/i18n';
import type { Role } from '@nghitruong/kit/auth';
import type { DataSource, EntityManager } from 'typeorm';
import { Commitment } from '../commitment/commitment.entity.js';
import { refusal } from '../refused.js';
import { rulesOf, seatBy, type Seat } from '../sitting/seat.service.js';
import { DisplayView, type Sitting } from '../sitting/sitting.entity.js';
import { actsAs } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { takesAttendance } from '../sitting/sitting.states.js';
import { isAdoptedInSession } from '../sitting/visibility.service.js';
import { speakingOf, type SpeakingService } from '../speaking/speaking.service.js';
import { Interpellation, InterpellationGroup } from './interpellation.entity.js';
import type {
  CaptureCommitmentInput,
  GroupInterpellationsInput,
  SubmitInterpellationInput,
} from './interpellation.inputs.js';
import {
  afterInterpellation,
  WAS_HEARD,
  type InterpellationCommand,
  type WrittenReasonName,
} from './interpellation.states.js';

export const WRITTEN_ANSWER_DAYS = 'interpellation.writtenAnswer.days';
const MAX_ISSUE = 1_000;
const MAX_NAME = 200;
const MAX_ANSWER = 20_000;
const DESK: readonly Role[] = ['CHAIR', 'SESSION_SECRETARY'];

export class InterpellationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly speaking: SpeakingService,
    private readonly changed: (sittingId: string) => void,
  ) {}

  submit(ctx: Context, given: SubmitInterpellationInput): Promise<Interpellation> {
    return this.own(ctx, given.sittingId, (manager, sitting, seat) =>
      this.insert(manager, ctx, sitting, seat, {
        title: text('issue', given.issue, MAX_ISSUE),
        askedName: text('askedName', given.askedName, MAX_NAME),
        askedOffice: text('askedOffice', given.askedOffice, MAX_NAME),
        bodyId: text('askedBodyId', given.askedBodyId, MAX_NAME),
        repeatsId: null,
      }),
    );
  }

  withdraw(ctx: Context, id: string): Promise<Interpellation> {
    return this.mine(ctx, id, (manager, mine) => this.move(manager, ctx, mine, 'withdraw'));
  }

  judge(ctx: Context, id: string, satisfied: boolean): Promise<Interpellation> {
    return this.mine(ctx, id, (manager, mine) =>
      this.move(manager, ctx, mine, satisfied ? 'satisfied' : 'notSatisfied'),
    );
  }

  /** Not satisfied: the same question to the same person, as a new slip for this sitting or a later one. */
  async askAgain(ctx: Context, id: string, sittingId: string): Promise<Interpellation> {
    const { councilId } = await this.found(this.dataSource.manager, id);
    return this.own(ctx, sittingId, async (manager, sitting, seat) => {
      const before = await this.found(manager, id);
      if (sitting.councilId !== councilId || before.seatId !== seat.seatId)
        throw fault(kitErrors, 'FORBIDDEN', { what: 'askInterpellationAgain' });
      await this.move(manager, ctx, before, 'askAgain');
      const { title, askedName, askedOffice, bodyId } = before;
      return this.insert(manager, ctx, sitting, seat, { title, askedName, askedOffice, bodyId, repeatsId: before.id });
    });
  }

  group(ctx: Context, given: GroupInterpellationsInput): Promise<InterpellationGroup> {
    const title = text('title', given.title, MAX_ISSUE);
    return this.desk(ctx, given.sittingId, async (manager) => {
      if (given.interpellationIds.length === 0) throw refusal('INTERPELLATION_STATE');
      const group = Object.assign(new InterpellationGroup(), {
        id: ctx.ids.next(),
        sittingId: given.sittingId,
        title,
        basisPollId: null,
        proposedAt: ctx.clock.now(),
        decidedAt: null,
      });
      await manager.insert(InterpellationGroup, group);
      for (const id of new Set(given.interpellationIds)) {
        const each = await this.found(manager, id);
        if (each.sittingId !== given.sittingId) throw refusal('INTERPELLATION_STATE');
        await this.move(manager, ctx, each, 'group', { groupId: group.id }, { title });
      }
      return group;
    });
  }

  async decide(ctx: Context, groupId: string, basisPollId: string): Promise<InterpellationGroup> {
    const seen = isUuid(groupId) ? await this.dataSource.manager.findOneBy(InterpellationGroup, { id: groupId }) : null;
    if (!seen) throw fault(kitErrors, 'NOT_FOUND', { what: 'interpellationGroup', id: groupId.slice(0, 64) });
    return this.desk(ctx, seen.sittingId, async (manager, sitting) => {
      const group = await manager.findOneByOrFail(InterpellationGroup, { id: groupId });
      if (group.decidedAt !== null) throw refusal('INTERPELLATION_STATE');
      if (!(await isAdoptedInSession(manager, sitting.sessionId, basisPollId))) throw refusal('GROUP_BASIS_MISSING');
      const change = { basisPollId, decidedAt: ctx.clock.now() };
      await manager.update(InterpellationGroup, { id: groupId }, change);
      for (const each of await manager.findBy(Interpellation, { groupId, state: 'GROUPED' }))
        await this.move(manager, ctx, each, 'decide', {}, { basisPollId });
      return Object.assign(group, change);
    });
  }

  /** Gives the asking delegate the floor: the question, or after an answer the supplementary one. */
  ask(ctx: Context, sittingId: string, expectedStep: number, id: string): Promise<void> {
    return this.floor(ctx, sittingId, expectedStep, 'askInterpellation', id, async (manager, sitting, asked) => {
      const seat = await seatBy(manager, sitting, { seatId: asked.seatId });
      if (!seat) throw refusal('SEAT_UNKNOWN');
      const supplementary = asked.state === 'ANSWERED';
      await this.move(manager, ctx, asked, 'ask', {}, { supplementary });
      await this.speaking.beginAt(manager, ctx, sitting, { kind: 'QUESTION', seat, interpellationId: id });
    });
  }

  /** Gives the floor to the person asked: there is no argument that could name another. */
  answer(ctx: Context, sittingId: string, expectedStep: number, id: string): Promise<void> {
    return this.floor(ctx, sittingId, expectedStep, 'answerInterpellation', id, async (manager, sitting, asked) => {
      await this.move(manager, ctx, asked, 'answer');
      const guest = { fullName: asked.askedName, office: asked.askedOffice };
      await this.speaking.beginAt(manager, ctx, sitting, { kind: 'ANSWER', guest, interpellationId: id });
    });
  }

  async defer(ctx: Context, id: string, reason: WrittenReasonName): Promise<Interpellation> {
    return this.byDesk(ctx, id, async (manager, asked, sitting) => {
      const rule = (await rulesOf(manager, sitting, [WRITTEN_ANSWER_DAYS])).get(WRITTEN_ANSWER_DAYS);
      const days = rule?.value['value'];
      if (!rule || typeof days !== 'number' || !Number.isInteger(days) || days < 1)
        throw refusal('INTERPELLATION_RULE_MISSING');
      const dueOn = addDays(localDay(ctx.clock.now()), days);
      const { key, ruleSetId, ruleSetHash } = rule;
      return this.move(
        manager,
        ctx,
        asked,
        'defer',
        { writtenReason: reason, dueOn },
        { reason, dueOn, rule: { key, ruleSetId, ruleSetHash } },
      );
    });
  }

  async answerInWriting(ctx: Context, id: string, answer: string, signedBy: string): Promise<Interpellation> {
    const writtenAnswer = text('answer', answer, MAX_ANSWER);
    return this.byDesk(ctx, id, async (manager, asked) => {
      if (searchKey(signedBy) !== searchKey(asked.askedName))
        throw refusal('ANSWER_DELEGATED', { name: asked.askedName });
      return this.move(manager, ctx, asked, 'answerInWriting', {
        writtenAnswer,
        writtenOn: localDay(ctx.clock.now()),
      });
    });
  }

  /** A promise, with the speech it was made in where it is being made. */
  async capture(ctx: Context, given: CaptureCommitmentInput): Promise<Commitment> {
    const title = text('title', given.title, MAX_ISSUE);
    const asked = await this.found(this.dataSource.manager, given.interpellationId);
    const made = await this.desk(ctx, asked.sittingId, async (manager, sitting) => {
      const now = await this.found(manager, asked.id);
      if (!WAS_HEARD.has(now.state)) throw refusal('INTERPELLATION_STATE');
      const madeOn = localDay(ctx.clock.now());
      if (given.dueOn < madeOn) throw refusal('COMMITMENT_DUE_PAST');
      const { current } = await speakingOf(manager, sitting.id);
      const commitment = Object.assign(new Commitment(), {
        id: ctx.ids.next(),
        sittingId: sitting.id,
        councilId: sitting.councilId,
        bodyId: now.bodyId,
        unitId: null,
        title,
        madeOn,
        dueOn: given.dueOn,
        doneOn: null,
        escalation: 'NONE',
        illustrative: sitting.illustrative,
        interpellationId: now.id,
        speechId: current?.interpellationId === now.id ? current.id : null,
      });
      await manager.insert(Commitment, commitment as never);
      await this.log(manager, ctx, now, 'captureCommitment', {
        commitmentId: commitment.id,
        title,
        dueOn: given.dueOn,
      });
      return commitment;
    });
    return made;
  }

  /** @throws Fault NOT_FOUND */
  async found(manager: EntityManager, id: string): Promise<Interpellation> {
    const found = isUuid(id) ? await manager.findOneBy(Interpellation, { id }) : null;
    if (!found) throw fault(kitErrors, 'NOT_FOUND', { what: 'interpellation', id: id.slice(0, 64) });
    return found;
  }

  private async insert(
    manager: EntityManager,
    ctx: Context,
    sitting: Sitting,
    seat: Seat,
    slip: Pick<Interpellation, 'title' | 'askedName' | 'askedOffice' | 'bodyId' | 'repeatsId'>,
  ): Promise<Interpellation> {
    const made = Object.assign(new Interpellation(), {
      ...slip,
      id: ctx.ids.next(),
      sittingId: sitting.id,
      councilId: sitting.councilId,
      seatId: seat.seatId,
      askingName: seat.fullName,
      askingGroup: seat.groupName,
      groupId: null,
      state: 'SUBMITTED',
      submittedAt: ctx.clock.now(),
      writtenReason: null,
      dueOn: null,
      writtenAnswer: null,
      writtenOn: null,
      escalation: 'NONE',
    } satisfies Partial<Record<keyof Interpellation, unknown>>) as Interpellation;
    await manager.insert(Interpellation, made as never);
    await this.log(manager, ctx, made, 'submit', {});
    return made;
  }

  private async move(
    manager: EntityManager,
    ctx: Context,
    asked: Interpellation,
    command: InterpellationCommand,
    change: Partial<Interpellation> = {},
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<Interpellation> {
    const state = afterInterpellation(asked.state, command);
    if (state === undefined) throw refusal('INTERPELLATION_STATE');
    await manager.update(Interpellation, { id: asked.id }, { ...change, state } as never);
    await this.log(manager, ctx, asked, command, detail);
    return Object.assign(asked, change, { state });
  }

  private async log(
    manager: EntityManager,
    ctx: Context,
    asked: Interpellation,
    command: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO interpellation_event (interpellation_id, sitting_id, command, detail, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [asked.id, asked.sittingId, command, JSON.stringify(detail), ctx.actor.accountId ?? null, ctx.clock.now()],
    );
  }

  private floor(
    ctx: Context,
    sittingId: string,
    expectedStep: number,
    command: 'askInterpellation' | 'answerInterpellation',
    id: string,
    work: (manager: EntityManager, sitting: Sitting, asked: Interpellation) => Promise<void>,
  ): Promise<void> {
    return this.sittings.command(
      ctx,
      sittingId,
      expectedStep,
      command,
      async (manager, sitting) => {
        const asked = await this.found(manager, id);
        if (asked.sittingId !== sittingId) throw refusal('INTERPELLATION_STATE');
        await work(manager, sitting, asked);
        return { view: DisplayView.SPEAKER };
      },
      { interpellationId: id },
    );
  }

  private async locked<T>(
    ctx: Context,
    sittingId: string,
    roles: readonly Role[],
    work: (manager: EntityManager, sitting: Sitting) => Promise<T>,
  ): Promise<T> {
    const done = await transaction(this.dataSource, async (manager) => {
      const sitting = await this.sittings.lock(manager, sittingId);
      if (!actsAs(ctx.actor, sitting, roles)) throw refusedTo(ctx, 'interpellation');
      return work(manager, sitting);
    });
    this.changed(sittingId);
    return done;
  }

  private desk<T>(
    ctx: Context,
    sittingId: string,
    work: (manager: EntityManager, sitting: Sitting) => Promise<T>,
  ): Promise<T> {
    return this.locked(ctx, sittingId, DESK, work);
  }

  private async byDesk(
    ctx: Context,
    id: string,
    work: (manager: EntityManager, asked: Interpellation, sitting: Sitting) => Promise<Interpellation>,
  ): Promise<Interpellation> {
    const { sittingId } = await this.found(this.dataSource.manager, id);
    return this.desk(ctx, sittingId, async (manager, sitting) => work(manager, await this.found(manager, id), sitting));
  }

  private own<T>(
    ctx: Context,
    sittingId: string,
    work: (manager: EntityManager, sitting: Sitting, seat: Seat) => Promise<T>,
    ended = false,
  ): Promise<T> {
    return this.locked(ctx, sittingId, ['DELEGATE'], async (manager, sitting) => {
      const { personId } = ctx.actor;
      const seat = personId === undefined ? undefined : await seatBy(manager, sitting, { personId });
      if (!seat) throw refusal('SEAT_UNKNOWN');
      if (seat.status === 'SUSPENDED') throw refusal('SEAT_SUSPENDED');
      if (!ended && !takesAttendance(sitting.state)) throw refusal('SITTING_ENDED');
      return work(manager, sitting, seat);
    });
  }

  /** What the delegate who asked does with the own question: also after the sitting, when the answer comes in writing. */
  private async mine(
    ctx: Context,
    id: string,
    work: (manager: EntityManager, mine: Interpellation) => Promise<Interpellation>,
  ): Promise<Interpellation> {
    const { sittingId } = await this.found(this.dataSource.manager, id);
    return this.own(
      ctx,
      sittingId,
      async (manager, _sitting, seat) => {
        const mine = await this.found(manager, id);
        if (mine.seatId !== seat.seatId) throw fault(kitErrors, 'FORBIDDEN', { what: 'interpellation' });
        return work(manager, mine);
      },
      true,
    );
  }
}

function text(field: string, given: string, max: number): string {
  const clean = cleanText(given);
  if (clean === '' || clean.length > max) throw refusal('INTERPELLATION_TEXT', { field, max });
  return clean;
}
