/**
 * Shape: what the caller asked for, and how it is written out as text.
 *
 * Compiled once per operation, and for each runtime type on its first
 * appearance: fields of the same response name are merged, fragments resolved,
 * conditions carried down to where they decide.
 *
 * Promises   the text holds what was asked for and nothing else (keys that only
 *            the plan needed stay inside); nulls rise to the nearest place that
 *            allows them; every null that is not allowed is told, once.
 * Odd part   the response is never built as objects: reading the merged data
 *            and writing text in one pass is several times faster than
 *            completing it into a tree and serializing that.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Failures } from './failures.js';
import { writeLeaf } from './leaves.js';
import { isData, type Data } from './merge.js';
import { placeOf, type ResponsePath } from './paths.js';
import type { PrivateName } from '../supergraph/private-names.js';

/** One `@skip` or `@include` on the way to a field. */
export interface Condition {
  readonly variable: string;
  readonly is: boolean;
}

export interface Writing {
  readonly failures: Failures;
  /** Coerced, defaults filled in. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Answers `__schema` and `__type`, which no subgraph is asked for. */
  introspect(nodes: readonly FieldNode[]): unknown;
  /** Where the writer is: the first `depth` steps; what lies behind them is left over from elsewhere. */
  readonly path: (string | number)[];
  depth: number;
}

/** The text, or undefined for a null. Whether null is allowed is the container's business. */
type Writer = (value: unknown, writing: Writing) => string | undefined;

interface Source {
  readonly selections: SelectionSetNode;
  readonly when: readonly Condition[];
}

interface Field {
  readonly key: string;
  /** The name under which it was fetched. */
  readonly from: string;
  /** `"key":` */
  readonly head: string;
  readonly nonNull: boolean;
  /** Empty: always. Otherwise one of these must hold altogether. */
  readonly whenAny: readonly (readonly Condition[])[];
  readonly write: Writer;
  readonly inner?: Selection;
}

export interface Shape {
  /** Undefined where null rose to the root. */
  write(data: Data | null, writing: Writing): string | undefined;
  /** As much of a path as the caller asked for, in the caller's names: those of what only the plan needed do not leave. */
  visible(path: ResponsePath): ResponsePath;
}

const holds = (when: readonly Condition[], variables: Writing['variables']): boolean =>
  when.every((c) => variables[c.variable] === c.is);

export function compileShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  nameOf: PrivateName,
): Shape {
  const compiler = new ShapeCompiler(schema, fragments, nameOf);
  const root = schema.getRootType(operation.operation)!;
  const selection = compiler.selection(root, [{ selections: operation.selectionSet, when: [] }]);
  return {
    write: (data, writing) => (data === null ? undefined : selection.write(data, writing)),
    visible: (path) => selection.visible(path, 0),
  };
}

class ShapeCompiler {
  constructor(
    readonly schema: GraphQLSchema,
    readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    readonly nameOf: PrivateName,
  ) {}

  selection(declared: GraphQLCompositeType, sources: readonly Source[]): Selection {
    return new Selection(this, declared, sources);
  }

  /** The fields of one runtime type, in the order of the document. */
  fields(type: GraphQLCompositeType, sources: readonly Source[]): Field[] {
    const groups = new Map<string, { node: FieldNode; when: readonly Condition[] }[]>();
    for (const source of sources) this.gather(type, source.selections, source.when, groups);
    return [...groups].flatMap(([key, group]) => this.field(type, key, group) ?? []);
  }

  private gather(
    type: GraphQLCompositeType,
    set: SelectionSetNode,
    when: readonly Condition[],
    into: Map<string, { node: FieldNode; when: readonly Condition[] }[]>,
  ): void {
    for (const node of set.selections) {
      const own = conditionsOf(node);
      if (own === false) continue;
      const all = own.length ? [...when, ...own] : when;
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const group = into.get(key);
        if (group) group.push({ node, when: all });
        else into.set(key, [{ node, when: all }]);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
      if (!fragment) continue;
      if (fragment.typeCondition && !this.admits(fragment.typeCondition.name.value, type)) continue;
      this.gather(type, fragment.selectionSet, all, into);
    }
  }

