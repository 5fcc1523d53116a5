/**
 * Commands: what the console sends for each order, and what came of it.
 *
 * Every order carries the step that was on the screen when it was given; the
 * server compares it and refuses what was decided on an older picture. So an
 * order may be sent twice without harm, and is never repeated by itself: the
 * chair sees the true state and decides again.
 *
 * Promises   exactly one outcome: DONE, REFUSED with the server's sentence, or
 *            UNKNOWN where no answer came.
 */
import {
  AddSpeaker,
  AnnouncePoll,
  AnnulPoll,
  AnswerInterpellation,
  AskInterpellation,
  BreakSitting,
  CallSpeaker,
  CancelPoll,
  ClosePoll,
  CreatePoll,
  DeclineSpeaker,
  EndSitting,
  ExtendPoll,
  ExtendSpeech,
  FreezeDisplays,
  GoManual,
  OpenPoll,
  OpenSitting,
  OrderSpeakers,
  PausePoll,
  PublishPoll,
  ReadyPoll,
  ResumePoll,
  ResumeSitting,
  RevotePoll,
  SetAgendaPhase,
  SetSittingVisibility,
  ShowAgendaItem,
  ShowHolding,
  StartTestVote,
  StopSpeech,
} from '../graph/operations.js';
import { type Graph, GraphFault, type Operation } from '@nghitruong/client';
import type { ConsolePoll, Phase, SpeechKind, Visibility } from './model.js';

export type PollVerb =
  'readyPoll' | 'announcePoll' | 'openPoll' | 'resumePoll' | 'extendPoll' | 'closePoll' | 'publishPoll' | 'revotePoll';

export type AnnulmentKind = 'TECHNICAL_FAULT' | 'WRONG_TEXT' | 'WRONG_ROLL' | 'PROCEDURE';

export interface NewPoll {
  readonly agendaItemId: string;
  readonly kind: string;
  readonly title: string;
  readonly documentVersion: number | null;
  readonly durationSeconds: number | null;
  readonly rows?: readonly { readonly name: string; readonly post: string | null }[];
  readonly removalOf?: 'OFFICE_HOLDER' | 'DELEGATE' | null;
  readonly form?: 'PUBLIC' | 'SECRET' | null;
  /** Secret and on devices, where the council decided so; without it a secret vote is on paper. */
  readonly method?: 'ELECTRONIC' | null;
  readonly formBasis?: string | null;
}

export type Order =
  | { readonly do: 'openSitting' | 'resumeSitting' | 'endSitting' | 'showHolding' | 'testVote' }
  | { readonly do: 'extendSpeech' | 'stopSpeech' }
  | { readonly do: 'callSpeaker' | 'declineSpeaker' | 'speakerFirst'; readonly requestId: string }
  | { readonly do: 'askInterpellation' | 'answerInterpellation'; readonly interpellationId: string }
  | { readonly do: 'addSpeaker'; readonly kind: SpeechKind; readonly fullName: string; readonly office: string }
  | { readonly do: 'breakSitting'; readonly until: string | null }
  | { readonly do: 'freezeDisplays'; readonly frozen: boolean }
  | { readonly do: 'setVisibility'; readonly visibility: Visibility; readonly basisPollId: string | null }
  | { readonly do: 'showItem'; readonly itemId: string }
  | { readonly do: 'setPhase'; readonly itemId: string; readonly phase: Phase }
  | { readonly do: 'createPoll'; readonly poll: NewPoll }
  | { readonly do: PollVerb; readonly pollId: string }
  | { readonly do: 'pausePoll' | 'cancelPoll'; readonly pollId: string; readonly reason: string }
  | {
      readonly do: 'goManual';
      readonly pollId: string;
      readonly method: 'PAPER' | 'HANDS';
      readonly reason: string;
    }
  | {
      readonly do: 'annulPoll';
      readonly pollId: string;
      readonly kind: AnnulmentKind;
      readonly basis: string;
      readonly wallText: string;
    };

export type Said =
  | { readonly outcome: 'DONE'; readonly poll: ConsolePoll | null }
  | { readonly outcome: 'REFUSED'; readonly code: string; readonly vi: string; readonly en: string }
  | { readonly outcome: 'UNKNOWN' };

type Variables = Readonly<Record<string, unknown>>;
interface Request {
  readonly operation: Operation<{ readonly said: { readonly __typename: string } }, never>;
  readonly variables: Variables;
}

const verbs: Readonly<Record<PollVerb, Request['operation']>> = {
  readyPoll: ReadyPoll,
  announcePoll: AnnouncePoll,
  openPoll: OpenPoll,
  resumePoll: ResumePoll,
  extendPoll: ExtendPoll,
  closePoll: ClosePoll,
  publishPoll: PublishPoll,
  revotePoll: RevotePoll,
};

/** Seconds that delegates get between the call and the opening, and that one prolongation gives. */
export const CALL_SECONDS = 45;
export const EXTEND_SECONDS = 30;

