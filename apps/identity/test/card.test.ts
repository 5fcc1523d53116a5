/** Cards: look, exchange, single use, PIN, limits, take-over. */
import {
  accountId,
  Browser,
  COUNCIL,
  createHall,
  HandClock,
  OTHER_SITTING,
  personId,
  PIN,
  SITTING,
  verifierOf,
  type Door,
  type Hall,
} from './hall.js';
import { identityOwner } from '../src/index.js';

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
    expect([status, body]).toEqual([
      200,
      { displayName: 'Nguyễn Thị delegate-01', needsPin: true, kind: 'PERSON', sittingId: SITTING },
    ]);
  });

  test('signs in with the PIN, and the token says who, where and on which device', async () => {
    const card = await issue();
    const { status, body } = await new Browser(door.base).post('/id/card/exchange', {
      card: card.code,
      pin: PIN,
      deviceName: 'Điện thoại',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expiresIn: 600,
      kind: 'PERSON',
      displayName: 'Nguyễn Thị delegate-01',
      sittingId: SITTING,
    });
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

  test('opens the page of what its holder does', async () => {
    const pages = await Promise.all(
      ['chair', 'clerk', 'delegate-02'].map(async (login) => new URL((await issue(login, OTHER_SITTING)).url).pathname),
    );
    expect(pages).toEqual(['/chair', '/clerk', '/b']);
  });

  test('a typed code of another card, a made-up code and nothing at all sign nobody in', async () => {
    const browser = new Browser(door.base);
    for (const [call, code] of [
      [{ card: 'A'.repeat(22), pin: PIN }, 'CARD_UNKNOWN'],
      [{ card: 'short', pin: PIN }, 'CARD_UNKNOWN'],
      [{ typedCode: 'BCFG-2345', pin: PIN }, 'CARD_UNKNOWN'],
      [{ pin: PIN }, 'BAD_FIELD'],
    ] as const) {
      const { body, setCookies } = await browser.post('/id/card/exchange', call);
      expect([body['code'], setCookies]).toEqual([code, []]);
    }
  });

  test('the same key repeated after a lost answer gets the same device; another key does not', async () => {
    const card = await issue();
    const call = { card: card.code, pin: PIN, key: 'made by the phone' };
    const first = await new Browser(door.base).post('/id/card/exchange', call);
    const phone = new Browser(door.base);
    const again = await phone.post('/id/card/exchange', call);
    expect([again.status, again.body['deviceId']]).toEqual([200, first.body['deviceId']]);
    expect(
      (await new Browser(door.base).post('/id/card/exchange', { ...call, key: 'another phone' })).body['code'],
    ).toBe('CARD_USED');
    expect((await phone.post('/id/refresh')).status).toBe(200);
    // Once the device has refreshed, its sign-in is over and cannot be asked for again.
    expect((await new Browser(door.base).post('/id/card/exchange', call)).body['code']).toBe('CARD_USED');
  });

  test('of two processes that are asked for one card at the same moment exactly one signs in', async () => {
    const other = await hall.open();
    for (let round = 0; round < 10; round++) {
      const card = await issue();
      const answers = await Promise.all(
        [door, other, door, other].map((d) =>
          new Browser(d.base).post('/id/card/exchange', { card: card.code, pin: PIN }),
        ),
      );
      expect(answers.map((a) => a.body['code'] ?? 'SIGNED_IN').sort()).toEqual([
        'CARD_USED',
        'CARD_USED',
        'CARD_USED',
        'SIGNED_IN',
      ]);
    }
  });

  test('neither its codes nor the PIN are in the database', async () => {
    const card = await issue();
    const dump = JSON.stringify(
      await hall.database.admin(
        `SELECT c::text FROM identity.card c UNION ALL SELECT p::text FROM identity.account_pin p`,
      ),
    );
    for (const secret of [card.code, card.typedCode, card.typedCode.replace('-', ''), PIN]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

describe('the PIN of a card', () => {
  test('is asked for, and a missing or malformed one does not count as wrong', async () => {
    const card = await issue();
    const browser = new Browser(door.base);
    for (let i = 0; i < 7; i++)
      expect(
        (await browser.post('/id/card/exchange', { card: card.code, ...(i % 2 && { pin: '12345' }) })).body['code'],
      ).toBe('PIN_REQUIRED');
    expect((await browser.post('/id/card/exchange', { card: card.code, pin: PIN })).status).toBe(200);
  });

  test('wrong five times locks the card, also for the right PIN, and says how many tries are left', async () => {
    const card = await issue();
    const browser = new Browser(door.base);
    const said: unknown[] = [];
    for (let i = 0; i < 5; i++)
      said.push((await browser.post('/id/card/exchange', { card: card.code, pin: '000000' })).body);
    expect(said).toMatchObject([
      ...[4, 3, 2, 1].map((left) => ({ code: 'PIN_WRONG', en: expect.stringContaining(`locked: ${left}.`) })),
      { code: 'CARD_LOCKED' },
    ]);
    const right = await browser.post('/id/card/exchange', { card: card.code, pin: PIN });
    expect([right.status, right.body['code']]).toEqual([423, 'CARD_LOCKED']);
    expect((await browser.post('/id/card/exchange', { typedCode: card.typedCode, pin: PIN })).body['code']).toBe(
      'CARD_LOCKED',
    );
    // A new card is a new chance: the lock is the card's, not the person's.
    expect((await browser.post('/id/card/exchange', { card: (await issue()).code, pin: PIN })).status).toBe(200);
  });

  test('tries side by side cannot pass the limit', async () => {
    const card = await issue();
    const other = await hall.open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        new Browser([door, other][i % 2]!.base).post('/id/card/exchange', { card: card.code, pin: '111111' }),
      ),
    );
    expect(answers.filter((a) => a.body['code'] === 'PIN_WRONG')).toHaveLength(4);
    expect(answers.filter((a) => a.body['code'] === 'CARD_LOCKED')).toHaveLength(16);
  });

  test('an account without one gets no card, and a malformed one is refused', async () => {
    await hall.database.admin(`DELETE FROM identity.account_pin WHERE account_id = $1`, [accountId('delegate-02')]);
    await expect(issue('delegate-02')).rejects.toMatchObject({ code: 'PIN_MISSING' });
    await expect(
      door.identity.issueCard({ login: 'delegate-02', sittingId: SITTING, pin: '12345x' }),
    ).rejects.toMatchObject({ code: 'PIN_MALFORMED' });
    await expect(door.identity.issueCard({ login: 'nobody', sittingId: SITTING })).rejects.toMatchObject({
      code: 'ACCOUNT_UNKNOWN',
    });
    const card = await door.identity.issueCard({ accountId: accountId('delegate-02'), sittingId: SITTING, pin: PIN });
    expect((await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN })).status).toBe(200);
  });
});

describe('a card’s time', () => {
  test('it expires', async () => {
    const clock = new HandClock();
    const later = await hall.open({ clock, cardHours: 2 });
    const card = await later.identity.issueCard({ login: 'delegate-01', sittingId: SITTING });
    clock.pass(2 * 3_600_000 - 1);
    expect((await new Browser(later.base).post('/id/card/look', { card: card.code })).status).toBe(200);
    clock.pass(1);
    const { status, body } = await new Browser(later.base).post('/id/card/exchange', { card: card.code, pin: PIN });
    expect([status, body['code']]).toEqual([410, 'CARD_EXPIRED']);
  });

  test('a disabled account’s card signs nobody in', async () => {
    const card = await issue('clerk');
    await hall.disable('clerk');
    expect((await new Browser(door.base).post('/id/card/look', { card: card.code })).body['code']).toBe(
      'ACCOUNT_DISABLED',
    );
    expect((await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN })).body['code']).toBe(
      'ACCOUNT_DISABLED',
    );
    await expect(issue('clerk')).rejects.toMatchObject({ code: 'ACCOUNT_DISABLED' });
    await hall.disable('clerk', false);
  });
});

