/** A poll, two ballot boxes of different processes that may be killed, and a plan of what people and the house do to them. */
import { randomUUID } from 'node:crypto';
import { testContext } from '@nghitruong/kit/testing';
import fc from 'fast-check';
import type { BallotBox } from '../../src/ballot/ballot-box.service.js';
import { makeOpenPoll, setState } from '../ballot-box.fixture.js';
import type { Asked, Books, Event, History } from './invariants.js';

export type Box = Pick<BallotBox, 'cast'>;

export interface Press {
  readonly seat: number;
  readonly choice: 'FOR' | 'AGAINST' | 'ABSTAIN' | 'YES';
  /** A new press, an earlier one again word for word, an earlier key with another choice, or a press that was overtaken. */
  readonly how: 'NEW' | 'AGAIN' | 'KEY_WITH_OTHER_CHOICE' | 'LATE';
  readonly by: 0 | 1;
}

export interface Wave {
  readonly presses: readonly Press[];
  /** What happens while these presses are under way. */
  readonly meanwhile: 'NOTHING' | 'PAUSE' | 'RESUME' | 'KILL';
}

export interface Plan {
  readonly seats: number;
  readonly absent: number;
  readonly suspended: number;
  readonly waves: readonly Wave[];
  /** Race the closing, and are tried again after it. */
  readonly last: readonly Press[];
}

const press: fc.Arbitrary<Press> = fc.record({
  // One beyond the roll: somebody who is not on it.
  seat: fc.nat({ max: 8 }),
  choice: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('FOR' as const, 'AGAINST' as const, 'ABSTAIN' as const) },
    { weight: 1, arbitrary: fc.constant('YES' as const) },
  ),
  how: fc.oneof(
    { weight: 6, arbitrary: fc.constant('NEW' as const) },
    { weight: 3, arbitrary: fc.constant('AGAIN' as const) },
    { weight: 1, arbitrary: fc.constantFrom('KEY_WITH_OTHER_CHOICE' as const, 'LATE' as const) },
  ),
  by: fc.constantFrom(0 as const, 1 as const),
});

