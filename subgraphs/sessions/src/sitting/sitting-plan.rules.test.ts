import { SittingKind } from './sitting.entity.js';
import { isWithinSession, mayMeetBeside, sittingName } from './sitting-plan.rules.js';

const days = { opensOn: '2026-12-08', closesOn: '2026-12-10' };

it.each([
  [SittingKind.PLENARY, '2026-12-08', true],
  [SittingKind.PLENARY, '2026-12-10', true],
  [SittingKind.PLENARY, '2026-12-07', false],
  [SittingKind.QUESTIONING, '2026-12-11', false],
  [SittingKind.PREPARATORY, '2026-12-07', true],
  [SittingKind.PREPARATORY, '2026-12-11', false],
])('a %s on %s lies within the session: %s [SES-5]', (kind, day, expected) =>
  expect(isWithinSession(kind, day, days)).toBe(expected),
);

it('is called by its kind, its part of the day and its day in Vietnamese form [SES-5]', () => {
  expect(sittingName(SittingKind.PLENARY, '2026-12-08', '08:00')).toBe('Phiên toàn thể sáng 08/12/2026');
  expect(sittingName(SittingKind.QUESTIONING, '2026-12-09', '13:30')).toBe('Phiên chất vấn chiều 09/12/2026');
  expect(sittingName(SittingKind.GROUP_DISCUSSION, '2026-12-09', '19:00')).toBe('Thảo luận tổ tối 09/12/2026');
});

it('only delegate groups meet beside each other [SES-5]', () => {
  for (const one of Object.values(SittingKind))
    for (const other of Object.values(SittingKind))
      expect(mayMeetBeside(one, other)).toBe(one === 'GROUP_DISCUSSION' && other === 'GROUP_DISCUSSION');
});
