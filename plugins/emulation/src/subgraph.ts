/**
 * The wiring of emulation: which nouns there are and who is given what.
 */
import { createOutboxRelay } from '@nghitruong/kit/database';
import { CouncilRef } from '@nghitruong/kit/obligation';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { Award, AwardForm } from './award/award.entity.js';
import { AwardResolver, MovementAwardsResolver } from './award/award.resolver.js';
import { AwardService } from './award/award.service.js';
import { CouncilEmulationResolver, CouncilResolver } from './council/council.resolver.js';
import { errors } from './errors.js';
import { Movement1700000000001 } from './migrations/1700000000001-movement.js';
import { Criterion, Movement } from './movement/movement.entity.js';
import { MovementResolver } from './movement/movement.resolver.js';
import { MovementService } from './movement/movement.service.js';
import { settings } from './settings.js';

export const emulation: SubgraphDefinition<typeof settings> = {
  name: 'emulation',
  owner: {
    schema: 'plugin_emulation',
    entities: [Movement, Criterion, Award, AwardForm],
    migrations: [Movement1700000000001],
  },
  source: {
    resolvers: [MovementResolver, AwardResolver, MovementAwardsResolver, CouncilResolver, CouncilEmulationResolver],
    orphanedTypes: [CouncilRef],
  },
  settings,
  errors,
  wire({ dataSource, bus, log }) {
    const relay = createOutboxRelay(dataSource, bus, log);
    const movements = new MovementService(dataSource, relay.wake);
    const awards = new AwardService(dataSource, relay.wake);
    return {
      instances: [
        new MovementResolver(movements),
        new AwardResolver(awards, movements),
        new MovementAwardsResolver(awards),
        new CouncilResolver(movements),
        new CouncilEmulationResolver(movements, awards),
      ],
      references: {
        EmulationMovement: (reference, ctx) => movements.byId(ctx, String(reference['id'])),
        EmulationAward: (reference, ctx) => awards.byId(ctx, String(reference['id'])),
        EmulationAwardForm: (reference, ctx) => awards.form(ctx, String(reference['code'])),
      },
      dispose: () => relay.stop(),
    };
  },
};
