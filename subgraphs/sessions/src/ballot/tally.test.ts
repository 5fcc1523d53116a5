/** Counting rows: the rating of 29 persons by 62 ballots, validity per person, consequences by the rule of the day, ties. */
import fc from 'fast-check';
import { resultFrom } from '../poll/result-lines.rules.js';
import { decide, type Decision } from '../poll/counted.rules.js';
import { DENOMINATORS, shareOf } from '../poll/majority.rules.js';
import type { Poll, PollRow } from '../poll/poll.entity.js';
import { POLL_KINDS, type PollKindName } from '../poll/poll-kind.rules.js';
import { snapshotOf, type RuleSnapshot } from '../poll/rule-snapshot.rules.js';
import type { Rule } from '../sitting/seat.service.js';
import { contentText, MAX_CONTENT, parseContent } from './ballot-content.rules.js';
import { BALLOT_OF_KIND, ballotFormOf, MAX_ROWS, type BallotForm } from './ballot-form.rules.js';
import { baseOf, boxOf, tallyFrom, violationsOf, type BoxCounts, type HallCounts, type Tally } from './tally.js';

const form = (kind: PollKindName, rows: number, pick: number | null = null): BallotForm => {
  const made = ballotFormOf(kind, { rows, pick });
  if (typeof made === 'string') throw new Error(made);
  return made;
};
const RATING = form('CONFIDENCE_RATING', 29);
const hall = (present: number, total: number): HallCounts => ({
  ...{ total, presentAtOpen: present, presentAtClose: present, lateArrivals: 0 },
  roll: { totalSeats: total, inOffice: total, suspended: 0, excused: total - present, unexcused: 0 },
});

const rule = (key: string, value: Rule['value'], confidence: string): [string, Rule] => [
  key,
  {
    ...{ key, value, confidence, ruleSetId: 's', ruleSetHash: 'h', instrument: 'i', article: 'a' },
    ...{ confirmed: confidence === 'V1', noteVi: null, noteEn: null },
  },
];
const half = { kind: 'GREATER_THAN', num: 1, den: 2 };
const twoThirds = { kind: 'AT_LEAST', num: 2, den: 3 };
/** As the directory gives them for a day before and a day after 1/7/2023. */
const rules = (base: string, severe: string, confidence: string): Map<string, Rule> =>
  new Map([
    rule('poll.confidenceRating.base', { base }, confidence),
    rule('poll.confidenceRating.mayResign', { ...half, base, consequence: 'MAY_RESIGN' }, confidence),
    rule('poll.confidenceRating.twoThirdsLow', { ...twoThirds, base, consequence: severe }, confidence),
    rule('poll.confidenceVote.threshold', { ...half, base, consequence: 'RESIGN_OR_DISMISSAL' }, confidence),
    rule('poll.election.threshold', { ...half, base: 'TOTAL_DELEGATES' }, 'K-med'),
  ]);
const OLD = rules('TOTAL_DELEGATES', 'CONFIDENCE_VOTE_DUE', 'V1');
const NEW = rules('BALLOTS_COLLECTED', 'DISMISSAL_DUE', 'V2');

const decided = (kind: PollKindName, tally: Tally, by: Map<string, Rule>, places: number | null = null): Decision =>
  decide({
    ...{ pollId: 'p', frozenHash: 'f', rollHash: 'r', chainLength: 0, chainHead: '', tally },
    ...{ rule: snapshotOf(kind, by)!, form: form(kind, tally.rows!.length), seatsToFill: places },
  });

/** Ballots that rate each row as its counts say; counts of a row add up to the number of ballots, an empty mark included. */
function ballots(given: BallotForm, rows: readonly Readonly<Record<string, number>>[]): string[] {
  const columns = rows.map((counts) => Object.entries(counts).flatMap(([mark, n]) => Array<string>(n).fill(mark)));
  return columns[0]!.map((_, i) =>
    contentText(
      given,
      columns.map((column) => (column[i] === '' ? [] : column[i]!.split('+'))),
    ),
  );
}
const row = (high: number, medium: number, low: number): Record<string, number> => ({
  HIGH: high,
  MEDIUM: medium,
  LOW: low,
});

