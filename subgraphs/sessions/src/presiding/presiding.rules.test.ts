import { presidesAs, type HeldOffice } from './presiding.rules.js';

const [chair, vice] = [
  { personId: 'a', kind: 'CHAIR' },
  { personId: 'b', kind: 'VICE_CHAIR' },
] as const satisfies HeldOffice[];

it.each<[string, string, readonly HeldOffice[], boolean, string | null]>([
  ['the chair', 'a', [chair, vice], false, 'CHAIR'],
  ['a vice chair', 'b', [chair, vice], false, 'VICE_CHAIR'],
  ['who is both, as the chair', 'a', [{ personId: 'a', kind: 'VICE_CHAIR' }, chair], false, 'CHAIR'],
  ['nobody else while the offices are held', 'c', [chair, vice], false, null],
  ['the convenor of a first session without a chair', 'c', [], true, 'CONVENOR'],
  ['the convenor though a vice chair is known', 'c', [vice], true, 'CONVENOR'],
  ['no convenor once the chair is elected', 'c', [chair], true, null],
  ['whoever has the role, where no office is recorded', 'c', [], false, 'OTHER'],
])('%s presides [R-SES-10]', (_name, person, offices, first, expected) => {
  expect(presidesAs(person, offices, first)).toBe(expected);
});
