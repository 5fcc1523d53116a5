/** The council's own rules at the desk: read, recorded, ended; and a value in words. */
import type { Graph } from '@nghitruong/client';
import {
  CouncilLocalRules,
  EndLocalRule,
  RecordLocalRule,
  type CouncilLocalRulesQuery,
  type OwnRuleViewFragment,
  type RecordLocalRuleMutationVariables,
} from '../graph/operations.js';
import { pick } from '../shared/i18n.js';
import { useReadAndAct, type Acting } from './acting.js';
import { tq } from './local-rules-words.js';

export type LocalRule = NonNullable<CouncilLocalRulesQuery['council']>['localRules'][number];
export type LocalField = LocalRule['fields'][number];
export type OwnRule = OwnRuleViewFragment;
export type NewLocalRule = Omit<RecordLocalRuleMutationVariables['input'], 'councilId'>;

export interface LocalRules extends Omit<Acting, 'act'> {
  /** null until they were read. */
  readonly all: readonly LocalRule[] | null;
  record(rule: NewLocalRule): Promise<boolean>;
  end(own: OwnRule, validTo: string, decision: string): Promise<boolean>;
}

/** @param today yyyy-MM-dd */
export function useLocalRules(graph: Graph, councilId: string, today: string): LocalRules {
  const { found, act, acting } = useReadAndAct(
    councilId === ''
      ? null
      : async (signal) =>
          (await graph.run(CouncilLocalRules, { councilId, asOf: today }, { signal })).council?.localRules ?? null,
    [graph, councilId, today],
  );
  return {
    ...acting,
    all: found,
    record: (rule) =>
      act(
        async () => (await graph.run(RecordLocalRule, { input: { councilId, ...rule } })).said,
        () => tq('said.recorded'),
      ),
    end: ({ id }, validTo, decision) =>
      act(
        async () => (await graph.run(EndLocalRule, { input: { overrideId: id, validTo, decision } })).said,
        () => tq('said.ended'),
      ),
  };
}

export type Value = Readonly<Record<string, unknown>>;
export const valueOf = (json: string): Value => JSON.parse(json) as Value;

const UNIT = { DAYS: 'n.days', PERSONS: 'n.persons', SECONDS: 'n.seconds' } as const;

function inWords(field: LocalField, value: Value): string {
  const said = value[field.name];
  if (field.kind === 'SHARE') return `${String(value['num'])}/${String(value['den'])}`;
  if (field.kind === 'FLAG') return tq(said === true ? 'yes' : 'no');
  if (field.kind === 'CHOICE') {
    const choice = field.choices.find((each) => each.value === said);
    return choice ? pick(choice) : String(said);
  }
  if (field.unit === 'SECONDS' && Number(said) % 60 === 0) return tq('n.minutes', { n: Number(said) / 60 });
  return tq(UNIT[field.unit ?? 'PERSONS'], { n: Number(said) });
}

/** What a rule says, as one reads it. */
export const wordsOf = ({ fields }: Pick<LocalRule, 'fields'>, json: string): string =>
  fields.map((field) => `${pick(field)}: ${inWords(field, valueOf(json))}`).join(' · ');

/** What stands in the form of a field before anything is typed. */
export function typedOf(field: LocalField, value: Value): string {
  return field.kind === 'SHARE' ? `${String(value['num'])}/${String(value['den'])}` : String(value[field.name] ?? '');
}

/** The part of the value that was typed; null where it is none. */
export function partTyped(field: LocalField, typed: string): Value | null {
  const text = typed.trim();
  switch (field.kind) {
    case 'SHARE': {
      const found = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(text);
      return found ? { num: Number(found[1]), den: Number(found[2]) } : null;
    }
    case 'FLAG':
      return { [field.name]: text === 'true' };
    case 'CHOICE':
      return field.choices.some((each) => each.value === text) ? { [field.name]: text } : null;
    case 'WHOLE': {
      const n = Number(text);
      const sound = /^\d{1,5}$/.test(text) && n >= (field.minimum ?? 0) && n <= (field.maximum ?? n);
      return sound ? { [field.name]: n } : null;
    }
  }
}
