/** The demonstration's bodies (real ones, and invented groups), and which invented seat sits and presides where. */
import { seededId } from '@nghitruong/kit/context';
import { searchKey } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../batch/batch.service.js';
import { dayBefore } from '../calendar/calendar.rules.js';
import type { NewSeat } from '../council/seats.service.js';
import {
  CITY_COUNCIL,
  COMMITTEES,
  DEPARTMENTS,
  GROUPS,
  SEATS,
  TERMS,
  twoDigits,
  type Term,
} from './demonstration.rules.js';

const groupIdOf = (ordinal: number, group: number): string => `to-dai-bieu-hai-phong-${ordinal}-${twoDigits(group)}`;

export async function insertBodies(manager: EntityManager): Promise<void> {
  const since = {
    valid_from: '2021-06-01',
    valid_to: null as string | null,
    established_by: null as string | null,
    illustrative: false,
  };
  const body = (id: string, kind: string, name: string, short: string, councilId: string | null = CITY_COUNCIL) => ({
    id,
    kind,
    name,
    short_name: short,
    council_id: councilId,
    ...since,
  });
  const bodies = [
    body(
      'thuong-truc-hdnd-hai-phong',
      'STANDING_BODY',
      'Thường trực Hội đồng nhân dân thành phố Hải Phòng',
      'Thường trực HĐND',
    ),
    ...COMMITTEES.map(([id, name]) => body(id, 'COMMITTEE', `${name} Hội đồng nhân dân thành phố Hải Phòng`, name)),
    body(
      'van-phong-hdnd-hai-phong',
      'OFFICE',
      'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân thành phố Hải Phòng',
      'Văn phòng Đoàn ĐBQH và HĐND',
    ),
    body('ubnd-hai-phong', 'PEOPLES_COMMITTEE', 'Uỷ ban nhân dân thành phố Hải Phòng', 'UBND thành phố', null),
    body(
      'mttq-hai-phong',
      'FATHERLAND_FRONT',
      'Uỷ ban Mặt trận Tổ quốc Việt Nam thành phố Hải Phòng',
      'MTTQ thành phố',
      null,
    ),
    ...DEPARTMENTS.map(([id, name]) => body(id, 'DEPARTMENT', `${name} thành phố Hải Phòng`, name, null)),
    ...TERMS.filter((t) => t.councilId === CITY_COUNCIL).flatMap((t) =>
      Array.from({ length: GROUPS }, (_, i) => ({
        ...body(groupIdOf(t.ordinal, i + 1), 'DELEGATE_GROUP', `Tổ đại biểu số ${i + 1}`, `Tổ ${i + 1}`),
        valid_from: t.validFrom,
        valid_to: t.validTo,
        established_by: 'Quyết định của Thường trực HĐND (minh họa)',
        illustrative: true,
      })),
    ),
  ];
  await insertRows(
    manager,
    'public_body',
    {
      id: 'text',
      kind: 'text',
      name: 'text',
      short_name: 'text',
      search_key: 'text',
      council_id: 'text',
      unit_id: 'text',
      valid_from: 'date',
      valid_to: 'date',
      established_by: 'text',
      illustrative: 'boolean',
    },
    bodies.map((b) => ({ ...b, search_key: searchKey(b.name), unit_id: 'thanh-pho-hai-phong' })),
  );
}

/** Groups for all, the standing body for six, committees of seven, and their offices. */
export async function insertPosts(manager: EntityManager, term: Term, seats: readonly NewSeat[]): Promise<void> {
  const lastDay = (seat: NewSeat): string | null => {
    const end = seat.statuses.find((s) => !['IN_OFFICE', 'SUSPENDED'].includes(s.status));
    return end ? dayBefore(end.validFrom) : term.validTo;
  };
  const memberships: Record<
    'id' | 'body_id' | 'delegate_id' | 'role' | 'valid_from' | 'valid_to' | 'decision',
    unknown
  >[] = [];
  const offices: Record<
    | 'id'
    | 'kind'
    | 'council_id'
    | 'body_id'
    | 'person_id'
    | 'valid_from'
    | 'valid_to'
    | 'decision'
    | 'approval_state'
    | 'illustrative',
    unknown
  >[] = [];
  const join = (bodyId: string, card: number, role: string): void => {
    const seat = seats[card - 1]!;
    memberships.push({
      id: seededId(`membership:${term.ordinal}:${bodyId}:${card}`),
      body_id: bodyId,
      delegate_id: seat.id,
      role,
      valid_from: term.validFrom,
      valid_to: lastDay(seat),
      decision: 'minh họa',
    });
  };
  const hold = (kind: string, bodyId: string | null, card: number, approval: string): void => {
    const seat = seats[card - 1]!;
    offices.push({
      id: seededId(`office:${term.ordinal}:${kind}:${bodyId ?? ''}:${card}`),
      kind,
      council_id: term.councilId,
      body_id: bodyId,
      person_id: seat.personId,
      valid_from: term.validFrom,
      valid_to: lastDay(seat),
      decision: 'minh họa',
      approval_state: approval,
      illustrative: true,
    });
  };
  for (let card = 1; card <= SEATS; card++) {
    const group = ((card - 1) % GROUPS) + 1;
    join(
      groupIdOf(term.ordinal, group),
      card,
      card <= GROUPS ? 'GROUP_HEAD' : card <= 2 * GROUPS ? 'GROUP_DEPUTY' : 'MEMBER',
    );
  }
  for (let card = 1; card <= 7; card++)
    join('thuong-truc-hdnd-hai-phong', card, card === 1 ? 'HEAD' : card <= 3 ? 'DEPUTY' : 'MEMBER');
  hold('COUNCIL_CHAIR', null, 1, 'APPROVED');
  for (const card of [2, 3]) hold('COUNCIL_VICE_CHAIR', null, card, 'APPROVED');
  COMMITTEES.forEach(([id], c) => {
    // Seats 4 to 7 head a committee each; its deputy and five members follow.
    for (const [k, card] of [4 + c, ...Array.from({ length: 6 }, (_, i) => 8 + c * 6 + i)].entries())
      join(id, card, k === 0 ? 'HEAD' : k === 1 ? 'DEPUTY' : 'MEMBER');
    hold('COMMITTEE_HEAD', id, 4 + c, 'NOT_NEEDED');
    hold('COMMITTEE_DEPUTY', id, 8 + c * 6, 'NOT_NEEDED');
  });
  await insertRows(
    manager,
    'membership',
    {
      id: 'uuid',
      body_id: 'text',
      delegate_id: 'uuid',
      role: 'text',
      valid_from: 'date',
      valid_to: 'date',
      decision: 'text',
    },
    memberships,
  );
  await insertRows(
    manager,
    'office_holding',
    {
      id: 'uuid',
      kind: 'text',
      council_id: 'text',
      body_id: 'text',
      person_id: 'uuid',
      valid_from: 'date',
      valid_to: 'date',
      decision: 'text',
      approval_state: 'text',
      illustrative: 'boolean',
    },
    offices,
  );
}
