/**
 * Entities: one request to one subgraph about entities, in one or several questions.
 *
 * A single question is sent as the planner wrote it. Several are written into
 * one document, each under a name of its own; questions that find no entity in
 * the response ask about none.
 */
import type { FetchNode } from '@apollo/query-planner';
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { EntityPart } from './arrange.js';
import { bodyHead, errorPath, variablesText } from './fetch.js';
import type { SubgraphError } from './failures.js';
import { copyOf, isData, merge, type Data } from './merge.js';
import { collect, collectPaths, commonPath, type ResponsePath } from './paths.js';
import type { Run, Step, SubgraphAnswer } from './plan.js';
import { compileRepresentations, type Representations } from './representations.js';
import { compileRewrites, renamePath, type Rewrite } from './rewrites.js';
import type { Subtypes } from './types.js';

const ALONE = '_entities';
/** Admission lets no variable of a caller begin like this. */
const keyOf = (i: number): string => `__q${i}`;

interface Question {
  readonly part: EntityPart;
  /** Its name in the combined document. */
  readonly key: string;
  /** The body when it is the only one. */
  readonly head: string;
  readonly represent: (entities: readonly Data[]) => Representations;
  readonly rewrite: Rewrite | undefined;
}

interface Asked {
  readonly question: Question;
  readonly entities: readonly Data[];
  readonly representations: Representations;
}

export function compileEntities(subtypes: Subtypes, service: string, parts: readonly EntityPart[]): Step {
  const questions = parts.map((part, i): Question => {
    const { fetch } = part;
    return {
      part,
      key: keyOf(i),
      head: bodyHead(fetch),
      represent: compileRepresentations(subtypes, fetch.requires!, fetch.inputRewrites),
      rewrite: compileRewrites(subtypes, fetch.outputRewrites),
    };
  });
  const combinedHead =
    parts.length > 1
      ? bodyHead({ operation: combine(parts.map((p) => p.fetch)), operationName: undefined })
      : undefined;
  const usages = [...new Set(parts.flatMap((p) => p.fetch.variableUsages ?? []))];

  return async (run) => {
    const asked: Asked[] = [];
    for (const question of questions) {
      const entities = question.part.paths.flatMap((path) => collect(run.data, path));
      if (entities.length === 0) continue;
      const representations = question.represent(entities);
      if (representations.count > 0) asked.push({ question, entities, representations });
    }
    if (asked.length === 0) return;
    const alone = asked.length === 1;
    const body = alone
      ? bodyOf(asked[0]!.question.head, variablesText(asked[0]!.question.part.fetch.variableUsages, run.given), [
          `"representations":[${asked[0]!.representations.text}]`,
        ])
      : bodyOf(combinedHead!, variablesText(usages, run.given), representationsOf(questions, asked));
    const answer = await run.send({ service, kind: 'query', body });
    for (const each of asked) absorb(run, service, each, alone ? ALONE : each.question.key, answer, asked[0] === each);
  };
}

const bodyOf = (head: string, variables: string, representations: readonly string[]): string =>
  `${head}${[variables, ...representations].filter(Boolean).join(',')}}}`;

const representationsOf = (questions: readonly Question[], asked: readonly Asked[]): string[] =>
  questions.map(
    (question) => `"${question.key}":[${asked.find((a) => a.question === question)?.representations.text ?? ''}]`,
  );

function absorb(
  run: Run,
  service: string,
  { question, entities, representations }: Asked,
  key: string,
  answer: SubgraphAnswer | undefined,
  first: boolean,
): void {
  const { part, rewrite } = question;
  const whenDead = (): ResponsePath[] => part.paths.map((path) => run.shape.visible(commonPath(path)));
  if (!answer) {
    for (const path of whenDead()) run.failures.unavailable(service, path);
    return;
  }
  const errors = (answer.errors ?? []) as SubgraphError[];
  // An error without a place is told once, with the first question.
  const mine = errors.filter((e) => (errorPath(e)?.[0] ?? (first ? key : undefined)) === key);
  const received = answer.data?.[key];
  if (mine.length > 0) report(run, service, part, representations, mine, Array.isArray(received) ? received : []);
  if (!Array.isArray(received) || received.length !== representations.count) {
    for (const path of whenDead()) {
      if (errors.length > 0) run.failures.explains(path);
      else run.failures.unavailable(service, path);
    }
    return;
  }
  received.forEach((entity: unknown, i) => {
    if (!isData(entity)) return;
    const speaksFor = representations.entities[i]!;
    // A representation was told with its type; an answer that leaves it out means the same.
    entity['__typename'] ??= entities[speaksFor[0]!]!['__typename'];
    rewrite?.(entity);
    speaksFor.forEach((index, place) => merge(entities[index]!, place === 0 ? entity : copyOf(entity)));
  });
}

function report(
  run: Run,
  service: string,
  part: EntityPart,
  representations: Representations,
  errors: readonly SubgraphError[],
  received: readonly unknown[],
): void {
  let paths: ResponsePath[] | undefined;
  const somewhere = (): ResponsePath[] => [run.shape.visible(commonPath(part.paths[0]!))];
  for (const error of errors) {
    const told = errorPath(error);
    const index = told?.[1];
    if (!told || typeof index !== 'number') {
      run.failures.reported(service, error, somewhere());
      continue;
    }
    paths ??= part.paths.flatMap((path) => collectPaths(run.data, path));
    const inner = renamePath(part.fetch.outputRewrites, told.slice(2));
    const places = (representations.entities[index] ?? []).flatMap((entity) =>
      paths![entity] ? [paths![entity]] : [],
    );
    const at = places.map((place) => run.shape.visible([...place, ...inner]));
    run.failures.reported(service, error, at.length > 0 ? at : somewhere());
    // A null that rose to the entity took its other fields with it.
    if (received[index] === null) places.forEach((place) => run.failures.explains(run.shape.visible(place)));
  }
}

/** Several `_entities` queries as one document: `query($__q0:[_Any!]! $__q1:[_Any!]!){__q0:_entities(…){…}__q1:_entities(…){…}}`. */
function combine(fetches: readonly FetchNode[]): string {
  const variables = new Map<string, VariableDefinitionNode>();
  const fields: FieldNode[] = [];
  const fragments: FragmentDefinitionNode[] = [];
  // The caller's own, which every fetch of an operation carries alike.
  let directives: OperationDefinitionNode['directives'];
  fetches.forEach((fetch, i) => {
    const key = keyOf(i);
    const renamed = visit(parse(fetch.operation, { noLocation: true }), {
      Variable: (node) =>
        node.name.value === 'representations' ? { ...node, name: { ...node.name, value: key } } : undefined,
      FragmentSpread: (node) => ({ ...node, name: { ...node.name, value: `${node.name.value}_${i}` } }),
      FragmentDefinition: (node) => ({ ...node, name: { ...node.name, value: `${node.name.value}_${i}` } }),
    });
    for (const definition of renamed.definitions as readonly DefinitionNode[]) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.push(definition);
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      directives = definition.directives;
      for (const variable of definition.variableDefinitions ?? [])
        variables.set(variable.variable.name.value, variable);
      for (const field of definition.selectionSet.selections)
        if (field.kind === Kind.FIELD) fields.push({ ...field, alias: { kind: Kind.NAME, value: key } });
    }
  });
  const operation = {
    kind: Kind.OPERATION_DEFINITION,
    operation: 'query',
    variableDefinitions: [...variables.values()],
    directives,
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
  } as unknown as OperationDefinitionNode;
  return stripIgnoredCharacters(print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }));
}
