/** Accounts of the demonstration: who signs in as what. They hold no secret; cards and pins are the identity provider's. */
import type { NewAccount } from '../account/account-import.service.js';
import { CITY_COUNCIL, DEPARTMENTS, DISTRICT_COUNCIL, SEATS, accountIdOf, twoDigits } from './demonstration.rules.js';

/** @param names of term XVII, in the order of their cards · personIdOf by place in the whole list of names */
export function accountsOfDemonstration(names: readonly string[], personIdOf: (place: number) => string): NewAccount[] {
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
  const firstPlace = 48;
  return [
    account('chair', names[0]!, personIdOf(firstPlace), [{ role: 'CHAIR', councilId: CITY_COUNCIL }]),
    account('clerk', 'Thư ký kỳ họp', null, [{ role: 'SESSION_SECRETARY', councilId: CITY_COUNCIL }]),
    ...names.map((name, i) =>
      account(`delegate-${twoDigits(i + 1)}`, name, personIdOf(firstPlace + i), [
        { role: 'DELEGATE', councilId: CITY_COUNCIL },
      ]),
    ),
    ...DEPARTMENTS.map(([bodyId, name]) =>
      account(`officer-${bodyId}`, `Cán bộ ${name}`, null, [{ role: 'OFFICER', bodyId }]),
    ),
    account('developer', 'Nhà phát triển', null, [{ role: 'DEVELOPER' }]),
    account('admin', 'Quản trị hệ thống', null, [{ role: 'ADMIN' }]),
    account('stranger', 'Đại biểu hội đồng khác', personIdOf(firstPlace + SEATS), [
      { role: 'DELEGATE', councilId: DISTRICT_COUNCIL },
    ]),
  ];
}
