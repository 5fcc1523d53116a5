import { exportPoll, sessions, verifyExport, type PollExport } from '../src/index.js';
import { openPollHall, type PollHall } from './poll.fixture.js';

describe('the record of a poll, verified offline', () => {
  let hall: PollHall;
  let id: string;
  let record: PollExport;
  beforeAll(async () => {
    hall = await openPollHall({ seats: 12, present: 9, suspended: [12] });
    id = await hall.open();
    for (const [i, seat] of hall.present.slice(0, 8).entries())
      await hall.cast(seat, id, ['FOR', 'FOR', 'AGAINST'][i % 3]!);
    await hall.cast(hall.present[0]!, id, 'ABSTAIN', { press: 2 });
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
    const source = await hall.database.open(sessions.owner);
    // As it comes out of a file.
    record = JSON.parse(JSON.stringify(await exportPoll(source.manager, id))) as PollExport;
  });
  afterAll(() => hall.stop());

  const bent = (bend: (copy: Mutable<PollExport>) => void): PollExport => {
    const copy = structuredClone(record) as Mutable<PollExport>;
    bend(copy);
    return copy as PollExport;
  };
  const rowsOf = (given: PollExport): string[] =>
    verifyExport(given)
      .checks.filter((c) => !c.ok)
      .flatMap((c) => c.rows.map((r) => `${c.key}: ${r}`));

  it('holds, recounts to the published numbers, and shows the seal of the wall', async () => {
    const report = verifyExport(record);
    expect(report.checks.filter((c) => !c.ok)).toEqual([]);
    expect(report).toMatchObject({
      ok: true,
      needed: 6,
      outcome: 'REJECTED',
      tally: { total: 11, voted: 8, for: 5, against: 2, abstain: 1, notRecorded: 1 },
    });
    expect((await hall.poll(id, 'result { seal digest }'))['result']).toMatchObject({ seal: report.seal });
    for (const { vi, en } of report.checks)
      expect([vi, en]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  });

  it('names the ballot that was touched, and only that one [VOT-21]', () => {
    expect(
      rowsOf(bent((r) => (r.ballots[3]!.choice = 'FOR' === r.ballots[3]!.choice ? 'AGAINST' : 'FOR'))).filter((r) =>
        r.startsWith('BALLOT_CHAIN'),
      ),
    ).toEqual(['BALLOT_CHAIN: ballot 4']);
    expect(rowsOf(bent((r) => (r.ballots[5]!.recordedAt = '2026-11-23T01:00:00.000001Z')))).toEqual([
      'BALLOT_CHAIN: ballot 6',
    ]);
  });

  it('names the command that was touched', () => {
    expect(rowsOf(bent((r) => (r.events[1]!.accountId = 'someone else')))).toEqual([
      'EVENT_CHAIN: event 2 (pollReady)',
    ]);
  });

  it('finds ballots that were cut off, taken out, or added [VOT-21]', () => {
    expect(rowsOf(bent((r) => r.ballots.pop()))).toEqual(expect.arrayContaining(['BALLOT_TAIL: 8 of 9 ballots']));
    expect(rowsOf(bent((r) => r.ballots.splice(4, 1)))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^BALLOT_CHAIN: ballot 6/)]),
    );
    expect(rowsOf(bent((r) => r.ballots.push({ ...r.ballots[8]!, chainIndex: 10, press: 9, ballotKey: 'x' })))).toEqual(
      expect.arrayContaining(['BALLOT_CHAIN: ballot 10']),
    );
  });

  it('finds a tail that was cut off together with its counters', () => {
    const cut = bent((r) => {
      r.ballots.pop();
      r.poll.chainLength = 8;
      r.poll.chainHead = r.ballots[7]!.chainHash;
      r.tally!.chainLength = 8;
      r.tally!.chainHead = r.poll.chainHead;
    });
    expect(verifyExport(cut).ok).toBe(false);
    expect(rowsOf(cut)).toEqual(expect.arrayContaining([expect.stringMatching(/^DIGEST/)]));
  });

  it('finds a log whose end was cut off', () => {
    expect(rowsOf(bent((r) => r.events.pop()))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^EVENT_TAIL: after event \d+ \(pollCertified\)/)]),
    );
  });

  it.each<[string, (r: Mutable<PollExport>) => void, string]>([
    ['the question', (r) => (r.poll.title += '!'), 'QUESTION'],
    ['the rule', (r) => ((r.poll.rule as { threshold: { num: number } }).threshold.num = 0), 'QUESTION'],
    ['a name on the roll', (r) => (r.roll[0]!.fullName = 'Ai đó'), 'ROLL'],
    ['who was present', (r) => (r.roll[10]!.presentAtOpen = true), 'ROLL'],
    ['who is suspended', (r) => (r.roll[11]!.standing = 'IN_OFFICE'), 'ROLL'],
    ['the total', (r) => (r.poll.total = 5), 'DENOMINATOR'],
    ['a pointer', (r) => (r.roll[0]!.countedIndex = 1), 'POINTERS'],
    ['a line of the tally', (r) => (r.tally!.for = 11), 'TALLY'],
    ['the outcome', (r) => (r.tally!.outcome = 'ADOPTED'), 'TALLY'],
    ['the digest', (r) => (r.tally!.digest = '0'.repeat(64)), 'DIGEST'],
    ['the whole format', (r) => (r.format = 'x' as never), 'FORMAT'],
    ['its shape', (r) => delete (r as { roll?: unknown }).roll, 'FORMAT'],
  ])('finds a change of %s', (_what, bend, key) => {
    const report = verifyExport(bent(bend));
    expect(report.ok).toBe(false);
    expect(report.checks.filter((c) => !c.ok).map((c) => c.key)).toContain(key);
  });

  it('finds any single value that was changed, wherever it stands', () => {
    const unsealed = [/^lateAttempts$/, /^poll\.state$/];
    const paths: string[][] = [];
    (function walk(value: unknown, path: string[]): void {
      if (value !== null && typeof value === 'object')
        for (const [k, v] of Object.entries(value)) walk(v, [...path, k]);
      else paths.push(path);
    })(record, []);
    const unseen = paths.filter((path) => {
      if (unsealed.some((u) => u.test(path.join('.')))) return false;
      const copy = bent((r) => {
        const parent = path
          .slice(0, -1)
          .reduce((at, k) => at[k] as Record<string, unknown>, r as unknown as Record<string, unknown>);
        const key = path.at(-1)!;
        const old = parent[key];
        parent[key] =
          typeof old === 'number'
            ? old + 1
            : typeof old === 'boolean'
              ? !old
              : old === null
                ? 'x'
                : `${String(old).slice(0, -1)}${String(old).endsWith('0') ? '1' : '0'}`;
      });
      return verifyExport(copy).ok;
    });
    expect(paths.length).toBeGreaterThan(200);
    expect(unseen.map((p) => p.join('.'))).toEqual([]);
  });
});

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object | null ? Mutable<T[K]> : T[K] };
