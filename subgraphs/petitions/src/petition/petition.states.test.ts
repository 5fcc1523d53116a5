import fc from 'fast-check';
import {
  examinedStates,
  finalStates,
  nextPetitionState,
  PetitionAct,
  petitionTransitions,
  PetitionState,
} from './petition.states.js';

const states = Object.values(PetitionState);
const acts = Object.values(PetitionAct);

/** The whole table as the law and practice read: every pair that is not here is refused. */
const allowed: readonly (readonly [PetitionState, PetitionAct, PetitionState])[] = [
  [PetitionState.RECEIVED, PetitionAct.CLASSIFY, PetitionState.RECEIVED],
  [PetitionState.RECEIVED, PetitionAct.RETURN, PetitionState.RETURNED],
  [PetitionState.RECEIVED, PetitionAct.WITHDRAW, PetitionState.WITHDRAWN],
  [PetitionState.RECEIVED, PetitionAct.ACCEPT, PetitionState.ACCEPTED],
  [PetitionState.ACCEPTED, PetitionAct.CLASSIFY, PetitionState.ACCEPTED],
  [PetitionState.ACCEPTED, PetitionAct.RETURN, PetitionState.RETURNED],
  [PetitionState.ACCEPTED, PetitionAct.WITHDRAW, PetitionState.WITHDRAWN],
  [PetitionState.ACCEPTED, PetitionAct.ASSIGN, PetitionState.ASSIGNED],
  [PetitionState.ASSIGNED, PetitionAct.CLASSIFY, PetitionState.ASSIGNED],
  [PetitionState.ASSIGNED, PetitionAct.WITHDRAW, PetitionState.WITHDRAWN],
  [PetitionState.ASSIGNED, PetitionAct.ASSIGN, PetitionState.ASSIGNED],
  [PetitionState.ASSIGNED, PetitionAct.PLAN, PetitionState.IN_PROGRESS],
  [PetitionState.ASSIGNED, PetitionAct.ANSWER, PetitionState.ANSWERED],
  [PetitionState.IN_PROGRESS, PetitionAct.CLASSIFY, PetitionState.IN_PROGRESS],
  [PetitionState.IN_PROGRESS, PetitionAct.WITHDRAW, PetitionState.WITHDRAWN],
  [PetitionState.IN_PROGRESS, PetitionAct.ASSIGN, PetitionState.ASSIGNED],
  [PetitionState.IN_PROGRESS, PetitionAct.PLAN, PetitionState.IN_PROGRESS],
  [PetitionState.IN_PROGRESS, PetitionAct.ANSWER, PetitionState.ANSWERED],
  [PetitionState.ANSWERED, PetitionAct.CLOSE, PetitionState.CLOSED],
  [PetitionState.ANSWERED, PetitionAct.REOPEN, PetitionState.ASSIGNED],
  [PetitionState.CLOSED, PetitionAct.REOPEN, PetitionState.ASSIGNED],
];

describe('states of a petition', () => {
  it.each(states.flatMap((s) => acts.map((a) => [s, a] as const)))('%s × %s', (state, act) => {
    const expected = allowed.find(([s, a]) => s === state && a === act)?.[2];
    expect(nextPetitionState(state, act)).toBe(expected);
  });

  it('derives its sets from the table', () => {
    expect([...finalStates].sort()).toEqual([PetitionState.RETURNED, PetitionState.WITHDRAWN]);
    expect([...examinedStates].sort()).toEqual(['ACCEPTED', 'ANSWERED', 'ASSIGNED', 'CLOSED', 'IN_PROGRESS']);
  });

  it('never leaves the table, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts)), (sequence) => {
        let state = PetitionState.RECEIVED;
        for (const act of sequence) state = nextPetitionState(state, act) ?? state;
        return state in petitionTransitions;
      }),
    );
  });
});
