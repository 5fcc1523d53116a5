/** A resolution from its draft to its end, over the API and on a real database. */
import { randomUUID } from 'node:crypto';
import { openDatabase } from '@nghitruong/kit/database';
import type { DataSource } from 'typeorm';
import { sessions } from '../src/index.js';
import { issueNumber } from '../src/resolution/adoption.service.js';
import { openPollHall, type PollHall } from './poll.fixture.js';

type Data = Record<string, unknown>;
const RESOLUTION = `__typename ... on Refused { code vi en } ... on Resolution { id state revision kind title numberText citation adoptedVersion adoptedOn signedOn effectiveFrom effectiveReason
  earliestEffect versions { version textHash note paragraphs { id text } } verifications { waived version conclusion words reportedOn late body { id } }
  steps { kind dueOn doneOn late reason { article } } decidedBy { id state } }`;

const INPUT: Readonly<Record<string, string>> = {
  draftResolution: 'DraftResolutionInput',
  reviseResolution: 'ReviseResolutionInput',
  submitResolution: 'SubmitResolutionInput',
  recordVerification: 'RecordVerificationInput',
  waiveVerification: 'ReasonedResolutionInput',
  giveBackResolution: 'ReasonedResolutionInput',
  withdrawResolution: 'ReasonedResolutionInput',
  placeResolution: 'PlaceResolutionInput',
  signResolution: 'SignResolutionInput',
  completeResolutionStep: 'CompleteResolutionStepInput',
  relateResolution: 'RelateResolutionInput',
};

let hall: PollHall;
let item: string;
const give = (name: string, input: Data, token = hall.clerk): Promise<Data> =>
  hall.ok(`mutation ($input: ${INPUT[name]}!) { ${name}(input: $input) { ${RESOLUTION} } }`, { input }, token);
const read = (id: string, fields: string, token?: string): Promise<Data> =>
  hall.ok(`query ($id: ID!) { resolution(id: $id) { ${fields} } }`, { id }, token);
const revisionOf = async (id: string): Promise<number> =>
  (await read(id, 'revision', hall.clerk))['revision'] as number;
const order = async (name: string, id: string, more: Data = {}, token = hall.clerk): Promise<Data> =>
  give(name, { resolutionId: id, expectedRevision: await revisionOf(id), ...more }, token);

