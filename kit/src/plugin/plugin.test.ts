import 'reflect-metadata';
import { Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Access } from '../federation/index.js';
import { CouncilRef } from '../obligation/index.js';
import { describePlugin } from '../testing/describe-plugin.js';
import {
  checkSdl,
  inRange,
  loadPlugins,
  lostFrom,
  pluginErrors,
  PluginRefused,
  type LoadOptions,
  type Plugin,
  type PluginErrorCode,
} from './index.js';
import { stones, stonesSubgraph, StonesResolver } from './stones.fixture.js';

const load = (plugins: Record<string, Plugin>, names = Object.keys(plugins), over: Partial<LoadOptions> = {}) =>
  loadPlugins(names, {
    kitVersion: '1.0.0',
    importPlugin: async (name) => {
      if (!plugins[name]) throw new Error(`Cannot find module ${name}`);
      return { plugin: plugins[name] };
    },
    ...over,
  });
const withSource = (...resolvers: Function[]): Plugin =>
  stones({
    subgraph: { ...stonesSubgraph, source: { resolvers: [StonesResolver, ...resolvers], orphanedTypes: [CouncilRef] } },
  });
const sub = (over: object): Plugin => stones({ subgraph: { ...stonesSubgraph, ...over } });

// Each of these breaks one clause of the schema.
@ObjectType('Stone')
@Access('EVERYONE')
class Unprefixed {
  @Field(() => ID)
  id!: string;
}
@Resolver()
class UnprefixedType {
  @Query(() => Unprefixed, { nullable: true })
  @Access('EVERYONE')
  boundaryStonesOther(): null {
    return null;
  }
}
@Resolver()
class UnprefixedRoot {
  @Query(() => Boolean)
  @Access('EVERYONE')
  stoneCount(): boolean {
    return true;
  }
}
@Resolver(() => CouncilRef)
class SecondHostField {
  @FieldResolver(() => String, { nullable: true })
  motto(@Root() _council: CouncilRef): null {
    return null;
  }
}
@ObjectType('PublicBody')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
class StrictBody {
  @Field(() => ID)
  id!: string;
  @Field(() => Boolean)
  boundaryStones!: boolean;
}
@Resolver()
class NonNullHostField {
  @Query(() => StrictBody, { nullable: true })
  @Access('EVERYONE')
  boundaryStonesBody(): null {
    return null;
  }
}
@ObjectType('PageInfo')
@Directive('@shareable')
@Access('EVERYONE')
class OtherPageInfo {
  @Field(() => Boolean, { nullable: true })
  hasNextPage?: boolean;
}
@Resolver()
class ChangedSharedType {
  @Query(() => OtherPageInfo, { nullable: true })
  @Access('EVERYONE')
  boundaryStonesInfo(): null {
    return null;
  }
}
@ObjectType('Council')
@Directive('@key(fields: "id")')
@Access('EVERYONE')
class TakenCouncil {
  @Field(() => ID)
  id!: string;
  @Directive('@override(from: "directory")')
  @Field(() => String)
  name!: string;
}
@Resolver()
class Overriding {
  @Query(() => TakenCouncil, { nullable: true })
  @Access('EVERYONE')
  boundaryStonesCouncil(): null {
    return null;
  }
}
@ObjectType('BoundaryStonesOpen')
class WithoutRule {
  @Field(() => ID)
  id!: string;
}
@Resolver()
class NoAccessRule {
  @Query(() => WithoutRule, { nullable: true })
  @Access('EVERYONE')
  boundaryStonesOpen(): null {
    return null;
  }
}
@Entity({ name: 'ballot', schema: 'sessions' })
class ForeignTable {
  @PrimaryColumn('uuid')
  id!: string;
  @Column('text')
  choice!: string;
}

const sole = (resolver: Function): Plugin => sub({ source: { resolvers: [resolver] } });
const good = stones();
const composes = (api: (names: string[]) => string) => ({
  composition: { hosts: new Map([['directory', '']]), api: (s: ReadonlyMap<string, string>) => api([...s.keys()]) },
});

