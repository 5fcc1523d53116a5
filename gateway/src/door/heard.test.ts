import { Heard } from './heard.js';

const subscribe = (id: string, variables: unknown = {}): string =>
  JSON.stringify({ id, type: 'subscribe', payload: { query: '', variables } });

it('reads the same text once', () => {
  const heard = new Heard();
  expect(heard.read(subscribe('1'))).toBe(heard.read(subscribe('1')));
  expect(heard.read(subscribe('2'))).not.toBe(heard.read(subscribe('1')));
});

it('keeps nothing that a greeting says: a token is in it', () => {
  const heard = new Heard();
  const greeting = JSON.stringify({ type: 'connection_init', payload: { token: 'a.b.c' } });
  expect(heard.read(greeting)).toEqual(JSON.parse(greeting));
  expect(heard.size).toBe(0);
});

it('keeps so many and no long ones', () => {
  const heard = new Heard();
  for (let i = 0; i < 1_000; i++) heard.read(subscribe(String(i)));
  heard.read(subscribe('long', { text: 'x'.repeat(10_000) }));
  expect(heard.size).toBe(64);
});

it('hands out what nobody can change', () => {
  const heard = new Heard();
  heard.read(subscribe('1', { list: [{ a: 1 }] }));
  const { payload } = heard.read(subscribe('1', { list: [{ a: 1 }] })) as {
    payload: { variables: { list: object[] } };
  };
  expect(() => Object.assign(payload.variables.list[0]!, { a: 2 })).toThrow(TypeError);
  expect(() => payload.variables.list.push({})).toThrow(TypeError);
});

test.each(['hello', '{"type":"subscribe"', ''])('throws for %j', (text) => {
  expect(() => new Heard().read(text)).toThrow(SyntaxError);
});
