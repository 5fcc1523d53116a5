import fc from 'fast-check';
import type { Rule } from '../sitting/seat.service.js';
import { endsAtOf, limitOf, overSecondsOf, reordered } from './speaking.rules.js';
import {
  afterSpeakerCommand,
  SPEAKER_COMMANDS,
  SPEAKER_STATES,
  SPEECH_KINDS,
  type SpeakerCommand,
  type SpeakerStateName,
} from './speaking.states.js';

/** Written out again by hand: the promise, against which the table is held. */
const EXPECTED: Record<SpeakerCommand, Partial<Record<SpeakerStateName, SpeakerStateName>>> = {
  call: { WAITING: 'SPEAKING' },
  extend: { SPEAKING: 'SPEAKING' },
  stop: { SPEAKING: 'DONE' },
  withdraw: { WAITING: 'WITHDRAWN' },
  decline: { WAITING: 'DECLINED' },
};
const rule = (key: string, value: Record<string, unknown>): Rule => ({
  key,
  value,
  ruleSetId: 'set',
  ruleSetHash: 'hash',
  instrument: 'local',
  article: '60.3',
  confidence: 'V2',
  confirmed: false,
  noteVi: null,
  noteEn: null,
});
const rules = new Map([
  ['timer.defaults', rule('timer.defaults', { speech: 600, question: 180, answer: 420 })],
  ['timer.pointOfOrder', rule('timer.pointOfOrder', { value: 120 })],
]);

describe('a request to speak', () => {
  it.each(SPEAKER_COMMANDS.flatMap((command) => SPEAKER_STATES.map((state) => [command, state] as const)))(
    '%s while %s leads where the table says, or nowhere',
    (command, state) => expect(afterSpeakerCommand(state, command)).toBe(EXPECTED[command][state]),
  );
});

describe('the time of a speech', () => {
  it('is the rule set’s for its kind, with the rule beside it [SES-9 R-SES-16]', () => {
    const seconds = SPEECH_KINDS.map((kind) => [kind, limitOf(kind, rules)?.seconds]);
    expect(Object.fromEntries(seconds)).toEqual({
      CONTRIBUTION: 600,
      PRO: 600,
      CONTRA: 600,
      POINT_OF_ORDER: 120,
      QUESTION: 180,
      ANSWER: 420,
    });
    expect(limitOf('ANSWER', rules)?.source).toMatchObject({ article: '60.3', confidence: 'V2' });
  });
  it.each([0, -1, 1.5, 3_601, '600', null, undefined])('is not taken from a rule that says %s', (speech) => {
    expect(limitOf('CONTRIBUTION', new Map([['timer.defaults', rule('timer.defaults', { speech })]]))).toBeUndefined();
    expect(limitOf('CONTRIBUTION', new Map())).toBeUndefined();
  });
  it('ends after limit and extensions, and over-time counts whole seconds from there', () => {
    const startedAt = new Date('2026-11-23T02:00:00Z');
    const speech = { startedAt, limitSeconds: 180, extendedSeconds: 60 };
    expect(endsAtOf(speech)?.toISOString()).toBe('2026-11-23T02:04:00.000Z');
    const after = (ms: number): number => overSecondsOf(speech, new Date(startedAt.getTime() + ms));
    expect([after(0), after(240_000), after(240_999), after(241_000), after(265_000)]).toEqual([0, 0, 0, 1, 25]);
    expect(endsAtOf({ ...speech, startedAt: null })).toBeNull();
  });
});

test('a new order loses nobody and invents nobody, whatever is named', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9 }).map(String));
  fc.assert(
    fc.property(ids, fc.array(fc.integer({ min: 0, max: 12 }).map(String)), (queue, first) => {
      const after = reordered(
        queue.map((id) => ({ id })),
        first,
      ).map((each) => each.id);
      expect([...after].sort()).toEqual([...queue].sort());
      const named = [...new Set(first)].filter((id) => queue.includes(id));
      expect(after.slice(0, named.length)).toEqual(named);
    }),
  );
});