/** The trusted document and its variables for one order, given on what was seen at `step`. */
export function requestOf(order: Order, sittingId: string, step: number): Request {
  const sitting = { sittingId, expectedStep: step };
  switch (order.do) {
    case 'openSitting':
      return { operation: OpenSitting, variables: sitting };
    case 'resumeSitting':
      return { operation: ResumeSitting, variables: sitting };
    case 'endSitting':
      return { operation: EndSitting, variables: sitting };
    case 'showHolding':
      return { operation: ShowHolding, variables: sitting };
    case 'testVote':
      return { operation: StartTestVote, variables: sitting };
    case 'extendSpeech':
      return { operation: ExtendSpeech, variables: sitting };
    case 'stopSpeech':
      return { operation: StopSpeech, variables: sitting };
    case 'callSpeaker':
      return { operation: CallSpeaker, variables: { ...sitting, requestId: order.requestId } };
    case 'declineSpeaker':
      return { operation: DeclineSpeaker, variables: { ...sitting, requestId: order.requestId } };
    case 'speakerFirst':
      return { operation: OrderSpeakers, variables: { ...sitting, first: [order.requestId] } };
    case 'askInterpellation':
      return { operation: AskInterpellation, variables: { ...sitting, interpellationId: order.interpellationId } };
    case 'answerInterpellation':
      return { operation: AnswerInterpellation, variables: { ...sitting, interpellationId: order.interpellationId } };
    case 'addSpeaker': {
      const { kind, fullName, office } = order;
      return { operation: AddSpeaker, variables: { input: { ...sitting, kind, fullName, office } } };
    }
    case 'breakSitting':
      return { operation: BreakSitting, variables: { ...sitting, until: order.until } };
    case 'freezeDisplays':
      return { operation: FreezeDisplays, variables: { ...sitting, frozen: order.frozen } };
    case 'setVisibility': {
      const { visibility, basisPollId } = order;
      return { operation: SetSittingVisibility, variables: { ...sitting, visibility, basisPollId } };
    }
    case 'showItem':
      return { operation: ShowAgendaItem, variables: { ...sitting, agendaItemId: order.itemId } };
    case 'setPhase':
      return { operation: SetAgendaPhase, variables: { ...sitting, agendaItemId: order.itemId, phase: order.phase } };
    case 'createPoll':
      return { operation: CreatePoll, variables: { input: { ...sitting, ...order.poll } } };
    case 'pausePoll':
      return { operation: PausePoll, variables: { pollId: order.pollId, expectedStep: step, reason: order.reason } };
    case 'cancelPoll':
      return { operation: CancelPoll, variables: { pollId: order.pollId, expectedStep: step, reason: order.reason } };
    case 'goManual': {
      const { pollId, method, reason } = order;
      return { operation: GoManual, variables: { pollId, expectedStep: step, method, reason } };
    }
    case 'annulPoll': {
      const { pollId, kind, basis, wallText } = order;
      return { operation: AnnulPoll, variables: { pollId, expectedStep: step, kind, basis, wallText } };
    }
    default: {
      const seconds =
        order.do === 'announcePoll'
          ? { seconds: CALL_SECONDS }
          : order.do === 'extendPoll'
            ? { seconds: EXTEND_SECONDS }
            : {};
      return { operation: verbs[order.do], variables: { pollId: order.pollId, expectedStep: step, ...seconds } };
    }
  }
}

interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly vi?: string;
  readonly en?: string;
}

/** The server's answer as one of the three outcomes. */
export function saidOf(answer: Answer): Said {
  if (answer.__typename === 'Refused')
    return { outcome: 'REFUSED', code: answer.code ?? '', vi: answer.vi ?? '', en: answer.en ?? '' };
  return { outcome: 'DONE', poll: 'state' in answer ? (answer as unknown as ConsolePoll) : null };
}

/** A fault that names a sentence is a refusal; any other leaves the fate of the order unknown. */
export function saidOfFault(error: unknown): Said {
  if (error instanceof GraphFault && !error.retryable && error.said)
    return { outcome: 'REFUSED', code: error.code, ...error.said };
  return { outcome: 'UNKNOWN' };
}

export async function send(graph: Graph, order: Order, sittingId: string, step: number): Promise<Said> {
  const { operation, variables } = requestOf(order, sittingId, step);
  try {
    return saidOf((await graph.run(operation, variables as never)).said);
  } catch (error) {
    return saidOfFault(error);
  }
}

/**
 * Prepares a poll in two orders: create, then freeze. Each raises the step by
 * one. When the second is refused the draft stays, and is handed back so that
 * the console can offer to freeze it again.
 */
export async function prepare(
  graph: Graph,
  poll: NewPoll,
  sittingId: string,
  step: number,
): Promise<{ readonly said: Said; readonly draft: ConsolePoll | null }> {
  const created = await send(graph, { do: 'createPoll', poll }, sittingId, step);
  if (created.outcome !== 'DONE' || !created.poll) return { said: created, draft: null };
  const frozen = await send(graph, { do: 'readyPoll', pollId: created.poll.id }, sittingId, step + 1);
  return { said: frozen, draft: frozen.outcome === 'DONE' ? null : created.poll };
}
