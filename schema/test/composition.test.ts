import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, Kind, parse, print } from 'graphql';
import {
  accessRules,
  composeSupergraph,
  coreSubgraphs,
  judge,
  pluginSubgraphs,
  type AnnouncedChange,
  type ComposedGraph,
} from '../src/index.js';
import { filesOf, readFiles, schemaFolder } from '../src/files.js';

let whole: ComposedGraph;
beforeAll(() => {
  whole = composeSupergraph([...coreSubgraphs, ...pluginSubgraphs]);
});

describe('the committed contract', () => {
  it('is what the code prints', () => {
    const generated = filesOf(whole);
    const committed = readFiles();
    expect([...committed.keys()].sort()).toEqual([...generated.keys()].sort());
    for (const [name, text] of generated) {
      // Run `npm run compose` where this fails.
      expect({ name, text: committed.get(name) }).toEqual({ name, text });
    }
  });

  it('does not depend on the order in which the subgraphs are named', () => {
    expect(composeSupergraph([...pluginSubgraphs, ...coreSubgraphs].reverse()).supergraph).toBe(whole.supergraph);
  });

  it('names addresses that reach nobody', () => {
    const urls = [...whole.supergraph.matchAll(/url: "(http:\/\/[^"]*)"/g)].map((m) => m[1]);
    expect(urls).toEqual([...whole.subgraphs.keys()].map((name) => `http://${name}.invalid/graphql`));
  });

  it('composes without any plug-in, and a plug-in only adds', () => {
    const without = composeSupergraph(coreSubgraphs);
    expect(without.supergraph).not.toMatch(/emulation/i);
    const core = buildSchema(without.api).getTypeMap();
    const all = buildSchema(whole.api).getTypeMap();
    for (const [name, type] of Object.entries(core)) {
      expect(all[name]).toBeDefined();
      if (!('getFields' in type)) continue;
      const fields = (all[name] as typeof type).getFields();
      for (const field of Object.values(type.getFields()))
        expect(`${name}.${field.name}: ${fields[field.name]?.type}`).toBe(`${name}.${field.name}: ${field.type}`);
    }
  });

  it('has no federation directive and no join type in the API that clients see', () => {
    expect(whole.api).not.toMatch(/join__|link__|@key|_entities|_service|@access/);
  });
});

describe('access', () => {
  it('every field of every subgraph has one rule, the same everywhere', () => {
    const rules = accessRules(whole.subgraphs);
    expect(rules.size).toBeGreaterThan(50);
    for (const [field, said] of rules)
      expect({ field, rules: [...new Set(said.map((r) => r.to || 'none'))] }).toEqual({
        field,
        rules: [expect.not.stringMatching(/^none$/)],
      });
  });

  it('can be read in the supergraph', () => {
    expect(whole.supergraph).toMatch(/type Petition[^{]*@access\(to: \["EVERYONE"\]\)/);
  });
});

describe('the promise to clients', () => {
  it('is not broken without an announcement', async () => {
    const accepted = readFileSync(join(schemaFolder, 'accepted', 'api.graphql'), 'utf8');
    const announced = JSON.parse(
      readFileSync(join(schemaFolder, 'breaking-changes.json'), 'utf8'),
    ) as AnnouncedChange[];
    expect(await judge(accepted, whole.api, announced)).toEqual({ unannounced: [], stale: [], withoutReason: [] });
  });
});

describe('a refused field', () => {
  it('may be null, so that a refusal takes nothing else away', () => {
    const strict: string[] = [];
    for (const [subgraph, sdl] of whole.subgraphs) {
      for (const type of parse(sdl).definitions) {
        if (
          type.kind !== Kind.OBJECT_TYPE_DEFINITION ||
          ['Query', 'Mutation', 'Subscription'].includes(type.name.value)
        )
          continue;
        for (const field of type.fields ?? []) {
          const rule = field.directives?.find((d) => d.name.value === 'access');
          if (rule && !print(rule).includes('"EVERYONE"') && field.type.kind === Kind.NON_NULL_TYPE)
            strict.push(`${subgraph}: ${type.name.value}.${field.name.value}`);
        }
      }
    }
    expect(strict).toEqual([]);
  });
});
