/**
 * What the devices say they show: the console's "3/3 screens" and "62 connected".
 *
 * Lost with a crash of the database, and rightly so: every device says it again
 * within five seconds. Reports that come while a statement is in flight go
 * together into the next one; of one device only the latest counts.
 */
import type { Context } from '@nghitruong/kit/context';
import { hasRole } from '@nghitruong/kit/auth';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import type { DataSource, EntityManager } from 'typeorm';
import { seatBy } from '../sitting/seat.service.js';
import type { Sitting } from '../sitting/sitting.entity.js';
import { isAdmitted } from '../sitting/sitting.policy.js';
import type { SittingService } from '../sitting/sitting.service.js';
import { ScreenReport } from './chamber.entity.js';
import { noWallLag, type WallLag } from './wall.metrics.js';

/** A device that was not heard of for that long is not connected. */
export const CONNECTED_MS = 15_000;
/** A display that was not heard of for that long is no longer listed. */
const FORGOTTEN_MS = 10 * 60_000;
const MAX_REMEMBERED = 20_000;
const MAX_NAME = 80;

export interface DeviceSays {
  readonly step: number;
  readonly revision: number;
  readonly lagMs?: number | null;
  readonly name?: string | null;
}

interface Report extends DeviceSays {
  readonly sittingId: string;
  readonly deviceKey: string;
  readonly kind: 'SEAT' | 'DISPLAY';
  readonly seatId: string | null;
  readonly seenAt: Date;
}

export interface Devices {
  readonly screens: ScreenReport[];
  readonly connected: number;
}

/** What the database takes as text: nothing invisible, and no half of a character. */
function nameFrom(said: string | null | undefined): string | null {
  const plain = (said ?? '')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .normalize('NFC')
    .trim();
  return [...plain].slice(0, MAX_NAME).join('') || null;
}

