/**
 * Spoken: what a screen reader hears of a change, as phrases.
 *
 * Only changes speak: the first picture is read as a page. Assertive is kept
 * for what cannot wait (paused, closing).
 */
import type { ConsoleChamber } from './model.js';
import { shortTitle, type Phrase } from './next-step.js';

export interface Spoken {
  readonly polite: readonly Phrase[];
  readonly assertive: readonly Phrase[];
}

const NOTHING: Spoken = { polite: [], assertive: [] };

export function spoken(before: ConsoleChamber | null, now: ConsoleChamber): Spoken {
  if (!before) return NOTHING;
  const poll = now.poll;
  const changed = poll && (before.poll?.id !== poll.id || before.poll.state !== poll.state);
  if (poll && changed) {
    switch (poll.state) {
      case 'READY':
        return { polite: [{ key: 'state.READY' }], assertive: [] };
      case 'OPEN':
        return { polite: [{ key: 'w.open' }], assertive: [] };
      case 'PAUSED':
        return {
          polite: [],
          assertive: [
            { key: 'w.paused' },
            ...(poll.pauseReason ? [{ key: 'c.reason', params: { r: poll.pauseReason } } as const] : []),
          ],
        };
      case 'CLOSING':
        return { polite: [], assertive: [{ key: 'w.closing' }] };
      case 'CLOSED':
      case 'CERTIFIED':
        return { polite: [{ key: 'w.closed' }, ...outcome(poll.provisionalResult)], assertive: [] };
      case 'PUBLISHED':
        return { polite: [{ key: 'r.published' }, ...outcome(poll.result)], assertive: [] };
      case 'ANNULLED':
        return { polite: [{ key: 'w.annulled' }], assertive: [] };
      default:
        return NOTHING;
    }
  }
  if (before.sittingState !== now.sittingState) {
    const words = { PLANNED: 'chair.planned', OPEN: 'w.running', BREAK: 'chair.break', ENDED: 'chair.ended' } as const;
    return { polite: [{ key: words[now.sittingState] }], assertive: [] };
  }
  if (now.item && before.item?.id !== now.item.id) {
    const params = { i: now.item.position, n: now.items.length };
    return {
      polite: [
        { key: 'w.item', params },
        { key: 'c.is', params: { x: shortTitle(now.item) } },
      ],
      assertive: [],
    };
  }
  if (poll?.state === 'OPEN' && isComplete(now) && !isComplete(before))
    return { polite: [{ key: 'miss.none' }], assertive: [] };
  return NOTHING;
}

const isComplete = ({ poll }: ConsoleChamber): boolean =>
  !!poll && poll.turnout.present > 0 && poll.turnout.recorded >= poll.turnout.present;

const outcome = (result: NonNullable<ConsoleChamber['poll']>['result']): readonly Phrase[] =>
  result?.outcome
    ? [
        { key: result.outcome === 'ADOPTED' ? 'r.yes' : 'r.no' },
        { key: 'r.sum', params: { f: result.for.count, k: result.threshold.needed, n: result.threshold.of } },
      ]
    : [];
