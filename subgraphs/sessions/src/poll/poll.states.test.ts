import {
  ACCEPTING,
  COUNTED,
  LIVE,
  next,
  POLL_COMMANDS,
  POLL_STATES,
  refusalOf,
  UNOPENED,
  type PollCommand,
  type PollStateName,
} from './poll.states.js';
import { mayCast, mayCommand } from './poll.policy.js';
import { ANONYMOUS, ROLES, type Actor, type Role } from '@nghitruong/kit/auth';

/** The law of the house, written out by hand: state × command → state, "-" where refused. */
const LAW: Record<PollStateName, Partial<Record<PollCommand, PollStateName>>> = {
  DRAFT: { ready: 'READY', cancel: 'CANCELLED' },
  READY: { announce: 'READY', open: 'OPEN', cancel: 'CANCELLED', seal: 'CANCELLED' },
  OPEN: {
    pause: 'PAUSED',
    extend: 'OPEN',
    close: 'CLOSING',
    cancel: 'CANCELLED',
    seal: 'CANCELLED',
    lapse: 'CLOSING',
    abandon: 'PAUSED',
  },
  PAUSED: { resume: 'OPEN', close: 'CLOSING', cancel: 'CANCELLED', seal: 'CANCELLED' },
  CLOSING: { finish: 'CLOSED', abandon: 'PAUSED' },
  CLOSED: { certify: 'CERTIFIED', annul: 'ANNULLED' },
  CERTIFIED: { publish: 'PUBLISHED', annul: 'ANNULLED' },
  PUBLISHED: { annul: 'ANNULLED' },
  CANCELLED: {},
  ANNULLED: { revote: 'ANNULLED' },
};

const PREPARES: readonly PollCommand[] = [
  'ready',
  'announce',
  'open',
  'pause',
  'resume',
  'extend',
  'close',
  'cancel',
  'seal',
];
const CHAIR_ONLY: readonly PollCommand[] = ['publish', 'annul', 'revote'];
const mayByLaw = (role: Role, command: PollCommand): boolean =>
  (role === 'CHAIR' && (PREPARES.includes(command) || CHAIR_ONLY.includes(command))) ||
  (role === 'SESSION_SECRETARY' && PREPARES.includes(command));

const as = (role: Role, councilId = 'a', more: Partial<Actor> = {}): Actor => ({
  kind: 'PERSON',
  accountId: 'x',
  personId: 'p',
  grants: [{ role, councilId }],
  ...more,
});

describe('states of a poll', () => {
  for (const state of POLL_STATES) {
    for (const command of POLL_COMMANDS) {
      const expected = LAW[state][command];
      it(`${command} in ${state}: ${expected ?? 'refused'}`, () => expect(next(state, command)).toBe(expected));
    }
  }

  it('never opens again: no path leads from CLOSED, CANCELLED or ANNULLED back to a state that takes ballots', () => {
    for (const start of ['CLOSED', 'CERTIFIED', 'PUBLISHED', 'CANCELLED', 'ANNULLED'] as const) {
      const seen = new Set<PollStateName>([start]);
      for (const state of seen)
        for (const command of POLL_COMMANDS) if (next(state, command)) seen.add(next(state, command)!);
      for (const state of seen) expect(ACCEPTING.has(state) || LIVE.has(state)).toBe(false);
    }
  });

  it('derives its named sets from the table', () => {
    expect([...ACCEPTING].sort()).toEqual(['CLOSING', 'OPEN']);
    expect([...LIVE].sort()).toEqual(['CLOSING', 'OPEN', 'PAUSED']);
    expect([...UNOPENED].sort()).toEqual(['DRAFT', 'READY']);
    expect([...COUNTED].sort()).toEqual(['ANNULLED', 'CERTIFIED', 'CLOSED', 'PUBLISHED']);
  });

  it.each([
    ['DRAFT', 'POLL_NOT_OPEN'],
    ['READY', 'POLL_NOT_OPEN'],
    ['CANCELLED', 'POLL_NOT_OPEN'],
    ['OPEN', undefined],
    ['CLOSING', undefined],
    ['PAUSED', 'POLL_PAUSED'],
    ['CLOSED', 'POLL_CLOSED'],
    ['CERTIFIED', 'POLL_CLOSED'],
    ['PUBLISHED', 'POLL_CLOSED'],
    ['ANNULLED', 'POLL_CLOSED'],
  ] as const)('a ballot in %s: %s', (state, refusal) => expect(refusalOf(state)).toBe(refusal));
});

describe('state × command × role: done where both the table and the role allow it, and nowhere else', () => {
  for (const state of POLL_STATES) {
    it.each(ROLES)(`in ${state} as %s`, (role) => {
      const may = POLL_COMMANDS.filter((c) => mayCommand(as(role), c, 'a') && next(state, c) !== undefined);
      expect(may).toEqual(POLL_COMMANDS.filter((c) => mayByLaw(role, c) && LAW[state][c] !== undefined));
    });
  }
});

describe('who may command a poll', () => {
  for (const role of ROLES) {
    for (const command of POLL_COMMANDS) {
      const expected = mayByLaw(role, command);
      it(`${role} ${expected ? 'may' : 'may not'} ${command}`, () => {
        expect(mayCommand(as(role), command, 'a')).toBe(expected);
        expect(mayCommand(as(role, 'b'), command, 'a')).toBe(false);
      });
    }
  }

  it('nobody commands what time and the lease do', () => {
    const everything: Actor = { kind: 'PERSON', accountId: 'x', grants: ROLES.map((role) => ({ role })) };
    for (const command of ['lapse', 'finish', 'abandon', 'certify'] as const)
      expect(mayCommand(everything, command, 'a')).toBe(false);
  });

  it('a class of rights and the public command nothing', () => {
    expect(mayCommand({ kind: 'RIGHTS', grants: [{ role: 'CHAIR' }] }, 'open', 'a')).toBe(false);
    expect(mayCommand(ANONYMOUS, 'open', 'a')).toBe(false);
  });

  it('a card of another sitting commands and casts nothing', () => {
    expect(mayCommand(as('CHAIR', 'a', { sittingId: 's1' }), 'open', 'a', 's2')).toBe(false);
    expect(mayCommand(as('CHAIR', 'a', { sittingId: 's1' }), 'open', 'a', 's1')).toBe(true);
    expect(mayCast(as('DELEGATE', 'a', { sittingId: 's1' }), 'a', 's2')).toBe(false);
    expect(mayCast(as('DELEGATE', 'a', { sittingId: 's1' }), 'a', 's1')).toBe(true);
  });

  it.each(ROLES.map((r) => [r] as const))('%s casts only as a delegate, in person, in the own council', (role) => {
    expect(mayCast(as(role), 'a', 's')).toBe(role === 'DELEGATE');
    expect(mayCast(as(role, 'b'), 'a', 's')).toBe(false);
    expect(mayCast({ kind: 'RIGHTS', grants: [{ role, councilId: 'a' }] }, 'a', 's')).toBe(false);
    expect(mayCast(as(role, 'a', { personId: undefined }), 'a', 's')).toBe(false);
  });
});
