/**
 * Counting paper and hands: two persons enter apart, and when they agree the
 * poll has its tally.
 *
 * Sheets are only added. Of each account the latest counts, so that a wrong
 * entry is corrected by entering again; a poll is counted by the first two of
 * different persons that say the same, through the one tally function. A poll
 * in the open is certified by that; a secret one waits for its committee.
 *
 * A tie that the head of a board decides (R-VOT-16) is decided by the side the
 * head was seen on, which both say; in a secret ballot it decides nothing.
 *
 * Promises   nobody is told another's numbers before both agree; one person
 *            with two accounts is one person; what does not reconcile is not
 *            taken; two entries at the same moment make one tally.
 * Locks      the sitting's row first, then the poll's.
 * Elsewhere  what reconciles: tally-sheet.rules · who certifies: tally-committee
 */
import { hasRole } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { canonical, sha256Hex } from '../ballot/audit-chain.js';
import { tallyFrom } from '../ballot/tally.js';
import { decide } from '../poll/counted.rules.js';
import { appendPollEvent } from '../poll/poll.events.js';
import type { Poll } from '../poll/poll.entity.js';
import { eventNameOf } from '../poll/poll-statements.js';
import { hallOf, storeTally } from '../poll/tally.service.js';
import { refusal } from '../refused.js';
import { isAdmitted } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { committeeOf } from '../tally-committee/tally-committee.service.js';
import { ManualCount, TallySheet } from './tally-sheet.entity.js';
import {
  castingChoiceOf,
  differences,
  isProblem,
  sheetFrom,
  withCasting,
  type EnteredSheet,
  type Sheet,
} from './tally-sheet.rules.js';

interface PollSource {
  find(manager: EntityManager, pollId: string): Promise<Poll>;
}

/** Of each account the latest sheet, the most recent first. */
export async function standingSheets(manager: EntityManager, pollId: string): Promise<TallySheet[]> {
  const all = await manager.find(TallySheet, { where: { pollId }, order: { enteredAt: 'DESC', id: 'DESC' } });
  const seen = new Set<string>();
  return all.filter((s) => !seen.has(s.accountId) && seen.add(s.accountId));
}

/** Whether this person sits on the committee that counts this poll. */
export async function countsPaper(manager: EntityManager, poll: Poll, personId: string | undefined): Promise<boolean> {
  if (personId === undefined || poll.method === 'ELECTRONIC') return false;
  const committee = await committeeOf(manager, poll);
  return committee?.members.some((m) => m.personId === personId) ?? false;
}

export const otherPerson = (a: TallySheet, b: TallySheet): boolean =>
  a.accountId !== b.accountId && (a.personId === null || b.personId === null || a.personId !== b.personId);

/** Whose side decides a tie of this count; null where nobody's does, or a secret ballot hides it. */
export const castingVoterOf = (poll: Pick<Poll, 'rule' | 'form' | 'method'>): string | null =>
  poll.method !== 'ELECTRONIC' && poll.form === 'PUBLIC' && poll.rule?.tie?.seatId ? poll.rule.tie.name : null;

const asSheet = (s: TallySheet): Sheet => s;

export async function manualCountOf(
  manager: EntityManager,
  poll: Poll,
  accountId: string | undefined,
): Promise<ManualCount | null> {
  if (poll.method === 'ELECTRONIC') return null;
  const sheets = await standingSheets(manager, poll.id);
  const [last] = sheets;
  const other = last && sheets.find((s) => otherPerson(s, last));
  const found = last && other ? differences(asSheet(other), asSheet(last)) : [];
  const [tally] = (await manager.query('SELECT 1 FROM poll_tally WHERE poll_id = $1', [poll.id])) as unknown[];
  return Object.assign(new ManualCount(), {
    entered: other ? 2 : last ? 1 : 0,
    mine: sheets.some((s) => s.accountId === accountId),
    differences: tally ? [] : found,
    agreed: tally !== undefined,
  });
}

