/**
 * Structure: how large a document really is, before anyone validates it.
 *
 * Validation and planning of a small text can take minutes where its fragments
 * multiply, so fragments are measured once each and multiplied here.
 *
 * Promises   time linear in the text, whatever it says; a circle is refused.
 */
import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { fault } from '@nghitruong/kit/errors';
import { gatewayErrors } from '../errors.js';
import type { Limits } from './limits.js';

interface Measure {
  readonly depth: number;
  readonly selections: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
}

const over = (limit: string, got: number, most: number) =>
  fault(gatewayErrors, 'LIMIT_EXCEEDED', { limit, got: Number.isFinite(got) && got < 1e9 ? got : '∞', most });

/** Brackets within brackets, per level of fields allowed: fragments and arguments nest as well. */
const BRACKETS_PER_LEVEL = 4;

/** Before the parser: it descends by recursion, and a text of nothing but brackets would be its end. Throws LIMIT_EXCEEDED. */
export function checkNesting(text: string, limits: Limits): void {
  let depth = 0;
  // Strings and comments hold what they like.
  for (const [found] of text.matchAll(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[{[()\]}]/g)) {
    if (found === '{' || found === '[' || found === '(') depth++;
    else if (found === '}' || found === ']' || found === ')') depth--;
    if (depth > limits.depth * BRACKETS_PER_LEVEL) throw over('depth', depth, limits.depth);
  }
}

/** Throws LIMIT_EXCEEDED or DOCUMENT_INVALID. */
export function checkStructure(document: DocumentNode, limits: Limits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments.set(d.name.value, d);
  const measured = new Map<string, Measure | 'measuring'>();

  const fragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known === 'measuring')
      throw fault(gatewayErrors, 'DOCUMENT_INVALID', { why: `mảnh «${name}» tự lồng chính nó (fragment cycle)` });
    if (known) return known;
    const definition = fragments.get(name);
    if (!definition) return { depth: 0, selections: 0, aliases: 0, directives: 0, rootFields: 0 };
    measured.set(name, 'measuring');
    const inner = measure(definition.selectionSet);
    const found = { ...inner, directives: inner.directives + (definition.directives?.length ?? 0) };
    measured.set(name, found);
    return found;
  };

  const measure = (set: SelectionSetNode): Measure => {
    let [depth, selections, aliases, directives, rootFields] = [0, 0, 0, 0, 0];
    const names = new Map<string, number>();
    for (const node of set.selections) {
      selections++;
      directives += node.directives?.length ?? 0;
      let inner: Measure | undefined;
      if (node.kind === Kind.FIELD) {
        rootFields++;
        const key = node.alias?.value ?? node.name.value;
        if (node.alias) {
          aliases++;
          // `__typename` decides types inside; nothing else may be called so.
          if (key.startsWith('__') && key !== node.name.value)
            throw fault(gatewayErrors, 'DOCUMENT_INVALID', {
              why: `tên «${key}» bắt đầu bằng hai gạch dưới (alias reserved)`,
            });
        }
        const times = (names.get(key) ?? 0) + 1;
        if (times > limits.repeats) throw over('repeats', times, limits.repeats);
        names.set(key, times);
        if (node.selectionSet) inner = measure(node.selectionSet);
        depth = Math.max(depth, 1 + (inner?.depth ?? 0));
      } else {
        inner = node.kind === Kind.FRAGMENT_SPREAD ? fragment(node.name.value) : measure(node.selectionSet);
        rootFields += inner.rootFields;
        depth = Math.max(depth, inner.depth);
      }
      if (!inner) continue;
      selections += inner.selections;
      aliases += inner.aliases;
      directives += inner.directives;
    }
    return { depth, selections, aliases, directives, rootFields };
  };

  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragment(definition.name.value);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    let directives = definition.directives?.length ?? 0;
    for (const { variable, directives: own } of definition.variableDefinitions ?? []) {
      directives += own?.length ?? 0;
      // Names that entity fetches use for themselves.
      if (variable.name.value.startsWith('__') || variable.name.value === 'representations')
        throw fault(gatewayErrors, 'DOCUMENT_INVALID', {
          why: `biến «$${variable.name.value}» là tên dành riêng (reserved)`,
        });
    }
    const found = measure(definition.selectionSet);
    if (found.depth > limits.depth) throw over('depth', found.depth, limits.depth);
    if (found.selections > limits.selections) throw over('selections', found.selections, limits.selections);
    if (found.aliases > limits.aliases) throw over('aliases', found.aliases, limits.aliases);
    directives += found.directives;
    if (directives > limits.directives) throw over('directives', directives, limits.directives);
    if (found.rootFields > limits.rootFields) throw over('rootFields', found.rootFields, limits.rootFields);
  }
}
