/**
 * The question of a poll: what a clerk gives is checked against the ballot of
 * its kind, written as a draft with its rows, and frozen with its rule when the
 * poll becomes ready. A re-vote copies it whole.
 *
 * Elsewhere  which ballot a kind has: ballot-form.rules · open or secret: poll-form.policy
 */
import { isUuid } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { ballotFormOf, type BallotForm } from '../ballot/ballot-form.rules.js';
import { mayBoardPoll } from '../board/board.rules.js';
import type { ElectionLink } from '../nomination/candidate-list.service.js';
import { refusal } from '../refused.js';
import { assertMayBeRated } from '../rating/rating.service.js';
import { boardOf, headOf, rulesOf } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { frozenHashOf, type Question, type QuestionRow } from './counted.rules.js';
import { PollRow, type Poll } from './poll.entity.js';
import type { CreatePollInput } from './poll.inputs.js';
import { FORM_RULE_KEYS, formFor, type AcceptForm } from './poll-form.policy.js';
import type { PollKindName, RemovalName } from './poll-kind.rules.js';
import { methodFor, type PollMethodName } from './poll-method.policy.js';
import { RULE_KEYS, snapshotOf, type RuleSnapshot } from './rule-snapshot.rules.js';

export const MAX_TITLE = 1000;
const MAX_NAME = 300;

export interface QuestionDraft {
  readonly kind: PollKindName;
  readonly title: string;
  readonly documentVersion: number | null;
  readonly durationSeconds: number | null;
  readonly formBasis: string | null;
  readonly ballot: BallotForm;
  readonly rows: readonly QuestionRow[];
  readonly seatsToFill: number | null;
  readonly removalOf: RemovalName | null;
}

/** Needs no database. @throws Refusal where the ballot of the kind is another; Fault INVALID_INPUT */
export function draftOf(given: CreatePollInput): QuestionDraft {
  const { kind, durationSeconds = null, documentVersion = null, seatsToFill = null, removalOf = null } = given;
  const title = words('title', given.title, MAX_TITLE);
  if (durationSeconds !== null && (durationSeconds < 5 || durationSeconds > 86_400))
    throw invalid('durationSeconds', '5–86400');
  if (documentVersion !== null && (documentVersion < 0 || documentVersion > 100_000))
    throw invalid('documentVersion', '0–100000');
  if (removalOf !== null && kind !== 'REMOVAL') throw refusal('REMOVAL_UNWANTED');
  const rows = (given.rows ?? []).map((r, i): QuestionRow => ({
    row: i + 1,
    personId: personIdOf(r.personId ?? null),
    name: words('rows.name', r.name, MAX_NAME),
    post: r.post == null || r.post.trim() === '' ? null : words('rows.post', r.post, MAX_NAME),
  }));
  const seen = new Set<string>();
  for (const { row, personId, name, post } of rows) {
    // Two persons of one name differ by their post; the same person is one whatever stands beside the name.
    const key = personId ?? `${name.toLocaleLowerCase('vi')}|${post?.toLocaleLowerCase('vi') ?? ''}`;
    if (seen.has(key)) throw refusal('ROW_TWICE', { row });
    seen.add(key);
  }
  if (seatsToFill !== null && kind !== 'ELECTION') throw refusal('PICK_UNWANTED');
  if (seatsToFill !== null && (seatsToFill < 1 || seatsToFill > rows.length)) throw refusal('PICK_RANGE');
  if (given.pickOnly && seatsToFill === null) throw refusal('PICK_RANGE');
  const ballot = ballotFormOf(kind, { rows: rows.length, pick: given.pickOnly ? seatsToFill : null });
  if (typeof ballot === 'string') throw refusal(ballot);
  const formBasis = given.formBasis == null ? null : words('formBasis', given.formBasis, MAX_TITLE);
  return {
    ...{ kind, title, documentVersion, durationSeconds, formBasis, ballot, rows, seatsToFill },
    removalOf: kind === 'REMOVAL' ? (removalOf ?? 'DELEGATE') : null,
  };
}

/**
 * Writes the draft and its rows.
 *
 * What could never open is refused here, while there is time to prepare it
 * otherwise, and not before a full hall: an election is made from its closed
 * list (R-VOT-07) and gets none afterwards.
 *
 * @throws Refusal where the kind or the form may not be
 */
export async function writeQuestion(
  manager: EntityManager,
  id: string,
  sitting: Sitting,
  given: CreatePollInput,
  draft: QuestionDraft,
  acceptForm: AcceptForm,
  link?: ElectionLink,
): Promise<void> {
  const { kind, ballot, rows } = draft;
  const board = await boardOf(manager, sitting.councilId);
  if (board && !mayBoardPoll(kind)) throw refusal('POLL_NOT_OF_A_BOARD', { board: board.name });
  if (kind === 'ELECTION' && !link) throw refusal('LIST_NOT_CLOSED');
  const form = formFor(kind, given.form ?? null, draft.formBasis, await rulesOf(manager, sitting, FORM_RULE_KEYS));
  if (form !== 'PUBLIC' && form !== 'SECRET') throw refusal(form, { kind });
  if (kind === 'CONFIDENCE_RATING') await assertMayBeRated(manager, sitting, rows);
  const method = methodFor(form, given.method ?? null);
  if (method === 'HANDS_NOT_SECRET') throw refusal(method);
  const refused = acceptForm({ kind, form, councilId: sitting.councilId, method });
  if (refused) throw refusal(refused, { kind });
  await manager.query(
    `INSERT INTO poll (id, sitting_id, council_id, agenda_item_id, kind, form, title, options, document_version, duration_seconds, layout, row_count, pick, seats_to_fill, removal_of, form_basis, method, candidate_list_id, run_off_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      ...[id, sitting.id, sitting.councilId, given.agendaItemId ?? null, kind, form, draft.title, ballot.marks],
      ...[
        draft.documentVersion,
        method === 'ELECTRONIC' ? draft.durationSeconds : null,
        ballot.layout,
        rows.length,
        ballot.max,
      ],
      ...[draft.seatsToFill, draft.removalOf, draft.formBasis, method],
      ...[link?.candidateListId ?? null, link?.runOffOf ?? null],
    ],
  );
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO poll_row (poll_id, row_number, person_id, name, post)
     SELECT $1, r."row", r."personId", r.name, r.post FROM jsonb_to_recordset($2::jsonb) AS r ("row" int, "personId" uuid, name text, post text)`,
    [id, JSON.stringify(rows)],
  );
}

