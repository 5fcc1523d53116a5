/**
 * Next step: from what is true in the chamber to what the chair may do, with
 * one of it named as the next legal step.
 *
 * Promises   a pure table: the same chamber gives the same answer; the primary
 *            action is one or none, never two.
 * Elsewhere  whether it is allowed: the server. What it sends: commands.
 *            How it looks: acts.
 *
 * A poll that is closing has no primary action: closing cannot be stopped, and
 * the button's place must not fill with something else under the chair's hand.
 */
import type { ConsoleChamber, ConsolePoll, Item, Phase } from './model.js';
import { PHASES } from './model.js';
import type { IconName } from '../shared/icons.js';
import type { MessageKey } from '../shared/i18n.js';
import type { deskVi } from '../shared/messages.desk.js';
import type { chairVi } from './words.vi.js';

export type ChairKey = MessageKey | keyof typeof deskVi | keyof typeof chairVi;

/** A sentence of the words table with its parameters. */
export interface Phrase {
  readonly key: ChairKey;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type Command =
  | { readonly do: 'openSitting' | 'resumeSitting' | 'breakSitting' | 'endSitting' | 'testVote' }
  | { readonly do: 'showItem'; readonly itemId: string }
  | { readonly do: 'setPhase'; readonly itemId: string; readonly phase: Phase }
  | {
      readonly do: 'createPoll';
      readonly itemId: string;
      readonly kind: 'RESOLUTION' | 'RESOLUTION_ITEM' | 'PROCEDURAL';
    }
  | {
      readonly do:
        | 'readyPoll'
        | 'announcePoll'
        | 'openPoll'
        | 'closePoll'
        | 'pausePoll'
        | 'resumePoll'
        | 'extendPoll'
        | 'cancelPoll'
        | 'publishPoll'
        | 'annulPoll'
        | 'goManual'
        | 'revotePoll'
        | 'printResult';
      readonly pollId: string;
    };

export interface Action {
  readonly label: Phrase;
  readonly command: Command;
  readonly icon?: IconName;
  readonly danger?: boolean;
  /** Rarely needed: behind the three dots. */
  readonly rare?: boolean;
}

export interface NextStep {
  /** What `h.next` says, or null where nothing follows. */
  readonly hint: Phrase | null;
  /** The hint is a fact, not a step («chỉ Chủ tọa và Thư ký thấy»). */
  readonly note?: boolean;
  readonly primary: Action | null;
  /** What the empty place of the primary says while there is none. */
  readonly waiting?: Phrase;
  readonly secondary: readonly Action[];
}

const say = (key: ChairKey, params?: Phrase['params']): Phrase => (params ? { key, params } : { key });
/** Whether the six steps of law are this item's. */
export const isResolution = (item: Item): boolean => !item.kind || item.kind === 'RESOLUTION';
export const shortTitle = (item: Item): string => item.shortTitle || item.title;

/** What the chair may do now, and which of it comes next. */
export function nextStep(chamber: ConsoleChamber, draft: ConsolePoll | null = null): NextStep {
  switch (chamber.sittingState) {
    case 'PLANNED':
      return {
        hint: say('next.openSitting', { a: chamber.attendance.present, n: chamber.attendance.total }),
        primary: { label: say('do.openSitting'), command: { do: 'openSitting' }, icon: 'flag' },
        secondary: [],
      };
    case 'BREAK':
      return {
        hint: say('next.resumeSitting'),
        primary: { label: say('do.resumeSitting'), command: { do: 'resumeSitting' }, icon: 'next' },
        secondary: [{ label: say('do.endSitting'), command: { do: 'endSitting' }, danger: true, rare: true }],
      };
    case 'ENDED':
      return { hint: say('next.ended'), note: true, primary: null, waiting: say('wait.ended'), secondary: [] };
    case 'OPEN': {
      const poll = draft ?? chamber.poll ?? null;
      return poll && poll.state !== 'CANCELLED' ? ofPoll(chamber, poll) : ofItem(chamber);
    }
  }
}

function ofPoll(chamber: ConsoleChamber, poll: ConsolePoll): NextStep {
  const on = (verb: Extract<Command, { pollId: string }>['do'], label: Phrase, rest: Partial<Action> = {}): Action => ({
    label,
    command: { do: verb, pollId: poll.id },
    ...rest,
  });
  const withdraw = on('cancelPoll', say('do.cancelPoll'), { danger: true, rare: true });
  const annul = on('annulPoll', say('h.annul'), { danger: true });
  // A poll on devices can go over to hands or paper until it closes; what was pressed is sealed.
  const devices = (poll.method ?? 'ELECTRONIC') === 'ELECTRONIC';
  const manual = devices ? [on('goManual', say('h.manual'))] : [];
  const rareManual = manual.map((action) => ({ ...action, rare: true }));
  const pause = on('pausePoll', say('h.pause'), { icon: 'pause' });
  switch (poll.state) {
    case 'DRAFT':
      return {
        hint: say('next.ready'),
        primary: on('readyPoll', say('do.readyPoll'), { icon: 'lock' }),
        secondary: [withdraw],
      };
    case 'READY': {
      if (poll.opensAt) {
        return {
          hint: say('next.open'),
          primary: on('openPoll', say('do.openPoll'), { icon: 'ballot' }),
          secondary: [...rareManual, withdraw],
        };
      }
      const unmet = (poll.conditions ?? []).filter(
        (condition) => !condition.met && condition.blocking !== false,
      ).length;
      return {
        hint: unmet > 0 ? say('next.cure', { n: unmet }) : say('next.call'),
        primary: on('announcePoll', say('h.call'), { icon: 'bell' }),
        secondary: [on('openPoll', say('h.opennow')), ...manual, withdraw],
      };
    }
    case 'OPEN':
      return {
        hint: say(devices ? 'next.close' : 'next.closeManual'),
        primary: on('closePoll', say('h.close'), { icon: 'stop' }),
        secondary: [
          ...(devices ? [pause] : []),
          ...(poll.closesAt ? [on('extendPoll', say('h.more'))] : []),
          ...rareManual,
          withdraw,
        ],
      };
    case 'PAUSED':
      return {
        hint: say('next.resumePoll'),
        primary: on('resumePoll', say('do.resumePoll'), { icon: 'next' }),
        secondary: [on('closePoll', say('h.close'), { icon: 'stop' }), ...manual, withdraw],
      };
    case 'CLOSING':
      return { hint: say('next.closing'), note: true, primary: null, waiting: say('wait.closing'), secondary: [] };
    case 'CLOSED':
      // A public poll is certified by its closing; a secret one waits for its tally committee.
      return !devices && !poll.manualCount?.agreed
        ? {
            hint: say(poll.manualCount?.differences.length ? 'next.differs' : 'next.count'),
            note: true,
            primary: null,
            waiting: say('wait.count', { a: poll.manualCount?.entered ?? 0 }),
            secondary: [annul],
          }
        : {
            hint: say('next.certify'),
            note: true,
            primary: null,
            waiting: poll.certification
              ? say('r.tc', { a: poll.certification.signed, b: poll.certification.required })
              : say('wait.certify'),
            secondary: [annul],
          };
    case 'CERTIFIED':
      return {
        hint: say('next.publish'),
        note: true,
        primary: on('publishPoll', say('h.publish', { n: (chamber.screens ?? []).length }), { icon: 'screen' }),
        secondary: [annul],
      };
    case 'PUBLISHED':
      return afterResult(chamber, poll, [
        on('printResult', say('do.printResult'), { icon: 'document' }),
        { ...annul, rare: true },
      ]);
    case 'ANNULLED':
      return poll.revote
        ? afterResult(chamber, poll, [])
        : {
            hint: say('next.revote'),
            primary: on('revotePoll', say('do.revotePoll'), { icon: 'again' }),
            secondary: moveOn(chamber, false),
          };
    case 'CANCELLED':
      return ofItem(chamber);
  }
}

/** After a result: the whole text follows its parts; else the next item; else the end. */
function afterResult(chamber: ConsoleChamber, poll: ConsolePoll, extra: readonly Action[]): NextStep {
  const item = chamber.item;
  if (item && poll.kind !== 'RESOLUTION') {
    const parts = poll.kind === 'RESOLUTION_ITEM';
    if (parts && item.phase === 'WHOLE') return withExtra(ofItem(chamber), extra);
    if (parts) {
      return {
        hint: say('next.whole'),
        primary: { label: say('do.whole'), command: { do: 'setPhase', itemId: item.id, phase: 'WHOLE' }, icon: 'next' },
        secondary: [
          { label: say('do.createAnother'), command: { do: 'createPoll', itemId: item.id, kind: 'RESOLUTION_ITEM' } },
          ...extra,
        ],
      };
    }
    // A vote on procedure or a test does not decide the item: its own steps go on.
    return withExtra(ofItem(chamber), extra);
  }
  const next = chamber.nextItem;
  if (next) {
    return {
      hint: say('next.item', { i: next.position, x: shortTitle(next) }),
      primary: {
        label: say('do.showItem', { i: next.position }),
        command: { do: 'showItem', itemId: next.id },
        icon: 'next',
      },
      secondary: extra,
    };
  }
  return { hint: say('next.endSitting'), primary: endAction, secondary: extra };
}

const withExtra = (step: NextStep, extra: readonly Action[]): NextStep => ({
  ...step,
  secondary: [...step.secondary, ...extra.map((action) => ({ ...action, rare: true }))],
});

function ofItem(chamber: ConsoleChamber): NextStep {
  const item = chamber.item;
  if (!item) {
    const first = chamber.nextItem ?? chamber.items.find((each) => each.state === 'PENDING');
    if (!first) return { hint: say('next.endSitting'), primary: endAction, secondary: [] };
    return {
      hint: say('next.item', { i: first.position, x: shortTitle(first) }),
      primary: {
        label: say('do.showItem', { i: first.position }),
        command: { do: 'showItem', itemId: first.id },
        icon: 'next',
      },
      secondary: [testAction, breakAction],
    };
  }
  const create = (
    kind: 'RESOLUTION' | 'RESOLUTION_ITEM' | 'PROCEDURAL',
    label: ChairKey,
    rest: Partial<Action> = {},
  ): Action => ({
    label: say(label),
    command: { do: 'createPoll', itemId: item.id, kind },
    icon: 'ballot',
    ...rest,
  });
  const to = (phase: Phase, label: ChairKey, rest: Partial<Action> = {}): Action => ({
    label: say(label),
    command: { do: 'setPhase', itemId: item.id, phase },
    ...rest,
  });
  const procedural = create('PROCEDURAL', 'do.createProcedural', { rare: true, icon: undefined });
  if (!isResolution(item)) return ofPlainItem(chamber, { ...procedural, rare: false });
  const rest = [...moveOn(chamber, true), procedural, breakAction];
  switch (item.phase) {
    case 'SUBMISSION':
      return {
        hint: say('next.toVerification'),
        primary: to('VERIFICATION', 'do.toVerification', { icon: 'next' }),
        secondary: [to('WHOLE', 'do.toWhole', { rare: true }), ...rest],
      };
    case 'VERIFICATION':
      return {
        hint: say('next.toDiscussion'),
        primary: to('DISCUSSION', 'do.toDiscussion', { icon: 'next' }),
        secondary: rest,
      };
    case 'DISCUSSION':
      return {
        hint: say('next.endDiscussion'),
        primary: to('ITEMS', 'do.endDiscussion', { icon: 'next' }),
        secondary: [to('WHOLE', 'do.toWhole'), ...rest],
      };
    case 'ITEMS':
      return {
        hint: say('next.createItem'),
        primary: create('RESOLUTION_ITEM', 'do.createPoll'),
        secondary: [to('WHOLE', 'do.toWhole'), ...rest],
      };
    case 'WHOLE':
      return { hint: say('next.createWhole'), primary: create('RESOLUTION', 'do.createPoll'), secondary: rest };
    case 'PUBLISH': {
      const [go, ...others] = moveOn(chamber, true);
      return go
        ? {
            hint: say('next.item', { i: chamber.nextItem!.position, x: shortTitle(chamber.nextItem!) }),
            primary: { ...go, rare: false },
            secondary: [...others, procedural, breakAction],
          }
        : { hint: say('next.endSitting'), primary: endAction, secondary: [procedural, breakAction] };
    }
  }
}

/** An opening, a report, questions: heard, perhaps voted on, then left for the next. */
function ofPlainItem(chamber: ConsoleChamber, procedural: Action): NextStep {
  const next = chamber.nextItem;
  if (!next) return { hint: say('next.endSitting'), primary: endAction, secondary: [procedural, breakAction] };
  return {
    hint: say('next.item', { i: next.position, x: shortTitle(next) }),
    primary: {
      label: say('do.showItem', { i: next.position }),
      command: { do: 'showItem', itemId: next.id },
      icon: 'next',
    },
    secondary: [procedural, breakAction],
  };
}

const endAction: Action = { label: say('do.endSitting'), command: { do: 'endSitting' }, icon: 'flag' };
/** At the opening of a sitting: every device shows whether it answers. */
const testAction: Action = { label: say('do.testVote'), command: { do: 'testVote' }, icon: 'test' };
const breakAction: Action = { label: say('do.breakSitting'), command: { do: 'breakSitting' }, rare: true };

function moveOn(chamber: ConsoleChamber, rare: boolean): readonly Action[] {
  const next = chamber.nextItem;
  return next
    ? [
        {
          label: say('do.showItem', { i: next.position }),
          command: { do: 'showItem', itemId: next.id },
          icon: 'next',
          rare,
        },
      ]
    : [];
}

export type StepMark = 'done' | 'now' | 'later';

/** A poll that is going on says which step it is, whatever the phase was left at (a re-vote after a result). */
function phaseOf(poll: ConsolePoll, item: Item): Phase {
  const lives = ['READY', 'OPEN', 'PAUSED', 'CLOSING'].includes(poll.state);
  if (poll.kind === 'RESOLUTION')
    return lives ? 'WHOLE' : poll.state === 'CLOSED' || poll.state === 'CERTIFIED' ? 'PUBLISH' : item.phase;
  return poll.kind === 'RESOLUTION_ITEM' && lives ? 'ITEMS' : item.phase;
}

/** The six steps of law for the item shown: what is done, where it stands. */
export function stepMarks(item: Item, poll: ConsolePoll | null | undefined): readonly StepMark[] {
  const decides = poll && poll.kind === 'RESOLUTION';
  if (item.state === 'DONE' || (decides && poll.state === 'PUBLISHED')) return PHASES.map(() => 'done');
  const at = poll ? phaseOf(poll, item) : item.phase;
  const now = PHASES.indexOf(at);
  return PHASES.map((_, index) => (index < now ? 'done' : index === now ? 'now' : 'later'));
}
