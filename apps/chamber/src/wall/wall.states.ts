/**
 * What the wall shows: one picture for each state of the chamber.
 *
 * A pure function of what arrived, how long ago, and the server's time. The
 * wall says only what is known: no countdown without a connection, no count
 * that is older than ten seconds; a published result does not age.
 *
 * Odd part   a poll that takes ballots is drawn whatever else is asked for,
 *            but a closed sitting hides everything.
 */
import type { ChamberViewFragment, PollViewFragment, ResultViewFragment } from '../graph/operations.js';
import { secondsLeft } from '../shared/format.js';
import type { Connection } from '@nghitruong/client';
import { pageAt } from './pages.js';

export type Chamber = ChamberViewFragment;
export type Poll = PollViewFragment;
export type Speaker = NonNullable<NonNullable<Chamber['speaking']>['current']>;
export type Result = ResultViewFragment;

export interface Stale {
  readonly seconds: number;
  /** Ten seconds: numbers that move are not shown any more. */
  readonly lost: boolean;
  readonly since: string | null;
}

export interface Turnout {
  readonly recorded: number;
  readonly present: number;
}

/** What the chamber holds; which of it is drawn is `scene`. */
export type Scene =
  | { readonly at: 'HOLDING'; readonly line: 'START' | 'BREAK' | 'RUNNING' | 'ENDED'; readonly time: string | null }
  | {
      readonly at: 'ITEM';
      readonly position: number;
      readonly count: number;
      readonly title: string;
      readonly steps: readonly Step[];
      readonly next: { readonly position: number; readonly title: string } | null;
    }
  | {
      readonly at: 'SPEAKER';
      readonly speaker: Speaker;
      readonly minutes: number;
      /** What is left, or how long it is over: one of them, and neither without a connection. */
      readonly left: number | null;
      readonly over: number | null;
      readonly next: string | null;
    }
  | { readonly at: 'ANNOUNCED'; readonly poll: Poll; readonly seconds: number | null }
  | {
      readonly at: 'OPEN';
      readonly poll: Poll;
      readonly turnout: Turnout;
      readonly seconds: number | null;
      readonly test: boolean;
    }
  | { readonly at: 'PAUSED'; readonly poll: Poll; readonly turnout: Turnout }
  | { readonly at: 'CLOSING'; readonly poll: Poll; readonly turnout: Turnout; readonly seconds: number | null }
  | { readonly at: 'CLOSED'; readonly poll: Poll; readonly turnout: Turnout; readonly seal: string | null }
  | { readonly at: 'PUBLISHED'; readonly poll: Poll; readonly result: Result; readonly page: number }
  | { readonly at: 'ANNULLED'; readonly poll: Poll; readonly reason: string }
  | { readonly at: 'PRIVATE'; readonly again: string | null };

export interface WallView {
  readonly chamber: Chamber;
  readonly scene: Scene;
  readonly stale: Stale | null;
  readonly frozen: boolean;
}

export interface WallInput {
  readonly chamber: Chamber;
  readonly connection: Connection;
  readonly silentMs: number;
  readonly heardAt: string | null;
  /** The server's time. */
  readonly now: number;
  /** The view is held by the chair's order. */
  readonly frozen?: boolean;
}

export interface Step {
  readonly phase: Phase;
  readonly state: 'DONE' | 'NOW' | 'AHEAD';
}
type Phase = NonNullable<Chamber['item']>['phase'];

/** The wall names four steps: items and whole text are both "vote", publication is the result's own picture. */
const shownPhases: readonly (readonly Phase[])[] = [
  ['SUBMISSION'],
  ['VERIFICATION'],
  ['DISCUSSION'],
  ['ITEMS', 'WHOLE', 'PUBLISH'],
];

export function stepsOf(phase: Phase): Step[] {
  const now = shownPhases.findIndex((phases) => phases.includes(phase));
  return shownPhases.map((phases, i) => ({
    phase: phases[phases.length === 1 ? 0 : 1]!,
    state: i < now || (i === now && phase === 'PUBLISH') ? 'DONE' : i === now ? 'NOW' : 'AHEAD',
  }));
}

/** 6.4u, 5.6u, 4.8u, 4.2u; a title that is longer still gives way to the short name. */
export const titleSize = (title: string): 'l' | 'm' | 's' | 'xs' =>
  title.length <= 50 ? 'l' : title.length <= 110 ? 'm' : title.length <= 170 ? 's' : 'xs';
const longest = 260;
export const titleOf = (title: string, short: string | null): string =>
  title.length > longest && short ? short : title;

const takesBallots = new Set<Poll['state']>(['OPEN', 'PAUSED', 'CLOSING']);

