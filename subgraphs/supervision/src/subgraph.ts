/**
 * The wiring of supervision: which nouns there are and who is given what.
 */
import { createOutboxRelay } from '@nghitruong/kit/database';
import { CouncilRef, PublicBodyRef } from '@nghitruong/kit/obligation';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { errors } from './errors.js';
import { Supervision1700000000001 } from './migrations/1700000000001-supervision.js';
import { Recommendation, RecommendationStep } from './recommendation/recommendation.entity.js';
import {
  PublicBodyRecommendationsResolver,
  RecommendationResolver,
  SupervisionRecommendationsResolver,
} from './recommendation/recommendation.resolver.js';
import { RecommendationService } from './recommendation/recommendation.service.js';
import { settings } from './settings.js';
import { Supervision } from './supervision/supervision.entity.js';
import { SupervisionResolver } from './supervision/supervision.resolver.js';
import { SupervisionService } from './supervision/supervision.service.js';

export const supervision: SubgraphDefinition<typeof settings> = {
  name: 'supervision',
  owner: {
    schema: 'supervision',
    entities: [Supervision, Recommendation, RecommendationStep],
    migrations: [Supervision1700000000001],
  },
  source: {
    resolvers: [
      SupervisionResolver,
      RecommendationResolver,
      SupervisionRecommendationsResolver,
      PublicBodyRecommendationsResolver,
    ],
    orphanedTypes: [Recommendation, PublicBodyRef, CouncilRef],
  },
  settings,
  errors,
  wire({ dataSource, bus, log }) {
    const relay = createOutboxRelay(dataSource, bus, log);
    const supervisions = new SupervisionService(dataSource, relay.wake);
    const recommendations = new RecommendationService(dataSource, relay.wake);
    return {
      instances: [
        new SupervisionResolver(supervisions),
        new RecommendationResolver(recommendations, supervisions),
        new SupervisionRecommendationsResolver(recommendations),
        new PublicBodyRecommendationsResolver(recommendations),
      ],
      references: {
        Supervision: (reference, ctx) => supervisions.byId(ctx, String(reference['id'])),
        Recommendation: (reference, ctx) => recommendations.byId(ctx, String(reference['id'])),
      },
      dispose: () => relay.stop(),
    };
  },
};
