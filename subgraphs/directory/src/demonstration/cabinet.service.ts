/** The demonstration's People's Committee: invented members, none of whom sits in the council. */
import { seededId } from '@nghitruong/kit/context';
import { searchKey } from '@nghitruong/kit/i18n';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../batch/batch.service.js';
import { sortNameOf } from '../person/person.rules.js';
import { PEOPLES_COMMITTEE, personIdOf } from './demonstration.rules.js';

const FROM = '2026-04-01';
const DEPUTIES = 4;

/** @param first the place of the first name in the list of invented ones */
export async function insertCabinet(manager: EntityManager, names: readonly string[], first: number): Promise<void> {
  const members = names.map((fullName, i) => ({ fullName, personId: personIdOf(first + i), place: i }));
  await insertRows(
    manager,
    'person',
    { id: 'uuid', full_name: 'text', sort_name: 'text', search_key: 'text', illustrative: 'boolean' },
    members.map(({ fullName, personId }) => ({
      ...{ id: personId, full_name: fullName, sort_name: sortNameOf(fullName) },
      ...{ search_key: searchKey(fullName), illustrative: true },
    })),
  );
  await insertRows(
    manager,
    'membership',
    { id: 'uuid', body_id: 'text', person_id: 'uuid', role: 'text', valid_from: 'date', decision: 'text' },
    members.map(({ personId, place }) => ({
      ...{ id: seededId(`membership:${PEOPLES_COMMITTEE}:${place}`), body_id: PEOPLES_COMMITTEE, person_id: personId },
      role: place === 0 ? 'HEAD' : place <= DEPUTIES ? 'DEPUTY' : 'MEMBER',
      ...{ valid_from: FROM, decision: 'minh họa' },
    })),
  );
}
