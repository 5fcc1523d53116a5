/** What somebody inside the hall's network tries, and what they get: one edition, real cards, real doors. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createAssertionSigner } from '@nghitruong/kit/auth';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ask, socket } from '../harness/client.js';
import { startEdition, type StartedEdition } from '../harness/edition.js';
import {
  COUNCIL,
  everyMutation,
  everyQuestion,
  openIntruder,
  OTHER_COUNCIL,
  SITTING,
  type Intruder,
} from './intruder.js';

let edition: StartedEdition;
let intruder: Intruder;
/** Real ids of the council under attack. */
const ids = {} as Record<
  | 'pollId'
  | 'seatId'
  | 'agendaItemId'
  | 'petition'
  | 'recommendation'
  | 'supervision'
  | 'dxTask'
  | 'programme'
  | 'award'
  | 'movement'
  | 'account'
  | 'ruleSet'
  | 'ruleHash'
  | 'ruleKey',
  string
>;
const tokens = {} as Record<
  'chair' | 'clerk' | 'delegate' | 'stranger' | 'display' | 'elsewhere' | 'neighbour',
  string
>;

const codeOf = (answer: Awaited<ReturnType<typeof ask>>): unknown => {
  const said = (answer.data as { said?: { __typename: string; code?: string; reason?: string } } | null)?.said;
  return answer.errors?.[0]?.extensions?.['code'] ?? said?.code ?? said?.reason ?? said?.__typename;
};

function idFor(mutation: string, field: string, sittingId = SITTING): string {
  if (field === 'sittingId') return sittingId;
  if (field === 'councilId') return COUNCIL;
  if (field === 'programmeId') return ids.programme;
  if (field === 'supervisionId') return ids.supervision;
  if (field === 'movementId') return ids.movement;
  if (field === 'ruleSetId') return ids.ruleSet;
  if (field === 'ballotKey') return randomUUID();
  if (field in ids) return ids[field as keyof typeof ids];
  if (/body|owner|subject/i.test(field)) return 'so-tai-chinh';
  const noun = (
    [
      ['Petition', 'petition'],
      ['Recommendation', 'recommendation'],
      ['Supervision', 'supervision'],
      ['DxTask', 'dxTask'],
      ['Award', 'award'],
      ['Movement', 'movement'],
      ['Account', 'account'],
    ] as const
  ).find(([word]) => mutation.includes(word));
  return noun ? ids[noun[1]] : randomUUID();
}

