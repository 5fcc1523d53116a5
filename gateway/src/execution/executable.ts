/**
 * Executable: one operation, planned and compiled, ready to run any number of times.
 */
import type { FetchNode } from '@apollo/query-planner';
import {
  executeSync,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { arrange, countRequests } from './arrange.js';
import { absorbRoot, rootPath, variablesText } from './fetch.js';
import { Failures, type FailureSource } from './failures.js';
import type { Data } from './merge.js';
import { compilePlan, type PlanCompiler, type Run, type Send, type SubgraphAnswer } from './plan.js';
import { compileRewrites } from './rewrites.js';
import type { Planned } from '../supergraph/planner.js';
import type { PrivateName } from '../supergraph/private-names.js';
import { compileShape } from './shape.js';

export interface OperationInput {
  readonly given: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly send: Send;
  readonly failures: FailureSource;
}

export interface Completed {
  /** The JSON of `data`: an object, or `null`. */
  readonly dataText: string;
  readonly errors: readonly GraphQLFormattedError[];
}

/** The whole body, errors first, as the specification advises. */
export const answerText = ({ dataText, errors }: Completed): string =>
  errors.length > 0 ? `{"errors":${JSON.stringify(errors)},"data":${dataText}}` : `{"data":${dataText}}`;

/** What a subgraph must be asked to subscribe to. */
export interface UpstreamQuestion {
  readonly service: string;
  readonly query: string;
  readonly operationName?: string;
  /** JSON of the variables, braces included. */
  readonly variables: string;
}

export interface Executable {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly plannedBy: Planned['by'];
  /** How many requests it can make of subgraphs: budgets are asserted on it. */
  readonly requests: number;
  /** For queries and mutations. */
  run(input: OperationInput): Promise<Completed>;
  /** For subscriptions: the planner's primary. */
  question(given: Readonly<Record<string, unknown>>): UpstreamQuestion;
  /** For subscriptions: one event, completed by the planner's rest. */
  event(input: OperationInput, event: SubgraphAnswer): Promise<Completed>;
}

export interface Compiling extends PlanCompiler {
  readonly apiSchema: GraphQLSchema;
  readonly nameOf: PrivateName;
}

export function compileOperation(
  compiling: Compiling,
  { by, plan }: Planned,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Executable {
  const shape = compileShape(compiling.apiSchema, operation, fragments, compiling.nameOf);
  const node = plan.node;
  const primary = node?.kind === 'Subscription' ? node.primary : undefined;
  const arranged = arrange(node?.kind === 'Subscription' ? node.rest : node);
  const step = compilePlan(compiling, arranged);
  const introspect = introspector(compiling.apiSchema, operation, fragments);
  const rewrite = compileRewrites(compiling.subtypes, primary?.outputRewrites);
  const atRoot = primary ? rootPath(primary, []) : [];

  const complete = async (input: OperationInput, begin: (run: Run) => void): Promise<Completed> => {
    const failures = new Failures(input.failures);
    const run: Run = { data: {}, given: input.given, variables: input.variables, failures, shape, send: input.send };
    begin(run);
    await step(run);
    const text = shape.write(run.data, {
      failures,
      variables: input.variables,
      introspect: (nodes) => introspect(nodes, input.given),
      path: [],
      depth: 0,
    });
    return { dataText: text ?? 'null', errors: failures.errors };
  };
  const asSubscription = (): FetchNode => {
    if (!primary) throw new Error('not a subscription');
    return primary;
  };

  return {
    kind: operation.operation,
    plannedBy: by,
    requests: countRequests(arranged) + (primary ? 1 : 0),
    run: (input) => complete(input, () => undefined),
    question(given) {
      const { serviceName, operation: query, operationName } = asSubscription();
      return {
        service: serviceName,
        query,
        ...(operationName && { operationName }),
        variables: `{${variablesText(asSubscription().variableUsages, given)}}`,
      };
    },
    // The event is copied by being merged into a fresh object: no execution changes what another reads.
    event: (input, event) => complete(input, (run) => absorbRoot(run, asSubscription(), [], atRoot, rewrite, event)),
  };
}

/** `__schema` and `__type` are answered here, from the schema that callers see. */
function introspector(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
) {
  return (nodes: readonly FieldNode[], given: Readonly<Record<string, unknown>>): unknown => {
    const { data } = executeSync({
      schema,
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
          ...fragments.values(),
        ],
      },
      variableValues: given,
    });
    return Object.values((data ?? {}) as Data)[0] ?? null;
  };
}
