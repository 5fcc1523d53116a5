/**
 * Several processes on NATS: a vote through one is shown by the other. NATS is
 * killed and comes back: votes are taken all the while, and the wall shows them.
 */
import { createNatsBus, type Bus } from '@nghitruong/kit/bus';
import { eventually, findNatsServer, startNatsServer, type TestNats } from '@nghitruong/kit/testing';
import { castUntilAnswered, socket } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import { openHall, type Hall } from '../harness/hall.js';
import { startIssuer, type OutsideIssuer } from '../harness/issuer.js';

const program = findNatsServer();
jest.setTimeout(300_000);

(program ? describe : describe.skip)('with two sessions processes on NATS', () => {
  let nats: TestNats;
  let issuer: OutsideIssuer;
  let edition: StartedEdition;
  let hall: Hall;
  /** An ear of our own on the same bus. */
  let tap: Bus;
  beforeAll(async () => {
    nats = await startNatsServer(program!, '--auth', 'hall');
    const url = nats.url.replace('//', '//hall@');
    issuer = await startIssuer();
    edition = await startEdition({ args: ['--processes', '--sessions', '2'], env: { ...issuer.env, NATS_URL: url } });
    hall = await openHall(edition, issuer);
    tap = await createNatsBus({ url });
  });
  afterAll(async () => {
    await tap?.close();
    await hall?.end();
    await edition?.end();
    await issuer?.close();
    await nats?.kill();
  });

  const sessions = (): string[] => edition.processes.filter((p) => p.name.startsWith('sessions-')).map((p) => p.url);
  const recorded = (): Promise<number[]> =>
    Promise.all(
      sessions().map(async (url) => {
        const page = await (await fetch(new URL('/metrics', url))).text();
        return Number(/^ballots_total\{.*answer="RECORDED".*\} (\d+)/m.exec(page)?.[1] ?? 0);
      }),
    );
  const pids = (): Promise<number[]> =>
    Promise.all(
      sessions().map(async (url) => ((await (await fetch(new URL('/livez', url))).json()) as { pid: number }).pid),
    );

  it('a vote through either is shown, with NATS, without it, and when it is back', async () => {
    const pollId = await hall.openPoll();
    const wall = socket(hall.graph, hall.display);
    let shown: number | undefined;
    let failed: unknown;
    wall.subscribe<{ chamber: { poll: { id: string; turnout: { recorded: number } } | null } }>(
      {
        query: 'subscription ($s: ID!) { chamber(sittingId: $s) { poll { id turnout { recorded } } } }',
        variables: { s: hall.sittingId },
      },
      {
        next: ({ data }) => void (data?.chamber.poll?.id === pollId && (shown = data.chamber.poll.turnout.recorded)),
        error: (error) => (failed = error),
        complete: () => undefined,
      },
    );
    await eventually(() => shown === 0);
    const heard: unknown[] = [];
    await tap.subscribe(`chamber:${hall.sittingId}`, (message) => heard.push(message));
    const before = await pids();

    let next = 0;
    const vote = async (): Promise<void> => {
      const seat = hall.seats[next++]!;
      const { answer } = await castUntilAnswered(hall.graph, { pollId, choice: 'FOR' }, seat.token);
      expect(answer['__typename']).toBe('BallotReceipt');
      await eventually(() => shown === next);
    };

    for (let i = 0; i < 6; i++) await vote();
    // The wall is one stream of one process; both took votes, and NATS told of them.
    expect((await recorded()).every((n) => n > 0)).toBe(true);
    await eventually(() => heard.includes('changed'));

    await nats.kill();
    heard.length = 0;
    for (let i = 0; i < 6; i++) await vote();
    expect(heard).toEqual([]);

    await nats.start();
    await eventually(() => heard.includes(undefined));
    // The processes come back by themselves, each in its own moment.
    await eventually(async () => {
      await vote();
      return heard.includes('changed');
    });
    expect((await recorded()).reduce((a, b) => a + b)).toBe(next);
    expect([await pids(), failed]).toEqual([before, undefined]);
    const rows = await hall.sql('SELECT 1 FROM sessions.ballot WHERE poll_id = $1', [pollId]);
    expect(rows).toHaveLength(next);
    await wall.dispose();
  });
});
