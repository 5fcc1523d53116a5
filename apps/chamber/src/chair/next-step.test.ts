import { chamber, items, poll } from './fixtures.js';
import type { ConsoleChamber, Item, Phase, PollState } from './model.js';
import { nextStep, stepMarks } from './next-step.js';

const inPhase = (phase: Phase, rest: Partial<Item> = {}): Item => ({ ...items[4]!, phase, ...rest });
const names = (actions: readonly { command: { do: string }; rare?: boolean }[]): string[] =>
  actions.map((action) => action.command.do + (action.rare ? '*' : ''));

interface Row {
  readonly name: string;
  readonly given: ConsoleChamber;
  readonly primary: string | null;
  readonly secondary: readonly string[];
}

const table: readonly Row[] = [
  {
    name: 'a planned sitting is opened',
    given: chamber({ sittingState: 'PLANNED', item: null }),
    primary: 'openSitting',
    secondary: [],
  },
  {
    name: 'a break ends by resuming',
    given: chamber({ sittingState: 'BREAK' }),
    primary: 'resumeSitting',
    secondary: ['endSitting*'],
  },
  { name: 'an ended sitting has no step', given: chamber({ sittingState: 'ENDED' }), primary: null, secondary: [] },
  {
    name: 'without an item the first is shown',
    given: chamber({ item: null, nextItem: null }),
    primary: 'showItem',
    secondary: ['testVote', 'breakSitting*'],
  },
  {
    name: 'without any item the sitting ends',
    given: chamber({ item: null, nextItem: null, items: [] }),
    primary: 'endSitting',
    secondary: [],
  },
  {
    name: 'submission leads to verification',
    given: chamber({ item: inPhase('SUBMISSION') }),
    primary: 'setPhase',
    secondary: ['setPhase*', 'showItem*', 'createPoll*', 'breakSitting*'],
  },
  {
    name: 'verification leads to discussion',
    given: chamber({ item: inPhase('VERIFICATION') }),
    primary: 'setPhase',
    secondary: ['showItem*', 'createPoll*', 'breakSitting*'],
  },
  {
    name: 'discussion ends, or goes straight to the whole text',
    given: chamber({ item: inPhase('DISCUSSION') }),
    primary: 'setPhase',
    secondary: ['setPhase', 'showItem*', 'createPoll*', 'breakSitting*'],
  },
  {
    name: 'items are voted one by one',
    given: chamber({ item: inPhase('ITEMS') }),
    primary: 'createPoll',
    secondary: ['setPhase', 'showItem*', 'createPoll*', 'breakSitting*'],
  },
  {
    name: 'the whole text is prepared',
    given: chamber({ item: inPhase('WHOLE') }),
    primary: 'createPoll',
    secondary: ['showItem*', 'createPoll*', 'breakSitting*'],
  },
  {
    name: 'a published item leads to the next',
    given: chamber({ item: inPhase('PUBLISH') }),
    primary: 'showItem',
    secondary: ['createPoll*', 'breakSitting*'],
  },
  {
    name: 'the last published item leads to the end',
    given: chamber({ item: inPhase('PUBLISH'), nextItem: null }),
    primary: 'endSitting',
    secondary: ['createPoll*', 'breakSitting*'],
  },
  {
    name: 'an opening or a report leads to the next item',
    given: chamber({ item: inPhase('SUBMISSION', { kind: 'PROCEDURE' }) }),
    primary: 'showItem',
    secondary: ['createPoll', 'breakSitting*'],
  },
  {
    name: 'questions at the end lead to the end',
    given: chamber({ item: inPhase('SUBMISSION', { kind: 'QUESTIONING' }), nextItem: null }),
    primary: 'endSitting',
    secondary: ['createPoll', 'breakSitting*'],
  },
  {
    name: 'after its vote, an item of procedure is left',
    given: chamber({
      item: inPhase('SUBMISSION', { kind: 'PROCEDURE' }),
      poll: poll('PUBLISHED', { kind: 'PROCEDURAL' }),
    }),
    primary: 'showItem',
    secondary: ['createPoll', 'breakSitting*', 'printResult*', 'annulPoll*'],
  },
  {
    name: 'a ready poll is called',
    given: chamber({ poll: poll('READY') }),
    primary: 'announcePoll',
    secondary: ['openPoll', 'goManual', 'cancelPoll*'],
  },
  {
    name: 'a called poll is opened',
    given: chamber({ poll: poll('READY', { opensAt: '2026-07-14T02:42:50Z' }) }),
    primary: 'openPoll',
    secondary: ['goManual*', 'cancelPoll*'],
  },
  {
    name: 'an open timed poll is closed, paused or prolonged',
    given: chamber({ poll: poll('OPEN') }),
    primary: 'closePoll',
    secondary: ['pausePoll', 'extendPoll', 'goManual*', 'cancelPoll*'],
  },
  {
    name: 'an untimed poll has nothing to prolong',
    given: chamber({ poll: poll('OPEN', { closesAt: null }) }),
    primary: 'closePoll',
    secondary: ['pausePoll', 'goManual*', 'cancelPoll*'],
  },
  {
    name: 'a paused poll is resumed or closed',
    given: chamber({ poll: poll('PAUSED') }),
    primary: 'resumePoll',
    secondary: ['closePoll', 'goManual', 'cancelPoll*'],
  },
  { name: 'a closing poll cannot be stopped', given: chamber({ poll: poll('CLOSING') }), primary: null, secondary: [] },
  {
    name: 'a closed poll waits until it is certified',
    given: chamber({ poll: poll('CLOSED') }),
    primary: null,
    secondary: ['annulPoll'],
  },
  {
    name: 'a certified poll is published or annulled',
    given: chamber({ poll: poll('CERTIFIED') }),
    primary: 'publishPoll',
    secondary: ['annulPoll'],
  },
  {
    name: 'after the result comes the next item',
    given: chamber({ poll: poll('PUBLISHED') }),
    primary: 'showItem',
    secondary: ['printResult', 'annulPoll*'],
  },
  {
    name: 'after the last result the sitting ends',
    given: chamber({ poll: poll('PUBLISHED'), nextItem: null }),
    primary: 'endSitting',
    secondary: ['printResult', 'annulPoll*'],
  },
  {
    name: 'after a part comes the whole',
    given: chamber({ item: inPhase('ITEMS'), poll: poll('PUBLISHED', { kind: 'RESOLUTION_ITEM' }) }),
    primary: 'setPhase',
    secondary: ['createPoll', 'printResult', 'annulPoll*'],
  },
  {
    name: 'after the parts, in the last phase, the whole is prepared',
    given: chamber({ item: inPhase('WHOLE'), poll: poll('PUBLISHED', { kind: 'RESOLUTION_ITEM' }) }),
    primary: 'createPoll',
    secondary: ['showItem*', 'createPoll*', 'breakSitting*', 'printResult*', 'annulPoll*'],
  },
  {
    name: 'a vote on procedure leaves the item where it was',
    given: chamber({ item: inPhase('DISCUSSION'), poll: poll('PUBLISHED', { kind: 'PROCEDURAL' }) }),
    primary: 'setPhase',
    secondary: ['setPhase', 'showItem*', 'createPoll*', 'breakSitting*', 'printResult*', 'annulPoll*'],
  },
  {
    name: 'an annulled poll is voted again',
    given: chamber({ poll: poll('ANNULLED') }),
    primary: 'revotePoll',
    secondary: ['showItem'],
  },
  {
    name: 'an annulled poll that has its re-vote moves on',
    given: chamber({ poll: poll('ANNULLED', { revote: { id: 'poll-2' } }) }),
    primary: 'showItem',
    secondary: [],
  },
  {
    name: 'a cancelled poll leaves the item',
    given: chamber({ item: inPhase('WHOLE'), poll: poll('CANCELLED') }),
    primary: 'createPoll',
    secondary: ['showItem*', 'createPoll*', 'breakSitting*'],
  },
];

