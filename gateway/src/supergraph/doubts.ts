/**
 * Doubts: where Apollo's planner is known to plan wrong data without a word.
 *
 * Four shapes are left once callers' names are kept apart (private-names):
 *  - a field under a condition, whose fields all stand under another one;
 *  - fields of several types share a response name, and what is asked under it is
 *    not the same: another subgraph is asked one of them for both;
 *  - two requirements in one operation ask for the same field with different
 *    arguments: it fetches one of them for both;
 *  - a key that is not resolvable is used to continue: the subgraph is asked by
 *    what it cannot be asked by. This one is read off the finished plan.
 */
import type { FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import { everyField } from './directives.js';
import { askedBy, eachFetch, namesOf, operationOf } from './fetches.js';
import { argumentsText, type Joins } from './joins.js';

/**
 * Each field that stands under a condition asks for its type's name too: Apollo's planner does not fetch it where all
 * that is asked for under it is left out, and the caller is told null of what is there.
 */
export function withTypeNames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(node) {
      const { selectionSet, directives } = node;
      if (!selectionSet || !directives?.some((d) => d.name.value === 'skip' || d.name.value === 'include'))
        return undefined;
      return { ...node, selectionSet: { ...selectionSet, selections: [TYPE_NAME, ...selectionSet.selections] } };
    },
  });
}

const TYPE_NAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Requirements of this operation's fields that contradict each other. */
export function requirementsConflict(document: DocumentNode, supergraph: GraphQLSchema, joins: Joins): boolean {
  if (joins.addedWithArguments.size === 0) return false;
  const asked = new Map<string, string>();
  const seen = new Set<string>();
  let conflict = false;
  // By name: what a requirement is nested in does not matter for being careful.
  const require = (field: string): void => {
    for (const [at, required] of joins.requires) {
      if (!at.endsWith(`.${field}`) || seen.has(at)) continue;
      if (!mayBe(at.slice(0, -field.length - 1))) continue;
      seen.add(at);
      for (const { name, args } of required) {
        if (joins.addedWithArguments.has(name)) {
          const before = asked.get(name);
          if (before !== undefined && before !== args) conflict = true;
          asked.set(name, args);
        }
        parents = undefined;
        require(name);
      }
    }
  };
  /** The types that the field may belong to; all of them where a requirement leads on. */
  let parents: ReadonlySet<string> | undefined;
  const mayBe = (type: string): boolean => parents === undefined || parents.has(type);
  const info = new TypeInfo(supergraph);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        parents = parent ? related(supergraph, parent.name) : undefined;
        require(node.name.value);
      },
    }),
  );
  return conflict;
}

/** The type itself, what it implements, and what implements it. */
function related(schema: GraphQLSchema, name: string): ReadonlySet<string> {
  const type = schema.getType(name);
  const out = new Set([name]);
  if (isObjectType(type) || isInterfaceType(type)) for (const i of type.getInterfaces()) out.add(i.name);
  if (isInterfaceType(type)) {
    const { objects, interfaces } = schema.getImplementations(type);
    for (const t of [...objects, ...interfaces]) out.add(t.name);
  }
  return out;
}

/**
 * True where one response path is reached through fields of several types, other things are asked under it through each,
 * and some fetch goes on there: it does not tell them apart.
 */
export function mixesTypes(plan: QueryPlan, document: DocumentNode, operationName: string | undefined): boolean {
  const operation = operationOf(document, operationName);
  if (!operation) return false;
  const asked = new Map<string, { routes: Set<string>; questions: Set<string> }>();
  everyField(document, operation.selectionSet, '', ({ node, path, route }) => {
    const known = asked.get(path) ?? { routes: new Set(), questions: new Set() };
    known.routes.add(route);
    known.questions.add(`${node.name.value}(${argumentsText(node)})`);
    asked.set(path, known);
  });
  const mixed = [...asked].filter(([, { routes, questions }]) => routes.size > 1 && questions.size > 1);
  if (mixed.length === 0) return false;
  let found = false;
  eachFetch(plan, (_fetch, path) => {
    const at = namesOf(path);
    if (at !== '' && mixed.some(([field]) => field.startsWith(at))) found = true;
  });
  return found;
}