const TEXT = 'Điều 1. Phê duyệt mức hỗ trợ.\nĐiều 2. Giao Ủy ban nhân dân tổ chức thực hiện.';
async function draft(more: Data = {}): Promise<string> {
  const made = await give('draftResolution', {
    councilId: hall.councilId,
    kind: 'NORMATIVE',
    title: 'Nghị quyết thử nghiệm',
    text: TEXT,
    ...more,
  });
  return made['id'] as string;
}
/** A draft, through the gate and on an item of its own. */
async function onAgenda(more: Data = {}): Promise<{ id: string; item: string }> {
  const id = await draft(more);
  expect(await order('waiveVerification', id, { reason: 'Theo quy trình rút gọn' })).toMatchObject({
    state: 'ADMITTED',
  });
  const [row] = await hall.database.admin(
    `INSERT INTO sessions.agenda_item (id, sitting_id, position, title, kind) SELECT gen_random_uuid(), $1, 1 + max(position), 'Dự thảo Nghị quyết', 'RESOLUTION' FROM sessions.agenda_item WHERE sitting_id = $1 RETURNING id`,
    [hall.sittingId],
  );
  const agendaItemId = row!['id'] as string;
  expect(await order('placeResolution', id, { agendaItemId })).toMatchObject({ __typename: 'Resolution' });
  return { id, item: agendaItemId };
}
async function vote(agendaItemId: string, version: number, inFavour: number): Promise<string> {
  const pollId = await hall.open({ agendaItemId, documentVersion: version });
  await Promise.all(hall.present.map((seat, i) => hall.cast(seat, pollId, i < inFavour ? 'FOR' : 'AGAINST')));
  await hall.closeAndCount(pollId);
  return pollId;
}
/** An imported one of long ago, as the import leaves it. */
async function old(
  councilId: string,
  number: number,
  more: { effectiveFrom?: string; expiresOn?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await hall.database.admin(
    `INSERT INTO sessions.resolution (id, council_id, kind, title, state, origin, drafted_on, adopted_on, signed_on, effective_from, expires_on, number, number_year, number_text, citation, illustrative)
     VALUES ($1, $2, 'NORMATIVE', 'Nghị quyết cũ', 'PUBLISHED', 'IMPORTED', '2023-01-01', '2023-01-01', '2023-01-02', $4, $5, $3, 2023, $6, $7, true)`,
    [
      id,
      councilId,
      number,
      more.effectiveFrom ?? '2023-01-11',
      more.expiresOn ?? null,
      `${number}/2023/NQ-HĐND`,
      `/vn/${councilId}/${number}`,
    ],
  );
  return id;
}

beforeEach(async () => {
  hall = await openPollHall({ present: 40 });
  const [row] = await hall.database.admin(
    `SELECT id FROM sessions.agenda_item WHERE sitting_id = $1 AND kind = 'RESOLUTION' ORDER BY position LIMIT 1`,
    [hall.sittingId],
  );
  item = row!['id'] as string;
});
afterEach(() => hall.stop());

describe('a draft', () => {
  test('has versions that stay, paragraphs that keep their ids, and a difference between any two [RES-1]', async () => {
    const id = await draft();
    // The desk works with a card of the sitting.
    const card = await hall.token('SESSION_SECRETARY', { sittingId: hall.sittingId });
    const second = await order(
      'reviseResolution',
      id,
      {
        text: 'Điều 1. Phê duyệt mức hỗ trợ mới.\nĐiều 1a. Nguồn kinh phí.\nĐiều 2. Giao Ủy ban nhân dân tổ chức thực hiện.',
        note: 'Tiếp thu ý kiến của Ban',
      },
      card,
    );
    const versions = second['versions'] as {
      version: number;
      textHash: string;
      paragraphs: { id: string; text: string }[];
    }[];
    expect(versions.map((v) => v.paragraphs.map((p) => p.id))).toEqual([
      ['p1', 'p2'],
      ['p1', 'p3', 'p2'],
    ]);
    expect(versions[0]!.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect(versions[1]!.textHash).not.toBe(versions[0]!.textHash);
    expect(await read(id, 'difference(from: 1, to: 2) { id change words { change text } }', hall.clerk)).toEqual({
      difference: [
        {
          id: 'p1',
          change: 'CHANGED',
          words: [
            { change: 'KEPT', text: 'Điều 1. Phê duyệt mức hỗ' },
            { change: 'OUT', text: 'trợ.' },
            { change: 'IN', text: 'trợ mới.' },
          ],
        },
        { id: 'p3', change: 'ADDED', words: [] },
        { id: 'p2', change: 'SAME', words: [] },
      ],
    });
    expect(await give('reviseResolution', { resolutionId: id, expectedRevision: 0, text: 'Khác' })).toMatchObject({
      code: 'STALE',
    });
    expect(
      await order('reviseResolution', id, { text: versions[1]!.paragraphs.map((p) => p.text).join('\n') }),
    ).toMatchObject({
      code: 'RESOLUTION_UNCHANGED',
    });
    const running = await openDatabase(sessions.owner, { url: hall.database.url(sessions.owner) } as never);
    try {
      await expect(
        running.query(`UPDATE resolution_version SET text_hash = repeat('0', 64) WHERE resolution_id = $1`, [id]),
      ).rejects.toMatchObject({ code: '42501' });
    } finally {
      await running.destroy();
    }
  });

  test('is seen by those who work on it; the public sees it once it is on a public agenda [RES-1]', async () => {
    const id = await draft({ submittedById: 'so-tai-chinh' });
    expect(await read(id, 'title')).toBeNull();
    const delegate = await hall.token('DELEGATE', { seat: hall.present[0]! });
    expect(await read(id, 'title', delegate)).toEqual({ title: 'Nghị quyết thử nghiệm' });
    const { id: placed } = await onAgenda();
    expect(await read(placed, 'state agendaItems { position }')).toMatchObject({
      state: 'ADMITTED',
      agendaItems: [{}],
    });
    await hall.database.admin(`UPDATE sessions.sitting SET visibility = 'CLOSED' WHERE id = $1`, [hall.sittingId]);
    expect(await read(placed, 'state')).toBeNull();
  });
});

describe('the gate before the vote', () => {
  test('a draft without report and without reason reaches neither the agenda nor the poll; with the report it does [RES-2 R-RES-01]', async () => {
    const id = await draft({ submittedById: 'so-tai-chinh' });
    expect(await order('placeResolution', id, { agendaItemId: item })).toMatchObject({ code: 'RESOLUTION_STATE' });
    expect(await order('submitResolution', id, { verifyingBodyId: 'ban-phap-che' })).toMatchObject({
      state: 'SUBMITTED',
    });
    expect(await order('placeResolution', id, { agendaItemId: item })).toMatchObject({ code: 'RESOLUTION_STATE' });
    const report = { version: 1, conclusion: 'AGREED', report: 'Nhất trí với dự thảo.' };
    expect(await order('recordVerification', id, { ...report, version: 2 })).toMatchObject({
      code: 'DOCUMENT_VERSION_UNKNOWN',
    });
    expect(await order('recordVerification', id, report)).toMatchObject({
      state: 'ADMITTED',
      verifications: [{ waived: false, version: 1, conclusion: 'AGREED', body: { id: 'ban-phap-che' } }],
    });
    expect(await order('placeResolution', id, { agendaItemId: item })).toMatchObject({ state: 'ADMITTED' });
    const poll = await hall.create({ documentVersion: 1 });
    await order('giveBackResolution', id, { reason: 'Cần sửa' });
    expect(await hall.command('readyPoll', poll['id'] as string)).toMatchObject({
      code: 'NOT_VERIFIED',
      vi: expect.stringContaining('chưa có báo cáo thẩm tra'),
    });
    expect(await hall.poll(poll['id'] as string, 'state', hall.clerk)).toEqual({ state: 'DRAFT' });
    await order('waiveVerification', id, { reason: 'Thường trực đồng ý trình theo thủ tục rút gọn' });
    expect(await hall.command('readyPoll', poll['id'] as string)).toMatchObject({ state: 'READY' });
    expect(await order('withdrawResolution', id, { reason: 'Rút' })).toMatchObject({ code: 'RESOLUTION_UNDER_VOTE' });
  });

  test('a report after its last day is marked late, and says by which article [RES-2 R-RES-01]', async () => {
    const id = await draft({
      sessionId: (
        await hall.database.admin('SELECT session_id AS id FROM sessions.sitting WHERE id = $1', [hall.sittingId])
      )[0]!['id'],
    });
    await order('submitResolution', id, { verifyingBodyId: 'ban-phap-che', on: '2026-11-08' });
    await order('recordVerification', id, {
      version: 1,
      conclusion: 'NOT_AGREED',
      report: 'Chưa nhất trí.',
      on: '2026-11-14',
    });
    expect(
      await read(
        id,
        'dossierDeadline { dueOn doneOn late reason { instrument article } } reportDeadline { dueOn late } verifications { late }',
        hall.clerk,
      ),
    ).toEqual({
      dossierDeadline: {
        dueOn: '2026-11-08',
        doneOn: '2026-11-08',
        late: false,
        reason: { instrument: '77/2015/QH13', article: '124' },
      },
      reportDeadline: { dueOn: '2026-11-13', late: true },
      verifications: [{ late: true }],
    });
  });

  test('an item without a draft, or a version that does not exist, cannot be frozen [RES-1 RES-2]', async () => {
    const poll = await hall.create({ documentVersion: 9 });
    expect(await hall.command('readyPoll', poll['id'] as string)).toMatchObject({ code: 'DOCUMENT_VERSION_UNKNOWN' });
    await hall.database.admin('DELETE FROM sessions.resolution_on_agenda WHERE agenda_item_id = $1', [item]);
    expect(await hall.command('readyPoll', poll['id'] as string)).toMatchObject({ code: 'DRAFT_NOT_ON_AGENDA' });
  });

  test('who may: the committee reports on its own drafts only, only the chair signs, nobody without a role anything [RES-2]', async () => {
    const id = await draft({ submittedById: 'so-tai-chinh', verifyingBodyId: 'ban-phap-che' });
    const officer = (bodyId: string): Promise<string> =>
      hall.subgraph.issuer.token({ sub: `officer ${bodyId}`, grants: [{ role: 'OFFICER', bodyId }] });
    await expect(
      order('submitResolution', id, { verifyingBodyId: 'ban-phap-che' }, await officer('so-xay-dung')),
    ).rejects.toThrow('FORBIDDEN');
    expect(
      await order('submitResolution', id, { verifyingBodyId: 'ban-phap-che' }, await officer('so-tai-chinh')),
    ).toMatchObject({ state: 'SUBMITTED' });
    const report = { version: 1, conclusion: 'AGREED', report: 'Nhất trí.' };
    await expect(order('recordVerification', id, report, await officer('so-tai-chinh'))).rejects.toThrow('FORBIDDEN');
    await expect(order('waiveVerification', id, { reason: 'x' }, await officer('ban-phap-che'))).rejects.toThrow(
      'FORBIDDEN',
    );
    expect(await order('recordVerification', id, report, await officer('ban-phap-che'))).toMatchObject({
      state: 'ADMITTED',
    });
    await expect(order('signResolution', id, { signedOn: '2026-11-23', effectiveFrom: '2026-12-03' })).rejects.toThrow(
      'FORBIDDEN',
    );
  });
});

describe('adoption', () => {
  test('a published vote adopts the very version it was on, numbers it, and the steps get their days [RES-1 RES-4 RES-8 R-RES-02 R-RES-03 R-RES-04 R-RES-05 R-SES-18 R-SES-19 SES-15]', async () => {
    const { id, item: itemId } = await onAgenda();
    await order('reviseResolution', id, { text: `${TEXT}\nĐiều 3. Hiệu lực thi hành.` });
    const pollId = await vote(itemId, 2, 35);
    expect(await read(id, 'state numberText', hall.clerk)).toEqual({ state: 'ADMITTED', numberText: null });
    const { versions } = await read(id, 'versions { textHash }', hall.clerk);
    expect(await hall.poll(pollId, 'documentHash resolution { id }')).toEqual({
      documentHash: (versions as { textHash: string }[])[1]!.textHash,
      resolution: { id },
    });
    expect(await hall.command('publishPoll', pollId)).toMatchObject({ state: 'PUBLISHED' });
    expect(
      await read(
        id,
        'state numberText citation adoptedVersion adoptedOn earliestEffect decidedBy { id } steps { kind dueOn doneOn }',
      ),
    ).toEqual({
      state: 'ADOPTED',
      numberText: '01/2026/NQ-HĐND',
      citation: '/vn/hai-phong/hdnd/nq/2026/01',
      adoptedVersion: 2,
      adoptedOn: '2026-11-23',
      earliestEffect: '2026-12-03',
      decidedBy: { id: pollId },
      steps: [
        { kind: 'SIGN', dueOn: '2026-12-03', doneOn: null },
        { kind: 'SEND_UPPER', dueOn: '2026-12-03', doneOn: null },
        { kind: 'SEND_EXECUTING', dueOn: null, doneOn: null },
        { kind: 'GAZETTE', dueOn: null, doneOn: null },
        { kind: 'POST', dueOn: null, doneOn: null },
      ],
    });
    const sign = { signedOn: '2026-11-23', effectiveFrom: '2026-12-02', reason: 'Cấp bách' };
    expect(await order('signResolution', id, sign, hall.chair)).toMatchObject({
      code: 'EFFECTIVE_TOO_EARLY',
      vi: expect.stringContaining('03/12/2026 (77/2015/QH13, Điều 151)'),
    });
    expect(await order('signResolution', id, { ...sign, effectiveFrom: '2026-12-03' }, hall.chair)).toMatchObject({
      state: 'SIGNED',
      effectiveReason: null,
      steps: [
        { kind: 'SIGN', doneOn: '2026-11-23' },
        { kind: 'SEND_UPPER', dueOn: '2026-11-26', reason: { article: '7' } },
        {},
        {},
        {},
      ],
    });
    expect(
      await order('completeResolutionStep', id, { kind: 'SEND_UPPER', on: '2026-11-23', note: 'UBTVQH, Chính phủ' }),
    ).toMatchObject({ state: 'SIGNED' });
    expect(await order('completeResolutionStep', id, { kind: 'SEND_UPPER', on: '2026-11-23' })).toMatchObject({
      code: 'STEP_DONE',
    });
    expect(await order('completeResolutionStep', id, { kind: 'GAZETTE', on: '2026-11-23' })).toMatchObject({
      state: 'PUBLISHED',
    });
    const found = await hall.ok(`query ($c: String!) { resolutionByCitation(citation: $c) { id } }`, {
      c: '/vn/hai-phong/hdnd/nq/2026/01',
    });
    expect(found).toEqual({ id });
    expect(await hall.command('annulPoll', pollId, { kind: 'PROCEDURE', basis: 'x', wallText: 'x' })).toMatchObject({
      code: 'RESOLUTION_SIGNED',
    });
  });

  test('a default that nobody confirmed yields to a recorded reason, a rule that was read does not [R-RES-03]', async () => {
    await hall.database.admin(
      `UPDATE directory.rule SET confidence = 'K-lo' WHERE rule_key = 'resolution.effective.minDays'`,
    );
    const { id, item: itemId } = await onAgenda();
    await hall.command('publishPoll', await vote(itemId, 1, 35));
    const sign = { signedOn: '2026-11-23', effectiveFrom: '2026-11-24' };
    expect(await order('signResolution', id, sign, hall.chair)).toMatchObject({ code: 'EFFECTIVE_TOO_EARLY' });
    expect(await order('signResolution', id, { ...sign, reason: 'Theo Luật 64/2025' }, hall.chair)).toMatchObject({
      state: 'SIGNED',
      effectiveFrom: '2026-11-24',
      effectiveReason: 'Theo Luật 64/2025',
    });
  });

  test('34 of 68 adopt nothing and take no number; the next resolution gets the first one [RES-4 R-RES-02 R-RES-04]', async () => {
    const first = await onAgenda();
    await hall.command('publishPoll', await vote(first.item, 1, 34));
    expect(await read(first.id, 'state numberText', hall.clerk)).toEqual({ state: 'REJECTED', numberText: null });
    const again = await hall.create({ agendaItemId: first.item, documentVersion: 1 });
    expect(await hall.command('readyPoll', again['id'] as string)).toMatchObject({
      code: 'DRAFT_DECIDED',
      vi: expect.stringContaining('đã được biểu quyết'),
    });
    const second = await onAgenda();
    await hall.command('publishPoll', await vote(second.item, 1, 35));
    expect(await read(second.id, 'state numberText')).toEqual({ state: 'ADOPTED', numberText: '01/2026/NQ-HĐND' });
    const third = await onAgenda({ kind: 'INDIVIDUAL' });
    await hall.command('publishPoll', await vote(third.item, 1, 36));
    expect(await read(third.id, 'numberText citation')).toEqual({
      numberText: '01/NQ-HĐND',
      citation: '/vn/hai-phong/hdnd/nq-ca-biet/2026/01',
    });
  });

  test('an annulled vote takes the adoption back; the new vote gives the same number again [RES-4 R-RES-04]', async () => {
    const { id, item: itemId } = await onAgenda();
    const pollId = await vote(itemId, 1, 35);
    await hall.command('publishPoll', pollId);
    expect(
      await hall.command('annulPoll', pollId, { kind: 'PROCEDURE', basis: 'Chủ tọa', wallText: 'Biểu quyết lại' }),
    ).toMatchObject({ state: 'ANNULLED' });
    expect(await read(id, 'state adoptedVersion', hall.clerk)).toEqual({ state: 'ADMITTED', adoptedVersion: null });
    const again = await hall.command('revotePoll', pollId);
    const { id: next } = again as { id: string };
    expect(await hall.poll(next, 'documentHash')).toEqual(await hall.poll(pollId, 'documentHash'));
    await hall.command('openPoll', next);
    await Promise.all(hall.present.map((seat) => hall.cast(seat, next)));
    await hall.closeAndCount(next);
    await hall.command('publishPoll', next);
    expect(await read(id, 'state numberText decidedBy { id }')).toEqual({
      state: 'ADOPTED',
      numberText: '01/2026/NQ-HĐND',
      decidedBy: { id: next },
    });
  });

  test('the running role cannot adopt what no published vote adopted, nor rename what one did [RES-4 R-RES-02]', async () => {
    const { id } = await onAgenda();
    const running = await openDatabase(sessions.owner, { url: hall.database.url(sessions.owner) } as never);
    try {
      await expect(
        running.query(
          `UPDATE resolution SET state = 'ADOPTED', number = 1, number_year = 2026, number_text = '01', citation = 'x', adopted_on = '2026-11-23', adopted_version = 1 WHERE id = $1`,
          [id],
        ),
      ).rejects.toMatchObject({ constraint: 'adopted_by_a_published_poll' });
      await expect(
        running.query(`INSERT INTO resolution_number VALUES ($1, 'NORMATIVE', 2026, 7, $2, 'ISSUED')`, [
          hall.councilId,
          id,
        ]),
      ).rejects.toMatchObject({ constraint: 'numbers_have_no_gap' });
      await expect(running.query('DELETE FROM resolution WHERE id = $1', [id])).rejects.toMatchObject({
        constraint: 'only_the_imported_is_taken_out',
      });
    } finally {
      await running.destroy();
    }
  });
});

describe('numbers', () => {
  let source: DataSource;
  const resolutions = async (count: number, kind = 'NORMATIVE'): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => draft({ kind })));
  beforeEach(async () => {
    source = await hall.database.open(sessions.owner);
  });

  test('forty at once, a third of them rolled back: no number is missing, none is given twice [RES-4 R-RES-04]', async () => {
    const ids = await resolutions(40);
    const given = await Promise.all(
      ids.map((id, i) =>
        source
          .transaction(async (manager) => {
            const number = await issueNumber(manager, { id, councilId: hall.councilId, kind: 'NORMATIVE' }, 2026);
            if (i % 3 === 0) throw new Error('the publication failed');
            return number;
          })
          .catch((error: Error) => (error.message === 'the publication failed' ? null : Promise.reject(error))),
      ),
    );
    const numbers = given.filter((n) => n !== null).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 26 }, (_, i) => i + 1));
  });

  test('each body, kind and year counts for itself, and a number is not given twice to one resolution [RES-4 R-RES-04]', async () => {
    const [a, b, c] = await resolutions(3);
    const issue = (
      id: string,
      kind: 'NORMATIVE' | 'INDIVIDUAL',
      year: number,
      councilId = hall.councilId,
    ): Promise<number> => source.transaction((manager) => issueNumber(manager, { id, councilId, kind }, year));
    expect(await issue(a!, 'NORMATIVE', 2026)).toBe(1);
    expect(await issue(a!, 'NORMATIVE', 2026)).toBe(1);
    expect(await issue(b!, 'NORMATIVE', 2027)).toBe(1);
    expect(await issue(c!, 'INDIVIDUAL', 2026)).toBe(1);
    expect(await issue((await resolutions(1))[0]!, 'NORMATIVE', 2026)).toBe(2);
  });
});

