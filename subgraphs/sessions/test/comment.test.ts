/** Comments of citizens on a draft, over the API: opened, received, read before they are published, answered, kept. */
import JSZip from 'jszip';
import { sessions } from '../src/index.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RECEIVED = '... on ReceivedComment { id number state outcome reply withheldReason fullName contact }';
const COMMANDS: Readonly<Record<string, readonly [input: string, said: string]>> = {
  openForComment: [
    'OpenForCommentInput',
    '... on Resolution { id revision commentPeriod { openedOn closesOn open earliestClose shortReason reason { confirmed } } }',
  ],
  submitComment: ['SubmitCommentInput', '... on CommentReceipt { id }'],
  examineComment: ['ExamineCommentInput', RECEIVED],
  replyToComment: ['ReplyToCommentInput', RECEIVED],
};

let hall: Hall;
let clerk: string;
let draftId: string;
beforeEach(async () => {
  hall = await openHall();
  clerk = await hall.token('SESSION_SECRETARY');
  const draft = await hall.ok(
    `mutation ($input: DraftResolutionInput!) { draftResolution(input: $input) { ... on Resolution { id } } }`,
    {
      input: { councilId: hall.councilId, kind: 'NORMATIVE', title: 'Về mức phí tham quan', text: 'Điều 1. Mức phí.' },
    },
    clerk,
  );
  draftId = draft['id'] as string;
});
afterEach(() => hall.stop());

const give = (name: string, input: Data, token?: string): Promise<Data> => {
  const [type, said] = COMMANDS[name]!;
  return hall.ok(
    `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on Refused { code vi } ${said} } }`,
    { input },
    token,
  );
};
const read = (fields: string, token?: string): Promise<Data | null> =>
  hall.ok(`query ($id: ID!) { resolution(id: $id) { ${fields} } }`, { id: draftId }, token);
const open = async (closesOn: string, reason: string | null = null): Promise<Data> =>
  give(
    'openForComment',
    { resolutionId: draftId, expectedRevision: (await read('revision', clerk))!['revision'], closesOn, reason },
    clerk,
  );
const comment = (text: string, more: Data = {}): Promise<Data> =>
  give('submitComment', { resolutionId: draftId, text, ...more });
const published = async (): Promise<Data[]> =>
  (
    (await read('publishedComments(first: 50) { edges { node { number text outcome reply } } }'))![
      'publishedComments'
    ] as {
      edges: { node: Data }[];
    }
  ).edges.map((edge) => edge.node);
const receivedBy = (token?: string): Promise<Data | null> =>
  read('receivedComments(first: 50) { edges { node { id state text fullName contact } } }', token);

test('a draft is nobody’s to read until it is opened, and then for as long as the rule says or with a reason [RES-3]', async () => {
  expect(await read('id')).toBeNull();
  const short = await open('2026-12-11');
  expect(short).toMatchObject({ code: 'COMMENT_PERIOD_SHORT', vi: expect.stringContaining('12/12/2026') });
  expect(await open('2026-11-22')).toMatchObject({ code: 'COMMENT_PERIOD_PAST' });
  expect(await read('id')).toBeNull();
  expect(await open('2026-12-11', 'Theo trình tự rút gọn')).toMatchObject({
    commentPeriod: {
      openedOn: '2026-11-23',
      closesOn: '2026-12-11',
      open: true,
      earliestClose: '2026-12-12',
      shortReason: 'Theo trình tự rút gọn',
      reason: { confirmed: false },
    },
  });
  expect(await open('2026-12-01', 'x')).toMatchObject({ code: 'COMMENT_PERIOD_SHORTER' });
  expect(await open('2026-12-31')).toMatchObject({ commentPeriod: { closesOn: '2026-12-31', shortReason: null } });
  expect(await read('title versions { paragraphs { text } }')).toEqual({
    title: 'Về mức phí tham quan',
    versions: [{ paragraphs: [{ text: 'Điều 1. Mức phí.' }] }],
  });
});

