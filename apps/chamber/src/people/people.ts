/** Presiding, broadcast and guests of one sitting: read, and the orders about them. */
import type { Graph } from '@nghitruong/client';
import { useReadAndAct, type Acting } from '../clerk/acting.js';
import {
  DecideAbsence,
  HandOverPresiding,
  InviteGuest,
  RecordGuestPresence,
  SetBroadcast,
  SittingPeople,
  WithdrawGuest,
  type InviteGuestMutationVariables,
  type SittingPeopleQuery,
} from '../graph/operations.js';
import { tp } from './words.js';

export type PeopleOf = NonNullable<SittingPeopleQuery['sitting']>;
export type NewGuest = Omit<InviteGuestMutationVariables['input'], 'sittingId'>;

export interface People extends Omit<Acting, 'act'> {
  /** null until it was read. */
  readonly of: PeopleOf | null;
  handOver(personId: string): Promise<boolean>;
  broadcast(url: string | null, basisPollId: string | null): Promise<boolean>;
  invite(guest: NewGuest): Promise<boolean>;
  record(guestId: string, present: boolean): Promise<boolean>;
  withdraw(guestId: string): Promise<boolean>;
  decide(requestId: string, approve: boolean, note: string | null): Promise<boolean>;
}

/** @param moved whatever changes when somebody asks to be away: the revision of attendance */
export function usePeople(graph: Graph, sittingId: string, step: number, moved = 0): People {
  const { found, act, acting } = useReadAndAct(
    async (signal) => (await graph.run(SittingPeople, { sittingId }, { signal })).sitting,
    [graph, sittingId, step, moved],
  );
  const at = { sittingId, expectedStep: step };
  return {
    ...acting,
    of: found,
    handOver: (personId) =>
      act(
        async () => (await graph.run(HandOverPresiding, { ...at, personId })).said,
        () => tp('handed'),
      ),
    broadcast: (url, basisPollId) =>
      act(
        async () => (await graph.run(SetBroadcast, { ...at, url, basisPollId })).said,
        () => tp('broadcastSaid'),
      ),
    invite: (guest) =>
      act(
        async () => (await graph.run(InviteGuest, { input: { sittingId, ...guest } })).said,
        () => tp('invited'),
      ),
    record: (guestId, present) =>
      act(
        async () => (await graph.run(RecordGuestPresence, { guestId, present })).said,
        () => tp('recorded'),
      ),
    withdraw: (guestId) =>
      act(
        async () => (await graph.run(WithdrawGuest, { guestId })).said,
        () => tp('recorded'),
      ),
    decide: (requestId, approve, note) =>
      act(
        async () => (await graph.run(DecideAbsence, { requestId, approve, note })).said,
        () => tp('decided'),
      ),
  };
}
