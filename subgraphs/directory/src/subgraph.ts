/**
 * The directory, wired: which nouns there are and who is given what.
 */
import { createOutboxRelay } from '@nghitruong/kit/database';
import type { SubgraphDefinition } from '@nghitruong/kit/server';
import { Account } from './account/account.entity.js';
import { AccountResolver } from './account/account.resolver.js';
import { followDisabled } from './account/account.live.js';
import { AccountService } from './account/account.service.js';
import { CalendarResolver } from './calendar/calendar.resolver.js';
import { CalendarService } from './calendar/calendar.service.js';
import { Holiday, MakeUpDay } from './calendar/holiday.entity.js';
import { CompositionService } from './council/composition.service.js';
import { Council, CouncilTerm } from './council/council.entity.js';
import { CouncilResolver, CouncilTermResolver } from './council/council.resolver.js';
import { CouncilService } from './council/council.service.js';
import { Delegate, DelegateStatusPeriod } from './delegate/delegate.entity.js';
import { DelegateImportResolver } from './delegate-import/delegate-import.resolver.js';
import { DelegateImportService } from './delegate-import/delegate-import.service.js';
import { DelegateResolver } from './delegate/delegate.resolver.js';
import { DelegateService } from './delegate/delegate.service.js';
import { errors } from './errors.js';
import { Unit1700000000001 } from './migrations/unit-1700000000001.js';
import { Council1700000000002 } from './migrations/council-1700000000002.js';
import { RuleSet1700000000003 } from './migrations/rule-set-1700000000003.js';
import { Account1700000000004 } from './migrations/account-1700000000004.js';
import { Published1700000000005 } from './migrations/published-1700000000005.js';
import { Calendar1700000000400 } from './migrations/calendar-1700000000400.js';
import { Board1700000000500 } from './migrations/board-1700000000500.js';
import { Office1700000000510 } from './migrations/office-1700000000510.js';
import { Organisation1700000000520 } from './migrations/organisation-1700000000520.js';
import { DelegateImport1700000000530 } from './migrations/delegate-import-1700000000530.js';
import { MembershipService } from './public-body/membership.service.js';
import { Retirement1700000000540 } from './migrations/retirement-1700000000540.js';
import { LocalRule1700000000550 } from './migrations/local-rule-1700000000550.js';
import { LocalRuleResolver } from './local-rule/local-rule.resolver.js';
import { LocalRuleService } from './local-rule/local-rule.service.js';
import { OfficeRecordingService } from './office/office-recording.service.js';
import { CouncilAlarmResolver } from './council/council-alarm.resolver.js';
import { CouncilAlarmService } from './council/council-alarm.service.js';
import { OfficeHolding } from './office/office-holding.entity.js';
import { OfficeCommandResolver, OfficeResolver } from './office/office.resolver.js';
import { OfficeService } from './office/office.service.js';
import { RetirementNotice } from './retirement/retirement-notice.entity.js';
import { RetirementResolver } from './retirement/retirement.resolver.js';
import { RetirementService } from './retirement/retirement.service.js';
import { Person } from './person/person.entity.js';
import { PersonResolver } from './person/person.resolver.js';
import { PersonService } from './person/person.service.js';
import { Membership, PublicBody } from './public-body/public-body.entity.js';
import {
  CouncilMembershipsResolver,
  MembershipCommandResolver,
  MembershipResolver,
  PublicBodyResolver,
} from './public-body/public-body.resolver.js';
import { PublicBodyService } from './public-body/public-body.service.js';
import { Rule, RuleConfirmation, RuleOverride, RuleSet } from './rule-set/rule-set.entity.js';
import { RuleOverrideResolver, RuleResolver, RuleSetResolver } from './rule-set/rule-set.resolver.js';
import { RuleSetService } from './rule-set/rule-set.service.js';
import { settings } from './settings.js';
import { AdministrativeUnit, UnitAttribute, UnitLevel, UnitSuccession } from './unit/unit.entity.js';
import { UnitAttributeResolver, UnitResolver, UnitSuccessionResolver } from './unit/unit.resolver.js';
import { UnitService } from './unit/unit.service.js';