  private admits(condition: string, type: GraphQLCompositeType): boolean {
    if (condition === type.name) return true;
    const wanted = this.schema.getType(condition);
    return (
      isAbstractType(wanted) &&
      type.name !== wanted.name &&
      'getInterfaces' in type &&
      this.schema.isSubType(wanted, type)
    );
  }

  private field(
    type: GraphQLCompositeType,
    key: string,
    group: { node: FieldNode; when: readonly Condition[] }[],
  ): Field | undefined {
    const whenAny = group.some((g) => g.when.length === 0) ? [] : group.map((g) => g.when);
    const head = `${JSON.stringify(key)}:`;
    const name = group[0]!.node.name.value;
    const from = this.nameOf(key, name);
    if (name === '__typename')
      return { key, from, head, nonNull: true, whenAny, write: typenameWriter(this.schema, type) };
    if (name === '__schema' || name === '__type') {
      return {
        key,
        from,
        head,
        nonNull: false,
        whenAny,
        write: (_value, writing) =>
          JSON.stringify(
            writing.introspect(group.filter((g) => holds(g.when, writing.variables)).map((g) => g.node)),
          ) as string | undefined,
      };
    }
    const definition = 'getFields' in type ? type.getFields()[name] : undefined;
    if (!definition) return undefined;
    const label = `${type.name}.${name}`;
    const named = getNamedType(definition.type);
    const sources = group.flatMap((g) =>
      g.node.selectionSet ? [{ selections: g.node.selectionSet, when: g.when }] : [],
    );
    const inner = isCompositeType(named) ? this.selection(named, sources) : undefined;
    const leaf = inner ? objectWriter(inner, label) : writeLeaf(named as GraphQLScalarType | GraphQLEnumType, label);
    return {
      key,
      from,
      head,
      nonNull: isNonNullType(definition.type),
      whenAny,
      write: wrapped(definition.type, leaf, label),
      ...(inner && { inner }),
    };
  }
}

class Selection {
  private readonly byType = new Map<string, readonly Field[]>();

  constructor(
    private readonly compiler: ShapeCompiler,
    private readonly declared: GraphQLCompositeType,
    private readonly sources: readonly Source[],
  ) {}

  write(value: Data, writing: Writing): string | undefined {
    const fields = this.fieldsFor(value, writing);
    if (!fields) return undefined;
    const { depth } = writing;
    let out = '{';
    for (const field of fields) {
      if (field.whenAny.length && !field.whenAny.some((when) => holds(when, writing.variables))) continue;
      writing.path[depth] = field.key;
      writing.depth = depth + 1;
      const text = field.write(value[field.from], writing);
      if (text === undefined && field.nonNull) {
        writing.failures.nullNotAllowed(placeOf(writing), field.key);
        writing.depth = depth;
        return undefined;
      }
      out += out.length > 1 ? `,${field.head}${text ?? 'null'}` : field.head + (text ?? 'null');
    }
    writing.depth = depth;
    return `${out}}`;
  }

  visible(path: ResponsePath, at: number): ResponsePath {
    let next = at;
    while (typeof path[next] === 'number') next++;
    if (next >= path.length) return path;
    const key = path[next] as string;
    const known = this.asked(key);
    if (!known) return path.slice(0, next);
    const here = known.key === key ? path : [...path.slice(0, next), known.key, ...path.slice(next + 1)];
    if (next === path.length - 1 || known.inner.length === 0)
      return typeof path[next + 1] === 'number' ? here : here.slice(0, next + 1);
    return known.inner.reduce<ResponsePath>(
      (longest, selection) => {
        const seen = selection.visible(here, next + 1);
        return seen.length > longest.length ? seen : longest;
      },
      here.slice(0, next + 1),
    );
  }

