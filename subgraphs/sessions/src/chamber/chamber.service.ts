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
import type { Sitting } from '../sitting/sitting.entity.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { Chamber } from './chamber.entity.js';
import type { ChamberSource, Pulse } from './chamber.live.js';
import type { DeviceService } from './device.service.js';

/** What the chamber asks of the polls. */
export interface ShownPolls {
  /** The poll that is open, or else the latest of the item shown that is neither a draft nor cancelled. */
  currentPoll(manager: EntityManager, sittingId: string): Promise<Poll | null>;
}

export class ChamberService implements ChamberSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly sittings: SittingService,
    private readonly agenda: AgendaService,
    private readonly devices: DeviceService,
    private readonly polls: ShownPolls,
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
        attendance: await countOf(manager, sitting),
        ...(await this.devices.devicesOf(manager, sitting, at, now)),
        visibility: sitting.visibility,
        shownView: sitting.view,
        allItems: await this.agenda.itemsOf(manager, sitting.id),
        agendaItemId: sitting.agendaItemId,
        shownPoll: poll,
      });
    });
  }

  async pulse(sittingId: string, shown: Chamber): Promise<Pulse> {
    const { manager } = this.dataSource;
    const sitting = await this.sittings.find(manager, sittingId);
    const poll = await this.polls.currentPoll(manager, sitting.id);
    const at = { step: sitting.step, revision: await revisionOf(manager, sitting) };
    return { ...at, shownPoll: poll, ...(await this.devices.devicesOf(manager, sitting, shown, this.clock.now())) };
  }
}

/**
 * Rises with every record of attendance, every batch of ballots and every state
 * of a poll. The sum is over all polls of the sitting, because time may end one
 * without a command: which of them is shown must never make it fall.
 */
async function revisionOf(manager: EntityManager, sitting: Sitting): Promise<number> {
  const [{ n }] = (await manager.query(
    `SELECT coalesce(sum(p.revision + (SELECT count(*) FROM poll_ruling r WHERE r.poll_id = p.id)), 0)::int AS n FROM poll p WHERE p.sitting_id = $1`,
    [sitting.id],
  )) as [{ n: number }];
  return sitting.attendanceRevision + n;
}