describe('validity', () => {
  test('an adopted resolution repeals an old one from the day it takes effect; a draft that says so changes nothing [RES-5 R-RES-07]', async () => {
    const target = await old(hall.councilId, 5);
    const { id, item: itemId } = await onAgenda();
    expect(await order('relateResolution', id, { toId: target, kind: 'REPEALS' })).toMatchObject({
      __typename: 'Resolution',
    });
    expect(await order('relateResolution', id, { toId: target, kind: 'REPEALS' })).toMatchObject({
      code: 'RELATION_KNOWN',
    });
    const asOf = async (day: string): Promise<unknown> =>
      (await read(target, `validity(asOf: "${day}") { state since until because { kind from { id } } }`))['validity'];
    expect(await asOf('2027-06-01')).toMatchObject({ state: 'IN_FORCE', because: [] });
    expect(await read(target, 'isSaidOf { kind }')).toEqual({ isSaidOf: [] });
    await hall.command('publishPoll', await vote(itemId, 1, 35));
    await order('signResolution', id, { signedOn: '2026-11-23', effectiveFrom: '2026-12-10' }, hall.chair);
    expect(await asOf('2022-12-31')).toMatchObject({ state: 'NOT_YET' });
    expect(await asOf('2026-12-09')).toMatchObject({ state: 'IN_FORCE', until: '2026-12-09' });
    expect(await asOf('2026-12-10')).toEqual({
      state: 'REPEALED',
      since: '2026-12-10',
      until: null,
      because: [{ kind: 'REPEALS', from: { id } }],
    });
  });

  test('a council reaches its own texts and those directly below, no others; amending is for its own [R-RES-07]', async () => {
    await hall.database.admin(
      `INSERT INTO directory.council VALUES ('hdnd-duoi', 'Dưới', 'D', 'DISTRICT', 'duoi', true), ('hdnd-khac', 'Khác', 'K', 'CITY', 'khac', true)`,
    );
    await hall.database.admin(
      `INSERT INTO directory.unit VALUES ('duoi', 'thanh-pho-hai-phong', '2020-01-01', NULL), ('khac', NULL, '2020-01-01', NULL)`,
    );
    const id = await draft();
    const below = await old('hdnd-duoi', 6);
    const elsewhere = await old('hdnd-khac', 7);
    expect(await order('relateResolution', id, { toId: below, kind: 'AMENDS' })).toMatchObject({
      code: 'RELATION_BEYOND_POWERS',
    });
    expect(await order('relateResolution', id, { toId: below, kind: 'REPEALS' })).toMatchObject({
      __typename: 'Resolution',
    });
    expect(await order('relateResolution', id, { toId: elsewhere, kind: 'REPEALS' })).toMatchObject({
      code: 'RELATION_BEYOND_POWERS',
    });
    expect(await order('relateResolution', id, { toId: await draft(), kind: 'REPEALS' })).toMatchObject({
      code: 'RELATION_TARGET_UNKNOWN',
    });
  });

  test('texts of an abolished district end on 28/2/2027 at the latest, and are on the alarm list until they are replaced [RES-5 R-RES-08]', async () => {
    await hall.database.admin(
      `INSERT INTO directory.council VALUES ('hdnd-cu', 'Huyện cũ', 'C', 'DISTRICT', 'huyen-cu', true)`,
    );
    await hall.database.admin(
      `INSERT INTO directory.unit VALUES ('huyen-cu', 'thanh-pho-hai-phong', '2020-01-01', '2025-06-30')`,
    );
    await hall.database.admin(
      `INSERT INTO directory.unit_succession VALUES ('2025-07-01', 'ABOLISH_LEVEL', 'huyen-cu', NULL)`,
    );
    const forgotten = await old('hdnd-cu', 8);
    const replaced = await old('hdnd-cu', 9);
    const ownEnd = await old(hall.councilId, 10, { expiresOn: '2026-12-31' });
    await old(hall.councilId, 11);
    expect(await read(forgotten, 'validity(asOf: "2027-02-28") { state until reason { confidence } }')).toEqual({
      validity: { state: 'IN_FORCE', until: '2027-02-28', reason: { confidence: 'V2' } },
    });
    expect(await read(forgotten, 'validity(asOf: "2027-03-01") { state }')).toEqual({ validity: { state: 'EXPIRED' } });
    expect(await read(forgotten, 'validity(asOf: "2025-06-30") { until }')).toEqual({ validity: { until: null } });
    const { id, item: itemId } = await onAgenda();
    await order('relateResolution', id, { toId: replaced, kind: 'REPLACES' });
    await hall.command('publishPoll', await vote(itemId, 1, 35));
    await order('signResolution', id, { signedOn: '2026-11-23', effectiveFrom: '2027-01-01' }, hall.chair);
    const { data } = await hall.ask<{ _entities: { resolutionAlarms: { edges: { node: Data; cursor: string }[] } }[] }>(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Council { resolutionAlarms { totalCount edges { cursor node { resolution { id } lastDay daysLeft abolishedCouncil reason { confidence confirmed } } } } } } }`,
      { r: [{ __typename: 'Council', id: hall.councilId }] },
    );
    expect(data!._entities[0]!.resolutionAlarms.edges.map((e) => e.node)).toEqual([
      { resolution: { id: ownEnd }, lastDay: '2026-12-31', daysLeft: 38, abolishedCouncil: false, reason: null },
      {
        resolution: { id: forgotten },
        lastDay: '2027-02-28',
        daysLeft: 97,
        abolishedCouncil: true,
        reason: { confidence: 'V2', confirmed: false },
      },
    ]);
  });
});
