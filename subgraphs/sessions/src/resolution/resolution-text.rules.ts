/**
 * The text of a resolution: paragraphs with ids that stay.
 *
 * A paragraph keeps its id from version to version while it is recognisably
 * the same: equal, moved, or changed in less than half of its words. An id is
 * never given twice. So an amendment, a comment and a poll on one paragraph
 * point at the same thing in every version, and the hash of a version names
 * its exact text.
 */
import { createHash } from 'node:crypto';
import { cleanText } from '@nghitruong/kit/i18n';

export interface Paragraph {
  readonly id: string;
  readonly text: string;
}

export const MAX_PARAGRAPHS = 2_000;
export const MAX_TEXT = 400_000;
const SIMILAR = 0.5;

/** Non-empty lines, in one form (NFC), inner blanks single. */
export const paragraphTexts = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => cleanText(line).replace(/\s+/g, ' '))
    .filter((line) => line !== '');

/** SHA-256 of ids and texts in their order: what a poll points at. */
export const textHash = (paragraphs: readonly Paragraph[]): string =>
  createHash('sha256')
    .update(JSON.stringify(paragraphs.map((p) => [p.id, p.text])))
    .digest('hex');

/** The longest common subsequence, as pairs of places. */
export function common(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [n, m] = [endA - start, endB - start];
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, i) => [i, i] as const);
  if (n > 0 && m > 0 && n * m <= 16_000_000) {
    const width = m + 1;
    const length = new Uint16Array((n + 1) * width);
    for (let i = n - 1; i >= 0; i--)
      for (let j = m - 1; j >= 0; j--)
        length[i * width + j] =
          a[start + i] === b[start + j]
            ? length[(i + 1) * width + j + 1]! + 1
            : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    for (let i = 0, j = 0; i < n && j < m;) {
      if (a[start + i] === b[start + j]) pairs.push([start + i++, start + j++]);
      else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
      else j++;
    }
  }
  for (let k = 0; k < a.length - endA; k++) pairs.push([endA + k, endB + k]);
  return pairs;
}

const wordsOf = (text: string): string[] => text.split(' ');

/** Of the words of both, the share they have in common: 0 to 1. */
function similarity(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (const word of wordsOf(a)) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of wordsOf(b)) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      shared++;
      counts.set(word, left - 1);
    }
  }
  return (2 * shared) / (wordsOf(a).length + wordsOf(b).length);
}

/** The texts with the ids of the version before, where they are recognised; new ids `p<n>` from `next` on. */
export function carryIds(
  before: readonly Paragraph[],
  texts: readonly string[],
  next: number,
): { paragraphs: Paragraph[]; next: number } {
  const ids = new Array<string | undefined>(texts.length);
  const taken = new Set<number>();
  const give = (from: number, to: number): void => {
    ids[to] = before[from]!.id;
    taken.add(from);
  };
  for (const [from, to] of common(
    before.map((p) => p.text),
    texts,
  ))
    give(from, to);
  // Moved, word for word.
  for (const [to, text] of texts.entries()) {
    if (ids[to] !== undefined) continue;
    const from = before.findIndex((p, i) => !taken.has(i) && p.text === text);
    if (from >= 0) give(from, to);
  }
  // Changed in its place: the nearest one before the next paragraph that is known.
  let floor = 0;
  for (const [to, text] of texts.entries()) {
    if (ids[to] !== undefined) {
      floor = before.findIndex((p) => p.id === ids[to]) + 1;
      continue;
    }
    for (let from = floor; from < before.length && !taken.has(from); from++) {
      if (similarity(before[from]!.text, text) < SIMILAR) continue;
      give(from, to);
      floor = from + 1;
      break;
    }
  }
  let number = next;
  const paragraphs = texts.map((text, to) => ({ id: ids[to] ?? `p${number++}`, text }));
  return { paragraphs, next: number };
}

export const PARAGRAPH_CHANGES = ['SAME', 'CHANGED', 'ADDED', 'REMOVED', 'MOVED'] as const;
export interface ParagraphDifference {
  readonly id: string;
  readonly change: (typeof PARAGRAPH_CHANGES)[number];
  readonly before: string | null;
  readonly after: string | null;
  /** Of a changed one, its words: kept, taken out, put in. */
  readonly words: readonly { readonly change: 'KEPT' | 'OUT' | 'IN'; readonly text: string }[];
}

function wordDifference(before: string, after: string): ParagraphDifference['words'] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const runs: { change: 'KEPT' | 'OUT' | 'IN'; words: string[] }[] = [];
  const add = (change: 'KEPT' | 'OUT' | 'IN', word: string): void => {
    const last = runs.at(-1);
    if (last?.change === change) last.words.push(word);
    else runs.push({ change, words: [word] });
  };
  let [i, j] = [0, 0];
  for (const [x, y] of [...common(a, b), [a.length, b.length] as const]) {
    while (i < x) add('OUT', a[i++]!);
    while (j < y) add('IN', b[j++]!);
    if (x < a.length) {
      add('KEPT', a[x]!);
      [i, j] = [x + 1, y + 1];
    }
  }
  return runs.map(({ change, words }) => ({ change, text: words.join(' ') }));
}

/** What changed from one version to another: every paragraph of both, the removed ones where they stood. */
export function differenceOf(before: readonly Paragraph[], after: readonly Paragraph[]): ParagraphDifference[] {
  const [old, now] = [new Map(before.map((p) => [p.id, p.text])), new Set(after.map((p) => p.id))];
  const inOrder = new Set(
    common(
      before.map((p) => p.id),
      after.map((p) => p.id),
    ).map(([from]) => before[from]!.id),
  );
  const result: ParagraphDifference[] = [];
  let seen = 0;
  const removedUntil = (place: number): void => {
    for (; seen < place; seen++) {
      const p = before[seen]!;
      if (!now.has(p.id)) result.push({ id: p.id, change: 'REMOVED', before: p.text, after: null, words: [] });
    }
  };
  for (const { id, text } of after) {
    const was = old.get(id);
    if (was === undefined) {
      result.push({ id, change: 'ADDED', before: null, after: text, words: [] });
      continue;
    }
    if (inOrder.has(id)) removedUntil(before.findIndex((p) => p.id === id));
    const change = was !== text ? 'CHANGED' : inOrder.has(id) ? 'SAME' : 'MOVED';
    result.push({
      id,
      change,
      before: was,
      after: text,
      words: change === 'CHANGED' ? wordDifference(was, text) : [],
    });
  }
  removedUntil(before.length);
  return result;
}
