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
  /** What it was made with, if with a call key: whoever does not accept it may be asked again with a full signature. */
  readonly key: CallKey | undefined;
}

export class Signing {
  private half: string | undefined;
  private key: CallKey | undefined;
  /** Its introduction has been read. */
  private accepted = false;
  private fullUntil = 0;

  constructor(
    private readonly signer: AssertionSigner,
    private readonly service: string,
  ) {}

  sign(body: string, rights: readonly Grant[] | undefined): Signed {
    if (this.key && !this.key.fresh) this.agree(this.half!);
    const { key } = this;
    return { assertion: key ? key.sign(body, rights, this.accepted) : this.full(body, rights), key };
  }

  full(body: string, rights: readonly Grant[] | undefined): string {
    return this.signer.sign(this.service, body, rights);
  }

  /** A call that was signed so was accepted, and its answer came with this half, or none. */
  heard(signed: Signed, half: string | undefined): void {
    if (half === undefined) return;
    if (half !== this.half) {
      if (performance.now() >= this.fullUntil) this.agree(half);
    } else if (signed.key && signed.key === this.key) this.accepted = true;
  }

  private agree(half: string): void {
    this.half = half;
    this.key = this.signer.agree(this.service, half);
    this.accepted = false;
  }

  notAccepted(): void {
    this.half = undefined;
    this.key = undefined;
    this.accepted = false;
    this.fullUntil = performance.now() + FULL_MS;
  }
}

/** The subgraph ran nothing, because it does not take the call for the gateway's. */
export function isStranger({ errors }: SubgraphAnswer): boolean {
  const first = errors?.[0] as { extensions?: { code?: unknown } } | undefined;
  return first?.extensions?.code === 'GATEWAY_ONLY';
}
