/**
 * Importing old resolutions from XLSX and CSV.
 *
 * Promises   a dry run writes nothing; an import writes every row or none;
 *            undoing takes out exactly what that import put in, and refuses
 *            once anything in the system rests on it.
 */
import { createHash } from 'node:crypto';
import { hasRole } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { isDriverError, SQLSTATE, transaction } from '@nghitruong/kit/database';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { localDay } from '@nghitruong/kit/i18n';
import {
  contentOf,
  linesOf,
  MAX_BYTES,
  templateOf,
  TOLD_FAULTS,
  Unreadable,
  type RowFault,
} from '@nghitruong/kit/spreadsheet';
import type { DataSource, EntityManager } from 'typeorm';
import { SheetFile } from '../papers/sheet-file.entity.js';
import { refusal } from '../refused.js';
import { citationOf, numberText } from '../resolution/resolution-number.rules.js';
import { ResolutionImport, type ImportResolutionsInput } from './resolution-import.entity.js';
import { checkRows, keyOf, TEMPLATE, type ImportRow } from './resolution-import.rules.js';

export class ResolutionImportService {
  constructor(private readonly dataSource: DataSource) {}

  async template(): Promise<SheetFile> {
    const { content } = await templateOf('Nghị quyết', TEMPLATE);
    return SheetFile.of('mau-nhap-nghi-quyet.xlsx', 'XLSX', content);
  }

  async import(ctx: Context, given: ImportResolutionsInput): Promise<ResolutionImport> {
    const { councilId, dryRun } = given;
    assertDesk(ctx, councilId);
    const content = contentOf(given);
    if (!content) throw refusal('IMPORT_FILE_SIZE', { most: MAX_BYTES / 1000 });
    const lines = await linesOf(given.filename, content).catch((error: unknown) => {
      throw error instanceof Unreadable ? refusal('IMPORT_FILE_UNREADABLE') : error;
    });
    return transaction(this.dataSource, async (manager) => {
      // One import of a council after another, and none between a number and its resolution.
      await manager.query(`LOCK TABLE resolution_number IN SHARE ROW EXCLUSIVE MODE`);
      const { rows, faults } = checkRows(lines, await knownOf(manager, councilId), localDay(ctx.clock.now()));
      if (dryRun || faults.length > 0)
        return said(councilId, { id: null, dryRun, sound: rows.length, imported: 0, faults });
      const id = ctx.ids.next();
      await manager.query(
        `INSERT INTO resolution_import (id, council_id, filename, sha256, row_count, imported_by, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          id,
          councilId,
          given.filename.slice(0, 300),
          createHash('sha256').update(content).digest('hex'),
          rows.length,
          ctx.actor.accountId ?? null,
          ctx.clock.now(),
        ],
      );
      await insertRows(manager, ctx, councilId, id, rows);
      return said(councilId, { id, dryRun, sound: rows.length, imported: rows.length, faults });
    });
  }

  async undo(ctx: Context, importId: string): Promise<ResolutionImport> {
    return transaction(this.dataSource, async (manager) => {
      const [known] = (
        isUuid(importId)
          ? await manager.query('SELECT council_id, undone_at FROM resolution_import WHERE id = $1 FOR UPDATE', [
              importId,
            ])
          : []
      ) as { council_id: string; undone_at: Date | null }[];
      if (!known) throw fault(kitErrors, 'NOT_FOUND', { what: 'import', id: importId.slice(0, 64) });
      assertDesk(ctx, known.council_id);
      if (known.undone_at !== null) throw refusal('IMPORT_UNDONE');
      const ids = 'SELECT resolution_id FROM resolution_imported WHERE import_id = $1';
      try {
        await manager.query(`DELETE FROM resolution_number WHERE resolution_id IN (${ids})`, [importId]);
        await manager.query(`DELETE FROM resolution WHERE id IN (${ids})`, [importId]);
      } catch (error) {
        // A relation or a target rests on one of them.
        if (isDriverError(error, SQLSTATE.foreignKeyViolation)) throw refusal('IMPORT_IN_USE');
        throw error;
      }
      await manager.query('UPDATE resolution_import SET undone_by = $2, undone_at = $3 WHERE id = $1', [
        importId,
        ctx.actor.accountId ?? null,
        ctx.clock.now(),
      ]);
      return Object.assign(said(known.council_id, { id: importId, dryRun: false, sound: 0, imported: 0, faults: [] }), {
        undone: true,
      });
    });
  }
}

function assertDesk(ctx: Context, councilId: string): void {
  const desk = (['CHAIR', 'SESSION_SECRETARY'] as const).some((role) => hasRole(ctx.actor, role, councilId));
  if (ctx.actor.kind !== 'PERSON' || !desk) throw fault(kitErrors, 'FORBIDDEN', { what: 'importResolutions' });
}

function said(
  councilId: string,
  given: { id: string | null; dryRun: boolean; sound: number; imported: number; faults: readonly RowFault[] },
): ResolutionImport {
  return Object.assign(new ResolutionImport(), given, {
    councilId,
    undone: false,
    faultCount: given.faults.length,
    faults: given.faults.slice(0, TOLD_FAULTS).map((f) => ({ ...f, councilId })),
  });
}

async function knownOf(manager: EntityManager, councilId: string): Promise<Set<string>> {
  const rows = (await manager.query('SELECT kind, year, number FROM resolution_number WHERE council_id = $1', [
    councilId,
  ])) as Pick<ImportRow, 'kind' | 'year' | 'number'>[];
  return new Set(rows.map(keyOf));
}

async function insertRows(
  manager: EntityManager,
  ctx: Context,
  councilId: string,
  importId: string,
  rows: readonly ImportRow[],
): Promise<void> {
  const given = JSON.stringify(
    rows.map((r) => ({
      ...r,
      id: ctx.ids.next(),
      text: numberText(r.kind, r.number, r.year),
      citation: citationOf(councilId, r.kind, r.number, r.year),
    })),
  );
  const FROM = `FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, kind text, number int, year int, title text, "adoptedOn" date, "effectiveFrom" date, "expiresOn" date, text text, citation text)`;
  await manager.query(
    `INSERT INTO resolution (id, council_id, kind, title, state, origin, drafted_on, adopted_on, signed_on, effective_from, expires_on, number, number_year, number_text, citation, illustrative)
     SELECT id, $2, kind, title, 'PUBLISHED', 'IMPORTED', "adoptedOn", "adoptedOn", "adoptedOn", "effectiveFrom", "expiresOn", number, year, text, citation, false ${FROM}`,
    [given, councilId],
  );
  await manager.query(
    `INSERT INTO resolution_number (council_id, kind, year, number, resolution_id, origin) SELECT $2, kind, year, number, id, 'IMPORTED' ${FROM}`,
    [given, councilId],
  );
  await manager.query(`INSERT INTO resolution_imported (resolution_id, import_id) SELECT id, $2::uuid ${FROM}`, [
    given,
    importId,
  ]);
}
