/** Reading documents: the list of a session or an item as one caller may see it, with what was sent and opened. */
import type { Context } from '@nghitruong/kit/context';
import { isUuid, loader } from '@nghitruong/kit/context';
import type { DataSource } from 'typeorm';
import { seatBy } from '../sitting/seat.service.js';
import { DocumentDelivery, DocumentSending, DocumentVersion, MyDelivery, SessionDocument } from './document.entity.js';
import { maySeeDocument } from './document.policy.js';
import { isLate, partsOf } from './document.rules.js';

type Sent = DocumentSending & { sentOn: string };

export class DocumentListService {
  constructor(private readonly dataSource: DataSource) {}

  async of(ctx: Context, by: { sessionId: string } | { agendaItemId: string }): Promise<SessionDocument[]> {
    const documents = await this.dataSource.manager.find(SessionDocument, { where: by, order: { id: 'ASC' } });
    const sent = await Promise.all(documents.map((d) => this.sending(d)));
    return documents.filter((d, i) => maySeeDocument(ctx.actor, { ...d, sent: sent[i] !== null }));
  }

  async versions(document: SessionDocument): Promise<DocumentVersion[]> {
    const rows = (await this.dataSource.query(
      `SELECT number, file_name AS "fileName", media_type AS "mediaType", bytes, sha256, completed_at AS "uploadedAt" FROM document_version
       WHERE document_id = $1 AND completed_at IS NOT NULL ORDER BY number DESC`,
      [document.id],
    )) as DocumentVersion[];
    return rows.map((row) => Object.assign(new DocumentVersion(), row, { parts: partsOf(row.bytes) }));
  }

  async sending(document: SessionDocument): Promise<DocumentSending | null> {
    const [row] = (await this.dataSource.query(
      `SELECT s.version, s.sent_at AS "sentAt", s.sent_on::text AS "sentOn", s.due_on::text AS "dueOn", s.late_reason AS "lateReason",
              (SELECT count(*)::int FROM document_delivery d WHERE d.document_id = s.document_id AND d.version = s.version) AS delegates,
              (SELECT count(*)::int FROM document_opening o WHERE o.document_id = s.document_id AND o.version = s.version) AS opened
       FROM document_sending s WHERE s.document_id = $1 ORDER BY s.version DESC LIMIT 1`,
      [document.id],
    )) as Sent[];
    return row ? Object.assign(new DocumentSending(), row, { late: isLate(row.sentOn, row.dueOn) }) : null;
  }

  async deliveries(document: SessionDocument): Promise<DocumentDelivery[]> {
    const rows = (await this.dataSource.query(
      `SELECT d.seat_id AS "seatId", d.full_name AS "fullName", d.sent_at AS "sentAt", o.opened_at AS "openedAt"
       FROM document_delivery d LEFT JOIN document_opening o USING (document_id, version, seat_id)
       WHERE d.document_id = $1 AND d.version = (SELECT max(version) FROM document_sending WHERE document_id = $1)
       ORDER BY d.card_number, d.full_name, d.seat_id`,
      [document.id],
    )) as DocumentDelivery[];
    return rows.map((row) => Object.assign(new DocumentDelivery(), row, { councilId: document.councilId }));
  }

  async mine(ctx: Context, document: SessionDocument): Promise<MyDelivery | null> {
    const seat = await this.seatOf(ctx, document.councilId);
    if (seat === null) return null;
    const [row] = (await this.dataSource.query(
      `SELECT d.version, d.sent_at AS "sentAt", o.opened_at AS "openedAt" FROM document_delivery d LEFT JOIN document_opening o USING (document_id, version, seat_id)
       WHERE d.document_id = $1 AND d.seat_id = $2 ORDER BY d.version DESC LIMIT 1`,
      [document.id, seat],
    )) as MyDelivery[];
    return row ? Object.assign(new MyDelivery(), row) : null;
  }

  /** One look-up for all the documents of a request. */
  private seatOf(ctx: Context, councilId: string): Promise<string | null> {
    return loader(ctx, `document seat ${councilId}`, async () => {
      const { personId } = ctx.actor;
      if (ctx.actor.kind !== 'PERSON' || personId === undefined || !isUuid(personId)) return null;
      const place = { councilId, startsAt: ctx.clock.now() };
      return (await seatBy(this.dataSource.manager, place, { personId }))?.seatId ?? null;
    });
  }
}
