/**
 * Caller: how the gateway asks a subgraph, whichever of its processes answers.
 *
 * Several addresses take turns. A call goes to the next one where the first
 * cannot have received it; a query also where its answer got lost, a mutation
 * never: its caller repeats it with the same key.
 *
 * Promises   every call is signed for its audience and body (unless its subgraphs
 *            ask for no signature), carries the
 *            caller's token (or a class of rights, then no token), and the
 *            correlation id where there is one; a failure is logged once and answered as undefined.
 */
import type { AssertionSigner } from '@nghitruong/kit/auth';
import type { Log } from '@nghitruong/kit/log';
import type { SubgraphAnswer, SubgraphCall } from '../execution/plan.js';
import type { GatewayMetrics } from '../metrics.js';
import { NotSent } from './connection.js';
import { Endpoint, type EndpointOptions } from './endpoint.js';
import type { Identity } from './identity.js';
import { isStranger, Signing } from './signing.js';

export type UpstreamLimits = Omit<EndpointOptions, 'url'>;

/** A service at one of its addresses. */
interface Process {
  readonly endpoint: Endpoint;
  readonly signing: Signing | undefined;
}

export class SubgraphCaller {
  private readonly endpoints = new Map<string, Endpoint>();
  private services = new Map<string, { readonly processes: readonly Process[]; turn: number }>();

  constructor(
    private readonly signer: AssertionSigner | undefined,
    private readonly limits: UpstreamLimits,
    private readonly metrics: GatewayMetrics,
    private readonly log: Log,
  ) {}

  /** Takes over the addresses of a supergraph; connections to those that stay are kept. */
  use(services: ReadonlyMap<string, readonly string[]>): void {
    const before = this.services;
    this.services = new Map(
      [...services].map(([name, urls]) => {
        const known = before.get(name)?.processes ?? [];
        const processes = urls.map((url) => known.find((p) => p.endpoint.url === url) ?? this.process(name, url));
        return [name, { processes, turn: 0 }];
      }),
    );
    const wanted = new Set([...services.values()].flat());
    for (const [url, endpoint] of this.endpoints) {
      if (wanted.has(url)) continue;
      this.endpoints.delete(url);
      // Calls in flight on an address that is gone finish or fail by their own deadline.
      setTimeout(() => void endpoint.close(), this.limits.deadlineMs).unref();
    }
  }

  async call(call: SubgraphCall, identity: Identity): Promise<SubgraphAnswer | undefined> {
    const service = this.services.get(call.service);
    if (!service || service.processes.length === 0) {
      this.log.error({ service: call.service }, 'no address for this subgraph');
      return undefined;
    }
    const ended = this.metrics.subgraphCall(call.service);
    const headers = headersOf(identity);
    const order = this.order(service, call.kind);
    for (let attempt = 0; attempt < order.length; attempt++) {
      const process = order[attempt]!;
      try {
        const answer = await this.ask(process, call.body, headers, identity.rights);
        ended(answer.errors?.length ? 'errors' : 'ok');
        return answer;
      } catch (error) {
        const last = attempt === order.length - 1;
        const again = !last && (error instanceof NotSent || call.kind === 'query');
        this.log.warn(
          {
            service: call.service,
            url: process.endpoint.url,
            why: (error as Error).message,
            again,
            ...(identity.correlationId && { correlationId: identity.correlationId }),
          },
          'a subgraph did not answer',
        );
        if (!again) break;
      }
    }
    ended('unavailable');
    return undefined;
  }

  private async ask(
    { endpoint, signing }: Process,
    body: string,
    headers: string,
    rights: Identity['rights'],
  ): Promise<SubgraphAnswer> {
    if (!signing) return (await endpoint.call(body, headers)).answer;
    const signed = signing.sign(body, rights);
    const said = await endpoint.call(body, `${headers}x-nt-gateway: ${signed.assertion}\r\n`);
    if (!signed.key || !isStranger(said.answer)) {
      signing.heard(signed, said.half);
      return said.answer;
    }
    // Nothing was run, so a mutation may be asked again, too.
    signing.notAccepted();
    return (await endpoint.call(body, `${headers}x-nt-gateway: ${signing.full(body, rights)}\r\n`)).answer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.endpoints.values()].map((e) => e.close()));
  }

  /** Whose turn it is first; those that are resting after failures last. A mutation is nobody's trial. */
  private order(
    service: { readonly processes: readonly Process[]; turn: number },
    kind: SubgraphCall['kind'],
  ): readonly Process[] {
    const { processes } = service;
    if (processes.length === 1) return processes;
    const first = service.turn++ % processes.length;
    const turned = [...processes.slice(first), ...processes.slice(0, first)];
    const fit = ({ endpoint }: Process): boolean => (kind === 'query' ? endpoint.open : endpoint.sound);
    return [...turned.filter(fit), ...turned.filter((p) => !fit(p))];
  }

  private process(service: string, url: string): Process {
    let endpoint = this.endpoints.get(url);
    if (!endpoint) this.endpoints.set(url, (endpoint = new Endpoint({ url, ...this.limits })));
    return { endpoint, signing: this.signer && new Signing(this.signer, service) };
  }
}

/** Whole lines, without the proof that the call is the gateway's. */
function headersOf({ lang, token, rights, correlationId, traceparent }: Identity): string {
  let lines = `accept-language: ${lang}\r\n`;
  if (correlationId) lines += `x-nt-correlation: ${correlationId}\r\n`;
  if (traceparent) lines += `traceparent: ${traceparent}\r\n`;
  // The doors let in only tokens that a header can hold, verified or not.
  if (token && !rights) lines += `authorization: Bearer ${token}\r\n`;
  return lines;
}