beforeAll(async () => {
  edition = await startEdition();
  intruder = await openIntruder(edition);
  for (const role of ['DELEGATE', 'CHAIR', 'SESSION_SECRETARY', 'TALLY_COMMITTEE'])
    await intruder.grant('stranger', role, OTHER_COUNCIL);
  // Ad-hoc questions are for developers: everyone here asks what they like.
  for (const login of ['chair', 'clerk', 'delegate-07', 'delegate-08', 'delegate-09', 'stranger'])
    await intruder.grant(login, 'DEVELOPER');
  const one = async (sql: string): Promise<string> => (await intruder.sql<{ id: string }>(sql))[0]!.id;
  tokens.chair = (await intruder.signIn('chair')).token;
  tokens.clerk = (await intruder.signIn('clerk')).token;
  tokens.delegate = (await intruder.signIn('delegate-07')).token;
  tokens.elsewhere = (await intruder.signIn('clerk', intruder.closedSitting)).token;
  tokens.neighbour = (await intruder.signIn('delegate-09')).token;
  tokens.stranger = (await intruder.signIn('stranger')).token;
  tokens.display = (await intruder.signInDisplay()).token;
  ids.agendaItemId = await one(`SELECT id FROM sessions.agenda_item WHERE sitting_id = '${SITTING}' ORDER BY position`);
  ids.seatId = await one(
    `SELECT seat_id AS id FROM directory.published_seat_v1 WHERE council_id = '${COUNCIL}' AND valid_to IS NULL ORDER BY card_number DESC`,
  );
  ids.petition = await one(`SELECT id FROM petitions.petition WHERE council_id = '${COUNCIL}'`);
  ids.recommendation = await one('SELECT id FROM supervision.recommendation');
  ids.supervision = await one('SELECT id FROM supervision.supervision');
  ids.dxTask = await one('SELECT id FROM digital_transformation.task');
  ids.programme = await one('SELECT id FROM digital_transformation.programme');
  ids.award = await one('SELECT id FROM plugin_emulation.award');
  ids.movement = await one('SELECT id FROM plugin_emulation.movement');
  ids.account = await one(`SELECT id FROM directory.account WHERE login = 'delegate-09'`);
  const [rule] = await intruder.sql<{ rule_set_id: string; rule_key: string; rule_hash: string }>(
    `SELECT r.rule_set_id, r.rule_key, r.hash AS rule_hash FROM directory.rule r JOIN directory.rule_set_current n ON n.rule_set_id = r.rule_set_id AND n.hash = r.rule_set_hash
     WHERE r.rule_set_id = 'vn-city-2025' AND r.confidence LIKE 'K%'`,
  );
  [ids.ruleSet, ids.ruleKey, ids.ruleHash] = [rule!.rule_set_id, rule!.rule_key, rule!.rule_hash];
  const made = await ask<{ said: { id: string } }>(
    edition.graph,
    'mutation ($i: CreatePollInput!) { said: createPoll(input: $i) { __typename ... on Poll { id } ... on Refused { code } } }',
    {
      i: {
        sittingId: SITTING,
        expectedStep: 0,
        kind: 'RESOLUTION',
        title: 'x',
        agendaItemId: ids.agendaItemId,
        documentVersion: 1,
      },
    },
    tokens.clerk,
  );
  ids.pollId = made.data!.said.id;
}, 120_000);
afterAll(async () => {
  await intruder?.close();
  await edition?.end();
});

/** Tries every mutation and gives those that were not refused for who asks. */
async function tryAll(token: string | undefined, sittingId = SITTING, only: (name: string) => boolean = () => true) {
  const before = await intruder.fingerprint();
  const got: Record<string, unknown> = {};
  for (const { name, text } of everyMutation((m, f) => idFor(m, f, sittingId)).filter((m) => only(m.name)))
    got[name] = codeOf(
      await ask(
        edition.graph,
        text.replace('hash: "x"', `hash: "${ids.ruleHash}"`).replace('key: "x"', `key: "${ids.ruleKey}"`),
        {},
        token,
      ),
    );
  return { got, changed: await changedSince(before) };
}
async function changedSince(before: Record<string, string>): Promise<string[]> {
  const after = await intruder.fingerprint();
  return Object.keys(after).filter((table) => after[table] !== before[table]);
}
const REFUSED = [
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'DOCUMENT_NOT_ALLOWED',
  'NOT_ON_ROLL',
  'SHEET_NOT_YOURS',
  'TALLY_NOT_MEMBER',
];
/**
 * What was asked of a thing that is not there, or with a part missing, stops at
 * that: their own subgraphs' tests show who may. Here nothing may change.
 */
const NOT_THERE = /^(NOT_FOUND|INVALID_INPUT|ROWS_MISSING|NO_RUN_OFF|NO_SUCH_\w+|\w+_UNKNOWN)$/;
const notRefused = (got: Record<string, unknown>): string[] =>
  Object.entries(got)
    .filter(([, code]) => !REFUSED.includes(String(code)) && !NOT_THERE.test(String(code)))
    .map(([name, code]) => `${name}: ${String(code)}`);

const OF_SITTING = /sitting$|poll$|agenda|holding|displays|^check|excuse|attendance|castBallot/i;

/** Needs no role in any council: whoever reads an open draft may comment on it, and the desk reads that first. */
const FOR_EVERYONE = ['submitComment'];

