/**
 * Whoever has the whole database of a secret poll that is over, and everything
 * that was logged, told and measured, knows no better than chance who voted what.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { createLog } from '@nghitruong/kit/log';
import { createTestDatabase, testContext, type TestDatabase } from '@nghitruong/kit/testing';
import { Registry } from 'prom-client';
import { sessions } from '../src/index.js';
import { ballotFormOf, THREE_CHOICE_FORM, type BallotForm } from '../src/ballot/ballot-form.rules.js';
import { PollKeeper } from '../src/poll/poll-keeper.service.js';
import { SecretBox } from '../src/secret-box/secret-box.service.js';
import { directoryFixture } from './fixtures/directory.fixture.js';
import { closeSecretRows, makeSecretPoll, type SecretPollRows } from './secret-box.fixture.js';
import { dumpOf, linksOf, type Dump } from './secret-join.fixture.js';

const VOTERS = 60;
/** Of 60 pairs a blind order gets one right, ten once in ten million. */
const CHANCE = 10;

interface Held {
  readonly poll: SecretPollRows;
  readonly truth: { readonly voter: readonly string[]; readonly ballot: string }[];
  readonly keys: readonly string[];
  /** As whoever watched the hall wrote it down. */
  readonly seen: readonly string[];
  readonly told: string;
}

const hexOf = (ciphertext: string): string => `\\x${Buffer.from(ciphertext, 'base64url').toString('hex')}`;

function shuffled<T>(items: readonly T[]): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

