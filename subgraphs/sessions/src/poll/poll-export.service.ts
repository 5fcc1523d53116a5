/**
 * Exporting a poll: its whole record as one JSON document, read in one snapshot.
 *
 * It holds what was put to the vote, the roll, every ballot with its link of
 * the chain, every event, the tally, the rulings: all that `verifyExport` needs
 * to recompute the result on a machine without a network. Of a public poll
 * names and choices are in it: who may hand it out is the caller's to decide.
 */
import { isUuid } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { localDay } from '@nghitruong/kit/i18n';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { Poll } from './poll.entity.js';
import { ISO_MICROSECONDS } from './poll.events.js';
import { EXPORT_FORMAT, type ExportedSheet, type PollExport } from './poll-export.rules.js';
import { questionOf, rowsOf } from './question.service.js';
import { storedTally, type StoredTally } from './tally.service.js';

export interface ExportablePoll {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  /** yyyy-MM-dd, in Vietnam. */
  readonly openedOn: string;
}

/** Every poll that was ever opened, the latest first. */
export async function listExportable(manager: EntityManager): Promise<ExportablePoll[]> {
  const polls = await manager.find(Poll, {
    where: { openedAt: Not(IsNull()) },
    relations: { rulings: true },
    order: { openedAt: 'DESC', id: 'ASC' },
  });
  return polls.map(({ id, title, state, openedAt }) => ({ id, title, state, openedOn: localDay(openedAt!) }));
}

/** @throws Fault NOT_FOUND */
export async function exportPoll(manager: EntityManager, pollId: string): Promise<PollExport> {
  return manager.transaction('REPEATABLE READ', async (snapshot) => {
    const poll = isUuid(pollId)
      ? await snapshot.findOne(Poll, { where: { id: pollId }, relations: { rulings: true } })
      : null;
    if (!poll) throw fault(kitErrors, 'NOT_FOUND', { what: 'poll', id: pollId.slice(0, 64) });
    const read = async <T>(sql: string): Promise<T[]> => (await snapshot.query(sql, [poll.id])) as T[];
    const stored = await storedTally(snapshot, poll.id);
    const [late] = await read<{ n: number }>('SELECT count(*)::int AS n FROM late_attempt WHERE poll_id = $1');
    return {
      format: EXPORT_FORMAT,
      poll: {
        ...questionOf(poll, await rowsOf(snapshot, poll.id), poll.rule),
        frozenHash: poll.frozenHash,
        state: poll.state,
        inOffice: poll.inOffice,
        suspended: poll.suspended,
        total: poll.total,
        presentAtOpen: poll.presentAtOpen,
        lateArrivals: poll.lateArrivals,
        rollHash: poll.rollHash,
        chainLength: poll.chainLength,
        chainHead: poll.chainHead?.toString('hex') ?? null,
      },
      roll: await read(
        `SELECT seat_id AS "seatId", person_id AS "personId", full_name AS "fullName", standing, present_at_open AS "presentAtOpen", late_at IS NOT NULL AS late, counted_index AS "countedIndex", press
         FROM poll_roll WHERE poll_id = $1 ORDER BY sort_name, seat_id`,
      ),
      ballots: await read(
        `SELECT chain_index AS "chainIndex", id AS "ballotId", seat_id AS "seatId", choice, press, ballot_key AS "ballotKey", to_char(recorded_at AT TIME ZONE 'UTC', '${ISO_MICROSECONDS}') AS "recordedAt", encode(chain_hash, 'hex') AS "chainHash"
         FROM ballot WHERE poll_id = $1 ORDER BY chain_index`,
      ),
      ...(poll.method !== 'ELECTRONIC' && {
        sheets: await read<ExportedSheet>(
          `SELECT account_id AS "accountId", person_id AS "personId", issued, not_returned AS "notReturned", collected, valid, invalid, marks, row_counts AS rows, casting FROM tally_sheet WHERE poll_id = $1 ORDER BY entered_at, id`,
        ),
      }),
      lateAttempts: late!.n,
      tally: stored ? { ...stored.tally, ...withoutTally(stored) } : null,
      rulings: [...poll.rulings]
        .sort((a, b) => a.ruledAt.getTime() - b.ruledAt.getTime())
        .map((r) => ({ state: r.state, annulmentKind: r.annulmentKind, basis: r.basis })),
      events: await read(
        `SELECT event_index AS "eventIndex", name, account_id AS "accountId", to_char(occurred_at AT TIME ZONE 'UTC', '${ISO_MICROSECONDS}') AS "occurredAt", detail, encode(chain_hash, 'hex') AS "chainHash"
         FROM poll_event WHERE poll_id = $1 ORDER BY event_index`,
      ),
    };
  });
}

const withoutTally = ({ tally: _tally, ...rest }: StoredTally): Omit<StoredTally, 'tally'> => rest;
