/**
 * Failures: everything that went wrong while one operation ran, as the caller may see it.
 *
 * A subgraph's refusal keeps its code and both sentences. Anything else a
 * subgraph says (its own words may hold addresses, statements or names of
 * hidden fields) is logged under an id, and only the id leaves.
 *
 * Promises  one error per dead service, however many fetches failed with it;
 *           at most MAX errors, each with the path of what it left empty.
 */
import type { GraphQLFormattedError } from 'graphql';
import { fault, kitErrors, message, type ErrorTable, type Message, type Params } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import { gatewayErrors } from '../errors.js';
import type { ResponsePath } from './paths.js';

const MAX_ERRORS = 100;

/** What a subgraph put into `errors`. Nothing in it is believed. */
export interface SubgraphError {
  readonly message?: unknown;
  readonly path?: unknown;
  readonly extensions?: unknown;
}

export interface FailureSource {
  readonly log: Log;
  /** None where nothing may be joined with the failure. */
  readonly correlationId?: string;
  nextId(): string;
}

export class Failures {
  readonly errors: GraphQLFormattedError[] = [];
  private readonly paths: ResponsePath[] = [];
  private readonly dead: string[] = [];

  constructor(private readonly source: FailureSource) {}

  /** A service gave no answer at all. */
  unavailable(service: string, path: ResponsePath): void {
    this.paths.push(path);
    if (this.dead.includes(service)) return;
    this.dead.push(service);
    this.push(path, message(kitErrors, 'UNAVAILABLE', { service }));
  }

  /** A service's own error, at each of the given paths. */
  reported(service: string, error: SubgraphError, paths: readonly ResponsePath[]): void {
    const said = this.understood(service, error);
    for (const path of paths) {
      this.paths.push(path);
      this.push(path, said);
    }
  }

  /** What was told already is also why everything here is empty. */
  explains(path: ResponsePath): void {
    this.paths.push(path);
  }

  /** A null where the schema allows none: told only where nothing else explains it. */
  nullNotAllowed(path: ResponsePath, field: string): void {
    this.unexplained(path, gatewayErrors, 'NULL_NOT_ALLOWED', { field });
  }

  valueInvalid(path: ResponsePath, field: string): void {
    this.unexplained(path, gatewayErrors, 'VALUE_INVALID', { field });
  }

  private unexplained<T extends ErrorTable>(
    path: ResponsePath,
    table: T,
    code: keyof T & string,
    params: Params,
  ): void {
    if (this.paths.some((known) => overlaps(known, path))) return;
    const copy = [...path];
    this.paths.push(copy);
    this.push(copy, message(table, code, params));
  }

  private push(path: ResponsePath, said: Message): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push(formatted(said, path));
  }

  private understood(service: string, error: SubgraphError): Message {
    const { code, vi, en, params } = (
      typeof error.extensions === 'object' && error.extensions !== null ? error.extensions : {}
    ) as Record<string, unknown>;
    if (code === 'GATEWAY_ONLY') {
      this.source.log.error(
        { service, correlationId: this.source.correlationId },
        'a subgraph did not accept the gateway’s signature: check GATEWAY_PUBLIC_KEY and the clocks',
      );
      return message(kitErrors, 'UNAVAILABLE', { service });
    }
    if (typeof code === 'string' && typeof vi === 'string' && typeof en === 'string') {
      return { code, vi, en, params: (typeof params === 'object' && params !== null ? params : {}) as Params };
    }
    if (code === 'INVALID_INPUT')
      return message(kitErrors, 'INVALID_INPUT', {
        field: String(Array.isArray(error.path) ? (error.path.at(-1) ?? '') : ''),
        why: 'không đúng kiểu',
      });
    const id = this.source.nextId();
    this.source.log.warn(
      {
        service,
        errorId: id,
        said: String(error.message).slice(0, 500),
        code,
        correlationId: this.source.correlationId,
      },
      'a subgraph reported an error of its own kind',
    );
    return message(gatewayErrors, 'SUBGRAPH_ERROR', { service, id });
  }
}

export function formatted(said: Message, path?: ResponsePath): GraphQLFormattedError {
  return {
    message: said.vi,
    ...(path && path.length > 0 && { path }),
    extensions: { code: said.code, params: said.params, vi: said.vi, en: said.en },
  };
}

/** The gateway's own fault, for what should never happen. */
export const internal = (id: string) => fault(kitErrors, 'INTERNAL', { id });

function overlaps(a: ResponsePath, b: ResponsePath): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
