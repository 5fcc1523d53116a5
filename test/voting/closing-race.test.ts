/**
 * Closing races voting: every acknowledged ballot is in the tally, none came
 * after the close. Two sessions processes, one PostgreSQL, many rounds.
 */
import { castUntilAnswered } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openHall, type Hall } from '../harness/hall.js';
import { startIssuer, type OutsideIssuer } from '../harness/issuer.js';
import { eventually } from '@nghitruong/kit/testing';

const ROUNDS = 50;
let issuer: OutsideIssuer;
let edition: StartedEdition;
let hall: Hall;

beforeAll(async () => {
  issuer = await startIssuer();
  edition = await startEdition({ args: ['--processes', '--sessions', '2'], env: issuer.env });
  hall = await openHall(edition, issuer);
});
afterAll(async () => {
  await hall?.end();
  await edition?.end();
  await issuer?.close();
});

test(`every acknowledged ballot is in the tally, none after the close, in ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const pollId = await hall.openPoll(`Vòng ${round + 1}`);
    const spread = 60;
    const casting = hall.seats.map(async (seat, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i * spread) / hall.seats.length));
      const { answer } = await castUntilAnswered(
        hall.graph,
        { pollId, choice: ['FOR', 'AGAINST', 'ABSTAIN'][i % 3]! },
        seat.token,
      );
      return { seatId: seat.seatId, answer };
    });
    // CLOSING begins at once and its end is moved to now: the closing lands among the ballots in flight.
    await hall.close(pollId);
    await hall.sql(`UPDATE sessions.poll SET closing_ends_at = clock_timestamp() WHERE id = $1 AND state = 'CLOSING'`, [
      pollId,
    ]);
    const answers = await Promise.all(casting);
    const state = await eventually(async () => {
      const [row] = await hall.sql<{ state: string }>(`SELECT state FROM sessions.poll WHERE id = $1`, [pollId]);
      return ['CLOSED', 'CERTIFIED', 'PUBLISHED'].includes(row!.state) && row!.state;
    });
    expect(state).toBeTruthy();
    const receipts = answers
      .filter((a) => a.answer['__typename'] === 'BallotReceipt')
      .map((a) => a.seatId)
      .sort();
    const refused = answers.filter((a) => a.answer['__typename'] !== 'BallotReceipt').map((a) => a.answer['reason']);
    const counted = await hall.sql<{ seat_id: string }>(
      `SELECT seat_id FROM sessions.ballot WHERE poll_id = $1 ORDER BY seat_id`,
      [pollId],
    );
    expect(counted.map((c) => c.seat_id).sort()).toEqual(receipts);
    expect(new Set(refused)).toEqual(new Set(refused.length ? ['POLL_CLOSED'] : []));
    const [tally] = await hall.sql<{ voted: number }>(`SELECT voted FROM sessions.poll_tally WHERE poll_id = $1`, [
      pollId,
    ]);
    expect(tally!.voted).toBe(receipts.length);
  }
}, 600_000);
