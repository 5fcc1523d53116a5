/**
 * Federation: from decorated classes to one subgraph: its schema and its SDL.
 *
 * Promises   the SDL that is printed is the SDL that is served; every field has
 *            an access rule; references are resolved under the same rules.
 * Odd part   type-graphql knows nothing of federation: it builds the plain
 *            schema, which is printed with its directives and built again by
 *            @apollo/subgraph with the same resolvers.
 */
import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { GraphQLSchema, parse, print, type GraphQLResolveInfo, type GraphQLScalarType } from 'graphql';
import { buildSchemaSync, createResolversMap, type ContainerType, type NonEmptyArray } from 'type-graphql';
import type { Context } from '../context/index.js';
import { ACCESS_DEFINITION, ACCESS_SPEC, enforceAccess } from './access.js';
import { DateTimeScalar } from './scalars.js';

export { Access, type AccessRule } from './access.js';
export { DateScalar } from './scalars.js';
export { ImportData, ImportFaultData, ImportFileInput } from './imported.js';
export { RefusedData } from './refused.js';
export {
  Connection,
  Edge,
  PageInfo,
  PageArgs,
  decodeCursor,
  encodeCursor,
  connectionFrom,
  pageSize,
  type Page,
} from './connection.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyClass = abstract new (...args: any[]) => object;

/** Finds the object behind a representation; `null` where there is none. Called with the same context as any field. */
export type ReferenceResolver = (
  reference: Record<string, unknown> & { __typename: string },
  ctx: Context,
  info: GraphQLResolveInfo,
) => unknown;

export interface SubgraphSource {
  /** type-graphql resolver classes. */
  readonly resolvers: readonly Function[];
  /** Object types that no root field reaches: entities and references to other subgraphs' entities. */
  readonly orphanedTypes?: readonly Function[];
  readonly scalars?: ReadonlyMap<Function, GraphQLScalarType>;
}

export interface SubgraphParts {
  /** One instance for each resolver class. */
  readonly instances: readonly object[];
  /** By type name; a type without one answers with its representation. */
  readonly references?: Readonly<Record<string, ReferenceResolver>>;
  /** By field of Subscription, declared with `@Subscription(type, { subscribe: servedByWiring })`. */
  readonly subscriptions?: Readonly<Record<string, SubscriptionSource>>;
}

/** Where a subscription's events come from. What it gives must have `return()`: it is called while waiting, too. */
export type SubscriptionSource = (
  args: Record<string, unknown>,
  ctx: Context,
  info: GraphQLResolveInfo,
) => AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>;

/** type-graphql knows no instance behind `subscribe`: the source is given with the wiring. */
export const servedByWiring = (): never => {
  throw new Error('no source was wired for this subscription');
};

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject", "@tag", "@composeDirective"])
  @link(url: "${ACCESS_SPEC}", import: ["@access"])
  @composeDirective(name: "@access")
`;

/**
 * type-graphql keeps one store per process and writes the fields that resolvers
 * add back into it: what one subgraph adds to a shared reference would show up
 * in the next one that is built. The written fields are dropped before each build.
 */
function forgetOtherSubgraphs(): void {
  interface Definition {
    fields?: unknown;
  }
  const store = (
    globalThis as { TypeGraphQLMetadataStorage?: { objectTypes: Definition[]; interfaceTypes: Definition[] } }
  ).TypeGraphQLMetadataStorage;
  for (const definition of [...(store?.objectTypes ?? []), ...(store?.interfaceTypes ?? [])])
    definition.fields = undefined;
}

function plainSchema(source: SubgraphSource, container?: ContainerType): GraphQLSchema {
  forgetOtherSubgraphs();
  return buildSchemaSync({
    resolvers: source.resolvers as unknown as NonEmptyArray<Function>,
    orphanedTypes: [...(source.orphanedTypes ?? [])] as never,
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      ...[...(source.scalars ?? [])].map(([type, scalar]) => ({ type: type as never, scalar })),
    ],
    validate: false,
    // @apollo/subgraph checks the result; the plain schema still lacks federation's own definitions.
    skipCheck: true,
    // Asked for wherever there is a subscription; ours have sources of their own.
    pubSub: { publish: servedByWiring, subscribe: servedByWiring },
    ...(container && { container }),
  });
}

/** The subgraph's SDL, as committed under schema/subgraphs. Needs no database and no instance. */
export function printSubgraph(source: SubgraphSource): string {
  return sdlOf(plainSchema(source));
}

function sdlOf(schema: GraphQLSchema): string {
  const body = print(parse(printSchemaWithDirectives(schema)))
    .replace(/^schema \{[^}]*\}\s*/m, '')
    .trim();
  return `${LINK}\n${ACCESS_DEFINITION}\n\n${body}\n`;
}

/** The executable subgraph, access rules enforced. */
export function buildSubgraph(source: SubgraphSource, parts: SubgraphParts): { schema: GraphQLSchema; sdl: string } {
  const byClass = new Map<Function, object>(parts.instances.map((i) => [i.constructor, i]));
  const container: ContainerType = {
    get(someClass: Function) {
      const found = byClass.get(someClass);
      if (!found) throw new Error(`no instance of ${someClass.name} was wired`);
      return found;
    },
  };
  for (const cls of source.resolvers) container.get(cls as never, undefined as never);
  const schema = plainSchema(source, container);
  const sdl = sdlOf(schema);
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  for (const [typeName, resolve] of Object.entries(parts.references ?? {})) {
    const type = (resolvers[typeName] ??= {});
    type['__resolveReference'] = (reference: never, ctx: Context, info: GraphQLResolveInfo) =>
      resolve(reference, ctx, info);
  }
  for (const [name, source] of Object.entries(parts.subscriptions ?? {})) {
    const declared = resolvers['Subscription']?.[name];
    if (!declared) throw new Error(`there is no subscription ${name} to serve`);
    resolvers['Subscription']![name] = {
      ...declared,
      subscribe: (_root: unknown, args: Record<string, unknown>, ctx: Context, info: GraphQLResolveInfo) =>
        source(args, ctx, info),
    };
  }
  const typeDefs = parse(sdl, { noLocation: true });
  const subgraph = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  return { schema: enforceAccess(subgraph), sdl };
}

export type { AnyClass };
