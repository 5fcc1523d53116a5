/**
 * Card rules: codes, and what may be done with a card in a given state.
 *
 * Alphabet of the typed code  no look-alikes (0 O, 1 I L), and nothing that a
 *   Vietnamese keyboard turns into another letter: no vowel, no D and no W
 *   (Telex makes Đ and Ư of them). 25 characters; eight of them are 37 bits.
 */
import type { Grant } from '@nghitruong/kit/auth';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { PIN_TRIES } from '../pin/pin.rules.js';

const ALPHABET = '23456789BCFGHJKMNPQRSTVXZ';
export const TYPED_CODE_LENGTH = 8;

/** 128 random bits as 22 characters. */
export const newCode = (): string => randomBytes(16).toString('base64url');
export const newTypedCode = (): string =>
  Array.from({ length: TYPED_CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** `BCFG2345` is shown and printed as `BCFG-2345`. */
export const showTypedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

export const isCode = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{22}$/.test(value);

/** The typed code as it was made, whatever case, spaces and dashes it was typed with; undefined where it cannot be one. */
export function readTypedCode(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const typed = value.toUpperCase().replace(/[\s.·–-]/g, '');
  return typed.length === TYPED_CODE_LENGTH && [...typed].every((c) => ALPHABET.includes(c)) ? typed : undefined;
}

/** A code has 128 random bits: a plain digest hides it well enough. */
export const codeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

export interface CardState {
  readonly used_at: Date | null;
  readonly replaced_at: Date | null;
  readonly expires_at: Date;
  readonly failed_attempts: number;
}

export type CardRefusal = 'CARD_USED' | 'CARD_REPLACED' | 'CARD_LOCKED' | 'CARD_EXPIRED';

/** Why a card signs nobody in at that moment, the lasting reason first; undefined if it does. */
export function cardRefusal(card: CardState, now: Date): CardRefusal | undefined {
  if (card.used_at) return 'CARD_USED';
  if (card.replaced_at) return 'CARD_REPLACED';
  if (card.failed_attempts >= PIN_TRIES) return 'CARD_LOCKED';
  if (card.expires_at <= now) return 'CARD_EXPIRED';
  return undefined;
}

/** A sign-in whose answer was lost may be asked for again with the same key, so long. */
export const REPEAT_WITHIN_MS = 120_000;

export type Page = 'b' | 'wall' | 'chair' | 'clerk';

/** The page that a card opens: by what its holder does in the hall. */
export function pageOf(kind: 'PERSON' | 'DISPLAY', roles: readonly string[]): Page {
  if (kind === 'DISPLAY') return 'wall';
  if (roles.includes('CHAIR')) return 'chair';
  if (roles.includes('SESSION_SECRETARY')) return 'clerk';
  return 'b';
}

/** What somebody may do in the place of a sitting: the council's own roles, where it is not said which place. */
export const rolesIn = (grants: readonly Grant[], placeId?: string): string[] =>
  grants
    .filter(({ councilId, bodyId }) =>
      placeId === undefined ? bodyId === undefined : (bodyId ?? councilId ?? placeId) === placeId,
    )
    .map(({ role }) => role);
