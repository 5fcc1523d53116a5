/**
 * Joins: what a supergraph says of keys and requirements, read from its `join__` directives.
 *
 * These are the fields that a planner adds to a query on its own account, always
 * under their own names; and where keys may be used to continue.
 */
import {
  Kind,
  parse,
  print,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';

export interface Key {
  readonly graph: string;
  readonly fields: SelectionSetNode;
  readonly resolvable: boolean;
}

/** One field of `@requires`, with its arguments: `price(currency: "USD")`, wherever it lies in the requirement. */
export interface Required {
  readonly name: string;
  readonly args: string;
}

export interface Joins {
  /** Keys by type. */
  readonly keys: ReadonlyMap<string, readonly Key[]>;
  /** What a field (`Type.field`) is computed from. */
  readonly requires: ReadonlyMap<string, readonly Required[]>;
  /** Names of all fields in keys and requirements. */
  readonly added: ReadonlySet<string>;
  /** Those of them that take arguments, so that a requirement may ask for them otherwise than a caller does. */
  readonly addedWithArguments: ReadonlySet<string>;
  /** Subgraph names by the value of `join__Graph`. */
  readonly graphs: ReadonlyMap<string, string>;
}

export function joinsOf(supergraph: DocumentNode): Joins {
  const keys = new Map<string, Key[]>();
  const requires = new Map<string, Required[]>();
  const added = new Set<string>();
  const graphs = new Map<string, string>();
  const note = (field: FieldNode): void => {
    added.add(field.name.value);
  };
  const taking = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph') {
      for (const value of definition.values ?? [])
        for (const d of named(value.directives, 'join__graph')) graphs.set(value.name.value, textOf(d, 'name') ?? '');
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    for (const d of named(definition.directives, 'join__type')) {
      const key = textOf(d, 'key');
      if (key === undefined) continue;
      const fields = fieldSet(key);
      everyField(fields, note);
      const said = argument(d, 'resolvable');
      const resolvable = !(said?.value.kind === Kind.BOOLEAN && !said.value.value);
      const known = keys.get(type) ?? keys.set(type, []).get(type)!;
      known.push({ graph: textOf(d, 'graph') ?? '', fields, resolvable });
    }
    for (const field of definition.fields ?? []) {
      if (field.arguments?.length) taking.add(field.name.value);
      for (const d of named(field.directives, 'join__field')) {
        const required = textOf(d, 'requires');
        if (required === undefined) continue;
        const at = `${type}.${field.name.value}`;
        const known = requires.get(at) ?? requires.set(at, []).get(at)!;
        everyField(fieldSet(required), (f) => {
          note(f);
          known.push({ name: f.name.value, args: argumentsText(f) });
        });
      }
    }
  }
  const addedWithArguments = new Set([...added].filter((name) => taking.has(name)));
  return { keys, requires, added, addedWithArguments, graphs };
}

/** The same text for the same arguments, in whatever order they stand. */
export const argumentsText = (field: FieldNode): string =>
  (field.arguments ?? [])
    .map((a) => print(a))
    .sort()
    .join(',');

function fieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION
    ? definition.selectionSet
    : { kind: Kind.SELECTION_SET, selections: [] };
}

function everyField(set: SelectionSetNode, tell: (field: FieldNode) => void): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) tell(node);
    if (node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet) everyField(node.selectionSet, tell);
  }
}

const named = (directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly ConstDirectiveNode[] =>
  (directives ?? []).filter((d) => d.name.value === name);

const argument = (directive: ConstDirectiveNode, name: string): ArgumentNode | undefined =>
  directive.arguments?.find((a) => a.name.value === name);

function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argument(directive, name)?.value;
  if (value?.kind === Kind.ENUM || value?.kind === Kind.STRING) return value.value;
  return undefined;
}