test('every role of another council changes nothing in this one [hostile: other-council-ids @ http]', async () => {
  const { got, changed } = await tryAll(tokens.stranger, SITTING, (name) => !FOR_EVERYONE.includes(name));
  expect([notRefused(got), changed]).toEqual([[], []]);
});

test('a card of one sitting commands no other', async () => {
  const { got, changed } = await tryAll(tokens.elsewhere, SITTING, (name) => OF_SITTING.test(name));
  expect([notRefused(got), changed]).toEqual([[], []]);
});

test.each(['display', 'delegate'] as const)('a %s commands nothing', async (who) => {
  if (who === 'display') {
    // A display may not ask of its own accord at all: what it could do is asked with documents of the pages.
    const documents = JSON.parse(await (await fetch(`${edition.origin}/documents.json`)).text()) as Record<
      string,
      string
    >;
    const before = await intruder.fingerprint();
    const variables = {
      pollId: ids.pollId,
      sittingId: SITTING,
      expectedStep: 1,
      agendaItemId: ids.agendaItemId,
      choice: 'FOR',
      ballotKey: randomUUID(),
      press: 1,
      frozen: true,
      seconds: 1,
      reason: 'x',
      phase: 'DISCUSSION',
      input: { sittingId: SITTING, seatId: ids.seatId, source: 'CLERK', reason: 'x' },
      kind: 'VOIDED_RESULT',
      basis: 'x',
      wallText: 'x',
    };
    for (const [documentId, text] of Object.entries(documents)) {
      if (!text.startsWith('mutation') || text.includes('reportDevice')) continue;
      const answer = await ask(edition.graph, '', variables, tokens.display, {
        body: { query: undefined, documentId, variables },
      });
      expect([text.split('\n')[0], answer.errors?.[0]?.extensions?.['code']]).toEqual([
        text.split('\n')[0],
        expect.stringMatching(/^(FORBIDDEN|BAD_REQUEST|INVALID_INPUT|UNAUTHENTICATED|VARIABLES_INVALID)$/),
      ]);
    }
    expect(await changedSince(before)).toEqual([]);
    return;
  }
  const { got, changed } = await tryAll(tokens.delegate, SITTING, (n) => OF_SITTING.test(n) && n !== 'castBallot');
  expect([notRefused(got), changed]).toEqual([[], []]);
});

const OPEN = ['readyPoll', 'openPoll'] as const;
const chamber = (fields: string): string => `query ($s: ID!) { chamberNow(sittingId: $s) { ${fields} } }`;
const stepNow = async (): Promise<number> =>
  (await ask<{ chamberNow: { step: number } }>(edition.graph, chamber('step'), { s: SITTING }, tokens.clerk)).data!
    .chamberNow.step;

