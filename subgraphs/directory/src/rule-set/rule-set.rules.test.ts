import { canonical, contentHash, readRuleSets } from './rule-set.rules.js';
import { ruleSetFiles } from './rule-set-import.service.js';

const RULE = `
  - key: poll.resolution.threshold
    value: { kind: GREATER_THAN, num: 1, den: 2, base: TOTAL_DELEGATES }
    source: { instrument: 77/2015/QH13, article: '91.3' }
    confidence: V1
    overridable: NEVER`;
const set = (rules = RULE, more = '', id = 'vn-a') =>
  `id: ${id}\nlevel: CITY\nnameVi: A\nnameEn: A\nvalidFrom: 2016-01-01\nvalidTo: 2025-02-28\n${more}rules:${rules}\n`;
const LATER = `id: vn-b\nlevel: CITY\nnameVi: B\nnameEn: B\nvalidFrom: 2025-03-01\ncarriesForward: vn-a\nrules: []\n`;

it('reads every set of the project, without a gap or an overlap within a level', () => {
  const sets = readRuleSets(ruleSetFiles());
  for (const level of ['CITY', 'DISTRICT', 'COMMUNE']) {
    const [first, second, ...more] = sets
      .filter((s) => s.level === level)
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    expect([first!.validTo, second!.validFrom, more.length]).toEqual(['2025-02-28', '2025-03-01', 0]);
    // What the older set answers, the newer one answers too, with a number of its own or the one carried forward.
    expect([...new Set(second!.rules.map((r) => r.key))]).toEqual(
      expect.arrayContaining([...new Set(first!.rules.map((r) => r.key))]),
    );
  }
});

it('nothing that was not read in a law is passed off as read after the law changed', () => {
  for (const later of readRuleSets(ruleSetFiles()).filter((s) => s.validFrom === '2025-03-01')) {
    for (const rule of later.rules.filter((r) => r.carriedForward)) {
      expect(rule.confidence).toMatch(/^K-/);
      expect(rule.noteEn).toContain('successor not read');
    }
  }
});

it('carries forward what held on the last day, not what had ended before', () => {
  const ended = RULE.replace('resolution', 'old') + '\n    validTo: 2020-01-01';
  const [, later] = readRuleSets({ a: set(RULE + ended), b: LATER });
  expect(later!.rules).toMatchObject([
    {
      key: 'poll.resolution.threshold',
      confidence: 'K-med',
      carriedForward: true,
      instrument: '77/2015/QH13',
      validFrom: '2025-03-01',
      validTo: null,
    },
  ]);
});

it('the hash follows the content, not comments or the order of keys', () => {
  const [a] = readRuleSets({ a: set() });
  const [b] = readRuleSets({ a: '# a comment\n' + set().replace('num: 1, den: 2', 'den: 2, num: 1') });
  const [c] = readRuleSets({ a: set().replace('num: 1, den: 2', 'num: 2, den: 3') });
  expect(contentHash(a)).toBe(contentHash(b));
  expect(contentHash(a)).not.toBe(contentHash(c));
  expect(canonical({ b: [1, { d: null, c: 'ủ' }], a: undefined })).toBe('{"b":[1,{"c":"ủ","d":null}]}');
});

it.each<[string, string]>([
  ['a field nobody knows', set(RULE + '\n    valid_to: 2020-01-01')],
  ['a share above one', set(RULE.replace('num: 1', 'num: 3'))],
  ['a share without a base', set(RULE.replace(', base: TOTAL_DELEGATES', ''))],
  ['a confidence nobody knows', set(RULE.replace('V1', 'sure'))],
  ['an article that YAML reads as a number', set(RULE.replace(`'91.3'`, '91.3'))],
  ['a day that is none', set(RULE + '\n    validTo: 2020-13-01')],
  ['days outside the set’s', set(RULE + '\n    validTo: 2026-01-01')],
  ['two values on one day', set(RULE + RULE)],
  ['a key that is none', set(RULE.replace('poll.resolution.threshold', 'threshold'))],
  ['no rules', set(' none')],
  ['carrying forward what is not there', set(RULE, 'carriesForward: vn-z\n')],
  ['carrying itself forward', set(RULE, 'carriesForward: vn-a\n')],
  ['not a mapping', '- 1'],
])('refuses %s, naming the file', (_, text) => expect(() => readRuleSets({ 'x.yaml': text })).toThrow(/^x\.yaml: /));

it('refuses one id in two files', () => expect(() => readRuleSets({ a: set(), b: set() })).toThrow('vn-a'));

it('delegates are equal: a set that weighs ballots is refused, whatever else it says [R-ORG-01]', () => {
  const weight = (value: number) =>
    set(
      RULE.replace('poll.resolution.threshold', 'vote.weight').replace(
        /value: \{[^}]*\}/,
        `value: { value: ${value} }`,
      ),
    );
  expect(() => readRuleSets({ 'x.yaml': weight(2) })).toThrow('vote.weight is not 1: delegates are equal');
  expect(readRuleSets({ 'x.yaml': weight(1) })[0]!.rules[0]!.value).toEqual({ value: 1 });
});
