/** Requests of delegates, voters and bodies: read, raised, and each signature recorded from its paper. */
import type { Graph } from '@nghitruong/client';
import { useEffect, useState } from 'preact/hooks';
import {
  DeskRequests,
  RaiseSessionRequest,
  SignSessionRequest,
  VerifyRequestingVoter,
  type DeskRequestFragment,
  type RaiseSessionRequestMutationVariables,
  type VerifyRequestingVoterMutationVariables,
} from '../graph/operations.js';
import { readPatiently, useActing, type Acting } from './acting.js';
import { tn } from './requests-words.js';

export type DeskRequest = DeskRequestFragment;
export type NewRequest = Omit<RaiseSessionRequestMutationVariables['input'], 'councilId'>;
export type NewVoter = Omit<VerifyRequestingVoterMutationVariables['input'], 'requestId'>;

export interface Requests extends Omit<Acting, 'act'> {
  /** Null until they were read. */
  readonly all: readonly DeskRequest[] | null;
  raise(request: NewRequest): Promise<boolean>;
  sign(request: DeskRequest, seatId: string, document: string): Promise<boolean>;
  verify(request: DeskRequest, voter: NewVoter): Promise<boolean>;
}

export function useRequests(graph: Graph, councilId: string): Requests {
  const [all, setAll] = useState<readonly DeskRequest[] | null>(null);
  const [turn, setTurn] = useState(0);
  const { act, ...acting } = useActing(() => setTurn((n) => n + 1));
  useEffect(() => {
    if (councilId === '') return;
    const leaving = new AbortController();
    const { signal } = leaving;
    void readPatiently(() => graph.run(DeskRequests, { councilId }, { signal }), signal).then(
      (found) =>
        found && !signal.aborted && setAll(found.council?.sessionRequests?.edges.map((edge) => edge.node) ?? []),
    );
    return () => leaving.abort();
  }, [graph, councilId, turn]);
  return {
    ...acting,
    all,
    raise: (request) =>
      act(
        async () => (await graph.run(RaiseSessionRequest, { input: { councilId, ...request } })).said,
        () => tn('said.raised'),
      ),
    sign: ({ id }, seatId, document) =>
      act(
        async () =>
          (await graph.run(SignSessionRequest, { input: { requestId: id, seatId, document: document || null } })).said,
        () => tn('said.signed'),
      ),
    verify: ({ id }, voter) =>
      act(
        async () => (await graph.run(VerifyRequestingVoter, { input: { requestId: id, ...voter } })).said,
        () => tn('said.voter'),
      ),
  };
}