test('what is received is read before it is public, withheld with a reason, answered once, and never says who wrote it [RES-3]', async () => {
  await open('2026-12-31');
  const first = await comment('Đề nghị giảm mức phí cho học sinh', { fullName: 'Bùi Thị Mơ', contact: '0900 000 000' });
  const second = await comment('Đề nghị giữ nguyên mức phí hiện hành');
  const third = await comment('Nội dung xúc phạm người khác');
  expect([first, second, third].map((s) => s['__typename'])).toEqual(Array(3).fill('CommentReceipt'));
  expect(await published()).toEqual([]);

  expect(await give('examineComment', { commentId: third['id'], publish: false }, clerk)).toMatchObject({
    code: 'COMMENT_REASON',
  });
  expect(
    await give('examineComment', { commentId: third['id'], publish: false, reason: 'Xúc phạm người khác' }, clerk),
  ).toMatchObject({ state: 'WITHHELD', number: null });
  expect(
    await give('replyToComment', { commentId: second['id'], outcome: 'ACCEPTED', text: 'Xin tiếp thu' }, clerk),
  ).toMatchObject({ code: 'COMMENT_UNPUBLISHED' });
  for (const [i, { id }] of [second, first].entries())
    expect(await give('examineComment', { commentId: id, publish: true }, clerk)).toMatchObject({
      state: 'PUBLISHED',
      number: i + 1,
    });
  const reply = { commentId: first['id'], outcome: 'NOT_ACCEPTED', text: 'Đã miễn phí theo Điều 2.' };
  expect(await give('replyToComment', reply, clerk)).toMatchObject({ outcome: 'NOT_ACCEPTED', fullName: 'Bùi Thị Mơ' });
  expect(await give('replyToComment', { ...reply, outcome: 'ACCEPTED' }, clerk)).toMatchObject({
    code: 'COMMENT_ANSWERED',
  });
  expect(await published()).toEqual([
    { number: 1, text: 'Đề nghị giữ nguyên mức phí hiện hành', outcome: null, reply: null },
    {
      number: 2,
      text: 'Đề nghị giảm mức phí cho học sinh',
      outcome: 'NOT_ACCEPTED',
      reply: 'Đã miễn phí theo Điều 2.',
    },
  ]);
  // The desk reads who wrote it, nobody else: not a delegate, not the desk of another council.
  expect(JSON.stringify(await receivedBy(clerk))).toContain('0900 000 000');
  for (const token of [
    undefined,
    await hall.token('DELEGATE'),
    await hall.token('SESSION_SECRETARY', { councilId: 'hdnd-khac' }),
  ]) {
    const { data } = await hall.subgraph.ask<Data>(
      'query ($id: ID!) { resolution(id: $id) { receivedComments(first: 5) { edges { node { fullName } } } } }',
      { id: draftId },
      token === undefined ? {} : { token },
    );
    expect((data!['resolution'] as Data)['receivedComments']).toBeNull();
  }
  // Published and found to name somebody, it is withheld again; its number stays its own.
  await give('examineComment', { commentId: second['id'], publish: false, reason: 'Nêu tên người thứ ba' }, clerk);
  expect((await published()).map((c) => c['number'])).toEqual([2]);
});

