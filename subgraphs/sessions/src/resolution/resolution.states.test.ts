import {
  ENACTED,
  nextResolutionState,
  RESOLUTION_COMMANDS,
  RESOLUTION_STATES,
  type ResolutionStateName,
} from './resolution.states.js';

const EXPECTED: Readonly<Record<ResolutionStateName, Readonly<Record<string, ResolutionStateName>>>> = {
  DRAFT: {
    revise: 'DRAFT',
    submit: 'SUBMITTED',
    waive: 'ADMITTED',
    withdraw: 'WITHDRAWN',
    relate: 'DRAFT',
    openForComment: 'DRAFT',
  },
  SUBMITTED: {
    revise: 'SUBMITTED',
    verify: 'ADMITTED',
    waive: 'ADMITTED',
    giveBack: 'DRAFT',
    withdraw: 'WITHDRAWN',
    relate: 'SUBMITTED',
    openForComment: 'SUBMITTED',
  },
  ADMITTED: {
    revise: 'ADMITTED',
    verify: 'ADMITTED',
    place: 'ADMITTED',
    giveBack: 'DRAFT',
    withdraw: 'WITHDRAWN',
    relate: 'ADMITTED',
    openForComment: 'ADMITTED',
    vote: 'ADMITTED',
    adopt: 'ADOPTED',
    reject: 'REJECTED',
  },
  REJECTED: { giveBack: 'DRAFT', withdraw: 'WITHDRAWN', adopt: 'ADOPTED', reject: 'REJECTED', lapse: 'ADMITTED' },
  WITHDRAWN: {},
  ADOPTED: { sign: 'SIGNED', relate: 'ADOPTED', lapse: 'ADMITTED' },
  SIGNED: { send: 'SIGNED', publish: 'PUBLISHED', relate: 'SIGNED' },
  PUBLISHED: { send: 'PUBLISHED', relate: 'PUBLISHED' },
};

describe('the states of a resolution', () => {
  test.each(RESOLUTION_STATES.flatMap((state) => RESOLUTION_COMMANDS.map((command) => [state, command] as const)))(
    'from %s, the command %s leads where the table of this test says [RES-2 RES-4]',
    (state, command) => {
      expect(nextResolutionState(state, command)).toBe(EXPECTED[state][command]);
    },
  );

  test('the vote is reached through the gate only, and from the vote on nothing but an annulled poll leads back [RES-2]', () => {
    const intoVote = RESOLUTION_STATES.filter((state) => nextResolutionState(state, 'vote') !== undefined);
    expect(intoVote).toEqual(['ADMITTED']);
    const intoGate = RESOLUTION_COMMANDS.filter((command) =>
      (['DRAFT', 'SUBMITTED'] as const).some((state) => nextResolutionState(state, command) === 'ADMITTED'),
    );
    expect(intoGate).toEqual(['verify', 'waive']);
    for (const state of ENACTED)
      for (const command of RESOLUTION_COMMANDS) {
        const to = nextResolutionState(state, command);
        if (to !== undefined && !ENACTED.has(to)) expect([state, command]).toEqual(['ADOPTED', 'lapse']);
      }
  });
});