/** Clause by clause: what breaks it, and the code that it is refused with. */
const broken: Readonly<Record<PluginErrorCode, readonly (readonly [how: string, attempt: () => Promise<unknown>])[]>> =
  {
    PLUGIN_NOT_FOUND: [['a package that is not there', () => load({}, ['boundary-stones'])]],
    PLUGIN_NOT_DEFINED: [
      ['a module without a plug-in', () => loadPlugins(['x'], { kitVersion: '1.0.0', importPlugin: async () => ({}) })],
      [
        'a value that definePlugin did not make',
        () => loadPlugins(['x'], { kitVersion: '1.0.0', importPlugin: async () => ({ plugin: { name: 'x' } }) }),
      ],
    ],
    PLUGIN_NAMED_TWICE: [
      ['the same name twice', () => load({ 'boundary-stones': good }, ['boundary-stones', 'boundary-stones'])],
    ],
    PLUGIN_NAME: [
      ['another name than it was enabled under', () => load({ other: good })],
      ['a name that is not kebab-case', () => load({ Stones: stones({ name: 'Stones' }) })],
    ],
    PLUGIN_VERSION: [['no version of three numbers', () => load({ 'boundary-stones': stones({ version: '1.0' }) })]],
    PLUGIN_KIT_RANGE: [
      ['an older kit', () => load({ 'boundary-stones': stones({ kit: '^0.9.0' }) })],
      ['a newer kit', () => load({ 'boundary-stones': stones({ kit: '^1.1.0' }) })],
      ['a range that cannot be read', () => load({ 'boundary-stones': stones({ kit: 'latest' }) })],
    ],
    PLUGIN_NEEDS: [['a need that is not enabled', () => load({ 'boundary-stones': stones({ needs: ['maps'] }) })]],
    PLUGIN_NEEDS_CYCLE: [
      ['a need of itself', () => load({ 'boundary-stones': stones({ needs: ['boundary-stones'] }) })],
    ],
    PLUGIN_UNITS: [['a unit that is no id', () => load({ 'boundary-stones': stones({ units: ['Phường Hải An'] }) })]],
    PLUGIN_EXTENDS_UNSUPPORTED: [
      ['parts inside a host', () => load({ 'boundary-stones': stones({ extends: { petitions: () => ({}) } }) })],
    ],
    PLUGIN_EMPTY: [['no subgraph', () => load({ 'boundary-stones': stones({ subgraph: undefined }) })]],
    PLUGIN_SUBGRAPH_NAME: [
      ['a subgraph of another name', () => load({ 'boundary-stones': sub({ name: 'directory' }) })],
    ],
    PLUGIN_SCHEMA: [
      [
        'a schema that is not its own',
        () => load({ 'boundary-stones': sub({ owner: { ...stonesSubgraph.owner, schema: 'sessions' } }) }),
      ],
      [
        'an entity in another schema',
        () => load({ 'boundary-stones': sub({ owner: { ...stonesSubgraph.owner, entities: [ForeignTable] } }) }),
      ],
    ],
    PLUGIN_READS: [
      [
        'the schema of ballots and rolls',
        () =>
          load({ 'boundary-stones': sub({ owner: { ...stonesSubgraph.owner, reads: ['directory', 'sessions'] } }) }),
      ],
    ],
    PLUGIN_SETTING_PREFIX: [
      [
        'a setting without its prefix',
        () => load({ 'boundary-stones': sub({ settings: { PORT: { schema: undefined as never, doc: '' } } }) }),
      ],
    ],
    PLUGIN_ERROR_PREFIX: [
      [
        'an error code without its prefix',
        () => load({ 'boundary-stones': sub({ errors: { LOST: { vi: '', en: '' } } }) }),
      ],
    ],
    PLUGIN_TYPE_PREFIX: [['a type without its prefix', () => load({ 'boundary-stones': withSource(UnprefixedType) })]],
    PLUGIN_ROOT_PREFIX: [
      ['a root field without its prefix', () => load({ 'boundary-stones': withSource(UnprefixedRoot) })],
    ],
    PLUGIN_HOST_FIELD_NAME: [
      ['a second field on a host type', () => load({ 'boundary-stones': withSource(SecondHostField) })],
    ],
    PLUGIN_HOST_FIELD_NULLABLE: [
      ['a host field that must not be null', () => load({ 'boundary-stones': sole(NonNullHostField) })],
    ],
    PLUGIN_DIRECTIVE: [['a field taken from its owner', () => load({ 'boundary-stones': sole(Overriding) })]],
    PLUGIN_ACCESS: [['a field without an access rule', () => load({ 'boundary-stones': sole(NoAccessRule) })]],
    PLUGIN_SHARED_TYPE: [
      ['a shared type of its own making', () => load({ 'boundary-stones': sole(ChangedSharedType) })],
    ],
    PLUGIN_NOT_SUPERSET: [
      [
        'an API that loses a field',
        () =>
          load(
            { 'boundary-stones': good },
            undefined,
            composes((s) => (s.length > 1 ? 'type Query { b: Int }' : 'type Query { a: Int b: Int }')),
          ),
      ],
    ],
    PLUGIN_DOES_NOT_COMPOSE: [
      [
        'a graph that does not compose',
        () =>
          load(
            { 'boundary-stones': good },
            undefined,
            composes((s) => {
              if (s.length > 1) throw new Error('the subgraphs do not compose');
              return 'type Query { a: Int }';
            }),
          ),
      ],
    ],
  };

describe('each clause has a plug-in that breaks it, and is refused with its code', () => {
  for (const [code, cases] of Object.entries(broken)) {
    it.each(cases.map(([how, attempt]) => ({ how, attempt })))(`${code}: $how`, async ({ attempt }) => {
      const refusal = await attempt().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(PluginRefused);
      expect((refusal as PluginRefused).code).toBe(code);
      // Every parameter of the sentence is filled.
      expect((refusal as PluginRefused).message).not.toMatch(/\{\w+\}/);
    });
  }
  it('and every code of the table is among them', () => {
    expect(Object.keys(broken).sort()).toEqual(Object.keys(pluginErrors).sort());
  });
});

