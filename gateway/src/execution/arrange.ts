/**
 * Arranging a plan before it is compiled: what may run at once is asked at once.
 *
 * Entity fetches of one service that stand side by side become one request;
 * fetches that ask the same of the same kind of entity become one list.
 * Branches that run side by side are put into step with each other where that
 * saves requests: the board of obligations asks four subgraphs, and then the
 * directory once instead of eight times.
 *
 * Promises   only order is added, never taken away; mutations, and what depends
 *            on a condition, stay as the planner put them.
 */
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { StaticPath } from './paths.js';

/** One question about entities that may lie at several places of the response. */
export interface EntityPart {
  readonly fetch: FetchNode;
  readonly paths: readonly StaticPath[];
}

export type ArrangedNode =
  | { readonly kind: 'Root'; readonly fetch: FetchNode; readonly path: StaticPath }
  | { readonly kind: 'Entities'; readonly service: string; readonly parts: readonly EntityPart[] }
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly ArrangedNode[] }
  | { readonly kind: 'Condition'; readonly variable: string; readonly yes?: ArrangedNode; readonly no?: ArrangedNode };

export function arrange(node: PlanNode | undefined, path: StaticPath = []): ArrangedNode {
  switch (node?.kind) {
    case undefined:
      return { kind: 'Sequence', nodes: [] };
    case 'Fetch':
      return node.requires
        ? { kind: 'Entities', service: node.serviceName, parts: [{ fetch: node, paths: [path] }] }
        : { kind: 'Root', fetch: node, path };
    case 'Flatten':
      return arrange(node.node, [...path, ...node.path.map(String)]);
    case 'Sequence':
      return sequence(node.nodes.map((n) => arrange(n, path)));
    case 'Parallel':
      return parallel(node.nodes.map((n) => arrange(n, path)));
    case 'Condition':
      return {
        kind: 'Condition',
        variable: node.condition,
        ...(node.ifClause && { yes: arrange(node.ifClause, path) }),
        ...(node.elseClause && { no: arrange(node.elseClause, path) }),
      };
    case 'Defer':
      throw new Error('@defer is not offered');
  }
}

/** Requests that it makes, where every condition holds and every entity is there. */
export function countRequests(node: ArrangedNode | undefined): number {
  if (!node) return 0;
  switch (node.kind) {
    case 'Root':
    case 'Entities':
      return 1;
    case 'Condition':
      return Math.max(countRequests(node.yes), countRequests(node.no));
    default:
      return node.nodes.reduce((sum, n) => sum + countRequests(n), 0);
  }
}

function sequence(nodes: readonly ArrangedNode[]): ArrangedNode {
  const flat = nodes.flatMap((n) => (n.kind === 'Sequence' ? n.nodes : [n]));
  return flat.length === 1 ? flat[0]! : { kind: 'Sequence', nodes: flat };
}

function parallel(nodes: readonly ArrangedNode[]): ArrangedNode {
  const flat = nodes.flatMap((n) => (n.kind === 'Parallel' ? n.nodes : [n]));
  const apart = together(flat);
  const inStep = stepwise(flat);
  return countRequests(inStep) < countRequests(apart) ? inStep : apart;
}

/** The first of every branch, then the second of every branch, and so on. */
function stepwise(branches: readonly ArrangedNode[]): ArrangedNode {
  const steps = branches.map((b) => (b.kind === 'Sequence' ? b.nodes : [b]));
  const longest = Math.max(0, ...steps.map((s) => s.length));
  return sequence(
    Array.from({ length: longest }, (_, i) =>
      together(steps.flatMap((s) => s[i] ?? []).flatMap((n) => (n.kind === 'Parallel' ? n.nodes : [n]))),
    ),
  );
}

function together(nodes: readonly ArrangedNode[]): ArrangedNode {
  const out: ArrangedNode[] = [];
  const byService = new Map<string, EntityPart[]>();
  for (const node of nodes) {
    if (node.kind !== 'Entities') {
      out.push(node);
      continue;
    }
    const known = byService.get(node.service);
    if (known) known.push(...node.parts);
    else byService.set(node.service, [...node.parts]);
  }
  for (const [service, parts] of byService) out.push({ kind: 'Entities', service, parts: unite(parts) });
  return out.length === 1 ? out[0]! : { kind: 'Parallel', nodes: out };
}

function unite(parts: readonly EntityPart[]): EntityPart[] {
  const same = new Map<string, { fetch: FetchNode; paths: StaticPath[] }>();
  for (const { fetch, paths } of parts) {
    const key = JSON.stringify([
      nameless(fetch),
      fetch.requires,
      fetch.inputRewrites,
      fetch.outputRewrites,
      fetch.variableUsages,
    ]);
    const known = same.get(key);
    if (known) known.paths.push(...paths);
    else same.set(key, { fetch, paths: [...paths] });
  }
  return [...same.values()];
}

/** The planner numbers its operations; the number says nothing of what is asked. */
function nameless({ operation, operationName }: FetchNode): string {
  return operationName ? operation.replace(`query ${operationName}`, 'query') : operation;
}