describe('the rating of 29 persons by 62 ballots', () => {
  const texts = ballots(RATING, [
    row(54, 5, 3),
    row(48, 6, 8),
    ...Array<Record<string, number>>(27).fill(row(60, 1, 1)),
  ]);
  const tally = tallyFrom(RATING, boxOf(RATING, texts, 63), hall(63, 68));

  test.each([
    ['T7', 0, 'HALF_UP', ['87,10 %', '8,06 %', '4,84 %']],
    ['T7', 0, 'TRUNCATE', ['87,09 %', '8,06 %', '4,83 %']],
    ['T8', 1, 'HALF_UP', ['77,42 %', '9,68 %', '12,90 %']],
    ['T8', 1, 'TRUNCATE', ['77,41 %', '9,67 %', '12,90 %']],
  ] as const)('%s row %i, %s, as the sheet prints it [R-VOT-18 T7 T8]', (_, i, rounding, texts) => {
    const counted = tally.rows![i]!;
    expect(
      RATING.marks.map((mark) =>
        shareOf(counted.marks[mark]!, tally.ballots!.collected, 'BALLOTS_COLLECTED', rounding).percentText.replace(
          '\u00a0',
          ' ',
        ),
      ),
    ).toEqual(texts);
  });

  test('every row says its counts, its base and no consequence; the question has no verdict [VOT-9]', () => {
    expect(tally.ballots).toEqual({ issued: 63, collected: 62, valid: 62, invalid: 0 });
    const by = snapshotOf('CONFIDENCE_RATING', NEW)!;
    const decision = decided('CONFIDENCE_RATING', tally, NEW);
    expect(decision.outcome).toBeNull();
    expect(decision.verdicts).toEqual(
      Array.from({ length: 29 }, (_, i) => ({ row: i + 1, verdict: 'NO_CONSEQUENCE' })),
    );
    const poll = { rule: by, marks: RATING.marks, inOffice: 68, suspended: 0 } as unknown as Poll;
    const rows = Array.from(
      { length: 29 },
      (_, i) => ({ row: i + 1, name: `Ông ${i + 1}`, post: 'Ủy viên' }) as PollRow,
    );
    const { rows: lines } = resultFrom(
      poll,
      rows,
      { tally, ...decision, rollHash: 'r', chainLength: 0, chainHead: '' },
      0,
    );
    expect(lines).toHaveLength(29);
    expect(lines[1]!.marks.map((m) => [m.mark, m.share.count, m.share.base, m.share.baseLabelVi])).toEqual([
      ['HIGH', 48, 62, 'so với số phiếu thu về'],
      ['MEDIUM', 6, 62, 'so với số phiếu thu về'],
      ['LOW', 8, 62, 'so với số phiếu thu về'],
    ]);
    expect(lines[1]!.threshold).toMatchObject({ needed: 32, of: 62, reason: { confidence: 'V2' } });
  });
});

test('T9: of 29 rows one is marked twice: it is invalid for that person alone, and an empty one too [R-VOT-12 T9]', () => {
  const marks = Array.from({ length: 29 }, (_, i) => (i === 4 ? ['HIGH', 'LOW'] : i === 7 ? [] : ['HIGH']));
  const box = boxOf(RATING, [contentText(RATING, marks)]);
  expect(box).toMatchObject({ collected: 1, valid: 1, invalid: 0 });
  expect(box.rows.filter((r) => r.invalid === 1).map((r) => r.row)).toEqual([5, 8]);
  expect(box.rows.filter((r) => r.valid === 1)).toHaveLength(27);
});

const UNREADABLE = [
  '',
  'HIGH',
  '1=HIGH',
  '1=GOOD,2=HIGH,3=HIGH',
  '2=HIGH,1=HIGH,3=HIGH',
  '1=LOW+HIGH,2=,3=',
  '1=HIGH,2=HIGH,3=HIGH,4=LOW',
  '1=HIGH,2=HIGH,3=HIGH ',
];
test.each(UNREADABLE)('what is no ballot of the form is invalid as a whole, never half counted: %j', (text) => {
  const three = form('CONFIDENCE_RATING', 3);
  expect(parseContent(three, text)).toBeUndefined();
  const box = boxOf(three, [text, '1=HIGH,2=HIGH,3=LOW']);
  expect(box).toMatchObject({ collected: 2, valid: 1, invalid: 1 });
  expect(violationsOf(three, tallyFrom(three, box, hall(2, 5)))).toEqual([]);
});

