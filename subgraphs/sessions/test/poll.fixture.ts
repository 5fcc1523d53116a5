/** A hall in session with delegates present, and the commands of a poll as a chair gives them. */
import { randomUUID } from 'node:crypto';
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
interface Row {
  readonly name: string;
  readonly post?: string | null;
}

const POLL = `__typename ... on Refused { code vi en } ... on Poll { id state revision frozenHash title kind pauseReason closesAt remainingMs closingEndsAt opensAt announcedAt
  revoteOf { id } threshold { needed of comparison baseKind reason { key ruleSetId ruleSetHash instrument article confidence confirmed } } turnout { recorded presentAtOpen lateArrivals } }`;

export const RESULT = `total { count base } present { count } presentAtClose { count } voted { count } for { count base percentText percentTextEn baseLabelVi baseKind }
  against { count percentText } abstain { count percentText } notRecorded { count } lateArrivals lateAttempts outcome seal digest chainHead threshold { needed of }`;

const ARGUMENTS: Record<string, readonly [string, string][]> = {
  announcePoll: [['seconds', 'Int!']],
  pausePoll: [['reason', 'String!']],
  extendPoll: [['seconds', 'Int!']],
  cancelPoll: [['reason', 'String!']],
  annulPoll: [
    ['kind', 'AnnulmentKind!'],
    ['basis', 'String!'],
    ['wallText', 'String!'],
  ],
};

export interface PollHall extends Hall {
  readonly present: readonly FixtureSeat[];
  readonly absent: readonly FixtureSeat[];
  chair: string;
  clerk: string;
  step(): Promise<number>;
  /** A command with the present step; the poll, or the refusal. */
  command(name: string, pollId: string, more?: Data, token?: string): Promise<Data>;
  create(input?: Data, token?: string): Promise<Data>;
  /** An election of a closed list of these rows; its places as many as rows where it is not said. */
  elect(input: Data): Promise<Data>;
  /** A poll on the first item, created, ready and opened. */
  open(input?: Data): Promise<string>;
  cast(
    seat: FixtureSeat,
    pollId: string,
    choice?: string,
    more?: { press?: number; ballotKey?: string },
  ): Promise<Data>;
  /** Closes and waits until it is counted. */
  closeAndCount(pollId: string): Promise<void>;
  poll(pollId: string, fields: string, token?: string): Promise<Data>;
}