describe('while a poll is open', () => {
  let voter: { token: string };
  const cast = (token: string) =>
    ask(
      edition.graph,
      `mutation ($p: ID!, $k: ID!) { said: castBallot(pollId: $p, choice: FOR, ballotKey: $k, press: 1) { __typename ... on BallotRefused { reason } } }`,
      { p: ids.pollId, k: randomUUID() },
      token,
    );

  beforeAll(async () => {
    const must = async (text: string, variables: Record<string, unknown>, token = tokens.chair): Promise<void> => {
      const answer = await ask(edition.graph, text, variables, token);
      if (answer.errors || codeOf(answer) === 'Refused') throw new Error(JSON.stringify(answer));
    };
    await must(
      'mutation ($s: ID!, $e: Int!) { said: openSitting(sittingId: $s, expectedStep: $e) { __typename ... on Refused { code } } }',
      { s: SITTING, e: await stepNow() },
    );
    for (const { seat_id } of await intruder.sql<{ seat_id: string }>(
      `SELECT seat_id FROM directory.published_seat_v1 WHERE council_id = $1 AND valid_to IS NULL AND status = 'IN_OFFICE'`,
      [COUNCIL],
    ))
      await must(
        'mutation ($i: CheckInInput!) { said: checkIn(input: $i) { __typename ... on Refused { code } } }',
        { i: { sittingId: SITTING, seatId: seat_id, source: 'CLERK' } },
        tokens.clerk,
      );
    for (const name of OPEN)
      await must(
        `mutation ($p: ID!, $e: Int!) { said: ${name}(pollId: $p, expectedStep: $e) { __typename ... on Refused { code } } }`,
        { p: ids.pollId, e: await stepNow() },
      );
    voter = await intruder.signIn('delegate-08');
  });

  test('nobody votes but a delegate with a card of this very sitting', async () => {
    const elsewhere = await intruder.signIn('delegate-08', intruder.closedSitting);
    for (const token of [tokens.stranger, tokens.clerk, elsewhere.token])
      expect(codeOf(await cast(token))).toMatch(/^(NOT_ON_ROLL|FORBIDDEN)$/);
    expect(codeOf(await cast(voter.token))).toBe('BallotReceipt');
  });

  test('before the close a delegate learns turnout and nothing else, in an answer and in a stream [hostile: protected-by-stream @ http socket]', async () => {
    const secrets = `provisionalResult { voted { count } } missing { fullName } conditions { key }`;
    for (const token of [tokens.delegate, tokens.stranger]) {
      const { data, errors } = await ask<{ chamberNow: Record<string, unknown> & { poll: Record<string, unknown> } }>(
        edition.graph,
        chamber(
          `connected screens { name } poll { turnout { recorded } result { voted { count } } votes { edges { node { fullName } } } ${secrets} }`,
        ),
        { s: SITTING },
        token,
      );
      expect(errors!.map((e) => e.extensions!['code'])).toEqual(expect.arrayContaining(['FORBIDDEN']));
      expect(data!.chamberNow).toEqual({
        connected: null,
        screens: null,
        poll: {
          turnout: { recorded: 1 },
          result: null,
          votes: null,
          provisionalResult: null,
          missing: null,
          conditions: null,
        },
      });
      const seen = await firstOfStream(
        token,
        `connected screens { name } poll { turnout { recorded } ${secrets} }`,
        SITTING,
      );
      expect(seen).toEqual({
        connected: null,
        screens: null,
        poll: { turnout: { recorded: 1 }, provisionalResult: null, missing: null, conditions: null },
      });
    }
  });
});

async function firstOfStream(token: string | undefined, fields: string, sittingId: string): Promise<unknown> {
  const client = socket(edition.graph, token);
  try {
    for await (const message of client.iterate<{ chamber: unknown }>({
      query: `subscription ($s: ID!) { chamber(sittingId: $s) { ${fields} } }`,
      variables: { s: sittingId },
    }))
      return message.data?.chamber;
  } finally {
    await client.dispose();
  }
  return undefined;
}

test('a closed sitting shows others a lock: no item, no poll, no name, by whatever way it is asked', async () => {
  const fields = 'view items { title } item { title } nextItem { title } poll { title }';
  const locked = { view: 'CLOSED_SITTING', items: [], item: null, nextItem: null, poll: null };
  const s = intruder.closedSitting;
  expect((await ask(edition.graph, chamber(fields), { s }, tokens.stranger)).data).toEqual({ chamberNow: locked });
  expect(await firstOfStream(tokens.stranger, fields, s)).toEqual(locked);
  const [item] = await intruder.sql<{ id: string }>('SELECT id FROM sessions.agenda_item WHERE sitting_id = $1', [s]);
  const asked = await ask(
    edition.graph,
    `query ($s: ID!) { sitting(id: $s) { items { title } attendance { fullName } polls { title } presentAt(at: "2026-11-24T02:00:00Z") { fullName } } }`,
    { s },
    tokens.stranger,
  );
  expect(asked.data).toEqual({ sitting: { items: [], attendance: null, polls: null, presentAt: null } });
  expect(item).toBeDefined();
  expect(JSON.stringify(asked)).not.toContain('Việc kín');
  const insider = await ask<{ chamberNow: { items: unknown[] } }>(
    edition.graph,
    chamber(fields),
    { s },
    tokens.delegate,
  );
  expect(insider.data!.chamberNow.items.length).toBeGreaterThan(0);
});