describe('a reissued card', () => {
  test('replaces the one that was not used', async () => {
    const [old, fresh] = [await issue(), await issue()];
    expect((await new Browser(door.base).post('/id/card/exchange', { card: old.code, pin: PIN })).body['code']).toBe(
      'CARD_REPLACED',
    );
    expect((await new Browser(door.base).post('/id/card/exchange', { card: fresh.code, pin: PIN })).status).toBe(200);
  });

  test('leaves one waiting card however many are issued at once', async () => {
    const other = await hall.open();
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        [door, other][i % 2]!.identity.issueCard({ login: 'delegate-01', sittingId: SITTING }),
      ),
    );
    const [row] = await hall.database.admin(
      `SELECT count(*)::int AS waiting FROM identity.card WHERE subject_id = $1 AND sitting_id = $2 AND used_at IS NULL AND replaced_at IS NULL`,
      [accountId('delegate-01'), SITTING],
    );
    expect(row).toEqual({ waiting: 1 });
  });

  test('takes the earlier device over: it is signed out, told why, and the chair can see when and by which', async () => {
    const [old, elsewhere, fresh] = [new Browser(door.base), new Browser(door.base), new Browser(door.base)];
    const before = await old.post('/id/card/exchange', {
      card: (await issue('chair')).code,
      pin: PIN,
      deviceName: 'Máy cũ',
    });
    await elsewhere.post('/id/card/exchange', { card: (await issue('chair', OTHER_SITTING)).code, pin: PIN });
    const card = await issue('chair');
    // Issuing alone changes nothing for the device that is signed in.
    expect((await old.post('/id/refresh')).status).toBe(200);
    const after = await fresh.post('/id/card/exchange', { card: card.code, pin: PIN, deviceName: 'Máy mới' });

    const refused = await old.post('/id/refresh');
    expect([refused.status, refused.body['code']]).toEqual([401, 'TAKEN_OVER']);
    expect((await fresh.post('/id/refresh')).status).toBe(200);
    expect((await elsewhere.post('/id/refresh')).status).toBe(200);
    expect(
      await hall.database.admin(`SELECT * FROM identity.published_takeover_v1 WHERE account_id = $1`, [
        accountId('chair'),
      ]),
    ).toEqual([
      {
        takeover_id: expect.any(String),
        account_id: accountId('chair'),
        sitting_id: SITTING,
        device_id: before.body['deviceId'],
        device_name: 'Máy cũ',
        by_device_id: after.body['deviceId'],
        by_device_name: 'Máy mới',
        taken_over_at: expect.any(Date),
      },
    ]);
  });

  test('what the chair was shown cannot be changed by the running role, nor written through the view', async () => {
    const source = await hall.database.open(identityOwner);
    for (const sql of [
      'DELETE FROM takeover',
      `UPDATE takeover SET device_name = 'x'`,
      'DELETE FROM published_takeover_v1',
    ]) {
      await expect(source.query(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
    }
  });
});

