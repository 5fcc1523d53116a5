/**
 * Documents: added, uploaded in parts, sent, opened.
 *
 * A version counts once its parts are complete and their SHA-256 is the one
 * that was promised; from then on the database refuses any further part. What
 * was sent and opened are rows that are added and never changed.
 *
 * Promises   a delegate's "opened" is written before the first byte is given;
 *            sending twice sends to nobody twice; a late sending has its reason.
 * Elsewhere  who sees what: document.policy · lists: document-list.service
 */
import { createHash } from 'node:crypto';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText, localDay } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { refusal } from '../refused.js';
import { Session } from '../session/session.entity.js';
import { seatBy, seatsOf } from '../sitting/seat.service.js';
import { Sitting } from '../sitting/sitting.entity.js';
import { SessionDocument } from './document.entity.js';
import type { AddDocumentInput, BeginDocumentVersionInput, PutDocumentPartInput } from './document.inputs.js';
import { isDesk, maySeeDocument } from './document.policy.js';
import { isLate, isOfType, MAX_BYTES, MEDIA_TYPES, PART_BYTES, partsOf, saysStateSecret } from './document.rules.js';

const MAX_TITLE = 500;
const MAX_REASON = 500;

export interface DueDocuments {
  /** The last legal day for documents of a session; null where no rule of the day names one. */
  documentsDueOn(manager: EntityManager, session: Session): Promise<string | null>;
}