describe('next step', () => {
  it.each(table.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const step = nextStep(row.given);
    expect(step.primary?.command.do ?? null).toBe(row.primary);
    expect(names(step.secondary)).toEqual(row.secondary);
  });

  it('waits for two persons to enter a manual count, and for the committee to sign it [VOT-16 VOT-17]', () => {
    const closed = (entered: number, agreed: boolean) =>
      poll('CLOSED', {
        method: 'PAPER',
        form: 'SECRET',
        manualCount: { entered, agreed, differences: [] },
        certification: { signed: 1, required: 2 },
      });
    expect(nextStep(chamber({ poll: closed(1, false) })).waiting).toEqual({ key: 'wait.count', params: { a: 1 } });
    expect(nextStep(chamber({ poll: closed(2, true) })).waiting).toEqual({ key: 'r.tc', params: { a: 1, b: 2 } });
    const open = nextStep(chamber({ poll: poll('OPEN', { method: 'HANDS' }) }));
    expect(open.secondary.map((a) => a.command.do)).not.toContain('pausePoll');
  });

  it('freezes a draft before anything else', () => {
    expect(nextStep(chamber(), poll('DRAFT')).primary?.command).toEqual({ do: 'readyPoll', pollId: 'poll-1' });
  });

  it('names the cure while a condition of a ready poll is not met', () => {
    const unmet = poll('READY', { conditions: [{ key: 'NO_OTHER_OPEN', met: false, vi: '', en: '' }] });
    expect(nextStep(chamber({ poll: unmet })).hint).toEqual({ key: 'next.cure', params: { n: 1 } });
  });

  it('does not hold up a poll for a warning', () => {
    const warned = poll('READY', {
      conditions: [{ key: 'TOO_FEW_TO_PASS', met: false, blocking: false, vi: '', en: '' }],
    });
    expect(nextStep(chamber({ poll: warned })).hint).toEqual({ key: 'next.call' });
  });

  it('keeps the empty place of the primary taken by a word while closing', () => {
    expect(nextStep(chamber({ poll: poll('CLOSING') })).waiting).toBeDefined();
  });

  it('publishes to as many screens as are there', () => {
    expect(nextStep(chamber({ poll: poll('CERTIFIED') })).primary?.label).toEqual({
      key: 'h.publish',
      params: { n: 3 },
    });
  });
});

