/** Cards: look, exchange, single use, PIN, limits, take-over. */
import { accountId, Browser, COUNCIL, createHall, HandClock, OTHER_SITTING, personId, PIN, SITTING, verifierOf, type Door, type Hall } from './hall.js';

let hall: Hall;
let door: Door;
beforeAll(async () => {
  hall = await createHall();
  door = await hall.open();
});
afterAll(() => hall.end());

const issue = (login = 'delegate-01', sittingId = SITTING) => door.identity.issueCard({ login, sittingId });

describe('a card of a person', () => {
  test('says whose it is and that it needs the PIN', async () => {
    const card = await issue();
    const { status, body } = await new Browser(door.base).post('/id/card/look', { card: card.code });
    expect([status, body]).toEqual([200, { displayName: 'Nguyễn Thị delegate-01', needsPin: true, kind: 'PERSON', sittingId: SITTING }]);
  });

  test('signs in with the PIN, and the token says who, where and on which device', async () => {
    const card = await issue();
    const { status, body } = await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN, deviceName: 'Điện thoại' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 600, kind: 'PERSON', displayName: 'Nguyễn Thị delegate-01', sittingId: SITTING });
    const actor = await verifierOf(door).verify(body['accessToken'] as string);
    expect(actor).toMatchObject({
      kind: 'PERSON',
      accountId: accountId('delegate-01'),
      personId: personId('delegate-01'),
      sittingId: SITTING,
      deviceId: body['deviceId'],
      grants: [{ role: 'DELEGATE', councilId: COUNCIL }],
    });
  });

  test('signs in by the eight typed characters, however they are typed', async () => {
    const card = await issue();
    expect(card.typedCode).toMatch(/^[2-9BCFGHJKMNPQRSTVXZ]{4}-[2-9BCFGHJKMNPQRSTVXZ]{4}$/);
    const typed = ` ${card.typedCode.toLowerCase().replace('-', ' ')} `;
    expect((await new Browser(door.base).post('/id/card/exchange', { typedCode: typed, pin: PIN })).status).toBe(200);
  });

  test('is used once: a replay is refused and signs nobody in', async () => {
    const card = await issue();
    await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN });
    const replay = await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN });
    expect([replay.status, replay.body['code'], replay.setCookies]).toEqual([409, 'CARD_USED', []]);
    expect((await new Browser(door.base).post('/id/card/look', { card: card.code })).body['code']).toBe('CARD_USED');
  });
});
