import type { Actor, Role } from '@nghitruong/kit/auth';
import { CLASSIFICATIONS } from './document.rules.js';
import { maySeeDocument } from './document.policy.js';

const person = (role: Role, councilId = 'one'): Actor => ({
  kind: 'PERSON',
  accountId: 'a',
  grants: [{ role, councilId }],
});
const anonymous: Actor = { kind: 'ANONYMOUS', grants: [] };
const sees = (actor: Actor, sent = true) =>
  CLASSIFICATIONS.filter((classification) => maySeeDocument(actor, { councilId: 'one', classification, sent }));

it.each([
  ['the public', anonymous, ['PUBLIC']],
  ['a delegate', person('DELEGATE'), ['PUBLIC', 'INTERNAL', 'CLOSED_SITTING']],
  ['a delegate of another council', person('DELEGATE', 'two'), ['PUBLIC']],
  ['an officer', person('OFFICER'), ['PUBLIC']],
  ['a display', { ...person('DISPLAY'), kind: 'DISPLAY' } as Actor, ['PUBLIC']],
  ['a class of rights', { ...person('DELEGATE'), kind: 'RIGHTS' } as Actor, ['PUBLIC']],
  ['the secretary', person('SESSION_SECRETARY'), [...CLASSIFICATIONS]],
] as const)('%s sees what is for them [SES-4 R-PDP-04]', (_, actor, expected) => expect(sees(actor)).toEqual(expected));

it('nobody but the desk sees what was not sent [SES-4]', () => {
  for (const actor of [anonymous, person('DELEGATE'), person('TALLY_COMMITTEE')])
    expect(sees(actor, false)).toEqual([]);
  expect(sees(person('SESSION_SECRETARY'), false)).toEqual([...CLASSIFICATIONS]);
});
