import fc from 'fast-check';
import { contentText, isOverMarked, parseContent } from '../ballot/ballot-content.rules.js';
import { ballotFormOf, THREE_CHOICE_FORM, type BallotForm } from '../ballot/ballot-form.rules.js';
import type { Tally } from '../ballot/tally.js';
import type { PollKindName } from '../poll/poll-kind.rules.js';
import { ballotSizeOf, boxHashOf, countsOf, invalidOf, soundContents, warningOf } from './opened-box.rules.js';

const ROWS: BallotForm = { layout: 'ROWS', marks: ['AGREE', 'DISAGREE'], rows: 3, max: null };
const of = (kind: PollKindName, rows: number, pick: number | null = null): BallotForm =>
  ballotFormOf(kind, { rows, pick }) as BallotForm;
const FORMS: [string, BallotForm][] = [
  ['three choices', THREE_CHOICE_FORM],
  ['an election', of('ELECTION', 100)],
  ['an election of at most so many', of('ELECTION', 100, 99)],
  ['a rating', of('CONFIDENCE_RATING', 100)],
  ['a vote of confidence', of('CONFIDENCE_VOTE', 100)],
  ['options', of('OPTION_CHOICE', 100)],
];
/** The shortest and the longest that can be said on it. */
const textsOf = (form: BallotForm): string[] =>
  form.layout === 'CHOICE'
    ? [...form.marks]
    : [[], form.marks].map((marks) =>
        contentText(
          form,
          Array.from({ length: form.rows }, () => marks),
        ),
      );
const tally = (more: Partial<Tally>): Tally => ({
  ...{ total: 68, presentAtOpen: 60, presentAtClose: 60, lateArrivals: 0, notRecorded: 0 },
  ...{ voted: 0, for: 0, against: 0, abstain: 0, ...more },
});

