import { isLimited, namesSubject } from './limited-powers.rules.js';

const TWO_THIRDS = { num: 2, den: 3 };

it.each([
  [68, 45, false, true],
  [68, 46, false, false],
  [68, 45, true, false],
  [0, 0, false, false],
])(
  'of %i elected %i are left, enough of the term for a by-election %s: limited %s [R-ORG-08]',
  (elected, remaining, enoughOfTerm, limited) => {
    expect(isLimited({ elected, remaining, enoughOfTerm }, TWO_THIRDS)).toBe(limited);
  },
);

const WORDS = ['kinh tế', 'ngân sách', 'đầu tư công'];
it.each([
  ['Dự thảo Nghị quyết về phân bổ NGÂN SÁCH thành phố năm 2027', true],
  ['Ke hoach phat trien kinh te – xa hoi', true],
  ['Kế hoạch đầu tư công trung hạn', true],
  ['Đặt tên đường và công trình công cộng', false],
])('«%s» speaks of the plan or the budget: %s [R-ORG-08]', (title, within) => {
  expect(namesSubject([title], WORDS)).toBe(within);
});
