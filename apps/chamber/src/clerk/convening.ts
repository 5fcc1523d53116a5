/**
 * Convening: the session's steps and documents, read anew after each record.
 *
 * A file goes up in parts of 128 KiB, one after another, under the SHA-256 of
 * the whole; a part that got no answer is simply put again.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { useState } from 'preact/hooks';
import {
  AddDocument,
  BeginDocumentVersion,
  CompletePreparationStep,
  Convening as ConveningQueryOf,
  ConveningOfSession,
  HoldConfidenceRating,
  PutDocumentPart,
  RecordRetirementNotice,
  SendDocument,
  WithdrawRetirementNotice,
  type ConveningQuery,
} from '../graph/operations.js';
import { type Graph, GraphFault, pause, waitBefore } from '@nghitruong/client';
import { useReadAndAct, type Acting } from './acting.js';
import { tc } from './convening-words.js';

export type ConvenedSession = NonNullable<ConveningQuery['sitting']>['session'];
export type Step = NonNullable<ConvenedSession['preparation']>['steps'][number];
export type RatedPerson = NonNullable<ConvenedSession['rateablePersons']>[number];
export type DeskDocument = ConvenedSession['documents'][number];
export type Classification = DeskDocument['classification'];

export interface NewDocument {
  readonly title: string;
  readonly classification: Classification;
  readonly agendaItemId: string | null;
  readonly file: File;
}

export interface Convening extends Omit<Acting, 'act'> {
  /** Null until it was read. */
  readonly session: ConvenedSession | null;
  /** Parts that are up, of how many; null while nothing goes up. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  complete(step: Step['step'], doneOn: string, evidence: string, lateReason: string): Promise<boolean>;
  holdRating(holds: boolean): Promise<boolean>;
  /** A notice of retirement came: the person is not rated. */
  notice(person: RatedPerson, receivedOn: string, document: string): Promise<boolean>;
  withdrawNotice(person: RatedPerson, reason: string): Promise<boolean>;
  add(document: NewDocument): Promise<boolean>;
  replace(documentId: string, file: File): Promise<boolean>;
  send(document: DeskDocument, lateReason: string | null): Promise<boolean>;
}

const PART_BYTES = 131_072;
const TRIES = 4;
const SLICE = 8_192;

type Said = { readonly __typename: string };

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += SLICE) text += String.fromCharCode(...bytes.subarray(i, i + SLICE));
  return btoa(text);
}
export const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** @param sessionId another session than the sitting's own, where one was chosen */
export function useConvening(graph: Graph, sittingId: string, sessionId: string | null = null): Convening {
  const [progress, setProgress] = useState<Convening['progress']>(null);
  const {
    found: session,
    act,
    acting,
  } = useReadAndAct<ConvenedSession>(
    async (signal) =>
      sessionId !== null
        ? (await graph.run(ConveningOfSession, { sessionId }, { signal })).session
        : ((await graph.run(ConveningQueryOf, { sittingId }, { signal })).sitting?.session ?? null),
    [graph, sittingId, sessionId],
    { after: () => setProgress(null) },
  );

  /** What was refused of it, or what began it. */
  const upload = async (documentId: string, file: File): Promise<Said> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const of = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
    setProgress({ done: 0, of });
    const { said } = await graph.run(BeginDocumentVersion, {
      input: {
        documentId,
        fileName: file.name,
        mediaType: file.type,
        bytes: bytes.length,
        sha256: hex(sha256(bytes)),
      },
    });
    if (said.__typename === 'Refused') return said;
    const { version } = said;
    for (let index = 0; index < of; index += 1) {
      const content = base64(bytes.subarray(index * PART_BYTES, (index + 1) * PART_BYTES));
      const put = await again(() => graph.run(PutDocumentPart, { input: { documentId, version, index, content } }));
      if (put.said.__typename === 'Refused') return put.said;
      setProgress({ done: index + 1, of });
    }
    return said;
  };

  return {
    ...acting,
    session,
    progress,
    complete: (step, doneOn, evidence, lateReason) =>
      act(
        async () =>
          (
            await graph.run(CompletePreparationStep, {
              input: { sessionId: session!.id, step, doneOn, evidence, lateReason: lateReason || null },
            })
          ).said,
        () => tc('said.step'),
      ),
    holdRating: (holds) =>
      act(
        async () => (await graph.run(HoldConfidenceRating, { input: { sessionId: session!.id, holds } })).said,
        () => tc(holds ? 'said.rating' : 'said.noRating'),
      ),
    notice: ({ personId, fullName }, receivedOn, document) =>
      act(
        async () =>
          (
            await graph.run(RecordRetirementNotice, {
              input: { councilId: session!.council.id, personId, receivedOn, document },
            })
          ).said,
        () => tc('said.notice', { x: fullName }),
      ),
    withdrawNotice: ({ personId, fullName }, reason) =>
      act(
        async () =>
          (await graph.run(WithdrawRetirementNotice, { input: { councilId: session!.council.id, personId, reason } }))
            .said,
        () => tc('said.withdrawn', { x: fullName }),
      ),
    add: ({ file, ...document }) =>
      act(
        async () => {
          const { said } = await graph.run(AddDocument, {
            input: { sessionId: session!.id, ...document, stateSecret: false },
          });
          return said.__typename === 'Refused' ? said : upload(said.id, file);
        },
        () => tc('doc.done'),
      ),
    replace: (documentId, file) =>
      act(
        () => upload(documentId, file),
        () => tc('doc.done'),
      ),
    send: (document, lateReason) =>
      act(
        async () => (await graph.run(SendDocument, { documentId: document.id, lateReason })).said,
        () => `${document.title}: ${tc('doc.sent', { t: '' }).trim()}`,
      ),
  };
}

/** A part may be put again; a refusal is an answer and is not repeated. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GraphFault) || !error.retryable || attempt + 1 >= TRIES) throw error;
      await pause(200 + waitBefore(attempt));
    }
  }
}
