import { openPollHall, RESULT, type PollHall } from './poll.fixture.js';

describe('a poll, from the draft to the wall', () => {
  let hall: PollHall;
  beforeEach(async () => {
    hall = await openPollHall({ present: 40 });
  });
  afterEach(() => hall.stop());

  it('is prepared by the clerk, opened by the chair, voted, closed, counted and published', async () => {
    const draft = await hall.create();
    expect(draft).toMatchObject({ state: 'DRAFT', frozenHash: null, threshold: { needed: 35, of: 68, comparison: 'GREATER_THAN', baseKind: 'TOTAL_DELEGATES', reason: { instrument: '77/2015/QH13', article: '91.3', confirmed: true } } });
    const id = draft['id'] as string;
    const ready = await hall.command('readyPoll', id, {}, hall.clerk);
    expect(ready).toMatchObject({ state: 'READY', frozenHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await hall.poll(id, 'conditions { key met blocking vi en }', hall.clerk)).toMatchObject({
      conditions: [{ key: 'SITTING_OPEN', met: true }, { key: 'NO_OTHER_POLL', met: true }, { key: 'STORAGE_DURABLE', met: true }, { key: 'QUORUM', met: false, blocking: false }, { key: 'ENOUGH_TO_PASS', met: true }],
    });
    expect(await hall.command('announcePoll', id, { seconds: 45 })).toMatchObject({ state: 'READY', opensAt: expect.any(String) });
    expect(await hall.command('openPoll', id)).toMatchObject({ state: 'OPEN', turnout: { recorded: 0, presentAtOpen: 40, lateArrivals: 0 } });
    const [first, ...others] = hall.present;
    expect(await hall.cast(first!, id, 'AGAINST')).toMatchObject({ __typename: 'BallotReceipt', choice: 'AGAINST', press: 1, chainIndex: 1 });
    await Promise.all(others.slice(0, 36).map((s, i) => hall.cast(s, id, i < 35 ? 'FOR' : 'ABSTAIN')));
    expect(await hall.poll(id, 'state turnout { recorded } result { outcome } votes { totalCount } ')).toEqual({ state: 'OPEN', turnout: { recorded: 37 }, result: null, votes: null });
    expect(((await hall.poll(id, 'missing { fullName connected }', hall.chair))['missing'] as unknown[]).length).toBe(3);
    await hall.closeAndCount(id);
    expect(await hall.poll(id, `result { outcome }`)).toEqual({ result: null });
    expect(await hall.poll(id, `provisionalResult { ${RESULT} }`, hall.clerk)).toMatchObject({ provisionalResult: { for: { count: 35, base: 68 }, outcome: 'ADOPTED' } });
    expect(await hall.command('publishPoll', id)).toMatchObject({ state: 'PUBLISHED' });
    const { result } = await hall.poll(id, `result { ${RESULT} }`);
    expect(result).toEqual({
      total: { count: 68, base: 68 },
      present: { count: 40 },
      presentAtClose: { count: 40 },
      voted: { count: 37 },
      for: { count: 35, base: 68, percentText: '51,47\u00a0%', percentTextEn: '51.47%', baseLabelVi: 'so với tổng số đại biểu', baseKind: 'TOTAL_DELEGATES' },
      against: { count: 1, percentText: '1,47\u00a0%' },
      abstain: { count: 1, percentText: '1,47\u00a0%' },
      notRecorded: { count: 3 },
      lateArrivals: 0,
      lateAttempts: 0,
      outcome: 'ADOPTED',
      seal: expect.stringMatching(/^[0-9A-F]{4} [0-9A-F]{4}$/),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      chainHead: expect.stringMatching(/^[0-9a-f]{64}$/),
      threshold: { needed: 35, of: 68 },
    });
    const page = (await hall.poll(id, 'votes(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { node { fullName choice late delegate { id } } } }'))['votes'];
    expect(page).toMatchObject({ totalCount: 68, pageInfo: { hasNextPage: true }, edges: [{ node: { fullName: 'Đại biểu 01', choice: 'AGAINST' } }, { node: { fullName: 'Đại biểu 02', choice: 'FOR' } }] });
  });
});
