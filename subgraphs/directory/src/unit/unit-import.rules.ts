/**
 * From the lists of units to nodes: which row continues which unit.
 *
 * A row continues the unit of the row before it only when code, name, kind and
 * parent code are the same and no day lies between. Everything else is a new
 * unit; who followed whom is said by the list of successions alone, because the
 * state gives a free code to another unit (11533 has named three).
 *
 * Ids        the slug of the full name. The first unit of a slug has it plain,
 *            later ones add their parent's proper name, and their year where
 *            even that repeats; so ids do not change when rows are appended.
 */
import { searchKey } from '@nghitruong/kit/i18n';
import { seededId } from '@nghitruong/kit/context';
import { dayBefore } from '../calendar/calendar.rules.js';

export interface UnitRow {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: string;
  readonly parentCode: string | null;
}
export interface SuccessionRow {
  readonly date: string;
  readonly kind: string;
  readonly fromCode: string;
  readonly fromName: string;
  readonly toCode: string;
  readonly toName: string;
  readonly instrument: string;
  readonly confidence: string;
}
export interface UnitAttribute {
  readonly code: string;
  readonly parentId: string | null;
  readonly validFrom: string;
  validTo: string | null;
}
export interface UnitNode {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  nameEn: string | null;
  readonly validFrom: string;
  validTo: string | null;
  readonly attributes: UnitAttribute[];
}
export interface UnitEdge {
  readonly id: string;
  readonly happenedOn: string;
  readonly kind: string;
  readonly fromId: string;
  readonly toId: string | null;
  readonly instrument: string;
  readonly confidence: string;
}

export const slugOf = (name: string): string =>
  searchKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The name without the word for its kind: `Huyện Thuỷ Nguyên` is `Thuỷ Nguyên`. */
export const properName = (name: string): string =>
  name.replace(/^(Thành phố|Thị trấn|Thị xã|Đặc khu|Phường|Huyện|Quận|Xã|Tỉnh)\s+/u, '');

/** @param rankOf of a kind: a parent's is lower than its children's */
export function buildUnits(rows: readonly UnitRow[], rankOf: (kind: string) => number): UnitNode[] {
  const nodes: UnitNode[] = [];
  const ending = new Map<string, UnitNode>();
  const bySlug = new Map<string, Set<string>>();
  const byCode = new Map<string, { node: UnitNode; validFrom: string; validTo: string | null }[]>();
  const inOrder = [...rows].sort((a, b) =>
    a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : rankOf(a.kind) - rankOf(b.kind),
  );
  for (const row of inOrder) {
    const parent =
      row.parentCode === null
        ? null
        : byCode
            .get(row.parentCode)
            ?.find((p) => p.validFrom <= row.validFrom && (p.validTo === null || p.validTo >= row.validFrom))?.node;
    if (parent === undefined)
      throw new Error(
        `unit ${row.code} ${row.name}: no unit bore its parent's code ${row.parentCode} on ${row.validFrom}`,
      );
    const sameness = [row.code, row.name, row.kind, row.parentCode, dayBefore(row.validFrom)].join('|');
    let node = ending.get(sameness);
    if (node) {
      node.validTo = row.validTo;
      node.nameEn ??= row.nameEn;
      const last = node.attributes.at(-1)!;
      if (last.parentId === (parent?.id ?? null)) last.validTo = row.validTo;
      else
        node.attributes.push({
          code: row.code,
          parentId: parent?.id ?? null,
          validFrom: row.validFrom,
          validTo: row.validTo,
        });
    } else {
      const attribute = {
        code: row.code,
        parentId: parent?.id ?? null,
        validFrom: row.validFrom,
        validTo: row.validTo,
      };
      node = {
        id: freshId(row, parent, bySlug),
        kind: row.kind,
        name: row.name,
        nameEn: row.nameEn,
        validFrom: row.validFrom,
        validTo: row.validTo,
        attributes: [attribute],
      };
      nodes.push(node);
    }
    if (row.validTo) ending.set([row.code, row.name, row.kind, row.parentCode, row.validTo].join('|'), node);
    byCode.set(row.code, [...(byCode.get(row.code) ?? []), { node, validFrom: row.validFrom, validTo: row.validTo }]);
  }
  return nodes;
}

function freshId(row: UnitRow, parent: UnitNode | null, bySlug: Map<string, Set<string>>): string {
  const slug = slugOf(row.name);
  const taken = bySlug.get(slug);
  const parentName = parent ? slugOf(properName(parent.name)) : '';
  if (!taken) {
    bySlug.set(slug, new Set([parentName]));
    return slug;
  }
  const id = taken.has(parentName) ? `${slug}-${parentName}-${row.validFrom.slice(0, 4)}` : `${slug}-${parentName}`;
  taken.add(parentName);
  return id;
}

/** Throws where a row names a unit that did not end, or begin, on that day: the lists then contradict each other. */
export function buildSuccessions(rows: readonly SuccessionRow[], nodes: readonly UnitNode[]): UnitEdge[] {
  // `Xã Đại Bản (312)` says under which parent; name, code and day already say which unit.
  const plain = (name: string): string => name.replace(/\s*\(\d+\)$/, '');
  return rows.map((row) => {
    const eve = dayBefore(row.date);
    const from = nodes.find(
      (n) => n.name === plain(row.fromName) && n.validTo === eve && n.attributes.at(-1)!.code === row.fromCode,
    );
    const to = row.toCode
      ? nodes.find(
          (n) => n.name === plain(row.toName) && n.validFrom === row.date && n.attributes[0]!.code === row.toCode,
        )
      : null;
    if (!from || to === undefined)
      throw new Error(`succession ${row.date} ${row.fromName} → ${row.toName}: no such unit ends or begins then`);
    const toId = to?.id ?? null;
    return {
      id: seededId(`succession:${row.date}:${row.kind}:${from.id}:${toId ?? ''}`),
      happenedOn: row.date,
      kind: row.kind,
      fromId: from.id,
      toId,
      instrument: row.instrument,
      confidence: row.confidence.toUpperCase(),
    };
  });
}
