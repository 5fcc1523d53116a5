/**
 * Admission: the one function ahead of every door.
 *
 * Whoever asks, over HTTP or a socket, for a query, a mutation or a stream, is
 * let in here or nowhere: identity, rate, document, limits, variables, door.
 *
 * Promises   what is let in is planned; nothing is planned or sent for what is
 *            refused; a refusal is a Fault with a code and both sentences, and
 *            says nothing of a schema that the caller may not read.
 * Odd part   Apollo Server's own plug-ins and rules do not see sockets, so it
 *            is given only what was admitted here.
 */
import { hasRole, type Actor, type TokenVerifier } from '@nghitruong/kit/auth';
import type { Ids, Lang } from '@nghitruong/kit/context';
import { fault, kitErrors } from '@nghitruong/kit/errors';
import { gatewayErrors } from '../errors.js';
import type { Generation, Supergraph } from '../supergraph/supergraph.js';
import type { DisabledAccounts } from './disabled.js';
import type { KnownDocument, Operation } from './documents.js';
import { RateLimit } from './rate.js';
import { documentId, type TrustedDocuments } from './trusted.js';

export type Door = 'http' | 'socket' | 'events';

/** EVERYONE is for a general gateway on a loopback address only; settings do not offer it. */
export type AdHoc = 'NEVER' | 'DEVELOPER' | 'LOOPBACK_DEVELOPER' | 'EVERYONE';

/** Who stands at the door. */
export interface Visitor {
  readonly actor: Actor;
  readonly token?: string;
  readonly lang: Lang;
  /** Came from this machine; looked at only where that decides something. */
  readonly loopback: boolean;
}

/** What was asked, as it came: nothing of it is believed. */
export interface Asked {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

export interface Admitted {
  readonly door: Door;
  readonly visitor: Visitor;
  readonly generation: Generation;
  readonly document: KnownDocument;
  readonly trusted: boolean;
  readonly operation: Operation;
  readonly operationName: string | undefined;
  readonly given: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
}

export interface AdmissionOptions {
  readonly tokens: TokenVerifier;
  readonly disabled: Pick<DisabledAccounts, 'has'>;
  readonly trusted: TrustedDocuments;
  readonly supergraph: Supergraph;
  readonly adHoc: AdHoc;
  readonly perAccount: number;
  readonly anonymous: number;
  readonly ids: Ids;
}

const bad = (why: string) => fault(kitErrors, 'BAD_REQUEST', { why });

export class Admission {
  private readonly rate: RateLimit;

  constructor(private readonly options: AdmissionOptions) {
    this.rate = new RateLimit(options.perAccount, options.anonymous);
  }

  /** Throws UNAUTHENTICATED for a token that does not verify or whose account is disabled; no token is the anonymous citizen. */
  async visitor(token: string | undefined, lang: Lang, loopback: () => boolean): Promise<Visitor> {
    const actor = await this.options.tokens.verify(token);
    if (this.options.disabled.has(actor.accountId)) throw fault(kitErrors, 'UNAUTHENTICATED');
    return { actor, lang, loopback: this.options.adHoc === 'LOOPBACK_DEVELOPER' && loopback(), token };
  }

  /** For what costs without being an operation. Throws TOO_MANY_REQUESTS. */
  arrive(visitor: Visitor): void {
    this.rate.take(visitor.actor);
  }

  async admit(door: Door, visitor: Visitor, asked: Asked): Promise<Admitted> {
    this.rate.take(visitor.actor);
    const given = objectOf(asked.variables, 'variables');
    const operationName = textOf(asked.operationName, 'operationName');
    const generation = this.options.supergraph.current;
    const { document, trusted } = this.document(generation, visitor, asked);
    const operation = document.operation(operationName);
    if (operation.introspects && !this.mayExplore(visitor)) throw fault(gatewayErrors, 'DOCUMENT_NOT_ALLOWED');
    if (door === 'http' && operation.kind === 'subscription')
      throw fault(gatewayErrors, 'WRONG_DOOR', {
        kind: operation.kind,
        why: 'dùng WebSocket hoặc SSE (use a socket or an event stream)',
      });
    if (door !== 'http' && operation.kind === 'mutation')
      throw fault(gatewayErrors, 'WRONG_DOOR', { kind: operation.kind, why: 'dùng HTTP POST (use HTTP POST)' });
    const variables = operation.coerce(given);
    if (!operation.prepared) await operation.prepare();
    return {
      door,
      visitor,
      generation,
      document,
      trusted,
      operation,
      operationName,
      given,
      variables,
      correlationId: this.options.ids.next(),
    };
  }

  /** The same operation under another supergraph; rejects where it does not fit any more. */
  async readmit(admitted: Admitted, generation: Generation): Promise<Admitted> {
    const document = generation.documents.get(admitted.document.id, admitted.document.text, admitted.trusted);
    const operation = document.operation(admitted.operationName);
    const variables = operation.coerce(admitted.given);
    await operation.prepare();
    return { ...admitted, generation, document, operation, variables };
  }

  private document(
    generation: Generation,
    visitor: Visitor,
    asked: Asked,
  ): { document: KnownDocument; trusted: boolean } {
    const extensions = objectOf(asked.extensions, 'extensions');
    const named = textOf(asked.documentId, 'documentId') ?? textOf(extensions['documentId'], 'extensions.documentId');
    const text = textOf(asked.query, 'query');
    if (named !== undefined) {
      const id = named.replace(/^sha256:/, '');
      const known = this.options.trusted.get(id);
      if (known === undefined) throw fault(gatewayErrors, 'DOCUMENT_UNKNOWN', { id: named.slice(0, 20) });
      if (text && text !== known) throw bad('query và documentId khác nhau');
      return { document: generation.documents.get(id, known, true), trusted: true };
    }
    if (!text) throw bad('thiếu documentId hoặc query');
    const id = documentId(text);
    const trusted = this.options.trusted.get(id) !== undefined;
    if (!trusted && !this.mayExplore(visitor)) throw fault(gatewayErrors, 'DOCUMENT_NOT_ALLOWED');
    return { document: generation.documents.get(id, text, trusted), trusted };
  }

  /** Documents of one's own, and the schema itself. */
  private mayExplore({ actor, loopback }: Visitor): boolean {
    switch (this.options.adHoc) {
      case 'NEVER':
        return false;
      case 'EVERYONE':
        return true;
      case 'DEVELOPER':
        return hasRole(actor, 'DEVELOPER');
      case 'LOOPBACK_DEVELOPER':
        return loopback && hasRole(actor, 'DEVELOPER');
    }
  }
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw bad(name);
  return value as Record<string, unknown>;
}

function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw bad(name);
  return value;
}