export const directory: SubgraphDefinition<typeof settings> = {
  name: 'directory',
  owner: {
    schema: 'directory',
    entities: [
      AdministrativeUnit,
      UnitAttribute,
      UnitSuccession,
      UnitLevel,
      Holiday,
      MakeUpDay,
      Council,
      CouncilTerm,
      Person,
      Delegate,
      DelegateStatusPeriod,
      PublicBody,
      Membership,
      OfficeHolding,
      RetirementNotice,
      RuleSet,
      Rule,
      RuleConfirmation,
      RuleOverride,
      Account,
    ],
    migrations: [
      Unit1700000000001,
      Council1700000000002,
      RuleSet1700000000003,
      Account1700000000004,
      Published1700000000005,
      Calendar1700000000400,
      Board1700000000500,
      Office1700000000510,
      Organisation1700000000520,
      DelegateImport1700000000530,
      Retirement1700000000540,
      LocalRule1700000000550,
    ],
  },
  source: {
    resolvers: [
      UnitResolver,
      UnitAttributeResolver,
      UnitSuccessionResolver,
      CouncilResolver,
      CouncilTermResolver,
      DelegateResolver,
      DelegateImportResolver,
      PersonResolver,
      PublicBodyResolver,
      MembershipResolver,
      MembershipCommandResolver,
      CouncilMembershipsResolver,
      CouncilAlarmResolver,
      OfficeCommandResolver,
      OfficeResolver,
      RetirementResolver,
      RuleSetResolver,
      RuleResolver,
      RuleOverrideResolver,
      LocalRuleResolver,
      AccountResolver,
      CalendarResolver,
    ],
    orphanedTypes: [AdministrativeUnit, Council, PublicBody, Delegate, Person],
  },
  settings,
  errors,
  wire({ dataSource, bus, log }) {
    const relay = createOutboxRelay(dataSource, bus, log);
    const units = new UnitService(dataSource);
    const councils = new CouncilService(dataSource);
    const bodies = new PublicBodyService(dataSource);
    const delegates = new DelegateService(dataSource, bodies);
    const persons = new PersonService(dataSource);
    const offices = new OfficeService(dataSource);
    const compositions = new CompositionService(dataSource, councils, delegates);
    const ruleSets = new RuleSetService(dataSource);
    const memberships = new MembershipService(dataSource);
    const accounts = new AccountService(dataSource, relay.wake);
    return {
      instances: [
        new UnitResolver(units),
        new UnitAttributeResolver(units),
        new UnitSuccessionResolver(units),
        new CouncilResolver(councils, compositions, bodies, offices, units),
        new CouncilTermResolver(councils),
        new DelegateResolver(delegates, councils, persons),
        new DelegateImportResolver(new DelegateImportService(dataSource)),
        new PersonResolver(persons, delegates, offices),
        new PublicBodyResolver(bodies, councils, units),
        new MembershipResolver(bodies, delegates, persons),
        new MembershipCommandResolver(memberships),
        new CouncilMembershipsResolver(memberships),
        new CouncilAlarmResolver(new CouncilAlarmService(dataSource)),
        new OfficeCommandResolver(new OfficeRecordingService(dataSource)),
        new OfficeResolver(councils, bodies, persons),
        new RetirementResolver(new RetirementService(dataSource, relay.wake)),
        new RuleSetResolver(ruleSets),
        new RuleResolver(ruleSets),
        new RuleOverrideResolver(),
        new LocalRuleResolver(new LocalRuleService(dataSource, ruleSets, relay.wake)),
        new AccountResolver(accounts, persons),
        new CalendarResolver(new CalendarService(dataSource)),
      ],
      references: {
        AdministrativeUnit: (reference, ctx) => units.byId(ctx, String(reference['id'])),
        Council: (reference, ctx) => councils.byId(ctx, String(reference['id'])),
        PublicBody: (reference, ctx) => bodies.byId(ctx, String(reference['id'])),
        Delegate: (reference, ctx) => delegates.byId(ctx, String(reference['id'])),
        Person: (reference, ctx) => persons.byId(ctx, String(reference['id'])),
      },
      subscriptions: { accountsDisabled: () => followDisabled(bus, accounts) },
      dispose: () => relay.stop(),
    };
  },
};
