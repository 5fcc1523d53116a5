/**
 * The wiring of digital transformation: which nouns there are and who is given what.
 */
import { createOutboxRelay } from '@nghitruong/kit/database';
import { CouncilRef, PublicBodyRef } from '@nghitruong/kit/obligation';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { errors } from './errors.js';
import { DxIndicator } from './indicator/indicator.entity.js';
import { Task1700000000001 } from './migrations/1700000000001-task.js';
import { DxProgramme } from './programme/programme.entity.js';
import { ProgrammeResolver } from './programme/programme.resolver.js';
import { ProgrammeService } from './programme/programme.service.js';
import { settings } from './settings.js';
import { DxTask, DxTaskStep } from './task/task.entity.js';
import { PublicBodyTasksResolver, TaskResolver } from './task/task.resolver.js';
import { TaskService } from './task/task.service.js';

export const digitalTransformation: SubgraphDefinition<typeof settings> = {
  name: 'digital-transformation',
  owner: {
    schema: 'digital_transformation',
    entities: [DxProgramme, DxTask, DxTaskStep, DxIndicator],
    migrations: [Task1700000000001],
  },
  source: {
    resolvers: [ProgrammeResolver, TaskResolver, PublicBodyTasksResolver],
    orphanedTypes: [DxTask, PublicBodyRef, CouncilRef],
  },
  settings,
  errors,
  wire({ dataSource, bus, log }) {
    const relay = createOutboxRelay(dataSource, bus, log);
    const programmes = new ProgrammeService(dataSource);
    const tasks = new TaskService(dataSource, relay.wake);
    return {
      instances: [
        new ProgrammeResolver(programmes, tasks),
        new TaskResolver(tasks, programmes),
        new PublicBodyTasksResolver(tasks),
      ],
      references: {
        DxTask: (reference, ctx) => tasks.byId(ctx, String(reference['id'])),
        DxProgramme: (reference, ctx) => programmes.byId(ctx, String(reference['id'])),
        DxIndicator: (reference, ctx) => programmes.indicator(ctx, String(reference['code'])),
      },
      dispose: () => relay.stop(),
    };
  },
};
