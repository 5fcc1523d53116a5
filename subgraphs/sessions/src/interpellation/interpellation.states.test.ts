import {
  afterInterpellation,
  INTERPELLATION_COMMANDS,
  INTERPELLATION_STATES,
  type InterpellationCommand,
  type InterpellationStateName,
} from './interpellation.states.js';

/** Written out again by hand: the promise, against which the table is held. */
const EXPECTED: Record<InterpellationCommand, Partial<Record<InterpellationStateName, InterpellationStateName>>> = {
  group: { SUBMITTED: 'GROUPED', GROUPED: 'GROUPED' },
  decide: { GROUPED: 'SCHEDULED' },
  withdraw: { SUBMITTED: 'WITHDRAWN', GROUPED: 'WITHDRAWN', SCHEDULED: 'WITHDRAWN' },
  ask: { SCHEDULED: 'ASKED', ANSWERED: 'ASKED' },
  answer: { ASKED: 'ANSWERED' },
  defer: {
    SUBMITTED: 'AWAITING_WRITING',
    GROUPED: 'AWAITING_WRITING',
    SCHEDULED: 'AWAITING_WRITING',
    ASKED: 'AWAITING_WRITING',
  },
  answerInWriting: { AWAITING_WRITING: 'ANSWERED_IN_WRITING' },
  satisfied: { ANSWERED: 'SATISFIED', ANSWERED_IN_WRITING: 'SATISFIED' },
  notSatisfied: { ANSWERED: 'NOT_SATISFIED', ANSWERED_IN_WRITING: 'NOT_SATISFIED' },
  askAgain: { NOT_SATISFIED: 'RE_ASKED' },
};

describe('an interpellation [SES-13]', () => {
  it.each(
    INTERPELLATION_COMMANDS.flatMap((command) => INTERPELLATION_STATES.map((state) => [command, state] as const)),
  )('%s while %s leads where the table says, or nowhere', (command, state) =>
    expect(afterInterpellation(state, command)).toBe(EXPECTED[command][state]),
  );
  it('can reach every state from the slip, and ends in a verdict, a new question or a withdrawal', () => {
    const seen = new Set<InterpellationStateName>(['SUBMITTED']);
    for (const state of seen)
      for (const command of INTERPELLATION_COMMANDS) {
        const to = afterInterpellation(state, command);
        if (to) seen.add(to);
      }
    expect([...seen].sort()).toEqual([...INTERPELLATION_STATES].sort());
    const ends = INTERPELLATION_STATES.filter((s) => INTERPELLATION_COMMANDS.every((c) => !afterInterpellation(s, c)));
    expect(ends).toEqual(['SATISFIED', 'RE_ASKED', 'WITHDRAWN']);
  });
});
