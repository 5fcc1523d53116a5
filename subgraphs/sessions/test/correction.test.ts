import { sessions } from '../src/index.js';
import type { FixtureSeat } from './fixtures/directory.fixture.js';
import { openPollHall, RESULT, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
let hall: PollHall;
beforeEach(async () => {
  hall = await openPollHall({ present: 3, seats: 5 });
});
afterEach(() => hall.stop());

const correct = async (seat: FixtureSeat, pollId: string, meant = 'FOR', kind = 'INTENTION'): Promise<Data> =>
  hall.ok(
    `mutation ($pollId: ID!, $kind: CorrectionKind!, $meant: BallotOption!) { stateCorrection(pollId: $pollId, kind: $kind, meant: $meant, words: "Bấm nhầm") {
       __typename ... on Refused { code } ... on Correction { fullName kind recorded meant words } } }`,
    { pollId, kind, meant },
    await hall.token('DELEGATE', { seat }),
  );
const published = async (): Promise<string> => {
  const id = await hall.open();
  await hall.cast(hall.present[0]!, id, 'AGAINST');
  await hall.cast(hall.present[1]!, id, 'FOR');
  await hall.closeAndCount(id);
  await hall.command('publishPoll', id);
  return id;
};

describe('a correction statement', () => {
  it('is annexed to the result and changes nothing of it [VOT-20]', async () => {
    const id = await published();
    const before = await hall.poll(id, `result { ${RESULT} }`);
    expect(await correct(hall.present[0]!, id)).toEqual({
      __typename: 'Correction',
      ...{ fullName: 'Đại biểu 01', kind: 'INTENTION', recorded: 'AGAINST', meant: 'FOR', words: 'Bấm nhầm' },
    });
    expect(await correct(hall.present[2]!, id, 'FOR', 'MISMATCH')).toMatchObject({ kind: 'MISMATCH', recorded: null });
    expect(await hall.poll(id, 'corrections { fullName recorded meant }')).toEqual({
      corrections: [
        { fullName: 'Đại biểu 01', recorded: 'AGAINST', meant: 'FOR' },
        { fullName: 'Đại biểu 03', recorded: null, meant: 'FOR' },
      ],
    });
    expect(await hall.poll(id, `result { ${RESULT} }`)).toEqual(before);
  });

  it('is one’s own, once, of another choice than the recorded one, and after the result [VOT-20]', async () => {
    const open = await hall.open();
    expect(await correct(hall.present[0]!, open)).toMatchObject({ code: 'POLL_STATE' });
    await hall.command('cancelPoll', open, { reason: 'thử' });
    const id = await published();
    expect(await correct(hall.present[1]!, id, 'FOR')).toMatchObject({ code: 'CORRECTION_SAME' });
    await correct(hall.present[0]!, id);
    expect(await correct(hall.present[0]!, id, 'ABSTAIN')).toMatchObject({ code: 'CORRECTION_TWICE' });
    await expect(
      hall.ok(
        `mutation ($pollId: ID!) { stateCorrection(pollId: $pollId, kind: INTENTION, meant: FOR) { __typename } }`,
        { pollId: id },
        hall.clerk,
      ),
    ).rejects.toThrow('FORBIDDEN');
    const running = await hall.database.open(sessions.owner);
    await expect(running.query('DELETE FROM poll_correction')).rejects.toThrow('permission denied');
  });
});

describe('a test vote', () => {
  it('is opened by one order, gives no verdict, and names the devices that did not answer [VOT-19]', async () => {
    const opened = await hall.ok(
      `mutation ($sittingId: ID!, $step: Int!) { startTestVote(sittingId: $sittingId, expectedStep: $step) { __typename ... on Refused { code } ... on Poll { id kind state } } }`,
      { sittingId: hall.sittingId, step: await hall.step() },
      hall.chair,
    );
    expect(opened).toMatchObject({ kind: 'TEST', state: 'OPEN' });
    const id = opened['id'] as string;
    await hall.cast(hall.present[0]!, id, 'FOR');
    expect(await hall.poll(id, 'missing { fullName }', hall.chair)).toEqual({
      missing: [{ fullName: 'Đại biểu 02' }, { fullName: 'Đại biểu 03' }],
    });
    await hall.closeAndCount(id);
    expect(await hall.poll(id, 'provisionalResult { outcome }', hall.chair)).toEqual({
      provisionalResult: { outcome: null },
    });
  });
});
