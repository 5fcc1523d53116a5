/**
 * The list of candidates: opened for an office, filled by nominations, closed
 * by the council's own vote, and then the ballot of an election (R-VOT-07).
 *
 * Where an election ends in a tie for the last places, the tied stand again
 * among themselves in a linked run-off, for the places that are left (R-VOT-08).
 *
 * Promises   no election opens on an open list; what is on the ballot is who
 *            stood when the list was closed; one run-off at a time of an election.
 * Locks      the sitting's row first.
 */
import { hasRole } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import type { Poll } from '../poll/poll.entity.js';
import type { CreatePollInput } from '../poll/poll.inputs.js';
import type { PollMethodName } from '../poll/poll-method.policy.js';
import { itemOf } from '../poll/polled-item.service.js';
import { words } from '../poll/question.service.js';
import { storedTally } from '../poll/tally.service.js';
import { refusal } from '../refused.js';
import { boardOf } from '../sitting/seat.service.js';
import { isAdmitted } from '../sitting/sitting.policy.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { SittingState } from '../sitting/sitting.states.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { CandidateList, Nomination } from './nomination.entity.js';
import type { NominateInput, OpenCandidateListInput } from './nomination.inputs.js';

/** Is this election's list one that the council has closed? */
export async function hasClosedList(manager: EntityManager, pollId: string): Promise<boolean> {
  const rows = (await manager.query(
    'SELECT 1 FROM poll p JOIN candidate_list l ON l.id = p.candidate_list_id WHERE p.id = $1 AND l.closed_at IS NOT NULL',
    [pollId],
  )) as unknown[];
  return rows.length > 0;
}

export interface ElectionLink {
  readonly candidateListId: string;
  readonly runOffOf: string | null;
}

interface Polls {
  find(manager: EntityManager, pollId: string): Promise<Poll>;
  /** A draft with its link to the list; rights, step and question are checked there. */
  create(ctx: Context, given: CreatePollInput, link?: ElectionLink): Promise<Poll>;
}

const MAX_NAME = 300;

