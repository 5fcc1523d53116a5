import { validityOf, type SaidOf } from './resolution-validity.rules.js';

const own = { effectiveFrom: '2024-01-10', expiresOn: null, abolishedLastDay: null };
const said = (kind: SaidOf['kind'], more: Partial<SaidOf> = {}): SaidOf => ({
  id: kind,
  kind,
  part: null,
  takesEffectOn: null,
  endsOn: null,
  fromEffectiveOn: '2025-06-01',
  fromEndedOn: null,
  ...more,
});

describe('whether a resolution is in force', () => {
  test.each([
    ['before it takes effect', own, [], '2024-01-09', { state: 'NOT_YET', until: '2024-01-09' }],
    ['on its first day', own, [], '2024-01-10', { state: 'IN_FORCE', since: '2024-01-10', until: null }],
    ['not enacted', { ...own, effectiveFrom: null }, [], '2024-01-10', { state: 'NOT_ENACTED' }],
    ['its last day', { ...own, expiresOn: '2024-12-31' }, [], '2024-12-31', { state: 'IN_FORCE', until: '2024-12-31' }],
    ['after it', { ...own, expiresOn: '2024-12-31' }, [], '2025-01-01', { state: 'EXPIRED', since: '2025-01-01' }],
    ['the day before it is repealed', own, [said('REPEALS')], '2025-05-31', { state: 'IN_FORCE', until: '2025-05-31' }],
    [
      'repealed',
      own,
      [said('REPEALS')],
      '2025-06-01',
      { state: 'REPEALED', since: '2025-06-01', because: ['REPEALS'] },
    ],
    [
      'replaced later than the replacing one takes effect',
      own,
      [said('REPLACES', { takesEffectOn: '2025-07-01' })],
      '2025-06-30',
      { state: 'IN_FORCE' },
    ],
    ['replaced', own, [said('REPLACES')], '2026-01-01', { state: 'REPLACED' }],
    [
      'by a draft, nothing',
      own,
      [said('REPEALS', { fromEffectiveOn: null })],
      '2026-01-01',
      { state: 'IN_FORCE', because: [] },
    ],
    [
      'one part repealed',
      own,
      [said('REPEALS', { part: 'Điều 3' })],
      '2026-01-01',
      { state: 'IN_FORCE', partly: true, because: ['REPEALS'] },
    ],
    ['amended', own, [said('AMENDS')], '2026-01-01', { state: 'IN_FORCE', partly: true }],
    [
      'suspended',
      own,
      [said('SUSPENDS', { endsOn: '2025-12-31' })],
      '2025-12-31',
      { state: 'SUSPENDED', until: '2025-12-31' },
    ],
    ['after the suspension', own, [said('SUSPENDS', { endsOn: '2025-12-31' })], '2026-01-01', { state: 'IN_FORCE' }],
    [
      'the suspending one repealed',
      own,
      [said('SUSPENDS', { fromEndedOn: '2025-09-01' })],
      '2025-09-01',
      { state: 'IN_FORCE' },
    ],
  ] as const)('%s [RES-5 R-RES-07]', (_name, days, relations, asOf, expected) => {
    expect(validityOf(days, relations, asOf)).toMatchObject(expected);
  });

  test.each([
    ['2027-02-28', { state: 'IN_FORCE', until: '2027-02-28' }],
    ['2027-03-01', { state: 'EXPIRED', since: '2027-03-01' }],
  ])(
    'a document of an abolished district is in force until 28/2/2027 at the latest: %s [RES-5 R-RES-08]',
    (asOf, expected) => {
      expect(validityOf({ ...own, abolishedLastDay: '2027-02-28' }, [], asOf)).toMatchObject(expected);
    },
  );

  test('what was repealed before the last day stays repealed, what expired first stays expired [RES-5 R-RES-08]', () => {
    const limited = { ...own, abolishedLastDay: '2027-02-28' };
    expect(validityOf(limited, [said('REPEALS')], '2028-01-01').state).toBe('REPEALED');
    expect(validityOf(limited, [said('REPEALS', { takesEffectOn: '2027-06-01' })], '2028-01-01').state).toBe('EXPIRED');
  });
});
