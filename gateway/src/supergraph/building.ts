/**
 * Building a schema in turns: thousands of fields in one go would hold up everyone who asks meanwhile.
 *
 * Odd part   graphql-js resolves all fields of all types where a schema begins;
 *            what it begins with comes from its own builder, by a name that it
 *            calls internal, and each type is asked for its fields before.
 */
import {
  GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  specifiedDirectives,
  type DefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { extendSchemaImpl } from 'graphql/utilities/extendSchema.js';

/** Nobody notices so long a turn. */
const TURN_MS = 5;

const EMPTY = new GraphQLSchema({ directives: [], assumeValid: true }).toConfig();

/** @param definitions each one's text; together they are known to be valid */
export async function buildInTurns(definitions: readonly string[]): Promise<GraphQLSchema> {
  const parsed: DefinitionNode[] = [];
  await inTurns(definitions, (text) => parsed.push(...parse(text, { noLocation: true }).definitions));
  const config = extendSchemaImpl(
    { ...EMPTY, types: [] },
    { kind: Kind.DOCUMENT, definitions: parsed },
    { assumeValid: true },
  );
  await inTurns(config.types, resolve);
  const root = (name: string) => config.types.find((t): t is GraphQLObjectType => isObjectType(t) && t.name === name);
  const known = new Set(config.directives.map((d) => d.name));
  return new GraphQLSchema({
    ...config,
    ...(!config.astNode && { query: root('Query'), mutation: root('Mutation'), subscription: root('Subscription') }),
    directives: [...config.directives, ...specifiedDirectives.filter((d) => !known.has(d.name))],
  });
}

function resolve(type: GraphQLNamedType): void {
  if (isUnionType(type)) type.getTypes();
  if (isObjectType(type) || isInterfaceType(type)) type.getInterfaces();
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) type.getFields();
}

/** As many as a turn has time for, in each turn of the event loop. */
async function inTurns<Item>(items: Iterable<Item>, act: (item: Item) => void): Promise<void> {
  let until = performance.now() + TURN_MS;
  for (const item of items) {
    act(item);
    if (performance.now() < until) continue;
    await new Promise((turned) => setImmediate(turned));
    until = performance.now() + TURN_MS;
  }
}
