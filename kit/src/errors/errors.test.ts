import { defineErrors, message } from './index.js';

const table = defineErrors({ LATE: { vi: 'Chậm nhất {day}, {n} ngày, số {x}.', en: 'By {day}, {n} days, {x}.' } });

it('a calendar day is dd/MM/yyyy in a sentence and stays as it is among the parameters', () => {
  expect(message(table, 'LATE', { day: '2026-12-05', n: 20, x: '12/2026/NQ-HĐND' })).toEqual({
    code: 'LATE',
    params: { day: '2026-12-05', n: 20, x: '12/2026/NQ-HĐND' },
    vi: 'Chậm nhất 05/12/2026, 20 ngày, số 12/2026/NQ-HĐND.',
    en: 'By 05/12/2026, 20 days, 12/2026/NQ-HĐND.',
  });
});
