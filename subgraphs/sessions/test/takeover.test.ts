/** Take-overs of devices reach the chair: where the issuer publishes them, and only there. */
import { randomUUID } from 'node:crypto';
import type { OwnerDefinition } from '@nghitruong/kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

class IssuerFixture1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE takeover (takeover_id uuid PRIMARY KEY, account_id uuid, sitting_id uuid, device_id uuid, device_name text, by_device_id uuid, by_device_name text, taken_over_at timestamptz);
      CREATE VIEW published_takeover_v1 AS SELECT * FROM takeover;
      GRANT SELECT ON published_takeover_v1 TO PUBLIC;
    `);
  }
  async down(): Promise<void> {}
}
const issuer: OwnerDefinition = { schema: 'identity', entities: [], migrations: [IssuerFixture1700000000001] };

const TAKEOVERS = 'takeovers { name fromDevice toDevice at }';
const NOW = `query ($id: ID!) { chamberNow(sittingId: $id) { step revision ${TAKEOVERS} } }`;
const LIVE = `subscription ($sittingId: ID!) { chamber(sittingId: $sittingId) { step revision ${TAKEOVERS} } }`;

describe('a device that was taken over', () => {
  let hall: Hall;
  const account = randomUUID();
  beforeAll(async () => {
    hall = await openHall({ seats: 5, beside: [issuer] });
    await hall.database.admin(
      `INSERT INTO directory.account VALUES ($1, 'delegate-01', 'Nguyễn Văn Một', gen_random_uuid(), '[]')`,
      [account],
    );
  });
  afterAll(() => hall.stop());
  const takeOver = (sittingId: string, toDevice: string) =>
    hall.database.admin(
      `INSERT INTO identity.takeover VALUES (gen_random_uuid(), $1, $2, gen_random_uuid(), 'Điện thoại cũ', gen_random_uuid(), $3, '2026-11-23T01:00:00Z')`,
      [account, sittingId, toDevice],
    );

  it('is shown to chair and secretary while it happens, with no change of step or revision, and to nobody else [VOT-18 R-VOT-02]', async () => {
    const chair = hall.watch(LIVE, [{ role: 'CHAIR', councilId: hall.councilId }]);
    const before = await chair.until(() => true);
    expect(before['takeovers']).toEqual([]);
    await takeOver(hall.sittingId, 'Máy tính bảng mượn');
    await takeOver(randomUUID(), 'Ở phiên khác');
    // By a beat alone: nothing of the sitting has changed.
    const told = await chair.until((chamber) => (chamber['takeovers'] as unknown[]).length > 0);
    expect(told).toEqual({
      step: before['step'],
      revision: before['revision'],
      takeovers: [
        {
          name: 'Nguyễn Văn Một',
          fromDevice: 'Điện thoại cũ',
          toDevice: 'Máy tính bảng mượn',
          at: '2026-11-23T01:00:00.000Z',
        },
      ],
    });
    await chair.stop();
    const variables = { id: hall.sittingId };
    const asked = await hall.ok(NOW, variables, await hall.token('SESSION_SECRETARY'));
    expect(asked['takeovers']).toHaveLength(1);
    for (const role of ['DELEGATE', 'DISPLAY', 'TALLY_COMMITTEE'] as const) {
      const { data } = await hall.ask(NOW, variables, { token: await hall.token(role) });
      expect(data).toMatchObject({ chamberNow: { takeovers: null } });
    }
    expect((await hall.ask(NOW, variables)).data).toMatchObject({ chamberNow: { takeovers: null } });
  });
});

it('another issuer publishes none: the chamber is whole without them [VOT-18]', async () => {
  const hall = await openHall({ seats: 5 });
  try {
    const chamber = await hall.ok(NOW, { id: hall.sittingId }, await hall.token('CHAIR'));
    expect(chamber).toMatchObject({ step: 0, takeovers: [] });
  } finally {
    await hall.stop();
  }
});
