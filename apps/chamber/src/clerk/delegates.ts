/** Delegates of the council's terms: how many there are, and lists of them imported. */
import type { Graph } from '@nghitruong/client';
import { useState } from 'preact/hooks';
import {
  CouncilTerms,
  DelegateTemplate,
  ImportDelegates,
  UndoDelegateImport,
  type CouncilTermsQuery,
  type DelegateImportViewFragment,
} from '../graph/operations.js';
import { useReadAndAct, type Acting } from './acting.js';
import { td } from './delegates-words.js';
import { base64Of } from './import-card.js';
import { saveFile } from './resolutions.js';

export type TermsOf = NonNullable<CouncilTermsQuery['council']>;
export type DelegatesSaid = DelegateImportViewFragment;

export interface Delegates extends Omit<Acting, 'act'> {
  /** Null until it was read. */
  readonly of: TermsOf | null;
  readonly said: DelegatesSaid | null;
  give(file: File, termId: string, dryRun: boolean): Promise<boolean>;
  undo(): Promise<boolean>;
  template(): Promise<boolean>;
}

type Said = { readonly __typename: 'DelegateImport' } & DelegatesSaid;
type No = { readonly __typename: 'DelegateImportRefused'; readonly vi: string; readonly en: string };
/** @param today yyyy-MM-dd */
export function useDelegates(graph: Graph, councilId: string, today: string): Delegates {
  const [said, setSaid] = useState<DelegatesSaid | null>(null);
  const { found, act, acting } = useReadAndAct(
    councilId === ''
      ? null
      : async (signal) => (await graph.run(CouncilTerms, { councilId, asOf: today }, { signal })).council,
    [graph, councilId, today],
  );
  const keep = (answer: Said | No): Said | No => {
    if (answer.__typename === 'DelegateImport') setSaid(answer);
    return answer;
  };
  return {
    ...acting,
    of: found,
    said,
    give: (file, termId, dryRun) => {
      setSaid(null);
      return act(
        async () =>
          keep(
            (
              await graph.run(ImportDelegates, {
                input: { councilId, termId, filename: file.name, base64: await base64Of(file), dryRun },
              })
            ).said,
          ),
        () => '',
      );
    },
    undo: () =>
      act(
        async () => keep((await graph.run(UndoDelegateImport, { importId: said!.id! })).said),
        () => '',
      ),
    template: () =>
      act(
        async () => {
          saveFile((await graph.run(DelegateTemplate, {})).file);
          return { __typename: 'DelegateImportTemplate' };
        },
        () => td('saved'),
      ),
  };
}
