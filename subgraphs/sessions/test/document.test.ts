import { createHash } from 'node:crypto';
import { sessions } from '../src/index.js';
import { openHall, type Hall } from './fixtures/hall.fixture.js';

type Data = Record<string, unknown>;
const DOC = `id title classification agendaItemId versions { number fileName bytes sha256 parts } sending { version dueOn late lateReason delegates opened } mine { version openedAt }`;
const SAID = `__typename ... on Refused { code vi en } ... on SessionDocument { ${DOC} }`;
const UPLOAD = '__typename ... on Refused { code } ... on DocumentUpload { version missing document { id } }';
const ADD = `mutation ($input: AddDocumentInput!) { addDocument(input: $input) { ${SAID} } }`;
const BEGIN = `mutation ($input: BeginDocumentVersionInput!) { beginDocumentVersion(input: $input) { ${UPLOAD} } }`;
const PUT = `mutation ($input: PutDocumentPartInput!) { putDocumentPart(input: $input) { ${UPLOAD} } }`;
const SEND = `mutation ($documentId: ID!, $lateReason: String) { sendDocument(documentId: $documentId, lateReason: $lateReason) { ${SAID} } }`;
const OPEN = `mutation ($documentId: ID!) { openDocument(documentId: $documentId) { ${SAID} } }`;
const PART =
  'query ($documentId: ID!, $version: Int!, $index: Int!) { documentPart(documentId: $documentId, version: $version, index: $index) }';
const LIST = `query ($id: ID!) { session(id: $id) { documents { ${DOC} } } }`;