test('no markup, no text twice, no more than so many an hour, and none after the last day [RES-3]', async () => {
  await open('2026-12-31');
  expect(await comment('Ngắn')).toMatchObject({ code: 'COMMENT_LENGTH' });
  expect(await comment('Xem <a href="x">ở đây</a> nhé')).toMatchObject({ code: 'COMMENT_MARKUP' });
  expect(await comment('Đề nghị giảm mức phí')).toMatchObject({ __typename: 'CommentReceipt' });
  expect(await comment('ĐỀ NGHỊ GIẢM MỨC PHÍ!!!')).toMatchObject({ code: 'COMMENT_KNOWN' });
  // All at once, several hours over: at each edge five are in the database at the same moment.
  for (const hour of [0, 1, 2, 3]) {
    const room = hour === 0 ? 59 : 60;
    const said = await Promise.all(
      Array.from({ length: 64 }, (_, i) => comment(`Đề nghị giảm mức phí xuống ${hour * 100 + i} nghìn đồng`)),
    );
    expect(said.filter((s) => s['__typename'] === 'CommentReceipt')).toHaveLength(room);
    expect(said.filter((s) => s['code'] === 'COMMENTS_TOO_MANY')).toHaveLength(64 - room);
    hall.clock.pass(HOUR_MS);
  }
  hall.clock.pass(DAY_MS);
  expect(await comment('Sang hôm sau lại gửi được')).toMatchObject({ __typename: 'CommentReceipt' });
  hall.clock.at = new Date('2026-12-31T16:59:59Z');
  expect(await comment('Phút cuối của ngày cuối cùng')).toMatchObject({ __typename: 'CommentReceipt' });
  hall.clock.at = new Date('2026-12-31T17:00:00Z');
  expect(await comment('Sau ngày cuối cùng một giây')).toMatchObject({ code: 'COMMENTS_CLOSED' });
});

test('only the desk opens, examines and answers; the database keeps what was written [RES-3]', async () => {
  await open('2026-12-31');
  const { id } = await comment('Đề nghị giảm mức phí cho học sinh');
  for (const token of [await hall.token('DELEGATE'), await hall.token('SESSION_SECRETARY', { councilId: 'hdnd-khac' })])
    await expect(give('examineComment', { commentId: id, publish: true }, token)).rejects.toThrow('FORBIDDEN');
  await expect(give('examineComment', { commentId: id, publish: true })).rejects.toThrow('UNAUTHENTICATED');
  const running = await hall.database.open(sessions.owner);
  for (const sql of [
    'UPDATE draft_comment SET text = text',
    'DELETE FROM draft_comment',
    'UPDATE draft_comment_author SET full_name = NULL',
  ])
    await expect(running.query(sql)).rejects.toThrow('permission denied');
});

test('the summary for the dossier and the package of the session hold comments and answers, and no name [RES-3]', async () => {
  await open('2026-12-31');
  const { id } = await comment('Đề nghị giảm mức phí cho học sinh', { fullName: 'Bùi Thị Mơ' });
  await give('examineComment', { commentId: id, publish: true }, clerk);
  await give('replyToComment', { commentId: id, outcome: 'ACCEPTED', text: 'Đã bổ sung Điều 2.' }, clerk);
  const sheet = (await read('commentsSheet(format: XLSX) { filename base64 }', clerk))!['commentsSheet'] as Record<
    string,
    string
  >;
  expect(sheet['filename']).toBe('tong-hop-y-kien.xlsx');
  const book = await JSZip.loadAsync(Buffer.from(sheet['base64']!, 'base64'));
  const texts = (await Promise.all(Object.values(book.files).map((file) => file.async('string')))).join('\n');
  for (const part of ['Đề nghị giảm mức phí cho học sinh', 'Tiếp thu', 'Đã bổ sung Điều 2.'])
    expect(texts).toContain(part);
  expect(texts).not.toContain('Bùi Thị Mơ');

  // Decided at the session, its comments go with it.
  const [row] = await hall.database.admin('SELECT session_id AS id FROM sessions.sitting WHERE id = $1', [
    hall.sittingId,
  ]);
  await hall.database.admin(`UPDATE sessions.resolution SET session_id = $2, state = 'REJECTED' WHERE id = $1`, [
    draftId,
    row!['id'],
  ]);
  const { session } = (await hall.ok(
    'query ($id: ID!) { sitting(id: $id) { session { openDataPackage { base64 } } } }',
    { id: hall.sittingId },
    clerk,
  )) as { session: { openDataPackage: { base64: string } } };
  const zip = await JSZip.loadAsync(Buffer.from(session.openDataPackage.base64, 'base64'));
  const kept = await zip.file(`comments/${draftId}.json`)!.async('string');
  expect(JSON.parse(kept)).toMatchObject({
    title: 'Về mức phí tham quan',
    comments: [{ number: 1, outcome: 'ACCEPTED' }],
  });
  expect(kept).not.toContain('Bùi Thị Mơ');
});
