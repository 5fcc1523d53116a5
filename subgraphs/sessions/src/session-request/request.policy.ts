/**
 * Who raises, signs and decides. The desk records what came on paper; a
 * delegate raises and signs in their own name; Thường trực HĐND decides, by
 * its chair. Each as a person, in their own council.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';
import type { Requester } from './request.rules.js';

const is = (actor: Actor, roles: readonly ('DELEGATE' | 'CHAIR' | 'SESSION_SECRETARY')[], councilId: string): boolean =>
  actor.kind === 'PERSON' && roles.some((role) => hasRole(actor, role, councilId));

export const mayRecordFor = (actor: Actor, councilId: string): boolean =>
  is(actor, ['SESSION_SECRETARY', 'CHAIR'], councilId);
export const mayRaise = (actor: Actor, councilId: string, by: Requester): boolean =>
  mayRecordFor(actor, councilId) || (by === 'DELEGATES' && is(actor, ['DELEGATE'], councilId));
export const maySign = (actor: Actor, councilId: string): boolean => is(actor, ['DELEGATE', 'CHAIR'], councilId);
export const mayDecide = (actor: Actor, councilId: string): boolean => is(actor, ['CHAIR'], councilId);
export const mayReadRequests = (actor: Actor, councilId: string): boolean =>
  is(actor, ['DELEGATE', 'CHAIR', 'SESSION_SECRETARY'], councilId);
