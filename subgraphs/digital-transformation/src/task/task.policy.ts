/**
 * Who may: the council's own side (chair, session secretary) sets tasks,
 * verifies, sends back and cancels; an officer starts and submits the tasks of
 * the officer's own body. Tasks are public.
 */
import { hasRole, type Actor } from '@nghitruong/kit/auth';
import { ownersActs, type DxTaskAct } from './task.states.js';

export const mayDirect = (actor: Actor, councilId: string): boolean =>
  hasRole(actor, 'SESSION_SECRETARY', councilId) || hasRole(actor, 'CHAIR', councilId);

export function mayDo(actor: Actor, act: DxTaskAct, task: { councilId: string; ownerId: string }): boolean {
  if (mayDirect(actor, task.councilId)) return true;
  return ownersActs.has(act) && actor.grants.some((g) => g.role === 'OFFICER' && g.bodyId === task.ownerId);
}