/** True where some fetch of the plan continues by a key that its subgraph does not resolve. */
export function usesUnresolvableKey(plan: QueryPlan, supergraph: GraphQLSchema, joins: Joins): boolean {
  let found = false;
  eachFetch(plan, (fetch) => {
    if (fetch.requires && !continues(fetch, supergraph, joins)) found = true;
  });
  return found;
}

function continues(fetch: FetchNode, supergraph: GraphQLSchema, joins: Joins): boolean {
  return fetch.requires!.every((selection) => {
    if (selection.kind !== 'InlineFragment' || !selection.typeCondition) return true;
    const type = supergraph.getType(selection.typeCondition);
    const candidates = [
      selection.typeCondition,
      ...(isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map((i) => i.name) : []),
    ];
    const keys = candidates
      .flatMap((name) => joins.keys.get(name) ?? [])
      .filter((key) => joins.graphs.get(key.graph) === fetch.serviceName);
    return keys.length === 0 || keys.some((key) => key.resolvable && holds(selection.selections, key.fields));
  });
}

/** Whether what is told of an entity holds all of a key. */
function holds(told: readonly QueryPlanSelectionNode[], key: SelectionSetNode): boolean {
  return key.selections.every((wanted) => {
    if (wanted.kind !== Kind.FIELD) return true;
    return told.some(
      (t) =>
        (t.kind === 'Field' &&
          t.name === wanted.name.value &&
          (!wanted.selectionSet || holds(t.selections ?? [], wanted.selectionSet))) ||
        (t.kind === 'InlineFragment' && holds(t.selections, { ...key, selections: [wanted] })),
    );
  });
}

/** True where a field of an interface without objects is asked for and the plan asks nobody for it. */
export function leavesOut(
  plan: QueryPlan,
  document: DocumentNode,
  operationName: string | undefined,
  supergraph: GraphQLSchema,
): boolean {
  if (!hasEmptyInterface(supergraph)) return false;
  const wanted = new Set<string>();
  const operation = operationOf(document, operationName);
  if (!operation) return false;
  const root = supergraph.getRootType(operation.operation);
  eachField(document, operation.selectionSet, '', root, supergraph, (path, on) => {
    if (isEmptyInterface(on, supergraph)) wanted.add(path);
  });
  if (wanted.size === 0) return false;
  eachFetch(plan, (fetch, path) => {
    const asked = askedBy(fetch);
    // Types stay in it: what is fetched for one type alone is not taken for the field.
    const at = path.map((step) => (step === '@' ? '' : `${step}.`)).join('');
    eachField(asked.document, asked.selectionSet, at, undefined, supergraph, (field) => wanted.delete(field));
  });
  return wanted.size > 0;
}

const withEmptyInterface = new WeakMap<GraphQLSchema, boolean>();
function hasEmptyInterface(schema: GraphQLSchema): boolean {
  let has = withEmptyInterface.get(schema);
  if (has === undefined) {
    has = Object.values(schema.getTypeMap()).some((type) => isEmptyInterface(type, schema));
    withEmptyInterface.set(schema, has);
  }
  return has;
}

function isEmptyInterface(type: unknown, schema: GraphQLSchema): boolean {
  return isAbstractType(type) && schema.getPossibleTypes(type).length === 0;
}

/** Each field below, with its path of response names and the type it is asked on; what a fragment spreads counts as written out. */
function eachField(
  document: DocumentNode,
  selectionSet: SelectionSetNode,
  at: string,
  on: GraphQLNamedType | null | undefined,
  schema: GraphQLSchema,
  tell: (path: string, on: GraphQLNamedType | null | undefined) => void,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      const path = at + (selection.alias ?? selection.name).value;
      tell(path, on);
      if (!selection.selectionSet) continue;
      const fields = isObjectType(on) || isInterfaceType(on) ? on.getFields() : {};
      const below = getNamedType(fields[selection.name.value]?.type);
      eachField(document, selection.selectionSet, `${path}.`, below, schema, tell);
      continue;
    }
    const spread =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (d): d is FragmentDefinitionNode =>
              d.kind === Kind.FRAGMENT_DEFINITION && d.name.value === selection.name.value,
          );
    if (!spread) continue;
    const condition = spread.typeCondition && schema.getType(spread.typeCondition.name.value);
    eachField(document, spread.selectionSet, at, condition ?? on, schema, tell);
  }
}