describe('what a phone reports', () => {
  const report = (token: string, variables: Record<string, unknown>) =>
    ask(
      edition.graph,
      `mutation ($s: ID!, $n: String, $r: Int!) { said: reportDevice(sittingId: $s, step: 1, revision: $r, name: $n) { ok } }`,
      { s: SITTING, r: 1, ...variables },
      token,
    );

  test('is of its own seat, and names no screen', async () => {
    await report(tokens.delegate, { n: 'Hội trường 1' });
    const rows = await intruder.sql<{ kind: string; name: string | null }>(
      'SELECT kind, name FROM sessions.device_report WHERE sitting_id = $1',
      [SITTING],
    );
    expect(rows).toEqual([{ kind: 'SEAT', name: null }]);
    expect(codeOf(await report(tokens.stranger, {}))).toBe('FORBIDDEN');
  });

  test('never spoils what others report in the same moment', async () => {
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, i) => [
        report(tokens.delegate, { s: i % 2 ? SITTING.toUpperCase() : SITTING, n: 'a\u0000\ud800', r: i }),
      ]).flat(),
    );
    expect(all.filter((a) => a.errors).map((a) => a.errors![0])).toEqual([]);
  });
});

describe('the code that a delegate shows', () => {
  const mine = async (token: string): Promise<string> =>
    (
      await ask<{ mySeat: { checkInCode: string } }>(
        edition.graph,
        'query ($s: ID!) { mySeat(sittingId: $s) { checkInCode } }',
        { s: SITTING },
        token,
      )
    ).data!.mySeat.checkInCode;
  const show = async (code: string, sittingId = SITTING, token = tokens.clerk): Promise<unknown> =>
    codeOf(
      await ask(
        edition.graph,
        'mutation ($i: CheckInInput!) { said: checkIn(input: $i) { __typename ... on Refused { code } } }',
        { i: { sittingId, code, source: 'QR' } },
        token,
      ),
    );

  test('is one seat’s in one sitting: forged, stretched or carried elsewhere it is refused', async () => {
    const code = await mine(tokens.delegate);
    const [seat, end, seal] = code.split('.') as [string, string, string];
    const other = await mine(tokens.neighbour);
    expect(await show(code)).toBe('AttendanceRow');
    for (const forged of [
      `${other.split('.')[0]}.${end}.${seal}`,
      `${seat}.${(Number.parseInt(end, 36) + 600).toString(36)}.${seal}`,
      `${seat}.${end}.${seal.slice(0, -1)}${seal.endsWith('A') ? 'B' : 'A'}`,
      `${seat}.${end}.`,
    ])
      expect(await show(forged)).toBe('CODE_INVALID');
    expect(await show(code, intruder.closedSitting, tokens.elsewhere)).toBe('CODE_INVALID');
  });
});

describe('the sign-in service', () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${edition.origin}/id${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  test('hears no other site’s page, and its cookie leaves neither the browser’s vault nor the site', async () => {
    const { card, cookies } = await intruder.signIn('delegate-10');
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[])
      for (const path of ['/card/look', '/card/exchange', '/refresh', '/sign-out']) {
        const answer = await post(path, { card }, headers);
        expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([path, 403, null]);
      }
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/; Path=\/id; HttpOnly; SameSite=Strict/);
    // A card that was used is a piece of paper.
    expect(await (await post('/card/exchange', { card, pin: '271828' })).json()).toMatchObject({ code: 'CARD_USED' });
  });

  test('a found card gives five tries of its PIN, side by side too', async () => {
    const { code } = await intruder.identity.issueCard({ login: 'delegate-11', sittingId: SITTING, pin: '271828' });
    const tries = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const answer = await post('/card/exchange', { card: code, pin: String(100000 + i) });
        return ((await answer.json()) as { code: string }).code;
      }),
    );
    expect(tries.filter((t) => t === 'PIN_WRONG').length).toBeLessThanOrEqual(5);
    expect(await (await post('/card/exchange', { card: code, pin: '271828' })).json()).toMatchObject({
      code: 'CARD_LOCKED',
    });
  });
});

