import { THREE_CHOICE_FORM, type BallotForm } from '../ballot/ballot-form.rules.js';
import type { Tally } from '../ballot/tally.js';
import { ballotSizeOf, boxHashOf, countsOf, soundContents, warningOf } from './opened-box.rules.js';

const ROWS: BallotForm = { layout: 'ROWS', marks: ['AGREE', 'DISAGREE'], rows: 3, max: null };
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

  it('has ballots of one size, with room for the longest', () => {
    expect(ballotSizeOf(THREE_CHOICE_FORM)).toBe(64);
    expect(ballotSizeOf({ ...ROWS, rows: 100 })).toBeGreaterThan(100 * '100=AGREE+DISAGREE,'.length - 110);
  });

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
    ['nothing of a mixed one', tally({ voted: 9, for: 8, against: 1 }), undefined],
  ])('warns before publishing of %s [VOT-3]', (_, given, expected) => {
    expect(warningOf(given)).toBe(expected);
  });
});
