/** The subgraphs a supergraph names, read from its `join__Graph` enum. */
import { Kind, type DocumentNode } from 'graphql';

export interface SubgraphService {
  readonly name: string;
  /** From the supergraph; settings may name others. Empty where composition knew none. */
  readonly url: string;
}

export function servicesOf(supergraph: DocumentNode): SubgraphService[] {
  const out: SubgraphService[] = [];
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const said = value.directives?.find((d) => d.name.value === 'join__graph')?.arguments ?? [];
      const textOf = (name: string): string => {
        const found = said.find((a) => a.name.value === name)?.value;
        return found?.kind === Kind.STRING ? found.value : '';
      };
      out.push({ name: textOf('name'), url: textOf('url') });
    }
  }
  return out;
}
