/**
 * From a YAML file to a rule set: read, checked, carried forward, hashed.
 *
 * The hash is of the content (keys in one order), not of the bytes of the file,
 * so a comment changes nothing and a number changes everything. Each rule has
 * one too: a confirmation holds for exactly the value and source that were seen.
 *
 * Odd part   where a law's successor was not read, values are carried forward:
 *            same value and source, confidence lowered to K, said in the note.
 */
import { cleanText } from '@nghitruong/kit/i18n';
import { createHash } from 'node:crypto';
import { parse } from 'yaml';

export const CONFIDENCES = ['V1', 'V2', 'V2-weak', 'K-hi', 'K-med', 'K-lo'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
export const OVERRIDABLES = ['NEVER', 'LOCAL_RULES', 'CHAIR'] as const;
export type Overridable = (typeof OVERRIDABLES)[number];

export interface RuleContent {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly instrument: string;
  readonly article: string;
  readonly confidence: Confidence;
  readonly overridable: Overridable;
  readonly carriedForward: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly noteVi: string | null;
  readonly noteEn: string | null;
}
export interface RuleSetContent {
  readonly id: string;
  readonly level: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly rules: readonly RuleContent[];
}

export class RuleSetError extends Error {}

/** What own knowledge marks must be confirmed by a named clerk. */
export const needsConfirmation = (confidence: string): boolean => confidence.startsWith('K');

/** All sets of a folder at once: one may carry another's values forward. */
export function readRuleSets(files: Readonly<Record<string, string>>): RuleSetContent[] {
  const raw = new Map<string, { file: string; said: Record<string, unknown> }>();
  for (const [file, text] of Object.entries(files)) {
    const said = recordIn(file, 'the file', parse(text));
    const id = textIn(file, said, 'id');
    if (raw.has(id)) throw new RuleSetError(`${file}: the id ${id} is already that of ${raw.get(id)!.file}`);
    raw.set(id, { file, said });
  }
  const done = new Map<string, RuleSetContent>();
  const read = (id: string, from: readonly string[]): RuleSetContent => {
    const known = done.get(id);
    if (known) return known;
    const entry = raw.get(id);
    if (!entry) throw new RuleSetError(`${from.at(-1)}: carries ${id} forward, which is not there`);
    if (from.includes(entry.file)) throw new RuleSetError(`${entry.file}: carries itself forward`);
    const carried = entry.said['carriesForward'];
    const base = carried === undefined ? undefined : read(String(carried), [...from, entry.file]);
    const set = ruleSetOf(entry.file, entry.said, base);
    done.set(id, set);
    return set;
  };
  return [...raw.keys()].sort().map((id) => read(id, []));
}

const KNOWN_SET_FIELDS = ['id', 'level', 'nameVi', 'nameEn', 'validFrom', 'validTo', 'carriesForward', 'rules'];
const KNOWN_RULE_FIELDS = [
  'key',
  'value',
  'source',
  'confidence',
  'overridable',
  'validFrom',
  'validTo',
  'noteVi',
  'noteEn',
];

function ruleSetOf(file: string, said: Record<string, unknown>, base: RuleSetContent | undefined): RuleSetContent {
  onlyKnown(file, 'the set', said, KNOWN_SET_FIELDS);
  const validFrom = dayIn(file, said, 'validFrom')!;
  const validTo = dayIn(file, said, 'validTo', true);
  const own = (Array.isArray(said['rules']) ? said['rules'] : refuse(file, 'rules is not a list')).map((r: unknown) =>
    ruleOf(file, r, validFrom, validTo),
  );
  const written = new Set(own.map((r) => r.key));
  // Of the older set, what held on its last day goes on.
  const carried = (base?.rules ?? [])
    .filter((r) => r.validTo === base!.validTo && !written.has(r.key))
    .map((r) => carryForward(r, validFrom, validTo));
  const rules = [...own, ...carried].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.validFrom < b.validFrom ? -1 : 1,
  );
  rules.forEach((rule, i) => {
    const next = rules[i + 1];
    if (next?.key === rule.key && (rule.validTo === null || rule.validTo >= next.validFrom))
      refuse(file, `${rule.key} has two values on ${next.validFrom}`);
  });
  const level = textIn(file, said, 'level');
  if (base && base.level !== level) refuse(file, `carries a set of another level forward (${base.level})`);
  return {
    id: textIn(file, said, 'id'),
    level,
    nameVi: textIn(file, said, 'nameVi'),
    nameEn: textIn(file, said, 'nameEn'),
    validFrom,
    validTo,
    rules,
  };
}

