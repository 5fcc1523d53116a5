import { AwardAct, AwardState, nextAwardState, publicAwardStates } from './award.states.js';

const allowed: Readonly<Record<string, AwardState>> = {
  'PROPOSED CHECK': AwardState.CHECKED,
  'PROPOSED REFUSE': AwardState.REFUSED,
  'CHECKED DECIDE': AwardState.DECIDED,
  'CHECKED REFUSE': AwardState.REFUSED,
  'DECIDED REVOKE': AwardState.REVOKED,
};

describe('states of an award', () => {
  it.each(Object.values(AwardState).flatMap((s) => Object.values(AwardAct).map((a) => [s, a] as const)))(
    '%s × %s',
    (state, act) => {
      expect(nextAwardState(state, act)).toBe(allowed[`${state} ${act}`]);
    },
  );
  it('are public from the decision on', () => {
    expect([...publicAwardStates].sort()).toEqual(['DECIDED', 'REVOKED']);
  });
});
