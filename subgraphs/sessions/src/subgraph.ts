/**
 * The wiring of sessions: which nouns there are and who is given what.
 *
 * Plain constructors, in the order of need; no container.
 */
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { AgendaItem } from './agenda/agenda-item.entity.js';
import { AgendaService } from './agenda/agenda.service.js';
import { AttendanceResolver } from './attendance/attendance.resolver.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { ChamberLive } from './chamber/chamber.live.js';
import { ChamberResolver } from './chamber/chamber.resolver.js';
import { ChamberService, type ShownPolls } from './chamber/chamber.service.js';
import { DeviceService } from './chamber/device.service.js';
import { Commitment } from './commitment/commitment.entity.js';
import { CommitmentResolver, PublicBodyCommitmentsResolver } from './commitment/commitment.resolver.js';
import { errors } from './errors.js';
import { Sitting1700000000001 } from './migrations/1700000000001-sitting.js';
import { Session } from './session/session.entity.js';
import { CouncilSessionsResolver, SessionResolver } from './session/session.resolver.js';
import { settings } from './settings.js';
import { DemonstrationResolver } from './sitting/demonstration.resolver.js';
import { Sitting } from './sitting/sitting.entity.js';
import { SittingResolver } from './sitting/sitting-reading.resolver.js';
import { SittingCommandResolver } from './sitting/sitting.resolver.js';
import { isUuid, SittingService } from './sitting/sitting.service.js';

export const sessions: SubgraphDefinition<typeof settings> = {
  name: 'sessions',
  owner: {
    schema: 'sessions',
    reads: ['directory'],
    entities: [Session, Sitting, AgendaItem, Commitment],
    migrations: [Sitting1700000000001],
  },
  source: {
    resolvers: [
      SessionResolver,
      CouncilSessionsResolver,
      SittingResolver,
      SittingCommandResolver,
      AttendanceResolver,
      ChamberResolver,
      DemonstrationResolver,
      CommitmentResolver,
      PublicBodyCommitmentsResolver,
    ],
    orphanedTypes: [Commitment],
  },
  settings,
  errors,
  wire(runtime) {
    const { dataSource, bus, clock, log, secret } = runtime;
    // Whoever commits says so; the live chamber itself is made from all of them, further down.
    const hints = { changed: (sittingId: string): void => live.changed(sittingId) };

    const sittings = new SittingService(dataSource, hints);
    const agenda = new AgendaService(sittings);
    const attendance = new AttendanceService(dataSource, sittings, hints, { secret });
    const devices = new DeviceService(dataSource, sittings);
    // polls and ballots
    const polls: ShownPolls = { currentPoll: async () => null };

    const chambers = new ChamberService(dataSource, clock, sittings, agenda, devices, polls);
    const live = new ChamberLive(bus, clock, log, chambers);

    const byId = <T extends { id: string }>(entity: new () => T, id: unknown): Promise<T | null> =>
      isUuid(String(id)) ? dataSource.getRepository(entity).findOneBy({ id: String(id) } as never) : Promise.resolve(null);

    return {
      instances: [
        new SessionResolver(dataSource),
        new CouncilSessionsResolver(dataSource),
        new SittingResolver(dataSource),
        new SittingCommandResolver(sittings, agenda, chambers),
        new AttendanceResolver(dataSource, sittings, attendance, clock, { secret, validMinutes: runtime.settings.CHECK_IN_CODE_MINUTES }),
        new ChamberResolver(chambers, devices),
        new DemonstrationResolver(dataSource),
        new CommitmentResolver(dataSource),
        new PublicBodyCommitmentsResolver(dataSource),
      ],
      references: {
        Session: ({ id }) => byId(Session, id),
        Sitting: ({ id }) => byId(Sitting, id),
        AgendaItem: ({ id }, ctx) => agenda.itemFor(dataSource.manager, ctx, String(id)),
        Commitment: ({ id }) => byId(Commitment, id),
      },
      subscriptions: { chamber: ({ sittingId }) => live.subscribe(String(sittingId)) },
      dispose: () => live.dispose(),
    };
  },
};
