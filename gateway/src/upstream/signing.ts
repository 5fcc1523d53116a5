/**
 * Signing: the proof that goes with each call to one address of one subgraph.
 *
 * A full signature at first; once the process behind the address has told its
 * half of a call key, the short form that is made with that key.
 *
 * Promises   a process that does not know the key (started anew, or another one
 *            behind the same address) costs one repetition, then full signatures
 *            for a minute; one that tells no half is never shown the short form.
 */
import type { AssertionSigner, CallKey, Grant } from '@nghitruong/kit/auth';
import type { SubgraphAnswer } from '../execution/plan.js';

/** Behind one address there may be several processes: agreeing again at once would be refused as often as not. */
const FULL_MS = 60_000;

export interface Signed {
  readonly assertion: string;
  /** Made with a call key: whoever does not accept it may be asked again with a full signature. */
  readonly short: boolean;
}

export class Signing {
  private half: string | undefined;
  private key: CallKey | undefined;
  private fullUntil = 0;

  constructor(
    private readonly signer: AssertionSigner,
    private readonly service: string,
  ) {}

  sign(body: string, rights: readonly Grant[] | undefined): Signed {
    if (this.key && !this.key.fresh) this.key = this.signer.agree(this.service, this.half!);
    return this.key
      ? { assertion: this.key.sign(body, rights), short: true }
      : { assertion: this.full(body, rights), short: false };
  }

  full(body: string, rights: readonly Grant[] | undefined): string {
    return this.signer.sign(this.service, body, rights);
  }

  /** An answer came with this half, or none. */
  heard(half: string | undefined): void {
    if (half === undefined || half === this.half || performance.now() < this.fullUntil) return;
    this.half = half;
    this.key = this.signer.agree(this.service, half);
  }

  notAccepted(): void {
    this.half = undefined;
    this.key = undefined;
    this.fullUntil = performance.now() + FULL_MS;
  }
}

/** The subgraph ran nothing, because it does not take the call for the gateway's. */
export function isStranger({ errors }: SubgraphAnswer): boolean {
  const first = errors?.[0] as { extensions?: { code?: unknown } } | undefined;
  return first?.extensions?.code === 'GATEWAY_ONLY';
}
