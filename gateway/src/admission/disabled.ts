/**
 * Disabled accounts: whose tokens are refused although they have not ended yet.
 *
 * A subgraph says which they are, on a stream of the gateway's own: whole
 * states, the present one first, so a gateway that starts, or lost the stream,
 * knows them again without keeping anything.
 *
 * Promises   an account that is disabled loses its sockets and its token within
 *            the moment the stream tells it; one that is enabled again is let in.
 * Known      while that subgraph is down, what was heard last holds.
 */
import type { Log } from '@nghitruong/kit/log';
import type { Streams } from '../upstream/streams.js';

const QUESTION = 'subscription { accountsDisabled { ids } }';
const AGAIN_MS = 5_000;

export class DisabledAccounts {
  private ids: ReadonlySet<string> = new Set();
  private stop: () => void = () => undefined;
  private again: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(
    private readonly revoked: (accountId: string) => void,
    private readonly log: Log,
  ) {}

  has(accountId: string | undefined): boolean {
    return accountId !== undefined && this.ids.has(accountId);
  }

  /** Listens from now on to the subgraph of that name. */
  follow(streams: Streams, service: string, correlationId: string): void {
    const later = (why: unknown): void => {
      if (this.ended) return;
      this.log.error({ service, why }, 'which accounts are disabled is not told: asking again');
      this.again = setTimeout(() => this.follow(streams, service, correlationId), AGAIN_MS).unref();
    };
    const stream = streams.open({ service, query: QUESTION, variables: '{}' }, [{ role: 'ADMIN' }], correlationId, {
      event: ({ data, errors }) => {
        const ids = (data as { accountsDisabled?: { ids?: unknown } } | null | undefined)?.accountsDisabled?.ids;
        if (Array.isArray(ids)) this.replace(new Set(ids.map(String)));
        else this.log.error({ service, errors }, 'which accounts are disabled was not understood');
      },
      failed: later,
      completed: () => later('completed'),
    });
    this.stop = () => stream.stop();
  }

  replace(ids: ReadonlySet<string>): void {
    const before = this.ids;
    this.ids = ids;
    for (const id of ids) if (!before.has(id)) this.revoked(id);
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.again);
    this.stop();
  }
}
