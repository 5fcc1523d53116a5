import { DxTaskAct, DxTaskState, nextDxTaskState, ownersActs } from './task.states.js';

const allowed: Readonly<Record<string, DxTaskState>> = {
  'PLANNED START': DxTaskState.IN_PROGRESS,
  'PLANNED CANCEL': DxTaskState.CANCELLED,
  'IN_PROGRESS SUBMIT': DxTaskState.SUBMITTED,
  'IN_PROGRESS CANCEL': DxTaskState.CANCELLED,
  'SUBMITTED VERIFY': DxTaskState.VERIFIED,
  'SUBMITTED SEND_BACK': DxTaskState.IN_PROGRESS,
};

describe('states of a digital-transformation task', () => {
  it.each(Object.values(DxTaskState).flatMap((s) => Object.values(DxTaskAct).map((a) => [s, a] as const)))(
    '%s × %s',
    (state, act) => {
      expect(nextDxTaskState(state, act)).toBe(allowed[`${state} ${act}`]);
    },
  );
  it('leaves no owner to verify its own work', () => {
    expect([...ownersActs].sort()).toEqual(['START', 'SUBMIT']);
  });
});
