/**
 * @access: who may see a field, said on the type or on the field.
 *
 * Default deny: a schema with a field that no rule covers is refused at build.
 * The rule travels through composition into the supergraph, so that anyone can
 * read there who may see what. It is enforced here, in the subgraph, around
 * every resolver, the ones that the gateway reaches through `_entities`
 * included. Where the object carries a `councilId`, a role must be held in that
 * very council (or everywhere).
 *
 * What a rule cannot say (this delegate's own ballot, the poll's state) is the
 * noun's policy, called by its service.
 */
import { defaultFieldResolver, isObjectType, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { mapSchema, MapperKind } from '@graphql-tools/utils';
import { Directive } from 'type-graphql';
import { hasRole, ROLES, type Actor, type Role } from '../auth/index.js';
import type { Context } from '../context/index.js';
import { fault, kitErrors } from '../errors/index.js';

/** EVERYONE is the public; SIGNED_IN any account; OWNER leaves it to the object's policy. */
export type AccessRule = 'EVERYONE' | 'SIGNED_IN' | 'OWNER' | Role;

export const ACCESS_SPEC = 'https://nghitruong.vn/spec/access/v1.0';
export const ACCESS_DEFINITION = 'directive @access(to: [String!]!) on OBJECT | INTERFACE | FIELD_DEFINITION';

/** On a class: every field of the type. On a field: that field, instead of the type's rule. */
export function Access(...to: [AccessRule, ...AccessRule[]]): ClassDecorator & PropertyDecorator & MethodDecorator {
  return Directive(`@access(to: [${to.map((t) => JSON.stringify(t)).join(', ')}])`) as ClassDecorator &
    PropertyDecorator &
    MethodDecorator;
}

export function mayAccess(actor: Actor, rules: readonly string[], councilId?: string | null): boolean {
  return rules.some((rule) => {
    if (rule === 'EVERYONE') return true;
    if (rule === 'SIGNED_IN') return actor.kind === 'PERSON';
    if (rule === 'OWNER') return actor.kind === 'PERSON';
    return hasRole(actor, rule as Role, councilId);
  });
}

const FREE = new Set(['__typename', '_service', '_entities']);

/** Wraps every field of every object type with its rule; throws, naming each field that has none. */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const missing: string[] = [];
  const unknown: string[] = [];
  const enforced = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, Context>, fieldName, typeName) => {
      if (FREE.has(fieldName) || typeName === '_Service') return field;
      const type = schema.getType(typeName);
      const onField = ruleIn(field.astNode?.directives);
      const onType = isObjectType(type) ? ruleIn(type.astNode?.directives) : undefined;
      const rules = onField ?? onType;
      if (!rules) {
        missing.push(`${typeName}.${fieldName}`);
        return field;
      }
      for (const rule of rules) {
        if (!['EVERYONE', 'SIGNED_IN', 'OWNER'].includes(rule) && !ROLES.includes(rule as Role))
          unknown.push(`${typeName}.${fieldName}: ${rule}`);
      }
      if (rules.includes('EVERYONE')) return field;
      const resolve = field.resolve ?? defaultFieldResolver;
      const subscribe = field.subscribe;
      const check = (source: unknown, ctx: Context): void => {
        const councilId = (source as { councilId?: string } | null | undefined)?.councilId;
        if (mayAccess(ctx.actor, rules, councilId)) return;
        throw ctx.actor.kind === 'ANONYMOUS'
          ? fault(kitErrors, 'UNAUTHENTICATED')
          : fault(kitErrors, 'FORBIDDEN', { what: `${typeName}.${fieldName}` });
      };
      return {
        ...field,
        resolve: (source, args, ctx, info) => {
          check(source, ctx);
          return resolve(source, args, ctx, info);
        },
        ...(subscribe && {
          subscribe: (source, args, ctx, info) => {
            check(source, ctx);
            return subscribe(source, args, ctx, info);
          },
        }),
      };
    },
  });
  if (missing.length) throw new Error(`default deny: no @access rule on ${missing.join(', ')}`);
  if (unknown.length) throw new Error(`unknown @access rule: ${unknown.join(', ')}`);
  return enforced;
}

type DirectiveNodes = GraphQLFieldConfig<unknown, unknown>['astNode'] extends infer N
  ? N extends { directives?: infer D }
    ? D
    : never
  : never;

function ruleIn(directives: DirectiveNodes | undefined): string[] | undefined {
  const found = directives?.find((d) => d.name.value === 'access');
  const to = found?.arguments?.find((a) => a.name.value === 'to')?.value;
  if (to?.kind !== 'ListValue') return undefined;
  return to.values.map((v) => (v.kind === 'StringValue' ? v.value : ''));
}
