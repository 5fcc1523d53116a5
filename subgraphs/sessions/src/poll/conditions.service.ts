/**
 * What must hold before a poll opens, asked in one place: the console shows the
 * list, the opening itself refuses by it.
 *
 * Blocking: the sitting is in session, no vote on a part of the item is open
 * where this one is on the whole (R-SES-14), no other poll of it is open, the quorum
 * where its rule says BLOCK, and durable storage: without fsync,
 * full_page_writes and synchronous_commit a power cut could swallow receipts.
 * Warnings: the quorum where its rule says WARN, too few present for anything to
 * pass, and of a council with limited powers what seems to lie beyond them.
 */
import type { EntityManager } from 'typeorm';
import { defineErrors, message } from '@nghitruong/kit/errors';
import { countOf } from '../attendance/roster.service.js';
import { wordsOf } from '../board/board.rules.js';
import { errors } from '../errors.js';
import { decides, namesSubject } from '../limited-powers/limited-powers.rules.js';
import { limitsOf, wordsOf as limitWordsOf } from '../limited-powers/limited-powers.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { SittingState } from '../sitting/sitting.states.js';
import { needed, totalDelegates } from './majority.rules.js';
import { hasClosedList } from '../nomination/candidate-list.service.js';
import { keyIsHeld } from '../secret-box/secret-key.service.js';
import { committeeOf, countsOneself } from '../tally-committee/tally-committee.service.js';
import type { Poll } from './poll.entity.js';
import { boardOf, seatsOf } from '../sitting/seat.service.js';

export type ConditionCode =
  | 'SITTING_NOT_OPEN'
  | 'LIST_NOT_CLOSED'
  | 'TALLY_COMMITTEE_MISSING'
  | 'SECRET_KEY_MISSING'
  | 'TALLY_CANDIDATE'
  | 'ITEM_POLL_OPEN'
  | 'ANOTHER_POLL_OPEN'
  | 'STORAGE_NOT_DURABLE'
  | 'QUORUM_NOT_MET'
  | 'TOO_FEW_TO_PASS'
  | 'BEYOND_LIMITED_POWERS';

/** What stands beside the tick; where there is none, the refusal's own sentence says the cure. */
const MET: Readonly<Record<ConditionCode, { key: string; vi: string; en: string }>> = {
  SITTING_NOT_OPEN: { key: 'SITTING_OPEN', vi: 'Phiên họp đang họp', en: 'The sitting is in session' },
  ITEM_POLL_OPEN: {
    key: 'ITEMS_DECIDED',
    vi: 'Các nội dung biểu quyết riêng đã xong',
    en: 'The votes on single parts are over',
  },
  LIST_NOT_CLOSED: {
    key: 'LIST_CLOSED',
    vi: 'Danh sách bầu cử đã được HĐND biểu quyết chốt',
    en: 'The council has closed the list of candidates by a vote',
  },
  TALLY_CANDIDATE: {
    key: 'TALLY_IMPARTIAL',
    vi: 'Không ai có tên trên phiếu ngồi trong Ban kiểm phiếu',
    en: 'Nobody on the ballot sits on the tally committee',
  },
  SECRET_KEY_MISSING: {
    key: 'SECRET_KEY',
    vi: 'Ban kiểm phiếu giữ khóa của cuộc bỏ phiếu',
    en: 'The tally committee holds the key of the vote',
  },
  TALLY_COMMITTEE_MISSING: {
    key: 'TALLY_COMMITTEE',
    vi: 'Đã có Ban kiểm phiếu',
    en: 'A tally committee is appointed',
  },
  ANOTHER_POLL_OPEN: {
    key: 'NO_OTHER_POLL',
    vi: 'Không có cuộc biểu quyết nào khác đang mở',
    en: 'No other poll is open',
  },
  STORAGE_NOT_DURABLE: { key: 'STORAGE_DURABLE', vi: 'Phiếu được ghi bền vững', en: 'Ballots are stored durably' },
  QUORUM_NOT_MET: {
    key: 'QUORUM',
    vi: 'Có mặt {present}/{total} {seated}, đủ theo quy tắc',
    en: '{present} of {total} {seatedEn} are present: the quorum is met',
  },
  TOO_FEW_TO_PASS: {
    key: 'ENOUGH_TO_PASS',
    vi: 'Có mặt {present}, đủ để đạt {needed}/{total} tán thành',
    en: '{present} are present: enough to reach {needed} of {total} in favour',
  },
  BEYOND_LIMITED_POWERS: {
    key: 'WITHIN_LIMITED_POWERS',
    vi: 'Nội dung về kế hoạch kinh tế – xã hội, ngân sách: Hội đồng còn {remaining}/{elected} đại biểu vẫn quyết định được ({source})',
    en: 'An item of the plan or the budget: a council with {remaining} of {elected} delegates left still decides it ({source})',
  },
};

