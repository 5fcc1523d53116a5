import { randomUUID } from 'node:crypto';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { openSeal } from '@nghitruong/kit/auth';
import { silentLog } from '@nghitruong/kit/log';
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import pg from 'pg';
import { Registry } from 'prom-client';
import { ballotMetrics } from '../src/ballot/ballot.metrics.js';
import { BallotBox, sealedText, type BallotBoxOptions } from '../src/ballot/ballot-box.service.js';
import { PollKeeper } from '../src/poll/poll-keeper.service.js';
import { sessions } from '../src/index.js';
import { makeOpenPoll, setState } from './ballot-box.fixture.js';
import { describeBallotBox, type OpenedBoxes } from './ballot-box.suite.js';
import { directoryFixture } from './fixtures/directory.fixture.js';

const ctx = testContext();

async function opened(
  database: TestDatabase,
): Promise<{ on: Omit<OpenedBoxes, 'box' | 'peer'>; open: (more?: Partial<BallotBoxOptions>) => BallotBox }> {
  const dataSource = await database.open(sessions.owner);
  const keeper = new PollKeeper({
    dataSource,
    log: silentLog,
    systemContext: () => testContext(),
    presentSeatIds: async () => [],
    changed: () => undefined,
  });
  const boxes: BallotBox[] = [];
  return {
    open(more = {}) {
      const box = new BallotBox({
        url: database.url(sessions.owner),
        schema: 'sessions',
        secret: 'secret',
        log: silentLog,
        connections: 2,
        ...more,
      });
      boxes.push(box);
      return box;
    },
    on: {
      sql: (text, params) => database.admin(text, params),
      async count(pollId) {
        await database.admin(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1`, [pollId]);
        await keeper.settle(pollId);
      },
      async close() {
        await keeper.stop();
        await Promise.all(boxes.map((b) => b.close()));
        await database.drop();
      },
    },
  };
}

describeBallotBox('one process', async () => {
  const { on, open } = await opened(await createTestDatabase([directoryFixture, sessions.owner]));
  const box = open();
  return { box, peer: box, ...on };
});

describeBallotBox('two processes on one database', async () => {
  const { on, open } = await opened(await createTestDatabase([directoryFixture, sessions.owner]));
  return { box: open(), peer: open(), ...on };
});

describe('ballot box: what is its own', () => {
  let database: TestDatabase;
  let at: Awaited<ReturnType<typeof opened>>;
  beforeAll(async () => {
    database = await createTestDatabase([directoryFixture, sessions.owner]);
    at = await opened(database);
  });
  afterAll(() => at.on.close());
  const sql = (text: string, params?: unknown[]) => database.admin(text, params);
  const press = (pollId: string, personId: string, more = {}) => ({
    pollId,
    personId,
    choice: 'FOR',
    ballotKey: randomUUID(),
    press: 1,
    ...more,
  });

  it('seals its receipts over all they say', async () => {
    const { pollId, seats } = await makeOpenPoll(sql, { seats: 1 });
    const request = press(pollId, seats[0]!.personId);
    const answer = await at.open().cast(ctx, request);
    if (answer.kind !== 'RECEIPT') throw new Error(answer.reason);
    const sealed = { ...answer, seatId: seats[0]!.seatId, ballotKey: request.ballotKey };
    expect(openSeal('secret', sealedText(pollId, sealed), answer.seal)).toBe(true);
    expect(openSeal('secret', sealedText(pollId, { ...sealed, choice: 'AGAINST' }), answer.seal)).toBe(false);
  });

  it('puts what waits into one transaction, and says so after the commit', async () => {
    const { pollId, sittingId, seats } = await makeOpenPoll(sql, { seats: 50 });
    const changed = jest.fn();
    const registry = new Registry();
    const box = at.open({ changed, metrics: ballotMetrics(registry) });
    await Promise.all(seats.map((s) => box.cast(ctx, press(pollId, s.personId))));
    expect(changed.mock.calls).toEqual([[sittingId]]);
    const text = await registry.metrics();
    expect(text).toContain('ballots_total{answer="RECORDED"} 50');
    expect(text).toContain('ballot_batch_size_count 1');
    expect(text).not.toMatch(/AGAINST|ABSTAIN|seat|person/);
  });

  it('takes four statements for a batch, however large', async () => {
    const { pollId, seats } = await makeOpenPoll(sql, { seats: 80 });
    const box = at.open();
    await box.cast(ctx, press(pollId, seats[0]!.personId));
    const query = jest.spyOn(pg.Client.prototype, 'query');
    try {
      await Promise.all(seats.map((s) => box.cast(ctx, press(pollId, s.personId, { press: 2 }))));
      const said = query.mock.calls.map(([q]) => (q as unknown as { name?: string }).name ?? q);
      expect(said).toEqual(['BEGIN', 'lock-poll', 'insert-batch', 'COMMIT']);
    } finally {
      query.mockRestore();
    }
  });

  it('a commit whose answer was lost is not known; the same key then gives the receipt of the one ballot', async () => {
    const { pollId, seats } = await makeOpenPoll(sql, { seats: 1 });
    const target = new URL(database.url(sessions.owner));
    let cut = true;
    const sockets = new Set<Socket>();
    const proxy = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      for (const s of [client, server])
        sockets.add(s.on('error', () => undefined).on('close', () => (client.destroy(), server.destroy())));
      let committing = false;
      client.on('data', (data) => {
        committing ||= data.includes('COMMIT');
        server.write(data);
      });
      // What the server says to a commit never arrives.
      server.on('data', (data) => {
        if (!committing || !cut || !data.includes('COMMIT')) return void client.write(data);
        cut = false;
        client.destroy();
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.port = String((proxy.address() as AddressInfo).port);
    const box = at.open({ url: url.toString() });
    const request = press(pollId, seats[0]!.personId);
    await expect(box.cast(ctx, request)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await box.cast(ctx, request)).toMatchObject({ kind: 'RECEIPT', chainIndex: 1 });
    expect(await sql('SELECT count(*)::int AS n FROM sessions.ballot WHERE poll_id = $1', [pollId])).toEqual([
      { n: 1 },
    ]);
    await box.close();
    for (const s of sockets) s.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('without a database the outcome is not known, and the process lives', async () => {
    const { pollId, seats } = await makeOpenPoll(sql, { seats: 1 });
    const box = at.open({ url: 'postgresql://sessions:x@127.0.0.1:1/nowhere' });
    await expect(box.cast(ctx, press(pollId, seats[0]!.personId))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('a box that closes answers whoever waits, and takes nothing more', async () => {
    const { pollId, seats } = await makeOpenPoll(sql, { seats: 2 });
    const box = new BallotBox({
      url: database.url(sessions.owner),
      schema: 'sessions',
      secret: 'secret',
      log: silentLog,
    });
    const waiting = box.cast(ctx, press(pollId, seats[0]!.personId));
    await box.close();
    expect(await waiting).toMatchObject({ kind: 'RECEIPT' });
    await expect(box.cast(ctx, press(pollId, seats[1]!.personId))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('a countdown that has run out takes no ballot, even before anybody closed the poll', async () => {
    const { pollId, seats } = await makeOpenPoll(sql, { seats: 1 });
    await setState(sql, pollId, 'CLOSING');
    await sql(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() - interval '1 ms' WHERE id = $1`, [pollId]);
    const box = at.open({ settle: (id) => at.on.count(id) });
    expect(await box.cast(ctx, press(pollId, seats[0]!.personId))).toEqual({ kind: 'REFUSED', reason: 'POLL_CLOSED' });
    expect(await sql('SELECT state FROM sessions.poll WHERE id = $1', [pollId])).toEqual([{ state: 'CLOSED' }]);
  });
});