describe('a card of a display', () => {
  test('needs no PIN, opens the wall, and its token says which display of which council', async () => {
    const card = await door.identity.issueDisplayCard({
      name: 'Màn hình chính',
      sittingId: SITTING,
      councilId: COUNCIL,
    });
    expect(card.url).toBe(`${door.base}/wall#card=${card.code}`);
    const browser = new Browser(door.base);
    expect((await browser.post('/id/card/look', { card: card.code })).body).toEqual({
      displayName: 'Màn hình chính',
      needsPin: false,
      kind: 'DISPLAY',
      sittingId: SITTING,
    });
    const { body } = await browser.post('/id/card/exchange', { card: card.code });
    expect(await verifierOf(door).verify(body['accessToken'] as string)).toMatchObject({
      kind: 'DISPLAY',
      displayId: card.subjectId,
      sittingId: SITTING,
      grants: [{ role: 'DISPLAY', councilId: COUNCIL }],
    });
    expect((await browser.post('/id/refresh')).body).toMatchObject({ kind: 'DISPLAY', displayName: 'Màn hình chính' });
  });

  test('the same name in the same sitting is the same display: the newer takes over', async () => {
    const sign = async () => {
      const browser = new Browser(door.base);
      await browser.post('/id/card/exchange', {
        card: (await door.identity.issueDisplayCard({ name: 'Màn hình 2', sittingId: SITTING, councilId: COUNCIL }))
          .code,
      });
      return browser;
    };
    const [first, second] = [await sign(), await sign()];
    expect([(await first.post('/id/refresh')).body['code'], (await second.post('/id/refresh')).status]).toEqual([
      'TAKEN_OVER',
      200,
    ]);
  });
});

test('a whole hall is issued its cards and signs in at once', async () => {
  const people = Array.from({ length: 60 }, (_, i) => `seat-${i}`);
  await hall.database.admin(
    `INSERT INTO directory.account SELECT gen_random_uuid(), login, login, gen_random_uuid(), '[]' FROM unnest($1::text[]) AS login`,
    [people],
  );
  const cards = await Promise.all(
    people.map((login) => door.identity.issueCard({ login, sittingId: SITTING, pin: PIN })),
  );
  const answers = await Promise.all(
    cards.map((card) => new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN })),
  );
  expect(answers.map((a) => a.status)).toEqual(people.map(() => 200));
});
