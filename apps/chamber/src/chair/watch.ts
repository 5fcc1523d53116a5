/**
 * Watch: what the agenda, the screens and the missing names say beside the
 * poll. Icon and word always together; time comes in as an argument.
 */
import type { ConsoleChamber, ConsolePoll, Item, Missing, Phase, Screen } from './model.js';
import type { IconName } from '../shared/icons.js';
import { isResolution, type Phrase } from './next-step.js';

export interface Sign {
  readonly icon: IconName;
  readonly word: Phrase;
}

/** The sign of one poll's state; published and cancelled ones have none of their own. */
export const pollSign = (poll: Pick<ConsolePoll, 'state'>): Sign | null => POLL_SIGNS[poll.state] ?? null;

const POLL_SIGNS: Readonly<Record<string, Sign>> = {
  DRAFT: { icon: 'document', word: { key: 'item.draft' } },
  READY: { icon: 'bell', word: { key: 'item.ready' } },
  OPEN: { icon: 'ballot', word: { key: 'w.open' } },
  PAUSED: { icon: 'pause', word: { key: 'w.paused' } },
  CLOSING: { icon: 'clock', word: { key: 'item.closing' } },
  CLOSED: { icon: 'stop', word: { key: 'item.closed' } },
  CERTIFIED: { icon: 'stop', word: { key: 'item.closed' } },
  ANNULLED: { icon: 'again', word: { key: 'item.annulled' } },
};

const PHASE_ICONS: Readonly<Record<Phase, IconName>> = {
  SUBMISSION: 'document',
  VERIFICATION: 'search',
  DISCUSSION: 'microphone',
  ITEMS: 'ballot',
  WHOLE: 'ballot',
  PUBLISH: 'screen',
};

/** Where one agenda item stands. */
export function itemSign(item: Item, poll: ConsolePoll | null | undefined): Sign {
  const own = poll && poll.agendaItemId === item.id ? poll : null;
  if (own && POLL_SIGNS[own.state]) return POLL_SIGNS[own.state]!;
  const outcome = (own?.kind === 'RESOLUTION' && own.state === 'PUBLISHED' && own.result?.outcome) || item.outcome;
  if (outcome === 'ADOPTED') return { icon: 'check', word: { key: 'item.adopted' } };
  if (outcome === 'REJECTED') return { icon: 'cross', word: { key: 'item.rejected' } };
  if (item.state === 'DONE') return { icon: 'check', word: { key: 'item.done' } };
  if (item.state === 'CURRENT' && !isResolution(item)) return { icon: 'microphone', word: { key: 'item.current' } };
  if (item.state === 'CURRENT') return { icon: PHASE_ICONS[item.phase], word: { key: `phase.${item.phase}` } };
  return { icon: 'circle', word: { key: 'item.pending' } };
}

export interface ScreensReport {
  readonly total: number;
  readonly upToDate: number;
  readonly lagging: readonly { readonly name: string; readonly revision: number; readonly seconds: number }[];
  readonly worstLagMs: number | null;
}

/** A display says what it shows within a second of drawing it: behind for less than this, it is catching up. */
const SILENT_SECONDS = 3;

/** How many displays show the present state, and who lags since when. */
export function screensReport(screens: readonly Screen[] | null | undefined, now: number): ScreensReport {
  const all = screens ?? [];
  const lags = all.flatMap((screen) => (typeof screen.lagMs === 'number' ? [screen.lagMs] : []));
  return {
    total: all.length,
    upToDate: all.filter((screen) => screen.upToDate).length,
    lagging: all
      .filter((screen) => !screen.upToDate && secondsSince(screen.seenAt, now) >= SILENT_SECONDS)
      .map((screen) => ({ name: screen.name, revision: screen.revision, seconds: secondsSince(screen.seenAt, now) })),
    worstLagMs: lags.length > 0 ? Math.max(...lags) : null,
  };
}

/** Above this, the light of press-to-wall is amber: a hall notices. */
export const SLOW_MS = 500;

export const secondsSince = (at: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(at)) / 1000));

/** Whole seconds until `at`, never below 0; null when there is no time. */
export function secondsUntil(at: string | null | undefined, now: number): number | null {
  return at ? Math.max(0, Math.ceil((Date.parse(at) - now) / 1000)) : null;
}

/** Why one present delegate has no ballot recorded, as far as is known. */
export function missingCause(
  seat: Missing,
  now: number,
): { readonly icon: IconName; readonly word: Phrase; readonly seconds: number | null } {
  if (seat.connected) return { icon: 'clock', word: { key: 'miss.notPressed' }, seconds: null };
  if (!seat.lastSeenAt) return { icon: 'offline', word: { key: 'miss.neverSeen' }, seconds: null };
  return { icon: 'offline', word: { key: 'miss.offline' }, seconds: secondsSince(seat.lastSeenAt, now) };
}

/** The one light in the head: good, or the first thing that is not. */
export function health(
  chamber: ConsoleChamber,
  silentMs: number,
  now: number,
): { readonly tone: 'ok' | 'warn' | 'bad'; readonly word: Phrase } {
  if (silentMs > 3000) return { tone: 'bad', word: { key: 'health.lost', params: { n: Math.floor(silentMs / 1000) } } };
  const report = screensReport(chamber.screens, now);
  if (report.lagging.length > 0)
    return { tone: 'warn', word: { key: 'health.screens', params: { n: report.lagging.length } } };
  return { tone: 'ok', word: { key: 'health.good' } };
}

/**
 * What is drawn, with what its last beat said: a beat leaves step and revision
 * as they are, and yet the screens, the connections and who is missing move on.
 */
export function freshest(drawn: ConsoleChamber, heard: ConsoleChamber | null): ConsoleChamber {
  return heard && heard.step === drawn.step && heard.revision === drawn.revision ? heard : drawn;
}