export function wallView(input: WallInput): WallView {
  const { chamber, connection, silentMs, heardAt } = input;
  const quiet = connection === 'LATE' || connection === 'LOST';
  const stale: Stale | null = quiet
    ? { seconds: Math.floor(silentMs / 1000), lost: connection === 'LOST', since: heardAt }
    : null;
  return { chamber, scene: sceneOf(input, !quiet && !input.frozen), stale, frozen: input.frozen ?? false };
}

function sceneOf({ chamber, now }: WallInput, counting: boolean): Scene {
  if (chamber.view === 'CLOSED_SITTING') return { at: 'PRIVATE', again: chamber.breakUntil };
  const { poll } = chamber;
  if (poll && (chamber.view === 'POLL' || takesBallots.has(poll.state))) {
    const scene = pollScene(poll, chamber, now, counting);
    if (scene) return scene;
  }
  const speaker = chamber.sittingState === 'OPEN' && chamber.view === 'SPEAKER' ? chamber.speaking?.current : null;
  if (speaker) return speakerScene(speaker, chamber, now, counting);
  if (chamber.sittingState !== 'OPEN' || chamber.view === 'HOLDING' || !chamber.item) return holding(chamber);
  return {
    at: 'ITEM',
    position: chamber.item.position,
    count: chamber.items.length,
    title: titleOf(chamber.item.title, chamber.item.shortTitle),
    steps: stepsOf(chamber.item.phase),
    next: chamber.nextItem
      ? { position: chamber.nextItem.position, title: chamber.nextItem.shortTitle ?? chamber.nextItem.title }
      : null,
  };
}

function speakerScene(speaker: Speaker, chamber: Chamber, now: number, counting: boolean): Scene {
  const over = speaker.endsAt ? Math.floor((now - Date.parse(speaker.endsAt)) / 1_000) : 0;
  return {
    at: 'SPEAKER',
    speaker,
    minutes: Math.round(((speaker.limitSeconds ?? 0) + speaker.extendedSeconds) / 60),
    left: counting && speaker.endsAt && over < 0 ? secondsLeft(speaker.endsAt, now) : null,
    over: counting && over >= 0 ? over : null,
    next: chamber.speaking?.queue[0]?.fullName ?? null,
  };
}

function holding(chamber: Chamber): Scene {
  switch (chamber.sittingState) {
    case 'PLANNED':
      return { at: 'HOLDING', line: 'START', time: chamber.startsAt };
    case 'BREAK':
      return { at: 'HOLDING', line: 'BREAK', time: chamber.breakUntil };
    case 'ENDED':
      return { at: 'HOLDING', line: 'ENDED', time: null };
    default:
      return { at: 'HOLDING', line: 'RUNNING', time: null };
  }
}

function pollScene(shown: Poll, chamber: Chamber, now: number, counting: boolean): Scene | null {
  const short = chamber.item && chamber.item.id === shown.agendaItemId ? chamber.item.shortTitle : null;
  const poll = { ...shown, title: titleOf(shown.title, short) };
  const until = (time: string | null): number | null => (counting && time ? secondsLeft(time, now) : null);
  const { turnout } = poll;
  switch (poll.state) {
    case 'READY':
      return poll.announcedAt || poll.opensAt ? { at: 'ANNOUNCED', poll, seconds: until(poll.opensAt) } : null;
    case 'OPEN':
      return { at: 'OPEN', poll, turnout, seconds: until(poll.closesAt), test: isTest(poll) };
    case 'PAUSED':
      return { at: 'PAUSED', poll, turnout };
    case 'CLOSING':
      return { at: 'CLOSING', poll, turnout, seconds: until(poll.closingEndsAt) };
    case 'CLOSED':
    case 'CERTIFIED':
      return { at: 'CLOSED', poll, turnout, seal: poll.result?.seal ?? null };
    case 'PUBLISHED':
      return poll.result
        ? { at: 'PUBLISHED', poll, result: poll.result, page: pageAt(poll.result, poll.publishedAt, now) }
        : { at: 'CLOSED', poll, turnout, seal: null };
    case 'ANNULLED':
      return { at: 'ANNULLED', poll, reason: poll.annulment?.wallText ?? '' };
    default:
      return null;
  }
}

/** On paper or by hands: nothing is pressed, and no number moves before two persons have counted. */
export const isManual = (poll: Pick<Poll, 'method'>): boolean => poll.method !== 'ELECTRONIC';

export const isTest = (poll: Pick<Poll, 'kind'>): boolean => (poll.kind as string) === 'TEST';

/**
 * Freezing: the displays keep what they showed when the chair ordered it. A
 * screen that comes up in between has nothing to keep and shows the holding
 * picture; a closed sitting is obeyed at once.
 */
export function held(before: Chamber | null, next: Chamber): Chamber {
  if (!next.frozen || next.view === 'CLOSED_SITTING') return next;
  if (before && before.sittingId === next.sittingId && before.view !== 'CLOSED_SITTING') return before;
  return { ...next, view: 'HOLDING', poll: null, speaking: null };
}
