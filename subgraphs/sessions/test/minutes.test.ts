/** Minutes: drafted from the log, edited without losing their link, signed for good. */
import { openPollHall, type PollHall } from './poll.fixture.js';

const LINES = `sentences { id position source sourceId generated text editedAt }`;
const DRAFT = `mutation ($id: ID!) { draftMinutes(sittingId: $id) { __typename ... on Minutes { hash signedAt ${LINES} } ... on Refused { code } } }`;
const EDIT = `mutation ($id: ID!, $text: String!) { editMinutesSentence(sentenceId: $id, text: $text) { __typename ... on MinutesSentence { text sourceId } ... on Refused { code } } }`;
const SIGN = `mutation ($id: ID!, $hash: String!) { signMinutes(sittingId: $id, hash: $hash) { __typename ... on Minutes { signedAt signedHash } ... on Refused { code } } }`;
const READ = `query ($id: ID!) { sitting(id: $id) { minutes { signedAt ${LINES} } } }`;
const command = (name: string): string =>
  `mutation ($id: ID!, $step: Int!) { ${name}(sittingId: $id, expectedStep: $step) { __typename ... on Refused { code } } }`;

interface Line {
  id: string;
  source: string;
  sourceId: string;
  text: string;
  generated: string;
  editedAt: string | null;
}
type Draft = { hash: string; sentences: Line[] };

describe('the minutes', () => {
  let hall: PollHall;
  beforeEach(async () => {
    hall = await openPollHall({ seats: 6, present: 6 });
  });
  afterEach(() => hall.stop());

  const give = async (name: string) =>
    hall.ok(command(name), { id: hall.sittingId, step: await hall.step() }, hall.chair);
  const draft = async (): Promise<Draft> =>
    (await hall.ok(DRAFT, { id: hall.sittingId }, hall.clerk)) as unknown as Draft;
  const vote = async (): Promise<void> => {
    const id = await hall.open({ title: 'Dự toán ngân sách' });
    for (const [i, seat] of hall.present.slice(0, 5).entries()) await hall.cast(seat, id, i < 4 ? 'FOR' : 'AGAINST');
    await hall.closeAndCount(id);
    await hall.command('publishPoll', id);
  };

  it('tell in Vietnamese what was done, each sentence with its event, a vote so that it can be reconstructed [SES-14 R-VOT-21]', async () => {
    const seat = hall.present[0]!;
    const asked = await hall.ok(
      `mutation ($id: ID!) { requestToSpeak(sittingId: $id, kind: CONTRIBUTION) { ... on SpeakerRequest { id } } }`,
      { id: hall.sittingId },
      await hall.token('DELEGATE', { seat }),
    );
    await hall.ok(
      `mutation ($id: ID!, $step: Int!, $request: ID!) { callSpeaker(sittingId: $id, expectedStep: $step, requestId: $request) { __typename } }`,
      { id: hall.sittingId, step: await hall.step(), request: asked['id'] },
      hall.chair,
    );
    hall.clock.pass(610_000);
    await give('stopSpeech');
    await give('breakSitting');
    await give('resumeSitting');
    await vote();
    const { sentences } = await draft();
    const said = (part: string) => sentences.find((each) => each.text.includes(part));
    expect(said('nghỉ giải lao')).toMatchObject({ source: 'SITTING', sourceId: expect.stringMatching(/^\d+$/) });
    expect(said(`đại biểu ${seat.fullName}`)).toMatchObject({
      source: 'SPEECH',
      sourceId: asked['id'],
      text: expect.stringContaining('phát biểu thảo luận trong 10 phút 10 giây, quá giờ 10 giây'),
    });
    expect(said('công bố kết quả')).toMatchObject({
      source: 'POLL',
      text: expect.stringMatching(
        /biểu quyết công khai «Dự toán ngân sách»: tổng số 6 đại biểu HĐND, có mặt 6, tham gia biểu quyết 5; tán thành 4, không tán thành 1, không biểu quyết 0, có mặt chưa ghi nhận phiếu 1\. Được thông qua \(cần từ 4\/6\)/,
      ),
    });
  });

  it('keep the clerk’s words and their link when they are drafted again, and drop what was taken back [SES-14]', async () => {
    await give('breakSitting');
    const [line] = (await draft()).sentences;
    expect(await hall.ok(EDIT, { id: line!.id, text: 'Phiên họp tạm nghỉ.' }, hall.clerk)).toMatchObject({
      text: 'Phiên họp tạm nghỉ.',
      sourceId: line!.sourceId,
    });
    await give('resumeSitting');
    const again = (await draft()).sentences;
    expect(again).toMatchObject([
      { id: line!.id, text: 'Phiên họp tạm nghỉ.', generated: line!.generated, sourceId: line!.sourceId },
      { text: expect.stringContaining('tiếp tục') },
    ]);
    await hall.ok(EDIT, { id: line!.id, text: '' }, hall.clerk);
    expect((await draft()).sentences[0]).toMatchObject({ text: line!.generated, editedAt: null });
  });

  it('are signed by the chair after the end, as they were read, and then stay [SES-14 R-VOT-21]', async () => {
    await give('breakSitting');
    const first = await draft();
    const sign = (hash: string, token = hall.chair) => hall.ok(SIGN, { id: hall.sittingId, hash }, token);
    expect(await sign(first.hash)).toMatchObject({ code: 'MINUTES_NOT_ENDED' });
    await give('endSitting');
    const last = await draft();
    expect(await sign(first.hash)).toMatchObject({ code: 'STALE' });
    const clerk = await hall.ask(SIGN, { id: hall.sittingId, hash: last.hash }, { token: hall.clerk });
    expect(clerk.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await hall.ok(READ, { id: hall.sittingId })).toMatchObject({ minutes: { signedAt: null, sentences: [] } });
    expect(await sign(last.hash)).toMatchObject({ signedAt: hall.clock.now().toISOString(), signedHash: last.hash });
    expect(await hall.ok(DRAFT, { id: hall.sittingId }, hall.clerk)).toMatchObject({ code: 'MINUTES_SIGNED' });
    expect(await hall.ok(EDIT, { id: last.sentences[0]!.id, text: 'khác' }, hall.clerk)).toMatchObject({
      code: 'MINUTES_SIGNED',
    });
    const running = await hall.database.open((await import('../src/index.js')).sessions.owner);
    for (const sql of [
      `UPDATE minutes_sentence SET edited = 'khác'`,
      'DELETE FROM minutes_sentence',
      `UPDATE minutes SET signed_at = now()`,
    ])
      await expect(running.query(sql)).rejects.toMatchObject({ driverError: { constraint: 'signed_minutes_stay' } });
    expect(await hall.ok(READ, { id: hall.sittingId })).toMatchObject({
      minutes: { signedAt: expect.any(String), sentences: last.sentences.map(({ text }) => ({ text })) },
    });
  });

  it('of a sitting that was closed are for those who sat in it, signed or not', async () => {
    await hall.database.admin(
      `INSERT INTO sessions.sitting_visibility_change (sitting_id, step, visibility, changed_at) VALUES ($1, 0, 'CLOSED', now())`,
      [hall.sittingId],
    );
    await give('endSitting');
    const { hash } = await draft();
    await hall.ok(SIGN, { id: hall.sittingId, hash }, hall.chair);
    const seen = async (token?: string) =>
      ((await hall.ok(READ, { id: hall.sittingId }, token))['minutes'] as Draft).sentences.length;
    expect(await seen()).toBe(0);
    expect(await seen(await hall.token('DELEGATE', { seat: hall.present[0]! }))).toBeGreaterThan(0);
  });
});