test('an account that is disabled in the middle of a sitting loses its sockets and its token at once [hostile: revoked-mid-socket @ http socket]', async () => {
  const { token } = await intruder.signIn('delegate-13');
  const client = socket(edition.graph, token);
  const closed = new Promise<number>((resolve) => client.on('closed', (e) => resolve((e as { code: number }).code)));
  const watching = client.iterate({
    query: (JSON.parse(await (await fetch(`${edition.origin}/documents.json`)).text()) as Record<string, string>)[
      await chamberDocument()
    ]!,
    variables: { sittingId: SITTING },
  });
  await watching.next();
  await intruder.grant('admin', 'DEVELOPER');
  const admin = (await intruder.signIn('admin')).token;
  const [{ id }] = (await intruder.sql<{ id: string }>(
    `SELECT id FROM directory.account WHERE login = 'delegate-13'`,
  )) as [{ id: string }];
  const change = (name: string) =>
    ask(edition.graph, `mutation ($id: ID!) { said: ${name}(id: $id) { __typename } }`, { id }, admin);
  expect(codeOf(await change('disableAccount'))).toBe('Account');
  expect(await closed).toBe(4403);
  await client.dispose();
  expect(codeOf(await ask(edition.graph, '{ __typename }', {}, token))).toBe('UNAUTHENTICATED');
  await change('enableAccount');
});

/** The id of the document by which the pages watch the chamber. */
async function chamberDocument(): Promise<string> {
  const documents = JSON.parse(await (await fetch(`${edition.origin}/documents.json`)).text()) as Record<
    string,
    string
  >;
  return Object.keys(documents).find((id) => /^subscription[^{]*\{\s*chamber\(/.test(documents[id]!))!;
}

describe('the front', () => {
  /** As it is written, without a browser's tidying up. */
  const raw = (path: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(edition.origin);
      request({ host: '127.0.0.1', port, path }, (response) => {
        let text = '';
        response.on('data', (c: Buffer) => (text += c.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, text }));
      })
        .on('error', reject)
        .end();
    });

  test.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/../../package.json',
    '/.env',
    '/metrics',
    '//metrics',
  ])('has nothing at %s', async (path) => expect((await raw(path)).status).toBe(404));

  test('a page runs its own scripts, talks to its own host, and is framed by nobody', async () => {
    const { host } = new URL(edition.origin);
    for (const page of ['/', '/wall', '/b', '/chair', '/clerk']) {
      const { headers } = await fetch(`${edition.origin}${page}`);
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host};`);
      expect(policy).toMatch(/default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/);
      expect(policy).not.toMatch(/script-src|unsafe-eval/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('whoever is no developer learns nothing of the schema [hostile: introspection @ http]', async () => {
    const plain = (await intruder.signIn('delegate-12')).token;
    for (const token of [undefined, plain, tokens.display])
      for (const query of [
        '{ __schema { types { name } } }',
        '{ __typename }',
        '{ nothing }',
        '{ _service { sdl } }',
      ]) {
        const answer = await ask(edition.graph, query, {}, token);
        expect(codeOf(answer)).toBe('DOCUMENT_NOT_ALLOWED');
        expect(JSON.stringify(answer)).not.toMatch(/Did you mean|Cannot query/);
      }
  });

  test('what goes wrong inside names no address, statement or file [hostile: inside-in-errors @ http]', async () => {
    const answers = await Promise.all([
      ask(
        edition.graph,
        'mutation ($i: PlanSupervisionInput!) { said: planSupervision(input: $i) { __typename } }',
        {
          i: {
            councilId: COUNCIL,
            title: 'a\u0000',
            scope: '\u0000',
            form: 'THEMATIC',
            startsOn: '2026-11-24',
            endsOn: '2026-11-25',
            subjectIds: ['so-tai-chinh'],
          },
        },
        tokens.clerk,
      ),
      ask(
        edition.graph,
        '{ councils(search: "\\u0000", after: "\\u0000") { edges { node { id } } } }',
        {},
        tokens.clerk,
      ),
      ask(edition.graph, '{ unit(id: "\\u0000") { id } council(id: "\\u0000") { id } }', {}, tokens.clerk),
    ]);
    expect(JSON.stringify(answers)).not.toMatch(
      /127\.0\.0\.1|localhost:|SELECT|INSERT|invalid byte|node_modules|\.js:|postgres/i,
    );
  });
});

describe('a subgraph’s own port', () => {
  test('answers nobody who does not hold the gateway’s key [hostile: service @ subgraph]', async () => {
    const ports = portsOf(edition.child.pid!);
    expect(ports.length).toBeGreaterThan(5);
    const stolen = createAssertionSigner(
      generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    );
    const body = JSON.stringify({ query: '{ _service { sdl } }' });
    for (const port of ports) {
      for (const assertion of [undefined, stolen.sign('sessions', body), 'a.b.c']) {
        const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${tokens.chair}`,
            ...(assertion && { 'x-nt-gateway': assertion }),
          },
          body,
        });
        const text = await answer.text();
        expect(text).not.toContain('directive @');
        expect(text).toMatch(/GATEWAY_ONLY|GRAPHQL_VALIDATION_FAILED|BAD_REQUEST|DOCUMENT/);
      }
    }
  });
});

