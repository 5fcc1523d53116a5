/** The client against real sockets: what it promises when answers are lost, tokens end and servers go. */
import WebSocket from 'ws';
import { createClient, type Answer, type Client, type ClientOptions } from '../src/index';
import { Add, Door, Parts, Total, Totals, totalText, Who } from './door';

const door = new Door();
const clients: Client[] = [];
beforeAll(() => door.open());
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  door.lose = 0;
});
afterAll(() => door.close());

function client(options: ClientOptions = {}): Client {
  const made = createClient({ origin: door.origin, webSocket: WebSocket, ...options });
  clients.push(made);
  return made;
}

describe('query', () => {
  it('gives data and no fault', async () => {
    door.set(7);
    expect(await client().query(Total, {})).toEqual({ data: { total: 7 }, faults: [] });
  });

  it('gives what came, and in both languages what is missing', async () => {
    door.set(7);
    expect(await client().query(Parts, {})).toEqual({
      data: { total: 7, broken: null },
      faults: [
        { code: 'UNAVAILABLE', retryable: true, path: ['broken'], vi: 'không: UNAVAILABLE', en: 'no: UNAVAILABLE' },
      ],
    });
  });

  it('says a refusal as data', async () => {
    const unknown = { id: 'sha256:00', name: 'X' };
    expect(await client().query(unknown, {})).toEqual({
      data: null,
      faults: [{ code: 'NOT_FOUND', retryable: false, vi: 'không: NOT_FOUND', en: 'no: NOT_FOUND' }],
    });
  });

  it('says in both languages that nobody answers', async () => {
    const { data, faults } = await client({ origin: 'http://127.0.0.1:9' }).query(Total, {});
    expect(data).toBeNull();
    expect(faults).toMatchObject([{ code: 'UNREACHABLE', retryable: true }]);
    expect(faults[0]!.vi).toMatch(/Không liên lạc được/);
    expect(faults[0]!.en).toMatch(/cannot be reached/);
  });

  it('gets a fresh token, once, when the old one has ended', async () => {
    const asked: boolean[] = [];
    const token = async ({ refresh = false } = {}): Promise<string> => {
      asked.push(refresh);
      return refresh ? 'good' : 'ended';
    };
    expect(await client({ token }).query(Who, {})).toMatchObject({ data: { who: 'good' } });
    expect(asked).toEqual([false, true]);
  });

  it('takes what GraphQL Code Generator writes: a hash beside the text, or the text of a registered document', async () => {
    door.set(3);
    const hashed = Object.assign(new String(''), { __meta__: { hash: Total.id.replace('sha256:', '') } });
    const texted = Object.assign(new String(totalText), { __meta__: undefined });
    expect((await client().query(hashed, {})).data).toEqual({ total: 3 });
    expect((await client().query(texted, {})).data).toEqual({ total: 3 });
  });
});

describe('mutate', () => {
  it('repeats a keyed command with the same key until its answer comes, and it counts once', async () => {
    door.set(0);
    door.keys.length = 0;
    door.lose = 3;
    expect(await client().mutate(Add, { by: 5 }, { key: 'key' })).toEqual({ data: { add: 5 }, faults: [] });
    expect(door.keys).toHaveLength(4);
    expect(new Set(door.keys).size).toBe(1);
  });

  it('keeps the key that it was given', async () => {
    door.keys.length = 0;
    door.lose = 1;
    await client().mutate(Add, { by: 1, key: 'mine' }, { key: 'key' });
    expect(door.keys).toEqual(['mine', 'mine']);
  });

  it('sends a command without a key once', async () => {
    door.keys.length = 0;
    door.lose = 1;
    const answer = await client().mutate(Add, { by: 1, key: 'once' });
    expect(answer).toMatchObject({ data: null, faults: [{ code: 'UNREACHABLE', retryable: true }] });
    expect(door.keys).toEqual(['once']);
  });

  it('ends with its signal and says that nothing is known', async () => {
    door.lose = Number.POSITIVE_INFINITY;
    const ended = new AbortController();
    const answer = client().mutate(Add, { by: 1 }, { key: 'key', signal: ended.signal });
    ended.abort();
    expect(await answer).toMatchObject({ data: null, faults: [{ code: 'UNREACHABLE' }] });
  });
});

describe('live', () => {
  it('gives the present state and each later one', async () => {
    door.set(1);
    const heard: number[] = [];
    for await (const { data } of client().live(Totals, {})) {
      heard.push(data!.total);
      if (heard.length === 3) break;
      door.set(door.total + 1);
    }
    expect(heard).toEqual([1, 2, 3]);
  });

  it('leaves when its reader does', async () => {
    door.set(1);
    const heard = client().live(Totals, {});
    for await (const { data } of heard) if (data) break;
    await until(() => door.watchers === 0);
  });

  it('gives a slow reader the newest, never a queue', async () => {
    door.set(1);
    const reading = client().live(Totals, {})[Symbol.asyncIterator]();
    await reading.next();
    const other = new Promise<void>((resolve) => {
      client().live(Totals, {}, ({ data }) => void (data?.total === 50 && resolve()));
    });
    for (let i = 2; i <= 50; i += 1) door.set(i);
    await other;
    const { value } = (await reading.next()) as { value: Answer<{ total: number }> };
    expect(value.data!.total).toBe(50);
  });

  it('comes back to a server that was switched off', async () => {
    door.set(1);
    const reading = client().live(Totals, {})[Symbol.asyncIterator]();
    expect(await reading.next()).toMatchObject({ value: { data: { total: 1 } } });
    await door.close();
    door.total = 99;
    await door.open();
    expect(await reading.next()).toMatchObject({ value: { data: { total: 99 } } });
  });

  it('gets a fresh token when the door turned the old one away', async () => {
    door.set(4);
    const asked: boolean[] = [];
    const token = async ({ refresh = false } = {}): Promise<string> => {
      asked.push(refresh);
      return refresh ? 'good' : 'ended';
    };
    for await (const { data } of client({ token }).live(Totals, {})) {
      expect(data).toEqual({ total: 4 });
      break;
    }
    expect(asked.slice(0, 2)).toEqual([false, true]);
  });

  it('says a refusal as data and goes on asking', async () => {
    const unknown = { id: 'sha256:00', name: 'X' };
    const reading = client().live(unknown, {})[Symbol.asyncIterator]();
    for (let i = 0; i < 2; i += 1)
      expect(await reading.next()).toMatchObject({
        value: { data: null, faults: [{ code: 'DOCUMENT_UNKNOWN', vi: 'không: DOCUMENT_UNKNOWN' }] },
      });
  });

  it('ends when the client is closed', async () => {
    const closing = client();
    const reading = closing.live(Totals, {})[Symbol.asyncIterator]();
    await reading.next();
    closing.close();
    expect(await reading.next()).toEqual({ done: true, value: undefined });
    await until(() => door.watchers === 0);
  });
});

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
}
