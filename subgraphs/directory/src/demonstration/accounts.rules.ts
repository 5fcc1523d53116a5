/** Accounts of the demonstration: who signs in as what. They hold no secret; cards and pins are the identity provider's. */
import type { NewAccount } from '../account/account-import.service.js';
import {
  CITY_COUNCIL,
  DEPARTMENTS,
  DISTRICT_COUNCIL,
  PEOPLES_COMMITTEE,
  REELECTED_FROM,
  SEATS,
  accountIdOf,
  personIdOf,
  twoDigits,
} from './demonstration.rules.js';

const account = (
  login: string,
  displayName: string,
  personId: string | null,
  grants: NewAccount['grants'],
): NewAccount => ({
  id: accountIdOf(login),
  login,
  displayName,
  personId,
  grants,
  illustrative: true,
});

/** Members of the People's Committee have their rights by sitting in it; its desk is kept by an account of its own. */
export const accountsOfCabinet = (names: readonly string[], first: number): NewAccount[] => [
  account('clerk-ubnd', 'Thư ký phiên họp UBND', null, [{ role: 'SESSION_SECRETARY', bodyId: PEOPLES_COMMITTEE }]),
  ...names.map((name, i) => account(`delegate-ubnd-${twoDigits(i + 1)}`, name, personIdOf(first + i), [])),
];

/** @param names of term XVII, in the order of their cards */
export function accountsOfDemonstration(names: readonly string[]): NewAccount[] {
  return [
    account('chair', names[0]!, personIdOf(REELECTED_FROM), [{ role: 'CHAIR', councilId: CITY_COUNCIL }]),
    // Who presides when the chair hands over.
    ...[2, 3].map((card) =>
      account(`vice-chair-${twoDigits(card)}`, names[card - 1]!, personIdOf(REELECTED_FROM + card - 1), [
        { role: 'CHAIR', councilId: CITY_COUNCIL },
      ]),
    ),
    account('clerk', 'Thư ký kỳ họp', null, [{ role: 'SESSION_SECRETARY', councilId: CITY_COUNCIL }]),
    ...names.map((name, i) =>
      account(`delegate-${twoDigits(i + 1)}`, name, personIdOf(REELECTED_FROM + i), [
        { role: 'DELEGATE', councilId: CITY_COUNCIL },
      ]),
    ),
    ...DEPARTMENTS.map(([bodyId, name]) =>
      account(`officer-${bodyId}`, `Cán bộ ${name}`, null, [{ role: 'OFFICER', bodyId }]),
    ),
    account('developer', 'Nhà phát triển', null, [{ role: 'DEVELOPER' }]),
    account('admin', 'Quản trị hệ thống', null, [{ role: 'ADMIN' }]),
    account('stranger', 'Đại biểu hội đồng khác', personIdOf(REELECTED_FROM + SEATS), [
      { role: 'DELEGATE', councilId: DISTRICT_COUNCIL },
    ]),
  ];
}
