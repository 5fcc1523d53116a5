/**
 * Which days a sitting may be planned for, and how it is called.
 *
 * A sitting lies within the days of its session; only the preparatory one may
 * come before the opening. Delegate groups meet beside each other; of every
 * other kind one sitting begins at a time.
 */
import { dayText } from '@nghitruong/kit/i18n';
import type { SittingKind } from './sitting.entity.js';

export interface SessionDays {
  readonly opensOn: string;
  readonly closesOn: string;
}

const NAMES: Readonly<Record<SittingKind, string>> = {
  PREPARATORY: 'Phiên trù bị',
  PLENARY: 'Phiên toàn thể',
  GROUP_DISCUSSION: 'Thảo luận tổ',
  QUESTIONING: 'Phiên chất vấn',
  EXPLANATION: 'Phiên giải trình',
  BOARD_MEETING: 'Phiên họp',
};

/** @param day yyyy-MM-dd @param time HH:mm, both in Vietnam */
export function sittingName(kind: SittingKind, day: string, time: string): string {
  const part = time < '12:00' ? 'sáng' : time < '18:00' ? 'chiều' : 'tối';
  return `${NAMES[kind]} ${part} ${dayText(day)}`;
}

export const isWithinSession = (kind: SittingKind, day: string, { opensOn, closesOn }: SessionDays): boolean =>
  day <= closesOn && (day >= opensOn || kind === 'PREPARATORY');

export const mayMeetBeside = (one: SittingKind, other: SittingKind): boolean =>
  one === 'GROUP_DISCUSSION' && other === 'GROUP_DISCUSSION';
