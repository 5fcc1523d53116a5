/**
 * Documents: from a text to operations that may run, under one supergraph.
 *
 * Each document is parsed, measured and validated once, and each of its
 * operations planned and compiled once, when it is first asked for. Refusals
 * are kept as well: asking again for what was refused costs nothing.
 *
 * Promises   at most MAX_AD_HOC documents of callers' own, the longest unused
 *            going first; registered documents are never pushed out by them.
 */
import {
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  recommendedRules,
  specifiedRules,
  validate,
  visit,
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { fault, Fault } from '@nghitruong/kit/errors';
import { gatewayErrors } from '../errors.js';
import { compileOperation, type Executable } from '../execution/executable.js';
import type { Subtypes } from '../execution/types.js';
import type { Asked, Planner } from '../supergraph/planner.js';
import { rootFieldsOf } from './confidential.js';
import { compileCost, countListItems, type Cost } from './cost.js';
import type { Limits } from './limits.js';
import { checkNesting, checkStructure } from './structure.js';

const MAX_AD_HOC = 500;
const MAX_TOLD = 3;
const NO_VARIABLES = { errors: undefined, coerced: Object.freeze({}) as Readonly<Record<string, unknown>> };

export interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly document: DocumentNode;
  readonly introspects: boolean;
  readonly rootFields: ReadonlySet<string>;
  /** Throws VARIABLES_INVALID or LIMIT_EXCEEDED. */
  coerce(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Planned and compiled. */
  readonly prepared: boolean;
  /**
   * Plans on first use, and keeps what came of it. Rejects with DOCUMENT_INVALID where the planner refuses,
   * with PLAN_REFUSED where no planner would be right.
   */
  prepare(): Promise<Executable>;
  /** Once it is prepared: admission lets in nothing else. */
  executable(): Executable;
}

export interface KnownDocument {
  readonly id: string;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operations: readonly Operation[];
  /** Throws DOCUMENT_INVALID where the name fits none, or several without a name. */
  operation(name: string | undefined): Operation;
}

export interface DocumentSchema {
  readonly apiSchema: GraphQLSchema;
  readonly subtypes: Subtypes;
  readonly planner: Planner;
}

export class Documents {
  private readonly trusted = new Map<string, KnownDocument | Fault>();
  private readonly adHoc = new Map<string, KnownDocument | Fault>();
  /** The last of them already: what is asked for again and again need not be moved there. */
  private newest: string | undefined;

  constructor(
    private readonly schema: DocumentSchema,
    private readonly limits: Limits,
  ) {}

  /** How many documents are kept. */
  get size(): number {
    return this.trusted.size + this.adHoc.size;
  }

  /** `id` is the SHA-256 of the text, in hex. Throws what the text was refused for. */
  get(id: string, text: string, trusted: boolean): KnownDocument {
    const kept = trusted ? this.trusted : this.adHoc;
    let known = kept.get(id);
    if (known === undefined) {
      try {
        known = this.read(id, text);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        known = error;
      }
      if (!trusted && kept.size >= MAX_AD_HOC) kept.delete(kept.keys().next().value!);
      kept.set(id, known);
    } else if (!trusted && id !== this.newest) {
      kept.delete(id);
      kept.set(id, known);
    }
    if (!trusted) this.newest = id;
    if (known instanceof Fault) throw known;
    return known;
  }

  private read(id: string, text: string): KnownDocument {
    checkNesting(text, this.limits);
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.limits.tokens });
    } catch (error) {
      const said = (error as Error).message;
      if (said.includes('token'))
        throw fault(gatewayErrors, 'LIMIT_EXCEEDED', {
          limit: 'tokens',
          got: `>${this.limits.tokens}`,
          most: this.limits.tokens,
        });
      throw fault(gatewayErrors, 'DOCUMENT_INVALID', { why: plain(error) });
    }
    checkStructure(document, this.limits);
    let errors: readonly GraphQLError[];
    try {
      errors = validate(this.schema.apiSchema, document, [...specifiedRules, ...recommendedRules], {
        maxErrors: MAX_TOLD,
      });
    } catch (error) {
      // Some rules throw on what they should report (16.15: a conditional field at the root of a subscription).
      errors = [error instanceof GraphQLError ? error : new GraphQLError('the document cannot be validated')];
    }
    if (errors.length)
      throw fault(gatewayErrors, 'DOCUMENT_INVALID', { why: errors.slice(0, MAX_TOLD).map(plain).join('; ') });

    const fragments = new Map<string, FragmentDefinitionNode>();
    const operations = new Map<string, Operation>();
    for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments.set(d.name.value, d);
    for (const d of document.definitions)
      if (d.kind === Kind.OPERATION_DEFINITION)
        operations.set(d.name?.value ?? '', this.operation({ text, document }, d, fragments));
    return {
      id,
      text,
      document,
      operations: [...operations.values()],
      operation(name) {
        const found = name
          ? operations.get(name)
          : operations.size === 1
            ? operations.values().next().value
            : undefined;
        if (!found)
          throw fault(gatewayErrors, 'DOCUMENT_INVALID', {
            why: name ? 'không có thao tác mang tên này (unknown operationName)' : 'cần nêu operationName',
          });
        return found;
      },
    };
  }

  private operation(
    asked: Asked,
    node: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ): Operation {
    const { schema, limits } = this;
    const cost: Cost = compileCost(schema.apiSchema, node, fragments);
    let executable: Executable | undefined;
    const definitions = node.variableDefinitions ?? [];
    const fixedCost = definitions.length === 0 ? cost({}) : undefined;
    // A hall that comes back says the same, and its words are read once (heard): so is what they mean.
    const coercedBefore =
      node.operation === 'subscription'
        ? new WeakMap<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>()
        : undefined;
    let preparing: Promise<Executable> | undefined;
    const compile = async (): Promise<Executable> => {
      try {
        const planned = await schema.planner.plan(asked, node.name?.value);
        executable = compileOperation(
          { ...schema, nameOf: schema.planner.nameOf(asked.document) },
          planned,
          node,
          fragments,
        );
        return executable;
      } catch (error) {
        if (error instanceof Fault) throw error;
        if (error instanceof GraphQLError) throw fault(gatewayErrors, 'DOCUMENT_INVALID', { why: plain(error) });
        // Nothing that is known of the document: the next who asks may be luckier.
        preparing = undefined;
        throw error;
      }
    };
    return {
      name: node.name?.value ?? '',
      kind: node.operation,
      document: asked.document,
      introspects: asksForSchema(node, fragments),
      rootFields: rootFieldsOf(node, fragments),
      coerce(given) {
        const known = coercedBefore?.get(given);
        if (known) return known;
        const items = countListItems(given);
        if (items > limits.listItems)
          throw fault(gatewayErrors, 'LIMIT_EXCEEDED', { limit: 'listItems', got: items, most: limits.listItems });
        const { errors, coerced } =
          definitions.length === 0
            ? NO_VARIABLES
            : getVariableValues(schema.apiSchema, definitions, given, { maxErrors: MAX_TOLD });
        if (errors)
          throw fault(gatewayErrors, 'VARIABLES_INVALID', { why: errors.slice(0, MAX_TOLD).map(plain).join('; ') });
        const total = fixedCost ?? cost(coerced);
        if (total > limits.cost)
          throw fault(gatewayErrors, 'LIMIT_EXCEEDED', { limit: 'cost', got: Math.round(total), most: limits.cost });
        coercedBefore?.set(given, coerced);
        return coerced;
      },
      get prepared() {
        return executable !== undefined;
      },
      prepare: () => (preparing ??= compile()),
      executable() {
        if (!executable) throw new Error('an operation runs before it is prepared');
        return executable;
      },
    };
  }
}

/** graphql-js's sentence without its suggestions, which would spell out a schema that the caller may not read. */
function plain(error: unknown): string {
  return (error as Error).message
    .replace(/ ?Did you mean [\s\S]*$/, '')
    .replace(/\.$/, '')
    .slice(0, 300);
}

function asksForSchema(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): boolean {
  let found = false;
  for (const root of [operation, ...fragments.values()]) {
    visit(root, {
      Field(node) {
        if (node.name.value !== '__schema' && node.name.value !== '__type') return undefined;
        found = true;
        return BREAK;
      },
    });
  }
  return found;
}