export class DeviceService {
  private waiting = new Map<string, Report>();
  private writing: Promise<void> | undefined;
  /** Whose seat a person has in a sitting: asked once, reported every second. */
  private readonly seats = new Map<string, string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly sittings: SittingService,
    private readonly wall: WallLag = noWallLag,
  ) {}

  /** @returns when the report is stored */
  async report(ctx: Context, sittingId: string, says: DeviceSays): Promise<void> {
    // One spelling: two reports of one device in one statement would fail those of everyone in it.
    const sitting = sittingId.toLowerCase();
    const device = await this.deviceOf(ctx, sitting);
    this.waiting.set(`${sitting} ${device.deviceKey}`, {
      ...says,
      ...device,
      name: device.kind === 'DISPLAY' ? (nameFrom(says.name) ?? device.name) : null,
      sittingId: sitting,
      seenAt: ctx.clock.now(),
    });
    if (device.kind === 'DISPLAY' && typeof says.lagMs === 'number')
      this.wall.drawn(sitting, device.deviceKey, says, says.lagMs);
    await this.flush();
  }

  /** The screens of a sitting, and how many seats are connected. */
  async devicesOf(
    manager: EntityManager,
    sitting: Pick<Sitting, 'id' | 'councilId'>,
    shown: { step: number; revision: number },
    now: Date,
  ): Promise<Devices> {
    const rows = (await manager.query(
      `SELECT kind, name, step, revision, lag_ms AS "lagMs", seen_at AS "seenAt" FROM device_report WHERE sitting_id = $1 AND seen_at > $2 ORDER BY name, device_key`,
      [sitting.id, new Date(now.getTime() - FORGOTTEN_MS)],
    )) as {
      kind: 'SEAT' | 'DISPLAY';
      name: string;
      step: number;
      revision: number;
      lagMs: number | null;
      seenAt: Date;
    }[];
    const heard = (row: { seenAt: Date }): boolean => now.getTime() - row.seenAt.getTime() <= CONNECTED_MS;
    return {
      connected: rows.filter((row) => row.kind === 'SEAT' && heard(row)).length,
      screens: rows
        .filter((row) => row.kind === 'DISPLAY')
        .map(({ kind: _kind, ...row }) =>
          Object.assign(new ScreenReport(), row, {
            councilId: sitting.councilId,
            upToDate:
              heard(row) && (row.step > shown.step || (row.step === shown.step && row.revision >= shown.revision)),
          }),
        ),
    };
  }

  /** When each seat's device was last heard of. */
  async seatsSeen(manager: EntityManager, sittingId: string): Promise<Map<string, Date>> {
    const rows = (await manager.query(
      `SELECT seat_id, max(seen_at) AS seen_at FROM device_report WHERE sitting_id = $1 AND kind = 'SEAT' GROUP BY seat_id`,
      [sittingId],
    )) as { seat_id: string; seen_at: Date }[];
    return new Map(rows.map((row) => [row.seat_id, row.seen_at]));
  }

  private async deviceOf(
    ctx: Context,
    sittingId: string,
  ): Promise<Pick<Report, 'deviceKey' | 'kind' | 'seatId'> & { name: string | null }> {
    const { actor } = ctx;
    const known = actor.personId === undefined ? undefined : this.seats.get(`${sittingId} ${actor.personId}`);
    if (known !== undefined && actor.kind === 'PERSON' && isAdmitted(actor, { id: sittingId, councilId: '' }))
      return { deviceKey: `seat ${known}`, kind: 'SEAT', seatId: known, name: null };
    const { manager } = this.dataSource;
    const sitting = await this.sittings.find(manager, sittingId);
    const refused = fault(kitErrors, 'FORBIDDEN', { what: 'reportDevice' });
    if (!isAdmitted(actor, sitting)) throw refused;
    if (actor.kind === 'DISPLAY' && hasRole(actor, 'DISPLAY', sitting.councilId)) {
      const id = actor.displayId ?? actor.accountId ?? '';
      return { deviceKey: `display ${id}`, kind: 'DISPLAY', seatId: null, name: actor.displayName ?? id };
    }
    if (actor.kind !== 'PERSON' || actor.personId === undefined || !hasRole(actor, 'DELEGATE', sitting.councilId))
      throw refused;
    const seat = await seatBy(manager, sitting, { personId: actor.personId });
    if (!seat) throw refused;
    if (this.seats.size >= MAX_REMEMBERED) this.seats.clear();
    this.seats.set(`${sittingId} ${actor.personId}`, seat.seatId);
    return { deviceKey: `seat ${seat.seatId}`, kind: 'SEAT', seatId: seat.seatId, name: null };
  }

  private async flush(): Promise<void> {
    if (this.writing) {
      await this.writing.catch(() => undefined);
      if (this.writing) return this.writing;
    }
    if (this.waiting.size === 0) return;
    const batch = [...this.waiting.values()];
    this.waiting = new Map();
    this.writing = this.write(batch).finally(() => (this.writing = undefined));
    return this.writing;
  }

  private async write(batch: readonly Report[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO device_report (sitting_id, device_key, kind, seat_id, name, step, revision, lag_ms, seen_at)
       SELECT r."sittingId", r."deviceKey", r.kind, r."seatId", r.name, r.step, r.revision, r."lagMs", r."seenAt"
       FROM jsonb_to_recordset($1::jsonb) AS r("sittingId" uuid, "deviceKey" text, kind text, "seatId" uuid, name text, step int, revision int, "lagMs" int, "seenAt" timestamptz)
       ORDER BY 1, 2
       ON CONFLICT (sitting_id, device_key) DO UPDATE
       SET name = EXCLUDED.name, step = EXCLUDED.step, revision = EXCLUDED.revision, lag_ms = EXCLUDED.lag_ms, seen_at = EXCLUDED.seen_at
       WHERE device_report.seen_at <= EXCLUDED.seen_at`,
      [JSON.stringify(batch)],
    );
  }
}
