/** The sweep: what has ended long ago goes, what is in use or was shown to the chair stays. */
import { Browser, createHall, HandClock, PIN, SITTING, type Hall } from './hall.js';
import { identityOwner } from '../src/index.js';
import { sweep } from '../src/sweep.js';

let hall: Hall;
beforeAll(async () => {
  hall = await createHall();
});
afterAll(() => hall.end());

test('deletes expired records at once, cards and devices a month after their end, take-overs never', async () => {
  const clock = new HandClock();
  const door = await hall.open({ clock });
  const signIn = async () => {
    const card = await door.identity.issueCard({ login: 'delegate-01', sittingId: SITTING });
    await new Browser(door.base).post('/id/card/exchange', { card: card.code, pin: PIN });
  };
  await signIn();
  await signIn();
  await fetch(
    `${door.base}/id/auth?client_id=explorer&response_type=code&scope=openid&code_challenge=${'x'.repeat(43)}&code_challenge_method=S256`,
    { redirect: 'manual' },
  );
  const source = await hall.database.open(identityOwner);
  const count = async () => {
    const [row] = await hall.database.admin(
      `SELECT (SELECT count(*)::int FROM identity.card) AS cards, (SELECT count(*)::int FROM identity.device) AS devices, (SELECT count(*)::int FROM identity.refresh_secret) AS secrets,
              (SELECT count(*)::int FROM identity.takeover) AS takeovers, (SELECT count(*)::int FROM identity.openid_record) AS records`,
    );
    return row;
  };
  const before = await count();
  expect(before).toEqual({ cards: 2, devices: 2, secrets: 2, takeovers: 1, records: 1 });
  expect(await sweep(source, clock.now())).toBe(0);
  clock.pass(3_600_000);
  await sweep(source, clock.now());
  expect(await count()).toEqual({ ...before, records: 0 });
  clock.pass(32 * 24 * 3_600_000);
  await sweep(source, clock.now());
  expect(await count()).toEqual({ cards: 0, devices: 0, secrets: 0, takeovers: 1, records: 0 });
});