describe('documents', () => {
  let hall: Hall;
  let clerk: string;
  let delegate: string;
  let sessionId: string;
  beforeAll(async () => {
    hall = await openHall({ seats: 5 });
    clerk = await hall.token('SESSION_SECRETARY');
    delegate = await hall.token('DELEGATE', { seat: hall.seats[0]! });
  });
  beforeEach(async () => {
    await hall.renew();
    const [row] = await hall.database.admin('SELECT session_id FROM sessions.sitting WHERE id = $1', [hall.sittingId]);
    sessionId = row!['session_id'] as string;
    // Opens far away: documents are due on 5/12/2026.
    await hall.database.admin(
      `UPDATE sessions.session SET opens_on = '2026-12-10', closes_on = '2026-12-12' WHERE id = $1`,
      [sessionId],
    );
  });
  afterAll(() => hall.stop());

  const add = (more: Data = {}) =>
    hall.ok(
      ADD,
      { input: { sessionId, title: 'Tờ trình', classification: 'INTERNAL', stateSecret: false, ...more } },
      clerk,
    );
  const file = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 0x41)]);
  const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const begin = (documentId: unknown, bytes: Buffer, more: Data = {}) =>
    hall.ok(
      BEGIN,
      {
        input: {
          documentId,
          fileName: 'to-trinh.pdf',
          mediaType: 'application/pdf',
          bytes: bytes.length,
          sha256: sha(bytes),
          ...more,
        },
      },
      clerk,
    );
  const put = (documentId: unknown, version: unknown, index: number, content: Buffer) =>
    hall.ok(PUT, { input: { documentId, version, index, content: content.toString('base64') } }, clerk);
  const whole = async (more: Data = {}, bytes = file(300_000)): Promise<string> => {
    const { id } = await add(more);
    const { version } = await begin(id, bytes);
    for (let i = 0; i * 131_072 < bytes.length; i += 1)
      await put(id, version, i, bytes.subarray(i * 131_072, (i + 1) * 131_072));
    return id as string;
  };
  const send = (documentId: string, lateReason?: string) => hall.ok(SEND, { documentId, lateReason }, clerk);
  const list = async (token?: string): Promise<Data[]> =>
    ((await hall.ok(LIST, { id: sessionId }, token))['documents'] as Data[]) ?? [];
  const part = async (documentId: string, index: number, token?: string): Promise<string | null> =>
    (await hall.ask<{ documentPart: string | null }>(PART, { documentId, version: 1, index }, token ? { token } : {}))
      .data?.documentPart ?? null;

  it('is uploaded in parts, whole by its digest, sent to every delegate, opened and read byte by byte [SES-4 R-SES-08]', async () => {
    const bytes = file(300_000);
    const id = await whole({}, bytes);
    expect(await list(delegate)).not.toContainEqual(expect.objectContaining({ id }));
    expect(await send(id)).toMatchObject({
      versions: [{ number: 1, fileName: 'to-trinh.pdf', bytes: 300_000, sha256: sha(bytes), parts: 3 }],
      sending: { version: 1, dueOn: '2026-12-05', late: false, lateReason: null, delegates: 5, opened: 0 },
    });
    // Nothing is given before it was noted that it is opened.
    expect(await part(id, 0, delegate)).toBeNull();
    expect(await hall.ok(OPEN, { documentId: id }, delegate)).toMatchObject({
      sending: { opened: 1 },
      mine: { version: 1, openedAt: '2026-11-23T01:00:00.000Z' },
    });
    const parts = await Promise.all([0, 1, 2].map((i) => part(id, i, delegate)));
    expect(sha(Buffer.concat(parts.map((p) => Buffer.from(p!, 'base64'))))).toBe(sha(bytes));
    const { session } = (
      await hall.ask<{ session: { documents: Data[] } }>(
        `query ($id: ID!) { session(id: $id) { documents { id deliveries { fullName sentAt openedAt } } } }`,
        { id: sessionId },
        { token: clerk },
      )
    ).data!;
    expect(session.documents.find((d) => d['id'] === id)!['deliveries']).toEqual(
      hall.seats.map((s, i) => ({
        fullName: s.fullName,
        sentAt: '2026-11-23T01:00:00.000Z',
        openedAt: i === 0 ? '2026-11-23T01:00:00.000Z' : null,
      })),
    );
  });

  it('a late document needs its reason and is marked in the agenda and in the list [SES-4 R-SES-08]', async () => {
    const [item] = await hall.database.admin('SELECT id FROM sessions.agenda_item WHERE sitting_id = $1 LIMIT 1', [
      hall.sittingId,
    ]);
    const id = await whole({ agendaItemId: item!['id'] });
    hall.clock.at = new Date('2026-12-06T02:00:00Z');
    expect(await send(id)).toMatchObject({ code: 'DOCUMENT_LATE' });
    expect(await send(id, 'Chờ số liệu thu')).toMatchObject({ sending: { late: true, lateReason: 'Chờ số liệu thu' } });
    const { items } = (await hall.ok(
      'query ($id: ID!) { sitting(id: $id) { items { id lateDocuments documents { id } } } }',
      { id: hall.sittingId },
      delegate,
    )) as { items: Data[] };
    expect(items.filter((i) => i['lateDocuments'])).toEqual([
      { id: item!['id'], lateDocuments: true, documents: [{ id }] },
    ]);
  });

  it('state secrets are refused, by what is declared and by what a title or a file says [SES-4 R-PDP-04]', async () => {
    for (const more of [{ stateSecret: true }, { title: 'Kế hoạch (TỐI MẬT)' }])
      expect(await add(more)).toMatchObject({ __typename: 'Refused', code: 'STATE_SECRET' });
    const { id } = await add();
    expect(await begin(id, file(20), { fileName: 'MẬT_ke-hoach.pdf' })).toMatchObject({ code: 'STATE_SECRET' });
    expect(await hall.database.admin('SELECT 1 FROM sessions.document_version WHERE document_id = $1', [id])).toEqual(
      [],
    );
  });

  it('who may not see a document does not learn that it is there [SES-4 R-PDP-04]', async () => {
    const ids: Data = {};
    for (const classification of ['PUBLIC', 'INTERNAL', 'CLOSED_SITTING']) {
      const id = await whole({ classification }, file(64));
      await send(id);
      ids[classification] = id;
    }
    const officer = await hall.token('OFFICER');
    const elsewhere = await hall.token('DELEGATE', { seat: hall.seats[1]!, councilId: 'another' });
    for (const token of [undefined, officer, elsewhere]) {
      const seen = (await list(token)).map((d) => d['id']);
      expect([
        seen.includes(ids['PUBLIC']),
        seen.includes(ids['INTERNAL']),
        seen.includes(ids['CLOSED_SITTING']),
      ]).toEqual([true, false, false]);
      expect(await part(ids['CLOSED_SITTING'] as string, 0, token)).toBeNull();
      expect(await part(ids['INTERNAL'] as string, 0, token)).toBeNull();
    }
    expect(await part(ids['PUBLIC'] as string, 0)).toBe(file(64).toString('base64'));
    expect((await list(delegate)).map((d) => d['id'])).toEqual(expect.arrayContaining(Object.values(ids)));
  });

  it('another file than the promised one is not kept, nor one that is not what it says [SES-4]', async () => {
    const { id } = await add();
    const { version } = await begin(id, file(64));
    const other = file(64);
    other[40] = 0x42;
    expect(await put(id, version, 0, other)).toMatchObject({ code: 'FILE_DAMAGED' });
    expect(await put(id, version, 0, Buffer.alloc(64, 1))).toMatchObject({ code: 'FILE_REFUSED' });
    expect(await put(id, version, 1, file(64))).toMatchObject({ code: 'FILE_REFUSED' });
    expect(await begin(id, file(64), { mediaType: 'text/html' })).toMatchObject({ code: 'FILE_REFUSED' });
    expect(await send(id as string)).toMatchObject({ code: 'NOTHING_TO_SEND' });
  });

  it('a whole version, a sending and an opening are never changed, not even by the running role [SES-4]', async () => {
    const id = await whole({}, file(64));
    await send(id);
    expect(await send(id)).toMatchObject({ code: 'NOTHING_TO_SEND' });
    expect(await put(id, 1, 0, file(64))).toMatchObject({ code: 'FILE_REFUSED' });
    const runner = await hall.database.open(sessions.owner);
    await expect(runner.query(`UPDATE document_part SET content = 'x' WHERE document_id = $1`, [id])).rejects.toThrow(
      'a whole version takes no further part',
    );
    for (const table of ['document_sending', 'document_delivery', 'document_opening', 'document'])
      await expect(runner.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
  });

  it('a new version is sent again, and opened again [SES-4]', async () => {
    const id = await whole({}, file(64));
    await send(id);
    await hall.ok(OPEN, { documentId: id }, delegate);
    const { version } = await begin(id, file(80));
    await put(id, version, 0, file(80));
    expect(await send(id)).toMatchObject({ sending: { version: 2, delegates: 5, opened: 0 } });
    expect((await list(delegate)).find((d) => d['id'] === id)).toMatchObject({ mine: { version: 2, openedAt: null } });
  });
});
