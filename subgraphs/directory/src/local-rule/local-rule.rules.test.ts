import { readRuleSets } from '../rule-set/rule-set.rules.js';
import { ruleSetFiles } from '../rule-set/rule-set-import.service.js';
import { boundsOf, LOCAL_KEYS, valueOf, type LawOfTheDay } from './local-rule.rules.js';

/** Left to local rules by a set and not offered: who is rated or may ask is no working rule, and of terms of petitions nobody reads a council's own. */
const NOT_OFFERED = [
  'confidenceRating.excludes',
  'confidenceRating.offices',
  'confidenceVote.frontCommittee',
  'petition.slaDays',
  'resolution.abolishedCouncil.lastDay',
];

it('offers what the rule sets leave to local rules, no more and no less but what is named here', () => {
  const left = readRuleSets(ruleSetFiles()).flatMap((set) =>
    set.rules.filter((rule) => rule.overridable === 'LOCAL_RULES').map((rule) => rule.key),
  );
  expect([...LOCAL_KEYS.keys(), ...NOT_OFFERED].sort()).toEqual([...new Set(left)].sort());
});

it('the law’s own value of every rule on offer is a sound one', () => {
  const wrong = readRuleSets(ruleSetFiles()).flatMap((set) =>
    set.rules.flatMap(({ key, value, overridable }) => {
      const known = overridable === 'LOCAL_RULES' ? LOCAL_KEYS.get(key) : undefined;
      if (!known) return [];
      const places = known.fields.flatMap((f) => (f.kind === 'SHARE' ? ['num', 'den'] : [f.name]));
      const given = Object.fromEntries(places.map((place) => [place, value[place]]));
      const said = valueOf(known, { value, binding: true }, JSON.stringify(given));
      return said !== null && 'value' in said ? [] : [`${set.id} ${key}`];
    }),
  );
  expect(wrong).toEqual([]);
});

const key = (name: string) => LOCAL_KEYS.get(name)!;
const law = (value: LawOfTheDay['value'], binding = true): LawOfTheDay => ({ value, binding });
const DAYS = law({ value: 20 });
const QUORUM = law({ mode: 'WARN', num: 2, den: 3, base: 'TOTAL_DELEGATES' });
const MAJORITY = law({ kind: 'GREATER_THAN', num: 1, den: 2, base: 'TOTAL_MEMBERS' });

it.each<[string, string, LawOfTheDay, unknown, unknown]>([
  ['resolution.comment.minDays', 'longer than the law', DAYS, { value: 30 }, { value: 30 }],
  [
    'resolution.comment.minDays',
    'shorter than a default nobody confirmed',
    law({ value: 20 }, false),
    { value: 15 },
    { value: 15 },
  ],
  [
    'quorum.plenary',
    'the base stays the law’s',
    QUORUM,
    { mode: 'BLOCK', num: 1, den: 2 },
    { mode: 'BLOCK', num: 1, den: 2, base: 'TOTAL_DELEGATES' },
  ],
  [
    'poll.committee.threshold',
    'two thirds',
    MAJORITY,
    { kind: 'AT_LEAST', num: 2, den: 3 },
    { kind: 'AT_LEAST', num: 2, den: 3, base: 'TOTAL_MEMBERS' },
  ],
])('%s: %s', (name, _, of, given, expected) => {
  expect(valueOf(key(name), of, JSON.stringify(given))).toEqual({ value: expected });
});

it.each<[string, string, LawOfTheDay, unknown, string | null]>([
  ['resolution.comment.minDays', 'shorter than the law', DAYS, { value: 19 }, 'a whole number from 20 to 180'],
  ['resolution.comment.minDays', 'half a day', DAYS, { value: 20.5 }, 'a whole number from 20 to 180'],
  ['resolution.comment.minDays', 'digits in quotes', DAYS, { value: '30' }, 'a whole number from 20 to 180'],
  ['quorum.plenary', 'more than all', QUORUM, { mode: 'WARN', num: 3, den: 2 }, 'a fraction like 2/3, above 0 to 1'],
  ['quorum.plenary', 'a mode nobody knows', QUORUM, { mode: 'MAYBE', num: 1, den: 2 }, 'warn only; no vote is opened'],
  [
    'poll.committee.threshold',
    'less than half',
    MAJORITY,
    { kind: 'AT_LEAST', num: 1, den: 3 },
    'a fraction like 2/3, from 1/2 to 1',
  ],
  [
    'quorum.plenary',
    'the base, which is the law’s',
    QUORUM,
    { mode: 'WARN', num: 1, den: 2, base: 'PRESENT_AT_OPEN' },
    null,
  ],
  ['quorum.plenary', 'no value at all', QUORUM, 'x', null],
])('%s refuses %s', (name, _, of, given, bounds) => {
  const said = valueOf(key(name), of, JSON.stringify(given));
  expect(said !== null && 'wrong' in said ? boundsOf(said.wrong, of).en : said).toBe(bounds);
});

it('what is no JSON is no value', () => expect(valueOf(key('quorum.plenary'), QUORUM, '{')).toBeNull());
