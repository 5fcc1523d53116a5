/**
 * Loads the demonstration: two councils, three terms, bodies, 68 + 68 + 9
 * invented seats, 27 members of the People's Committee, offices, accounts. Every invented row says that it is illustrative.
 *
 * Promises   the same ids in every installation; running it again changes nothing.
 */
import type { Context } from '@nghitruong/kit/context';
import { transaction } from '@nghitruong/kit/database';
import { searchKey } from '@nghitruong/kit/i18n';
import type { DataSource, EntityManager } from 'typeorm';
import { insertAccounts } from '../account/account-import.service.js';
import { dayBefore } from '../calendar/calendar.rules.js';
import { insertRows } from '../batch/batch.service.js';
import { claimSource, digestOf } from '../calendar/loaded-source.service.js';
import { addSeats, type NewSeat } from '../council/seats.service.js';
import { insertCabinet } from './cabinet.service.js';
import { accountsOfCabinet, accountsOfDemonstration } from './accounts.rules.js';
import {
  CABINET,
  CHANGES,
  CITY_COUNCIL,
  DISTRICT_COUNCIL,
  GROUPS,
  REELECTED_FROM,
  SEATS,
  TERMS,
  personIdOf,
  seatIdOf,
  termIdOf,
  type Term,
} from './demonstration.rules.js';
import { inventedNames } from './names.rules.js';
import { insertBodies, insertPosts } from './posts.service.js';

const VERSION = '3';
const DISTRICT_SEATS = 9;
/** Their names come after all others, so that nobody else's moves. */
const CABINET_FROM = REELECTED_FROM + SEATS + DISTRICT_SEATS;

export async function seedDemonstration(dataSource: DataSource, ctx: Context): Promise<void> {
  await transaction(dataSource, async (manager) => {
    if (!(await claimSource(manager, ctx, 'demonstration', digestOf(VERSION)))) return;
    await insertCouncils(manager);
    await insertBodies(manager);
    const all = inventedNames(CABINET_FROM + CABINET);
    const names = all.slice(0, CABINET_FROM);
    const cabinet = all.slice(CABINET_FROM);
    for (const term of TERMS) {
      const seats = seatsOf(term, names);
      await addSeats(
        manager,
        ctx,
        { id: termIdOf(term.councilId, term.ordinal), councilId: term.councilId, validFrom: term.validFrom },
        seats,
      );
      if (term.councilId === CITY_COUNCIL) await insertPosts(manager, term, seats);
    }
    await insertCabinet(manager, cabinet, CABINET_FROM);
    await insertAccounts(manager, accountsOfDemonstration(names.slice(REELECTED_FROM, REELECTED_FROM + SEATS)));
    await insertAccounts(manager, accountsOfCabinet(cabinet, CABINET_FROM));
  });
}

function seatsOf(term: Term, names: readonly string[]): NewSeat[] {
  const city = term.councilId === CITY_COUNCIL;
  const first = !city ? REELECTED_FROM + SEATS : term.ordinal === 17 ? REELECTED_FROM : 0;
  return Array.from({ length: city ? SEATS : DISTRICT_SEATS }, (_, i) => {
    const card = i + 1;
    const later = term.ordinal === 16 ? (CHANGES[card] ?? []) : [];
    const begins = [
      { status: 'IN_OFFICE', from: term.validFrom as string, reason: undefined as string | undefined },
      ...later,
    ];
    return {
      id: seatIdOf(term.councilId, term.ordinal, card),
      personId: personIdOf(first + i),
      fullName: names[first + i]!,
      cardNumber: card,
      electoralArea: `Đơn vị bầu cử số ${(i % GROUPS) + 1}`,
      fullTime: card <= 12,
      illustrative: true,
      statuses: begins.map((b, k) => ({
        status: b.status,
        validFrom: b.from,
        validTo: begins[k + 1] ? dayBefore(begins[k + 1]!.from) : term.validTo,
        ...(b.reason && { reason: b.reason }),
      })),
    };
  });
}

async function insertCouncils(manager: EntityManager): Promise<void> {
  const councils = [
    {
      id: CITY_COUNCIL,
      unit_id: 'thanh-pho-hai-phong',
      level: 'CITY',
      name: 'Hội đồng nhân dân thành phố Hải Phòng',
      short_name: 'HĐND thành phố Hải Phòng',
      valid_from: '2021-06-01',
      valid_to: null,
    },
    {
      id: DISTRICT_COUNCIL,
      unit_id: 'thanh-pho-thuy-nguyen',
      level: 'DISTRICT',
      name: 'Hội đồng nhân dân thành phố Thuỷ Nguyên',
      short_name: 'HĐND thành phố Thuỷ Nguyên',
      valid_from: '2025-01-01',
      valid_to: '2025-06-30',
    },
  ];
  await insertRows(
    manager,
    'council',
    {
      id: 'text',
      unit_id: 'text',
      level: 'text',
      name: 'text',
      short_name: 'text',
      search_key: 'text',
      valid_from: 'date',
      valid_to: 'date',
      illustrative: 'boolean',
    },
    councils.map((c) => ({ ...c, search_key: searchKey(c.name), illustrative: true })),
  );
  await insertRows(
    manager,
    'council_term',
    {
      id: 'uuid',
      council_id: 'text',
      ordinal: 'int',
      start_year: 'int',
      end_year: 'int',
      valid_from: 'date',
      valid_to: 'date',
      ordinal_basis: 'text',
      ordinal_confidence: 'text',
      illustrative: 'boolean',
    },
    TERMS.map((t) => ({
      id: termIdOf(t.councilId, t.ordinal),
      council_id: t.councilId,
      ordinal: t.ordinal,
      start_year: t.startYear,
      end_year: t.endYear,
      valid_from: t.validFrom,
      valid_to: t.validTo,
      ordinal_basis: t.basis,
      ordinal_confidence: t.confidence,
      illustrative: true,
    })),
  );
}