describe('steps of law', () => {
  const marks = (item: Item, state?: PollState, kind = 'RESOLUTION'): string =>
    stepMarks(item, state ? poll(state, { kind }) : null)
      .map((mark) => mark[0])
      .join('');

  it.each([
    ['the first step of a new item', inPhase('SUBMISSION'), undefined, 'nlllll'],
    ['discussion', inPhase('DISCUSSION'), undefined, 'ddnlll'],
    ['the whole text while it is open', inPhase('WHOLE'), 'OPEN', 'ddddnl'],
    ['publishing once it is closed', inPhase('WHOLE'), 'CLOSED', 'dddddn'],
    ['the whole text again in a re-vote after the result', inPhase('PUBLISH'), 'READY', 'ddddnl'],
    ['all done once it is published', inPhase('WHOLE'), 'PUBLISHED', 'dddddd'],
    ['all done for an item that is done', inPhase('WHOLE', { state: 'DONE' }), undefined, 'dddddd'],
  ] as const)('%s', (_, item, state, expected) => {
    expect(marks(item, state)).toBe(expected);
  });

  it('does not end the item with one of its parts', () => {
    expect(marks(inPhase('ITEMS'), 'PUBLISHED', 'RESOLUTION_ITEM')).toBe('dddnll');
  });
});

describe('a draft resolution', () => {
  it('is led through the law’s order: present, verify, discuss, vote items, vote whole, publish [SES-10 R-SES-14]', () => {
    const led = (['SUBMISSION', 'VERIFICATION', 'DISCUSSION', 'ITEMS', 'WHOLE'] as const).map(
      (phase) => nextStep(chamber({ item: { ...items[4]!, phase } })).primary?.command,
    );
    expect(led).toMatchObject([
      { do: 'setPhase', phase: 'VERIFICATION' },
      { do: 'setPhase', phase: 'DISCUSSION' },
      { do: 'setPhase', phase: 'ITEMS' },
      { do: 'createPoll', kind: 'RESOLUTION_ITEM' },
      { do: 'createPoll', kind: 'RESOLUTION' },
    ]);
    const item = { ...items[4]!, phase: 'ITEMS' as const };
    const part = poll('PUBLISHED', { kind: 'RESOLUTION_ITEM' });
    expect(nextStep(chamber({ item, poll: part })).primary?.command).toMatchObject({ do: 'setPhase', phase: 'WHOLE' });
    const whole = poll('CERTIFIED', { kind: 'RESOLUTION' });
    expect(nextStep(chamber({ item: { ...item, phase: 'WHOLE' }, poll: whole })).primary?.command).toMatchObject({
      do: 'publishPoll',
    });
    expect(
      nextStep(chamber({ item: { ...item, phase: 'PUBLISH' }, poll: poll('PUBLISHED', { kind: 'RESOLUTION' }) }))
        .primary?.command,
    ).toMatchObject({ do: 'showItem', itemId: items[5]!.id });
  });
});
