/**
 * Planner: from an operation to the fetches that answer it.
 *
 * An interface, because Apollo's planner is known to plan six shapes wrongly
 * and another one stands in for it there. Ours asks Apollo's own gateway to
 * load the supergraph (which refuses a bad one) and takes its planner.
 *
 * Odd part  `ApolloGateway` plans only inside its own executor, which we
 *           replace; so its planner is taken out and called directly.
 * Promises  nothing is sent anywhere: telemetry off, no data source ever called.
 */
import { ApolloGateway } from '@apollo/gateway';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { operationFromDocument } from '@apollo/federation-internals';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Log } from '@nghitruong/kit/log';

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

export interface Planner {
  /** Throws a GraphQLError where the operation cannot be planned. Synchronous: a plan is made once and kept. */
  plan(document: DocumentNode, operationName?: string): QueryPlan;
}

export interface LoadedSupergraph {
  /** What callers may see: without join types and inaccessible parts. */
  readonly apiSchema: GraphQLSchema;
  readonly planner: Planner;
}

export async function loadSupergraph(sdl: string, log: Log): Promise<LoadedSupergraph> {
  const quiet = (message?: unknown): void => log.debug({ message: String(message) }, 'apollo gateway');
  const gateway = new ApolloGateway({
    supergraphSdl: sdl,
    validateSupergraph: true,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (message?: unknown) => log.warn({ message: String(message) }, 'apollo gateway'),
    },
    buildService: () => ({
      process: () => Promise.reject(new Error('the stock executor is never used')),
    }),
  });
  try {
    const { schema } = await gateway.load();
    const planner: QueryPlanner | undefined = gateway.__testing().queryPlanner;
    if (!planner) throw new Error('the supergraph has no planner');
    const planning = planner.supergraph.apiSchema();
    return {
      apiSchema: schema,
      planner: {
        plan: (document, operationName) =>
          planner.buildQueryPlan(
            operationFromDocument(planning, document, { validate: false, ...(operationName && { operationName }) }),
          ),
      },
    };
  } finally {
    await gateway.stop();
  }
}
