/**
 * Role × field: whoever the committed supergraph does not name is refused by
 * the subgraph itself, at every field, those that `_entities` reaches included.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType, Kind, parse, type GraphQLObjectType } from 'graphql';
import { digitalTransformation } from '@nghitruong/digital-transformation';
import { directory } from '@nghitruong/directory';
import { emulation } from '@nghitruong/emulation';
import { ROLES, type Actor, type Role } from '@nghitruong/kit/auth';
import { buildSubgraph } from '@nghitruong/kit/federation';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { testContext } from '@nghitruong/kit/testing';
import { petitions } from '@nghitruong/petitions';
import { sessions } from '@nghitruong/sessions';
import { supervision } from '@nghitruong/supervision';

const definitions = [directory, sessions, petitions, supervision, digitalTransformation, emulation] as readonly Pick<
  SubgraphDefinition,
  'name' | 'source'
>[];
const COUNCIL = 'hdnd-hai-phong';

const actors: readonly (readonly [string, Partial<Actor>])[] = [
  ['nobody', {}],
  ['somebody without a role', { kind: 'PERSON', accountId: 'a' }],
  ['a class of viewers without a role', { kind: 'RIGHTS' }],
  ...ROLES.map((role): [string, Partial<Actor>] => [
    role,
    { kind: role === 'DISPLAY' ? 'DISPLAY' : 'PERSON', accountId: 'a', grants: [{ role, councilId: COUNCIL }] },
  ]),
  ...ROLES.map((role): [string, Partial<Actor>] => [
    `${role} of another council`,
    { kind: 'PERSON', accountId: 'a', grants: [{ role, councilId: 'elsewhere' }] },
  ]),
];

/** What the supergraph says in words: type → field → rules. */
function committedRules(): Map<string, readonly string[]> {
  const rules = new Map<string, readonly string[]>();
  const document = parse(readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8'));
  for (const type of document.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const ruleOf = (node: {
      directives?: readonly {
        name: { value: string };
        arguments?: readonly { name: { value: string }; value: unknown }[];
      }[];
    }): string[] | undefined => {
      const found = node.directives
        ?.find((d) => d.name.value === 'access')
        ?.arguments?.find((a) => a.name.value === 'to')?.value as { values?: { value: string }[] } | undefined;
      return found?.values?.map((v) => v.value);
    };
    const whole = ruleOf(type as never);
    for (const field of type.fields ?? [])
      rules.set(`${type.name.value}.${field.name.value}`, ruleOf(field as never) ?? whole ?? []);
  }
  return rules;
}

function expected(rules: readonly string[], actor: Partial<Actor>): boolean {
  return rules.some(
    (rule) =>
      rule === 'EVERYONE' ||
      ((rule === 'SIGNED_IN' || rule === 'OWNER') && actor.kind === 'PERSON') ||
      (actor.grants ?? []).some((g) => g.role === (rule as Role) && g.councilId === COUNCIL),
  );
}

/** Whether the field's own door lets the actor in: what lies behind it may fail, having nothing to read here. */
async function admitted(
  type: GraphQLObjectType,
  field: string,
  source: unknown,
  actor: Partial<Actor>,
): Promise<boolean> {
  const config = type.getFields()[field]!;
  const door = type.name === 'Subscription' ? config.subscribe : config.resolve;
  if (!door) return true;
  try {
    await door(source, {}, testContext(actor), { fieldName: field, parentType: type } as never);
    return true;
  } catch (error) {
    const { code, params } = error as { code?: string; params?: { what?: string } };
    return !(code === 'UNAUTHENTICATED' || (code === 'FORBIDDEN' && params?.what === `${type.name}.${field}`));
  }
}

const rules = committedRules();

describe.each(definitions.map((d) => [d.name, d] as const))('%s, for every role [ADM-4]', (_name, definition) => {
  const { schema } = buildSubgraph(definition.source, {
    instances: definition.source.resolvers.map((cls) => Object.create(cls.prototype as object) as object),
    subscriptions: {},
  } as never);
  const types = Object.values(schema.getTypeMap()).filter(
    (t): t is GraphQLObjectType => isObjectType(t) && !t.name.startsWith('_'),
  );

  it.each(actors)(
    '%s is let in where the supergraph says so, and nowhere else [hostile: protected-by-reference @ subgraph]',
    async (_who, actor) => {
      const wrong: string[] = [];
      for (const type of types) {
        for (const field of Object.keys(type.getFields())) {
          if (field.startsWith('_')) continue;
          const rule = rules.get(`${type.name}.${field}`);
          if (!rule?.length) {
            wrong.push(`${type.name}.${field} has no rule in the supergraph`);
            continue;
          }
          // On a root field no council is known yet: which one is the policy's question.
          const root = ['Query', 'Mutation', 'Subscription'].includes(type.name);
          const may = expected(
            rule,
            root && actor.grants
              ? { ...actor, grants: actor.grants.map((g) => ({ ...g, councilId: COUNCIL })) }
              : actor,
          );
          const letIn = await admitted(type, field, root ? undefined : { councilId: COUNCIL }, actor);
          if (letIn !== may)
            wrong.push(`${type.name}.${field}: ${may ? 'refused' : 'let in'}, the rule is ${rule.join()}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

it('the supergraph still knows the directive that says all this', () => {
  expect(
    buildSchema(readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8'), {
      assumeValid: true,
      assumeValidSDL: true,
    }).getDirective('access'),
  ).toBeDefined();
});
