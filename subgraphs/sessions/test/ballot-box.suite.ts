/**
 * What every ballot box must do: run over one box, and over two of different
 * processes on one database.
 * @param open boxes of the implementation on a database of its own; `peer` may be the same box
 */
import { randomUUID } from 'node:crypto';
import { ANONYMOUS } from '@nghitruong/kit/auth';
import { testContext } from '@nghitruong/kit/testing';
import { ballotLine, extend } from '../src/ballot/audit-chain.js';
import type { BallotBox, CastAnswer, Receipt } from '../src/ballot/ballot-box.service.js';
import { makeOpenPoll, makeSitting, setState, type BoxSeat, type OpenPoll } from './ballot-box.fixture.js';

export interface OpenedBoxes {
  readonly box: Pick<BallotBox, 'cast'>;
  readonly peer: Pick<BallotBox, 'cast'>;
  sql(text: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Closes the poll as time would, and counts it. */
  count(pollId: string): Promise<void>;
  close(): Promise<void>;
}

const ctx = testContext(ANONYMOUS);

export function describeBallotBox(name: string, open: () => Promise<OpenedBoxes>): void {
  describe(`ballot box: ${name}`, () => {
    let on: OpenedBoxes;
    beforeAll(async () => (on = await open()));
    afterAll(() => on?.close());

    const poll = (seats: number, more: { absent?: number; suspended?: number } = {}): Promise<OpenPoll> =>
      makeOpenPoll(on.sql, { seats, ...more });
    const cast = (
      at: OpenPoll,
      seat: Pick<BoxSeat, 'personId'>,
      more: { choice?: string; ballotKey?: string; press?: number; by?: 'box' | 'peer' } = {},
    ): Promise<CastAnswer> =>
      on[more.by ?? 'box'].cast(ctx, {
        pollId: at.pollId,
        personId: seat.personId,
        choice: more.choice ?? 'FOR',
        ballotKey: more.ballotKey ?? randomUUID(),
        press: more.press ?? 1,
      });
    const either = (i: number): 'box' | 'peer' => (i % 2 === 0 ? 'box' : 'peer');
    const receipt = (answer: CastAnswer): Receipt => {
      if (answer.kind !== 'RECEIPT') throw new Error(`refused: ${answer.reason}`);
      return answer;
    };
    const rows = (at: OpenPoll) =>
      on.sql(
        `SELECT chain_index AS "chainIndex", id AS "ballotId", seat_id AS "seatId", choice, press, ballot_key AS "ballotKey", to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt", chain_hash AS hash
         FROM sessions.ballot WHERE poll_id = $1 ORDER BY chain_index`,
        [at.pollId],
      );
    /** Everything that a refusal must leave as it was. */
    const books = (at: OpenPoll) =>
      on.sql(
        `SELECT p.state, p.revision, p.chain_length, p.chain_head, (SELECT count(*)::int FROM sessions.ballot WHERE poll_id = p.id) AS ballots, (SELECT json_agg(r ORDER BY seat_id) FROM sessions.poll_roll r WHERE poll_id = p.id) AS roll
         FROM sessions.poll p WHERE id = $1`,
        [at.pollId],
      );
    const counted = async (at: OpenPoll, seat: BoxSeat) =>
      (
        await on.sql(
          `SELECT b.choice, b.press FROM sessions.poll_roll r JOIN sessions.ballot b ON b.poll_id = r.poll_id AND b.chain_index = r.counted_index WHERE r.poll_id = $1 AND r.seat_id = $2`,
          [at.pollId, seat.seatId],
        )
      )[0];

    it('answers what is committed, in one chain that anyone can recompute', async () => {
      const at = await poll(60);
      const answers = await Promise.all(
        at.seats.map((s, i) => cast(at, s, { by: either(i), choice: ['FOR', 'AGAINST', 'ABSTAIN'][i % 3]! })),
      );
      const stored = await rows(at);
      expect(answers.map((a) => receipt(a).chainIndex).sort((a, b) => a - b)).toEqual(
        stored.map((b) => b['chainIndex']),
      );
      expect(stored.map((b) => b['chainIndex'])).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
      let head = at.genesis;
      for (const b of stored) expect(b['hash']).toEqual((head = extend(head, ballotLine(b as never))));
      const [p] = await books(at);
      expect(p).toMatchObject({ chain_length: 60, chain_head: head });
      for (const [i, a] of answers.entries())
        expect(stored[receipt(a).chainIndex - 1]).toMatchObject({
          seatId: at.seats[i]!.seatId,
          choice: receipt(a).choice,
          recordedAt: receipt(a).recordedAt,
        });
    });

    it('raises the revision once for each batch that changed something, and not for a refusal', async () => {
      const at = await poll(2);
      await cast(at, at.seats[0]!);
      await cast(at, at.seats[1]!, { by: 'peer' });
      const before = await books(at);
      expect(before[0]).toMatchObject({ revision: 2 });
      await cast(at, at.seats[0]!);
      expect(await books(at)).toEqual(before);
    });

    it('gives the same receipt for the same key, twenty times at once and ever after [VOT-4 VOT-23]', async () => {
      const at = await poll(3);
      const ballotKey = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => cast(at, at.seats[0]!, { ballotKey, by: either(i) })),
      );
      const first = receipt(answers[0]!);
      for (const a of answers) expect(a).toEqual(first);
      expect(await rows(at)).toHaveLength(1);
      await setState(on.sql, at.pollId, 'PAUSED');
      expect(await cast(at, at.seats[0]!, { ballotKey })).toEqual(first);
      await setState(on.sql, at.pollId, 'CLOSING');
      await on.count(at.pollId);
      expect(await cast(at, at.seats[0]!, { ballotKey, by: 'peer' })).toEqual(first);
      expect(await cast(at, at.seats[0]!, { ballotKey: ballotKey.toUpperCase() })).toEqual(first);
    });

    it('refuses a known key with any other content', async () => {
      const at = await poll(3);
      const ballotKey = randomUUID();
      await cast(at, at.seats[0]!, { ballotKey });
      const before = await books(at);
      for (const other of [{ choice: 'AGAINST' }, { press: 2 }])
        expect(await cast(at, at.seats[0]!, { ballotKey, by: 'peer', ...other })).toEqual({
          kind: 'REFUSED',
          reason: 'KEY_REUSED',
        });
      expect(await cast(at, at.seats[1]!, { ballotKey })).toEqual({ kind: 'REFUSED', reason: 'KEY_REUSED' });
      expect(await cast(at, { personId: randomUUID() }, { ballotKey })).toEqual({
        kind: 'REFUSED',
        reason: 'KEY_REUSED',
      });
      expect(await books(at)).toEqual(before);
    });

    it('lets a delegate change the vote, and never lets an older press win [VOT-5]', async () => {
      const at = await poll(1);
      const seat = at.seats[0]!;
      receipt(await cast(at, seat, { press: 1, choice: 'FOR' }));
      receipt(await cast(at, seat, { press: 3, choice: 'AGAINST', by: 'peer' }));
      expect(await cast(at, seat, { press: 2, choice: 'ABSTAIN' })).toEqual({ kind: 'REFUSED', reason: 'SUPERSEDED' });
      expect(await cast(at, seat, { press: 3, choice: 'ABSTAIN', by: 'peer' })).toEqual({
        kind: 'REFUSED',
        reason: 'SUPERSEDED',
      });
      expect(await counted(at, seat)).toEqual({ choice: 'AGAINST', press: 3 });
      expect(await rows(at)).toHaveLength(2);
    });

    it('counts the highest press in whatever order ten of them arrive, in twenty rounds', async () => {
      for (let round = 0; round < 20; round++) {
        const at = await poll(1);
        const presses = Array.from({ length: 10 }, (_, i) => i + 1).sort(
          (a, b) => ((a * 7 + round * 3) % 11) - ((b * 7 + round * 3) % 11),
        );
        const answers = await Promise.all(
          presses.map((press, i) =>
            cast(at, at.seats[0]!, { press, choice: press % 2 ? 'FOR' : 'AGAINST', by: either(i) }),
          ),
        );
        expect(answers[presses.indexOf(10)]!.kind).toBe('RECEIPT');
        expect(await counted(at, at.seats[0]!)).toEqual({ choice: 'AGAINST', press: 10 });
        const kept = (await rows(at)).map((r) => r['press'] as number);
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
      }
    });

    it('takes ballots in OPEN and CLOSING only, and says which state refused', async () => {
      const at = await poll(4);
      await setState(on.sql, at.pollId, 'PAUSED');
      expect(await cast(at, at.seats[0]!)).toEqual({ kind: 'REFUSED', reason: 'POLL_PAUSED' });
      await setState(on.sql, at.pollId, 'OPEN');
      receipt(await cast(at, at.seats[0]!, { by: 'peer' }));
      await setState(on.sql, at.pollId, 'CLOSING');
      receipt(await cast(at, at.seats[1]!));
      await on.count(at.pollId);
      expect(await cast(at, at.seats[2]!, { by: 'peer' })).toEqual({ kind: 'REFUSED', reason: 'POLL_CLOSED' });
      const cancelled = await poll(1);
      await setState(on.sql, cancelled.pollId, 'CANCELLED');
      expect(await cast(cancelled, cancelled.seats[0]!)).toEqual({ kind: 'REFUSED', reason: 'POLL_NOT_OPEN' });
      const [sittingId, pollId] = [await makeSitting(on.sql), randomUUID()];
      await on.sql(
        `INSERT INTO sessions.poll (id, sitting_id, council_id, kind, form, title, options) VALUES ($1, $2, 'c', 'TEST', 'PUBLIC', 'x', '{FOR}')`,
        [pollId, sittingId],
      );
      expect(await cast({ ...cancelled, pollId }, cancelled.seats[0]!)).toEqual({
        kind: 'REFUSED',
        reason: 'POLL_NOT_OPEN',
      });
    });

    it('a ballot after the close is refused, logged as a late attempt once per key, and changes nothing [T14]', async () => {
      const at = await poll(2);
      await cast(at, at.seats[0]!);
      await setState(on.sql, at.pollId, 'CLOSING');
      await on.count(at.pollId);
      const before = await books(at);
      const ballotKey = randomUUID();
      for (const by of ['box', 'peer', 'box'] as const)
        expect(await cast(at, at.seats[1]!, { ballotKey, by })).toEqual({ kind: 'REFUSED', reason: 'POLL_CLOSED' });
      expect(await books(at)).toEqual(before);
      expect(
        await on.sql('SELECT seat_id, ballot_key FROM sessions.late_attempt WHERE poll_id = $1', [at.pollId]),
      ).toEqual([{ seat_id: at.seats[1]!.seatId, ballot_key: ballotKey }]);
    });

    it('refuses whoever is not on the roll, not present, suspended, or chooses what is not offered [R-VOT-02]', async () => {
      const at = await poll(4, { absent: 1, suspended: 1 });
      const before = await books(at);
      const [, present, absent, suspended] = at.seats;
      expect(await cast(at, { personId: randomUUID() })).toEqual({ kind: 'REFUSED', reason: 'NOT_ON_ROLL' });
      expect(await cast(at, absent!)).toEqual({ kind: 'REFUSED', reason: 'NOT_PRESENT' });
      expect(await cast(at, suspended!)).toEqual({ kind: 'REFUSED', reason: 'SUSPENDED' });
      expect(await cast(at, present!, { choice: 'MAYBE' })).toEqual({ kind: 'REFUSED', reason: 'UNKNOWN_CHOICE' });
      expect(await books(at)).toEqual(before);
    });

    it.each([
      ['a key that is no UUID', { ballotKey: 'abc' }, 'INVALID_INPUT'],
      ['100 kB of key', { ballotKey: 'x'.repeat(100_000) }, 'INVALID_INPUT'],
      ['100 kB of choice', { choice: 'x'.repeat(100_000) }, 'INVALID_INPUT'],
      ['press 0', { press: 0 }, 'INVALID_INPUT'],
      ['half a press', { press: 1.5 }, 'INVALID_INPUT'],
      ['an endless press', { press: 2 ** 31 }, 'INVALID_INPUT'],
      ['a poll that does not exist', { pollId: randomUUID() }, 'NOT_FOUND'],
      ['a poll id that is none', { pollId: `'; DROP TABLE ballot; --` }, 'NOT_FOUND'],
    ])('%s is a fault with a code, and changes nothing', async (_what, more, code) => {
      const at = await poll(1);
      const before = await books(at);
      await expect(
        on.box.cast(ctx, {
          pollId: at.pollId,
          personId: at.seats[0]!.personId,
          choice: 'FOR',
          ballotKey: randomUUID(),
          press: 1,
          ...more,
        }),
      ).rejects.toMatchObject({ code });
      expect(await books(at)).toEqual(before);
    });

    it('learns of late arrivals and of leaving, whichever process it is', async () => {
      const at = await poll(2, { absent: 1 });
      const late = at.seats[1]!;
      expect(await cast(at, late)).toMatchObject({ reason: 'NOT_PRESENT' });
      expect(await cast(at, late, { by: 'peer' })).toMatchObject({ reason: 'NOT_PRESENT' });
      await on.sql('UPDATE sessions.poll_roll SET late_at = now() WHERE poll_id = $1 AND seat_id = $2', [
        at.pollId,
        late.seatId,
      ]);
      await on.sql('UPDATE sessions.poll SET roll_revision = roll_revision + 1 WHERE id = $1', [at.pollId]);
      receipt(await cast(at, late));
      receipt(await cast(at, late, { press: 2, by: 'peer' }));
      await on.sql('UPDATE sessions.poll_roll SET left_at = now() WHERE poll_id = $1 AND seat_id = $2', [
        at.pollId,
        late.seatId,
      ]);
      await on.sql('UPDATE sessions.poll SET roll_revision = roll_revision + 1 WHERE id = $1', [at.pollId]);
      expect(await cast(at, late, { press: 3 })).toMatchObject({ reason: 'NOT_PRESENT' });
      expect(await counted(at, late)).toMatchObject({ press: 2 });
    });

    it('closing races casting: every acknowledged ballot is in the record and none came after, in thirty rounds', async () => {
      for (let round = 0; round < 30; round++) {
        const at = await poll(16);
        const acknowledged: string[] = [];
        const last = new Map<string, string>();
        // Each voter changes the vote again and again until it is refused, so the closing lands among presses in flight.
        const voting = at.seats.map(async (seat, i) => {
          for (let press = 1; ; press++) {
            const [ballotKey, choice] = [randomUUID(), ['FOR', 'AGAINST', 'ABSTAIN'][(press + i) % 3]!];
            const answer = await cast(at, seat, { ballotKey, press, choice, by: either(press + i) });
            if (answer.kind === 'REFUSED') return answer.reason;
            acknowledged.push(ballotKey);
            last.set(seat.seatId, choice);
          }
        });
        await setState(on.sql, at.pollId, 'CLOSING');
        await on.count(at.pollId);
        expect(new Set(await Promise.all(voting))).toEqual(new Set(['POLL_CLOSED']));
        expect((await rows(at)).map((r) => r['ballotKey']).sort()).toEqual(acknowledged.sort());
        const votes = (choice: string): number => [...last.values()].filter((c) => c === choice).length;
        const [tally] = await on.sql(
          'SELECT voted, for_count, against_count, abstain_count, chain_length FROM sessions.poll_tally WHERE poll_id = $1',
          [at.pollId],
        );
        expect(tally).toEqual({
          voted: last.size,
          for_count: votes('FOR'),
          against_count: votes('AGAINST'),
          abstain_count: votes('ABSTAIN'),
          chain_length: acknowledged.length,
        });
        expect(
          await on.sql('SELECT count(*)::int AS n FROM sessions.late_attempt WHERE poll_id = $1', [at.pollId]),
        ).toEqual([{ n: 16 }]);
      }
    });

    it('a bad row does not take its neighbours with it', async () => {
      const at = await poll(20);
      const poison = randomUUID();
      // Nothing that a phone can send is refused by the table; so one key is made unbearable here.
      await on.sql(`ALTER TABLE sessions.ballot ADD CONSTRAINT poison CHECK (ballot_key <> '${poison}')`);
      try {
        const answers = await Promise.allSettled(
          at.seats.map((s, i) => cast(at, s, i === 7 ? { ballotKey: poison } : {})),
        );
        expect(answers.map((a) => (a.status === 'fulfilled' ? a.value.kind : 'FAULT'))).toEqual(
          at.seats.map((_, i) => (i === 7 ? 'FAULT' : 'RECEIPT')),
        );
        expect(await rows(at)).toHaveLength(19);
      } finally {
        await on.sql('ALTER TABLE sessions.ballot DROP CONSTRAINT poison');
      }
      receipt(await cast(at, at.seats[7]!, { ballotKey: poison, by: 'peer' }));
      expect(await rows(at)).toHaveLength(20);
    });

    it('a server process that dies at the commit loses nothing: not known, asked again, counted once [VOT-23]', async () => {
      const at = await poll(5);
      // The commit waits at a deferred trigger for a lock that the test holds; there it is killed.
      await on.sql(
        `CREATE OR REPLACE FUNCTION sessions.wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NULL; END $$`,
      );
      await on.sql(
        'CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON sessions.ballot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sessions.wait_at_commit()',
      );
      const keys = at.seats.map(() => randomUUID());
      const all = (press: number) =>
        Promise.allSettled(at.seats.map((s, i) => cast(at, s, { ballotKey: keys[i]!, press })));
      try {
        const killed = on.sql(`DO $$ DECLARE victim int; BEGIN
            PERFORM pg_advisory_xact_lock(4711);
            LOOP
              SELECT l.pid INTO victim FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory' AND NOT l.granted AND l.objid = 4711;
              EXIT WHEN victim IS NOT NULL;
              PERFORM pg_sleep(0.005);
            END LOOP;
            PERFORM pg_terminate_backend(victim, 5000);
          END $$`);
        for (let held = false; !held;)
          held =
            (
              await on.sql(
                `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
              )
            ).length > 0;
        const first = await all(1);
        await killed;
        for (const answer of first)
          expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
        expect(await rows(at)).toHaveLength(0);
        const again = await all(1);
        for (const answer of again) expect(answer).toMatchObject({ status: 'fulfilled', value: { kind: 'RECEIPT' } });
      } finally {
        await on.sql('DROP TRIGGER wait_at_commit ON sessions.ballot');
      }
      expect(await rows(at)).toHaveLength(5);
    });
  });
}
