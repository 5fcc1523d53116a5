import { nextSupervisionState, recommendingStates, SupervisionAct, SupervisionState } from './supervision.states.js';

const allowed: Readonly<Record<string, SupervisionState>> = {
  'PLANNED ESTABLISH': SupervisionState.ESTABLISHED,
  'PLANNED CANCEL': SupervisionState.CANCELLED,
  'ESTABLISHED START': SupervisionState.UNDER_WAY,
  'ESTABLISHED CANCEL': SupervisionState.CANCELLED,
  'UNDER_WAY REPORT': SupervisionState.REPORTED,
  'UNDER_WAY CANCEL': SupervisionState.CANCELLED,
  'REPORTED CONCLUDE': SupervisionState.CONCLUDED,
};

describe('states of a supervision', () => {
  it.each(Object.values(SupervisionState).flatMap((s) => Object.values(SupervisionAct).map((a) => [s, a] as const)))(
    '%s × %s',
    (state, act) => {
      expect(nextSupervisionState(state, act)).toBe(allowed[`${state} ${act}`]);
    },
  );
  it('recommends nothing before the work began or after it was called off', () => {
    expect([...recommendingStates].sort()).toEqual(['CONCLUDED', 'REPORTED', 'UNDER_WAY']);
  });
});