export class CandidateListService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly polls: Polls,
    private readonly changed: (sittingId: string) => void,
  ) {}

  async open(ctx: Context, given: OpenCandidateListInput): Promise<CandidateList> {
    const office = words('office', given.office, MAX_NAME);
    if (given.seatsToFill < 1 || given.seatsToFill > 100)
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'seatsToFill', why: '1–100' });
    const id = ctx.ids.next();
    return this.work(ctx, given.sittingId, 'openCandidateList', async (manager, sitting) => {
      const board = await boardOf(manager, sitting.councilId);
      if (board) throw refusal('POLL_NOT_OF_A_BOARD', { board: board.name });
      if (given.agendaItemId != null) await itemOf(manager, sitting.id, given.agendaItemId);
      await manager.query(
        'INSERT INTO candidate_list (id, sitting_id, council_id, agenda_item_id, office, seats_to_fill, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [
          id,
          sitting.id,
          sitting.councilId,
          given.agendaItemId ?? null,
          office,
          given.seatsToFill,
          ctx.actor.accountId ?? null,
        ],
      );
      return this.found(manager, id);
    });
  }

  async nominate(ctx: Context, given: NominateInput): Promise<CandidateList> {
    const name = words('name', given.name, MAX_NAME);
    const post = given.post == null || given.post.trim() === '' ? null : words('post', given.post, MAX_NAME);
    const by =
      given.proposedBy == null || given.proposedBy.trim() === ''
        ? null
        : words('proposedBy', given.proposedBy, MAX_NAME);
    if (given.personId != null && !isUuid(given.personId))
      throw fault(kitErrors, 'INVALID_INPUT', { field: 'personId', why: 'UUID' });
    return this.onList(ctx, given.listId, 'nominate', async (manager, list) => {
      if (list.closedAt !== null) throw refusal('LIST_CLOSED');
      const twice = list.nominations.some(
        (n) =>
          n.withdrawnAt === null &&
          (given.personId != null && n.personId !== null
            ? n.personId === given.personId
            : n.name.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi')),
      );
      if (twice) throw refusal('NOMINATION_TWICE');
      await manager.query(
        'INSERT INTO nomination (id, list_id, person_id, name, post, proposer, proposed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [
          ctx.ids.next(),
          list.id,
          given.personId ?? null,
          name,
          post,
          given.proposer,
          given.proposer === 'SELF' ? name : by,
        ],
      );
    });
  }

  async withdraw(ctx: Context, listId: string, nominationId: string, reason: string): Promise<CandidateList> {
    const why = words('reason', reason, 500);
    return this.onList(ctx, listId, 'withdrawNomination', async (manager, list) => {
      if (list.closedAt !== null) throw refusal('LIST_CLOSED');
      if (!list.nominations.some((n) => n.id === nominationId && n.withdrawnAt === null))
        throw refusal('NOMINATION_UNKNOWN');
      await manager.query(
        'UPDATE nomination SET withdrawn_at = clock_timestamp(), withdrawal_reason = $2 WHERE id = $1',
        [nominationId, why],
      );
    });
  }

  /** By the procedural poll in which the council adopted the list as it stands. */
  async close(ctx: Context, listId: string, pollId: string): Promise<CandidateList> {
    return this.onList(ctx, listId, 'closeCandidateList', async (manager, list) => {
      if (list.closedAt !== null) throw refusal('LIST_CLOSED');
      const standing = list.nominations.filter((n) => n.withdrawnAt === null).length;
      if (standing < list.seatsToFill) throw refusal('LIST_TOO_SHORT', { given: standing, needed: list.seatsToFill });
      const poll = await this.polls.find(manager, pollId);
      const outcome = (await storedTally(manager, poll.id))?.outcome;
      if (
        poll.sittingId !== list.sittingId ||
        poll.kind !== 'PROCEDURAL' ||
        poll.state !== 'PUBLISHED' ||
        outcome !== 'ADOPTED'
      )
        throw refusal('LIST_POLL_UNFIT');
      await manager.query(
        'UPDATE candidate_list SET closed_by_poll = $2, closed_at = clock_timestamp() WHERE id = $1',
        [list.id, poll.id],
      );
    });
  }

  /** The election of a closed list, as a draft: whoever stands is a row, in the order of nomination. */
  async election(
    ctx: Context,
    listId: string,
    expectedStep: number,
    { pickOnly = false, ...how }: Pick<CreatePollInput, 'method' | 'form' | 'formBasis' | 'pickOnly'>,
  ): Promise<Poll> {
    const { manager } = this.dataSource;
    const list = await this.found(manager, listId);
    if (list.closedAt === null) throw refusal('LIST_NOT_CLOSED');
    const standing = list.nominations.filter((n) => n.withdrawnAt === null);
    return this.polls.create(
      ctx,
      {
        sittingId: list.sittingId,
        expectedStep,
        agendaItemId: list.agendaItemId,
        kind: 'ELECTION',
        ...how,
        title: `Bầu ${list.office}`,
        rows: standing.map((n) => ({ personId: n.personId, name: n.name, post: n.post })),
        seatsToFill: list.seatsToFill,
        pickOnly: pickOnly === true && standing.length > list.seatsToFill,
      },
      { candidateListId: list.id, runOffOf: null },
    );
  }

  /** Among those tied, for the places that are left. */
  async runOff(ctx: Context, pollId: string, expectedStep: number, method: PollMethodName | null): Promise<Poll> {
    const { manager } = this.dataSource;
    const poll = await this.polls.find(manager, pollId);
    const stored =
      poll.kind === 'ELECTION' && poll.state === 'PUBLISHED' ? await storedTally(manager, poll.id) : undefined;
    const verdicts = stored?.verdicts ?? [];
    const tied = new Set(verdicts.filter((v) => v.verdict === 'RUN_OFF').map((v) => v.row));
    const [known] = (await manager.query(
      `SELECT 1 FROM poll p WHERE p.run_off_of = $1 AND p.state <> 'CANCELLED' AND NOT EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state = 'ANNULLED')`,
      [poll.id],
    )) as unknown[];
    if (tied.size === 0 || known || poll.candidateListId === null) throw refusal('NO_RUN_OFF');
    const places = (poll.seatsToFill ?? poll.rowCount) - verdicts.filter((v) => v.verdict === 'ELECTED').length;
    const rows = (await manager.query(
      'SELECT row_number AS "row", person_id AS "personId", name, post FROM poll_row WHERE poll_id = $1 ORDER BY row_number',
      [poll.id],
    )) as { row: number; personId: string | null; name: string; post: string | null }[];
    return this.polls.create(
      ctx,
      {
        sittingId: poll.sittingId,
        expectedStep,
        agendaItemId: poll.agendaItemId,
        kind: 'ELECTION',
        method: method ?? poll.method,
        form: poll.form,
        formBasis: poll.formBasis,
        title: poll.title.startsWith('Bầu lại: ') ? poll.title : `Bầu lại: ${poll.title}`,
        rows: rows.filter((r) => tied.has(r.row)).map(({ row: _row, ...r }) => r),
        seatsToFill: places,
        pickOnly: poll.pick !== null,
      },
      { candidateListId: poll.candidateListId, runOffOf: poll.id },
    );
  }

  async ofSitting(sittingId: string): Promise<CandidateList[]> {
    const found = await this.dataSource.manager.find(CandidateList, {
      where: { sittingId },
      relations: { nominations: true },
      order: { createdAt: 'ASC' },
    });
    return found.map(inOrder);
  }

  async found(manager: EntityManager, id: string): Promise<CandidateList> {
    const list = isUuid(id)
      ? await manager.findOne(CandidateList, { where: { id }, relations: { nominations: true } })
      : null;
    if (!list) throw refusal('LIST_UNKNOWN');
    return inOrder(list);
  }

  private async onList(
    ctx: Context,
    listId: string,
    what: string,
    work: (manager: EntityManager, list: CandidateList) => Promise<void>,
  ): Promise<CandidateList> {
    const seen = await this.found(this.dataSource.manager, listId);
    return this.work(ctx, seen.sittingId, what, async (manager) => {
      await work(manager, await this.found(manager, listId));
      return this.found(manager, listId);
    });
  }

  private async work<T>(
    ctx: Context,
    sittingId: string,
    what: string,
    work: (manager: EntityManager, sitting: Sitting) => Promise<T>,
  ): Promise<T> {
    const done = await transaction(this.dataSource, async (manager) => {
      const sitting = await this.sittings.lock(manager, sittingId);
      const may = (['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(ctx.actor, role, sitting.councilId));
      if (ctx.actor.kind !== 'PERSON' || !may || !isAdmitted(ctx.actor, sitting))
        throw fault(kitErrors, 'FORBIDDEN', { what });
      if (sitting.state === SittingState.ENDED) throw refusal('SITTING_ENDED');
      return work(manager, sitting);
    });
    this.changed(sittingId);
    return done;
  }
}

const inOrder = (list: CandidateList): CandidateList => {
  list.nominations.sort(
    (a: Nomination, b: Nomination) => a.proposedAt.getTime() - b.proposedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  return list;
};
