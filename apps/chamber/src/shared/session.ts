/**
 * Who this page acts for: a card, a PIN, ten minutes of token at a time.
 *
 * The refresh is a cookie that scripts cannot read. The access token lives in
 * memory; the tab, and for a new tab the browser page by page, remembers only
 * whose it is: wall, console and several ballots live side by side in one
 * browser, and none ever speaks with another one's name.
 *
 * Promises   a card in the address is taken out of it at once; until it is
 *            exchanged, a reload of the tab still knows it.
 * Elsewhere  the doors: apps/identity · what the token may do: the subgraphs
 */
import { GraphFault, randomId, type SaidInBoth, type TokenSource } from '@nghitruong/client';
import { read, write } from './storage.js';

export interface CardLook {
  readonly displayName: string;
  readonly needsPin: boolean;
  readonly kind: string;
}
export interface Grant {
  readonly role: string;
  readonly councilId?: string;
  readonly bodyId?: string;
}
export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly kind: string;
  readonly sittingId: string | null;
  readonly grants: readonly Grant[];
}
export type Card = { readonly card: string } | { readonly typedCode: string };
export type SignedOutWhy = 'none' | 'ended' | 'taken' | 'other';
export type SessionState =
  | { readonly at: 'STARTING' }
  /** `ended`: there was a sign-in and it is over; `taken`: a newer card was used elsewhere; `other`: the browser now acts for somebody else. */
  | { readonly at: 'SIGNED_OUT'; readonly why: SignedOutWhy; readonly said: SaidInBoth | null }
  | { readonly at: 'CARD'; readonly look: CardLook }
  | { readonly at: 'SIGNED_IN'; readonly account: Account };

/** Identity said no, in words for the page. */
export class IdentityRefusal extends Error {
  constructor(
    readonly code: string,
    readonly said: SaidInBoth,
    readonly status: number,
  ) {
    super(said.en);
    this.name = 'IdentityRefusal';
  }
}

/** Answers that end a sign-in; anything else (busy, too many, superseded by another window) is tried again. */
const ends = new Set([401, 403, 404, 410]);

interface Tokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly kind: string;
  readonly displayName: string;
  readonly sittingId?: string | null;
}

interface Claims {
  readonly sub: string;
  readonly nt_kind?: string;
  readonly nt_display?: string;
  readonly nt_sitting?: string;
  readonly nt_grants?: readonly Grant[];
}

/** Reads a token's claims; whether they are true is the server's to say. */
export function claimsOf(token: string): Claims {
  const body = token.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}

const accountOf = (tokens: Tokens): Account => {
  const claims = claimsOf(tokens.accessToken);
  return {
    id: claims.sub,
    displayName: tokens.displayName,
    kind: tokens.kind,
    sittingId: tokens.sittingId ?? claims.nt_sitting ?? null,
    grants: claims.nt_grants ?? [],
  };
};

export class Session implements TokenSource {
  #state: SessionState = { at: 'STARTING' };
  #token: { readonly value: string; readonly until: number } | null = null;
  #card: Card | null = null;
  #refreshing: Promise<string | null> | null = null;
  readonly #listeners = new Set<(state: SessionState) => void>();

  /** `page`: whose sign-in a new tab of this page takes up. */
  constructor(
    private readonly page: string,
    private readonly request: typeof fetch = (...all) => fetch(...all),
    private readonly base = '/id',
  ) {}

  get state(): SessionState {
    return this.#state;
  }

  get account(): Account | null {
    return this.#state.at === 'SIGNED_IN' ? this.#state.account : null;
  }

  onChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * A card in the address, else a card this tab had begun with, else the cookie.
   * `enter`: a card that needs no PIN is exchanged at once (displays).
   */
  async start(options: { enter?: boolean } = {}): Promise<void> {
    const card = new URLSearchParams(location.hash.slice(1)).get('card');
    if (card) history.replaceState(null, '', location.pathname + location.search);
    const own = card ? { card } : kept<Card>('card');
    if (own) {
      if (read('card', 'session') !== JSON.stringify(own)) this.#forgetCard();
      write('card', JSON.stringify(own), 'session');
      try {
        const look = this.#begun(own) ?? (await this.look(own));
        if (options.enter && !look.needsPin) await this.exchange();
        return;
      } catch (error) {
        if (!(error instanceof IdentityRefusal)) throw error;
        if (error.code === 'TOO_MANY') throw error;
        this.#forgetCard();
        // A used or unknown card is no obstacle for a device that is signed in already.
        if (await this.#resume()) return;
        this.#set({ at: 'SIGNED_OUT', why: 'none', said: error.said });
        return;
      }
    }
    const before = this.#remembered();
    if (!(await this.#resume()) && this.#state.at === 'STARTING')
      this.#set({ at: 'SIGNED_OUT', why: before ? 'ended' : 'none', said: null });
  }

  /** Whose card it is, before anything is exchanged: the code of the QR, or the eight typed characters. */
  async look(card: Card): Promise<CardLook> {
    const look = await this.#post<CardLook>('/card/look', card);
    this.#card = card;
    write('card', JSON.stringify(card), 'session');
    this.#set({ at: 'CARD', look });
    return look;
  }

  /** An exchange of this card whose answer never came may have used it: it goes on with its key, nobody looks again. */
  #begun(card: Card): CardLook | null {
    const look = kept<CardLook>('card.look');
    if (!look) return null;
    this.#card = card;
    this.#set({ at: 'CARD', look });
    return look;
  }

  /**
   * Exchanges the card that was looked at. Whoever asks again because the answer
   * was lost repeats the same key and gets the same device.
   * `remember`: the phone is the delegate's own; a borrowed one forgets soon.
   */
  async exchange(given: { pin?: string; remember?: boolean } = {}): Promise<void> {
    if (!this.#card) return;
    const key = read('card.key', 'session') ?? randomId();
    write('card.key', key, 'session');
    if (this.#state.at === 'CARD') write('card.look', JSON.stringify(this.#state.look), 'session');
    this.#accept(
      await this.#post<Tokens>('/card/exchange', { ...this.#card, ...given, key, deviceName: deviceName() }),
    );
    this.#forgetCard();
  }

  /** Leaves the card that was read without using it. */
  dismissCard(): void {
    this.#forgetCard();
    this.#set({ at: 'SIGNED_OUT', why: 'none', said: null });
  }

  /** Proves the PIN again: a token of two minutes that says so, for the one request that demands it. It is kept nowhere. */
  async stepUp(pin: string): Promise<string> {
    try {
      const account = this.account?.id;
      return (await this.#post<Tokens>('/step-up', { ...(account && { account }), pin })).accessToken;
    } catch (error) {
      if (error instanceof IdentityRefusal && ends.has(error.status) && !error.code.startsWith('STEP_UP'))
        this.#end(error.code === 'TAKEN_OVER' ? 'taken' : 'ended', error.said);
      throw error;
    }
  }

  async signOut(): Promise<void> {
    const account = this.account?.id ?? this.#remembered();
    this.#remember(null);
    await this.#post('/sign-out', account ? { account } : {}).catch(() => null);
    this.#token = null;
    this.#set({ at: 'SIGNED_OUT', why: 'none', said: null });
  }

  async token(options: { refresh?: boolean } = {}): Promise<string | null> {
    if (this.#state.at !== 'SIGNED_IN') return null;
    if (!options.refresh && this.#token && this.#token.until - performance.now() > 30_000) return this.#token.value;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #resume(): Promise<boolean> {
    return this.#remembered() !== null && (await this.#refresh()) !== null;
  }

  #remembered(): string | null {
    return read('account', 'session') ?? read(`account.${this.page}`);
  }

  #remember(account: string | null): void {
    write('account', account, 'session');
    write(`account.${this.page}`, account);
  }

  async #refresh(): Promise<string | null> {
    try {
      const expected = this.account?.id ?? this.#remembered();
      // Without an account of its own a page is nobody: it never borrows another page's sign-in.
      if (!expected) return null;
      const tokens = await this.#post<Tokens>('/refresh', { account: expected });
      if (claimsOf(tokens.accessToken).sub !== expected) {
        this.#end('other', null);
        return null;
      }
      this.#accept(tokens);
      return tokens.accessToken;
    } catch (error) {
      if (!(error instanceof IdentityRefusal) || !ends.has(error.status)) throw error;
      const why = error.code === 'TAKEN_OVER' ? 'taken' : 'ended';
      if (why === 'taken' || this.#state.at === 'SIGNED_IN') this.#end(why, error.said);
      return null;
    }
  }

  #end(why: SignedOutWhy, said: SaidInBoth | null): void {
    this.#token = null;
    this.#remember(null);
    this.#set({ at: 'SIGNED_OUT', why, said });
  }

  #accept(tokens: Tokens): void {
    const account = accountOf(tokens);
    this.#token = { value: tokens.accessToken, until: performance.now() + tokens.expiresIn * 1000 };
    this.#remember(account.id);
    if (JSON.stringify(this.account) !== JSON.stringify(account)) this.#set({ at: 'SIGNED_IN', account });
  }

  #forgetCard(): void {
    this.#card = null;
    write('card', null, 'session');
    write('card.key', null, 'session');
    write('card.look', null, 'session');
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  async #post<Answer>(path: string, body: unknown): Promise<Answer> {
    let response: Response;
    try {
      response = await this.request(this.base + path, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(8_000),
      });
    } catch {
      throw new GraphFault('UNREACHABLE', null, true);
    }
    const answer = (await response.json().catch(() => null)) as
      (Answer & Partial<SaidInBoth & { code: string }>) | null;
    if (response.ok) return answer as Answer;
    if (response.status >= 500 || !answer?.vi || !answer.en) throw new GraphFault('UNAVAILABLE', null, true);
    throw new IdentityRefusal(answer.code ?? 'UNAUTHENTICATED', { vi: answer.vi, en: answer.en }, response.status);
  }
}

/** What this tab keeps over a reload. */
function kept<Value>(name: 'card' | 'card.look'): Value | null {
  try {
    return JSON.parse(read(name, 'session') ?? 'null') as Value | null;
  } catch {
    return null;
  }
}

const deviceName = (): string => {
  const agent = navigator.userAgent;
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? 'Web';
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? '';
  return `${system} ${browser}`.trim();
};
