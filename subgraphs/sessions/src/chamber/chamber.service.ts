/**
 * Reads the whole chamber, as one consistent picture.
 *
 * One snapshot of the database: what is counted, shown and open belongs
 * together. `(step, revision)` is read in the same snapshot, so an equal pair
 * means an equal picture.
 */
import type { Clock } from '@nghitruong/kit/context';
import { Fault } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import type { AgendaService } from '../agenda/agenda.service.js';
import { countOf } from '../attendance/roster.service.js';
import type { Poll } from '../poll/poll.entity.js';
import { presidingOf } from '../presiding/presiding.entity.js';
import { speakingOf } from '../speaking/speaking.service.js';
import { councilIdOf } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { Chamber } from './chamber.entity.js';
import type { ChamberSource, Pulse } from './hub.live.js';
import type { DeviceService } from './device.service.js';
import { TakeoverService } from './takeover.service.js';

/** What the chamber asks of the polls. */
export interface ShownPolls {
  /** The poll that is open, or else the latest of the item shown that is neither a draft nor cancelled. */
  currentPoll(manager: EntityManager, sittingId: string): Promise<Poll | null>;
}

/** What changes only with the step or with attendance; seats and rules of the directory within that many milliseconds. */
interface Kept {
  readonly step: number;
  readonly attendanceRevision: number;
  readonly until: number;
  readonly parts: Pick<Chamber, 'attendance' | 'allItems'>;
}
const KEPT_MS = 5_000;
const MAX_KEPT = 100;

export class ChamberService implements ChamberSource {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly sittings: SittingService,
    private readonly agenda: AgendaService,
    private readonly devices: DeviceService,
    private readonly polls: ShownPolls,
    private readonly takeovers: TakeoverService = new TakeoverService(),
  ) {}

  async now(sittingId: string): Promise<Chamber | null> {
    try {
      return await this.read(sittingId);
    } catch (error) {
      if (error instanceof Fault && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  read(sittingId: string): Promise<Chamber> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const sitting = await this.sittings.find(manager, sittingId);
      const poll = await this.polls.currentPoll(manager, sitting.id);
      const at = { step: sitting.step, revision: await revisionOf(manager, sitting) };
      const now = this.clock.now();
      return Object.assign(new Chamber(), {
        sittingId: sitting.id,
        councilId: sitting.councilId,
        ...at,
        serverTime: now,
        frozen: sitting.frozen,
        councilName: sitting.councilName,
        sessionName: sitting.sessionName,
        sittingName: sitting.name,
        sittingState: sitting.state,
        startsAt: sitting.startsAt,
        breakUntil: sitting.breakUntil,
        illustrative: sitting.illustrative,
        ...(await this.keptOf(manager, sitting, now)),
        ...(await this.devices.devicesOf(manager, sitting, at, now)),
        takeovers: await this.takeovers.of(manager, sitting),
        visibility: sitting.visibility,
        presiding: presidingOf(sitting),
        broadcastAt: sitting.broadcastUrl,
        shownView: sitting.view,
        agendaItemId: sitting.agendaItemId,
        shownPoll: poll,
        heardSpeaking: await speakingOf(manager, sitting.id),
      });
    });
  }

  /** During a vote neither agenda nor attendance changes, and the state is read up to twenty times a second. */
  private async keptOf(manager: EntityManager, sitting: Sitting, now: Date): Promise<Kept['parts']> {
    const known = this.kept.get(sitting.id);
    if (
      known &&
      known.step === sitting.step &&
      known.attendanceRevision === sitting.attendanceRevision &&
      known.until > now.getTime()
    )
      return known.parts;
    const parts = {
      attendance: await countOf(manager, sitting),
      allItems: await this.agenda.itemsOf(manager, sitting.id),
    };
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(sitting.id, {
      step: sitting.step,
      attendanceRevision: sitting.attendanceRevision,
      until: now.getTime() + KEPT_MS,
      parts,
    });
    return parts;
  }

  /** The council that a place is of. */
  councilIdOf(placeId: string): Promise<string> {
    return councilIdOf(this.dataSource.manager, placeId);
  }

  async pulse(sittingId: string, shown: Chamber): Promise<Pulse> {
    const { manager } = this.dataSource;
    const sitting = await this.sittings.find(manager, sittingId);
    const poll = await this.polls.currentPoll(manager, sitting.id);
    const at = { step: sitting.step, revision: await revisionOf(manager, sitting) };
    return {
      ...at,
      shownPoll: poll,
      ...(await this.devices.devicesOf(manager, sitting, shown, this.clock.now())),
      // A take-over changes neither step nor revision: each beat tells it.
      takeovers: await this.takeovers.of(manager, sitting),
    };
  }
}

/**
 * Rises with every record of attendance, every request to speak, every batch of ballots and every state
 * of a poll. The sum is over all polls of the sitting, because time may end one
 * without a command: which of them is shown must never make it fall.
 */
async function revisionOf(manager: EntityManager, sitting: Sitting): Promise<number> {
  const [{ n }] = (await manager.query(
    `SELECT coalesce(sum(p.revision + (SELECT count(*) FROM poll_ruling r WHERE r.poll_id = p.id)), 0)::int AS n FROM poll p WHERE p.sitting_id = $1`,
    [sitting.id],
  )) as [{ n: number }];
  return sitting.attendanceRevision + sitting.speakingRevision + n;
}