/** An unmet warning is a fact with its cure: nothing was refused. */
const UNMET = defineErrors({
  QUORUM_NOT_MET: {
    vi: 'Có mặt {present}/{total} {seated}, quy tắc cần từ {needed}. Điểm danh thêm trước khi mở.',
    en: '{present} of {total} {seatedEn} are present, the rule asks for {needed}. Check in more before opening.',
  },
});

export interface Condition {
  readonly key: string;
  /** The code under which the opening refuses where the condition blocks. */
  readonly code: ConditionCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly met: boolean;
  readonly blocking: boolean;
  readonly vi: string;
  readonly en: string;
}

export interface ConditionOptions {
  /** Tests run on a server without fsync. */
  readonly allowUnsafeStorage: boolean;
}

const TABLE = defineErrors(
  Object.fromEntries(Object.entries(MET).map(([code, { vi, en }]) => [code, { vi, en }])) as Record<
    ConditionCode,
    { vi: string; en: string }
  >,
);

export async function conditionsOf(
  manager: EntityManager,
  poll: Poll,
  sitting: Sitting,
  options: ConditionOptions,
): Promise<Condition[]> {
  const [others] = (await manager.query(
    `SELECT count(*) FILTER (WHERE live)::int AS n, count(*) FILTER (WHERE part)::int AS parts, count(*) FILTER (WHERE part AND live)::int AS "openParts"
     FROM (SELECT state IN ('OPEN', 'PAUSED', 'CLOSING') AS live, kind = 'RESOLUTION_ITEM' AND agenda_item_id = $3 AS part
           FROM poll WHERE sitting_id = $1 AND id <> $2 AND state NOT IN ('DRAFT', 'CANCELLED')) p`,
    [sitting.id, poll.id, poll.agendaItemId],
  )) as [{ n: number; parts: number; openParts: number }];
  const [storage] = (await manager.query(
    `SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on' AND current_setting('synchronous_commit') <> 'off' AS durable`,
  )) as [{ durable: boolean }];
  const hall = await countOf(manager, sitting);
  const seats = await seatsOf(manager, sitting);
  const suspended = seats.filter((s) => s.status === 'SUSPENDED').length;
  const total = totalDelegates({ inOffice: seats.length - suspended, suspended }, poll.rule?.excludesSuspended ?? true);
  const { seated } = wordsOf(await boardOf(manager, sitting.councilId));
  const of = { total, seated: seated.vi, seatedEn: seated.en };
  const toPass = poll.rule ? needed(poll.rule.threshold, total) : 0;
  const condition = (
    code: ConditionCode,
    met: boolean,
    blocking: boolean,
    params: Record<string, string | number> = {},
  ): Condition => {
    const { vi, en } = met
      ? message(TABLE, code, params)
      : code === 'QUORUM_NOT_MET' && !blocking
        ? message(UNMET, code, params)
        : message(errors, code, params);
    return { key: MET[code].key, code, params, met, blocking, vi, en };
  };
  const committee = await committeeOf(manager, poll);
  const limits = decides(poll.kind) ? await limitsOf(manager, sitting) : null;
  return [
    condition('SITTING_NOT_OPEN', sitting.state === SittingState.OPEN, true),
    ...(poll.kind === 'RESOLUTION' && others.parts > 0
      ? [condition('ITEM_POLL_OPEN', others.openParts === 0, true)]
      : []),
    condition('ANOTHER_POLL_OPEN', others.n === 0, true),
    // Only where they apply: an election is of a closed list, a secret poll has its committee.
    ...(poll.kind === 'ELECTION' ? [condition('LIST_NOT_CLOSED', await hasClosedList(manager, poll.id), true)] : []),
    ...(poll.form === 'SECRET' ? [condition('TALLY_COMMITTEE_MISSING', committee !== null, true)] : []),
    ...(committee !== null && poll.ballotForm.rows > 0
      ? [condition('TALLY_CANDIDATE', !(await countsOneself(manager, poll.id, committee)), true)]
      : []),
    ...(poll.form === 'SECRET' && poll.method === 'ELECTRONIC'
      ? [condition('SECRET_KEY_MISSING', await keyIsHeld(manager, poll), true)]
      : []),
    condition('STORAGE_NOT_DURABLE', storage.durable || options.allowUnsafeStorage, true),
    condition('QUORUM_NOT_MET', hall.quorumMet, hall.quorumMode === 'BLOCK', {
      present: hall.present,
      needed: hall.quorumNeeded ?? 0,
      ...of,
      total: hall.total,
    }),
    condition('TOO_FEW_TO_PASS', hall.present >= toPass, false, { present: hall.present, needed: toPass, ...of }),
    ...(limits
      ? [
          condition(
            'BEYOND_LIMITED_POWERS',
            namesSubject(await titlesOf(manager, poll), limits.words),
            false,
            limitWordsOf(limits),
          ),
        ]
      : []),
  ];
}

/** The question, and the item that it stands under. */
async function titlesOf(manager: EntityManager, poll: Poll): Promise<string[]> {
  const rows = (await manager.query('SELECT title FROM agenda_item WHERE id = $1', [poll.agendaItemId])) as {
    title: string;
  }[];
  return [poll.title, ...rows.map((row) => row.title)];
}