export async function openPollHall(
  options: { seats?: number; present?: number; suspended?: readonly number[]; closingSeconds?: number } = {},
): Promise<PollHall> {
  const hall = await openHall({
    seats: options.seats ?? 68,
    ...(options.suspended && { suspended: options.suspended }),
  });
  const present = hall.seats.filter((s) => !options.suspended?.includes(s.cardNumber)).slice(0, options.present ?? 5);
  const [chair, clerk] = [await hall.token('CHAIR'), await hall.token('SESSION_SECRETARY')];
  await hall.database.admin(
    `UPDATE directory.rule SET value = jsonb_build_object('value', $1::int) WHERE rule_key = 'poll.closing.seconds'`,
    [options.closingSeconds ?? 0],
  );
  await hall.database.admin(`UPDATE sessions.sitting SET state = 'OPEN', step = 1 WHERE id = $1`, [hall.sittingId]);
  await hall.database.admin(
    `INSERT INTO sessions.attendance_interval (id, sitting_id, seat_id, arrived_at, source, recorded_by) SELECT gen_random_uuid(), $1, s, now(), 'CLERK', 'fixture' FROM unnest($2::uuid[]) s`,
    [hall.sittingId, present.map((s) => s.seatId)],
  );
  const [item] = await hall.database.admin(
    `SELECT id FROM sessions.agenda_item WHERE sitting_id = $1 AND kind = 'RESOLUTION' ORDER BY position LIMIT 1`,
    [hall.sittingId],
  );
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (seat: FixtureSeat): Promise<string> => {
    if (!tokens.has(seat.seatId)) tokens.set(seat.seatId, hall.token('DELEGATE', { seat }));
    return tokens.get(seat.seatId)!;
  };
  const self: PollHall = Object.assign(Object.create(null) as object, hall, {
    present,
    absent: hall.seats.filter((s) => !present.includes(s)),
    chair,
    clerk,
    async step() {
      const [row] = await hall.database.admin('SELECT step FROM sessions.sitting WHERE id = $1', [hall.sittingId]);
      return row!['step'] as number;
    },
    async command(name: string, pollId: string, more: Data = {}, token = chair) {
      const given = ARGUMENTS[name] ?? [];
      const declared = given.map(([n, t]) => `, $${n}: ${t}`).join('');
      const passed = given.map(([n]) => `, ${n}: $${n}`).join('');
      const query = `mutation ($pollId: ID!, $expectedStep: Int!${declared}) { ${name}(pollId: $pollId, expectedStep: $expectedStep${passed}) { ${POLL} } }`;
      return hall.ok(query, { pollId, expectedStep: await self.step(), ...more }, token);
    },
    async create(input: Data = {}, token = clerk) {
      const query = `mutation ($input: CreatePollInput!) { createPoll(input: $input) { ${POLL} } }`;
      return hall.ok(
        query,
        {
          input: {
            sittingId: hall.sittingId,
            expectedStep: await self.step(),
            agendaItemId: item!['id'],
            kind: 'RESOLUTION',
            title: 'Nghị quyết minh họa',
            documentVersion: 3,
            ...input,
          },
        },
        token,
      );
    },
    async elect({ kind: _kind, title: _title, rows, seatsToFill, ...how }: Data) {
      const listId = await closedList(hall, rows as readonly Row[], seatsToFill as number | undefined);
      const query = `mutation ($listId: ID!, $expectedStep: Int!, $method: PollMethod, $form: PollForm, $formBasis: String, $pickOnly: Boolean)
        { createElection(listId: $listId, expectedStep: $expectedStep, method: $method, form: $form, formBasis: $formBasis, pickOnly: $pickOnly) { ${POLL} } }`;
      return hall.ok(query, { listId, expectedStep: await self.step(), ...how }, clerk);
    },
    async open(input: Data = {}) {
      const { id } = (await (input['kind'] === 'ELECTION' ? self.elect(input) : self.create(input))) as { id: string };
      await self.command('readyPoll', id);
      const opened = await self.command('openPoll', id);
      if (opened['state'] !== 'OPEN') throw new Error(JSON.stringify(opened));
      return id;
    },
    async cast(seat: FixtureSeat, pollId: string, choice = 'FOR', more: { press?: number; ballotKey?: string } = {}) {
      const query = `mutation ($pollId: ID!, $choice: BallotOption!, $ballotKey: ID!, $press: Int!) { castBallot(pollId: $pollId, choice: $choice, ballotKey: $ballotKey, press: $press) {
        __typename ... on BallotReceipt { pollId choice press recordedAt chainIndex seal } ... on BallotRefused { reason vi en } } }`;
      return hall.ok(
        query,
        { pollId, choice, ballotKey: more.ballotKey ?? randomUUID(), press: more.press ?? 1 },
        await tokenOf(seat),
      );
    },
    async closeAndCount(pollId: string) {
      const closing = await self.command('closePoll', pollId);
      if (closing['__typename'] !== 'Poll') throw new Error(JSON.stringify(closing));
      for (;;) {
        const { state } = (await self.poll(pollId, 'state', chair)) as { state: string };
        if (state === 'CERTIFIED') return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    poll: (pollId: string, fields: string, token?: string) =>
      hall.ok(`query ($id: ID!) { poll(id: $id) { ${fields} } }`, { id: pollId }, token),
  });
  return self;
}

/** A list as if the council had closed it, for tests of what comes after; nomination.test shows the way there. */
async function closedList(hall: Hall, rows: readonly Row[], seatsToFill = rows.length): Promise<string> {
  const id = randomUUID();
  await hall.database.admin(`DO $$
    BEGIN
      SET LOCAL session_replication_role = replica;
      INSERT INTO sessions.candidate_list (id, sitting_id, council_id, office, seats_to_fill, closed_by_poll, closed_at)
        SELECT '${id}', id, council_id, 'Chức vụ minh họa', ${seatsToFill}, gen_random_uuid(), now() FROM sessions.sitting WHERE id = '${hall.sittingId}';
      INSERT INTO sessions.nomination (id, list_id, name, post, proposer, proposed_at)
        SELECT gen_random_uuid(), '${id}', r.name, r.post, 'PRESIDING_OFFICER', now() + make_interval(secs => n / 1000.0)
        FROM ROWS FROM (jsonb_to_recordset('${JSON.stringify(rows)}') AS (name text, post text)) WITH ORDINALITY AS r (name, post, n);
    END $$`);
  return id;
}
