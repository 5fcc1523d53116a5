/**
 * The programme of a session: a tree of items in versions, and what one version
 * changed against another (R-SES-09).
 *
 * A version is a list in the order of reading; an item names its parent, which
 * stands before it. Ids stay from version to version, so that a difference says
 * what was added, removed, moved or reworded, and not that everything is new.
 */
import { AgendaItemKind } from './agenda-item.entity.js';

export interface ProgrammeItem {
  readonly id: string;
  readonly parentId: string | null;
  readonly title: string;
  readonly kind: `${AgendaItemKind}`;
  /** The sitting that deals with it; without one it is a heading or not placed yet. */
  readonly sittingId: string | null;
}

export const CHANGES = ['ADDED', 'REMOVED', 'MOVED', 'REWORDED'] as const;
export type ChangeName = (typeof CHANGES)[number];
export interface ProgrammeChange {
  readonly change: ChangeName;
  readonly id: string;
  readonly title: string;
  readonly before: string | null;
}

const MAX_ITEMS = 300;
const MAX_DEPTH = 4;
const MAX_TITLE = 1_000;

/** A tree in the order of reading: parents first, no item twice, not deeper than a reader can follow. */
export function isProgramme(items: readonly ProgrammeItem[]): boolean {
  const depth = new Map<string, number>();
  if (items.length === 0 || items.length > MAX_ITEMS) return false;
  for (const item of items) {
    const above = item.parentId === null ? 0 : depth.get(item.parentId);
    if (above === undefined || above >= MAX_DEPTH || depth.has(item.id)) return false;
    if (item.title === '' || item.title.length > MAX_TITLE) return false;
    depth.set(item.id, above + 1);
  }
  return true;
}

/** Of two orders of the same ids, those that left the longest common order. */
function moved(before: readonly string[], after: readonly string[]): Set<string> {
  const at = new Map(before.map((id, i) => [id, i]));
  const common = after.filter((id) => at.has(id));
  // The longest run that kept its order; quadratic over at most some hundred items.
  const best = common.map((): { length: number; from: number } => ({ length: 1, from: -1 }));
  for (let i = 0; i < common.length; i++)
    for (let j = 0; j < i; j++)
      if (at.get(common[j]!)! < at.get(common[i]!)! && best[j]!.length + 1 > best[i]!.length)
        best[i] = { length: best[j]!.length + 1, from: j };
  const stayed = new Set<string>();
  let last = best.reduce((top, b, i) => (top < 0 || b.length > best[top]!.length ? i : top), -1);
  for (; last >= 0; last = best[last]!.from) stayed.add(common[last]!);
  return new Set(common.filter((id) => !stayed.has(id)));
}

export function diffProgrammes(before: readonly ProgrammeItem[], after: readonly ProgrammeItem[]): ProgrammeChange[] {
  const [old, now] = [new Map(before.map((i) => [i.id, i])), new Map(after.map((i) => [i.id, i]))];
  const reordered = moved(
    before.map((i) => i.id),
    after.map((i) => i.id),
  );
  const changes: ProgrammeChange[] = [];
  for (const item of after) {
    const was = old.get(item.id);
    const said = { id: item.id, title: item.title };
    if (!was) {
      changes.push({ ...said, change: 'ADDED', before: null });
      continue;
    }
    if (reordered.has(item.id) || was.parentId !== item.parentId || was.sittingId !== item.sittingId)
      changes.push({ ...said, change: 'MOVED', before: null });
    if (was.title !== item.title || was.kind !== item.kind)
      changes.push({ ...said, change: 'REWORDED', before: was.title });
  }
  for (const item of before)
    if (!now.has(item.id)) changes.push({ change: 'REMOVED', id: item.id, title: item.title, before: item.title });
  return changes;
}

/**
 * What a regular session has on its programme as a rule: the report on voters'
 * opinions and petitions is the law's own (Law 77/2015 Art 90, R-SES-15), the
 * rest is practice that a clerk changes.
 */
export const REGULAR_TEMPLATE: readonly Pick<ProgrammeItem, 'kind' | 'title'>[] = [
  { kind: 'PROCEDURE', title: 'Khai mạc, điểm danh đại biểu' },
  { kind: 'PROCEDURE', title: 'Thông qua chương trình kỳ họp' },
  { kind: 'REPORT', title: 'Báo cáo tổng hợp ý kiến, kiến nghị của cử tri' },
  { kind: 'REPORT', title: 'Báo cáo kết quả giải quyết kiến nghị của cử tri' },
  {
    kind: 'REPORT',
    title: 'Thông báo của Ủy ban Mặt trận Tổ quốc Việt Nam về hoạt động tham gia xây dựng chính quyền',
  },
  { kind: 'REPORT', title: 'Báo cáo của Ủy ban nhân dân về tình hình kinh tế – xã hội' },
  { kind: 'QUESTIONING', title: 'Chất vấn và trả lời chất vấn' },
  { kind: 'PROCEDURE', title: 'Thảo luận và biểu quyết thông qua các dự thảo nghị quyết' },
  { kind: 'PROCEDURE', title: 'Bế mạc' },
];
