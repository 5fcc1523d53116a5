/**
 * Commands of a resolution: each is one transaction that locks its row,
 * compares the revision, asks the table of states, and leaves an event.
 *
 * Promises   a refused command changes nothing; a text is never overwritten.
 * Locks      the resolution's row; a poll's command holds its sitting and poll
 *            first and the resolution last.
 * Elsewhere  adoption and numbers: adoption.service · relations and validity:
 *            resolution-relation.service · reading: resolution-reading.service
 */
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { AgendaItem, AgendaItemKind } from '../agenda/agenda-item.entity.js';
import { CONFIRMED_KINDS } from '../nomination/confirmation.rules.js';
import { pollBy } from '../poll/poll.live.js';
import { refusal } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { effectiveFrom, isDay, type Rules } from './resolution-deadlines.rules.js';
import {
  carryIds,
  MAX_PARAGRAPHS,
  MAX_TEXT,
  paragraphTexts,
  textHash,
  type Paragraph,
} from './resolution-text.rules.js';
import { Resolution } from './resolution.entity.js';
import type {
  CompleteResolutionStepInput,
  DraftResolutionInput,
  PlaceResolutionInput,
  ReasonedResolutionInput,
  RecordVerificationInput,
  ReviseResolutionInput,
  SignResolutionInput,
  SubmitResolutionInput,
} from './resolution.inputs.js';
import { assertMayResolution } from './resolution.policy.js';
import { nextResolutionState, type ResolutionCommand } from './resolution.states.js';

type Change = Partial<Omit<Resolution, 'id' | 'councilId' | 'revision' | 'listedOn' | 'rules'>>;
type Work = (
  manager: EntityManager,
  resolution: Resolution,
) => Promise<{ change?: Change; detail?: Readonly<Record<string, unknown>> } | void>;

const MAX_TITLE = 1000;
const MAX_WORDS = 4000;