test('no port of a subgraph unpacks a body or reads a stranger’s socket [hostile: gzip-bomb @ subgraph] [hostile: stranger-stream @ subgraph]', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  for (const port of portsOf(edition.child.pid!)) {
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-nt-gateway': 'a.b.c' },
      body: new Uint8Array(bomb),
    });
    expect([401, 413, 415]).toContain(answer.status);
    if (`${port}` === new URL(edition.origin).port) continue;
    const client = createClient({ url: `ws://127.0.0.1:${port}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
    const heard: unknown[] = [];
    try {
      for await (const event of client.iterate({
        query: `subscription { chamber(sittingId: "${SITTING}") { step } }`,
        extensions: { gateway: 'a.b.c', token: tokens.chair },
      }))
        heard.push(event);
    } catch (error) {
      heard.push(error);
    }
    await client.dispose();
    expect(JSON.stringify(heard)).toMatch(/GATEWAY_ONLY|not find|404|BAD_REQUEST|Unexpected|\{\}|\[\]/);
    expect(JSON.stringify(heard)).not.toContain('"step"');
  }
});

describe('what is protected', () => {
  /** Every question of the API that takes an id, with every leaf that needs no argument, two levels deep. */
  test('roles of another council see of every id what the public sees, and nothing more [hostile: other-council-ids @ http]', async () => {
    await intruder.sql(
      `DELETE FROM directory.account_grant WHERE account_id = (SELECT id FROM directory.account WHERE login = 'delegate-14')`,
    );
    await intruder.grant('delegate-14', 'DEVELOPER');
    const nobody = (await intruder.signIn('delegate-14')).token;
    const poll = ids.pollId;
    const idOf = (query: string): string =>
      ({
        poll,
        sitting: SITTING,
        chamberNow: SITTING,
        council: COUNCIL,
        petition: ids.petition,
        recommendation: ids.recommendation,
        supervision: ids.supervision,
        dxTask: ids.dxTask,
        dxProgramme: ids.programme,
        emulationAward: ids.award,
        emulationMovement: ids.movement,
        account: ids.account,
        ruleSet: ids.ruleSet,
        publicBody: 'so-tai-chinh',
      })[query] ?? ids.seatId;
    const questions = everyQuestion(idOf).filter((q) => !q.name.startsWith('my'));
    expect(questions.length).toBeGreaterThan(12);
    const different: string[] = [];
    let told = 0;
    for (const { name, text } of questions) {
      const [a, b] = await Promise.all([
        ask(edition.graph, text, {}, tokens.stranger),
        ask(edition.graph, text, {}, nobody),
      ]);
      const code = a.errors?.find((e) => e.extensions?.['code'] !== 'FORBIDDEN')?.extensions?.['code'];
      if (a.data && Object.values(a.data)[0]) told++;
      if ((code && !NOT_THERE.test(String(code))) || JSON.stringify(a.data) !== JSON.stringify(b.data))
        different.push(`${name}: ${String(code)}`);
    }
    expect(different).toEqual([]);
    expect(told).toBeGreaterThan(8);
  });

  test.each([
    [
      'an interface’s fragment',
      '{ said: petition(id: $id) { ... on Obligation { ... on Petition { author { fullName phone } } } } }',
    ],
    [
      'a fragment of a fragment',
      '{ said: petition(id: $id) { ...A } } fragment A on Petition { ... { ...B } } fragment B on Petition { author { fullName phone } }',
    ],
    ['an alias', '{ said: petition(id: $id) { title: author { title: fullName id: phone } } }'],
    [
      'a condition',
      'query ($id: ID!, $y: Boolean = true) { said: petition(id: $id) { author @include(if: $y) { fullName phone @skip(if: false) } } }',
    ],
  ])('the author of a petition is not told by %s [hostile: protected-by-fragment @ http socket]', async (_, text) => {
    const query = text.replace(/^\{/, 'query ($id: ID!) {');
    const [author] = await intruder.sql<{ told: string }>(
      `SELECT string_agg(v, '|') AS told FROM petitions.petition p, jsonb_each_text(to_jsonb(p)) AS e(k, v) WHERE id = $1 AND k ~ 'author|citizen' AND v ~ '[[:alpha:]]{3}'`,
      [ids.petition],
    );
    for (const token of [tokens.stranger, tokens.delegate]) {
      const answer = await ask(edition.graph, query, { id: ids.petition }, token);
      expect(answer.errors?.map((e) => e.extensions!['code'])).toEqual(['FORBIDDEN']);
      for (const name of (author?.told ?? '').split('|').filter(Boolean))
        expect(JSON.stringify(answer)).not.toContain(name);
      const client = socket(edition.graph, token);
      for await (const event of client.iterate({ query, variables: { id: ids.petition } }))
        expect(JSON.stringify([event.data, event.errors?.length])).toBe(JSON.stringify([answer.data, 1]));
      await client.dispose();
    }
  });
});

/** The loopback ports that a process listens on, from the kernel's table. */
function portsOf(pid: number): number[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /socket:\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((f) => f[3] === '0A' && inodes.has(f[9]!))
    .map((f) => Number.parseInt(f[1]!.split(':')[1]!, 16));
}

test('secrets lie where only their owner reads them, and are neither argued nor said', async () => {
  const secrets = readFileSync(join(edition.data, 'secrets.json'), 'utf8');
  for (const file of ['secrets.json', 'running.json', 'postgres/password'])
    expect([file, (statSync(join(edition.data, file)).mode & 0o077).toString(8)]).toEqual([file, '0']);
  const { gateway, root } = JSON.parse(secrets) as { gateway: { privateKey: string }; root: string };
  const password = decodeURIComponent(new URL(edition.postgres.url).password);
  const told = [gateway.privateKey, root, password, ...edition.links.flatMap((l) => l.url.split('#card=')[1] ?? [])];
  const argued = [edition.child.pid!, edition.postgres.pid]
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    .join(' ');
  for (const secret of [...told, tokens.chair]) {
    expect(argued).not.toContain(secret);
    expect(edition.said()).not.toContain(secret);
  }
});
