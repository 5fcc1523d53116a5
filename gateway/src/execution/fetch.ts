/**
 * Fetch: one request to one subgraph for root fields, and what its answer means.
 *
 * Body text is prepared at compile time up to its variables.
 */
import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import type { SubgraphError } from './failures.js';
import { isData, merge } from './merge.js';
import { collect, commonPath, type ResponsePath, type StaticPath } from './paths.js';
import type { Run, Step, SubgraphAnswer, SubgraphCall } from './plan.js';
import { compileRewrites, renamePath, type Rewrite } from './rewrites.js';
import type { Subtypes } from './types.js';

/** The body up to and including the opening brace of its variables. */
export function bodyHead({ operation, operationName }: Pick<FetchNode, 'operation' | 'operationName'>): string {
  return `{"query":${JSON.stringify(operation)},${operationName ? `"operationName":${JSON.stringify(operationName)},` : ''}"variables":{`;
}

/** The operation's variables of those names, as JSON without braces; what was not given is not sent. */
export function variablesText(names: readonly string[] | undefined, given: Readonly<Record<string, unknown>>): string {
  let out = '';
  for (const name of names ?? []) {
    if (!Object.hasOwn(given, name)) continue;
    const text = JSON.stringify(given[name]) as string | undefined;
    if (text !== undefined) out += `${out ? ',' : ''}${JSON.stringify(name)}:${text}`;
  }
  return out;
}

export function compileRootFetch(subtypes: Subtypes, node: FetchNode, path: StaticPath): Step {
  const head = bodyHead(node);
  const rewrite = compileRewrites(subtypes, node.outputRewrites);
  const service = node.serviceName;
  const kind = node.operationKind as SubgraphCall['kind'];
  const whenDead = rootPath(node, path);
  return async (run) => {
    const answer = await run.send({ service, kind, body: `${head}${variablesText(node.variableUsages, run.given)}}}` });
    absorbRoot(run, node, path, whenDead, rewrite, answer);
  };
}

/** A root fetch that is dead leaves its root fields empty: told at the field where there is one, at the whole otherwise. */
export function rootPath(node: FetchNode, path: StaticPath): ResponsePath {
  const selections = parse(node.operation, { noLocation: true }).definitions.flatMap((d) =>
    d.kind === Kind.OPERATION_DEFINITION ? d.selectionSet.selections : [],
  );
  const only = selections.length === 1 ? selections[0] : undefined;
  return only?.kind === Kind.FIELD ? [...commonPath(path), only.alias?.value ?? only.name.value] : commonPath(path);
}

/** Takes in the answer of a root fetch, or one event of a subscription. */
export function absorbRoot(
  run: Run,
  node: FetchNode,
  path: StaticPath,
  whenDead: ResponsePath,
  rewrite: Rewrite | undefined,
  answer: SubgraphAnswer | undefined,
): void {
  const service = node.serviceName;
  if (!answer) return run.failures.unavailable(service, run.shape.visible(whenDead));
  for (const error of answer.errors ?? []) {
    const told = errorPath(error);
    run.failures.reported(service, error as SubgraphError, [
      run.shape.visible(told ? [...path, ...renamePath(node.outputRewrites, told)] : whenDead),
    ]);
  }
  const { data } = answer;
  if (!isData(data)) {
    // A null that rose to the subgraph's root took the other fields with it.
    if (answer.errors?.length) run.failures.explains(commonPath(path));
    else run.failures.unavailable(service, run.shape.visible(whenDead));
    return;
  }
  rewrite?.(data);
  for (const target of collect(run.data, path)) merge(target, data);
}

/** Where a subgraph says an error lies; undefined where it says nothing usable. */
export function errorPath(error: unknown): ResponsePath | undefined {
  const path = (error as { path?: unknown } | null)?.path;
  return Array.isArray(path) && path.every((p) => typeof p === 'string' || typeof p === 'number')
    ? (path as ResponsePath)
    : undefined;
}
