/**
 * Access rules over the whole graph: every field has one, and one only.
 *
 * A field that two subgraphs can answer must have the same rule in both, or
 * the planner's choice of subgraph would decide who may see it.
 */
import { Kind, parse, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';

interface Rule {
  readonly subgraph: string;
  readonly to: string;
}

/** `Type.field` → the rule that each subgraph gives it. Interfaces are answered by their object types. */
export function accessRules(subgraphs: ReadonlyMap<string, string>): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const [subgraph, sdl] of subgraphs) {
    for (const definition of parse(sdl).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
      const type = definition as ObjectTypeDefinitionNode;
      for (const field of type.fields ?? []) {
        if (has(field, 'external')) continue;
        const at = `${type.name.value}.${field.name.value}`;
        rules.set(at, [
          ...(rules.get(at) ?? []),
          { subgraph, to: ruleIn(field.directives) ?? ruleIn(type.directives) ?? '' },
        ]);
      }
    }
  }
  return rules;
}

export function accessFaults(subgraphs: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  for (const [at, rules] of accessRules(subgraphs)) {
    for (const { subgraph, to } of rules) if (!to) faults.push(`[${subgraph}] ${at} has no @access rule`);
    if (new Set(rules.map((r) => r.to)).size > 1) {
      faults.push(`${at} has different @access rules: ${rules.map((r) => `${r.subgraph} [${r.to}]`).join(', ')}`);
    }
  }
  return faults;
}

/** Who may see what, for people: every field that is not for everyone, one line each. A review sees a change of rights here. */
export function accessTable(subgraphs: ReadonlyMap<string, string>): string {
  const lines = [...accessRules(subgraphs)]
    .map(([at, [rule]]) => [at, rule!.to] as const)
    .filter(([, to]) => to !== 'EVERYONE')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, to]) => `${at}: ${to}`);
  return `# Fields that are not for everyone, and the roles that may see or do them. Generated.\n${lines.join('\n')}\n`;
}

const has = (field: FieldDefinitionNode, name: string): boolean =>
  field.directives?.some((d) => d.name.value === name) ?? false;

function ruleIn(directives: readonly ConstDirectiveNode[] | undefined): string | undefined {
  const to = directives?.find((d) => d.name.value === 'access')?.arguments?.find((a) => a.name.value === 'to')?.value;
  if (to?.kind !== Kind.LIST) return undefined;
  return to.values
    .map((v) => (v.kind === Kind.STRING ? v.value : '?'))
    .sort()
    .join(' ');
}
