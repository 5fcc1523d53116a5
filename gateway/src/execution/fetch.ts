/**
 * Fetch: one request to one subgraph, for a root or for entities.
 *
 * Body text is prepared at compile time up to its variables; representations
 * are written once, for their comparison and for the body alike.
 */
import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse, type GraphQLSchema } from 'graphql';
import { isData, merge, type Data } from './merge.js';
import { collect, collectPaths, commonPath, type ResponsePath, type StaticPath } from './paths.js';
import type { Run, Step, SubgraphAnswer, SubgraphCall } from './plan.js';
import { compileRepresentations } from './representations.js';
import { compileRewrites, renamePath } from './rewrites.js';
import type { SubgraphError } from './failures.js';

export function compileFetch(supergraph: GraphQLSchema, node: FetchNode, path: StaticPath): Step {
  return node.requires ? compileEntityFetch(supergraph, node, path) : compileRootFetch(supergraph, node, path);
}

/** The body up to and including the opening brace of its variables. */
function bodyHead(node: FetchNode): string {
  return `{"query":${JSON.stringify(node.operation)},${node.operationName ? `"operationName":${JSON.stringify(node.operationName)},` : ''}"variables":{`;
}

/** The operation's variables that this fetch uses, without braces. */
export function variablesText(node: FetchNode, given: Readonly<Record<string, unknown>>): string {
  let out = '';
  for (const name of node.variableUsages ?? []) {
    if (!Object.hasOwn(given, name)) continue;
    const text = JSON.stringify(given[name]) as string | undefined;
    if (text !== undefined) out += `${out ? ',' : ''}${JSON.stringify(name)}:${text}`;
  }
  return out;
}

function compileRootFetch(supergraph: GraphQLSchema, node: FetchNode, path: StaticPath): Step {
  const head = bodyHead(node);
  const rewrite = compileRewrites(supergraph, node.outputRewrites);
  const call = { service: node.serviceName, kind: node.operationKind as SubgraphCall['kind'] };
  const whenDead = rootPaths(node, path);
  return async (run) => {
    const answer = await run.send({ ...call, body: `${head}${variablesText(node, run.given)}}}` });
    absorbRoot(run, node, path, whenDead, rewrite, answer);
  };
}

/** A root fetch that is dead leaves its root fields empty: told at the field where there is one, at the whole otherwise. */
function rootPaths(node: FetchNode, path: StaticPath): ResponsePath {
  const selections = parse(node.operation, { noLocation: true }).definitions.flatMap((d) => (d.kind === Kind.OPERATION_DEFINITION ? d.selectionSet.selections : []));
  const only = selections.length === 1 ? selections[0] : undefined;
  return only?.kind === Kind.FIELD ? [...commonPath(path), only.alias?.value ?? only.name.value] : commonPath(path);
}

/** Takes in the answer of a root fetch, or one event of a subscription. */
export function absorbRoot(run: Run, node: FetchNode, path: StaticPath, whenDead: ResponsePath, rewrite: ((value: unknown) => void) | undefined, answer: SubgraphAnswer | undefined): void {
  const service = node.serviceName;
  if (!answer) return run.failures.unavailable(service, run.shape.visible(whenDead));
  for (const error of answer.errors ?? []) {
    const told = errorPath(error);
    run.failures.reported(service, error as SubgraphError, [run.shape.visible(told ? [...path, ...renamePath(node.outputRewrites, told)] : whenDead)]);
  }
  const { data } = answer;
  if (!isData(data)) {
    if (!answer.errors?.length) run.failures.unavailable(service, run.shape.visible(whenDead));
    return;
  }
  rewrite?.(data);
  for (const target of collect(run.data, path)) merge(target, data);
}

function compileEntityFetch(supergraph: GraphQLSchema, node: FetchNode, path: StaticPath): Step {
  const head = bodyHead(node);
  const represent = compileRepresentations(supergraph, node.requires!, node.inputRewrites);
  const rewrite = compileRewrites(supergraph, node.outputRewrites);
  const service = node.serviceName;
  const whenDead = commonPath(path);
  return async (run) => {
    const entities = collect(run.data, path);
    if (entities.length === 0) return;
    const asked = represent(entities);
    if (asked.count === 0) return;
    const more = variablesText(node, run.given);
    const answer = await run.send({ service, kind: 'query', body: `${head}${more}${more ? ',' : ''}"representations":[${asked.text}]}}` });
    if (!answer) return run.failures.unavailable(service, run.shape.visible(whenDead));
    if (answer.errors?.length) reportEntityErrors(run, node, path, asked.entities, answer.errors as SubgraphError[]);
    const received = answer.data?.['_entities'];
    if (!Array.isArray(received) || received.length !== asked.count) {
      if (!answer.errors?.length) run.failures.unavailable(service, run.shape.visible(whenDead));
      return;
    }
    received.forEach((entity: unknown, i) => {
      if (!isData(entity)) return;
      const [first] = asked.entities[i]!;
      // A representation was told with its type; an answer that leaves it out means the same.
      entity['__typename'] ??= entities[first!]!['__typename'];
      rewrite?.(entity);
      for (const index of asked.entities[i]!) merge(entities[index]!, entity as Data);
    });
  };
}

function reportEntityErrors(run: Run, node: FetchNode, path: StaticPath, speaksFor: readonly (readonly number[])[], errors: readonly SubgraphError[]): void {
  let paths: ResponsePath[] | undefined;
  for (const error of errors) {
    const told = errorPath(error);
    const index = told?.[1];
    if (!told || typeof index !== 'number') {
      run.failures.reported(node.serviceName, error, [run.shape.visible(commonPath(path))]);
      continue;
    }
    paths ??= collectPaths(run.data, path);
    const inner = renamePath(node.outputRewrites, told.slice(2));
    const at = (speaksFor[index] ?? []).map((entity) => run.shape.visible([...(paths![entity] ?? commonPath(path)), ...inner]));
    run.failures.reported(node.serviceName, error, at.length ? at : [run.shape.visible(commonPath(path))]);
  }
}

function errorPath(error: unknown): ResponsePath | undefined {
  const path = (error as { path?: unknown } | null)?.path;
  return Array.isArray(path) && path.every((p) => typeof p === 'string' || typeof p === 'number') ? (path as ResponsePath) : undefined;
}
