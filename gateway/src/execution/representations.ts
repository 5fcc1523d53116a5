/**
 * Representations: what a subgraph must be told of an entity to continue with it.
 *
 * Promises  an entity that lacks a required part is left out, never sent half;
 *           equal representations are sent once, and the answer goes to all.
 */
import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isData, merge, type Data } from './merge.js';
import { compileRewrites } from './rewrites.js';
import { typeTest, type Subtypes, type TypeTest } from './types.js';

export interface Representations {
  /** Their JSON, without brackets: `{…},{…}`. */
  readonly text: string;
  readonly count: number;
  /** For each representation, the indices of the entities it speaks for. */
  readonly entities: readonly (readonly number[])[];
}

type Select = (source: Data) => Data | null;

export function compileRepresentations(
  subtypes: Subtypes,
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
): (entities: readonly Data[]) => Representations {
  const write = compileText(subtypes, requires, rewrites);
  return (entities) => {
    const texts: string[] = [];
    const speaksFor: number[][] = [];
    const known = new Map<string, number>();
    entities.forEach((entity, index) => {
      const text = write(entity);
      if (text === undefined) return;
      const same = known.get(text);
      if (same !== undefined) {
        speaksFor[same]!.push(index);
        return;
      }
      known.set(text, texts.length);
      texts.push(text);
      speaksFor.push([index]);
    });
    return { text: texts.join(','), count: texts.length, entities: speaksFor };
  };
}

type ToText = (entity: Data) => string | undefined;

/** Undefined for an entity that cannot be told. */
function compileText(
  subtypes: Subtypes,
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
): ToText {
  const plain = rewrites?.length ? undefined : compilePlainText(subtypes, requires);
  if (plain) return plain;
  const select = compileSelections(subtypes, requires);
  const rewrite = compileRewrites(subtypes, rewrites);
  return (entity) => {
    const representation = select(entity);
    if (!representation?.['__typename']) return undefined;
    rewrite?.(representation);
    return JSON.stringify(representation);
  };
}

/** Nearly all are a type's name and one key: such a text is put together without an object in between. */
function compilePlainText(subtypes: Subtypes, requires: readonly QueryPlanSelectionNode[]): ToText | undefined {
  const [only, ...others] = requires;
  if (only?.kind !== 'InlineFragment' || !only.typeCondition || others.length > 0) return undefined;
  const [first, second, ...more] = only.selections;
  if (first?.kind !== 'Field' || second?.kind !== 'Field' || more.length > 0) return undefined;
  const [type, key] = [names(first), names(second)];
  if (type.key !== '__typename' || key.key === '__typename' || second.selections?.length) return undefined;
  const admits = typeTest(subtypes, only.typeCondition);
  const middle = `,${JSON.stringify(key.key)}:`;
  return (entity) => {
    if (!admits(entity['__typename'])) return undefined;
    const typename = entity[type.from];
    const value = entity[key.from];
    if (!typename || typeof typename === 'function' || value === undefined || typeof value === 'function')
      return undefined;
    return `{"__typename":${JSON.stringify(typename)}${middle}${JSON.stringify(value)}}`;
  };
}

function compileSelections(subtypes: Subtypes, selections: readonly QueryPlanSelectionNode[]): Select {
  const steps = selections.map(
    (s): { key: string; from: string; inner?: Select } | { when: TypeTest; inner: Select } =>
      s.kind === 'Field'
        ? { ...names(s), ...(s.selections && { inner: compileSelections(subtypes, s.selections) }) }
        : {
            when: s.typeCondition ? typeTest(subtypes, s.typeCondition) : () => true,
            inner: compileSelections(subtypes, s.selections),
          },
  );
  return (source) => {
    const out: Data = {};
    for (const step of steps) {
      if ('when' in step) {
        if (!step.when(source['__typename'])) continue;
        const more = step.inner(source);
        if (more) merge(out, more);
        continue;
      }
      const value = source[step.from];
      // A function is what every object inherits (`constructor`), not an answer.
      if (value === undefined || typeof value === 'function') return null;
      out[step.key] = step.inner ? selectWithin(value, step.inner) : value;
    }
    return out;
  };
}

/** Under which name it is told, and under which it lies in what is known: planners may have had to tell two apart. */
function names(field: { readonly name: string; readonly alias?: string | undefined; readonly from?: string }) {
  const key = field.alias ?? field.name;
  return { key, from: field.from ?? key };
}

function selectWithin(value: unknown, select: Select): unknown {
  if (Array.isArray(value)) return value.map((element) => selectWithin(element, select));
  return isData(value) ? select(value) : null;
}