export class TallySheetService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly polls: PollSource,
    private readonly changed: (sittingId: string) => void,
  ) {}

  /** @throws Refusal POLL_STATE, SHEET_NOT_YOURS, SHEET_DOES_NOT_RECONCILE naming the line */
  async enter(ctx: Context, pollId: string, given: EnteredSheet): Promise<ManualCount> {
    const { accountId, personId } = ctx.actor;
    const [sittingId, count] = await transaction(this.dataSource, async (manager) => {
      const seen = await this.polls.find(manager, pollId);
      const sitting = await this.sittings.lock(manager, seen.sittingId);
      await manager.query('SELECT 1 FROM poll WHERE id = $1 FOR UPDATE', [pollId]);
      const poll = await this.polls.find(manager, pollId);
      if (ctx.actor.kind !== 'PERSON' || accountId === undefined || !isAdmitted(ctx.actor, sitting))
        throw fault(kitErrors, 'FORBIDDEN', { what: 'enterTallySheet' });
      const counts =
        (['SESSION_SECRETARY', 'TALLY_COMMITTEE'] as const).some((role) => hasRole(ctx.actor, role, poll.councilId)) ||
        (await countsPaper(manager, poll, personId));
      if (!counts) throw refusal('SHEET_NOT_YOURS');
      if (poll.method === 'ELECTRONIC' || poll.state !== 'CLOSED')
        throw refusal('POLL_STATE', { command: 'enterTallySheet', state: poll.state });
      const known = await manualCountOf(manager, poll, accountId);
      if (known!.agreed) throw refusal('POLL_STATE', { command: 'enterTallySheet', state: 'COUNTED' });
      const voters = poll.presentAtOpen! + poll.lateArrivals;
      const counted = sheetFrom(poll.ballotForm, poll.method, voters, given);
      if (isProblem(counted)) {
        const { vi, en, left, right } = counted;
        throw refusal('SHEET_DOES_NOT_RECONCILE', { vi, en, left, right });
      }
      const voter = castingVoterOf(poll);
      const sheet = withCasting(counted, voter !== null, given.casting);
      if (!sheet) throw refusal('CASTING_SIDE_MISSING', { name: voter!, n: counted.marks['FOR'] ?? 0 });
      const id = ctx.ids.next();
      await manager.query(
        `INSERT INTO tally_sheet (id, poll_id, account_id, person_id, issued, not_returned, collected, valid, invalid, marks, row_counts, casting) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          ...[id, poll.id, accountId, personId ?? null],
          ...[sheet.issued, sheet.notReturned, sheet.collected, sheet.valid, sheet.invalid],
          ...[JSON.stringify(sheet.marks), JSON.stringify(sheet.rows), sheet.casting ?? null],
        ],
      );
      // Under a fresh id: whoever reads the log before the count cannot try out numbers against it.
      await appendPollEvent(manager, ctx, poll.id, 'sheetEntered', { sheet: sha256Hex(canonical({ id, sheet })) });
      const sheets = await standingSheets(manager, poll.id);
      const mine = sheets.find((s) => s.id === id)!;
      const same = sheets.some((s) => otherPerson(s, mine) && differences(asSheet(s), sheet).length === 0);
      if (same) await this.count(manager, ctx, poll, sheet);
      await this.sittings.advance(manager, ctx, sitting.id, sitting.step);
      return [sitting.id, (await manualCountOf(manager, poll, accountId))!] as const;
    });
    this.changed(sittingId);
    return count;
  }

  /** Polls of a sitting that wait to be counted by this person, a member of their committee. */
  async awaiting(ctx: Context, sittingId: string): Promise<Poll[]> {
    const { manager } = this.dataSource;
    const { personId } = ctx.actor;
    if (personId === undefined || !isUuid(sittingId)) return [];
    const rows = (await manager.query(
      `SELECT p.id FROM poll p WHERE p.sitting_id = $1 AND p.state = 'CLOSED' AND p.method <> 'ELECTRONIC'
         AND NOT EXISTS (SELECT 1 FROM poll_tally t WHERE t.poll_id = p.id) ORDER BY p.created_at`,
      [sittingId],
    )) as { id: string }[];
    const mine: Poll[] = [];
    for (const { id } of rows) {
      const poll = await this.polls.find(manager, id);
      if (await countsPaper(manager, poll, personId)) mine.push(poll);
    }
    return mine;
  }

  /** The sheet of this account that stands; null where it has entered none. */
  async mine(ctx: Context, pollId: string): Promise<TallySheet | null> {
    const { accountId } = ctx.actor;
    if (accountId === undefined) return null;
    return this.dataSource.manager.findOne(TallySheet, {
      where: { pollId, accountId },
      order: { enteredAt: 'DESC', id: 'DESC' },
    });
  }

  private async count(manager: EntityManager, ctx: Context, poll: Poll, sheet: Sheet): Promise<void> {
    const [closed] = (await manager.query(`SELECT detail FROM poll_event WHERE poll_id = $1 AND name = $2`, [
      poll.id,
      eventNameOf('finish'),
    ])) as { detail: { presentAtClose?: number } }[];
    const hall = { ...(await hallOf(manager, poll.id, [])), presentAtClose: closed?.detail.presentAtClose ?? 0 };
    const { notReturned: _kept, casting: _said, ...box } = sheet;
    const tally = tallyFrom(poll.ballotForm, box, hall);
    const sealed = { rollHash: poll.rollHash!, chainLength: poll.chainLength, chainHead: poll.chainHead! };
    const decided = decide({
      pollId: poll.id,
      frozenHash: poll.frozenHash!,
      ...sealed,
      chainHead: sealed.chainHead.toString('hex'),
      rule: poll.rule!,
      tally,
      form: poll.ballotForm,
      seatsToFill: poll.seatsToFill,
      castingChoice: castingChoiceOf(sheet),
    });
    await storeTally(manager, poll.id, tally, decided, sealed);
    await appendPollEvent(manager, ctx, poll.id, 'pollCounted', { digest: decided.digest });
    if (poll.form !== 'PUBLIC') return;
    await manager.query(`INSERT INTO poll_ruling (poll_id, state) VALUES ($1, 'CERTIFIED')`, [poll.id]);
    await appendPollEvent(manager, ctx, poll.id, eventNameOf('certify'), { from: 'CLOSED', to: 'CERTIFIED' });
  }
}
