/** Resolutions of the council, and the papers: read, and the few things that a clerk records. */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  AttendanceSheetFile,
  CompleteResolutionStep,
  ImportResolutions,
  OpenDataPackage,
  PlaceResolution,
  RecordVerification,
  ResolutionTemplate,
  ResultSheet,
  SittingResolutions,
  UndoResolutionImport,
  WaiveVerification,
  type ResolutionRowFragment,
  type SheetViewFragment,
} from '../graph/operations.js';
import { type Graph, GraphFault, pause, waitBefore } from '@nghitruong/client';
import { pick } from '../shared/i18n.js';
import { base64Of, tooLarge, type ImportSaid } from './import-card.js';
import { tr } from './resolution-words.js';

export type ResolutionRow = ResolutionRowFragment;
export type Format = 'PDF' | 'DOCX' | 'XLSX';
export type Conclusion = 'AGREED' | 'AGREED_WITH_CHANGES' | 'NOT_AGREED';

/** A paper is drawn when it is asked for: that takes longer than a reading. */
const PATIENT = { timeoutMs: 60_000 };
/** For a package, which is drawn once and waited for in several questions. */
const PATIENT_MS = 180_000;

export interface Resolutions {
  /** null while they are read, undefined where they could not be. */
  readonly rows: readonly ResolutionRow[] | null | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  /** Why the last order came to nothing. */
  readonly notice: string | null;
  readonly imported: ImportSaid | null;
  more(): void;
  /** Reads the first page anew. */
  again(): void;
  clear(): void;
  verify(row: ResolutionRow, conclusion: Conclusion, report: string): Promise<boolean>;
  waive(row: ResolutionRow, reason: string): Promise<boolean>;
  place(row: ResolutionRow, agendaItemId: string): Promise<boolean>;
  step(row: ResolutionRow, kind: ResolutionRow['steps'][number]['kind'], on: string): Promise<boolean>;
  save(paper: { pollId: string; format: Format } | { attendance: Format } | 'package' | 'template'): Promise<void>;
  import(file: File, dryRun: boolean): Promise<void>;
  undoImport(): Promise<void>;
}

type Refused = { readonly __typename: 'Refused'; readonly code: string; readonly vi: string; readonly en: string };

/** Offers the file to be saved under its name. */
export function saveFile({ filename, mediaType, base64 }: SheetViewFragment): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  // A browser that is busy fetches it later than the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The server draws on while the door has stopped waiting: who asks again is given what it has come to. */
async function wholePackage(graph: Graph, sittingId: string): Promise<SheetViewFragment | null | undefined> {
  const until = Date.now() + PATIENT_MS;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await graph.run(OpenDataPackage, { sittingId }, PATIENT)).sitting?.session.openDataPackage;
    } catch (error) {
      if (!(error instanceof GraphFault) || !error.retryable || Date.now() > until) throw error;
      await pause(200 + waitBefore(attempt));
    }
  }
}

export function useResolutions(graph: Graph, sittingId: string, step: number): Resolutions {
  const [rows, setRows] = useState<readonly ResolutionRow[] | null | undefined>(null);
  const [end, setEnd] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [imported, setImported] = useState<ImportSaid | null>(null);
  const council = useRef('');

  const read = async (after: string | null, signal?: AbortSignal): Promise<void> => {
    try {
      const found = (await graph.run(SittingResolutions, { sittingId, after }, signal ? { signal } : {})).sitting
        ?.council;
      if (signal?.aborted || !found) return;
      council.current = found.id;
      const page = found.resolutions.edges.map((edge) => edge.node);
      setRows((known) => (after === null ? page : [...(known ?? []), ...page]));
      setEnd(found.resolutions.pageInfo.hasNextPage ? found.resolutions.pageInfo.endCursor : null);
    } catch {
      if (!signal?.aborted) setRows((known) => known ?? undefined);
    }
  };
  // A vote that is published adopts and numbers: read anew with each command of the sitting.
  useEffect(() => {
    const leaving = new AbortController();
    void read(null, leaving.signal);
    return () => leaving.abort();
  }, [graph, sittingId, step]);

  /** One thing at a time; what was refused is said in its own words. */
  const one = async <T extends { readonly __typename?: string }>(
    work: () => Promise<T | Refused>,
    done: (said: T) => void,
  ): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setNotice(null);
    try {
      const said = await work();
      if (said.__typename === 'Refused') {
        setNotice(pick(said as Refused));
        return false;
      }
      done(said as T);
      return true;
    } catch (error) {
      const why = error instanceof GraphFault && !error.retryable ? error.said : null;
      setNotice(why ? pick(why) : tr('unknown'));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const keep = (said: ResolutionRow): void =>
    setRows((known) => known?.map((row) => (row.id === said.id ? said : row)));
  const seen = (row: ResolutionRow) => ({ resolutionId: row.id, expectedRevision: row.revision });
  type Said = { readonly __typename: 'Resolution' } & ResolutionRow;
  type SaidImport = { readonly __typename: 'ResolutionImport' } & ImportSaid;

  return {
    rows,
    hasMore: end !== null,
    busy,
    notice,
    imported,
    more: () => void (end !== null && read(end)),
    again: () => void read(null),
    clear: () => setNotice(null),
    verify: (row, conclusion, report) =>
      one<Said>(
        async () =>
          (
            await graph.run(RecordVerification, {
              input: { ...seen(row), version: row.versions.at(-1)!.version, conclusion, report },
            })
          ).said,
        keep,
      ),
    waive: (row, reason) =>
      one<Said>(async () => (await graph.run(WaiveVerification, { input: { ...seen(row), reason } })).said, keep),
    place: (row, agendaItemId) =>
      one<Said>(async () => (await graph.run(PlaceResolution, { input: { ...seen(row), agendaItemId } })).said, keep),
    step: (row, kind, on) =>
      one<Said>(
        async () => (await graph.run(CompleteResolutionStep, { input: { ...seen(row), kind, on } })).said,
        keep,
      ),
    save: async (paper) => {
      await one<{ readonly __typename?: string; readonly file: SheetViewFragment | null | undefined }>(
        async () => {
          if (paper === 'template') return await graph.run(ResolutionTemplate, {});
          if (paper === 'package') return { file: await wholePackage(graph, sittingId) };
          if ('pollId' in paper) return { file: (await graph.run(ResultSheet, paper, PATIENT)).poll?.sheet };
          return {
            file: (await graph.run(AttendanceSheetFile, { sittingId, format: paper.attendance }, PATIENT)).sitting
              ?.attendanceSheet,
          };
        },
        ({ file }) => (file ? saveFile(file) : setNotice(tr('noFile'))),
      );
    },
    import: async (file, dryRun) => {
      setImported(null);
      const large = tooLarge(file);
      if (large) return setNotice(large);
      await one<SaidImport>(
        async () =>
          (
            await graph.run(ImportResolutions, {
              input: { councilId: council.current, filename: file.name, base64: await base64Of(file), dryRun },
            })
          ).said,
        (said) => {
          setImported(said);
          if (said.imported > 0) void read(null);
        },
      );
    },
    undoImport: async () => {
      if (!imported?.id) return;
      const importId = imported.id;
      await one<SaidImport>(
        async () => (await graph.run(UndoResolutionImport, { importId })).said,
        (said) => {
          setImported(said);
          void read(null);
        },
      );
    },
  };
}