describe('a secret poll of sixty voters that is over', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase([directoryFixture, sessions.owner]);
  });
  afterEach(() => database.drop());

  /** Everybody votes alone, in an order of their own: each ballot is a transaction of its own, the worst there is. */
  async function held(form = THREE_CHOICE_FORM, contents = ['FOR', 'AGAINST', 'ABSTAIN']): Promise<Held> {
    const lines: string[] = [];
    const log = createLog('sessions', 'trace', { write: (line) => void lines.push(line) });
    const registry = new Registry();
    const dataSource = await database.open(sessions.owner);
    const keeper = new PollKeeper({
      dataSource,
      log,
      systemContext: () => testContext(),
      presentSeatIds: async () => [],
      changed: (sittingId) => void lines.push(`changed ${sittingId}`),
    });
    const box = new SecretBox({
      url: database.url(sessions.owner),
      schema: 'sessions',
      log,
      now: () => Date.now(),
      changed: (sittingId) => void lines.push(`changed ${sittingId}`),
      settle: (pollId) => keeper.settle(pollId),
    });
    const poll = await makeSecretPoll((text, params) => database.admin(text, params), {
      seats: VOTERS,
      form,
    });
    const voters = shuffled(poll.seats);
    const truth: Held['truth'] = [];
    const keys: string[] = [];
    try {
      for (const [i, { seatId, personId }] of voters.entries()) {
        const ciphertext = poll.encrypt(contents[i % contents.length]!);
        const ballotKey = randomUUID();
        expect(await box.cast({ pollId: poll.pollId, personId, ciphertext, ballotKey, proved: true })).toEqual({
          kind: 'RECEIPT',
        });
        truth.push({ voter: [seatId, personId], ballot: hexOf(ciphertext) });
        keys.push(ballotKey);
      }
      await closeSecretRows((text, params) => database.admin(text, params), poll.pollId);
      await keeper.settle(poll.pollId);
    } finally {
      await box.close();
      await keeper.stop();
    }
    const told = [...lines, await registry.metrics()].join('\n');
    return { poll, truth, keys, seen: voters.map((v) => v.seatId), told };
  }

  const withoutShuffle = (): Promise<unknown> =>
    database.admin(
      `DO $$ BEGIN EXECUTE (SELECT replace(replace(pg_get_functiondef('sessions.secret_close(uuid)'::regprocedure), 'ORDER BY seat_id', 'ORDER BY ctid'), 'ORDER BY gen_random_uuid()', 'ORDER BY ctid')); END $$`,
    );

  const tablesNaming = (dump: Dump, text: string): string[] =>
    [...dump.tables]
      .filter(([, rows]) => rows.some((r) => Object.values(r).some((v) => v?.includes(text))))
      .map(([t]) => t);

  it('tells by no join of rows, and to nobody who watched the hall, which ballot is whose [VOT-3]', async () => {
    const { truth, seen } = await held();
    const links = linksOf(await dumpOf((text) => database.admin(text)), truth, seen);
    expect(links.length).toBeGreaterThan(500);
    expect(links.filter((l) => l.right >= CHANCE)).toEqual([]);
  });

  it('tells as little of ballots of rows: all of one length whatever was marked, and no better than chance whose they are [VOT-3]', async () => {
    const form = ballotFormOf('CONFIDENCE_RATING', { rows: 20 }) as BallotForm;
    const all = (mark: string): string => Array.from({ length: form.rows }, (_, i) => `${i + 1}=${mark}`).join(',');
    const { truth, seen } = await held(form, [all('MEDIUM'), all(''), all('HIGH').replace('7=HIGH', '7=')]);
    expect(new Set(truth.map((t) => t.ballot.length)).size).toBe(1);
    const links = linksOf(await dumpOf((text) => database.admin(text)), truth, seen);
    expect(links.length).toBeGreaterThan(500);
    expect(links.filter((l) => l.right >= CHANCE)).toEqual([]);
  });

  it('would be found out by the same joins, were the box not shuffled [VOT-3]', async () => {
    await withoutShuffle();
    const { truth, seen } = await held();
    const links = linksOf(await dumpOf((text) => database.admin(text)), truth, seen).filter((l) => l.right === VOTERS);
    expect(links.map((l) => l.how)).toEqual(
      expect.arrayContaining([
        'sessions.secret_roll.ctid = sessions.secret_box.ctid, in order',
        'the hall.order = sessions.secret_box.ctid, in order',
      ]),
    );
  });

  it('would be found out by xmin, were its two open tables kept [VOT-3]', async () => {
    await database.admin(
      `DO $$ BEGIN EXECUTE (SELECT regexp_replace(pg_get_functiondef('sessions.secret_close(uuid)'::regprocedure), 'EXECUTE format\\(''DROP TABLE[^;]*;', '')); END $$`,
    );
    await database.admin('ALTER TABLE sessions.poll DISABLE TRIGGER a_secret_poll_has_its_box');
    const { truth, seen, poll } = await held();
    const table = (what: string) => `sessions.secret_${what}_${poll.pollId.replaceAll('-', '')}`;
    const links = linksOf(await dumpOf((text) => database.admin(text)), truth, seen).filter((l) => l.right === VOTERS);
    expect(links.map((l) => l.how)).toContain(`${table('roll')}.xmin = ${table('box')}.xmin`);
  });

  it('keeps a ballot in the box alone, a key nowhere, and tells neither to a log, an event or a metric [VOT-3]', async () => {
    const { truth, keys, told, poll } = await held();
    const dump = await dumpOf((text) => database.admin(text));
    for (const { ballot } of truth) expect(tablesNaming(dump, ballot.slice(2))).toEqual(['sessions.secret_box']);
    for (const key of keys) expect(tablesNaming(dump, key)).toEqual([]);
    for (const { voter, ballot } of truth)
      for (const text of [...voter, ballot.slice(2), Buffer.from(ballot.slice(2), 'hex').toString('base64url')])
        expect(told).not.toContain(text);
    expect([...dump.tables.keys()].filter((t) => t.includes(poll.pollId.replaceAll('-', '')))).toEqual([]);
    expect(dump.tables.get('sessions.ballot')).toEqual([]);
    const columns = await database.admin(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'sessions' AND table_name IN ('secret_roll', 'secret_box') ORDER BY 1`,
    );
    expect(columns.map((c) => c['name'])).toEqual([
      ...['secret_box.ciphertext', 'secret_box.id', 'secret_box.poll_id'],
      ...['secret_roll.key_hash', 'secret_roll.poll_id', 'secret_roll.seat_id'],
    ]);
  });
});
