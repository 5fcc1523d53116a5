/** The types that every subgraph may use and none may change, as the kit prints them. */
import { Kind, parse, print, type TypeDefinitionNode } from 'graphql';
import { Query, Resolver } from 'type-graphql';
import { Access, DateScalar, PageInfo, printSubgraph } from '../federation/index.js';
import { DueState, EscalationStep, Obligation } from '../obligation/index.js';

@Resolver()
class SharedTypes {
  @Query(() => PageInfo)
  @Access('EVERYONE')
  page(): PageInfo {
    throw new Error('printed, never served');
  }
  @Query(() => Obligation)
  @Access('EVERYONE')
  obligation(): Obligation {
    throw new Error('printed, never served');
  }
  @Query(() => DueState)
  @Access('EVERYONE')
  due(): DueState {
    throw new Error('printed, never served');
  }
  @Query(() => EscalationStep)
  @Access('EVERYONE')
  step(): EscalationStep {
    throw new Error('printed, never served');
  }
  @Query(() => DateScalar)
  @Access('EVERYONE')
  day(): string {
    throw new Error('printed, never served');
  }
  @Query(() => Date)
  @Access('EVERYONE')
  instant(): Date {
    throw new Error('printed, never served');
  }
}

const SHARED = new Set(['PageInfo', 'Obligation', 'DueState', 'EscalationStep', 'Date', 'DateTime']);

/** Type name → its definition, printed. */
export function sharedTypes(): ReadonlyMap<string, string> {
  return new Map(
    parse(printSubgraph({ resolvers: [SharedTypes] }))
      .definitions.filter(
        (d): d is TypeDefinitionNode =>
          'name' in d && d.kind !== Kind.DIRECTIVE_DEFINITION && SHARED.has(d.name?.value ?? ''),
      )
      .map((d) => [d.name.value, print(d)]),
  );
}