describe('loading', () => {
  it('gives nothing where nothing is enabled', async () => {
    expect(await load({}, [])).toEqual([]);
  });
  it('puts a plug-in after what it needs', async () => {
    const named = (name: string, needs: string[]): Plugin => {
      const schema = `plugin_${name}`;
      return stones({
        name,
        needs,
        subgraph: {
          ...stonesSubgraph,
          name,
          owner: { ...stonesSubgraph.owner, schema },
          errors: {},
          source: { resolvers: [empty(name)] },
        },
      });
    };
    const loaded = await load({ c: named('c', ['b']), a: named('a', []), b: named('b', ['a']) });
    expect(loaded.map((p) => p.name)).toEqual(['a', 'b', 'c']);
  });
  it('finds the plug-in of a CommonJS package that was imported', async () => {
    const loaded = await loadPlugins(['boundary-stones'], {
      kitVersion: '1.0.0',
      importPlugin: async () => ({ default: { plugin: good } }),
    });
    expect(loaded).toEqual([good]);
  });
  it('lets a plug-in that only adds pass', async () => {
    const api = (names: string[]): string =>
      names.length > 1 ? 'type Query { a: Int b(x: Int): Int }' : 'type Query { a: Int }';
    expect(await load({ 'boundary-stones': good }, undefined, composes(api))).toHaveLength(1);
  });
});

/** A resolver class with one root field named after its plug-in. */
function empty(name: string): Function {
  @Resolver()
  class Empty {
    @Query(() => Boolean, { name })
    @Access('EVERYONE')
    one(): boolean {
      return true;
    }
  }
  return Empty;
}

describe('a kit range', () => {
  it.each([
    ['1.0.0', '1.0.0', true],
    ['1.0.1', '1.0.0', false],
    ['1.4.2', '^1.0.0', true],
    ['2.0.0', '^1.0.0', false],
    ['1.0.0', '^1.0.1', false],
    ['0.3.0', '^0.2.0', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['3.0.0', '>=1.2.3', true],
    ['1.0.0', '*', undefined],
    ['1.0', '^1.0.0', undefined],
    ['01.0.0', '^1.0.0', undefined],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(inRange(version, range)).toBe(expected);
  });
});

describe('what an API lost', () => {
  const before =
    'type Query { a(x: Int): A } type A { b: Int! } enum E { P Q } input I { f: Int } union U = A | B type B { c: E }';
  it.each([
    ['nothing', before, []],
    ['an addition', `${before} type C { d: Int }`, []],
    [
      'a type',
      before.replace('type A { b: Int! }', 'type A2 { b: Int! }').replace(': A }', ': A2 }').replace('= A |', '= A2 |'),
      ['A', 'Query.a', 'U of A'],
    ],
    ['a field that may be null now', before.replace('b: Int!', 'b: Int'), ['A.b']],
    ['an argument', before.replace('a(x: Int)', 'a'), ['Query.a']],
    ['a new argument that must be given', before.replace('a(x: Int)', 'a(x: Int, y: Int!)'), ['Query.a']],
    ['a new value of an enum', before.replace('P Q', 'P Q R'), ['E']],
    ['a new input field that must be given', before.replace('f: Int', 'f: Int g: Int!'), ['I.g']],
    ['a member of a union', before.replace('A | B', 'B'), ['U of A']],
    [
      'an object that became an interface',
      before.replace('type A {', 'interface A {').replace('= A | B', '= B'),
      ['A', 'U of A'],
    ],
  ])('%s', (_name, after, lost) => {
    expect(lostFrom(before, after).sort()).toEqual(lost);
  });
});

it('the clauses over SDL hold for a subgraph in any language', () => {
  expect(() => checkSdl('ferries', 'type Query { ferriesToday: Int @access(to: ["EVERYONE"]) }')).not.toThrow();
  expect(() => checkSdl('ferries', 'extend type Query { today: Int @access(to: ["EVERYONE"]) }')).toThrow(
    'PLUGIN_ROOT_PREFIX',
  );
  expect(() => checkSdl('ferries', 'scalar Knots')).toThrow('PLUGIN_TYPE_PREFIX');
  expect(() => checkSdl('ferries', 'type Mutation { ferriesStop: Int @shareable @access(to: ["CHAIR"]) }')).toThrow(
    'PLUGIN_DIRECTIVE',
  );
  expect(() =>
    checkSdl(
      'ferries',
      'type Council @key(fields: "id") @access(to: ["EVERYONE"]) { id: ID! ferries: Int @shareable }',
    ),
  ).toThrow('PLUGIN_DIRECTIVE');
});

describePlugin(good);
