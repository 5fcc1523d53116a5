/**
 * Rewrites: what the planner renames or sets on the way in and out of a subgraph,
 * where two subgraphs name a thing differently or an alias was needed to tell
 * two fields apart.
 */
import type { FetchDataRewrite } from '@apollo/query-planner';
import { isData, type Data } from './merge.js';
import type { ResponsePath } from './paths.js';
import { typeTest, type Subtypes, type TypeTest } from './types.js';

type Step = { readonly field: string } | { readonly type: TypeTest };
export type Rewrite = (value: unknown) => void;

export function compileRewrites(
  subtypes: Subtypes,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const all = rewrites.map((rewrite) => compileRewrite(subtypes, rewrite));
  return (value) => {
    for (const each of all) each(value);
  };
}

function compileRewrite(subtypes: Subtypes, rewrite: FetchDataRewrite): Rewrite {
  const steps = rewrite.path
    .slice(0, -1)
    .map((s): Step => (s.startsWith('... on ') ? { type: typeTest(subtypes, s.slice(7), true) } : { field: s }));
  const last = rewrite.path.at(-1)!;
  const change =
    rewrite.kind === 'ValueSetter'
      ? (object: Data) => void (object[last] = rewrite.setValueTo)
      : (object: Data) => {
          if (object[last] === undefined) return;
          object[rewrite.renameKeyTo] = object[last];
          object[last] = undefined;
        };
  const go = (value: unknown, at: number): void => {
    if (Array.isArray(value)) {
      for (const element of value) go(element, at);
      return;
    }
    if (!isData(value)) return;
    const step = steps[at];
    if (!step) change(value);
    else if ('field' in step) go(value[step.field], at + 1);
    else if (step.type(value['__typename'])) go(value, at + 1);
  };
  return (value) => go(value, 0);
}

/** The same renames for the path of an error, which the subgraph told in its own names. */
export function renamePath(rewrites: readonly FetchDataRewrite[] | undefined, path: ResponsePath): ResponsePath {
  let out = path;
  for (const rewrite of rewrites ?? []) {
    if (rewrite.kind !== 'KeyRenamer') continue;
    const names = rewrite.path.filter((s) => !s.startsWith('... on '));
    let matched = 0;
    for (let i = 0; i < out.length; i++) {
      if (typeof out[i] === 'number') continue;
      if (out[i] !== names[matched]) break;
      if (++matched < names.length) continue;
      out = [...out.slice(0, i), rewrite.renameKeyTo, ...out.slice(i + 1)];
      break;
    }
  }
  return out;
}
