/**
 * Channel: one question, one class of rights, one stream upstream, any number of viewers.
 *
 * Each event is executed once (the planner's rest, as the class of rights) and
 * written once; viewers are handed the same tail and write only their own head.
 *
 * Promises   events in their order; a viewer who comes later gets the last state
 *            at once, if it is the present; after an end nothing more; a new
 *            supergraph changes how events are completed, never who watches.
 * Secret     no person is in it: the stream and its fetches carry rights only.
 */
import type { GraphQLFormattedError } from 'graphql';
import type { Grant } from '@nghitruong/kit/auth';
import { Fault } from '@nghitruong/kit/errors';
import type { Log } from '@nghitruong/kit/log';
import type { Admitted } from '../admission/admission.js';
import type { Operation } from '../admission/documents.js';
import type { Completed, UpstreamQuestion } from '../execution/executable.js';
import { Failures, internal, type FailureSource } from '../execution/failures.js';
import type { Send, SubgraphAnswer } from '../execution/plan.js';
import type { GatewayMetrics } from '../metrics.js';
import type { Generation } from '../supergraph/supergraph.js';
import type { Stream, Streams } from '../upstream/streams.js';
import type { TracedEvent } from '../upstream/traced.js';
import { Tail } from './tail.js';

/** Beyond so many events in hand the oldest are let go: what comes is state, and the newest is what counts. */
const MAX_IN_HAND = 256;

export interface Viewer {
  next(tail: Tail): void;
  error(errors: readonly GraphQLFormattedError[]): void;
  complete(): void;
}

export interface ChannelOptions {
  readonly admitted: Admitted;
  readonly rights: readonly Grant[];
  readonly streams: Streams;
  readonly send: Send;
  readonly failures: FailureSource;
  /** Of whoever opened it; none where what is asked is confidential. */
  readonly correlationId: string | undefined;
  /** Begins the span of an event of that subgraph, where traces were asked for. */
  readonly trace: ((operation: Operation, service: string) => TracedEvent) | undefined;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly readmit: (admitted: Admitted, generation: Generation) => Promise<Admitted>;
  readonly emptied: () => void;
}

export class Channel {
  private readonly viewers = new Set<Viewer>();
  private readonly inHand: { answer: SubgraphAnswer; at: number; traced: TracedEvent | undefined }[] = [];
  private admitted: Admitted;
  private question: UpstreamQuestion;
  private stream: Stream;
  private newest: Generation | undefined;
  private last: Tail | undefined;
  private working = false;
  private ending: ((viewer: Viewer) => void) | undefined;
  private ended = false;

  constructor(private readonly options: ChannelOptions) {
    this.admitted = options.admitted;
    this.question = this.admitted.operation.executable().question(this.admitted.given);
    this.stream = this.listen();
  }

  get size(): number {
    return this.viewers.size;
  }

  join(viewer: Viewer): void {
    this.viewers.add(viewer);
    if (this.last && this.stream.live) viewer.next(this.last);
  }

  /** The last one to go ends the stream. */
  leave(viewer: Viewer): void {
    if (this.viewers.delete(viewer) && this.viewers.size === 0) this.end();
  }

  /**
   * Completes events under another supergraph as soon as the operation is planned under it; where the question no
   * longer fits, that is the end.
   */
  async takeOver(generation: Generation): Promise<void> {
    if (this.ended) return;
    this.newest = generation;
    // A still newer one may come while this one plans, and be there first.
    const overtaken = (): boolean => this.ended || this.newest !== generation;
    let question: UpstreamQuestion;
    let admitted: Admitted;
    try {
      admitted = await this.options.readmit(this.admitted, generation);
      if (overtaken()) return;
      question = admitted.operation.executable().question(admitted.given);
    } catch (error) {
      if (overtaken()) return;
      const said = error instanceof Fault ? error : this.unexpected(error);
      return this.finish((viewer) => viewer.error([{ message: said.message, extensions: said.extensions }]));
    }
    this.admitted = admitted;
    const same =
      question.service === this.question.service &&
      question.query === this.question.query &&
      question.variables === this.question.variables;
    this.question = question;
    if (same) return;
    const before = this.stream;
    this.last = undefined;
    this.stream = this.listen();
    before.stop();
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.stream.stop();
    this.options.emptied();
  }

  private listen(): Stream {
    const { streams, rights, correlationId, trace } = this.options;
    const { question } = this;
    return streams.open(question, rights, correlationId, {
      event: (answer) => {
        if (this.ended) return;
        if (this.inHand.length >= MAX_IN_HAND) this.inHand.shift();
        const traced = trace?.(this.admitted.operation, question.service);
        this.inHand.push({ answer, at: performance.now(), traced });
        if (!this.working) void this.work();
      },
      failed: (errors) => {
        const failures = new Failures(this.options.failures);
        for (const error of errors) failures.reported(this.question.service, error as object, [[]]);
        if (failures.errors.length === 0) failures.unavailable(this.question.service, []);
        this.finish((viewer) => viewer.error(failures.errors));
      },
      completed: () => this.finish((viewer) => viewer.complete()),
    });
  }

  private async work(): Promise<void> {
    const { send, failures } = this.options;
    this.working = true;
    try {
      for (let next = this.inHand.shift(); next && !this.ended; next = this.inHand.shift()) {
        const { given, variables, operation } = this.admitted;
        const { answer, at, traced } = next;
        let completed: Completed;
        try {
          completed = await operation
            .executable()
            .event({ given, variables, send: traced?.send ?? send, failures }, answer);
        } catch (error) {
          const said = this.unexpected(error);
          completed = { dataText: 'null', errors: [{ message: said.message, extensions: said.extensions }] };
        }
        if (!this.ended) this.tell(new Tail(completed), at);
        traced?.end(completed.errors.length > 0);
      }
    } finally {
      this.working = false;
    }
    if (this.ending) this.finish(this.ending);
  }

  /** @param at when the event came */
  private tell(tail: Tail, at: number): void {
    this.last = tail;
    for (const viewer of this.viewers) viewer.next(tail);
    this.options.metrics.event(this.question.service, (performance.now() - at) / 1000);
  }

  /** Ends for everyone, once what is in hand has been told. */
  private finish(tell: (viewer: Viewer) => void): void {
    if (this.ended) return;
    if (this.working) {
      this.ending ??= tell;
      return;
    }
    const viewers = [...this.viewers];
    this.viewers.clear();
    this.end();
    for (const viewer of viewers) tell(viewer);
  }

  private unexpected(err: unknown): Fault {
    const id = this.options.failures.nextId();
    this.options.log.error({ err, errorId: id }, 'an event could not be completed');
    return internal(id);
  }
}
