import { awardingStates, MovementAct, MovementState, nextMovementState } from './movement.states.js';

const allowed: Readonly<Record<string, MovementState>> = {
  'DRAFT LAUNCH': MovementState.LAUNCHED,
  'LAUNCHED REVIEW': MovementState.INTERIM_REVIEW,
  'LAUNCHED SUM_UP': MovementState.SUM_UP,
  'INTERIM_REVIEW CONTINUE': MovementState.LAUNCHED,
  'INTERIM_REVIEW SUM_UP': MovementState.SUM_UP,
  'SUM_UP CLOSE': MovementState.CLOSED,
};

describe('states of a movement', () => {
  it.each(Object.values(MovementState).flatMap((s) => Object.values(MovementAct).map((a) => [s, a] as const)))(
    '%s × %s',
    (state, act) => {
      expect(nextMovementState(state, act)).toBe(allowed[`${state} ${act}`]);
    },
  );
  it('awards at a review and at the sum-up', () => {
    expect([...awardingStates].sort()).toEqual(['INTERIM_REVIEW', 'SUM_UP']);
  });
});
