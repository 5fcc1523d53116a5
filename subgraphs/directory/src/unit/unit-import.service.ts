/**
 * Loads the real units of Hải Phòng from `data/`: five hundred rows in a handful of statements.
 *
 * Promises   the same files load once; newer files add and end units and never
 *            change an id; what a clerk has entered stays.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { transaction } from '@nghitruong/kit/database';
import type { Context } from '@nghitruong/kit/context';
import { cleanText, searchKey } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { insertRows } from '../batch/batch.service.js';
import { claimSource, digestOf } from '../calendar/loaded-source.service.js';
import { buildSuccessions, buildUnits, type SuccessionRow, type UnitRow } from './unit-import.rules.js';
import { CITY, UNIT_KINDS, UNIT_LEVELS, rankOfKind } from './unit-kinds.rules.js';

const DATA = join(__dirname, '..', '..', 'data');
const read = (name: string): string => readFileSync(join(DATA, name), 'utf8');
const recordsOf = (csv: string): Record<string, string>[] =>
  parse(csv, { columns: true, skip_empty_lines: true, bom: true }) as Record<string, string>[];

export function readUnitRows(csv: string): UnitRow[] {
  const rows = recordsOf(csv).map((r) => ({
    validFrom: r['valid_from']!,
    validTo: r['valid_to'] || null,
    code: r['code']!,
    name: cleanText(r['name']!),
    nameEn: r['name_en'] ? cleanText(r['name_en']) : null,
    kind: r['kind']!,
    parentCode: r['parent_code']!,
  }));
  const begin = rows.map((r) => r.validFrom).sort()[0]!;
  return [{ ...CITY, validFrom: begin, validTo: null, parentCode: null }, ...rows];
}

export function readSuccessionRows(csv: string): SuccessionRow[] {
  return recordsOf(csv).map((r) => ({
    date: r['date']!,
    kind: r['kind']!,
    fromCode: r['from_code']!,
    fromName: cleanText(r['from_name']!),
    toCode: r['to_code']!,
    toName: cleanText(r['to_name']!),
    instrument: r['instrument']!,
    confidence: r['confidence']!,
  }));
}

export async function importUnits(dataSource: DataSource, ctx: Context): Promise<void> {
  const [units, successions, holidays, makeUpDays] = [
    read('hai-phong-units.csv'),
    read('hai-phong-successions.csv'),
    read('holidays.csv'),
    read('make-up-days.csv'),
  ];
  await transaction(dataSource, async (manager) => {
    if (await claimSource(manager, ctx, 'units', digestOf(units, successions)))
      await insertUnits(manager, units, successions);
    if (await claimSource(manager, ctx, 'holidays', digestOf(holidays))) {
      const columns = { day: 'date', name_vi: 'text', name_en: 'text', source: 'text', confidence: 'text' };
      await insertRows(
        manager,
        'holiday',
        columns,
        recordsOf(holidays),
        '(day) DO UPDATE SET name_vi = EXCLUDED.name_vi, name_en = EXCLUDED.name_en, source = EXCLUDED.source, confidence = EXCLUDED.confidence',
      );
    }
    if (await claimSource(manager, ctx, 'make-up days', digestOf(makeUpDays))) {
      const columns = { day: 'date', in_lieu_of: 'date', source: 'text', confidence: 'text' };
      await insertRows(
        manager,
        'make_up_day',
        columns,
        recordsOf(makeUpDays),
        '(day) DO UPDATE SET in_lieu_of = EXCLUDED.in_lieu_of, source = EXCLUDED.source, confidence = EXCLUDED.confidence',
      );
    }
  });
}

async function insertUnits(manager: EntityManager, unitCsv: string, successionCsv: string): Promise<void> {
  const nodes = buildUnits(readUnitRows(unitCsv), rankOfKind);
  const edges = buildSuccessions(readSuccessionRows(successionCsv), nodes);
  await insertRows(
    manager,
    'unit_level',
    {
      id: 'text',
      rank: 'int',
      name_vi: 'text',
      name_en: 'text',
      valid_from: 'date',
      valid_to: 'date',
      instrument: 'text',
    },
    UNIT_LEVELS,
    '(id) DO UPDATE SET valid_to = EXCLUDED.valid_to, instrument = EXCLUDED.instrument',
  );
  await insertRows(
    manager,
    'unit_kind',
    { id: 'text', level_id: 'text', name_vi: 'text', name_en: 'text' },
    UNIT_KINDS,
  );
  await insertRows(
    manager,
    'unit',
    {
      id: 'text',
      kind: 'text',
      name: 'text',
      name_en: 'text',
      search_key: 'text',
      valid_from: 'date',
      valid_to: 'date',
    },
    nodes.map((n) => ({
      id: n.id,
      kind: n.kind,
      name: n.name,
      name_en: n.nameEn,
      search_key: searchKey(n.name),
      valid_from: n.validFrom,
      valid_to: n.validTo,
    })),
    '(id) DO UPDATE SET valid_to = EXCLUDED.valid_to, name_en = coalesce(EXCLUDED.name_en, unit.name_en)',
  );
  await insertRows(
    manager,
    'unit_attribute',
    { unit_id: 'text', code: 'text', parent_id: 'text', valid_from: 'date', valid_to: 'date' },
    nodes.flatMap((n) =>
      n.attributes.map((a) => ({
        unit_id: n.id,
        code: a.code,
        parent_id: a.parentId,
        valid_from: a.validFrom,
        valid_to: a.validTo,
      })),
    ),
    '(unit_id, valid_from) DO UPDATE SET valid_to = EXCLUDED.valid_to',
  );
  await insertRows(
    manager,
    'unit_succession',
    {
      id: 'uuid',
      happened_on: 'date',
      kind: 'text',
      from_id: 'text',
      to_id: 'text',
      instrument: 'text',
      confidence: 'text',
    },
    edges.map((e) => ({
      id: e.id,
      happened_on: e.happenedOn,
      kind: e.kind,
      from_id: e.fromId,
      to_id: e.toId,
      instrument: e.instrument,
      confidence: e.confidence,
    })),
  );
}
