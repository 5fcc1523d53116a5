/**
 * Who records attendance: the session secretary and the chair of the sitting's
 * own council. A delegate's phone shows a code; it records nothing itself, so
 * that being connected is never taken for being present.
 */
import type { Actor } from '@nghitruong/kit/auth';
import { actsAs } from '../sitting/sitting.policy.js';

interface Place {
  readonly id: string;
  readonly councilId: string;
}

export const mayRecordAttendance = (actor: Actor, sitting: Place): boolean =>
  actsAs(actor, sitting, ['SESSION_SECRETARY', 'CHAIR']);
