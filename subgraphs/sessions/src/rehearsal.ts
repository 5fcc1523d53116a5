/**
 * A rehearsal (kỳ họp mô phỏng): a sitting of its own, marked as illustrative,
 * with the agenda of the demonstration. Nothing of it is the council's record.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { localDay } from '@nghitruong/kit/i18n';
import type { DataSource } from 'typeorm';
import { DEMONSTRATION } from './demonstration.js';

/** Numbers of rehearsals lie above those of sessions, so that neither is ever in the other's way. */
const FIRST_ORDINAL = 9_001;

export interface Rehearsal {
  readonly sittingId: string;
  readonly councilId: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly draft: boolean }[];
}

/** @returns undefined where this database holds no demonstration to rehearse with */
export function makeRehearsal(dataSource: DataSource, ctx: Context): Promise<Rehearsal | undefined> {
  return transaction(dataSource, async (manager) => {
    const { councilId } = DEMONSTRATION;
    const [like] = (await manager.query('SELECT council_name FROM sitting WHERE id = $1', [
      DEMONSTRATION.sittingId,
    ])) as { council_name: string }[];
    if (!like) return undefined;
    // Two rehearsals that begin at once take their numbers one behind the other.
    await manager.query('SELECT 1 FROM sitting WHERE id = $1 FOR UPDATE', [DEMONSTRATION.sittingId]);
    const [{ ordinal }] = (await manager.query(
      'SELECT greatest(max(ordinal) + 1, $2)::int AS ordinal FROM session WHERE council_id = $1',
      [councilId, FIRST_ORDINAL],
    )) as [{ ordinal: number }];
    const [sessionId, sittingId] = [ctx.ids.next(), ctx.ids.next()];
    const now = ctx.clock.now();
    const name = `Kỳ họp mô phỏng ${ordinal - FIRST_ORDINAL + 1}`;
    await manager.query(
      `INSERT INTO session (id, council_id, term_ordinal, ordinal, kind, name, opens_on, closes_on, summary, illustrative)
       VALUES ($1, $2, 'XVII', $3, 'REGULAR', $4, $5, $5, 'Tập dượt, không thuộc hồ sơ của Hội đồng nhân dân.', true)`,
      [sessionId, councilId, ordinal, name, localDay(now)],
    );
    await manager.query(
      `INSERT INTO sitting (id, session_id, council_id, council_name, session_name, kind, name, starts_at, illustrative)
       VALUES ($1, $2, $3, $4, $5, 'PLENARY', 'Phiên tập dượt', $6, true)`,
      [sittingId, sessionId, councilId, like.council_name, name, now],
    );
    const agenda = (await manager.query(
      `SELECT position, title, short_title, kind, phase, document_version FROM agenda_item WHERE id = ANY ($1) ORDER BY position`,
      [Array.from({ length: 8 }, (_, i) => seededId(`agenda-item:${councilId}:demonstration:${i + 1}`))],
    )) as {
      position: number;
      title: string;
      short_title: string | null;
      kind: string;
      phase: string;
      document_version: number | null;
    }[];
    const items: Rehearsal['items'][number][] = [];
    for (const item of agenda) {
      const id = ctx.ids.next();
      const draft = item.kind === 'RESOLUTION';
      // Nothing is adopted in a rehearsal: without a draft under it, an item takes no number of the council's series.
      await manager.query(
        `INSERT INTO agenda_item (id, sitting_id, position, title, short_title, kind, phase, document_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          sittingId,
          item.position,
          item.title,
          item.short_title,
          draft ? 'REPORT' : item.kind,
          item.phase,
          item.document_version,
        ],
      );
      items.push({ id, title: item.title, draft });
    }
    return { sittingId, councilId, items };
  });
}