describe('what follows from low ratings is the rule of the day', () => {
  // 68 delegates, 60 ballots: half and two thirds of each base, and one less.
  const verdict = (low: number, by: Map<string, Rule>): string => {
    const one = form('CONFIDENCE_RATING', 1);
    const tally = tallyFrom(one, boxOf(one, ballots(one, [row(60 - low, 0, low)])), hall(60, 68));
    return decided('CONFIDENCE_RATING', tally, by).verdicts![0]!.verdict;
  };
  test.each([
    ['half of the ballots', 30, 'NO_CONSEQUENCE', 'NO_CONSEQUENCE'],
    ['one more than half of the ballots', 31, 'MAY_RESIGN', 'NO_CONSEQUENCE'],
    ['half of all delegates', 34, 'MAY_RESIGN', 'NO_CONSEQUENCE'],
    ['one more than half of all delegates', 35, 'MAY_RESIGN', 'MAY_RESIGN'],
    ['one less than two thirds of the ballots', 39, 'MAY_RESIGN', 'MAY_RESIGN'],
    ['two thirds of the ballots', 40, 'DISMISSAL_DUE', 'MAY_RESIGN'],
    ['one less than two thirds of all delegates', 45, 'DISMISSAL_DUE', 'MAY_RESIGN'],
    ['two thirds of all delegates', 46, 'DISMISSAL_DUE', 'CONFIDENCE_VOTE_DUE'],
  ])('%s: %i low [R-VOT-10 R-VOT-11]', (_, low, since, until) => {
    expect([verdict(low, NEW), verdict(low, OLD)]).toEqual([since, until]);
  });

  test('a vote of confidence: more than half without confidence [R-VOT-15]', () => {
    const one = form('CONFIDENCE_VOTE', 1);
    const of = (against: number): string => {
      const texts = ballots(one, [{ CONFIDENCE: 60 - against, NO_CONFIDENCE: against }]);
      return decided('CONFIDENCE_VOTE', tallyFrom(one, boxOf(one, texts), hall(60, 68)), NEW).verdicts![0]!.verdict;
    };
    expect([of(30), of(31)]).toEqual(['NO_CONSEQUENCE', 'RESIGN_OR_DISMISSAL']);
  });
});

describe('an election', () => {
  const verdicts = (votes: readonly number[], places: number | null): string[] => {
    const given = form('ELECTION', votes.length);
    const texts = ballots(
      given,
      votes.map((n) => ({ AGREE: n, DISAGREE: 60 - n })),
    );
    const tally = tallyFrom(given, boxOf(given, texts), hall(60, 68));
    return decided('ELECTION', tally, NEW, places).verdicts!.map((v) => v.verdict);
  };
  const [E, N, R] = ['ELECTED', 'NOT_ELECTED', 'RUN_OFF'];
  test.each([
    ['more than half of all delegates', [35, 34], 2, [E, N]],
    ['most votes first where more pass than there are places', [40, 50, 45], 2, [N, E, E]],
    ['tied for the last place: a run-off among the tied', [50, 40, 40, 36], 2, [E, R, R, N]],
    ['tied, and both fit', [40, 40, 36], 2, [E, E, N]],
    ['all tied for one place', [40, 40, 40], 1, [R, R, R]],
    ['nobody passes, nobody is tied for anything', [30, 30], 1, [N, N]],
    ['no number given: whoever passes', [35, 60], null, [E, E]],
  ] as const)('%s [R-VOT-08]', (_, votes, places, expected) => {
    expect(verdicts(votes, places)).toEqual(expected);
  });
});

test('paper and opened envelopes end in the same tally as the texts they stand for [VOT-25]', () => {
  const given = form('CONFIDENCE_RATING', 2);
  const texts = ballots(given, [row(5, 3, 2), { HIGH: 6, LOW: 3, '': 1 }]);
  const paper: BoxCounts = {
    ...{ issued: 11, collected: 10, valid: 10, invalid: 0, marks: {} },
    rows: [
      { row: 1, valid: 10, invalid: 0, marks: row(5, 3, 2) },
      { row: 2, valid: 9, invalid: 1, marks: row(6, 0, 3) },
    ],
  };
  const counted = tallyFrom(given, boxOf(given, texts, 11), hall(12, 15));
  expect(tallyFrom(given, paper, hall(12, 15))).toEqual(counted);
  expect(decided('CONFIDENCE_RATING', counted, NEW).digest).toBe(
    decided('CONFIDENCE_RATING', tallyFrom(given, paper, hall(12, 15)), NEW).digest,
  );
});