export async function appendResolutionEvent(
  manager: EntityManager,
  ctx: Context,
  resolutionId: string,
  command: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await manager.query(
    `INSERT INTO resolution_event (resolution_id, command, detail, recorded_by, recorded_at, correlation_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [resolutionId, command, JSON.stringify(detail), ctx.actor.accountId ?? null, ctx.clock.now(), ctx.correlationId],
  );
}

/** With its row locked until the transaction ends. @throws Fault NOT_FOUND */
export async function lockResolution(manager: EntityManager, id: string): Promise<Resolution> {
  const found = isUuid(id)
    ? await manager.findOne(Resolution, { where: { id }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (!found) throw fault(kitErrors, 'NOT_FOUND', { what: 'resolution', id: id.slice(0, 64) });
  return found;
}

/** @throws Refusal RESOLUTION_CONFIRMS_NOTHING */
async function assertConfirmable(manager: EntityManager, councilId: string, pollId: string): Promise<void> {
  const poll = isUuid(pollId) ? await pollBy(manager, pollId) : null;
  if (poll?.councilId !== councilId || poll.state !== 'PUBLISHED' || !CONFIRMED_KINDS.includes(poll.kind))
    throw refusal('RESOLUTION_CONFIRMS_NOTHING');
}

export class ResolutionService {
  constructor(private readonly dataSource: DataSource) {}

  async draft(ctx: Context, given: DraftResolutionInput): Promise<Resolution> {
    const title = words('title', given.title, MAX_TITLE);
    const { paragraphs, next } = carryIds([], textOf(given.text), 1);
    const submittedById = given.submittedById ?? null;
    assertMayResolution(ctx.actor, { councilId: given.councilId, submittedById, verifyingBodyId: null }, 'draft');
    const id = ctx.ids.next();
    await transaction(this.dataSource, async (manager) => {
      await sessionOf(manager, given.councilId, given.sessionId ?? null);
      const confirms = given.confirmsPollId ?? null;
      if (confirms !== null) await assertConfirmable(manager, given.councilId, confirms);
      await manager.query(
        `INSERT INTO resolution (id, council_id, kind, title, submitted_by, verifying_body, session_id, drafted_on, next_paragraph, confirms_poll, illustrative)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce((SELECT illustrative FROM directory.published_council_v1 WHERE council_id = $2), false))`,
        [
          id,
          given.councilId,
          given.kind,
          title,
          submittedById,
          given.verifyingBodyId ?? null,
          given.sessionId ?? null,
          localDay(ctx.clock.now()),
          next,
          confirms,
        ],
      );
      await addVersion(manager, ctx, id, 1, paragraphs, null);
      await appendResolutionEvent(manager, ctx, id, 'draft', { title, version: 1, ...(confirms && { confirms }) });
    }).catch((error: unknown) => {
      throw isDriverError(error, SQLSTATE.uniqueViolation) ? refusal('RESOLUTION_CONFIRMS_TWICE') : error;
    });
    return this.find(id);
  }

  /** A new version; the ones before stay as they were. */
  revise(ctx: Context, given: ReviseResolutionInput): Promise<Resolution> {
    const texts = textOf(given.text);
    const note = optionalWords('note', given.note);
    return this.command(ctx, given, 'revise', async (manager, resolution) => {
      const last = (await lastVersion(manager, resolution.id))!;
      const { paragraphs, next } = carryIds(last.paragraphs, texts, resolution.nextParagraph);
      const title = given.title == null ? resolution.title : words('title', given.title, MAX_TITLE);
      if (textHash(paragraphs) === last.textHash && title === resolution.title) throw refusal('RESOLUTION_UNCHANGED');
      const version = last.version + 1;
      const hash = await addVersion(manager, ctx, resolution.id, version, paragraphs, note);
      return { change: { nextParagraph: next, title }, detail: { version, textHash: hash } };
    });
  }

  submit(ctx: Context, given: SubmitResolutionInput): Promise<Resolution> {
    return this.command(ctx, given, 'submit', async () => ({
      change: { submittedOn: pastDay(ctx, 'on', given.on), verifyingBodyId: words('body', given.verifyingBodyId, 200) },
    }));
  }

  verify(ctx: Context, given: RecordVerificationInput): Promise<Resolution> {
    const report = words('report', given.report, MAX_WORDS);
    return this.command(ctx, given, 'verify', async (manager, resolution) => {
      const on = pastDay(ctx, 'on', given.on);
      const known = (await manager.query('SELECT 1 FROM resolution_version WHERE resolution_id = $1 AND version = $2', [
        resolution.id,
        given.version,
      ])) as unknown[];
      if (known.length === 0) throw refusal('DOCUMENT_VERSION_UNKNOWN', { version: given.version });
      if (resolution.verifyingBodyId === null) throw refusal('VERIFYING_BODY_MISSING');
      await manager.query(
        `INSERT INTO resolution_verification (id, resolution_id, kind, body_id, version, conclusion, words, reported_on, recorded_by, recorded_at) VALUES ($1, $2, 'REPORT', $3, $4, $5, $6, $7, $8, $9)`,
        [
          ctx.ids.next(),
          resolution.id,
          resolution.verifyingBodyId,
          given.version,
          given.conclusion,
          report,
          on,
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
        ],
      );
      return { detail: { version: given.version, conclusion: given.conclusion } };
    });
  }

  /** Lets a draft through the gate without a report, with the reason on record. */
  waive(ctx: Context, given: ReasonedResolutionInput): Promise<Resolution> {
    const reason = words('reason', given.reason, MAX_WORDS);
    return this.command(ctx, given, 'waive', async (manager, resolution) => {
      await manager.query(
        `INSERT INTO resolution_verification (id, resolution_id, kind, words, reported_on, recorded_by, recorded_at) VALUES ($1, $2, 'WAIVER', $3, $4, $5, $6)`,
        [
          ctx.ids.next(),
          resolution.id,
          reason,
          localDay(ctx.clock.now()),
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
        ],
      );
      return { detail: { reason } };
    });
  }

  giveBack(ctx: Context, given: ReasonedResolutionInput): Promise<Resolution> {
    const reason = words('reason', given.reason, MAX_WORDS);
    return this.command(ctx, given, 'giveBack', async (manager, resolution) => {
      await notUnderVote(manager, resolution.id);
      return { change: { submittedOn: null }, detail: { reason } };
    });
  }

  withdraw(ctx: Context, given: ReasonedResolutionInput): Promise<Resolution> {
    const reason = words('reason', given.reason, MAX_WORDS);
    return this.command(ctx, given, 'withdraw', async (manager, resolution) => {
      await notUnderVote(manager, resolution.id);
      return { detail: { reason } };
    });
  }

  /** Lays an admitted draft on an item of an agenda (RES-2: never one that was not verified or waived). */
  place(ctx: Context, given: PlaceResolutionInput): Promise<Resolution> {
    return this.command(ctx, given, 'place', async (manager, resolution) => {
      const item = isUuid(given.agendaItemId) ? await manager.findOneBy(AgendaItem, { id: given.agendaItemId }) : null;
      const sitting = item && (await manager.findOneBy(Sitting, { id: item.sittingId }));
      if (!item || !sitting || sitting.councilId !== resolution.councilId || item.kind !== AgendaItemKind.RESOLUTION)
        throw refusal('ITEM_UNKNOWN');
      const rows = (await manager.query(
        `INSERT INTO resolution_on_agenda (agenda_item_id, resolution_id) VALUES ($1, $2) ON CONFLICT (agenda_item_id) DO UPDATE SET resolution_id = EXCLUDED.resolution_id
         WHERE resolution_on_agenda.resolution_id = EXCLUDED.resolution_id
           OR NOT EXISTS (SELECT 1 FROM poll WHERE poll.agenda_item_id = EXCLUDED.agenda_item_id AND poll.state NOT IN ('DRAFT', 'CANCELLED')) RETURNING 1`,
        [item.id, resolution.id],
      )) as unknown[];
      if (rows.length === 0) throw refusal('ITEM_TAKEN');
      const last = (await lastVersion(manager, resolution.id))!;
      await manager.update(AgendaItem, { id: item.id }, { documentVersion: last.version });
      return { change: { sessionId: sitting.sessionId }, detail: { agendaItemId: item.id, version: last.version } };
    });
  }

  /** Ký chứng thực, and from when it takes effect. */
  sign(ctx: Context, given: SignResolutionInput): Promise<Resolution> {
    const reason = optionalWords('reason', given.reason);
    return this.command(ctx, given, 'sign', async (manager, resolution) => {
      const signedOn = pastDay(ctx, 'signedOn', given.signedOn);
      if (signedOn < resolution.adoptedOn!) throw refusal('SIGNED_BEFORE_ADOPTION', { day: resolution.adoptedOn! });
      const { effectiveFrom: from, expiresOn = null } = given;
      if (expiresOn !== null && expiresOn < from) throw refusal('ENDS_BEFORE_IT_BEGINS');
      if (from < resolution.adoptedOn!) throw refusal('SIGNED_BEFORE_ADOPTION', { day: resolution.adoptedOn! });
      const first =
        resolution.kind === 'NORMATIVE' ? effectiveFrom(rulesKept(resolution), resolution.adoptedOn!) : null;
      const early = first !== null && from < first.dueOn;
      // What the law was read to say stands; a default that nobody confirmed yields to a recorded reason.
      if (early && (first.rule.confirmed || reason === null))
        throw refusal('EFFECTIVE_TOO_EARLY', {
          day: first.dueOn,
          instrument: first.rule.instrument,
          article: first.rule.article,
        });
      await addStep(manager, ctx, resolution.id, 'SIGN', signedOn, null);
      return {
        change: { signedOn, effectiveFrom: from, expiresOn, effectiveReason: early ? reason : null },
        detail: { signedOn, effectiveFrom: from },
      };
    });
  }

  /** Sending, gazette, posting; the gazette publishes it. */
  complete(ctx: Context, given: CompleteResolutionStepInput): Promise<Resolution> {
    if (given.kind === 'SIGN') throw invalid('kind', 'signResolution');
    const note = optionalWords('note', given.note);
    return this.command(ctx, given, given.kind === 'GAZETTE' ? 'publish' : 'send', async (manager, resolution) => {
      const on = pastDay(ctx, 'on', given.on);
      if (on < resolution.signedOn!) throw refusal('STEP_BEFORE_SIGNING', { day: resolution.signedOn! });
      await addStep(manager, ctx, resolution.id, given.kind, on, note);
      return { detail: { kind: given.kind, on } };
    });
  }

  /** One command, from the check of rights to the event. */
  async command(
    ctx: Context,
    given: { readonly resolutionId: string; readonly expectedRevision: number },
    command: ResolutionCommand,
    work: Work,
  ): Promise<Resolution> {
    await transaction(this.dataSource, async (manager) => {
      const resolution = await lockResolution(manager, given.resolutionId);
      assertMayResolution(ctx.actor, resolution, command);
      if (resolution.revision !== given.expectedRevision) throw refusal('STALE');
      const to = nextResolutionState(resolution.state, command);
      if (to === undefined) throw refusal('RESOLUTION_STATE', { command, state: resolution.state });
      const done = (await work(manager, resolution)) ?? {};
      await manager.update(
        Resolution,
        { id: resolution.id },
        { ...done.change, state: to, revision: resolution.revision + 1 },
      );
      await appendResolutionEvent(manager, ctx, resolution.id, command, {
        ...done.detail,
        from: resolution.state,
        to,
        revision: resolution.revision + 1,
      });
    });
    return this.find(given.resolutionId);
  }

  private find(id: string): Promise<Resolution> {
    return this.dataSource.manager.findOneByOrFail(Resolution, { id });
  }
}

export const rulesKept = (resolution: Pick<Resolution, 'rules'>): Rules => new Map(Object.entries(resolution.rules));

export interface VersionRow {
  readonly version: number;
  readonly textHash: string;
  readonly paragraphs: Paragraph[];
  readonly note: string | null;
  readonly writtenAt: Date;
}

export async function versionsOf(manager: EntityManager, resolutionId: string): Promise<VersionRow[]> {
  return (await manager.query(
    `SELECT version, text_hash AS "textHash", paragraphs, note, written_at AS "writtenAt" FROM resolution_version WHERE resolution_id = $1 ORDER BY version`,
    [resolutionId],
  )) as VersionRow[];
}

export const lastVersion = async (manager: EntityManager, resolutionId: string): Promise<VersionRow | undefined> =>
  (await versionsOf(manager, resolutionId)).at(-1);

export async function addVersion(
  manager: EntityManager,
  ctx: Context,
  resolutionId: string,
  version: number,
  paragraphs: readonly Paragraph[],
  note: string | null,
): Promise<string> {
  const hash = textHash(paragraphs);
  await manager.query(
    `INSERT INTO resolution_version (resolution_id, version, text_hash, paragraphs, note, written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [resolutionId, version, hash, JSON.stringify(paragraphs), note, ctx.actor.accountId ?? null, ctx.clock.now()],
  );
  return hash;
}

