/** Requests of delegates, voters and bodies: read, raised, and each signature recorded from its paper. */
import type { Graph } from '@nghitruong/client';
import {
  DeskRequests,
  RaiseSessionRequest,
  SignSessionRequest,
  VerifyRequestingVoter,
  type DeskRequestFragment,
  type RaiseSessionRequestMutationVariables,
  type VerifyRequestingVoterMutationVariables,
} from '../graph/operations.js';
import { nodesOf, useReadAndAct, type Acting } from './acting.js';
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
  const { found, act, acting } = useReadAndAct(
    councilId === ''
      ? null
      : async (signal) => nodesOf((await graph.run(DeskRequests, { councilId }, { signal })).council?.sessionRequests),
    [graph, councilId],
  );
  return {
    ...acting,
    all: found,
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