function carryForward(rule: RuleContent, validFrom: string, validTo: string | null): RuleContent {
  const [vi, en] = [
    'Giá trị mang sang; văn bản thay thế chưa đọc, cần thư ký xác nhận.',
    'Carried forward; successor not read, a clerk must confirm it.',
  ];
  return {
    ...rule,
    confidence: needsConfirmation(rule.confidence) ? rule.confidence : 'K-med',
    carriedForward: true,
    validFrom,
    validTo,
    noteVi: rule.noteVi ? `${rule.noteVi} ${vi}` : vi,
    noteEn: rule.noteEn ? `${rule.noteEn} ${en}` : en,
  };
}

function ruleOf(file: string, said: unknown, setFrom: string, setTo: string | null): RuleContent {
  const rule = recordIn(file, 'a rule', said);
  const key = textIn(file, rule, 'key');
  if (!/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+$/.test(key))
    refuse(file, `${key} is not a key like poll.resolution.threshold`);
  onlyKnown(file, key, rule, KNOWN_RULE_FIELDS);
  const source = recordIn(file, `${key}.source`, rule['source']);
  const value = recordIn(file, `${key}.value`, rule['value']);
  if ('num' in value || 'den' in value) checkShare(file, key, value);
  // Delegates are equal (R-ORG-01): no set of the law weighs their ballots.
  if (key === 'vote.weight' && value['value'] !== 1) refuse(file, 'vote.weight is not 1: delegates are equal');
  const validFrom = dayIn(file, rule, 'validFrom', true) ?? setFrom;
  const validTo = dayIn(file, rule, 'validTo', true) ?? setTo;
  if (validFrom < setFrom || (setTo !== null && (validTo === null || validTo > setTo)))
    refuse(file, `${key} holds on days outside the set's`);
  return {
    key,
    value,
    instrument: textIn(file, source, 'instrument'),
    article: textIn(file, source, 'article'),
    confidence: oneOf(file, `${key}.confidence`, rule['confidence'], CONFIDENCES),
    overridable: oneOf(file, `${key}.overridable`, rule['overridable'], OVERRIDABLES),
    carriedForward: false,
    validFrom,
    validTo,
    noteVi: rule['noteVi'] === undefined ? null : textIn(file, rule, 'noteVi'),
    noteEn: rule['noteEn'] === undefined ? null : textIn(file, rule, 'noteEn'),
  };
}

function checkShare(file: string, key: string, value: Record<string, unknown>): void {
  const { num, den } = value;
  const whole = Number.isInteger(num) && Number.isInteger(den);
  if (!whole || (num as number) < 1 || (den as number) < (num as number))
    refuse(file, `${key}: num/den is not a share of one`);
  if (typeof value['base'] !== 'string') refuse(file, `${key}: a share needs a base`);
  if ('kind' in value && !['GREATER_THAN', 'AT_LEAST'].includes(String(value['kind'])))
    refuse(file, `${key}: kind is not GREATER_THAN or AT_LEAST`);
}

function refuse(file: string, why: string): never {
  throw new RuleSetError(`${file}: ${why}`);
}
function recordIn(file: string, where: string, said: unknown): Record<string, unknown> {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) refuse(file, `${where} is not a mapping`);
  return said as Record<string, unknown>;
}
function textIn(file: string, said: Record<string, unknown>, field: string): string {
  const found = said[field];
  if (typeof found !== 'string' || found.trim() === '')
    refuse(file, `${field} is missing or is not text (quote numbers)`);
  return cleanText(found as string);
}
function dayIn(file: string, said: Record<string, unknown>, field: string, optional = false): string | null {
  const found = said[field];
  if (found === undefined && optional) return null;
  if (typeof found !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(found) || Number.isNaN(Date.parse(found)))
    refuse(file, `${field} is not a day, yyyy-MM-dd`);
  return found as string;
}
function oneOf<const T extends string>(file: string, where: string, said: unknown, values: readonly T[]): T {
  if (!values.includes(said as T)) refuse(file, `${where} is not one of ${values.join(', ')}`);
  return said as T;
}
function onlyKnown(file: string, where: string, said: Record<string, unknown>, known: readonly string[]): void {
  const strange = Object.keys(said).find((k) => !known.includes(k));
  if (strange) refuse(file, `${where}: ${strange} is not a field`);
}

/** JSON with keys in one order, so that equal content has equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}
export const contentHash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');