describe('an opened box', () => {
  it('keeps no words that are not of the form: they count as invalid [VOT-3]', () => {
    const found = soundContents(THREE_CHOICE_FORM, { contents: ['FOR', 'I am Mai', 'AGAINST'], unreadable: 1 });
    expect(found).toEqual({ contents: ['AGAINST', 'FOR'], unreadable: 2 });
    expect(countsOf(THREE_CHOICE_FORM, found, 5)).toMatchObject({ issued: 5, collected: 4, valid: 2, invalid: 2 });
    expect(countsOf(ROWS, { contents: ['1=AGREE,2=,3=DISAGREE'], unreadable: 1 }, 3)).toMatchObject({
      invalid: 1,
      valid: 1,
    });
  });

  it.each(FORMS)('has ballots of one size, with room for the longest of %s, which is counted', (_, form) => {
    const texts = textsOf(form);
    for (const text of texts) {
      expect(2 + Buffer.byteLength(text)).toBeLessThanOrEqual(ballotSizeOf(form));
      expect(soundContents(form, { contents: [text], unreadable: 0 })).toEqual({ contents: [text], unreadable: 0 });
    }
    expect(ballotSizeOf(form)).toBeGreaterThanOrEqual(64);
    expect(ballotSizeOf(form)).toBeLessThanOrEqual(8192);
  });

  it('says why a ballot, or a row of it, does not count, as the count has it [R-VOT-12]', () => {
    const found = {
      contents: ['1=AGREE,2=,3=AGREE+DISAGREE', '1=,2=,3=DISAGREE', '1=AGREE,2=AGREE,3=AGREE'],
      unreadable: 2,
    };
    const invalid = invalidOf(ROWS, found);
    expect(invalid).toEqual([
      { row: null, reason: 'UNREADABLE', ballots: 2 },
      { row: 1, reason: 'BLANK', ballots: 1 },
      { row: 2, reason: 'BLANK', ballots: 2 },
      { row: 3, reason: 'SEVERAL', ballots: 1 },
    ]);
    const counts = countsOf(ROWS, found, 5);
    const of = (row: number | null): number =>
      invalid.filter((i) => i.row === row).reduce((sum, i) => sum + i.ballots, 0);
    expect(counts.invalid).toBe(of(null));
    for (const { row, invalid: n } of counts.rows) expect(n).toBe(of(null) + of(row));
    const pick: BallotForm = { layout: 'PICK', marks: ['CHOSEN'], rows: 3, max: 1 };
    expect(
      invalidOf(pick, { contents: ['1=CHOSEN,2=CHOSEN,3=', '1=CHOSEN,2=,3=', '1=,2=,3='], unreadable: 0 }),
    ).toEqual([{ row: null, reason: 'TOO_MANY', ballots: 1 }]);
    expect(invalidOf(THREE_CHOICE_FORM, { contents: ['FOR'], unreadable: 0 })).toEqual([]);
  });

  it.each(FORMS.map(([name, form]) => [name, { ...form, rows: Math.min(form.rows, 4), max: form.max && 2 }] as const))(
    'of %s keeps no whole ballot: whatever lay together, the same is kept, counted and found invalid',
    (_, form) => {
      const cell = fc.subarray([...form.marks]);
      const text =
        form.layout === 'CHOICE'
          ? fc.constantFrom(...form.marks)
          : fc.array(cell, { minLength: form.rows, maxLength: form.rows }).map((rows) => contentText(form, rows));
      const ballots = fc.array(fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.string() }), {
        maxLength: 12,
      });
      fc.assert(
        fc.property(
          ballots,
          fc.integer({ min: 0, max: 3 }),
          fc.infiniteStream(fc.nat()),
          (contents, unreadable, any) => {
            const given = { contents, unreadable };
            const kept = soundContents(form, given);
            expect(soundContents(form, kept)).toEqual(kept);
            const raw = contents.filter((c) => parseContent(form, c) !== undefined);
            const bare = { contents: raw, unreadable: unreadable + contents.length - raw.length };
            expect(countsOf(form, kept, 20)).toEqual(countsOf(form, bare, 20));
            expect(invalidOf(form, kept)).toEqual(invalidOf(form, bare));
            // The same marks in each row, on other ballots.
            const sound = raw.map((c) => parseContent(form, c)!).filter((c) => !isOverMarked(form, c));
            if (form.layout === 'CHOICE' || sound.length === 0 || form.max !== null) return;
            const others = Array.from({ length: form.rows }, (_row, row) => {
              const by = sound.map((c) => ({ marks: c[row] as unknown as string[], at: any.next().value as number }));
              return by.sort((a, b) => a.at - b.at).map((c) => c.marks);
            });
            const shuffled = sound.map((_c, i) =>
              contentText(
                form,
                others.map((row) => row[i]!),
              ),
            );
            expect(soundContents(form, { contents: shuffled, unreadable: bare.unreadable })).toEqual(kept);
          },
        ),
      );
    },
  );

  it('is named by what lies in it, in whatever order', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')];
    expect(boxHashOf('p', [a, b])).toBe(boxHashOf('p', [b, a]));
    expect(boxHashOf('p', [a, b])).not.toBe(boxHashOf('p', [a]));
  });

  it.each([
    ['nothing of an empty box', tally({}), undefined],
    ['few ballots', tally({ voted: 4, for: 2, against: 2 }), 'FEW_BALLOTS'],
    ['all alike', tally({ voted: 9, for: 9 }), 'UNANIMOUS'],
    [
      'a row in which all are alike',
      tally({ voted: 9, rows: [{ row: 1, valid: 9, invalid: 0, marks: { AGREE: 9, DISAGREE: 0 } }] }),
      'UNANIMOUS',
    ],
    [
      'a row that nobody marked',
      tally({ voted: 9, rows: [{ row: 1, valid: 9, invalid: 0, marks: { CHOSEN: 0 } }] }),
      'UNANIMOUS',
    ],
    ['nothing of a mixed one', tally({ voted: 9, for: 8, against: 1 }), undefined],
  ])('warns before publishing of %s [VOT-3]', (_, given, expected) => {
    expect(warningOf(given)).toBe(expected);
  });
});
