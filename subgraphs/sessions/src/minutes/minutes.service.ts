/**
 * Minutes: drafted from the log, put into better words by the clerk, signed by
 * the chair.
 *
 * Promises   drafting again keeps every edit and every link; a sentence of an
 *            event that was taken back goes; what is signed is what was read,
 *            and does not change afterwards.
 */
import type { Role } from '@nghitruong/kit/auth';
import { isUuid, type Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { fault, kitErrors, refusedTo } from '@nghitruong/kit/errors';
import { cleanText } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { refusal } from '../refused.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { actsAs } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { SittingState } from '../sitting/sitting.states.js';
import { loggedOf } from './minutes-log.service.js';
import { Minutes, MinutesSentence } from './minutes.entity.js';
import { hashOf } from './minutes.rules.js';

const MAX_SENTENCE = 4_000;
const DESK: readonly Role[] = ['CHAIR', 'SESSION_SECRETARY'];

/** When the minutes of a sitting were signed; null before. Until then a wrong vote may be claimed. */
export async function minutesSignedAt(manager: EntityManager, sittingId: string): Promise<Date | null> {
  return (await manager.findOneBy(Minutes, { sittingId }))?.signedAt ?? null;
}

export const sentencesOf = (manager: EntityManager, sittingId: string): Promise<MinutesSentence[]> =>
  manager.find(MinutesSentence, { where: { sittingId }, order: { position: 'ASC', id: 'ASC' } });

export class MinutesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
  ) {}

  /** Draws the sentences from the log: new ones come, those taken back go, edits stay. */
  draft(ctx: Context, sittingId: string): Promise<Minutes> {
    return this.locked(ctx, sittingId, DESK, async (manager, sitting) => {
      const minutes = Object.assign(new Minutes(), {
        ...(await manager.findOneBy(Minutes, { sittingId })),
        sittingId,
        draftedAt: ctx.clock.now(),
      });
      await manager.save(Minutes, minutes);
      const known = new Map((await sentencesOf(manager, sittingId)).map((each) => [keyOf(each), each]));
      for (const [position, logged] of (await loggedOf(manager, sitting)).entries()) {
        const before = known.get(keyOf(logged));
        known.delete(keyOf(logged));
        if (!before)
          await manager.insert(MinutesSentence, {
            id: ctx.ids.next(),
            sittingId,
            position,
            ...logged,
            edited: null,
            editedBy: null,
            editedAt: null,
          });
        else if (before.position !== position || before.generated !== logged.generated)
          await manager.update(MinutesSentence, { id: before.id }, { position, generated: logged.generated });
      }
      for (const gone of known.values()) await manager.delete(MinutesSentence, { id: gone.id });
      return minutes;
    });
  }

  /** The clerk's own words for a sentence; an empty text takes them back. */
  async edit(ctx: Context, sentenceId: string, given: string): Promise<MinutesSentence> {
    const text = cleanText(given);
    if (text.length > MAX_SENTENCE) throw refusal('MINUTES_TEXT', { max: MAX_SENTENCE });
    const seen = isUuid(sentenceId)
      ? await this.dataSource.manager.findOneBy(MinutesSentence, { id: sentenceId })
      : null;
    if (!seen) throw fault(kitErrors, 'NOT_FOUND', { what: 'minutesSentence', id: sentenceId.slice(0, 64) });
    return this.locked(ctx, seen.sittingId, DESK, async (manager) => {
      const own = text === '' || text === seen.generated ? null : text;
      const change = {
        edited: own,
        editedBy: own === null ? null : (ctx.actor.accountId ?? null),
        editedAt: own === null ? null : ctx.clock.now(),
      };
      await manager.update(MinutesSentence, { id: seen.id }, change);
      return Object.assign(seen, change);
    });
  }

  /** The chair signs what was read: its hash says which sentences. */
  sign(ctx: Context, sittingId: string, hash: string): Promise<Minutes> {
    return this.locked(ctx, sittingId, ['CHAIR'], async (manager, sitting) => {
      if (sitting.state !== SittingState.ENDED) throw refusal('MINUTES_NOT_ENDED');
      const minutes = await manager.findOneBy(Minutes, { sittingId });
      if (!minutes) throw refusal('MINUTES_NOT_DRAFTED');
      if (hashOf(await sentencesOf(manager, sittingId)) !== hash) throw refusal('STALE');
      const change = { signedAt: ctx.clock.now(), signedBy: ctx.actor.accountId ?? null, signedHash: hash };
      await manager.update(Minutes, { sittingId }, change);
      return Object.assign(minutes, change);
    });
  }

  private locked<T>(
    ctx: Context,
    sittingId: string,
    roles: readonly Role[],
    work: (manager: EntityManager, sitting: Sitting) => Promise<T>,
  ): Promise<T> {
    return transaction(this.dataSource, async (manager) => {
      const sitting = await this.sittings.lock(manager, sittingId);
      if (!actsAs(ctx.actor, sitting, roles)) throw refusedTo(ctx, 'minutes');
      if ((await minutesSignedAt(manager, sittingId)) !== null) throw refusal('MINUTES_SIGNED');
      return work(manager, sitting);
    });
  }
}

const keyOf = ({ source, sourceId }: { source: string; sourceId: string }): string => `${source} ${sourceId}`;