describe('what does not add up is named with its numbers [VOT-17]', () => {
  const given = form('CONFIDENCE_RATING', 1);
  const sound: BoxCounts = {
    ...{ issued: 11, collected: 10, valid: 9, invalid: 1, marks: {} },
    rows: [{ row: 1, valid: 9, invalid: 1, marks: row(5, 3, 1) }],
  };
  const said = (bent: Partial<BoxCounts>): string => {
    try {
      tallyFrom(given, { ...sound, ...bent }, hall(12, 15));
      return 'sound';
    } catch (error) {
      return (error as Error).message;
    }
  };
  test.each<[string, Partial<BoxCounts>, string]>([
    ['sound', {}, 'sound'],
    ['issued', { issued: 9 }, 'issued 9 < collected 10'],
    ['collected', { collected: 11, issued: 12 }, 'collected 11 ≠ valid 9 + invalid 1'],
    [
      'more ballots than persons',
      { collected: 13, valid: 12, issued: 13 },
      'ballots 13 + not recorded -1 ≠ present and entitled 12',
    ],
    [
      'a row',
      { rows: [{ row: 1, valid: 8, invalid: 1, marks: row(5, 2, 1) }] },
      'row 1: valid 8 + invalid 1 ≠ collected 10',
    ],
    ['marks', { rows: [{ row: 1, valid: 9, invalid: 1, marks: row(5, 3, 2) }] }, 'row 1: 5 + 3 + 2 = 10 ≠ valid 9'],
    ['a missing row', { rows: [] }, '0 rows, 1 needed'],
    [
      'a negative count',
      { rows: [{ row: 1, valid: 9, invalid: 1, marks: row(10, -1, 0) }] },
      'a count is negative or no whole number',
    ],
  ])('%s', (_, bent, expected) => expect(said(bent)).toBe(expected));
});

test('every base has its own count [VOT-9 R-VOT-19]', () => {
  const given = form('RESOLUTION', 0);
  const texts = [
    ...Array<string>(30).fill('FOR'),
    ...Array<string>(5).fill('AGAINST'),
    ...Array<string>(3).fill('ABSTAIN'),
  ];
  const tally = tallyFrom(
    given,
    { ...boxOf(given, texts, 39), collected: 39, invalid: 1 },
    {
      ...{ total: 67, presentAtOpen: 39, presentAtClose: 38, lateArrivals: 1 },
      roll: { totalSeats: 70, inOffice: 67, suspended: 1, excused: 20, unexcused: 7 },
    },
  );
  expect(Object.fromEntries(DENOMINATORS.map((base) => [base, baseOf(tally, { base })]))).toEqual({
    TOTAL_DELEGATES: 67,
    TOTAL_INCLUDING_SUSPENDED: 68,
    PRESENT_AT_OPEN: 39,
    PRESENT_AT_CLOSE: 38,
    ELIGIBLE: 40,
    BALLOTS_ISSUED: 39,
    BALLOTS_COLLECTED: 39,
    BALLOTS_VALID: 38,
    FOR_PLUS_AGAINST: 35,
    TOTAL_MEMBERS: 67,
  });
});

test('every kind has its ballot, and the ten are all there are [VOT-1]', () => {
  expect(Object.keys(BALLOT_OF_KIND).sort()).toEqual([...POLL_KINDS].sort());
  expect(POLL_KINDS).toHaveLength(10);
});

test('a ballot’s text and its content are inverse to each other, and no form outgrows the limit', () => {
  const kinds = fc.constantFrom(form('CONFIDENCE_RATING', 7), form('ELECTION', 3), form('ELECTION', 5, 2));
  const given = kinds.chain((f) =>
    fc.tuple(fc.constant(f), fc.array(fc.subarray([...f.marks]), { minLength: f.rows, maxLength: f.rows })),
  );
  fc.assert(
    fc.property(given, ([f, rows]) => {
      expect(parseContent(f, contentText(f, rows))).toEqual(rows);
    }),
  );
  const longest = form('CONFIDENCE_RATING', MAX_ROWS);
  expect(contentText(longest, Array<readonly string[]>(MAX_ROWS).fill(longest.marks)).length).toBeLessThan(MAX_CONTENT);
});

test('a poll without its rules is not put to the vote', () => {
  const without = (key: string): RuleSnapshot | undefined =>
    snapshotOf('CONFIDENCE_RATING', new Map([...NEW].filter(([k]) => k !== key)));
  for (const key of [
    'poll.confidenceRating.base',
    'poll.confidenceRating.mayResign',
    'poll.confidenceRating.twoThirdsLow',
  ])
    expect(without(key)).toBeUndefined();
  expect(without('poll.election.threshold')).toBeDefined();
});