async function addStep(
  manager: EntityManager,
  ctx: Context,
  resolutionId: string,
  kind: string,
  on: string,
  note: string | null,
): Promise<void> {
  const rows = (await manager.query(
    `INSERT INTO resolution_step (resolution_id, kind, done_on, note, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
    [resolutionId, kind, on, note, ctx.actor.accountId ?? null, ctx.clock.now()],
  )) as unknown[];
  if (rows.length === 0) throw refusal('STEP_DONE');
}

/** A draft that lies before the council in a vote is neither taken back nor withdrawn under it. */
async function notUnderVote(manager: EntityManager, resolutionId: string): Promise<void> {
  const rows = (await manager.query(
    `SELECT 1 FROM poll_document d JOIN poll p ON p.id = d.poll_id WHERE d.resolution_id = $1 AND p.state <> 'CANCELLED'
       AND NOT EXISTS (SELECT 1 FROM poll_ruling r WHERE r.poll_id = p.id AND r.state IN ('PUBLISHED', 'ANNULLED'))`,
    [resolutionId],
  )) as unknown[];
  if (rows.length > 0) throw refusal('RESOLUTION_UNDER_VOTE');
}

async function sessionOf(manager: EntityManager, councilId: string, sessionId: string | null): Promise<void> {
  if (sessionId === null) return;
  const session = isUuid(sessionId) ? await manager.findOneBy(Session, { id: sessionId, councilId }) : null;
  if (!session) throw fault(kitErrors, 'NOT_FOUND', { what: 'session', id: sessionId.slice(0, 64) });
}

const invalid = (field: string, why: string) => fault(kitErrors, 'INVALID_INPUT', { field, why });

function words(field: string, given: string, max: number): string {
  const text = cleanText(given);
  if (text.length === 0 || text.length > max) throw invalid(field, `1–${max} ký tự / characters`);
  return text;
}

const optionalWords = (field: string, given: string | null | undefined): string | null =>
  given == null || cleanText(given) === '' ? null : words(field, given, MAX_WORDS);

function textOf(given: string): string[] {
  if (given.length > MAX_TEXT) throw invalid('text', `≤ ${MAX_TEXT} ký tự / characters`);
  const texts = paragraphTexts(given);
  if (texts.length === 0 || texts.length > MAX_PARAGRAPHS)
    throw invalid('text', `1–${MAX_PARAGRAPHS} đoạn / paragraphs`);
  return texts;
}

/** A day that is not in the future; today where none is given. */
function pastDay(ctx: Context, field: string, given: string | null | undefined): string {
  const today = localDay(ctx.clock.now());
  const day = given ?? today;
  if (!isDay(day) || day > today) throw invalid(field, `≤ ${today}`);
  return day;
}
