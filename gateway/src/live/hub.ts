/**
 * Hub: finds the channel of a question, or opens it.
 *
 * Two viewers share a channel only if document, operation, variables and class
 * of rights are all the same: what one may not see can never reach another
 * through a shared stream.
 */
import { rightsOf, type Actor, type Grant } from '@nghitruong/kit/auth';
import type { Log } from '@nghitruong/kit/log';
import type { Admission, Admitted } from '../admission/admission.js';
import type { FailureSource } from '../execution/failures.js';
import type { Send } from '../execution/plan.js';
import type { GatewayMetrics } from '../metrics.js';
import type { Generation } from '../supergraph/supergraph.js';
import type { Identity } from '../upstream/identity.js';
import type { Streams } from '../upstream/streams.js';
import type { TraceEvents } from '../upstream/traced.js';
import { Channel, type Viewer } from './channel.js';

export type { Viewer };

export interface HubOptions {
  readonly admission: Admission;
  /** The supergraph that is served now. */
  readonly current: () => Generation;
  readonly streams: Streams;
  readonly send: (identity: Identity) => Send;
  readonly failures: (correlationId: string | undefined) => FailureSource;
  readonly isConfidential: (rootFields: ReadonlySet<string>) => boolean;
  /** Where traces were asked for. */
  readonly trace: TraceEvents | undefined;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

interface RightsClass {
  readonly rights: readonly Grant[];
  readonly text: string;
}

export class Hub {
  private readonly channels = new Map<string, Channel>();
  /** Of those who ask the same: as long as somebody else holds them. */
  private readonly variables = new WeakMap<Readonly<Record<string, unknown>>, string>();
  /** Who comes again after a loss is the same actor, as long as the token is remembered. */
  private readonly classes = new WeakMap<Actor, RightsClass>();

  constructor(private readonly options: HubOptions) {}

  get channelCount(): number {
    return this.channels.size;
  }

  get viewerCount(): number {
    let sum = 0;
    for (const channel of this.channels.values()) sum += channel.size;
    return sum;
  }

  /** Gives the channel that the viewer is now in. Throws a Fault where the operation cannot be planned. */
  join(admitted: Admitted, viewer: Viewer): Channel {
    const { rights, text: rightsText } = this.classOf(admitted.visitor.actor);
    // No JSON has a line break of its own: what stands between them cannot be mistaken.
    const key = `${admitted.document.id}\n${this.variablesText(admitted.variables)}\n${rightsText}\n${admitted.operationName ?? ''}`;
    let channel = this.channels.get(key);
    if (!channel) {
      const { admission, streams, send, failures, isConfidential, trace, metrics, log } = this.options;
      const correlationId = isConfidential(admitted.operation.rootFields) ? undefined : admitted.correlationId;
      const identity: Identity = { rights, correlationId, lang: 'vi' };
      const opened: Channel = new Channel({
        admitted,
        rights,
        streams,
        send: send(identity),
        failures: failures(correlationId),
        correlationId,
        // As for requests: what is confidential has no span either.
        trace: trace && correlationId ? (operation, service) => trace(operation, identity, service) : undefined,
        metrics,
        log,
        readmit: (a, generation) => admission.readmit(a, generation),
        emptied: () => {
          if (this.channels.get(key) === opened) this.channels.delete(key);
        },
      });
      this.channels.set(key, (channel = opened));
      // It was let in under a supergraph that another has followed since.
      if (admitted.generation !== this.options.current()) void opened.takeOver(this.options.current());
    }
    channel.join(viewer);
    return channel;
  }

  private classOf(actor: Actor): RightsClass {
    let known = this.classes.get(actor);
    if (!known) {
      const rights = rightsOf(actor);
      this.classes.set(actor, (known = { rights, text: JSON.stringify(rights) }));
    }
    return known;
  }

  private variablesText(variables: Readonly<Record<string, unknown>>): string {
    let known = this.variables.get(variables);
    if (known === undefined) this.variables.set(variables, (known = JSON.stringify(canonical(variables))));
    return known;
  }

  takeOver(generation: Generation): void {
    for (const channel of [...this.channels.values()]) void channel.takeOver(generation);
  }

  close(): void {
    for (const channel of [...this.channels.values()]) channel.end();
  }
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  );
}