export const plans: fc.Arbitrary<Plan> = fc.record({
  seats: fc.integer({ min: 3, max: 8 }),
  absent: fc.nat({ max: 1 }),
  suspended: fc.nat({ max: 1 }),
  waves: fc.array(
    fc.record({
      presses: fc.array(press, { minLength: 1, maxLength: 12 }),
      meanwhile: fc.oneof(
        { weight: 4, arbitrary: fc.constant('NOTHING' as const) },
        { weight: 3, arbitrary: fc.constantFrom('PAUSE' as const, 'RESUME' as const, 'KILL' as const) },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  last: fc.array(press, { minLength: 2, maxLength: 12 }),
});

export interface World {
  sql(text: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Closes the poll as time would, and counts it. */
  count(pollId: string): Promise<void>;
  /** A box of a process of its own. `kill` cuts its connections and forgets what it knew. */
  open(): { readonly box: Box; kill(): Promise<void> };
}

/** What may be planted: another box in place of the true one, or a hand on the rows after the close. */
export interface Planted {
  readonly box?: (box: Box) => Box;
  readonly afterClose?: (world: World, pollId: string) => Promise<void>;
  readonly atClose?: (world: World, pollId: string) => Promise<void>;
}

const ctx = testContext();

export async function run(world: World, plan: Plan, planted: Planted = {}): Promise<History> {
  const at = await makeOpenPoll(world.sql, plan);
  const open = () => {
    const opened = world.open();
    return { ...opened, box: planted.box?.(opened.box) ?? opened.box };
  };
  const boxes = [open(), open()];
  const events: Event[] = [];
  const asked: Asked[] = [];
  let moment = 0;
  let presses = 0;

  const ask = async (p: Press): Promise<void> => {
    const personId = at.seats[p.seat]?.personId ?? randomUUID();
    const own = asked.filter((a) => a.personId === personId);
    const earlier = own.at(-1);
    let request: Asked = { personId, choice: p.choice, ballotKey: randomUUID(), press: ++presses };
    if (earlier && p.how === 'AGAIN') request = earlier;
    if (earlier && p.how === 'KEY_WITH_OTHER_CHOICE')
      request = { ...earlier, choice: earlier.choice === 'FOR' ? 'AGAINST' : 'FOR' };
    if (earlier && p.how === 'LATE') request = { ...request, press: Math.max(1, earlier.press - 1) };
    if (request !== earlier && p.how !== 'KEY_WITH_OTHER_CHOICE') asked.push(request);
    const from = ++moment;
    try {
      const answer = await boxes[p.by]!.box.cast(ctx, { pollId: at.pollId, ...request });
      events.push({
        asked: request,
        from,
        to: ++moment,
        ...(answer.kind === 'RECEIPT' ? { receipt: { ...answer } } : { refused: answer.reason }),
      });
    } catch {
      events.push({ asked: request, from, to: Infinity });
    }
  };
  const stateOf = async (): Promise<unknown> =>
    (await world.sql('SELECT state FROM sessions.poll WHERE id = $1', [at.pollId]))[0]!['state'];

  for (const { presses: wave, meanwhile } of plan.waves) {
    const under = wave.map(ask);
    if (meanwhile === 'PAUSE' && (await stateOf()) === 'OPEN') await setState(world.sql, at.pollId, 'PAUSED');
    if (meanwhile === 'RESUME' && (await stateOf()) === 'PAUSED') await setState(world.sql, at.pollId, 'OPEN');
    if (meanwhile === 'KILL') {
      const killed = boxes[0]!;
      boxes[0] = open();
      await killed.kill();
    }
    await Promise.all(under);
  }
  if ((await stateOf()) === 'PAUSED') await setState(world.sql, at.pollId, 'OPEN');
  await setState(world.sql, at.pollId, 'CLOSING');
  const racing = plan.last.map(ask);
  await world.count(at.pollId);
  const closedAt = ++moment;
  await Promise.all(racing);
  await planted.atClose?.(world, at.pollId);
  const atClose = await books(world, at.pollId);
  await Promise.all(plan.last.map(ask));
  // Whatever nobody heard an answer to is asked again, as a phone does.
  await Promise.all(
    events
      .filter((e) => e.to === Infinity)
      .map(async ({ asked: again }) => {
        const from = ++moment;
        const answer = await boxes[1]!.box.cast(ctx, { pollId: at.pollId, ...again });
        events.push({
          asked: again,
          from,
          to: ++moment,
          ...(answer.kind === 'RECEIPT' ? { receipt: { ...answer } } : { refused: answer.reason }),
        });
      }),
  );
  await planted.afterClose?.(world, at.pollId);
  const after = await books(world, at.pollId);
  await Promise.all(boxes.map((b) => b.kill()));
  return { events, closedAt, atClose, after };
}

async function books(world: World, pollId: string): Promise<Books> {
  const [poll] = await world.sql('SELECT options FROM sessions.poll WHERE id = $1', [pollId]);
  const rows = await world.sql(
    `SELECT chain_index AS "chainIndex", seat_id AS "seatId", choice, press, ballot_key AS "ballotKey", to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt"
     FROM sessions.ballot WHERE poll_id = $1 ORDER BY chain_index`,
    [pollId],
  );
  const roll = await world.sql(
    `SELECT seat_id AS "seatId", person_id AS "personId", standing, present_at_open OR late_at IS NOT NULL AS "takesPart", counted_index AS "countedIndex"
     FROM sessions.poll_roll WHERE poll_id = $1 ORDER BY seat_id`,
    [pollId],
  );
  const [tally] = await world.sql(
    `SELECT for_count AS "for", against_count AS "against", abstain_count AS "abstain", voted, not_recorded AS "notRecorded", chain_length AS "chainLength", digest
     FROM sessions.poll_tally WHERE poll_id = $1`,
    [pollId],
  );
  return {
    options: poll!['options'] as string[],
    rows: rows as unknown as Books['rows'],
    roll: roll as unknown as Books['roll'],
    tally: tally ?? null,
  };
}