/** What a copied question is to the one it was copied from. */
export type CopyLink = 'revote_of' | 'continues';

/** The same question, put again: after an annulment, or on paper or by hands. */
export async function copyQuestion(
  manager: EntityManager,
  from: string,
  to: string,
  link: CopyLink = 'revote_of',
  method: PollMethodName | null = null,
): Promise<void> {
  await manager.query(
    `INSERT INTO poll (id, sitting_id, council_id, agenda_item_id, kind, form, title, options, document_version, duration_seconds, layout, row_count, pick, seats_to_fill, removal_of, form_basis, method, run_off_of, candidate_list_id, ${link})
     SELECT $2, sitting_id, council_id, agenda_item_id, kind, form, title, options, document_version, CASE WHEN $3::text IS NULL THEN duration_seconds END,
       layout, row_count, pick, seats_to_fill, removal_of, form_basis, coalesce($3, method), run_off_of, candidate_list_id, id FROM poll WHERE id = $1`,
    [from, to, method],
  );
  await manager.query(
    `INSERT INTO poll_row (poll_id, row_number, person_id, name, post) SELECT $2, row_number, person_id, name, post FROM poll_row WHERE poll_id = $1`,
    [from, to],
  );
}

export const rowsOf = (manager: EntityManager, pollId: string): Promise<PollRow[]> =>
  manager.find(PollRow, { where: { pollId }, order: { row: 'ASC' } });

/** What the hash of a question is made of. */
export function questionOf(poll: Poll, rows: readonly QuestionRow[], rule: RuleSnapshot | null): Question {
  const { id, sittingId, councilId, agendaItemId, kind, form, title, documentVersion, durationSeconds } = poll;
  const { layout, pick, seatsToFill, removalOf, formBasis, method, continuesId, runOffOfId } = poll;
  return {
    ...{ id, sittingId, councilId, agendaItemId, kind, form, title, documentVersion, durationSeconds },
    ...{ layout, pick, seatsToFill, removalOf, formBasis, rule },
    method,
    continues: continuesId,
    runOffOf: runOffOfId,
    options: poll.marks,
    revoteOf: poll.revoteOfId,
    rows: rows.map(({ row, personId, name, post }) => ({ row, personId, name, post })),
  };
}

/** The rule that a poll would be frozen with now: of a board its own, with who heads it. */
export async function ruleNow(
  manager: EntityManager,
  poll: Pick<Poll, 'kind' | 'removalOf'>,
  sitting: Sitting,
): Promise<RuleSnapshot | undefined> {
  const board = await boardOf(manager, sitting.councilId);
  const head = board && (await headOf(manager, sitting));
  const rules = await rulesOf(manager, sitting, RULE_KEYS);
  return snapshotOf(poll.kind, rules, poll.removalOf, board && { kind: board.kind, head: head ?? null });
}

/** READY: the question with its rule, hashed; from now on the database keeps both as they are. */
export async function freezeQuestion(
  manager: EntityManager,
  poll: Poll,
  sitting: Sitting,
): Promise<{ detail: { frozenHash: string } }> {
  const rule = await ruleNow(manager, poll, sitting);
  if (!rule) throw refusal('RULE_MISSING', { kind: poll.kind });
  // A draft of an earlier release may be without its list: frozen, it could only be cancelled.
  if (poll.kind === 'ELECTION' && poll.candidateListId === null) throw refusal('LIST_NOT_CLOSED');
  const rows = await rowsOf(manager, poll.id);
  // Between the draft and now a notice of retirement may have come.
  if (poll.kind === 'CONFIDENCE_RATING') await assertMayBeRated(manager, sitting, rows);
  const frozenHash = frozenHashOf(questionOf(poll, rows, rule));
  await manager.query(
    `UPDATE poll SET state = 'READY', rule = $2, frozen_hash = $3, ready_at = clock_timestamp() WHERE id = $1`,
    [poll.id, JSON.stringify(rule), frozenHash],
  );
  return { detail: { frozenHash } };
}

export const invalid = (field: string, why: string) => fault(kitErrors, 'INVALID_INPUT', { field, why });

/** Words of a person: trimmed, normalized, neither empty nor endless. */
export function words(field: string, given: string, max: number): string {
  const text = cleanText(given);
  if (text.length === 0 || text.length > max) throw invalid(field, `1–${max} ký tự / characters`);
  return text;
}

function personIdOf(given: string | null): string | null {
  if (given !== null && !isUuid(given)) throw invalid('rows.personId', 'phải là UUID / must be a UUID');
  return given === null ? null : given.toLowerCase();
}