  /** What was fetched under that name: the caller's own name, and the selections under it over all runtime types; undefined where nobody asked for it. */
  private asked(from: string): { key: string; inner: Selection[] } | undefined {
    const types = isAbstractType(this.declared)
      ? this.compiler.schema.getPossibleTypes(this.declared)
      : [this.declared];
    const inner: Selection[] = [];
    let key: string | undefined;
    for (const type of types) {
      for (const field of this.of(type)) {
        if (field.from !== from) continue;
        key = field.key;
        if (field.inner) inner.push(field.inner);
      }
    }
    return key === undefined ? undefined : { key, inner };
  }

  private fieldsFor(value: Data, writing: Writing): readonly Field[] | undefined {
    const typename = value['__typename'];
    if (typename === undefined || typename === null) return this.of(this.declared);
    const known = this.byType.get(typename as string);
    if (known) return known;
    const type = typeof typename === 'string' ? this.compiler.schema.getType(typename) : undefined;
    if (!type || !isCompositeType(type)) {
      // A type that callers may not see (or that is none): as if there were nothing.
      writing.failures.valueInvalid(placeOf(writing), this.declared.name);
      return undefined;
    }
    return this.of(type);
  }

  private of(type: GraphQLCompositeType): readonly Field[] {
    let fields = this.byType.get(type.name);
    if (!fields) this.byType.set(type.name, (fields = this.compiler.fields(type, this.sources)));
    return fields;
  }
}

function wrapped(type: GraphQLOutputType, leaf: Writer, label: string): Writer {
  const nullable = getNullableType(type);
  if (!isListType(nullable)) return leaf;
  const element = nullable.ofType as GraphQLOutputType;
  return listWriter(wrapped(element, leaf, label), isNonNullType(element), label);
}

function objectWriter(selection: Selection, label: string): Writer {
  return (value, writing) => {
    if (value === null || value === undefined) return undefined;
    if (isData(value)) return selection.write(value, writing);
    if (typeof value !== 'function') writing.failures.valueInvalid(placeOf(writing), label);
    return undefined;
  };
}

function listWriter(element: Writer, nonNull: boolean, label: string): Writer {
  return (value, writing) => {
    if (value === null || value === undefined) return undefined;
    if (!Array.isArray(value)) {
      writing.failures.valueInvalid(placeOf(writing), label);
      return undefined;
    }
    const { depth } = writing;
    let out = '[';
    let refused = false;
    for (let i = 0; i < value.length; i++) {
      writing.path[depth] = i;
      writing.depth = depth + 1;
      const text = element(value[i], writing);
      if (text === undefined && nonNull) {
        writing.failures.nullNotAllowed(placeOf(writing), label);
        refused = true;
        break;
      }
      out += i > 0 ? `,${text ?? 'null'}` : (text ?? 'null');
    }
    writing.depth = depth;
    return refused ? undefined : `${out}]`;
  };
}

function typenameWriter(schema: GraphQLSchema, type: GraphQLCompositeType): Writer {
  if (isObjectType(type)) {
    const text = JSON.stringify(type.name);
    return () => text;
  }
  // An entity known only by its interface: its own name may have come under the alias.
  return (value) =>
    typeof value === 'string' && isObjectType(schema.getType(value)) ? JSON.stringify(value) : undefined;
}

/** The conditions on a selection; false where a literal already rules it out. */
function conditionsOf(node: { readonly directives?: FieldNode['directives'] }): readonly Condition[] | false {
  if (!node.directives?.length) return [];
  const out: Condition[] = [];
  for (const directive of node.directives) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.find((a) => a.name.value === 'if')?.value;
    const wanted = name === 'include';
    if (value?.kind === Kind.VARIABLE) out.push({ variable: value.name.value, is: wanted });
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return false;
  }
  return out;
}
