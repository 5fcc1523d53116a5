/**
 * Cost: how many fields an operation may make the subgraphs resolve.
 *
 * A field costs one, and what is under it as often as it may come: by the size
 * asked for (`first`, `last`, `limit`) or by the length of a list given as an
 * argument, literal or variable alike. A directive for a subgraph costs one
 * more. Crude on purpose: it must never be too low by an order of magnitude, and
 * never take part in the answer.
 */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { marks } from '../supergraph/directives.js';

export type Cost = (variables: Readonly<Record<string, unknown>>) => number;

const SIZES = new Set(['first', 'last', 'limit']);
const UNSIZED_CONNECTION = 50;
const UNSIZED_LIST = 10;

export function compileCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Cost {
  const known = new Map<string, Cost>();

  const ofSet = (set: SelectionSetNode, parent: GraphQLCompositeType): Cost => {
    const parts = set.selections.map((node): Cost => {
      const own = marks(node).length;
      const cost = ofSelection(node, parent);
      return own === 0 ? cost : (variables) => own + cost(variables);
    });
    return (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
  };
  const ofSelection = (node: SelectionNode, parent: GraphQLCompositeType): Cost => {
    if (node.kind === Kind.FIELD) {
      const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
      const named = field && getNamedType(field.type);
      if (!field || !node.selectionSet || !isCompositeType(named)) return () => 1;
      const inner = ofSet(node.selectionSet, named);
      const times = multiplier(field.type, parent.name, node.arguments ?? []);
      return (variables) => 1 + times(variables) * inner(variables);
    }
    if (node.kind === Kind.INLINE_FRAGMENT)
      return ofSet(node.selectionSet, typeOf(node.typeCondition?.name.value) ?? parent);
    const fragment = fragments.get(node.name.value);
    if (!fragment) return () => 0;
    let cost = known.get(node.name.value);
    if (!cost)
      known.set(
        node.name.value,
        (cost = ofSet(fragment.selectionSet, typeOf(fragment.typeCondition.name.value) ?? parent)),
      );
    return cost;
  };
  const typeOf = (name: string | undefined): GraphQLCompositeType | undefined => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };
  return ofSet(operation.selectionSet, schema.getRootType(operation.operation)!);
}

function multiplier(
  type: GraphQLOutputType,
  parent: string,
  args: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[],
): Cost {
  const isList = isListType(getNullableType(type));
  const named = getNamedType(type).name;
  // The edges of a connection were counted where the connection was asked for.
  const unsized = parent.endsWith('Connection')
    ? 1
    : named.endsWith('Connection')
      ? UNSIZED_CONNECTION
      : isList
        ? UNSIZED_LIST
        : 1;
  const sizes = args.filter((a) => SIZES.has(a.name.value)).map((a) => a.value);
  const lists = args.map((a) => a.value);
  return (variables) => {
    const asked = sizes.map((v) => Number(literal(v, variables))).filter((n) => Number.isFinite(n) && n >= 0);
    const base = asked.length ? Math.max(...asked) : unsized;
    return Math.max(base, ...lists.map((v) => longest(literal(v, variables))));
  };
}

/** A literal or a variable as a plain value; inside an object only lists matter. */
function literal(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.INT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((v) => literal(v, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((f) => [f.name.value, literal(f.value, variables)]));
    default:
      return undefined;
  }
}

function longest(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.values(value).reduce<number>((most, inner) => Math.max(most, longest(inner)), own);
}

/** Elements of all lists in the variables, at every depth. */
export function countListItems(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, v) => sum + countListItems(v), 0);
  return Array.isArray(value) ? value.length + inner : inner;
}