export class DocumentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly due: DueDocuments,
  ) {}

  /** @throws Refusal STATE_SECRET, DOCUMENT_TITLE, ITEM_UNKNOWN; Fault FORBIDDEN, NOT_FOUND */
  async add(ctx: Context, input: AddDocumentInput): Promise<SessionDocument> {
    const { manager } = this.dataSource;
    const session = await sessionOf(manager, input.sessionId);
    deskOnly(ctx, session.councilId);
    const title = cleanText(input.title);
    if (input.stateSecret || saysStateSecret(title)) throw refusal('STATE_SECRET');
    if (title === '' || title.length > MAX_TITLE) throw refusal('DOCUMENT_TITLE');
    if (input.agendaItemId != null && !(await isItemOf(manager, input.agendaItemId, session.id)))
      throw refusal('ITEM_UNKNOWN');
    const document = Object.assign(new SessionDocument(), {
      id: ctx.ids.next(),
      sessionId: session.id,
      councilId: session.councilId,
      agendaItemId: input.agendaItemId ?? null,
      title,
      classification: input.classification,
      createdAt: ctx.clock.now(),
    });
    await manager.insert(SessionDocument, document);
    return document;
  }

  /** @throws Refusal STATE_SECRET, FILE_REFUSED */
  begin(ctx: Context, input: BeginDocumentVersionInput): Promise<{ document: SessionDocument; version: number }> {
    const fileName = cleanText(input.fileName)
      .replace(/[^\p{L}\p{N}\p{M} ._()-]/gu, ' ')
      .slice(0, 200);
    return this.change(ctx, input.documentId, async (manager, document) => {
      if (saysStateSecret(fileName)) throw refusal('STATE_SECRET');
      if (
        fileName === '' ||
        !(input.mediaType in MEDIA_TYPES) ||
        !(input.bytes > 0 && input.bytes <= MAX_BYTES) ||
        !/^[0-9a-f]{64}$/.test(input.sha256)
      )
        throw refusal('FILE_REFUSED', { max: MAX_BYTES / 1024 / 1024 });
      const [{ version }] = (await manager.query(
        `INSERT INTO document_version (document_id, number, file_name, media_type, bytes, sha256, uploaded_by, begun_at)
         SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM document_version WHERE document_id = $1 RETURNING number AS version`,
        [document.id, fileName, input.mediaType, input.bytes, input.sha256, ctx.actor.accountId ?? '', ctx.clock.now()],
      )) as [{ version: number }];
      return { document, version };
    });
  }

  /** Puts one part; the last one to come makes the version whole. @throws Refusal FILE_REFUSED, FILE_DAMAGED */
  put(ctx: Context, input: PutDocumentPartInput): Promise<{ document: SessionDocument; missing: number }> {
    const content = Buffer.from(input.content, 'base64');
    return this.change(ctx, input.documentId, async (manager, document) => {
      const [version] = (await manager.query(
        'SELECT bytes, media_type AS "mediaType", sha256, completed_at IS NOT NULL AS whole FROM document_version WHERE document_id = $1 AND number = $2',
        [document.id, input.version],
      )) as { bytes: number; mediaType: string; sha256: string; whole: boolean }[];
      const parts = version ? partsOf(version.bytes) : 0;
      const expected = input.index === parts - 1 ? version!.bytes - PART_BYTES * (parts - 1) : PART_BYTES;
      if (
        !version ||
        version.whole ||
        input.index < 0 ||
        input.index >= parts ||
        content.length !== expected ||
        (input.index === 0 && !isOfType(version.mediaType, content))
      )
        throw refusal('FILE_REFUSED', { max: MAX_BYTES / 1024 / 1024 });
      await manager.query(
        'INSERT INTO document_part (document_id, number, index, content) VALUES ($1, $2, $3, $4) ON CONFLICT (document_id, number, index) DO UPDATE SET content = EXCLUDED.content',
        [document.id, input.version, input.index, content],
      );
      const [{ n }] = (await manager.query(
        'SELECT count(*)::int AS n FROM document_part WHERE document_id = $1 AND number = $2',
        [document.id, input.version],
      )) as [{ n: number }];
      if (n === parts) {
        if ((await digestOf(manager, document.id, input.version, parts)) !== version.sha256)
          throw refusal('FILE_DAMAGED');
        await manager.query('UPDATE document_version SET completed_at = $3 WHERE document_id = $1 AND number = $2', [
          document.id,
          input.version,
          ctx.clock.now(),
        ]);
      }
      return { document, missing: parts - n };
    });
  }

  /** Sends the newest whole version to every delegate in office. @throws Refusal NOTHING_TO_SEND, DOCUMENT_LATE */
  send(ctx: Context, documentId: string, lateReason: string | null): Promise<SessionDocument> {
    const reason = cleanText(lateReason ?? '').slice(0, MAX_REASON);
    return this.change(ctx, documentId, async (manager, document) => {
      const [newest] = (await manager.query(
        `SELECT v.number, s.version IS NOT NULL AS sent FROM document_version v LEFT JOIN document_sending s ON s.document_id = v.document_id AND s.version = v.number
         WHERE v.document_id = $1 AND v.completed_at IS NOT NULL ORDER BY v.number DESC LIMIT 1`,
        [document.id],
      )) as { number: number; sent: boolean }[];
      if (!newest || newest.sent) throw refusal('NOTHING_TO_SEND');
      const now = ctx.clock.now();
      const due = await this.due.documentsDueOn(manager, await sessionOf(manager, document.sessionId));
      if (isLate(localDay(now), due) && reason === '') throw refusal('DOCUMENT_LATE', { day: due! });
      const seats = await seatsOf(manager, { councilId: document.councilId, startsAt: now });
      await manager.query(
        'INSERT INTO document_sending (document_id, version, sent_at, sent_on, due_on, late_reason, sent_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [document.id, newest.number, now, localDay(now), due, reason === '' ? null : reason, ctx.actor.accountId ?? ''],
      );
      await manager.query(
        'INSERT INTO document_delivery (document_id, version, seat_id, full_name, card_number, sent_at) SELECT $1, $2, s.id, s.name, s.card, $3 FROM unnest($4::uuid[], $5::text[], $6::int[]) AS s(id, name, card)',
        [
          document.id,
          newest.number,
          now,
          seats.map((s) => s.seatId),
          seats.map((s) => s.fullName),
          seats.map((s) => s.cardNumber),
        ],
      );
      return document;
    });
  }

  /** Notes that the caller's seat opens the version that was sent last, before anything of it is given. */
  async open(ctx: Context, documentId: string): Promise<SessionDocument> {
    const document = await this.visible(ctx, documentId);
    const seat = await this.seatOf(ctx, document);
    if (!seat) throw refusal('SEAT_UNKNOWN');
    const rows = (await this.dataSource.query(
      `SELECT d.version FROM document_delivery d WHERE d.document_id = $1 AND d.seat_id = $2 ORDER BY d.version DESC LIMIT 1`,
      [document.id, seat],
    )) as { version: number }[];
    if (!rows[0]) throw refusal('NOTHING_TO_SEND');
    await this.dataSource.query(
      'INSERT INTO document_opening (document_id, version, seat_id, opened_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [document.id, rows[0].version, seat, ctx.clock.now()],
    );
    return document;
  }

  /** One part as base64: for the desk any whole version, for others the one that was sent; a delegate has opened it first. */
  async part(ctx: Context, documentId: string, version: number, index: number): Promise<string | null> {
    const document = await this.visible(ctx, documentId);
    if (!isDesk(ctx.actor, document.councilId)) {
      const sent = (await this.dataSource.query(
        'SELECT 1 FROM document_sending WHERE document_id = $1 AND version = $2',
        [document.id, version],
      )) as unknown[];
      if (sent.length === 0) return null;
      const seat = await this.seatOf(ctx, document);
      const opened = (await this.dataSource.query(
        'SELECT 1 FROM document_opening WHERE document_id = $1 AND version = $2 AND seat_id = $3',
        [document.id, version, seat],
      )) as unknown[];
      if (seat !== null && opened.length === 0) return null;
      if (seat === null && document.classification !== 'PUBLIC') return null;
    }
    const [row] = (await this.dataSource.query(
      `SELECT translate(encode(p.content, 'base64'), E'\\n', '') AS content FROM document_part p JOIN document_version v USING (document_id, number)
       WHERE p.document_id = $1 AND p.number = $2 AND p.index = $3 AND v.completed_at IS NOT NULL`,
      [document.id, version, index],
    )) as { content: string }[];
    return row?.content ?? null;
  }

  /** Throws NOT_FOUND for what the caller may not see: it does not say that it exists. */
  async visible(ctx: Context, documentId: string): Promise<SessionDocument> {
    const document = isUuid(documentId)
      ? await this.dataSource.manager.findOneBy(SessionDocument, { id: documentId })
      : null;
    const sent =
      document &&
      (
        (await this.dataSource.query('SELECT 1 FROM document_sending WHERE document_id = $1 LIMIT 1', [
          document.id,
        ])) as unknown[]
      ).length > 0;
    if (!document || !maySeeDocument(ctx.actor, { ...document, sent: Boolean(sent) }))
      throw fault(kitErrors, 'NOT_FOUND', { what: 'document', id: documentId.slice(0, 64) });
    return document;
  }

  private async seatOf(ctx: Context, document: SessionDocument): Promise<string | null> {
    const { personId } = ctx.actor;
    if (ctx.actor.kind !== 'PERSON' || personId === undefined || !isUuid(personId)) return null;
    const place = { councilId: document.councilId, startsAt: ctx.clock.now() };
    return (await seatBy(this.dataSource.manager, place, { personId }))?.seatId ?? null;
  }

  private async change<T>(
    ctx: Context,
    documentId: string,
    work: (manager: EntityManager, document: SessionDocument) => Promise<T>,
  ): Promise<T> {
    try {
      return await transaction(this.dataSource, async (manager) => {
        const document = isUuid(documentId)
          ? await manager.findOne(SessionDocument, { where: { id: documentId }, lock: { mode: 'pessimistic_write' } })
          : null;
        if (!document) throw fault(kitErrors, 'NOT_FOUND', { what: 'document', id: documentId.slice(0, 64) });
        deskOnly(ctx, document.councilId);
        return work(manager, document);
      });
    } catch (error) {
      if (isDriverError(error, SQLSTATE.uniqueViolation)) throw refusal('NOTHING_TO_SEND');
      throw error;
    }
  }
}

function deskOnly(ctx: Context, councilId: string): void {
  if (!isDesk(ctx.actor, councilId)) throw refusedTo(ctx, 'document');
}

async function sessionOf(manager: EntityManager, id: string): Promise<Session> {
  const session = isUuid(id) ? await manager.findOneBy(Session, { id }) : null;
  if (!session) throw fault(kitErrors, 'NOT_FOUND', { what: 'session', id: id.slice(0, 64) });
  return session;
}

async function isItemOf(manager: EntityManager, itemId: string, sessionId: string): Promise<boolean> {
  const item = isUuid(itemId) ? await manager.findOneBy(AgendaItem, { id: itemId }) : null;
  return item !== null && (await manager.existsBy(Sitting, { id: item.sittingId, sessionId }));
}

async function digestOf(manager: EntityManager, documentId: string, version: number, parts: number): Promise<string> {
  const hash = createHash('sha256');
  for (let index = 0; index < parts; index += 1) {
    const [row] = (await manager.query(
      'SELECT content FROM document_part WHERE document_id = $1 AND number = $2 AND index = $3',
      [documentId, version, index],
    )) as { content: Buffer }[];
    hash.update(row!.content);
  }
  return hash.digest('hex');
}
