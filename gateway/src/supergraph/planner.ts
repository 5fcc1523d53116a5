/**
 * Planner: from an operation to the fetches that answer it.
 *
 * An interface with two behind it. Apollo's refuses a bad supergraph and plans
 * under a good one; Hive's plans where Apollo's is known to be wrong without a
 * word (doubts). Where Hive's is not installed, such an operation is refused:
 * never answered wrongly.
 *
 * Elsewhere  the thread it runs in: planning
 */
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { buildASTSchema, parse, printSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import { fault } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import { gatewayErrors } from '../errors.js';
import { subtypesOf, type Subtypes } from '../execution/types.js';
import { offerComposed, withDefaults, type Composed } from './composed.js';
import { handsOn } from './directives.js';
import { leavesOut, mixesTypes, requirementsConflict, usesUnresolvableKey, withTypeNames } from './doubts.js';
import { hivePlanner } from './hive.js';
import type { PlannerChoice } from './choice.js';
import { joinsOf } from './joins.js';
import { privateNames, withPrivateNames, type PrivateName, type Taken } from './private-names.js';
import { servicesOf, type SubgraphService } from './services.js';

export interface Planned {
  readonly by: 'apollo' | 'hive';
  readonly plan: QueryPlan;
}

/** A document, and the text it was parsed from. */
export interface Asked {
  readonly text: string;
  readonly document: DocumentNode;
}

export interface Planner {
  /**
   * Throws (or rejects with) a GraphQLError where the operation cannot be planned, PLAN_REFUSED where no planner
   * at hand is known to plan it right. A plan is made once and kept.
   */
  plan(asked: Asked, operationName?: string): Planned | Promise<Planned>;
  /** The names under which the plan of a document fetches what the caller asked for. */
  nameOf(document: DocumentNode): PrivateName;
}

/** Of this thread: answers at once. */
export interface LocalPlanner extends Planner {
  plan(asked: Asked, operationName?: string): Planned;
}

/** What the gateway must know of a supergraph, and can be told from another thread. */
export interface Description {
  /** What callers may see, without join types and inaccessible parts: each definition's text. */
  readonly api: readonly string[];
  readonly services: readonly SubgraphService[];
  readonly subtypes: Subtypes;
  readonly taken: Taken;
}

export interface LoadedSupergraph {
  /** What callers may see: without join types and inaccessible parts. */
  readonly apiSchema: GraphQLSchema;
  readonly subtypes: Subtypes;
  describe(): Description;
  readonly planner: LocalPlanner;
}

export async function loadSupergraph(
  sdl: string,
  log: Log,
  choice: PlannerChoice = 'auto',
  findHive = hivePlanner,
): Promise<LoadedSupergraph> {
  const document = parse(sdl, { noLocation: true });
  const services = servicesOf(document);
  if (services.length === 0) throw new Error('the file names no subgraph: it is not a supergraph');
  const { apiSchema, composed, plan: byApollo } = loadApollo(sdl, document);
  const supergraph = buildASTSchema(document, { assumeValidSDL: true });
  const joins = joinsOf(document);
  const nameOf = privateNames(joins);
  const subtypes = subtypesOf(supergraph);

  const hive = choice === 'apollo' ? undefined : second(sdl, supergraph, log, choice, findHive);
  const byHive = (asked: DocumentNode, operationName: string | undefined): Planned | undefined => {
    try {
      return hive && { by: 'hive', plan: hive(asked, operationName) };
    } catch (err) {
      // It knows when it does not know: told, not guessed.
      log.warn({ err }, 'the second planner could not plan an operation');
      return undefined;
    }
  };
  /** Undefined where it is known to be wrong. */
  const byApolloSurely = (asked: DocumentNode, operationName: string | undefined): Planned | undefined => {
    if (requirementsConflict(asked, supergraph, joins)) return undefined;
    const plan = byApollo(asked, operationName);
    const wrong =
      usesUnresolvableKey(plan, supergraph, joins) ||
      leavesOut(plan, asked, operationName, supergraph) ||
      mixesTypes(plan, asked, operationName);
    return wrong ? undefined : { by: 'apollo', plan };
  };
  const order = choice === 'hive' ? [byHive, byApolloSurely] : [byApolloSurely, byHive];
  return {
    apiSchema,
    subtypes,
    describe() {
      const { added, addedWithArguments } = joins;
      return { api: definitionsOf(printSchema(apiSchema)), services, subtypes, taken: { added, addedWithArguments } };
    },
    planner: {
      nameOf,
      plan({ document: given }, operationName) {
        const asked = withDefaults(withTypeNames(withPrivateNames(given, nameOf(given))), composed);
        for (const planner of asked ? order : []) {
          const planned = planner(asked!, operationName);
          if (planned && handsOn(planned.plan, asked!, operationName)) return planned;
        }
        throw fault(gatewayErrors, 'PLAN_REFUSED');
      },
    },
  };
}

const definitionsOf = (sdl: string): string[] =>
  parse(sdl).definitions.map(({ loc }) => sdl.slice(loc!.start, loc!.end));

function second(
  sdl: string,
  supergraph: GraphQLSchema,
  log: Log,
  choice: PlannerChoice,
  findHive: typeof hivePlanner,
): ReturnType<typeof hivePlanner> {
  try {
    const found = findHive(sdl, supergraph);
    if (!found && choice === 'hive')
      throw new Error('PLANNER=hive, but @graphql-hive/router-query-planner is not installed for this machine');
    return found;
  } catch (err) {
    if (choice === 'hive') throw err;
    log.warn({ err }, 'the second planner does not load this supergraph: what only it plans right is refused');
    return undefined;
  }
}

function loadApollo(
  sdl: string,
  document: DocumentNode,
): {
  apiSchema: GraphQLSchema;
  composed: Composed;
  plan: (document: DocumentNode, operationName?: string) => QueryPlan;
} {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
  const composed = offerComposed(supergraph, document);
  const planner = new QueryPlanner(supergraph);
  const planning = supergraph.apiSchema();
  return {
    apiSchema: planning.toGraphQLJSSchema(),
    composed,
    plan: (document, operationName) =>
      planner.buildQueryPlan(
        operationFromDocument(planning, document, { validate: false, ...(operationName && { operationName }) }),
      ),
  };
}
