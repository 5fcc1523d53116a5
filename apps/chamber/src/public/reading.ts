/** The resolutions of one council, read without a name. */
import { useEffect, useState } from 'preact/hooks';
import { readPatiently } from '../clerk/acting.js';
import {
  PublicCouncils,
  PublicResolution,
  PublicResolutions,
  type PublicResolutionQuery,
  type PublicRowFragment,
} from '../graph/operations.js';
import type { Graph } from '@nghitruong/client';

export type PublicRow = PublicRowFragment;
export type PublicWhole = NonNullable<PublicResolutionQuery['resolution']>;
export interface PublicCouncil {
  readonly id: string;
  readonly shortName: string;
}

export interface Reading {
  readonly councils: readonly PublicCouncil[];
  readonly councilId: string | null;
  readonly illustrative: boolean;
  /** Null while they are read, undefined where they cannot be. */
  readonly rows: readonly PublicRow[] | null | undefined;
  readonly hasMore: boolean;
  more(): void;
  choose(councilId: string): void;
}

/** `?council=` says whose; else the demonstration's council, else the first. */
export function useReading(graph: Graph): Reading {
  const [councils, setCouncils] = useState<readonly PublicCouncil[]>([]);
  const [councilId, choose] = useState<string | null>(new URLSearchParams(location.search).get('council'));
  const [rows, setRows] = useState<readonly PublicRow[] | null | undefined>(null);
  const [illustrative, setIllustrative] = useState(false);
  const [end, setEnd] = useState<string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    void readPatiently(() => graph.run(PublicCouncils, {}, { signal }), signal).then((found) => {
      if (signal.aborted) return;
      const all = found?.councils.edges.map((edge) => edge.node) ?? [];
      setCouncils(all);
      const first = found?.demonstration?.councilId ?? all[0]?.id;
      if (first !== undefined) choose((known) => known ?? first);
      else setRows(found ? [] : undefined);
    });
    return () => leaving.abort();
  }, [graph]);
  const read = async (of: string, after: string | null, signal: AbortSignal): Promise<void> => {
    const found = await readPatiently(() => graph.run(PublicResolutions, { councilId: of, after }, { signal }), signal);
    if (signal.aborted) return;
    if (!found) return setRows((known) => known ?? undefined);
    const page = found.council?.resolutions.edges.map((edge) => edge.node) ?? [];
    setIllustrative(found.council?.illustrative ?? false);
    setRows((known) => (after === null ? page : [...(known ?? []), ...page]));
    const info = found.council?.resolutions.pageInfo;
    setEnd(info?.hasNextPage ? info.endCursor : null);
  };
  useEffect(() => {
    if (councilId === null) return;
    const leaving = new AbortController();
    setRows(null);
    void read(councilId, null, leaving.signal);
    return () => leaving.abort();
  }, [graph, councilId]);
  return {
    councils,
    councilId,
    illustrative,
    rows,
    hasMore: end !== null,
    more: () => void (councilId && end && read(councilId, end, new AbortController().signal)),
    choose,
  };
}

/** One of them whole, once somebody asks for it; undefined where it cannot be read. */
export function useWhole(graph: Graph, id: string, wanted: boolean): PublicWhole | null | undefined {
  const [whole, setWhole] = useState<PublicWhole | null | undefined>(null);
  useEffect(() => {
    if (!wanted || whole) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    void readPatiently(() => graph.run(PublicResolution, { id }, { signal }), signal).then(
      (found) => !signal.aborted && setWhole(found?.resolution ?? undefined),
    );
    return () => leaving.abort();
  }, [graph, id, wanted]);
  return whole;
}
