/**
 * Who sits and votes here: delegates of the council, or the members of a board.
 *
 * The words of a page follow it as they follow the language: `{seated}` is the
 * full name (guests could be meant otherwise), `{member}` the short one, `{all}`
 * stands where they are counted as a whole.
 */
import type { ChamberViewFragment } from '../graph/operations.js';

type Seated = NonNullable<ChamberViewFragment['attendance']['boardKind']> | 'COUNCIL';
interface Words extends Readonly<Record<string, string>> {
  readonly seated: string;
  readonly Seated: string;
  readonly member: string;
  readonly all: string;
  readonly Member: string;
}

const short = {
  vi: { member: 'thành viên', Member: 'Thành viên', all: 'thành viên' },
  en: { member: 'member', Member: 'Member', all: 'members' },
};
const WORDS: Readonly<Record<'vi' | 'en', Readonly<Record<Seated, Words>>>> = {
  vi: {
    COUNCIL: {
      seated: 'đại biểu HĐND',
      Seated: 'Đại biểu HĐND',
      member: 'đại biểu',
      Member: 'Đại biểu',
      all: 'đại biểu HĐND',
    },
    STANDING_BODY: { seated: 'thành viên Thường trực HĐND', Seated: 'Thành viên Thường trực HĐND', ...short.vi },
    COMMITTEE: { seated: 'thành viên Ban', Seated: 'Thành viên Ban', ...short.vi },
    PEOPLES_COMMITTEE: { seated: 'thành viên UBND', Seated: 'Thành viên UBND', ...short.vi },
  },
  en: {
    COUNCIL: { seated: 'delegates', Seated: 'Delegates', member: 'delegate', Member: 'Delegate', all: 'delegates' },
    STANDING_BODY: { seated: 'members of the standing body', Seated: 'Members of the standing body', ...short.en },
    COMMITTEE: { seated: 'committee members', Seated: 'Committee members', ...short.en },
    PEOPLES_COMMITTEE: {
      seated: 'members of the People’s Committee',
      Seated: 'Members of the People’s Committee',
      ...short.en,
    },
  },
};

let current: Seated = 'COUNCIL';

/** Called with each picture of the chamber, before it is drawn. */
export function seatAs<C extends Pick<ChamberViewFragment, 'attendance'>>(chamber: C | null): C | null {
  if (chamber) current = chamber.attendance.boardKind ?? 'COUNCIL';
  return chamber;
}

export const seatedWords = (language: 'vi' | 'en'): Words => WORDS[language][current];
