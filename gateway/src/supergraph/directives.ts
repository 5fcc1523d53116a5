/**
 * Directives that callers write for subgraphs, `directive @mark on FIELD`: what a subgraph is told with a field.
 *
 * Nobody but subgraphs knows what they mean, so a plan that does not hand them
 * on is no answer. Apollo's planner forgets a fragment where it goes on in
 * another subgraph, and what stands at variables; Hive's forgets all.
 *
 * Elsewhere  which of them are offered: composed
 */
import type { QueryPlan } from '@apollo/query-planner';
import {
  BREAK,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { askedBy, eachFetch, namesOf, operationOf } from './fetches.js';

/** Names of directives that are for subgraphs: `@skip` and `@include` are understood here. */
export const marks = (node: { readonly directives?: readonly DirectiveNode[] }): string[] =>
  (node.directives ?? []).map((d) => d.name.value).filter((name) => name !== 'skip' && name !== 'include');

/** Whether a document holds any directive for subgraphs. */
export function hasMarks(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive(node) {
      if (marks({ directives: [node] }).length === 0) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** How one response path is marked, wherever it is asked for. */
interface Marked {
  /** The names in force at each place that asks for it, in order of the alphabet. */
  readonly ways: Set<string>;
  readonly routes: Set<string>;
  byFragment: boolean;
}

/**
 * True where a plan hands on every directive that the operation holds: each field is fetched as it is marked and no
 * otherwise, by itself or by the fragments around it; and the operation's own are those of every fetch.
 */
export function handsOn(plan: QueryPlan, document: DocumentNode, operationName: string | undefined): boolean {
  if (!hasMarks(document)) return true;
  const operation = operationOf(document, operationName);
  if (!operation) return false;
  if (operation.variableDefinitions?.some((v) => marks(v).length > 0)) return false;
  const wanted = new Map<string, Marked>();
  const fetched = new Map<string, Marked>();
  everyField(document, operation.selectionSet, '', noted(wanted));
  const whole = marks(operation).sort().join();
  let everywhere = true;
  eachFetch(plan, (fetch, path) => {
    const asked = askedBy(fetch);
    if (marks(asked.operation).sort().join() !== whole) everywhere = false;
    everyField(asked.document, asked.selectionSet, namesOf(path), noted(fetched));
  });
  return (
    everywhere &&
    [...wanted].every(([path, { ways, routes, byFragment }]) => {
      if (ways.size === 1 && ways.has('')) return true;
      // Which of several ways was forgotten could not be told, nor which of them is heard on which route.
      if (ways.size > 1 && (byFragment || routes.size > 1)) return false;
      const told = fetched.get(path)?.ways;
      return told?.size === ways.size && [...ways].every((way) => told.has(way));
    })
  );
}

const noted =
  (into: Map<string, Marked>) =>
  ({ node, path, route, around }: Selected): void => {
    const known = into.get(path) ?? { ways: new Set(), routes: new Set(), byFragment: false };
    known.ways.add([...around, ...marks(node)].sort().join());
    known.routes.add(route);
    if (around.length > 0) known.byFragment = true;
    into.set(path, known);
  };

/** Where types of one name differ, Apollo's planner fetches them apart and writes them back. */
const asAsked = (key: string): string => key.replace(/__alias_\d+$/, '');

/** A field where it is asked for. */
export interface Selected {
  readonly node: FieldNode;
  /** Response names, `a.b.c`. */
  readonly path: string;
  /** Type conditions that lead to its parent, by response path: the same path may be reached by several. */
  readonly route: string;
  /** Directives for subgraphs that fragments around it carry. */
  readonly around: readonly string[];
}

/** Each field below, but what a literal condition rules out, and what the gateway tells itself: type names, the schema. */
export function everyField(
  document: DocumentNode,
  set: SelectionSetNode,
  at: string,
  tell: (selected: Selected) => void,
  route = '',
  within: { readonly types: string; readonly around: readonly string[] } = { types: '', around: [] },
): void {
  for (const node of set.selections) {
    if (node.directives?.some(rulesOut)) continue;
    if (node.kind !== Kind.FIELD) {
      const spread = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(document, node.name.value);
      if (!spread) continue;
      const types = spread.typeCondition ? `${within.types} ${spread.typeCondition.name.value}` : within.types;
      const own = spread === node ? [] : marks(spread);
      const around = [...within.around, ...marks(node), ...own];
      everyField(document, spread.selectionSet, at, tell, route, { types, around });
      continue;
    }
    if (node.name.value.startsWith('__')) continue;
    const path = at + asAsked((node.alias ?? node.name).value);
    tell({ node, path, route, around: within.around });
    if (node.selectionSet) everyField(document, node.selectionSet, `${path}.`, tell, `${route}/${within.types}`);
  }
}

const fragmentOf = (document: DocumentNode, name: string): FragmentDefinitionNode | undefined =>
  document.definitions.find(
    (d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION && d.name.value === name,
  );

function rulesOut({ name, arguments: args }: DirectiveNode): boolean {
  const said = args?.[0]?.value;
  return (
    said?.kind === Kind.BOOLEAN && ((name.value === 'skip' && said.value) || (name.value === 'include' && !said.value))
  );
}
