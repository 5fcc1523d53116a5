/**
 * Where in a response a plan's node works: `council.members.@.person`, `@` standing for each element of a list,
 * `... on Council|Office` for objects of those types only.
 */
import { isData, type Data } from './merge.js';

export type StaticPath = readonly string[];
export type ResponsePath = readonly (string | number)[];

/** Where a writer is, for whoever has to tell. */
export const placeOf = ({ path, depth }: { readonly path: ResponsePath; readonly depth: number }): ResponsePath =>
  path.slice(0, depth);

/** Every object at that path, nulls left out, in the order of the response. */
export function collect(root: Data, path: StaticPath): Data[] {
  const out: Data[] = [];
  walk(root, path, 0, out);
  return out;
}

function walk(value: unknown, path: StaticPath, at: number, out: Data[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = path[at] === '@' ? at + 1 : at;
    for (const element of value) walk(element, path, next, out);
    return;
  }
  if (!isData(value)) return;
  if (at === path.length) out.push(value);
  else if (isTypeStep(path[at]!)) {
    if (admits(path[at]!, value)) walk(value, path, at + 1, out);
  } else walk(value[path[at]!], path, at + 1, out);
}

/** The concrete paths of what `collect` gave, in the same order; walked only once something has failed. */
export function collectPaths(root: Data, path: StaticPath): ResponsePath[] {
  const out: ResponsePath[] = [];
  walkPaths(root, path, 0, [], out);
  return out;
}

function walkPaths(value: unknown, path: StaticPath, at: number, here: (string | number)[], out: ResponsePath[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = path[at] === '@' ? at + 1 : at;
    value.forEach((element, i) => walkPaths(element, path, next, [...here, i], out));
    return;
  }
  if (!isData(value)) return;
  if (at === path.length) out.push(here);
  else if (isTypeStep(path[at]!)) {
    if (admits(path[at]!, value)) walkPaths(value, path, at + 1, here, out);
  } else walkPaths(value[path[at]!], path, at + 1, [...here, path[at]!], out);
}

/** The part of a path that is the same for every element: what an error over all of them is told at. */
export function commonPath(path: StaticPath): ResponsePath {
  const list = path.indexOf('@');
  return (list < 0 ? path : path.slice(0, list)).filter((step) => !isTypeStep(step));
}

const TYPE_STEP = '... on ';
const isTypeStep = (step: string): boolean => step.startsWith(TYPE_STEP);

function admits(step: string, { __typename }: Data): boolean {
  return __typename === undefined || step.slice(TYPE_STEP.length).split('|').includes(String(__typename));
}
